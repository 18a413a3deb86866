package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/ranges"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Family is an IP version.
type Family uint8

// The IP versions.
const (
	Ipv4 Family = iota
	Ipv6
	// Nat64 is IPv6, to addresses that stand for IPv4 ones.
	Nat64
)

// all returns every address of an IP version.
func (f Family) all() flow.Addresses {
	if f == Ipv4 {
		return flow.AllIpv4()
	}
	return flow.AllIpv6()
}

// bits returns the length of an address.
func (f Family) bits() int {
	if f == Ipv4 {
		return ipv4Bits
	}
	return ipv6Bits
}

// addresses returns the symbol of an IP version.
func (s *subnet) addresses(f Family) *flow.Symbol {
	if f == Ipv4 {
		return s.ipv4
	}
	return s.ipv6
}

// PastObstacles returns the same network, in which packets are followed past what stops them: pieces have obstacles, and none
// are dropped.
func (t *Topology) PastObstacles() *Topology {
	past := *t
	past.net.Past = true
	return &past
}

// S3 reports what becomes of a client's connections to S3's public addresses, in the own Region or in another one. It returns
// nil for a subnet without addresses of the family.
func (t *Topology) S3(c Client, family Family, otherRegion bool) []flow.Piece {
	source := t.source(c, family)
	if source == nil {
		return nil
	}
	of := t.s3
	if otherRegion {
		of = t.other
	}
	return t.net.Ask(t.client(c), https(source.All(), of[family].All()))
}

// Endpoint reports what becomes of a client's connections to the network interfaces of an interface endpoint: DNS answers
// any of their addresses of a family. It returns nil for a subnet without addresses of the family.
func (t *Topology) Endpoint(c Client, e *network.Endpoint, family Family) []flow.Piece {
	source := t.source(c, family)
	if source == nil {
		return nil
	}
	return t.toEndpoint(t.client(c), c.Subnet, source.All(), e, family)
}

// maxZones is more than a Region has. An endpoint has at most one subnet in each.
const maxZones = 8

// toEndpoint asks for one of each kind of the endpoint's network interfaces. The client's subnet is nil outside.
func (t *Topology) toEndpoint(c flow.Client, from *network.Subnet, source flow.Region, e *network.Endpoint, family Family) []flow.Piece {
	var pieces []flow.Piece
	to := e.Subnets
	if family == Ipv4 && (!t.net.Past || len(to) > maxZones) { // obstacles are those of all
		to = t.classesOf(e).of(from)
	}
	for _, s := range to {
		if symbol := t.networkInterface(e, s, family); symbol != nil && s.Vpc != nil {
			pieces = append(pieces, t.net.Ask(c, https(source, symbol.All()))...)
		}
	}
	return append(pieces, t.toUnknownSubnets(source, e, family)...)
}

// toUnknownSubnets asks for the network interfaces of an endpoint in subnets that are not known, or whose VPC is not.
func (t *Topology) toUnknownSubnets(source flow.Region, e *network.Endpoint, family Family) []flow.Piece {
	stray := slices.ContainsFunc(e.Subnets, func(s *network.Subnet) bool { return s.Vpc == nil })
	if !stray && e.SubnetIds.AllKnown() {
		return nil
	}
	why := t.causes.because(CauseAddresses, e.Name(), e.SubnetIds.Cause).And(t.causes.ofEach(e.SubnetIds))
	for _, s := range e.Subnets {
		why = why.And(t.causes.of(s.VpcId.Cause))
	}
	unknown := &flow.Symbol{Name: e.Name(), May: family.all(), Cause: why[0]}
	return flow.Unknown(https(source, unknown.All()), flow.ToInterface, Interface{Endpoint: e}, why)
}

func https(source, destination flow.Region) flow.Flow {
	return flow.Flow{Src: source, Dst: destination, SrcPorts: flow.Ephemeral(), DstPorts: flow.Https()}
}

// address is that of a network interface in an IP version.
type address struct {
	Interface
	family Family
}

// networkInterface returns the address of an endpoint in a subnet, nil if it has none.
func (t *Topology) networkInterface(e *network.Endpoint, s *network.Subnet, family Family) *flow.Symbol {
	in := t.subnets[s].addresses(family)
	if in == nil {
		return nil
	}
	key := address{Interface{e, s}, family}
	return once(&t.interfaces, key, func() *flow.Symbol {
		symbol := &flow.Symbol{
			Name: "endpoint " + e.Name() + " in subnet " + s.Name(), May: in.May, In: []*flow.Symbol{in},
			Cause: t.causes.because(CauseAddresses, e.Name())[0],
		}
		t.joinGroups(symbol, e.SecurityGroupIds)
		t.net.Interfaces[symbol] = &flow.Interface{Ref: key.Interface, Subnet: t.subnets[s].flow, Groups: flow.Sure(t.ingress(e))}
		return symbol
	})
}

