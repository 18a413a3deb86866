package template

import (
	"slices"
	"strings"
)

// object is a JSON object: its members, sorted by name. Most have one or two, for which a map takes five times the memory.
type object []member

type member struct {
	name  string
	value any
	at    int // the offset of the name in the text
}

func byName(m member, name string) int { return strings.Compare(m.name, name) }

// find returns the value of a member, and whether there is one.
func (o object) find(name string) (value any, ok bool) {
	i, ok := slices.BinarySearchFunc(o, name, byName)
	if !ok {
		return nil, false
	}
	return o[i].value, true
}

// get returns the value of a member, nil if there is none.
func (o object) get(name string) any {
	value, _ := o.find(name)
	return value
}

// has reports whether there is a member with a name.
func (o object) has(name string) bool {
	_, ok := o.find(name)
	return ok
}

// with returns the object with a member, which takes the place of one with the same name.
func (o object) with(name string, value any) object {
	o = slices.DeleteFunc(slices.Clone(o), func(m member) bool { return m.name == name })
	i, _ := slices.BinarySearchFunc(o, name, byName)
	return slices.Insert(o, i, member{name: name, value: value})
}

func (o object) names() []string {
	names := make([]string, len(o))
	for i, m := range o {
		names[i] = m.name
	}
	return names
}

// isWrittenAs reports whether two nodes have the same content, wherever they are in the text.
func isWrittenAs(node, other any) bool {
	switch node := node.(type) {
	case object:
		other, ok := other.(object)
		return ok && slices.EqualFunc(node, other, func(m, n member) bool { return m.name == n.name && isWrittenAs(m.value, n.value) })
	case []any:
		other, ok := other.([]any)
		return ok && slices.EqualFunc(node, other, isWrittenAs)
	}
	return node == other
}
