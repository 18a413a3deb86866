package main

import (
	"cmp"
	"strings"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/cfnyaml"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// stackNames find a resource in two versions of some templates. A name that several stacks have begins with the ID of its stack,
// in one version but perhaps not in the other.
type stackNames struct {
	ids        map[string]bool
	owners     map[string]string // the stack of a logical ID
	parameters map[string]bool   // with and without their stack
	alone      bool              // whether each version is one stack
}

func readStackNames(path string) (*stackNames, error) {
	assembly, err := template.Reader{ToJson: cfnyaml.ToJson}.Load(path)
	if err != nil {
		return nil, err
	}
	n := &stackNames{ids: map[string]bool{}, owners: map[string]string{}, parameters: map[string]bool{}}
	for _, s := range assembly.Stacks {
		n.ids[s.Id] = true
		for _, r := range s.Resources {
			n.owners[r.LogicalId] = s.Id
		}
		if s.Parent != nil {
			continue
		}
		for _, name := range s.Parameters() {
			n.parameters[name], n.parameters[s.Id+":"+name], n.parameters[s.Name+":"+name] = true, true, true
		}
	}
	return n, nil
}

// whole returns a name with its stack. A construct path has it.
func (n *stackNames) whole(name string) string {
	stack, rest, ok := strings.Cut(name, ".")
	switch {
	case strings.Contains(name, "/"):
		return name
	case ok && n.ids[stack]:
		if n.alone {
			return rest
		}
		return name
	case n.owners[name] != "" && !n.alone:
		return n.owners[name] + "." + name
	}
	return name
}

// resourceOf returns the resource of a location, or its place if it is in none.
func (n *stackNames) resourceOf(l s3path.Location) string {
	name := cmp.Or(l.Resource, l.Place)
	if n.alone {
		return name
	}
	return l.Stack + "." + name
}
