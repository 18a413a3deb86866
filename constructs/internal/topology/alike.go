package topology

import (
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
)

// alike are the subnets of an endpoint, grouped if they have the same result for every client outside them, so that the cost
// of an answer does not grow with their number.
type alike struct {
	classes []*class // in the order of the first of each
	has     map[*network.Subnet]bool
}

// class has two subnets that stand for all of it, as one of them may be the client's own. The second is nil if there is
// only one.
type class struct{ first, second *network.Subnet }

// kind is what decides a subnet's result. Blocks that no route, rule or entry distinguishes are of one stretch of addresses.
type kind struct {
	vpc     *flow.Vpc
	table   *flow.Table
	acl     *flow.Acl
	zone    flow.Zone
	stretch int
	alone   *network.Subnet // one that is like no other
}

// alikeIn groups the subnets of an endpoint.
func (t *Topology) alikeIn(e *network.Endpoint) alike {
	if known, ok := t.alike[e]; ok {
		return known
	}
	a := alike{has: map[*network.Subnet]bool{}}
	byKind := map[kind]*class{}
	for _, s := range e.Subnets {
		a.has[s] = true
		k := t.kindOf(s)
		switch c := byKind[k]; {
		case c == nil:
			byKind[k] = &class{first: s}
			a.classes = append(a.classes, byKind[k])
		case c.second == nil:
			c.second = s
		}
	}
	t.alike[e] = a
	return a
}

// of returns the subnets of an endpoint that stand for all, for a client in a subnet, nil for one outside.
func (a alike) of(client *network.Subnet) []*network.Subnet {
	var list []*network.Subnet
	for _, c := range a.classes {
		if c.first != client {
			list = append(list, c.first)
		} else if c.second != nil {
			list = append(list, c.second)
		}
	}
	if a.has[client] {
		list = append(list, client)
	}
	return list
}

func (t *Topology) kindOf(s *network.Subnet) kind {
	made := t.subnets[s]
	k := kind{vpc: made.flow.Vpc, stretch: -1}
	var oneTable, oneAcl bool
	k.table, oneTable = made.flow.Table.Only()
	k.acl, oneAcl = made.flow.Acl.Only()
	if len(made.flow.Vpc.Attachments) > 0 {
		k.zone = made.flow.Zone
	}
	symbol := made.ipv4
	switch {
	case symbol == nil, !oneTable, !oneAcl:
		k.alone = s
	case !symbol.Must.Empty():
		if k.stretch = t.stretch(symbol.Must); k.stretch < 0 {
			k.alone = s
		}
	case len(symbol.In) > 1: // a rule may name it by the same unknown value
		k.alone = s
	}
	return k
}

// stretch returns which stretch between the ends of all blocks that routes, rules and entries name has all of a set of
// addresses, -1 if none has.
func (t *Topology) stretch(a flow.Addresses) int {
	if t.ends == nil {
		t.ends = t.endsOfBlocks()
	}
	first, _ := slices.BinarySearchFunc(t.ends, a[0].First.Next(), netip.Addr.Compare)
	last, _ := slices.BinarySearchFunc(t.ends, a[len(a)-1].Last.Next(), netip.Addr.Compare)
	if first != last {
		return -1
	}
	return first
}

// endsOfBlocks returns the first addresses of all known blocks, and those after them, sorted.
func (t *Topology) endsOfBlocks() []netip.Addr {
	ends := []netip.Addr{netip.IPv4Unspecified()}
	add := func(blocks ...network.Cidr) {
		for _, c := range blocks {
			if c.State() != network.Known {
				continue
			}
			for _, r := range flow.Of(c.Prefix) {
				ends = append(ends, r.First, r.Last.Next())
			}
		}
	}
	for _, n := range t.network.RouteTables {
		for _, r := range slices.Concat(n.Routes, n.Propagated) {
			add(r.Destination, r.Ipv6Destination)
		}
	}
	for _, n := range t.network.TransitRouteTables {
		for _, r := range n.Routes {
			add(r.Destination)
		}
	}
	for _, r := range t.network.UnplacedRoutes {
		add(r.Destination, r.Ipv6Destination)
	}
	for _, v := range t.network.Vpcs {
		add(v.Cidrs...)
	}
	for _, g := range t.network.SecurityGroups {
		for _, r := range slices.Concat(g.Ingress, g.Egress) {
			add(r.Cidr, r.Ipv6Cidr)
		}
	}
	for _, n := range t.network.NetworkAcls {
		for _, e := range n.Entries {
			add(e.Cidr, e.Ipv6Cidr)
		}
	}
	for _, l := range t.network.PrefixLists {
		add(l.Entries...)
	}
	slices.SortFunc(ends, netip.Addr.Compare)
	return slices.Compact(ends)
}
