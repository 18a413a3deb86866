package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// table returns a route table. What it leads to may lead back to it, so it is there before its routes are.
func (t *Topology) table(n *network.RouteTable) *flow.Table {
	if made, ok := t.tables[n]; ok {
		return made
	}
	made := flow.NewTable(n, nil)
	t.tables[n] = made
	v := t.vpcOf(n.Vpc)
	routes := t.localRoutes(v)
	if n.RegionalNat != nil {
		routes = append(routes, t.regionalRoute(n.RegionalNat, v))
	}
	for _, r := range n.Routes {
		routes = t.addRoute(routes, r, v, r.Exists, flow.Causes{})
	}
	for _, r := range n.Propagated {
		routes = t.addRoute(routes, r, v, r.Exists, nil)
	}
	for _, e := range t.gateways {
		if e.Vpc == nil || v.of == nil || e.Vpc == v.of || e.Vpc.Open || v.of.Open {
			routes = t.addGatewayEndpoint(routes, n, e)
		}
	}
	for _, p := range n.Propagations {
		routes = t.addPropagated(routes, p, v)
	}
	for _, r := range t.network.UnplacedRoutes {
		if home := stackOf(&n.Entity); home != nil && !r.Resource.Stack.MayShareEnvironment(home) {
			continue
		}
		routes = t.addRoute(routes, r, v, truth.Undecided, t.causes.because(CauseRoutes, r.Name(), r.RouteTableId.Cause))
	}
	for _, cause := range t.unseenRoutes(n) {
		routes = append(routes, flow.UnseenRoute(Unseen{"routes of " + n.Name(), cause}, t.Why(cause)))
	}
	if !n.Declared {
		routes = append(routes, t.foreignRoutes(n, routes)...)
	}
	made.SetRoutes(routes)
	return made
}

// unseenRoutes returns why a table may have routes that no template shows.
func (t *Topology) unseenRoutes(n *network.RouteTable) []template.Cause {
	of := &n.Entity
	if n.RegionalNat != nil {
		of = &n.RegionalNat.Entity
	}
	why := t.unseen.naming(n.Key, stackOf(of), "AWS::EC2::Route", "AWS::EC2::VPCEndpoint", "AWS::EC2::VPNGatewayRoutePropagation", "AWS::EC2::RouteServerPropagation")
	if n.Main && n.Vpc != nil {
		why = append(why, t.unseen.of(&n.Vpc.Entity, "AWS::EC2::Route")...)
	}
	for _, server := range n.RouteServers {
		why = append(why, template.Cause{Kind: CausePropagated, Subject: server.Name(), Stack: server.Resource.Stack.Id})
	}
	if n.Vpc == nil && n.VpcId.State != network.Known && n.Resource != nil {
		why = append(why, template.Cause{Kind: CauseRoutes, Subject: n.Name()})
	}
	keys := []network.Key{n.Key}
	if n.Vpc != nil {
		keys = append(keys, n.Vpc.Key)
	}
	return append(why, t.unseen.changedBy(changesRoutes, keys...)...)
}

// foreignRoutes are those that a table which no template has may have beside those that are known: a default route, that
// of a gateway endpoint, of which a table has but one, and any to other addresses than those of S3 and of the VPC itself.
func (t *Topology) foreignRoutes(n *network.RouteTable, known []flow.Route) []flow.Route {
	cause := causeOf(&n.Entity, CauseRoutes)
	why := t.Why(cause)
	unseen := flow.UnseenRoute(Unseen{"routes of " + n.Name(), cause}, why)
	elsewhere := &flow.Symbol{Name: n.Name(), May: flow.All(), Without: append(t.services(), t.vpcOf(n.Vpc).all), Cause: why[0]}
	dests := []flow.Block{flow.OfSymbol(elsewhere, 0, ipv6Bits)}
	for _, s3 := range t.s3[:Nat64] {
		isKnown := func(r flow.Route) bool { return r.Dest.Of == s3 && r.Exists == truth.True }
		if !slices.ContainsFunc(known, isKnown) {
			dests = append(dests, flow.OfSymbol(s3, minS3Bits, ipv6Bits))
		}
	}
	if !slices.ContainsFunc(n.Routes, func(r *network.Route) bool { return r.Resource == nil }) {
		dests = append(dests, flow.Block{Addresses: flow.All(), MaxBits: minS3Bits - 1})
	}
	return toEach(dests, unseen)
}

