package network

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// State is what is known of a property.
type State uint8

const (
	// Absent means that the property is left out.
	Absent State = iota
	// Unknown means that the property is set, or may be, to something that cannot be determined from the templates.
	Unknown
	// Known means that the value is known.
	Known
)

// Fact is a property in one of three states. The zero value is absent.
type Fact[T comparable] struct {
	// State is what is known.
	State State
	// Value is the property if State is Known, else zero.
	Value T
	// Cause is why the property is unknown. A known reference has a cause if it may name another part as well, such as a
	// parameter. Else it is nil.
	Cause *template.Cause
}

func known[T comparable](value T) Fact[T] { return Fact[T]{State: Known, Value: value} }

// Or returns the fact, or the default if it is absent.
func (f Fact[T]) Or(preset T) Fact[T] {
	if f.State == Absent {
		return known(preset)
	}
	return f
}

// Is reports whether the property has a value; undecided if it is unknown.
func (f Fact[T]) Is(value T) template.Truth {
	switch {
	case f.State == Known && f.Value == value:
		return template.True
	case f.State != Absent && f.isOpen():
		return template.Undecided
	}
	return template.False
}

// Same reports whether two references name the same part.
func (f Fact[T]) Same(g Fact[T]) template.Truth {
	is := f.Is(g.Value)
	switch {
	case g.State == Absent:
		return template.False
	case g.State == Unknown, is == template.False && f.State != Absent && g.isOpen():
		return template.Undecided
	}
	return is
}

// isOpen reports whether the property may be another than the one that is known, if any.
func (f Fact[T]) isOpen() bool { return f.State == Unknown || f.Cause != nil }

// Facts is a property that is a list.
type Facts[T comparable] struct {
	// State is unknown if the number of elements is.
	State State
	// List has the elements, each of which may be unknown.
	List []Fact[T]
	// Cause is why the number is unknown, nil if it is not.
	Cause *template.Cause
}

// Keys is a property that is a list of references.
type Keys = Facts[Key]

// AllKnown reports whether every element of the list is known; an absent list has none.
func (f Facts[T]) AllKnown() bool {
	for _, fact := range f.List {
		if fact.State != Known {
			return false
		}
	}
	return f.State != Unknown
}

// Causes returns why each element of the list is unknown, nil for one that is known.
func (f Facts[T]) Causes() []*template.Cause {
	var causes []*template.Cause
	for _, fact := range f.List {
		causes = append(causes, fact.Cause)
	}
	return causes
}

// properties are those of a resource, or the fields of an object inside one of them. What they read is normalized: all
// forms that AWS takes for one value are one value. A value of a wrong form is unknown and a gap of the network.
type properties struct {
	b     *builder
	r     *template.Resource
	place string          // of the object, such as "SecurityGroupIngress.0."
	of    *template.Value // the object; nil for the resource
}

func (b *builder) properties(r *template.Resource) properties { return properties{b: b, r: r} }

// in returns the fields of a property.
func (p properties) in(name string) properties {
	v := p.get(name)
	return properties{b: p.b, r: p.r, place: p.place + name + ".", of: &v}
}

// each returns the fields of each element of a property that is a list, and false if its length is unknown.
func (p properties) each(name string) ([]properties, bool) {
	v := p.get(name)
	elements, ok := v.List()
	list := make([]properties, 0, len(elements))
	for i := range elements {
		list = append(list, properties{b: p.b, r: p.r, place: p.place + element(name, i) + ".", of: &elements[i]})
	}
	return list, ok || v.Kind() == template.Absent
}

// element names a place in a list, such as "SecurityGroupIngress.0", as the CDK does.
func element(list string, i int) string { return list + "." + strconv.Itoa(i) }

func (p properties) get(name string) template.Value {
	if p.of == nil {
		return p.r.Property(name)
	}
	return p.of.Field(name)
}

// unknown returns why a value is unknown. If it is known but of a wrong form, that is a gap.
func (p properties) unknown(name string, v template.Value, want string) *template.Cause {
	if cause, ok := v.Cause(); ok {
		return &cause
	}
	g := template.Gap{
		File:    p.r.Stack.File,
		Place:   "Resources." + p.r.LogicalId + ".Properties." + p.place + name,
		Problem: "is " + strconv.Quote(v.String()) + ", want " + want,
	}
	if !slices.Contains(p.b.Gaps, g) { // some properties are read twice
		p.b.Gaps = append(p.b.Gaps, g)
	}
	return &template.Cause{Kind: template.CauseGap, Subject: g.Problem, Stack: p.r.Stack.Id, Place: g.Place}
}