// Outsider is a network outside of a VPC, such as one on-premises, or a peered VPC.
type Outsider struct {
	Cidr   network.Cidr
	Peered bool
}

// Outside reports what becomes of connections from a network outside of a VPC, and of those linked with it, to an interface
// endpoint in it. That the network is connected to the VPC by one of its gateways is taken for granted; connected is false if
// the VPC has none.
func (t *Topology) Outside(v *network.Vpc, linked []*network.Vpc, from Outsider, e *network.Endpoint) (pieces []flow.Piece, connected bool) {
	o := &flow.Outside{Ref: from.Cidr, By: t.entrances(v, from.Peered)}
	o.Behind = func(ref flow.Ref) bool {
		gateway, _ := ref.(Gateway)
		switch gateway.Kind {
		case network.TargetTransitGateway, network.TargetCoreNetwork, TargetAttachment:
			return true
		case network.TargetVpnGateway:
			return !from.Peered
		case network.TargetPeering:
			return from.Peered
		default:
			return false
		}
	}
	source := t.outside(v, linked, from)
	return t.toEndpoint(flow.Client{Outside: o}, nil, source.All(), e, Ipv4), gatewaysToOutside(v, from.Peered)+len(v.TransitGateways) > 0
}

// outside returns the addresses of a network outside of a VPC and of those linked with it.
func (t *Topology) outside(v *network.Vpc, linked []*network.Vpc, from Outsider) *flow.Symbol {
	in := []*flow.Symbol{t.onPremises}
	for _, p := range v.Peerings {
		if peer := t.peers[Gateway{network.TargetPeering, p.Key}]; peer != nil && from.Peered {
			in = append(in, peer.all)
		}
	}
	source := &flow.Symbol{Name: "the client's network", May: flow.AllIpv4(), In: in, Cause: t.causes.because(CauseAddresses, "the client's network", from.Cidr.Cause)[0]}
	if from.Cidr.State() == network.Known {
		source.Must, source.May = flow.Of(from.Cidr.Prefix), flow.Of(from.Cidr.Prefix)
	}
	inside, maybe := make([]flow.Addresses, len(linked), len(linked)+1), make([]flow.Addresses, len(linked))
	for i, w := range linked {
		inside[i], maybe[i] = t.vpcs[w].all.Must, t.vpcs[w].all.May
	}
	inside = append(inside, t.vpcs[v].all.Must)
	if outside := source.May.Minus(ranges.Union(inside...)); !outside.Empty() {
		source.Must, source.May = source.Must.Intersect(outside), outside
	}
	source.Must = source.Must.Minus(ranges.Union(maybe...))
	if len(t.UnseenLinks(v)) > 0 { // with a VPC that may have any part of it
		source.Must = nil
	}
	return source
}

// gatewaysToOutside returns how many gateways of a VPC, other than transit gateways, lead to peered VPCs, or to networks on premises.
func gatewaysToOutside(v *network.Vpc, peered bool) int {
	if peered {
		return len(v.Peerings)
	}
	return len(v.VpnGateways)
}

// entrances returns the gateways by which connections from outside may enter a VPC.
func (t *Topology) entrances(v *network.Vpc, peered bool) flow.Alts[flow.Entrance] {
	var list []flow.Entrance
	if gatewaysToOutside(v, peered) > 0 || len(v.TransitGateways) == 0 {
		in := flow.Entrance{Vpc: t.vpcs[v].flow}
		if !peered {
			in.Table = in.Vpc.FromVpn
		}
		list = append(list, in)
	}
	for _, a := range t.vpcs[v].flow.Attachments {
		if _, ok := a.Ref.(*network.TransitGatewayAttachment); ok {
			list = append(list, flow.Entrance{Attachment: a})
		}
	}
	return flow.OneOf(t.Why(template.Cause{Kind: CauseBeyond, Subject: "gateways of " + v.Name()}), list...)
}

// Direction is what a client needs a network ACL to allow.
type Direction uint8

// The directions.
const (
	Request Direction = iota
	Response
)

// AclToS3 reports which packets between a subnet and S3 the subnet's network ACL allows.
func (t *Topology) AclToS3(s *network.Subnet, d Direction) []flow.Piece {
	if t.subnets[s].ipv4 == nil {
		return nil
	}
	return t.filtered(s, d, https(t.subnets[s].ipv4.All(), t.s3[Ipv4].All()), flow.Destination, flow.Source)
}

