package s3path

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// followed is the verdict on a default route: where its target leads.
func (a *analysis) followed(s *network.Subnet, r *network.Route) verdict {
	if r.Resource == nil {
		return unknownPath("%s was looked up as %s, so its default route leads to %s; the context does not tell whether %s has an S3 gateway endpoint as well",
			s.Name(), s.ContextType, article(r.Target), s.RouteTable.Name())
	}
	v := verdict{through: a.targetName(r), reason: fmt.Sprintf("route %s leads to the %s %s", r.Name(), r.Target, a.targetName(r))}
	switch r.Target {
	case network.TargetInternetGateway:
		return a.overInternet(s, r, v)
	case network.TargetNatGateway:
		return a.overNat(s, r, v)
	case network.TargetPeering:
		v.path, v.reachable = Peering, No
		v.reason += ", and a peering connection does not lead on to the peer's gateways"
		return v
	case network.TargetTransitGateway:
		v.path = Transit
	case network.TargetVpnGateway:
		v.path = Vpn
	case network.TargetInstance, network.TargetNetworkInterface:
		v.path = Nat
		v.reason += ", which may be a NAT instance"
	case network.TargetUnknown, network.TargetLocal, network.TargetEgressOnlyInternetGateway, network.TargetEndpoint,
		network.TargetCarrierGateway, network.TargetLocalGateway, network.TargetCoreNetwork, network.TargetEgress:
		v.path = UnknownPath
	}
	v.reachable = Unknown
	v.reason += ", and the templates do not tell where it leads on to"
	return v
}

// overInternet is the verdict on a default route to an internet gateway.
func (a *analysis) overInternet(s *network.Subnet, r *network.Route, v verdict) verdict {
	v.path = Internet
	switch a.attached(s.Vpc, r) {
	case template.False:
		v.reachable, v.reason = No, v.reason+", which is not attached to "+s.Vpc.Name()
		return v
	case template.Undecided:
		v.reachable, v.reason = Unknown, v.reason+", of which the templates do not tell whether it is attached"
		return v
	case template.True:
	}
	v.reachable = Yes
	if s.MapPublicIpOnLaunch.Or(false).Is(true) != template.True {
		v.reachable = Unknown
		v.reason += ", which works for clients with a public IP only, and MapPublicIpOnLaunch is not on"
	}
	return v
}

// attached tells whether the internet gateway that a route leads to is attached to a VPC.
func (a *analysis) attached(vpc *network.Vpc, r *network.Route) template.Truth {
	if vpc == nil || !vpc.Declared || r.TargetId.State != network.Known {
		return template.Undecided
	}
	return attachedTo(vpc.InternetGateways, r.TargetId)
}

// overNat is the verdict on a default route to a NAT gateway: it has to lead on to an internet gateway, and the network
// ACL of its subnet has to let both sides pass.
func (a *analysis) overNat(s *network.Subnet, r *network.Route, v verdict) verdict {
	v.path, v.reachable = Nat, Unknown
	nat := a.network.NatGateway(r.TargetId.Value)
	switch {
	case nat == nil:
		v.reason += ", which is not in the templates"
		return v
	case nat.ConnectivityType.Or("public").Is("public") != template.True:
		v.reason += ", which is not known to be a public one"
		return v
	case nat.Subnet == nil || nat.Subnet.RouteTable == nil:
		v.reason += ", of which the templates do not tell the route to the internet"
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
		return check{template.Undecided, fmt.Sprintf("route %s of %s may take some of S3's addresses another way", narrow.Name(), t.Name())}
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
		return check{template.Undecided, fmt.Sprintf("the templates do not tell whether route %s of its subnet leads to all of the internet", routes[0].Name())}
	case t.Complete && !elsewhere && len(t.Propagations) == 0 && len(a.network.UnplacedRoutes) == 0:
		return check{template.False, fmt.Sprintf("route table %s of its subnet has no route to an internet gateway", t.Name())}
	}
	return check{template.Undecided, fmt.Sprintf("route table %s of its subnet has no known route to an internet gateway", t.Name())}
}

// throughNat adds that a NAT gateway's own subnet has a gateway endpoint: whether the NAT gateway takes it is not known.
func (a *analysis) throughNat(s *network.Subnet, v verdict) verdict {
	if v.path != Nat || v.reachable != Yes {
		return v
	}
	nat := a.network.NatGateway(wideRoutes(s.RouteTable)[0].TargetId.Value)
	for _, e := range nat.Subnet.RouteTable.GatewayEndpoints {
		if e.IsS3().And(e.IsGateway()) != template.False {
			v.reachable = Unknown
			v.reason += fmt.Sprintf(", whose subnet has %s: it is not known whether it takes that on to S3", e.Name())
			return v
		}
	}
	return v
}

// targetName names what a route leads to.
func (a *analysis) targetName(r *network.Route) string {
	if r.TargetId.State != network.Known {
		return "that the templates do not name"
	}
	return a.network.Name(r.TargetId.Value)
}

// article puts "a" or "an" before a kind of target.
func article(kind network.TargetKind) string {
	switch kind[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + string(kind)
	}
	return "a " + string(kind)
}
