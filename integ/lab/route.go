//go:build linux

package lab

import (
	"cmp"
	"net/netip"
	"slices"
)

type (
	routeTable struct {
		*resource
		vpc      *vpc
		routes   []route
		gateways []*endpoint
	}
	// route leads to a gateway, a NAT gateway, an endpoint, a peering connection or, in a transit gateway's table, to an
	// attachment, by its id.
	route struct {
		to   netip.Prefix
		rank int
		via  string
	}
)

// The order of routes of one length: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html.
const (
	static = iota + 1
	fromList
	propagated
)

func (n *Network) readRoutes() {
	each(n, "AWS::EC2::Route", func(r *resource, p struct {
		RouteTableId                                                      string
		DestinationCidrBlock, DestinationPrefixListId                     string
		GatewayId, NatGatewayId, TransitGatewayId, VpcPeeringConnectionId string
		DestinationIpv6CidrBlock, EgressOnlyInternetGatewayId             string
		VpcEndpointId, InstanceId                                         string
	},
	) {
		t := at[*routeTable](n, p.RouteTableId, r)
		to := route{rank: static, via: cmp.Or(p.GatewayId, p.EgressOnlyInternetGatewayId, p.NatGatewayId, p.TransitGatewayId, p.VpcPeeringConnectionId, p.VpcEndpointId, p.InstanceId)}
		if p.DestinationIpv6CidrBlock != "" {
			if to.to = n.block6(p.DestinationIpv6CidrBlock); !to.to.IsValid() || to.via != cmp.Or(p.GatewayId, p.EgressOnlyInternetGatewayId) {
				refuse("%s: the lab leads IPv6 to internet gateways, egress-only ones and gateway endpoints alone", r)
			}
			if out, ok := n.parts[to.via].(*egressOnly); !ok || out.vpc != t.vpc {
				n.checkTarget(r, t.vpc, to.via)
			}
			t.routes = append(t.routes, to)
			return
		}
		n.checkTarget(r, t.vpc, to.via)
		var blocks []netip.Prefix
		if p.DestinationCidrBlock != "" {
			blocks = []netip.Prefix{n.block(p.DestinationCidrBlock, r)}
		} else {
			to.rank = fromList
			blocks = at[prefixList](n, p.DestinationPrefixListId, r)
		}
		for _, to.to = range blocks {
			n.checkLocal(r, t.vpc, to)
			t.routes = append(t.routes, to)
		}
	})
	each(n, "AWS::EC2::VPNGatewayRoutePropagation", func(r *resource, p struct {
		RouteTableIds []string
		VpnGatewayId  string
	},
	) {
		for _, id := range p.RouteTableIds {
			t := at[*routeTable](n, id, r)
			if t.vpc.vpnGateway != p.VpnGatewayId {
				refuse("%s: %s is not attached to %s", r, p.VpnGatewayId, t.vpc.resource)
			}
			for _, c := range all[*vpn](n) {
				for _, b := range c.announced(n) {
					isLocal := slices.ContainsFunc(t.vpc.blocks, func(local netip.Prefix) bool { return local.Bits() <= b.Bits() && local.Contains(b.Addr()) })
					if c.gateway == p.VpnGatewayId && !isLocal { // the local route goes before: https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html
						t.routes = append(t.routes, route{to: b, rank: propagated, via: p.VpnGatewayId})
					}
				}
			}
		}
	})
}

// finishTables adds the routes of gateway endpoints, and refuses what AWS decides at random.
func (n *Network) finishTables() {
	for _, t := range all[*routeTable](n) {
		for _, e := range t.gateways {
			for _, b := range e.s3Blocks(n) {
				t.routes = append(t.routes, route{to: b, rank: fromList, via: e.id})
			}
		}
		t.routes = unambiguous(t.routes, t.resource)
	}
	for _, a := range all[*attachment](n) {
		if a.table != nil {
			a.table.routes = unambiguous(a.table.routes, a.transit.resource)
		}
	}
}

// unambiguous leaves out routes that are there twice. If two of one rank lead to different targets, nobody knows which one
// AWS prefers.
func unambiguous(routes []route, by *resource) []route {
	var kept []route
	for _, r := range routes {
		i := slices.IndexFunc(kept, func(other route) bool { return other.to == r.to && other.rank == r.rank })
		switch {
		case i < 0:
			kept = append(kept, r)
		case kept[i].via != r.via:
			refuse("%s has two routes to %s of one rank, between which AWS decides at random", by, r.to)
		}
	}
	return kept
}

// checkTarget refuses a route to what its VPC is not attached to, as AWS does.
func (n *Network) checkTarget(r *resource, v *vpc, id string) {
	attached := id == v.internetGateway || id == v.vpnGateway
	switch part := n.parts[id].(type) {
	case *nat:
		attached = part.subnet.vpc == v
	case *appliance:
		attached = part.subnet.vpc == v
	case *peering:
		attached = slices.Contains(part.vpcs[:], v)
	case *transit:
		attached = slices.ContainsFunc(all[*attachment](n), func(a *attachment) bool { return a.vpc == v && a.transit == part })
	}
	if id == "" || !attached {
		refuse("%s leads to %q, which is not attached to %s", r, id, v.resource)
	}
}

// checkLocal refuses routes inside the VPC that AWS does not take: but for all of a subnet, to a NAT gateway.
// See https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html.
func (n *Network) checkLocal(r *resource, v *vpc, to route) {
	for _, b := range v.blocks {
		if !b.Contains(to.to.Addr()) || to.to.Bits() < b.Bits() {
			continue
		}
		isSubnet := slices.ContainsFunc(all[*subnet](n), func(s *subnet) bool { return s.vpc == v && s.block == to.to })
		_, isNat := n.parts[to.via].(*nat)
		_, isAppliance := n.parts[to.via].(*appliance)
		if !isSubnet || !isNat && !isAppliance || to.rank != static {
			refuse("%s leads to %s inside its VPC, which AWS takes for all of a subnet, and for a NAT gateway or an appliance alone", r, to.to)
		}
	}
}
