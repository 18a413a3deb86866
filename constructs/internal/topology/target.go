package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// target returns what a route leads to.
func (t *Topology) target(r *network.Route, v *vpc) flow.Alts[flow.Target] {
	gateway := Gateway{r.Target, r.TargetId.Value}
	switch r.Target {
	case network.TargetLocal:
		return flow.Sure(flow.Target{Kind: flow.Local, Ref: gateway})
	case network.TargetInternetGateway:
		return t.attached(gateway, v, r.TargetId, flow.Internet, r.Resource)
	case network.TargetEgressOnlyInternetGateway:
		return t.attached(gateway, v, r.TargetId, flow.EgressOnly, r.Resource)
	case network.TargetNatGateway:
		return t.natTarget(gateway, r)
	case network.TargetFirewall, network.TargetLoadBalancerEndpoint:
		return t.applianceTarget(gateway, r, v)
	case network.TargetInstance, network.TargetNetworkInterface:
		return t.forwarderTarget(gateway, r)
	case network.TargetTransitGateway:
		if g := network.Find(t.network.TransitGateways, r.TargetId.Value); g != nil && r.TargetId.State == network.Known {
			return flow.Sure(flow.Target{Kind: flow.ToTransit, Ref: gateway, Transit: t.transits[g].flow})
		}
		to := t.perhapsAttached(gateway, v, t.causes.of(r.TargetId.Cause))
		if (r.TargetId.State == network.Unknown || r.TargetId.Cause != nil) && t.mayLeadBack(v) {
			to.Kind = flow.Anywhere
		}
		return flow.Sure(to)
	case network.TargetVpnGateway:
		return t.vpnTarget(v, r.TargetId, r.Resource)
	case network.TargetPeering:
		return t.peeringTarget(gateway, r, v)
	case network.TargetUnknown, network.TargetEgress:
		kind := CauseRoutes
		if r.Target == network.TargetEgress {
			kind = CauseContext
		}
		return flow.Sure(flow.Target{Kind: flow.Anywhere, Ref: gateway, Causes: t.causes.because(kind, r.Name(), r.TargetId.Cause)})
	default:
	}
	return flow.Sure(t.elsewhere(gateway, r.TargetId.Cause))
}

// elsewhere is a target with unknown networks behind it.
func (t *Topology) elsewhere(gateway Gateway, why *template.Cause) flow.Target {
	return flow.Target{Kind: flow.Elsewhere, Ref: gateway, Causes: t.causes.because(CauseBeyond, string(gateway.Kind)+" "+t.network.Name(gateway.Id), why)}
}

// attached returns an internet gateway, or an egress-only one, which drops traffic from a VPC that it is not attached to. The route
// is the resource that leads to it.
func (t *Topology) attached(gateway Gateway, v *vpc, id network.Fact[network.Key], kind flow.TargetKind, route *template.Resource) flow.Alts[flow.Target] {
	var list []network.Attachment
	attachment := "AWS::EC2::VPCGatewayAttachment"
	if v.of != nil {
		list = v.of.InternetGateways
	}
	if v.of != nil && kind == flow.EgressOnly {
		list, attachment = v.of.EgressOnlyInternetGateways, "AWS::EC2::EgressOnlyInternetGateway"
	}
	is, why := t.isAmong(list, id, route)
	if id.State != network.Known {
		is, why = truth.Undecided, why.And(t.causes.because(CauseBeyond, string(gateway.Kind), id.Cause))
	}
	if is == truth.False {
		unseen := []template.Cause{{Kind: CauseExistence, Subject: "an attachment of " + t.network.Name(id.Value)}}
		if !v.foreign {
			unseen = t.unseen.of(&v.of.Entity, attachment)
		}
		if len(unseen) > 0 {
			is, why = truth.Undecided, why.And(t.Why(unseen...))
		}
	}
	return flow.If(is, why, flow.Target{Kind: kind, Ref: gateway}, flow.Target{Kind: flow.Nowhere, Ref: Detached{gateway, v.of}})
}

