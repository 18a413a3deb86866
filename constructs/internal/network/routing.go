package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// RouteTable is a route table.
type RouteTable struct {
	Entity
	// Complete tells whether the table's routes are all in the templates. It is true for the main table of a VPC that the
	// templates create, to which AWS gives the local route alone.
	Complete bool
	// Main tells whether it is the main table of its VPC, used by subnets without an association.
	Main bool
	// VpcId is the table's VPC; Vpc is nil if it is unknown.
	VpcId Fact[Key]
	Vpc   *Vpc
	// Routes are the table's routes, without the local ones and those that endpoints add.
	Routes []*Route
	// Propagations are the VPN gateways that add their routes.
	Propagations []Attachment
	// GatewayEndpoints are the gateway endpoints that add a route to their service.
	GatewayEndpoints []*Endpoint
	// Subnets are those that use the table.
	Subnets []*Subnet
}

// Route is one route of a table.
type Route struct {
	Entity
	// RouteTableId is the table.
	RouteTableId Fact[Key]
	// Destination and Ipv6Destination are the destination, unless it is a prefix list.
	Destination, Ipv6Destination Cidr
	// PrefixListId is the destination if it is a prefix list.
	PrefixListId Fact[Key]
	// Target is what kind of thing the route leads to, and TargetId which.
	Target   TargetKind
	TargetId Fact[Key]
}

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
	TargetInstance                  TargetKind = "instance"
	TargetNetworkInterface          TargetKind = "network interface"
	TargetCarrierGateway            TargetKind = "carrier gateway"
	TargetLocalGateway              TargetKind = "local gateway"
	TargetCoreNetwork               TargetKind = "core network"
	// TargetEgress is what a looked-up subnet of type Private has: a NAT or a transit gateway, the context does not say.
	TargetEgress TargetKind = "NAT or transit gateway"
)

// targetProperties are the properties of AWS::EC2::Route that name a target, but for GatewayId, which names several.
func targetProperties() []struct {
	property string
	kind     TargetKind
} {
	return []struct {
		property string
		kind     TargetKind
	}{
		{"NatGatewayId", TargetNatGateway},
		{"TransitGatewayId", TargetTransitGateway},
		{"VpcPeeringConnectionId", TargetPeering},
		{"EgressOnlyInternetGatewayId", TargetEgressOnlyInternetGateway},
		{"VpcEndpointId", TargetEndpoint},
		{"InstanceId", TargetInstance},
		{"NetworkInterfaceId", TargetNetworkInterface},
		{"CarrierGatewayId", TargetCarrierGateway},
		{"LocalGatewayId", TargetLocalGateway},
		{"CoreNetworkArn", TargetCoreNetwork},
	}
}

// PrefixList is a managed prefix list.
type PrefixList struct {
	Entity
	// Complete tells whether all entries are in the templates.
	Complete bool
	// Entries are the blocks in the list.
	Entries []Cidr
}

// Covers tells whether the route's destination has every address of a block. A prefix list that the templates do not
// show is undecided.
func (n *Network) Covers(r *Route, block Cidr) template.Truth {
	covers := r.Destination.Contains(block).Or(r.Ipv6Destination.Contains(block))
	switch r.PrefixListId.State {
	case Unknown:
		return covers.Or(template.Undecided)
	case Known:
		return covers.Or(n.ListContains(r.PrefixListId.Value, block))
	case Absent:
	}
	return covers
}

// ListContains tells whether an entry of a prefix list has every address of a block.
func (n *Network) ListContains(key Key, block Cidr) template.Truth {
	list := n.PrefixList(key)
	if list == nil || !list.Complete {
		return template.Undecided
	}
	contains := template.False
	for _, entry := range list.Entries {
		contains = contains.Or(entry.Contains(block))
	}
	return contains
}