// toEach returns a route to each of several destinations that is otherwise like the given one.
func toEach(dests []flow.Block, like flow.Route) []flow.Route {
	routes := make([]flow.Route, 0, len(dests))
	for _, dest := range dests {
		like.Dest = dest
		routes = append(routes, like)
	}
	return routes
}

// localRoutes are those of the VPC to itself.
func (t *Topology) localRoutes(v *vpc) []flow.Route {
	ref := LocalRoute{v.of}
	return toEach(v.blocks, flow.Route{
		Ref: ref, Exists: truth.True, Rank: flow.LocalRoute, To: flow.Sure(flow.Target{Kind: flow.Local, Ref: ref}),
	})
}

// addRoute adds a route, one for each entry of a prefix list.
func (t *Topology) addRoute(routes []flow.Route, r *network.Route, v *vpc, exists truth.Value, why flow.Causes) []flow.Route {
	ranks := [...]flow.Rank{
		network.RouteStatic: flow.StaticRoute, network.RoutePrefixList: flow.ListRoute, network.RoutePropagated: flow.PropagatedRoute,
	}
	if exists != truth.True {
		why = why.And(t.Existence(&r.Entity))
	}
	to := t.target(r, v)
	return append(routes, toEach(t.routeBlocks(r), flow.Route{Ref: r, Exists: exists, Rank: ranks[r.Origin], To: to, Causes: why})...)
}

// Existence returns why it is not known whether a part exists.
func (t *Topology) Existence(e *network.Entity) flow.Causes {
	if e.Exists == truth.True {
		return nil
	}
	cause := template.Cause{Kind: CauseExistence, Subject: e.Name()}
	if e.Resource != nil {
		cause = e.Resource.WhyUndecided()
	}
	return t.Why(cause)
}

// addGatewayEndpoint adds the routes of a gateway endpoint to S3, if the table has them or may have them.
func (t *Topology) addGatewayEndpoint(routes []flow.Route, n *network.RouteTable, e *network.Endpoint) []flow.Route {
	named := e.Names(n)
	modified := t.Why(t.unseen.modifying(&e.Entity)...)
	if len(modified) > 0 {
		named = named.And(truth.Undecided)
	}
	exists := named.And(e.IsS3Gateway()).And(e.ExistsWith(n.Resource))
	if e.VpcId.State == network.Unknown || e.Vpc != n.Vpc && n.Vpc != nil {
		exists = exists.And(truth.Undecided)
	}
	if exists == truth.False {
		return routes
	}
	var why flow.Causes
	if exists != truth.True {
		why = t.Existence(&e.Entity).And(t.causes.of(e.RouteTableIds.Cause, e.Service.Cause, e.Type.Cause, e.VpcId.Cause))
		why = why.And(t.causes.of(e.RouteTableIds.Causes()...))
		why = t.orElse(why.And(modified), CauseRoutes, e.Name())
	}
	to := flow.Sure(flow.Target{Kind: flow.Service, Ref: e})
	for _, f := range []Family{Ipv4, Ipv6} {
		has, causes := HasVersion(e, f), why
		if has == truth.False {
			continue
		}
		if has != truth.True {
			causes = causes.And(t.causes.because(CauseAddresses, e.Name(), e.IpAddressType.Cause))
		}
		routes = append(routes, flow.Route{
			Ref: EndpointRoute{e, n}, Dest: flow.OfSymbol(t.s3[f], minS3Bits, f.bits()), Exists: exists.And(has), Rank: flow.ListRoute, To: to, Causes: causes,
		})
	}
	return routes
}