// AclToClients reports which packets between any client and a network interface in a subnet the subnet's network ACL
// allows.
func (t *Topology) AclToClients(s *network.Subnet, d Direction) []flow.Piece {
	if t.subnets[s].ipv4 == nil {
		return nil
	}
	return t.filtered(s, d, https(flow.Literal(flow.All()), t.subnets[s].ipv4.All()), flow.Source, flow.Destination)
}

// filtered reports which requests, or which of their responses, the network ACL of a subnet allows. The peers are on the side
// ofRequests of requests, and on the side ofResponses of responses.
func (t *Topology) filtered(s *network.Subnet, d Direction, requests flow.Flow, ofRequests, ofResponses flow.Side) []flow.Piece {
	if d == Request {
		return t.subnets[s].flow.Filter(requests, ofRequests)
	}
	return t.subnets[s].flow.Filter(requests.Reverse(), ofResponses)
}

// Ingress reports which connections from some addresses the security groups of an endpoint allow.
func (t *Topology) Ingress(e *network.Endpoint, from flow.Addresses) []flow.Piece {
	endpoint := flow.Literal(flow.All())
	return t.ingress(e).Decide(https(flow.Literal(from), endpoint), flow.Source, nil)
}

// IngressBlocks returns the known blocks from which the security groups of an endpoint allow some connections.
func (t *Topology) IngressBlocks(e *network.Endpoint) []network.Cidr {
	var blocks []network.Cidr
	for _, g := range e.SecurityGroups {
		for _, r := range g.Ingress {
			entry := t.rule(r)
			if entry.Exists != truth.False && entry.Ports.Has(flow.Https()[0].First) && r.Cidr.State() == network.Known {
				blocks = append(blocks, r.Cidr)
			}
		}
	}
	return blocks
}

// FirstGate returns what packets leave their subnet by; ok is false if they do not, or if that is not known. The gateway
// is empty for an endpoint.
func FirstGate(e flow.End) (kind flow.TargetKind, gateway Gateway, ok bool) {
	gate := e.Gates
	if gate == nil {
		return 0, Gateway{}, false
	}
	for gate.Prev != nil {
		gate = gate.Prev
	}
	return gate.Kind, GatewayOf(gate.Ref), true
}

// GatewayOf returns the gateway that a target is, even if it is not attached.
func GatewayOf(ref flow.Ref) Gateway {
	switch ref := ref.(type) {
	case Gateway:
		return ref
	case Detached:
		return ref.Gateway
	case Instance:
		return ref.Gateway
	}
	return Gateway{}
}

// FirstRoute returns the route by which packets leave their subnet, nil if it is not one of the templates'.
func FirstRoute(e flow.End) *network.Route {
	var route *network.Route
	for s := e.Trace; s != nil; s = s.Prev {
		if s.Kind == flow.ByRoute {
			route, _ = s.Ref.(*network.Route)
		}
	}
	return route
}

// IsAllOf reports whether addresses are all of a subnet's in one IP version.
func (t *Topology) IsAllOf(r flow.Region, s *network.Subnet) bool {
	made := t.subnets[s]
	return r.Of != nil && (r.Of == made.ipv4 || r.Of == made.ipv6) && r.Window.Equal(r.Of.May)
}

// IsS3 reports whether addresses are those of S3 in the own Region or in another one.
func (t *Topology) IsS3(r flow.Region) bool {
	return r.Of != nil && slices.Contains(t.services(), r.Of)
}

// IsOtherRegion reports whether addresses are those of S3 in another Region.
func (t *Topology) IsOtherRegion(r flow.Region) bool {
	return r.Of != nil && (r.Of == t.other[Ipv4] || r.Of == t.other[Ipv6])
}

// IsTranslated reports whether addresses are IPv6 ones that stand for IPv4 ones.
func (t *Topology) IsTranslated(r flow.Region) bool { return r.Of != nil && r.Of.Translated }

// IsNat reports whether an address is that of a NAT gateway.
func (t *Topology) IsNat(r flow.Region) bool { return r.Of != nil && t.natAddresses[r.Of] }

// RequestArrives reports whether an end is one of a request that arrived, whatever became of its answer.
func RequestArrives(e flow.End) truth.Value {
	if e.Result == flow.Arrived || e.Trace != nil && e.Trace.Packets.Answer {
		return truth.True
	}
	return e.Arrives()
}
