package network

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// RouteTable is a route table.
type RouteTable struct {
	Entity
	// Main is true for the main table of its VPC, used by subnets without an association.
	Main bool
	// RegionalNat is the NAT gateway whose table AWS makes, with a route to the VPC's internet gateway; nil for any other table.
	RegionalNat *NatGateway
	// VpcId is the table's VPC; Vpc is nil if it is unknown.
	VpcId Fact[Key]
	Vpc   *Vpc
	// Routes are the table's static routes and those to prefix lists, without the local ones and those that endpoints add.
	Routes []*Route
	// Propagations are the VPN gateways that add their routes, and Propagated the routes of static VPN connections among
	// them.
	Propagations []Attachment
	Propagated   []*Route
	// RouteServers are the route servers that add routes which no template shows.
	RouteServers []Attachment
	// GatewayEndpoints are the gateway endpoints that add a route to their service.
	GatewayEndpoints []*Endpoint
	// Subnets are those that use the table.
	Subnets []*Subnet
}

// Route is one route of a table.
type Route struct {
	Entity
	RouteTableId Fact[Key]
	// Destination and Ipv6Destination are the destination, unless it is a prefix list.
	Destination, Ipv6Destination Cidr
	// PrefixListId is the destination if it is a prefix list.
	PrefixListId Fact[Key]
	Origin       RouteOrigin
	// Target is what kind of thing the route leads to, and TargetId which.
	Target   TargetKind
	TargetId Fact[Key]
}

// RouteOrigin is where a route comes from. Of routes to blocks of equal length AWS prefers a static one to one of a prefix
// list, and that to a propagated one.
// https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
type RouteOrigin uint8

const (
	// RouteStatic is a route to a block.
	RouteStatic RouteOrigin = iota
	// RoutePrefixList is a route to the entries of a prefix list.
	RoutePrefixList
	// RoutePropagated is a route that a gateway adds.
	RoutePropagated
)

// TargetKind is what a route leads to. Its text is the word for messages.
type TargetKind string

// The kinds of targets that a route can have.
const (
	TargetUnknown                   TargetKind = "unknown target"
	TargetLocal                     TargetKind = "local"
	TargetInternetGateway           TargetKind = "internet gateway"
	TargetNatGateway                TargetKind = "NAT gateway"
	TargetTransitGateway            TargetKind = "transit gateway"
	TargetVpnGateway                TargetKind = "VPN gateway"
	TargetPeering                   TargetKind = "peering connection"
	TargetEgressOnlyInternetGateway TargetKind = "egress-only internet gateway"
	TargetEndpoint                  TargetKind = "VPC endpoint"
	TargetFirewall                  TargetKind = "firewall"
	TargetLoadBalancerEndpoint      TargetKind = "Gateway Load Balancer endpoint"
	TargetInstance                  TargetKind = "instance"
	TargetNetworkInterface          TargetKind = "network interface"
	TargetCarrierGateway            TargetKind = "carrier gateway"
	TargetLocalGateway              TargetKind = "local gateway"
	TargetCoreNetwork               TargetKind = "core network"
	TargetOdbNetwork                TargetKind = "ODB network"
	// TargetEgress is the target of a looked-up subnet of type Private: a NAT or a transit gateway, the context does not say
	// which.
	TargetEgress TargetKind = "NAT or transit gateway"
)

// targetProperty is a property of AWS::EC2::Route that names a target.
type targetProperty struct {
	name string
	kind TargetKind
}

// targetProperties are those that name one kind of target. GatewayId names several.
func targetProperties() []targetProperty {
	return []targetProperty{
		{"NatGatewayId", TargetNatGateway},
		{"TransitGatewayId", TargetTransitGateway},
		{"VpcPeeringConnectionId", TargetPeering},
		{"EgressOnlyInternetGatewayId", TargetEgressOnlyInternetGateway},
		{"VpcEndpointId", TargetLoadBalancerEndpoint}, // as those of firewalls are
		{"InstanceId", TargetInstance},
		{"NetworkInterfaceId", TargetNetworkInterface},
		{"CarrierGatewayId", TargetCarrierGateway},
		{"LocalGatewayId", TargetLocalGateway},
		{"CoreNetworkArn", TargetCoreNetwork},
		{"OdbNetworkArn", TargetOdbNetwork},
	}
}

