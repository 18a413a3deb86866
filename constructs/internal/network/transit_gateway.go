package network

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// TransitGateway is a transit gateway. https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
type TransitGateway struct {
	Entity
	// DefaultRouteTableAssociation is true by default: an attachment without an association uses the default table.
	// DefaultRouteTablePropagation is true by default: the default table has a route to each attachment.
	DefaultRouteTableAssociation, DefaultRouteTablePropagation Fact[bool]
	// AssociationDefaultRouteTableId and PropagationDefaultRouteTableId are the default tables. Absent for the one that AWS
	// makes, which has no resource.
	AssociationDefaultRouteTableId, PropagationDefaultRouteTableId Fact[Key]
	// Attachments are those in the templates, but for VPN connections.
	Attachments []*TransitGatewayAttachment
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
	// Vpc is the VPC that is attached, nil if it is unknown or for any other kind.
	Vpc *Vpc
	// SubnetIds are the subnets that have its network interfaces, and Subnets the known ones among them. Resources in other
	// zones than theirs do not reach the gateway.
	SubnetIds Keys
	Subnets   []*Subnet
	// ApplianceMode is false by default: then traffic stays in its zone if the other side has a subnet there.
	ApplianceMode Fact[bool]
	// Ipv6Support is false by default: then no IPv6 traffic passes the attachment.
	Ipv6Support Fact[bool]
	// Associations are the tables for traffic that comes from the attachment: none or one.
	Associations []*TransitGatewayLink
}

// AttachmentKind is what is attached to a transit gateway, empty if it is unknown.
type AttachmentKind string

// The kinds of attachments.
const (
	AttachmentVpc     AttachmentKind = "VPC"
	AttachmentPeering AttachmentKind = "peering"
	AttachmentConnect AttachmentKind = "Connect"
)

// TransitGatewayRouteTable is a route table of a transit gateway.
type TransitGatewayRouteTable struct {
	Entity
	// TransitGateway is the gateway, nil if it is unknown.
	TransitGateway *TransitGateway
	// Routes are the static routes.
	Routes []*TransitGatewayRoute
	// Propagations are the attachments that the table has a route to.
	Propagations []*TransitGatewayLink
}

// TransitGatewayRoute is a static route of a transit gateway's table.
type TransitGatewayRoute struct {
	Entity
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

func (b *builder) connectTransit(p properties) {
	g := b.transits[resourceKey(p.r)]
	g.DefaultRouteTableAssociation = p.enabled("DefaultRouteTableAssociation")
	g.DefaultRouteTablePropagation = p.enabled("DefaultRouteTablePropagation")
	g.AssociationDefaultRouteTableId = p.key("AssociationDefaultRouteTableId")
	g.PropagationDefaultRouteTableId = p.key("PropagationDefaultRouteTableId")
}

func (b *builder) connectTransitAttachment(p properties) {
	a := b.transitAttachments[resourceKey(p.r)]
	if a.Kind == AttachmentConnect {
		a.Transport = b.transitAttachment(p.key("TransportTransitGatewayAttachmentId"))
		return
	}
	a.TransitGatewayId = p.key("TransitGatewayId")
	if a.Kind != AttachmentVpc {
		return
	}
	b.attach(p)
	a.Vpc = b.vpc(p.key("VpcId"))
	a.SubnetIds = changed(p.keys("SubnetIds"), p.keys("AddSubnetIds"), p.keys("RemoveSubnetIds"))
	a.Subnets = distinct(a.SubnetIds, b.subnet)
	a.ApplianceMode, a.Ipv6Support = p.in("Options").enabled("ApplianceModeSupport"), p.in("Options").enabled("Ipv6Support")
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

func (b *builder) connectTransitTable(p properties) {
	b.transitTables[resourceKey(p.r)].TransitGateway = b.transit(p.key("TransitGatewayId"))
}

func (b *builder) addTransitRoute(p properties) {
	t := place(p, &b.transitTables, "TransitGatewayRouteTableId")
	if t == nil {
		return
	}
	route := &TransitGatewayRoute{
		Entity:       entityOf(p.r),
		Destination:  p.cidr("DestinationCidrBlock"),
		Blackhole:    p.bool("Blackhole"),
		AttachmentId: p.key("TransitGatewayAttachmentId"),
	}
	route.Attachment = b.transitAttachment(route.AttachmentId)
	t.Routes = append(t.Routes, route)
}

// linkTransits lists the attachments of each gateway.
func (b *builder) linkTransits() {
	for _, a := range b.transitAttachments.sorted() {
		if a.Vpc != nil && !a.Vpc.Open && a.Exists == template.True {
			for _, s := range a.Subnets { // which are in the VPC, or the deploy fails
				if s.Vpc == nil {
					s.VpcId, s.Vpc = known(a.Vpc.Key), a.Vpc
				}
			}
		}
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
}

// transitLink reads an association or a propagation.
func (b *builder) transitLink(p properties) *TransitGatewayLink {
	l := &TransitGatewayLink{
		Entity:       entityOf(p.r),
		AttachmentId: p.placeKey("TransitGatewayAttachmentId"),
		RouteTableId: p.placeKey("TransitGatewayRouteTableId"),
	}
	l.Attachment, l.RouteTable = b.transitAttachment(l.AttachmentId), b.transitTable(l.RouteTableId)
	return l
}

func (b *builder) associateTransitTable(p properties) {
	if l := b.transitLink(p); l.Attachment != nil {
		l.Attachment.Associations = append(l.Attachment.Associations, l)
	}
}

func (b *builder) propagateTransit(p properties) {
	if l := b.transitLink(p); l.RouteTable != nil {
		l.RouteTable.Propagations = append(l.RouteTable.Propagations, l)
	}
}
