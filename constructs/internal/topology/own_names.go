package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// Names reports whether one of the texts may name something that a VPC has of its own: a part of it, or an address.
func (t *Topology) Names(v *network.Vpc, texts ...string) bool {
	var names []string
	add := func(e *network.Entity) { names = append(names, e.Name()) }
	add(&v.Entity)
	for _, s := range v.Subnets {
		add(&s.Entity)
		names = append(names, s.Cidr.String())
	}
	for _, n := range v.RouteTables {
		add(&n.Entity)
		for _, r := range slices.Concat(n.Routes, n.Propagated) {
			add(&r.Entity)
		}
		for _, p := range n.Propagations {
			add(&p.Entity)
		}
	}
	if v.MainRouteTable != nil {
		add(&v.MainRouteTable.Entity)
	}
	for _, e := range v.Endpoints {
		add(&e.Entity)
	}
	for _, g := range t.network.NatGateways {
		if g.Vpc == v || g.Subnet != nil && g.Subnet.Vpc == v {
			add(&g.Entity)
		}
	}
	for _, list := range [][]network.Attachment{v.InternetGateways, v.EgressOnlyInternetGateways, v.VpnGateways, v.TransitGateways} {
		for _, a := range list {
			add(&a.Entity)
		}
	}
	for _, list := range [][]network.Attachment{v.InternetGateways, v.EgressOnlyInternetGateways, v.VpnGateways} {
		for _, a := range list {
			names = append(names, t.network.Name(a.GatewayId.Value))
		}
	}
	for _, a := range t.network.TransitAttachments {
		if a.Vpc == v {
			add(&a.Entity)
		}
	}
	if v.DefaultNetworkAcl != nil {
		add(&v.DefaultNetworkAcl.Entity)
	}
	for _, c := range v.Cidrs {
		names = append(names, c.String())
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return name != "" && slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, name) })
	})
}