// addPropagated adds the routes that a VPN gateway adds without any template showing them: to networks on premises, and
// perhaps the default route.
func (t *Topology) addPropagated(routes []flow.Route, p network.Attachment, v *vpc) []flow.Route {
	more, why := t.propagatesMore(p)
	if more == truth.False {
		return routes
	}
	cause := t.causes.one(template.Cause{Kind: CausePropagated, Subject: p.Name()})
	to := t.vpnTarget(v, p.GatewayId, p.Resource)
	return append(routes, t.announced(p.Resource, to, p.Exists.And(more), t.Existence(&p.Entity).And(why), flow.Causes{cause})...)
}

// announced returns the routes that networks on premises announce to a gateway: those to their own blocks and, perhaps, the
// default route, or routes to wider blocks that contain other networks too. AWS takes no more than 100 routes, so that many
// networks announce only the private address ranges. A block that contains a part of a VPC and something else contains all
// of its block. See https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html.
func (t *Topology) announced(ref flow.Ref, to flow.Alts[flow.Target], exists truth.Value, why, perhaps flow.Causes) []flow.Route {
	routes := []flow.Route{{Ref: ref, Dest: flow.OfSymbol(t.onPremises, 1, ipv6Bits), Exists: exists, Rank: flow.PropagatedRoute, To: to, Causes: why}}
	wider := append([]flow.Block{{Addresses: flow.All()}}, t.around()...)
	return append(routes, toEach(wider, flow.Route{Ref: ref, Exists: truth.Undecided, Rank: flow.PropagatedRoute, To: to, Causes: perhaps})...)
}

// aroundVpcs returns blocks of any length that contains that of a VPC, for the addresses of all VPCs.
func (t *Topology) aroundVpcs() []flow.Block {
	var around []flow.Block
	byLength := map[int]int{} // where the known blocks of a length are
	for _, v := range t.network.Vpcs {
		for _, block := range t.vpcs[v].blocks {
			block.MinBits, block.MaxBits = 1, block.MaxBits-1
			i, ok := byLength[block.MaxBits]
			switch {
			case block.Of != nil:
				around = append(around, block)
			case ok:
				around[i].Addresses = around[i].Addresses.Union(block.Addresses)
			default:
				byLength[block.MaxBits] = len(around)
				around = append(around, block)
			}
		}
	}
	return around
}

// propagatesMore reports whether a gateway adds other routes than those of static VPN connections that are seen. Without a
// connection in the templates there is another, or Direct Connect.
func (t *Topology) propagatesMore(p network.Attachment) (more truth.Value, why flow.Causes) {
	isStatic, more := truth.False, truth.False
	for _, c := range t.network.VpnConnections {
		is := c.VpnGatewayId.Same(p.GatewayId)
		if c.Resource == nil {
			is = truth.Undecided
		}
		if is = is.And(c.Exists); is == truth.False {
			continue
		}
		unseen := t.Why(t.unseen.of(&c.Entity, "AWS::EC2::VPNConnectionRoute")...)
		dynamic := c.StaticRoutesOnly.Or(false).Is(true).Not()
		if len(unseen) > 0 {
			dynamic = dynamic.Or(truth.Undecided)
		}
		isStatic, more = isStatic.Or(is), more.Or(is.And(dynamic))
		why = why.And(unseen).And(t.Existence(&c.Entity)).And(t.causes.of(c.VpnGatewayId.Cause, c.StaticRoutesOnly.Cause, c.Cause))
	}
	key := p.GatewayId.Value
	if unseen := t.unseen.naming(key, t.unseen.home(key), "AWS::EC2::VPNConnection"); len(unseen) > 0 {
		isStatic, more, why = isStatic.Or(truth.Undecided), more.Or(truth.Undecided), why.And(t.Why(unseen...))
	}
	if unread := t.unseen.changedBy(changesPropagated, key); len(unread) > 0 { // Direct Connect
		more, why = more.Or(truth.Undecided), why.And(t.Why(unread...))
	}
	more = more.Or(isStatic.Not())
	return more, t.orElse(why, CausePropagated, p.Name())
}
