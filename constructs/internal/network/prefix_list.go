package network

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

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

func (b *builder) connectList(p properties) {
	l := b.lists[resourceKey(p.r)]
	entries, ok := p.each("Entries")
	l.Complete = ok
	l.AddressFamily, l.MaxEntries = p.word("AddressFamily", "ipv4", "ipv6"), p.int("MaxEntries")
	for _, entry := range entries {
		l.Entries = append(l.Entries, entry.cidr("Cidr"))
	}
}

// IsS3List reports whether a reference is surely to the prefix list that AWS manages for the IPv4 addresses of S3: an attribute
// of a custom resource that looks it up by its name.
func (n *Network) IsS3List(id Fact[Key]) bool {
	return id.State == Known && slices.ContainsFunc(n.s3Lists, func(lookup Key) bool {
		attribute, ok := strings.CutPrefix(string(id.Value), string(lookup)+".")
		return ok && strings.HasSuffix(attribute, "PrefixListId")
	})
}

// addListLookup records a custom resource that looks up the prefix list of S3: that of this library, or an AwsCustomResource
// of the CDK.
func (b *builder) addListLookup(r *template.Resource) {
	looksUp := false
	switch r.Type {
	case "Custom::S3PrefixList":
		looksUp = IsS3Service(r.Property("PrefixListName")) == template.True
	case "Custom::AWS":
		call := r.Property("Create")
		_, action, _ := strings.Cut(call.String(), `"action":"`)
		isLookup := strings.HasPrefix(action, "describeManagedPrefixLists") || strings.HasPrefix(action, "describePrefixLists")
		_, name, _ := strings.Cut(action, `"com.amazonaws.`)
		name, _, _ = strings.Cut(name, `"`)
		region, isS3 := strings.CutSuffix(name, ".s3")
		looksUp = isLookup && isS3 && !strings.Contains(region, ".")
	}
	if looksUp && r.Exists() == template.True {
		b.s3Lists = append(b.s3Lists, resourceKey(r))
	}
}
