package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// mentions are the parts that something in a stack names.
type mentions struct {
	stack *template.Stack
	keys  map[network.Key]bool
	// types are the resource types of those that the templates have.
	types map[string]bool
	// isNone is true if it names no part.
	isNone bool
	// parameter is true if it names a parameter, which may be the id of any part.
	parameter bool
	// any is true if a macro may make it name any part of its stack.
	any bool
}

func (u *unseen) mentionsOf(s *template.Stack, v template.Value) mentions {
	list, ok := v.List()
	m := mentions{stack: s, keys: keysOf(v), types: map[string]bool{}, isNone: ok, any: !ok}
	for key := range m.keys {
		if r := u.model.Resource(key); r != nil {
			m.types[r.Type] = true
		}
	}
	for _, element := range list {
		cause, _ := element.Cause()
		isUnknown := element.Kind() == template.Unknown
		m.any = m.any || isUnknown && cause.Kind == template.CauseMacro
		m.parameter = m.parameter || isUnknown && cause.Kind == template.CauseSsmParameter
		text, _ := element.Text()
		m.isNone = m.isNone && !network.IsId(text)
		for _, token := range element.Tokens() {
			m.isNone = m.isNone && token.Kind == template.CauseEnvironment
			m.parameter = m.parameter || token.Kind == template.CauseParameter || token.Kind == template.CauseSsmParameter
		}
	}
	m.isNone = m.isNone && !m.any
	return m
}

// home returns the stack that has a part, nil if there is none.
func (u *unseen) home(key network.Key) *template.Stack {
	if r := u.model.Resource(key); r != nil {
		return r.Stack
	}
	if i := strings.LastIndexByte(string(key), '.'); i > 0 { // an attribute of it
		if r := u.model.Resource(key[:i]); r != nil {
			return r.Stack
		}
	}
	return nil
}

// mayName reports whether something may name a part of a stack; nil is none. A parameter is not the id of a part if another
// part of that type is named.
func (u *unseen) mayName(m mentions, key network.Key, home *template.Stack) bool {
	switch {
	case m.keys[key]:
		return true
	case m.parameter && (home == nil || m.stack.MayShareEnvironment(home)):
		if r := u.model.Resource(key); r == nil || !m.types[r.Type] {
			return true
		}
	}
	switch {
	case !m.any:
		return false
	case home == nil: // known by a parameter, perhaps
		return strings.HasPrefix(string(key), m.stack.Id+".")
	case m.stack == home:
		return true
	}
	if parent := m.stack.Parent; parent != nil && keysOf(parent.Property("Parameters"))[key] {
		return true
	}
	return m.stack.MayShareEnvironment(home) && u.isPublished(key)
}

// isPublished reports whether a part's id is in an output or an SSM parameter.
func (u *unseen) isPublished(key network.Key) bool {
	if u.published == nil {
		u.published = map[network.Key]bool{}
		for _, s := range u.assembly.Stacks {
			for _, name := range s.Outputs() {
				keysIn(s.Output(name), u.published)
			}
			for _, r := range s.Resources {
				if r.Type == "AWS::SSM::Parameter" {
					keysIn(r.Property("Value"), u.published)
				}
			}
		}
	}
	return u.published[key]
}

func keysOf(v template.Value) map[network.Key]bool {
	keys := map[network.Key]bool{}
	keysIn(v, keys)
	return keys
}

// keysIn adds the keys that a value mentions, other than in fields whose name contains one of the words in except.
func keysIn(v template.Value, keys map[network.Key]bool, except ...string) {
	if v.Kind() == template.List {
		list, _ := v.List()
		for _, element := range list {
			keysIn(element, keys, except...)
		}
		return
	}
	fields := v.Fields()
	for _, name := range fields {
		if !slices.ContainsFunc(except, func(word string) bool { return strings.Contains(name, word) }) {
			keysIn(v.Field(name), keys, except...)
		}
	}
	if len(fields) > 0 {
		return
	}
	for _, token := range v.Tokens() {
		keys[network.KeyOf(template.TokenValue(token)).Value] = true
	}
	if text, ok := v.Text(); ok {
		keys[network.Key(text)] = true
	}
}
