package network

import (
	"slices"
	"strings"
)

// part is a pointer to a part of the network.
type part[T any] interface {
	*T
	Part() *Entity
}

// parts are those of one kind, by key.
type parts[T any, P part[T]] map[Key]P

func (all *parts[T, P]) add(e Entity) P {
	if *all == nil {
		*all = parts[T, P]{}
	}
	made := P(new(T))
	*made.Part() = e
	(*all)[e.Key] = made
	return made
}

func (all parts[T, P]) sorted() []P {
	list := make([]P, 0, len(all))
	for _, one := range all {
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b P) int { return strings.Compare(string(a.Part().Key), string(b.Part().Key)) })
	return list
}

// reach returns the part that a reference names, and makes one that is not declared if no template has it. It returns nil
// for a reference that is absent or unknown.
func reach[T any, P part[T]](b *builder, all *parts[T, P], key Fact[Key]) P {
	if key.State != Known {
		return nil
	}
	if one, ok := (*all)[key.Value]; ok {
		return one
	}
	return all.add(b.external(key.Value))
}

// Association associates a part with a subnet or a VPC.
type Association[T any] struct {
	Entity
	// Id is the part; Part is nil if it is unknown.
	Id   Fact[Key]
	Part *T
}

// associate reads an association with the part that a property names.
func associate[T any, P part[T]](p properties, all *parts[T, P], property string) *Association[T] {
	id := p.key(property)
	return &Association[T]{entityOf(p.r), id, reach(p.b, all, id)}
}

// place returns the part that a resource belongs to by one of its properties, and records the resource if that may be another part.
func place[T any, P part[T]](p properties, all *parts[T, P], property string) P {
	return reach(p.b, all, p.placeKey(property))
}

// Find returns the part with a key in a list that is sorted by key, nil if there is none.
func Find[T any, P part[T]](list []P, key Key) P {
	i, found := slices.BinarySearchFunc(list, key, func(one P, key Key) int { return strings.Compare(string(one.Part().Key), string(key)) })
	if !found {
		return nil
	}
	return list[i]
}
