package network

import (
	"net/netip"
	"strconv"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// State tells what is known of a property.
type State uint8

const (
	// Absent means that the property is left out.
	Absent State = iota
	// Unknown means that it is there, but that the templates do not tell what it is.
	Unknown
	// Known means that it is known.
	Known
)

// Fact is a property in one of three states. The zero value is absent.
type Fact[T comparable] struct {
	// State tells which.
	State State
	// Value is the property if State is Known, else zero.
	Value T
}

func known[T comparable](value T) Fact[T] { return Fact[T]{State: Known, Value: value} }

// Or gives the fact, or the default if it is absent.
func (f Fact[T]) Or(preset T) Fact[T] {
	if f.State == Absent {
		return known(preset)
	}
	return f
}

// Is tells whether the property has a value; undecided if it is unknown.
func (f Fact[T]) Is(value T) template.Truth {
	switch {
	case f.State == Unknown:
		return template.Undecided
	case f.State == Known && f.Value == value:
		return template.True
	}
	return template.False
}

// fact reads a property with a function that tells whether it could.
func fact[T comparable](v template.Value, read func(template.Value) (T, bool)) Fact[T] {
	if v.Kind() == template.Absent {
		return Fact[T]{}
	}
	value, ok := read(v)
	if !ok {
		return Fact[T]{State: Unknown}
	}
	return known(value)
}

func boolFact(v template.Value) Fact[bool] { return fact(v, template.Value.Bool) }

func textFact(v template.Value) Fact[string] { return fact(v, template.Value.Text) }

func intFact(v template.Value) Fact[int] {
	return fact(v, func(v template.Value) (int, bool) {
		text, _ := v.Text()
		i, err := strconv.Atoi(text)
		return i, err == nil
	})
}

// Cidr is a block of addresses.
type Cidr struct {
	// Value is the property that it was read from. Two blocks that only the deploy brings are equal if their values are.
	Value template.Value
	// Prefix is the block. It is not valid if the property is absent or unknown.
	Prefix netip.Prefix
}

func cidr(v template.Value) Cidr {
	text, _ := v.Text()
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		return Cidr{Value: v}
	}
	return Cidr{Value: v, Prefix: prefix.Masked()}
}

// LiteralCidr reads a block that is written out, such as "10.1.0.0/16".
func LiteralCidr(text string) Cidr { return cidr(template.TextValue(text)) }

// State tells what is known of the block. One that is not an address block is unknown.
func (c Cidr) State() State {
	switch {
	case c.Prefix.IsValid():
		return Known
	case c.Value.Kind() == template.Absent:
		return Absent
	}
	return Unknown
}

// Contains tells whether every address of another block is in this one.
func (c Cidr) Contains(other Cidr) template.Truth {
	if c.Value.Equal(other.Value) == template.True && c.State() != Absent {
		return template.True
	}
	if c.State() == Known && other.State() == Known {
		if ContainsPrefix(c.Prefix, other.Prefix) {
			return template.True
		}
		return template.False
	}
	if c.State() == Known && c.Prefix.Bits() == 0 && other.State() == Unknown {
		return template.True
	}
	if c.State() == Absent || other.State() == Absent {
		return template.False
	}
	return template.Undecided
}

// Overlaps tells whether two blocks have an address in common.
func (c Cidr) Overlaps(other Cidr) template.Truth {
	switch {
	case c.State() == Absent || other.State() == Absent:
		return template.False
	case c.State() == Known && other.State() == Known && !c.Prefix.Overlaps(other.Prefix):
		return template.False
	case c.State() == Known && other.State() == Known, c.Contains(other) == template.True, other.Contains(c) == template.True:
		return template.True
	}
	return template.Undecided
}

// ContainsPrefix tells whether every address of the inner block is in the outer one.
func ContainsPrefix(outer, inner netip.Prefix) bool {
	return outer.Bits() <= inner.Bits() && outer.Contains(inner.Addr())
}

// String gives the block as it is written, or the token that stands for it.
func (c Cidr) String() string { return c.Value.String() }
