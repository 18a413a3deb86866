package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// PrefixList is a managed prefix list of a customer's.
type PrefixList struct {
	Entity
	// Complete is true if all entries are in the templates.
	Complete bool
	// Entries are the blocks in the list. To a route each counts with its own length.
	Entries []Cidr
	// AddressFamily is "ipv4" or "ipv6".
	AddressFamily Fact[string]
	// MaxEntries is how many entries the list can have.
	MaxEntries Fact[int]
}

func (b *builder) connectList(r *template.Resource) {
	l := b.lists[resourceKey(r)]
	p := b.properties(r)
	entries, ok := p.each("Entries")
	l.Complete = ok
	l.AddressFamily, l.MaxEntries = p.word("AddressFamily", "ipv4", "ipv6"), p.int("MaxEntries")
	for _, entry := range entries {
		l.Entries = append(l.Entries, entry.cidr("Cidr"))
	}
}
