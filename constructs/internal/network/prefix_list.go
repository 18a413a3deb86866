package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// PrefixList is a managed prefix list of a customer's.
type PrefixList struct {
	Entity
	// Complete is true if all entries are in the templates.
	Complete bool
	// Entries are the blocks in the list. To a route each counts with its own length.
	Entries []Cidr
}

func (b *builder) connectList(r *template.Resource) {
	l := b.lists[resourceKey(r)]
	entries, ok := b.properties(r).each("Entries")
	l.Complete = ok
	for _, entry := range entries {
		l.Entries = append(l.Entries, entry.cidr("Cidr"))
	}
}
