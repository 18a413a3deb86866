package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// links are the VPCs that each is linked with.
type links struct {
	transit map[network.Key][]*network.Vpc // the VPCs on each transit gateway
	known   map[*network.Vpc][]*network.Vpc
	listed  map[*network.Vpc]*network.Vpc // the last VPC in whose list one is
	// kinds are the S3 endpoints, and none the answers for VPCs that have and reach no interface endpoint.
	kinds map[*network.Vpc]endpoints
	none  map[*network.Vpc]verdict
}

func linksOf(n *network.Network) *links {
	l := &links{
		transit: map[network.Key][]*network.Vpc{}, known: map[*network.Vpc][]*network.Vpc{}, listed: map[*network.Vpc]*network.Vpc{},
		kinds: map[*network.Vpc]endpoints{}, none: map[*network.Vpc]verdict{},
	}
	for _, v := range n.Vpcs {
		for _, attachment := range v.TransitGateways {
			if attachment.GatewayId.State == network.Known {
				key := attachment.GatewayId.Value
				l.transit[key] = append(l.transit[key], v)
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
	var list []*network.Vpc
	add := func(other *network.Vpc) {
		if other != nil && other != v && l.listed[other] != v {
			l.listed[other] = v
			list = append(list, other)
		}
	}
	for _, p := range v.Peerings {
		add(p.Other(v))
	}
	for _, attachment := range v.TransitGateways {
		for _, other := range l.transit[attachment.GatewayId.Value] {
			add(other)
		}
	}
	l.known[v] = slices.Clip(list)
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
	for _, other := range a.links.of(v) {
		list = append(list, a.links.s3Endpoints(other).interfaces...)
	}
	return list
}
