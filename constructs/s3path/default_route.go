package s3path

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// followed is the verdict for a default route, by its target.
func (a *analysis) followed(s *network.Subnet, r *network.Route) verdict {
	if r.Resource == nil {
		return unknownPath(reasonLookedUpDefault,
			s.Name(), s.ContextType, article(r.Target), s.RouteTable.Name())
	}
	v, target := verdict{}, reasonTargetUnnamed
	if r.TargetId.State == network.Known {
		target = a.network.Name(r.TargetId.Value)
		v.through = target
	}
	v.reason = fmt.Sprintf(reasonDefaultRoute, r.Name(), r.Target, target)
	switch r.Target {
	case network.TargetInternetGateway:
		return a.overInternet(s, r, v)
	case network.TargetNatGateway:
		return a.overNat(s, r, v)
	case network.TargetPeering:
		v.path, v.reachable = Peering, No
		v.reason += reasonPeeringEdge
		return v
	case network.TargetTransitGateway:
		v.path = Transit
	case network.TargetVpnGateway:
		v.path = Vpn
	case network.TargetInstance, network.TargetNetworkInterface:
		v.path = Nat
		v.reason += reasonNatInstance
	default:
		v.path = UnknownPath
	}
	v.reachable = Unknown
	v.reason += reasonTargetBeyond
	return v
}

// overInternet is the verdict for a default route to an internet gateway.
func (a *analysis) overInternet(s *network.Subnet, r *network.Route, v verdict) verdict {
	v.path = Internet
	switch a.attached(s.Vpc, r) {
	case template.False:
		v.reachable, v.reason = No, v.reason+fmt.Sprintf(reasonNotAttached, s.Vpc.Name())
		return v
	case template.Undecided:
		v.reachable, v.reason = Unknown, v.reason+reasonAttachedUnknown
		return v
	}
	v.reachable = Yes
	if s.MapPublicIpOnLaunch.Or(false).Is(true) != template.True {
		v.reachable = Unknown
		v.reason += reasonPublicIpOnly
	}
	return v
}

// attached reports whether the internet gateway that a route leads to is attached to a VPC.
func (a *analysis) attached(vpc *network.Vpc, r *network.Route) template.Truth {
	if vpc == nil || !vpc.Declared || r.TargetId.State != network.Known {
		return template.Undecided
	}
	return attachedTo(vpc.InternetGateways, r.TargetId)
}

// overNat is the verdict for a default route to a NAT gateway: its own subnet needs a default route to an internet gateway,
// and a network ACL that allows both sides.
func (a *analysis) overNat(s *network.Subnet, r *network.Route, v verdict) verdict {
	v.path, v.reachable = Nat, Unknown
	nat := a.network.NatGateway(r.TargetId.Value)
	switch {
	case nat == nil:
		v.reason += reasonNatElsewhere
		return v
	case nat.ConnectivityType.Or("public").Is("public") != template.True:
		v.reason += reasonNatPrivate
		return v
	case nat.Subnet == nil || nat.Subnet.RouteTable == nil:
		v.reason += reasonNatTableUnknown
		return v
	}
	checks := []check{a.natLeadsOn(nat.Subnet)}
	if nat.Subnet != s {
		checks = append(checks, checkAcl(nat.Subnet, false, within(s.Cidr), clientName(s.Cidr)))
	}
	checks = append(checks, checkAcl(nat.Subnet, true, publicAddresses, "S3's public addresses"))
	on := verdict{}.decide(checks)
	v.reachable = on.reachable
	if on.reason != "" {
		v.reason += ", and " + on.reason
	}
	return v
}

// natLeadsOn checks that the subnet of a NAT gateway has its default route to an internet gateway.
func (a *analysis) natLeadsOn(s *network.Subnet) check {
	t := s.RouteTable
	routes := wideRoutes(t)
	if narrow := narrowRoute(a.network, t); narrow != nil && len(routes) > 0 && narrow.TargetId != routes[0].TargetId {
		return check{template.Undecided, fmt.Sprintf(reasonSomeOfS3, narrow.Name(), t.Name())}
	}
	attached, elsewhere := template.True, false
	for _, on := range routes {
		switch on.Target {
		case network.TargetInternetGateway:
			attached = attached.And(a.attached(s.Vpc, on)).And(on.Exists)
		case network.TargetNatGateway:
			attached = template.False
		default:
			attached, elsewhere = template.False, true
		}
	}
	switch {
	case len(routes) > 0 && attached == template.True && everywhere(routes):
		return check{holds: template.True}
	case len(routes) > 0 && attached != template.False:
		return check{template.Undecided, fmt.Sprintf(reasonNatWhichRoute, routes[0].Name())}
	case t.Complete && !elsewhere && len(t.Propagations) == 0 && len(a.network.UnplacedRoutes) == 0:
		return check{template.False, fmt.Sprintf(reasonNatNoRoute, t.Name())}
	}
	return check{template.Undecided, fmt.Sprintf(reasonNatNoKnownRoute, t.Name())}
}

// throughNat adds that a NAT gateway's own subnet has a gateway endpoint: whether the NAT gateway uses it is unknown.
func (a *analysis) throughNat(s *network.Subnet, v verdict) verdict {
	if v.path != Nat || v.reachable != Yes {
		return v
	}
	nat := a.network.NatGateway(wideRoutes(s.RouteTable)[0].TargetId.Value)
	for _, e := range nat.Subnet.RouteTable.GatewayEndpoints {
		if e.IsS3().And(e.IsGateway()) != template.False {
			v.reachable = Unknown
			v.reason += fmt.Sprintf(reasonNatGatewayEndpoint, e.Name())
			return v
		}
	}
	return v
}

// article puts "a" or "an" before a kind of target.
func article(kind network.TargetKind) string {
	switch kind[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + string(kind)
	}
	return "a " + string(kind)
}
