package s3path

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// own is the verdict for an interface endpoint's own name in a subnet of its VPC or of a linked one.
func (a *analysis) own(s *network.Subnet, e *network.Endpoint) verdict {
	v := verdict{dns: PrivateIp, path: Interface, through: e.Name()}
	checks := []check{exists(e), a.admits(e, s.Cidr, s.Vpc)}
	if s.Vpc != e.Vpc {
		checks = append(checks, a.linked(s, e)...)
	}
	checks = append(checks, a.subnetReaches(s, e), a.endpointAnswers(e, s, s.Cidr))
	return v.decide(checks).regional(e)
}

// regional adds the Region whose buckets an endpoint serves, if it is not its own.
func (v verdict) regional(e *network.Endpoint) verdict {
	if e.ServiceRegion.Kind() != template.Absent && e.OwnRegion() != template.True {
		v.reason += fmt.Sprintf(reasonEndpointRegion, e.ServiceRegion)
	}
	return v
}

// check is one condition of a path, with the reason why it holds or does not.
type check struct {
	holds  template.Truth
	reason string
}

// decide returns the verdict for a list of conditions: the first that fails decides, else the first that is unknown, and
// if all hold, the first, which is the one that allows the client.
func (v verdict) decide(checks []check) verdict {
	for _, want := range []template.Truth{template.False, template.Undecided} {
		for _, c := range checks {
			if c.holds == want {
				v.reachable, v.reason = reachable(want), c.reason
				return v
			}
		}
	}
	v.reachable = Yes
	for _, c := range checks {
		if c.reason != "" {
			v.reason = c.reason
			break
		}
	}
	return v
}

// exists checks that the endpoint is created, and that it has a network interface.
func exists(e *network.Endpoint) check {
	switch {
	case e.Exists != template.True:
		return check{template.Undecided, fmt.Sprintf(reasonEndpointUnknown, e.Name())}
	case e.SubnetIds.State == network.Absent, e.SubnetIds.State == network.Known && len(e.SubnetIds.List) == 0:
		return check{template.False, fmt.Sprintf(reasonEndpointSubnetless, e.Name())}
	case e.IpAddressType.Or("ipv4").Is("ipv6") != template.False:
		return check{template.Undecided, fmt.Sprintf(reasonEndpointIpv6, e.Name())}
	}
	return check{holds: template.True}
}

// linked checks the routes between a subnet and an endpoint of another VPC, in both directions.
func (a *analysis) linked(s *network.Subnet, e *network.Endpoint) []check {
	links := a.links(s.Vpc, e.Vpc)
	there := overHosts(e, a.hostsByBlock(e), nil, func(host *network.Subnet) check {
		return a.routeTo(s.RouteTable, s, host.Cidr, links)
	})
	back := overHosts(e, a.hostsByTable(e), nil, func(host *network.Subnet) check {
		return a.routeTo(host.RouteTable, host, s.Cidr, links)
	})
	return []check{there, back}
}

// link is a route target that connects two VPCs.
type link struct {
	target network.TargetKind
	id     network.Key
}

// links returns the peering connections and transit gateways between two VPCs, and whether they are created.
func (a *analysis) links(from, to *network.Vpc) map[link]template.Truth {
	links := map[link]template.Truth{}
	for _, p := range from.Peerings {
		if p.Other(from) == to {
			links[link{network.TargetPeering, p.Key}] = p.Exists
		}
	}
	for _, here := range from.TransitGateways {
		for _, there := range to.TransitGateways {
			if here.GatewayId == there.GatewayId && here.GatewayId.State == network.Known {
				links[link{network.TargetTransitGateway, here.GatewayId.Value}] = here.Exists.And(there.Exists)
			}
		}
	}
	return links
}

// routeTo checks that a subnet's most specific route to a block is one of the links.
func (a *analysis) routeTo(t *network.RouteTable, s *network.Subnet, block network.Cidr, links map[link]template.Truth) check {
	r, known := bestRoute(a.network, t, block)
	var made template.Truth
	linked := false
	if r != nil {
		made, linked = links[link{r.Target, r.TargetId.Value}]
	}
	switch {
	case t == nil:
		return check{template.Undecided, fmt.Sprintf(reasonTableUnknown, s.Name(), hint(s))}
	case !known:
		return check{template.Undecided, fmt.Sprintf(reasonRouteToUnknown, t.Name(), block)}
	case r == nil && (!t.Complete || len(t.Propagations) > 0):
		return check{template.Undecided, fmt.Sprintf(reasonRoutesIncomplete, t.Name())}
	case r == nil:
		return check{template.False, fmt.Sprintf(reasonNoRouteTo, t.Name(), block)}
	case linked && made != template.True:
		return check{template.Undecided, fmt.Sprintf(reasonLinkUnknown, r.Target, r.Name())}
	case linked:
		return check{template.True, fmt.Sprintf(reasonRouteTo, r.Name(), block)}
	}
	return check{template.False, fmt.Sprintf(reasonRouteElsewhere, r.Name(), block, r.Target)}
}

// bestRoute finds the most specific route to a whole block; known is false if it is unknown whether some route leads there.
func bestRoute(n *network.Network, t *network.RouteTable, block network.Cidr) (best *network.Route, known bool) {
	if t == nil {
		return nil, true
	}
	bits := -1
	for _, r := range t.Routes {
		switch n.Covers(r, block).And(r.Exists) {
		case template.True:
			if own := routeBits(r); own > bits {
				best, bits = r, own
			}
		case template.Undecided:
			return nil, false
		}
	}
	return best, true
}

func routeBits(r *network.Route) int {
	if r.Destination.Prefix.IsValid() {
		return r.Destination.Prefix.Bits()
	}
	return 32 // a prefix list, or a token that is equal to the block
}