// natTarget returns a NAT gateway.
func (t *Topology) natTarget(gateway Gateway, r *network.Route) flow.Alts[flow.Target] {
	g := network.Find(t.network.NatGateways, r.TargetId.Value)
	if g == nil || r.TargetId.State != network.Known {
		return flow.Sure(t.elsewhere(gateway, r.TargetId.Cause))
	}
	var alts []flow.Target
	why := t.Existence(&g.Entity)
	public := g.ConnectivityType.Or("public").Is("public")
	for _, is := range []bool{true, false} {
		if public != truth.Of(!is) {
			alts = append(alts, flow.Target{Kind: flow.ToNat, Ref: gateway, Nat: t.nat(g, is)})
		}
	}
	if public == truth.Undecided {
		why = why.And(t.causes.because(CauseExistence, g.Name(), g.ConnectivityType.Cause))
	}
	if g.ExistsWith(r.Resource) != truth.True {
		alts = append(alts, flow.Target{Kind: flow.Nowhere, Ref: Detached{Gateway: gateway}})
	}
	return flow.OneOf(why, alts...)
}

// nat returns a NAT gateway as a public or a private one.
func (t *Topology) nat(g *network.NatGateway, public bool) *flow.Nat {
	key := natKey{g, public}
	if made, ok := t.nats[key]; ok {
		return made
	}
	made := &flow.Nat{Public: public}
	t.nats[key] = made
	v := t.vpcOf(g.Vpc)
	var s *subnet
	switch regional := g.AvailabilityMode.Or("zonal").Is("regional"); {
	case regional == truth.True:
		// AWS makes a table with a route to the internet gateway, and no network ACL applies. See
		// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html.
		s = t.standIn(g.Name(), v)
		s.flow.Table = flow.Sure(t.table(g.RouteTable))
	case regional == truth.False && g.Subnet != nil && g.Subnet.Vpc != nil:
		s = t.subnets[g.Subnet]
	case g.Subnet != nil:
		s = t.unknownSubnet(g.Name(), v, t.causes.because(CauseRoutes, g.Name(), g.Subnet.VpcId.Cause))
	default:
		s = t.unknownSubnet(g.Name(), v, t.causes.because(CauseRoutes, g.Name(), g.SubnetId.Cause, g.AvailabilityMode.Cause, g.Cause))
	}
	address := &flow.Symbol{Name: g.Name(), Cause: t.causes.because(CauseAddresses, g.Name())[0]}
	if s.ipv4 != nil {
		address.May, address.In = s.ipv4.May, []*flow.Symbol{s.ipv4}
	}
	t.natAddresses[address] = true
	made.Subnet, made.Address = flow.Sure(s.flow), address.All()
	return made
}

type natKey struct {
	*network.NatGateway
	public bool
}

// regionalRoute is the route that AWS adds to the table of a regional NAT gateway.
func (t *Topology) regionalRoute(g *network.NatGateway, v *vpc) flow.Route {
	id := network.Fact[network.Key]{State: network.Known}
	if v.of != nil && len(v.of.InternetGateways) > 0 {
		id = v.of.InternetGateways[0].GatewayId
	}
	to := t.attached(Gateway{network.TargetInternetGateway, id.Value}, v, id, flow.Internet, g.Resource)
	return flow.Route{Ref: g, Dest: flow.Block{Addresses: flow.AllIpv4()}, Exists: truth.True, Rank: flow.StaticRoute, To: to}
}

// standIn makes a subnet of a VPC that no template has.
func (t *Topology) standIn(name string, v *vpc) *subnet {
	symbol := &flow.Symbol{
		Name: name, May: v.all.May, In: []*flow.Symbol{v.all}, Apart: apart{v, Ipv4}, Cause: t.causes.because(CauseAddresses, name)[0],
	}
	s := &flow.Subnet{
		Ref: Unseen{Part: name}, Vpc: v.flow, Zone: flow.Zone{Cause: t.causes.because(CauseZone, name)[0]},
		Acl: flow.Sure(flow.OpenAcl(AclDirection{})), PublicIp: flow.Sure(false), Access: flow.Sure(flow.OpenAccess),
	}
	made := &subnet{flow: s, ipv4: symbol}
	t.standIns = append(t.standIns, made)
	return made
}

