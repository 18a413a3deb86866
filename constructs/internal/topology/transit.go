package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// transit is a transit gateway with the table that AWS makes for it, which has no resource.
type transit struct {
	flow         *flow.Transit
	defaultTable *flow.Table
	// attachments are those of VPCs, also those that may be there and no template shows.
	attachments []*flow.Attachment
	// unknown are the tables of which no route is known, and why. They may lead to any of the attachments.
	unknown map[*flow.Table]flow.Causes
}

// TargetAttachment is an attachment of a transit gateway other than that of a VPC in the templates.
const TargetAttachment network.TargetKind = "transit gateway attachment"

const (
	typeTransitAttachment    = "AWS::EC2::TransitGatewayAttachment"
	typeTransitVpcAttachment = "AWS::EC2::TransitGatewayVpcAttachment"
)

// makeTransits makes transit gateways, their attachments, and then their tables, which lead to attachments.
func (t *Topology) makeTransits() {
	for _, g := range t.network.TransitGateways {
		t.transits[g] = &transit{flow: &flow.Transit{Ref: g}, defaultTable: flow.NewTable(g, nil), unknown: map[*flow.Table]flow.Causes{}}
	}
	for _, a := range t.network.TransitAttachments {
		if a.Kind == network.AttachmentVpc && a.Vpc != nil && a.TransitGateway != nil {
			t.makeAttachment(a)
		}
	}
	t.makeUnseenAttachments()
	for _, n := range t.network.TransitRouteTables {
		t.transitTables[n] = flow.NewTable(n, nil)
	}
	for _, n := range t.network.TransitRouteTables {
		t.transitTables[n].SetRoutes(t.transitRoutes(n))
	}
	for _, g := range t.network.TransitGateways {
		t.transits[g].defaultTable.SetRoutes(t.defaultRoutes(g))
	}
	for _, a := range t.network.TransitAttachments { // in their order, which numbers the causes
		if made := t.attachments[a]; made != nil {
			made.Table = t.associated(a)
		}
	}
}

func (t *Topology) makeAttachment(a *network.TransitGatewayAttachment) {
	v := t.vpcs[a.Vpc]
	made := &flow.Attachment{
		Ref: a, Transit: t.transits[a.TransitGateway].flow, Exists: a.Exists, Causes: t.Existence(&a.Entity),
		AnyZone: a.ApplianceMode.Or(false).Is(false) != truth.True,
		Ipv6:    flow.If(a.Ipv6Support.Or(false).Is(true), t.causes.because(CauseIpv6Support, a.Name(), a.Ipv6Support.Cause), true, false),
	}
	for _, s := range a.Subnets {
		made.Subnets = append(made.Subnets, t.subnets[s].flow)
	}
	if !a.SubnetIds.AllKnown() || len(a.Subnets) == 0 {
		made.Subnets = append(made.Subnets, t.unknownSubnet(a.Name(), v, t.causes.because(CauseAddresses, a.Name(), a.SubnetIds.Cause)).flow)
	}
	t.attach(v, a.TransitGateway, made)
	t.attachments[a] = made
}

func (t *Topology) attach(v *vpc, g *network.TransitGateway, a *flow.Attachment) {
	v.flow.Attachments = append(v.flow.Attachments, a)
	t.transits[g].attachments = append(t.transits[g].attachments, a)
}

// makeUnseenAttachments adds to VPCs the attachments that they may have and no template shows.
func (t *Topology) makeUnseenAttachments() {
	for _, n := range t.network.Vpcs {
		v := t.vpcs[n]
		why := t.unseen.of(&n.Entity, typeTransitAttachment, typeTransitVpcAttachment)
		if v.foreign || n.LookedUp {
			why = append(why, causeOf(&n.Entity, CauseExistence))
		}
		if len(why) == 0 {
			continue
		}
		causes := t.Why(why...)
		for _, g := range t.network.TransitGateways {
			ref := Unseen{"an attachment of " + n.Name() + " to " + g.Name(), why[0]}
			t.attach(v, g, &flow.Attachment{
				Ref: ref, Transit: t.transits[g].flow, Exists: truth.Undecided, Causes: causes, AnyZone: true, Ipv6: flow.OneOf(causes, true, false),
				Subnets: []*flow.Subnet{t.unknownSubnet(ref.Part, v, causes).flow},
				Table:   flow.Sure(t.unknownTransitTable(g, causes)),
			})
		}
	}
}

// unknownSubnet returns a subnet of a VPC of which nothing is known.
func (t *Topology) unknownSubnet(name string, v *vpc, why flow.Causes) *subnet {
	s := t.standIn(name, v)
	s.flow.Table = flow.Sure(t.unknownTable("routes of "+name, v, why))
	s.flow.Acl = flow.Sure(t.unknownAcl("entries of the network ACL of "+name, why))
	return s
}