// causeOf is why a value is unknown, which is not of the kind that is wanted.
func causeOf(v template.Value, want string) *template.Cause {
	cause, ok := v.Cause()
	if !ok {
		cause = template.Cause{Kind: template.CauseGap, Subject: v.String() + ", which is no " + want}
	}
	return &cause
}

func read[T comparable](p properties, name, want string, form func(template.Value) (T, bool)) Fact[T] {
	v := p.get(name)
	if v.Kind() == template.Absent {
		return Fact[T]{}
	}
	if value, ok := form(v); ok {
		return known(value)
	}
	return Fact[T]{State: Unknown, Cause: p.unknown(name, v, want)}
}

func (p properties) bool(name string) Fact[bool] {
	return read(p, name, "true or false", template.Value.Bool)
}

func (p properties) text(name string) Fact[string] {
	return read(p, name, "a string", template.Value.Text)
}

// word reads one of a few words, in any case; without a list of them, any word. It is lower-case.
func (p properties) word(name string, words ...string) Fact[string] {
	return read(p, name, strings.Join(words, " or "), func(v template.Value) (string, bool) {
		text, ok := v.Text()
		text = strings.ToLower(text)
		return text, ok && (len(words) == 0 || slices.Contains(words, text))
	})
}

// enabled reads a property that is "enable" or "disable".
func (p properties) enabled(name string) Fact[bool] {
	return read(p, name, "enable or disable", func(v template.Value) (bool, bool) {
		text, _ := v.Text()
		enable := strings.EqualFold(text, "enable")
		return enable, enable || strings.EqualFold(text, "disable")
	})
}

func (p properties) int(name string) Fact[int] {
	return read(p, name, "a number", func(v template.Value) (int, bool) {
		text, _ := v.Text()
		f, err := strconv.ParseFloat(text, 64) // CloudFormation takes 443.0 too
		i := int(f)
		return i, err == nil && float64(i) == f
	})
}

// key reads a reference.
func (p properties) key(name string) Fact[Key] {
	v := p.get(name)
	key := p.b.keyOf(v)
	if key.State == Unknown {
		key.Cause = p.unknown(name, v, "an ID")
	}
	return key
}

// keys reads a list of references, which may be a text with commas.
func (p properties) keys(name string) Keys {
	return readList(p, name, p.r.AtCommas(p.get(name)), "an ID", p.b.keyOf)
}

// keysIn reads the references in the objects of a list.
func (p properties) keysIn(list, name string) Keys {
	objects, ok := p.each(list)
	if !ok {
		return Keys{State: Unknown, Cause: p.unknown(list, p.get(list), "a list")}
	}
	keys := Keys{State: Known}
	for _, object := range objects {
		keys.List = append(keys.List, object.key(name))
	}
	return keys
}

// texts reads a list of strings.
func (p properties) texts(name string) Facts[string] {
	return readList(p, name, p.get(name), "a string", func(v template.Value) Fact[string] {
		text, ok := v.Text()
		if !ok {
			return Fact[string]{State: Unknown}
		}
		return known(text)
	})
}

func readList[T comparable](p properties, name string, v template.Value, want string, form func(template.Value) Fact[T]) Facts[T] {
	if v.Kind() == template.Absent {
		return Facts[T]{}
	}
	elements, ok := v.List()
	if !ok {
		return Facts[T]{State: Unknown, Cause: p.unknown(name, v, "a list")}
	}
	facts := Facts[T]{State: Known}
	for i, e := range elements {
		fact := form(e)
		if fact.State == Unknown {
			at := element(name, i)
			if v.Kind() == template.Text { // a list of one
				at = name
			}
			fact.Cause = p.unknown(at, e, want)
		}
		facts.List = append(facts.List, fact)
	}
	return facts
}

// cidr reads a block of addresses.
func (p properties) cidr(name string) Cidr { return p.block(name, "a CIDR block", netip.Addr.IsValid) }

// ipv4Cidr and ipv6Cidr read a block of an IP version.
func (p properties) ipv4Cidr(name string) Cidr {
	return p.block(name, "an IPv4 CIDR block", netip.Addr.Is4)
}

func (p properties) ipv6Cidr(name string) Cidr {
	return p.block(name, "an IPv6 CIDR block", netip.Addr.Is6)
}

func (p properties) block(name, want string, fits func(netip.Addr) bool) Cidr {
	v := p.get(name)
	c := cidr(v)
	if c.State() == Unknown || c.State() == Known && !fits(c.Prefix.Addr()) {
		c = Cidr{Value: v, Cause: p.unknown(name, v, want)}
	}
	return c
}