func (b *builder) connectTable(p properties) {
	t := b.tables[resourceKey(p.r)]
	t.VpcId = p.key("VpcId")
	t.Vpc = b.vpc(t.VpcId)
	// Only a file of an account says which table is the main one.
	if t.Vpc != nil && p.bool("Main").Is(true) == template.True {
		t.Main, t.Vpc.MainRouteTable = true, t
	}
}

// mainTable returns a VPC's main route table, which has no resource in a template.
func (b *builder) mainTable(v *Vpc) *RouteTable {
	if v.MainRouteTable == nil {
		e := b.external(v.Key + ".main")
		e.name, e.Declared, e.Cause = "the main route table of "+v.Name(), v.Declared, v.Cause
		t := b.tables.add(e)
		t.Main, t.VpcId, t.Vpc = true, known(v.Key), v
		v.MainRouteTable = t
	}
	return v.MainRouteTable
}

func (b *builder) addRoute(p properties) {
	route := &Route{
		Entity:          entityOf(p.r),
		RouteTableId:    p.key("RouteTableId"),
		Destination:     p.ipv4Cidr("DestinationCidrBlock"),
		Ipv6Destination: p.ipv6Cidr("DestinationIpv6CidrBlock"),
		PrefixListId:    p.key("DestinationPrefixListId"),
		Target:          TargetUnknown,
	}
	if route.PrefixListId.State != Absent {
		route.Origin = RoutePrefixList
	}
	route.Target, route.TargetId = b.routeTarget(p)
	if f := b.firewallOf(route.TargetId); f != nil && route.Target == TargetLoadBalancerEndpoint {
		route.Target, route.TargetId.Value = TargetFirewall, f.Key
	}
	if route.RouteTableId.State == Absent || route.RouteTableId.isOpen() {
		b.UnplacedRoutes = append(b.UnplacedRoutes, route)
	}
	if t := b.table(route.RouteTableId); t != nil {
		route.Entity = route.with(&t.Entity)
		t.Routes = append(t.Routes, route)
	}
}

// routeTarget returns the target of a route, which has one. If several are unknown, such as those that a condition chooses from,
// so is its kind.
func (b *builder) routeTarget(p properties) (kind TargetKind, id Fact[Key]) {
	kind = TargetUnknown
	if gateway := p.key("GatewayId"); gateway.State != Absent {
		kind, id = b.gatewayKind(gateway), gateway
	}
	for _, target := range targetProperties() {
		switch found := p.key(target.name); {
		case found.State == Absent, found.State == Unknown && id.State == Known:
		case found.State == Unknown && id.State == Unknown:
			kind = TargetUnknown
		default:
			kind, id = target.kind, found
		}
	}
	return kind, id
}

// gatewayKind returns what GatewayId names: by the resource, or by the form of a literal id.
func (b *builder) gatewayKind(id Fact[Key]) TargetKind {
	if kind, ok := b.gatewayKinds[id.Value]; ok {
		return kind
	}
	switch {
	case id.Value == "local":
		return TargetLocal
	case strings.HasPrefix(string(id.Value), "igw-"):
		return TargetInternetGateway
	case strings.HasPrefix(string(id.Value), "vgw-"):
		return TargetVpnGateway
	case strings.HasPrefix(string(id.Value), "vpce-"):
		return TargetEndpoint
	}
	return TargetUnknown
}

// propagate reads the resources by which a gateway or a route server adds its routes to tables.
func (b *builder) propagate(p properties) {
	if p.r.Type == typeRouteServerPropagation {
		if t := place(p, &b.tables, "RouteTableId"); t != nil {
			t.RouteServers = append(t.RouteServers, Attachment{Entity: entityOf(p.r), GatewayId: p.key("RouteServerId")})
		}
		return
	}
	gateway, tables := p.key("VpnGatewayId"), p.keys("RouteTableIds")
	if tables.State == Unknown {
		b.placeBy(p.r, "RouteTableIds", Fact[Key]{State: Unknown, Cause: tables.Cause})
	}
	for _, key := range tables.List {
		b.placeBy(p.r, "RouteTableIds", key)
		if t := b.table(key); t != nil {
			t.Propagations = append(t.Propagations, Attachment{Entity: entityOf(p.r), GatewayId: gateway})
		}
	}
}