// associated returns the table for traffic from an attachment; nil is none.
func (t *Topology) associated(a *network.TransitGatewayAttachment) flow.Alts[*flow.Table] {
	unknown := func(why flow.Causes) *flow.Table { return t.unknownTransitTable(a.TransitGateway, why) }
	unseen := t.unseen.of(&a.Entity, "AWS::EC2::TransitGatewayRouteTableAssociation")
	unseen = append(unseen, t.unseen.changedBy(changesTransit, a.Key, a.TransitGateway.Key)...)
	alts := orUnknown(flow.Alts[*flow.Table]{}, t.Why(unseen...), unknown)
	sure := false
	for _, link := range a.Associations {
		if link.RouteTable == nil {
			alts = orUnknown(alts, t.causes.because(CauseRoutes, link.Name(), link.RouteTableId.Cause), unknown)
			continue
		}
		sure = sure || link.Exists == truth.True
		alts = alts.Or(t.Existence(&link.Entity), t.transitTables[link.RouteTable])
	}
	g := a.TransitGateway
	switch {
	case sure:
		return alts
	case !g.Declared:
		return orUnknown(alts, t.Why(causeOf(&g.Entity, CauseRoutes)), unknown)
	}
	byDefault := g.DefaultRouteTableAssociation.Or(true).Is(true)
	if byDefault != truth.False {
		alts = alts.Or(nil, t.defaultTable(g))
	}
	if byDefault != truth.True {
		alts = alts.Or(t.causes.of(g.DefaultRouteTableAssociation.Cause), nil)
	}
	return alts
}

// defaultTable returns the table for traffic from attachments without an association.
func (t *Topology) defaultTable(g *network.TransitGateway) *flow.Table {
	id := g.AssociationDefaultRouteTableId
	if id.State == network.Absent {
		return t.transits[g].defaultTable
	}
	for _, n := range t.network.TransitRouteTables {
		if id.Is(n.Key) == truth.True {
			return t.transitTables[n]
		}
	}
	return t.unknownTransitTable(g, t.causes.because(CauseRoutes, g.Name(), id.Cause))
}

// unknownTransitTable returns a table of which no route is known.
func (t *Topology) unknownTransitTable(g *network.TransitGateway, why flow.Causes) *flow.Table {
	made := flow.NewTable(Unseen{Part: "routes of " + g.Name()}, nil)
	t.transits[g].unknown[made] = why
	return made
}

// fillUnknownTransits sets the routes of tables of which none is known, once the tables of all subnets are there. They lead to
// the on-premises networks that are connected, perhaps to anything else outside of the templates, and perhaps to VPCs of the
// templates from which requests to S3 can go on.
func (t *Topology) fillUnknownTransits() {
	for _, g := range t.network.TransitGateways {
		outside := Gateway{network.TargetTransitGateway, g.Key}
		var exits []flow.Target
		for _, a := range t.transits[g].attachments {
			if slices.ContainsFunc(t.services(), func(s3 *flow.Symbol) bool { return a.LeadsOn(s3.All()) }) {
				exits = append(exits, flow.Target{Kind: flow.ToAttachment, Ref: a.Ref, Attachment: a})
			}
		}
		for table, why := range t.transits[g].unknown {
			to := flow.Sure(flow.Target{Kind: flow.Elsewhere, Ref: outside, Causes: why})
			unseen := func(dest *flow.Symbol, to flow.Alts[flow.Target]) flow.Route {
				return flow.Route{
					Ref: outside, Dest: flow.OfSymbol(dest, 0, ipv6Bits), Exists: truth.Undecided, Causes: why, Rank: flow.StaticRoute, To: to,
				}
			}
			routes := []flow.Route{
				{Ref: outside, Dest: flow.OfSymbol(t.onPremises, 1, ipv6Bits), Exists: truth.True, Rank: flow.PropagatedRoute, To: to},
				unseen(t.notOnPremises, to),
			}
			for _, s3 := range t.services() {
				if len(exits) > 0 {
					routes = append(routes, unseen(s3, flow.OneOf(why, exits...)))
				}
			}
			table.SetRoutes(routes)
		}
	}
}

