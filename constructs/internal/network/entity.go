package network

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Key identifies a part of the network, however it was referred to: "Stack.LogicalId" for a resource of the templates,
// the id for what is known by a literal one, such as "vpc-0123456789abcdef0". What is imported from outside the assembly
// has the importing stack's environment in its key.
type Key string

// Entity is what all parts of the network have.
type Entity struct {
	// Key identifies the part.
	Key Key
	// Resource is the part's resource; nil if no template has it. Stack, logical id and construct path are found there.
	Resource *template.Resource
	// Exists is true, or undecided if it hangs on a condition that the templates do not decide.
	Exists template.Truth

	name string
}

// Name gives the construct path without a closing "/Resource", or else the logical id, or the key.
func (e *Entity) Name() string { return e.name }

func entityOf(r *template.Resource) Entity {
	return Entity{
		Key:      resourceKey(r),
		Resource: r,
		Exists:   r.Exists(),
		name:     strings.TrimSuffix(r.Name(), "/Resource"),
	}
}

// external is a part that is referred to but not shown.
func external(key Key) Entity {
	return Entity{Key: key, Exists: template.True, name: string(key)}
}

func resourceKey(r *template.Resource) Key { return Key(r.Stack.Id + "." + r.LogicalId) }

// KeyOf gives what a reference in a property that the model does not read refers to.
func KeyOf(v template.Value) Fact[Key] { return keyFact(v) }

// keyFact reads a reference. One that a condition decides is unknown, for it names either of two parts.
func keyFact(v template.Value) Fact[Key] {
	return fact(v, func(v template.Value) (Key, bool) {
		if token, ok := v.Token(); ok {
			if token.Kind == template.CauseCondition {
				return "", false
			}
			key := token.Scope + "." + token.Name
			if token.Attribute != "" {
				key += "." + token.Attribute
			}
			return Key(key), true
		}
		text, ok := v.Text()
		return Key(text), ok && text != ""
	})
}

// Keys is a property that is a list of references.
type Keys struct {
	// State is unknown if the templates do not tell how many there are.
	State State
	// List has the references, each of which may be unknown.
	List []Fact[Key]
}

func keysFact(v template.Value) Keys {
	if v.Kind() == template.Absent {
		return Keys{}
	}
	elements, ok := v.List()
	if !ok {
		return Keys{State: Unknown}
	}
	keys := Keys{State: Known}
	for _, element := range elements {
		keys.List = append(keys.List, keyFact(element))
	}
	return keys
}

// AllKnown tells whether every reference of the list is known; an absent list has none.
func (k Keys) AllKnown() bool {
	for _, key := range k.List {
		if key.State != Known {
			return false
		}
	}
	return k.State != Unknown
}
