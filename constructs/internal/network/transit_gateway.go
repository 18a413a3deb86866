package network

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// TransitGateway is a transit gateway. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
type TransitGateway struct {
	Entity
	// Declared is true if the gateway is in the templates. Of one that is not, only what they attach to it is known.
	Declared bool
	// DefaultRouteTableAssociation is true by default: an attachment without an association uses the default table.
	// DefaultRouteTablePropagation is true by default: the default table has a route to each attachment.
	DefaultRouteTableAssociation, DefaultRouteTablePropagation Fact[bool]
	// AssociationDefaultRouteTableId and PropagationDefaultRouteTableId are the default tables. Absent for the one that AWS
	// makes, which has no resource.
	AssociationDefaultRouteTableId, PropagationDefaultRouteTableId Fact[Key]
	// Attachments are those of VPCs and others in the templates, and VpnConnections the VPN connections, which are
	// attachments too.
	Attachments    []*TransitGatewayAttachment
	VpnConnections []*VpnConnection
	// RouteTables are those in the templates.
	RouteTables []*TransitGatewayRouteTable
}

// TransitGatewayAttachment is what a transit gateway is connected to.
type TransitGatewayAttachment struct {
	Entity
	// Kind is what is attached.
	Kind AttachmentKind
	// TransitGatewayId is the gateway; TransitGateway is nil if it is unknown.
	TransitGatewayId Fact[Key]
	TransitGateway   *TransitGateway
	// Transport is the attachment that a Connect attachment runs over, nil if it is unknown or for any other kind.
	Transport *TransitGatewayAttachment
	// VpcId is the VPC, if one is attached; Vpc is nil if it is absent or unknown.
	VpcId Fact[Key]
	Vpc   *Vpc
	// SubnetIds are the subnets that have its network interfaces, and Subnets the known ones among them. Resources in other
	// zones than theirs do not reach the gateway.
	SubnetIds Keys
	Subnets   []*Subnet
	// ApplianceMode is false by default: then traffic stays in its zone if the other side has a subnet there.
	ApplianceMode Fact[bool]
	// Associations are the tables for traffic that comes from the attachment: none or one.
	Associations []*TransitGatewayLink
	// Propagations are the tables that have a route to the attachment.
	Propagations []*TransitGatewayLink
}

// AttachmentKind is what is attached to a transit gateway. Its text is the word for messages.
type AttachmentKind string

// The kinds of attachments.
const (
	AttachmentUnknown AttachmentKind = "unknown attachment"
	AttachmentVpc     AttachmentKind = "VPC attachment"
	AttachmentPeering AttachmentKind = "peering attachment"
	AttachmentConnect AttachmentKind = "Connect attachment"
)

// TransitGatewayRouteTable is a route table of a transit gateway.
type TransitGatewayRouteTable struct {
	Entity
	// Complete is true if the table's routes are all in the templates.
	Complete bool
	// TransitGatewayId is the gateway; TransitGateway is nil if it is unknown.
	TransitGatewayId Fact[Key]
	TransitGateway   *TransitGateway
	// Routes are the static routes.
	Routes []*TransitGatewayRoute
	// Associations are the attachments whose traffic uses the table, Propagations those that it has a route to.
	Associations, Propagations []*TransitGatewayLink
}

// TransitGatewayRoute is a static route of a transit gateway's table.
type TransitGatewayRoute struct {
	Entity
	// Destination is the block.
	Destination Cidr
	// Blackhole is true if traffic is dropped. It is false by default.
	Blackhole Fact[bool]
	// AttachmentId is where traffic goes, absent for a blackhole; Attachment is nil if it is absent or unknown.
	AttachmentId Fact[Key]
	Attachment   *TransitGatewayAttachment
}

// TransitGatewayLink is an association of an attachment with a table, or a propagation from one to the other.
type TransitGatewayLink struct {
	Entity
	// AttachmentId and RouteTableId are its two ends; Attachment and RouteTable are nil if they are unknown.
	AttachmentId, RouteTableId Fact[Key]
	Attachment                 *TransitGatewayAttachment
	RouteTable                 *TransitGatewayRouteTable
}

func (b *builder) connectTransit(r *template.Resource) {
	g, p := b.transits[resourceKey(r)], b.properties(r)
	g.DefaultRouteTableAssociation = p.enabled("DefaultRouteTableAssociation")
	g.DefaultRouteTablePropagation = p.enabled("DefaultRouteTablePropagation")
	g.AssociationDefaultRouteTableId = p.key("AssociationDefaultRouteTableId")
	g.PropagationDefaultRouteTableId = p.key("PropagationDefaultRouteTableId")
}

