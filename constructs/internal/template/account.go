package template

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// An account file is a template whose logical ids are the ids of AWS, and which has what an account has: what
// "privates3 account" writes. Wherever another stack has such an id as a text, the resource of the account is meant.

// accountMetadata is where an account file says which account and Region it is of.
const accountMetadata = "privates3::account"

// createdBy is the metadata of a resource of an account file that a stack has created: the names of the stack and of the
// stacks nested in it, joined by dots, and behind a slash the logical id, such as "Network.Nested/Vpc".
const createdBy = "privates3::created-by"

// partOf is the metadata of a resource of an account file that is a part of another one, such as a route of a route table.
const partOf = "privates3::part-of"

// isAccountFile reports whether a path is that of an account file.
func isAccountFile(path string) bool {
	data, err := ReadFile(path)
	return err == nil && startsWithObject(data) && bytes.Contains(data, []byte(accountMetadata))
}

// account reads an account file. An assembly has one at most.
func (l *loader) account(path string) error {
	if a := l.assembly.account; a != nil {
		return Gap{File: path, Problem: "is the second account file, after " + a.File + "; pass one"}
	}
	data, err := ReadFile(path)
	if err != nil {
		return err
	}
	template, err := decode(path, data)
	if err != nil {
		g := gapOf(path, err)
		g.Problem += "; pass a file that \"privates3 account\" wrote"
		return g
	}
	metadata, _ := template.get("Metadata").(object)
	of, _ := metadata.get(accountMetadata).(object)
	if of == nil {
		return Gap{File: path, Place: "Metadata", Problem: fmt.Sprintf("has no %s; want a file that \"privates3 account\" wrote", accountMetadata)}
	}
	s, err := parseStack(l.unique("account"), path, data)
	if err != nil {
		return err
	}
	s.Account, _ = of.get("Account").(string)
	s.Region, _ = of.get("Region").(string)
	if s.Account == "" || s.Region == "" {
		return Gap{File: path, Place: "Metadata." + accountMetadata, Problem: "has no Account or no Region; want a file that \"privates3 account\" wrote"}
	}
	for _, r := range s.Resources {
		r.Path = r.LogicalId // so that it is known by its id, and not by the stack
	}
	l.add(s)
	l.assembly.account = s
	return nil
}

// identifyPhysical connects the ids of the account with the resources that have them. What a stack of the assembly has
// created is the resource of that stack, whose template says what will become of it; what the account file says of it is left
// out. It returns the parts that the file has of such resources.
func (a *Assembly) identifyPhysical() (parts []*Resource) {
	if a.account == nil {
		return nil
	}
	a.physical = map[string]Token{}
	own := a.account.Resources[:0]
	for _, r := range a.account.Resources {
		if created := a.creator(r); created != nil {
			a.physical[r.LogicalId] = Token{Scope: created.Stack.Id, Name: created.LogicalId}
			delete(a.account.resources, r.LogicalId)
			if r.Type == typeSecurityGroup {
				parts = append(parts, groupRules(r)...)
			}
			continue
		}
		a.physical[r.LogicalId] = Token{Scope: a.account.Id, Name: r.LogicalId}
		own = append(own, r)
	}
	a.account.Resources = own[:0]
	for _, r := range own {
		if whole, ok := a.physical[r.partOf]; ok && whole.Scope != a.account.Id {
			delete(a.account.resources, r.LogicalId)
			parts = append(parts, r)
			continue
		}
		a.account.Resources = append(a.account.Resources, r)
	}
	for _, s := range a.Stacks {
		s.Existing = slices.DeleteFunc(s.Existing, func(r *Resource) bool {
			_, isInAccount := a.physical[r.LogicalId] // where more is known of it
			if isInAccount {
				delete(s.resources, r.LogicalId)
			}
			return isInAccount
		})
	}
	return parts
}

// creator returns the resource of a stack of the assembly that a resource of the account is, nil if there is none.
func (a *Assembly) creator(r *Resource) *Resource {
	name, logicalId, _ := strings.Cut(r.createdBy, "/")
	if logicalId == "" {
		return nil
	}
	root, path, _ := strings.Cut(name, ".")
	for _, s := range a.byName[root] {
		if !a.account.MayShareEnvironment(s) {
			continue
		}
		if path != "" {
			if s = a.Stack(s.Id + "." + path); s == nil {
				continue
			}
		}
		if created := s.resources[logicalId]; created != nil && created.Type == r.Type {
			return created
		}
	}
	return nil
}

// identified returns a value in which each text that is the id of a resource of the account is a reference to that resource.
// It is for the finished value of a property: the id may be written there, or come from a parameter or function, and conditions
// and functions need its text.
func (s *Stack) identified(v Value) Value {
	if s.assembly.physical == nil {
		return v
	}
	switch v.kind {
	case Text:
		if token, ok := s.assembly.physical[v.text]; ok && v.parts == nil {
			return TokenValue(token)
		}
	case List:
		list := make([]Value, len(v.list))
		for i, element := range v.list {
			list[i] = s.identified(element)
		}
		return Value{kind: List, list: list}
	case Map:
		fields := make(map[string]Value, len(v.fields))
		for name, field := range v.fields {
			fields[name] = s.identified(field)
		}
		return Value{kind: Map, fields: fields}
	}
	return v
}
