package network

import (
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Network is all that the templates say of networks. Every list is sorted by key.
type Network struct {
	Vpcs           []*Vpc
	Subnets        []*Subnet
	RouteTables    []*RouteTable
	NatGateways    []*NatGateway
	SecurityGroups []*SecurityGroup
	NetworkAcls    []*Acl
	PrefixLists    []*PrefixList
	Endpoints      []*Endpoint
	Peerings       []*Peering
	Buckets        []*Bucket
	BucketPolicies []*BucketPolicy
	// Resources are all resources of the assembly whose condition is not known to fail, for rules on other types.
	Resources []*template.Resource
	// Gaps are the parts of the templates and the context that could not be read. What depends on them is unknown.
	Gaps []template.Gap
	// UnplacedRoutes are routes of which the templates do not tell the table. Any table may have them.
	UnplacedRoutes []*Route

	names map[Key]string
}

// Name gives the name of any resource of the templates by its key, or the key itself if they have none.
func (n *Network) Name(key Key) string {
	if name, ok := n.names[key]; ok {
		return name
	}
	return string(key)
}

// Vpc is a VPC.
type Vpc struct {
	Entity
	// Declared tells whether the VPC is in the templates. Of one that is not, only what they refer to is known.
	Declared bool
	// LookedUp tells whether the VPC is filled in from the context.
	LookedUp bool
	// Cidrs are the IPv4 blocks, the primary one first; Ipv6Cidrs the IPv6 ones.
	Cidrs, Ipv6Cidrs []Cidr
	// EnableDnsSupport is true by default, EnableDnsHostnames false.
	EnableDnsSupport, EnableDnsHostnames Fact[bool]
	// InternetGateways, VpnGateways, TransitGateways and EgressOnlyInternetGateways are the gateways attached to the VPC.
	InternetGateways, VpnGateways, TransitGateways, EgressOnlyInternetGateways []Attachment
	// Peerings are the peering connections of which the VPC is one side.
	Peerings []*Peering
	// VpnCidrs are the on-premises blocks that static VPN connections to the VPC's VPN gateways name.
	VpnCidrs []Cidr
	// Subnets, RouteTables and Endpoints are those known to be in the VPC.
	Subnets     []*Subnet
	RouteTables []*RouteTable
	Endpoints   []*Endpoint
	// MainRouteTable is the table of subnets without an association; nil if every subnet has one. No template can show
	// it: it has the local route, and others only if something outside of the templates adds them.
	MainRouteTable *RouteTable
}

// Attachment is a gateway that is attached to a VPC.
type Attachment struct {
	// Entity is the attachment.
	Entity
	// GatewayId is the gateway.
	GatewayId Fact[Key]
}

// Subnet is a subnet.
type Subnet struct {
	Entity
	// Declared tells whether the subnet is in the templates or the context.
	Declared bool
	// VpcId is the subnet's VPC; Vpc is nil if it is unknown.
	VpcId Fact[Key]
	Vpc   *Vpc
	// Cidr and Ipv6Cidr are its blocks.
	Cidr, Ipv6Cidr Cidr
	// AvailabilityZone is the zone. In a stack without a Region it is a token: Equal tells zones apart all the same.
	AvailabilityZone template.Value
	// MapPublicIpOnLaunch is false by default.
	MapPublicIpOnLaunch Fact[bool]
	// ContextType is "Public", "Private" or "Isolated" for a subnet that was looked up, else empty.
	ContextType string
	// RouteTable is the table that the subnet is associated with, or the VPC's main table if there is no association. It
	// is nil if the templates do not tell.
	RouteTable *RouteTable
	// NetworkAcl is the ACL that the subnet is associated with, or else the VPC's default one if the templates add entries
	// to it; nil for a default one without, which lets everything pass.
	NetworkAcl *Acl
	// AclExists is undecided if a condition decides whether NetworkAcl is the subnet's.
	AclExists template.Truth
}

// NatGateway is a NAT gateway.
type NatGateway struct {
	Entity
	// SubnetId is the subnet it is in; Subnet is nil if it is absent or unknown.
	SubnetId Fact[Key]
	Subnet   *Subnet
	// ConnectivityType is "public" by default, or "private".
	ConnectivityType Fact[string]
}

// Peering is a VPC peering connection.
type Peering struct {
	Entity
	// VpcId and PeerVpcId are its two sides; Vpc and PeerVpc are nil if they are unknown.
	VpcId, PeerVpcId Fact[Key]
	Vpc, PeerVpc     *Vpc
}

// Other gives the VPC on the other side, nil if it is unknown or the VPC is on neither.
func (p *Peering) Other(vpc *Vpc) *Vpc {
	switch vpc {
	case p.Vpc:
		return p.PeerVpc
	case p.PeerVpc:
		return p.Vpc
	}
	return nil
}

// Bucket is a bucket.
type Bucket struct {
	Entity
	// BucketName is absent if CloudFormation makes a name.
	BucketName Fact[string]
}

// BucketPolicy is the policy of a bucket.
type BucketPolicy struct {
	Entity
	// BucketId is the bucket.
	BucketId Fact[Key]
	// PolicyDocument is the policy.
	PolicyDocument template.Value
}

// Vpc gives the VPC with a key, nil if there is none.
func (n *Network) Vpc(key Key) *Vpc {
	return find(n.Vpcs, key, func(v *Vpc) Key { return v.Key })
}

// Subnet gives the subnet with a key, nil if there is none.
func (n *Network) Subnet(key Key) *Subnet {
	return find(n.Subnets, key, func(s *Subnet) Key { return s.Key })
}

// RouteTable gives the route table with a key, nil if there is none.
func (n *Network) RouteTable(key Key) *RouteTable {
	return find(n.RouteTables, key, func(t *RouteTable) Key { return t.Key })
}

// NatGateway gives the NAT gateway with a key, nil if the templates have none.
func (n *Network) NatGateway(key Key) *NatGateway {
	return find(n.NatGateways, key, func(g *NatGateway) Key { return g.Key })
}

// SecurityGroup gives the security group with a key, nil if there is none.
func (n *Network) SecurityGroup(key Key) *SecurityGroup {
	return find(n.SecurityGroups, key, func(g *SecurityGroup) Key { return g.Key })
}

// PrefixList gives the prefix list with a key, nil if the templates have none.
func (n *Network) PrefixList(key Key) *PrefixList {
	return find(n.PrefixLists, key, func(l *PrefixList) Key { return l.Key })
}

// Peering gives the peering connection with a key, nil if the templates have none.
func (n *Network) Peering(key Key) *Peering {
	return find(n.Peerings, key, func(p *Peering) Key { return p.Key })
}