// transitRoutes returns the routes of a table of the templates.
func (t *Topology) transitRoutes(n *network.TransitGatewayRouteTable) []flow.Route {
	var routes []flow.Route
	for _, r := range n.Routes {
		to := flow.If(r.Blackhole.Or(false).Is(false), t.causes.because(CauseRoutes, r.Name(), r.Blackhole.Cause),
			t.attachmentTarget(r.AttachmentId, r.Attachment), flow.Target{Kind: flow.Nowhere, Ref: r})
		routes = append(routes, flow.Route{
			Ref: r, Dest: t.block(r.Destination, Ipv4), Exists: r.Exists, Rank: flow.StaticRoute, To: to,
			Causes: t.Existence(&r.Entity),
		})
	}
	for _, link := range n.Propagations {
		routes = append(routes, t.propagated(link.Attachment, link, link.Exists, t.Existence(&link.Entity))...)
	}
	routes = t.withOverlaps(routes)
	why := t.unseen.of(&n.Entity, "AWS::EC2::TransitGatewayRoute", "AWS::EC2::TransitGatewayRouteTablePropagation")
	if n.Resource == nil {
		why = append(why, causeOf(&n.Entity, CauseRoutes))
	}
	keys, gateway := []network.Key{n.Key}, Gateway{Kind: network.TargetTransitGateway}
	if g := n.TransitGateway; g != nil {
		keys, gateway.Id = append(keys, g.Key), g.Key
	}
	for _, cause := range append(why, t.unseen.changedBy(changesTransit, keys...)...) {
		routes = append(routes, flow.UnseenRoute(gateway, t.Why(cause)))
	}
	return routes
}

// defaultRoutes returns the routes of the table that AWS makes: to each attachment that propagates to it. Attachments
// outside the templates may do so too.
func (t *Topology) defaultRoutes(g *network.TransitGateway) []flow.Route {
	var routes []flow.Route
	is := g.DefaultRouteTablePropagation.Or(true).Is(true)
	if is == truth.False || g.PropagationDefaultRouteTableId.State != network.Absent { // to another table
		return nil
	}
	why := t.causes.of(g.DefaultRouteTablePropagation.Cause)
	for _, a := range g.Attachments {
		routes = append(routes, t.propagated(a, a, is.And(a.Exists), why.And(t.Existence(&a.Entity)))...)
	}
	routes = t.withOverlaps(routes)
	outside := Gateway{network.TargetTransitGateway, g.Key}
	causes := t.Why(template.Cause{Kind: CauseOutside, Subject: g.Name()})
	to := flow.Sure(flow.Target{Kind: flow.Elsewhere, Ref: outside, Causes: causes})
	return append(routes, t.announced(outside, to, is, why, causes)...)
}

// propagated returns the routes that an attachment adds to a table.
func (t *Topology) propagated(a *network.TransitGatewayAttachment, ref flow.Ref, exists truth.Value, why flow.Causes) []flow.Route {
	var routes []flow.Route
	if a != nil && a.Vpc != nil {
		to := flow.Sure(t.attachmentTarget(network.Fact[network.Key]{}, a))
		routes = toEach(t.vpcs[a.Vpc].blocks, flow.Route{
			Ref: ref, Exists: exists.And(a.Exists), Rank: flow.PropagatedRoute, To: to, Causes: why.And(t.Existence(&a.Entity)),
		})
		if !t.vpcs[a.Vpc].foreign {
			return routes
		}
	}
	// What another attachment announces: networks on premises, other VPCs, or the default route.
	target := t.elsewhere(attachmentGateway(network.Fact[network.Key]{}, a), nil)
	return append(routes, t.announced(ref, flow.Sure(target), exists, why, target.Causes)...)
}

// attachmentGateway returns an attachment as a gateway, by its ID if it is not a part of the network.
func attachmentGateway(id network.Fact[network.Key], a *network.TransitGatewayAttachment) Gateway {
	if a != nil {
		return Gateway{TargetAttachment, a.Key}
	}
	return Gateway{TargetAttachment, id.Value}
}

// attachmentTarget returns what a route of a transit gateway leads to.
func (t *Topology) attachmentTarget(id network.Fact[network.Key], a *network.TransitGatewayAttachment) flow.Target {
	if made := t.attachments[a]; made != nil {
		return flow.Target{Kind: flow.ToAttachment, Ref: a, Attachment: made}
	}
	target := t.elsewhere(attachmentGateway(id, a), id.Cause)
	if a != nil && (a.Kind == network.AttachmentVpc || isMade(&a.Entity)) {
		target.Kind = flow.Anywhere // to a VPC that may be one of the templates'
	}
	return target
}

// mayLeadBack reports whether an unknown transit gateway may lead from a VPC to another one of the templates.
func (t *Topology) mayLeadBack(v *vpc) bool {
	return slices.ContainsFunc(t.network.TransitAttachments, func(a *network.TransitGatewayAttachment) bool {
		return a.Kind == network.AttachmentVpc && (a.Vpc == nil || a.Vpc != v.of)
	})
}