func (b *builder) connectTransitAttachment(r *template.Resource) {
	a, p := b.transitAttachments[resourceKey(r)], b.properties(r)
	if a.Kind == AttachmentConnect {
		a.Transport = b.transitAttachment(p.key("TransportTransitGatewayAttachmentId"))
		return
	}
	a.TransitGatewayId = p.key("TransitGatewayId")
	if a.Kind != AttachmentVpc {
		return
	}
	b.attach(r)
	a.VpcId = p.key("VpcId")
	a.Vpc = b.vpc(a.VpcId)
	a.SubnetIds = changed(p.keys("SubnetIds"), p.keys("AddSubnetIds"), p.keys("RemoveSubnetIds"))
	a.Subnets = distinct(a.SubnetIds, b.subnet)
	a.ApplianceMode = p.in("Options").enabled("ApplianceModeSupport")
}

// changed returns a list to which others are added and from which some are removed.
func changed(list, added, removed Keys) Keys {
	if list.State == Unknown {
		return list
	}
	for _, change := range []Keys{added, removed} {
		if change.State == Unknown {
			return change
		}
	}
	if added.State == Known {
		list = Keys{State: Known, List: slices.Concat(list.List, added.List)}
	}
	list.List = slices.DeleteFunc(slices.Clone(list.List), func(key Fact[Key]) bool {
		return key.State == Known && slices.Contains(removed.List, key)
	})
	return list
}

func (b *builder) connectTransitTable(r *template.Resource) {
	t := b.transitTables[resourceKey(r)]
	t.TransitGatewayId = b.properties(r).key("TransitGatewayId")
	if t.TransitGateway = b.transit(t.TransitGatewayId); t.TransitGateway != nil {
		t.TransitGateway.RouteTables = append(t.TransitGateway.RouteTables, t)
	}
}

func (b *builder) addTransitRoute(r *template.Resource) {
	p := b.properties(r)
	id := p.key("TransitGatewayRouteTableId")
	b.placeBy(r, "TransitGatewayRouteTableId", id)
	t := b.transitTable(id)
	if t == nil {
		return
	}
	route := &TransitGatewayRoute{
		Entity:       entityOf(r),
		Destination:  p.cidr("DestinationCidrBlock"),
		Blackhole:    p.bool("Blackhole"),
		AttachmentId: p.key("TransitGatewayAttachmentId"),
	}
	route.Attachment = b.transitAttachment(route.AttachmentId)
	t.Routes = append(t.Routes, route)
}

// linkTransits lists the attachments of each gateway.
func (b *builder) linkTransits() {
	for _, a := range sorted(b.transitAttachments) {
		if a.Transport != nil {
			a.TransitGatewayId = a.Transport.TransitGatewayId
		}
		if a.TransitGateway = b.transit(a.TransitGatewayId); a.TransitGateway != nil {
			a.TransitGateway.Attachments = append(a.TransitGateway.Attachments, a)
		}
		if a.Resource != nil {
			b.placeBy(a.Resource, "TransitGatewayId", a.TransitGatewayId)
		}
	}
	for _, c := range sorted(b.vpns) {
		if g := b.transit(c.TransitGatewayId); g != nil {
			g.VpnConnections = append(g.VpnConnections, c)
		}
	}
}

// addTransitLink reads an association or a propagation.
func (b *builder) addTransitLink(r *template.Resource, ofTable func(*TransitGatewayRouteTable) *[]*TransitGatewayLink, ofAttachment func(*TransitGatewayAttachment) *[]*TransitGatewayLink) {
	p := b.properties(r)
	l := &TransitGatewayLink{
		Entity:       entityOf(r),
		AttachmentId: p.key("TransitGatewayAttachmentId"),
		RouteTableId: p.key("TransitGatewayRouteTableId"),
	}
	l.Attachment, l.RouteTable = b.transitAttachment(l.AttachmentId), b.transitTable(l.RouteTableId)
	if l.Attachment != nil {
		list := ofAttachment(l.Attachment)
		*list = append(*list, l)
	}
	b.placeBy(r, "TransitGatewayAttachmentId", l.AttachmentId)
	if l.RouteTable != nil {
		list := ofTable(l.RouteTable)
		*list = append(*list, l)
	}
	b.placeBy(r, "TransitGatewayRouteTableId", l.RouteTableId)
}
