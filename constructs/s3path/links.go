package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// links are the VPCs that each is linked with.
type links struct {
	transit map[network.Key][]*network.Vpc // the VPCs on each transit gateway
	hosts   map[network.Key][]*network.Vpc // those of them that have S3 interface endpoints
	known   map[*network.Vpc][]*network.Vpc
	lists   int
	listed  map[*network.Vpc]int // the last list that has one
	// kinds are the S3 endpoints, and none the answers for VPCs that have and reach no interface endpoint.
	kinds  map[*network.Vpc]endpoints
	none   map[*network.Vpc]verdict
	unseen map[network.Key]flow.Causes // see unseenInterfacesOn
}

func linksOf(n *network.Network) *links {
	l := &links{
		transit: map[network.Key][]*network.Vpc{}, hosts: map[network.Key][]*network.Vpc{},
		known: map[*network.Vpc][]*network.Vpc{}, listed: map[*network.Vpc]int{},
		kinds: map[*network.Vpc]endpoints{}, none: map[*network.Vpc]verdict{}, unseen: map[network.Key]flow.Causes{},
	}
	for _, v := range n.Vpcs {
		for _, attachment := range v.TransitGateways {
			if attachment.GatewayId.State == network.Known {
				key := attachment.GatewayId.Value
				l.transit[key] = append(l.transit[key], v)
				if len(l.s3Endpoints(v).interfaces) > 0 {
					l.hosts[key] = append(l.hosts[key], v)
				}
			}
		}
	}
	return l
}

// of returns the VPCs that are peered with one or on the same transit gateway.
func (l *links) of(v *network.Vpc) []*network.Vpc {
	if v == nil {
		return nil
	}
	if list, ok := l.known[v]; ok {
		return list
	}
	list := slices.Clip(l.linked(v, l.transit))
	l.known[v] = list
	return list
}

// linked returns the VPCs that are peered with one, and others of those on the same transit gateway.
func (l *links) linked(v *network.Vpc, on map[network.Key][]*network.Vpc) []*network.Vpc {
	var list []*network.Vpc
	l.lists++
	add := func(other *network.Vpc) {
		if other != nil && other != v && l.listed[other] != l.lists {
			l.listed[other] = l.lists
			list = append(list, other)
		}
	}
	for _, p := range v.Peerings {
		add(p.Other(v))
	}
	for _, attachment := range v.TransitGateways {
		for _, other := range on[attachment.GatewayId.Value] {
			add(other)
		}
	}
	return list
}

// endpoints are the S3 endpoints of a VPC, by kind.
type endpoints struct{ gateways, interfaces []*network.Endpoint }

// s3Endpoints returns the S3 endpoints of a VPC.
func (l *links) s3Endpoints(v *network.Vpc) endpoints {
	kinds, ok := l.kinds[v]
	if ok || v == nil {
		return kinds
	}
	for _, e := range v.Endpoints {
		switch {
		case e.IsS3() != template.True:
		case e.IsGateway() == template.True:
			kinds.gateways = append(kinds.gateways, e)
		case e.IsInterface() == template.True:
			kinds.interfaces = append(kinds.interfaces, e)
		}
	}
	l.kinds[v] = kinds
	return kinds
}

// interfacesFor returns the S3 interface endpoints of a VPC and of those that it is linked with.
func (a *analysis) interfacesFor(v *network.Vpc) []*network.Endpoint {
	return append(a.links.s3Endpoints(v).interfaces, a.linkedEndpoints(v)...)
}

// linkedEndpoints returns the S3 interface endpoints of VPCs that are peered or on the same transit gateway.
func (a *analysis) linkedEndpoints(v *network.Vpc) []*network.Endpoint {
	var list []*network.Endpoint
	for _, other := range a.links.linked(v, a.links.hosts) {
		list = append(list, a.links.s3Endpoints(other).interfaces...)
	}
	return list
}
