package s3path

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// followed is the verdict on a default route: where its target leads.
func (a *analysis) followed(s *network.Subnet, r *network.Route) verdict {
	if r.Resource == nil {
		return cannotKnow("%s was looked up as %s, so its default route leads to %s; the context does not tell whether %s has an S3 gateway endpoint as well",
			s.Name(), s.ContextType, article(r.Target), s.RouteTable.Name())
	}
	v := verdict{through: a.targetName(r), reason: fmt.Sprintf("route %s leads to the %s %s", r.Name(), r.Target, a.targetName(r))}
	switch r.Target {
	case network.TargetInternetGateway:
		return a.overInternet(s, r, v)
	case network.TargetNatGateway:
		return a.overNat(r, v)
	case network.TargetPeering:
		v.way, v.works = Peering, No
		v.reason += ", and a peering connection does not lead on to the peer's gateways"
		return v
	case network.TargetTransitGateway:
		v.way = Transit
	case network.TargetVpnGateway:
		v.way = Vpn
	case network.TargetInstance, network.TargetNetworkInterface:
		v.way = Nat
		v.reason += ", which may be a NAT instance"
	case network.TargetUnknown, network.TargetLocal, network.TargetEgressOnlyInternetGateway, network.TargetEndpoint,
		network.TargetCarrierGateway, network.TargetLocalGateway, network.TargetCoreNetwork, network.TargetEgress:
		v.way = UnknownWay
	}
	v.works = CannotKnow
	v.reason += ", and the templates do not tell where it leads on to"
	return v
}

// overInternet is the verdict on a default route to an internet gateway.
func (a *analysis) overInternet(s *network.Subnet, r *network.Route, v verdict) verdict {
	v.way = Internet
	switch a.attached(s.Vpc, r) {
	case template.False:
		v.works, v.reason = No, v.reason+", which is not attached to "+s.Vpc.Name()
		return v
	case template.Undecided:
		v.works, v.reason = CannotKnow, v.reason+", of which the templates do not tell whether it is attached"
		return v
	case template.True:
	}
	v.works = Yes
	if s.MapPublicIpOnLaunch.Or(false).Is(true) != template.True {
		v.works = CannotKnow
		v.reason += ", which works for clients with a public IP only, and MapPublicIpOnLaunch is not on"
	}
	return v
}

// attached tells whether the internet gateway that a route leads to is attached to a VPC.
func (a *analysis) attached(vpc *network.Vpc, r *network.Route) template.Truth {
	if vpc == nil || !vpc.Shown || r.TargetId.State != network.Known {
		return template.Undecided
	}
	return attachedTo(vpc.InternetGateways, r.TargetId)
}

// overNat is the verdict on a default route to a NAT gateway: it has to lead on to an internet gateway. It never uses a
// gateway endpoint on its own subnet's route table.
func (a *analysis) overNat(r *network.Route, v verdict) verdict {
	v.way, v.works = Nat, CannotKnow
	nat := a.network.NatGateway(r.TargetId.Value)
	switch {
	case nat == nil:
		v.reason += ", which is not in the templates"
	case nat.ConnectivityType.Or("public").Is("public") != template.True:
		v.reason += ", which is not known to be a public one"
	case nat.Subnet == nil || nat.Subnet.RouteTable == nil:
		v.reason += ", of which the templates do not tell the route to the internet"
	default:
		t := nat.Subnet.RouteTable
		for _, on := range wideRoutes(t) {
			if on.Target == network.TargetInternetGateway && on.Exists == template.True {
				v.works = works(a.attached(nat.Subnet.Vpc, on))
				return v
			}
		}
		if t.Shown {
			v.works = No
		}
		v.reason += fmt.Sprintf(", and route table %s of its subnet has no route to an internet gateway", t.Name())
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
