package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// links are the VPCs that each is linked with.
type links struct {
	transit map[network.Key][]*network.Vpc // the VPCs on each transit gateway
	known   map[*network.Vpc][]*network.Vpc
}

func linksOf(n *network.Network) *links {
	l := &links{map[network.Key][]*network.Vpc{}, map[*network.Vpc][]*network.Vpc{}}
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
	has := map[*network.Vpc]bool{nil: true, v: true}
	add := func(other *network.Vpc) {
		if !has[other] {
			has[other] = true
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
