package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// PrefixList is a managed prefix list of a customer's.
type PrefixList struct {
	Entity
	// Complete is true if all entries are in the templates.
	Complete bool
	// MaxEntries is how many rules of a security group, or routes of a table, a reference to the list counts for.
	MaxEntries Fact[int]
	// Entries are the blocks in the list. To a route each counts with its own length.
	Entries []Cidr
}

// Covers reports whether the route's destination has every address of a block. A prefix list that the templates do not
// have is undecided.
func (n *Network) Covers(r *Route, block Cidr) template.Truth {
	covers := r.Destination.Contains(block).Or(r.Ipv6Destination.Contains(block))
	switch r.PrefixListId.State {
	case Unknown:
		return covers.Or(template.Undecided)
	case Known:
		return covers.Or(n.ListContains(r.PrefixListId.Value, block))
	}
	return covers
}

// ListContains reports whether an entry of a prefix list has every address of a block.
func (n *Network) ListContains(key Key, block Cidr) template.Truth {
	list := n.PrefixList(key)
	if list == nil || !list.Complete {
		return template.Undecided
	}
	contains := template.False
	for _, entry := range list.Entries {
		contains = contains.Or(entry.Contains(block))
	}
	return contains
}

func (b *builder) connectList(r *template.Resource) {
	l, p := b.lists[resourceKey(r)], b.properties(r)
	l.MaxEntries = p.int("MaxEntries")
	entries, ok := p.each("Entries")
	l.Complete = ok
	for _, entry := range entries {
		l.Entries = append(l.Entries, entry.cidr("Cidr"))
	}
}