// vpnTarget returns a VPN gateway. The route is the resource that leads to it.
func (t *Topology) vpnTarget(v *vpc, id network.Fact[network.Key], route *template.Resource) flow.Alts[flow.Target] {
	gateway := Gateway{network.TargetVpnGateway, id.Value}
	var list []network.Attachment
	if v.of != nil {
		list = v.of.VpnGateways
	}
	is, why := t.isAmong(list, id, route)
	if is == truth.True {
		return flow.Sure(t.elsewhere(gateway, nil))
	}
	return flow.Sure(t.perhapsAttached(gateway, v, why))
}

// isAmong reports whether one of several attachments attaches a gateway, provided that the route to it exists, and why that is
// unknown.
func (t *Topology) isAmong(list []network.Attachment, id network.Fact[network.Key], route *template.Resource) (is truth.Value, why flow.Causes) {
	is, why = truth.False, t.causes.of(id.Cause)
	for _, a := range list {
		is = is.Or(a.GatewayId.Same(id).And(a.ExistsWith(route)))
		why = why.And(t.Existence(&a.Entity)).And(t.causes.of(a.GatewayId.Cause))
	}
	return is, why
}

// perhapsAttached is a gateway of which no template shows for certain that it is attached to a VPC. Whether a network is
// behind it is unknown then.
func (t *Topology) perhapsAttached(gateway Gateway, v *vpc, why flow.Causes) flow.Target {
	return flow.Target{
		Kind: flow.Elsewhere, Ref: Detached{gateway, v.of},
		Causes: t.orElse(why, CauseExistence, "an attachment of "+t.network.Name(gateway.Id)),
	}
}

// peeringTarget returns the VPC on the other side of a peering connection.
func (t *Topology) peeringTarget(gateway Gateway, r *network.Route, v *vpc) flow.Alts[flow.Target] {
	p := network.Find(t.network.Peerings, r.TargetId.Value)
	if p == nil || r.TargetId.State != network.Known {
		return flow.Sure(flow.Target{Kind: flow.Peering, Ref: gateway, Vpc: t.unknownPeer(gateway, r.TargetId.Cause)})
	}
	there := flow.Target{Kind: flow.Peering, Ref: gateway}
	if other := p.Other(v.of); other == nil || t.vpcs[other].foreign {
		there.Vpc = t.unknownPeer(gateway, r.TargetId.Cause)
	} else {
		there.Vpc = t.vpcs[other].flow
	}
	farther := there
	farther.OtherRegion = true
	alts := flow.If(p.OtherRegion.Not(), t.causes.because(CauseRegion, p.Name(), p.PeerRegion.Cause), there, farther)
	if p.ExistsWith(r.Resource) != truth.True {
		alts = alts.Or(t.Existence(&p.Entity), flow.Target{Kind: flow.Nowhere, Ref: Detached{Gateway: gateway}})
	}
	return alts
}

// unknownPeer returns the VPC that stands for the other side of a peering connection: what it delivers to is unknown.
func (t *Topology) unknownPeer(gateway Gateway, why *template.Cause) *flow.Vpc {
	return once(&t.peers, gateway, func() *vpc {
		all := t.unknownAddresses(string(gateway.Id), CauseBeyond, string(gateway.Kind)+" "+t.network.Name(gateway.Id), why)
		to := flow.Target{Kind: flow.Elsewhere, Ref: gateway, Causes: flow.Causes{all.Cause}}
		routes := []flow.Route{{Ref: gateway, Dest: flow.OfSymbol(all, 0, ipv6Bits), Exists: truth.True, To: flow.Sure(to)}}
		return &vpc{flow: &flow.Vpc{Ref: gateway, Delivery: flow.NewTable(gateway, routes)}, all: all, foreign: true}
	}).flow
}
