package network

import (
	"cmp"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Network is what the templates say of networks. Every list of parts is sorted by key.
type Network struct {
	Vpcs               []*Vpc
	Subnets            []*Subnet
	RouteTables        []*RouteTable
	NatGateways        []*NatGateway
	SecurityGroups     []*SecurityGroup
	NetworkAcls        []*Acl
	PrefixLists        []*PrefixList
	Endpoints          []*Endpoint
	Peerings           []*Peering
	TransitGateways    []*TransitGateway
	TransitAttachments []*TransitGatewayAttachment
	TransitRouteTables []*TransitGatewayRouteTable
	HostedZones        []*HostedZone
	// BlockPublicAccess are the settings of the accounts and Regions, and BlockPublicAccessExclusions the exceptions.
	BlockPublicAccess           []*BlockPublicAccess
	BlockPublicAccessExclusions []*BlockPublicAccessExclusion
	BucketPolicies              []*BucketPolicy
	// Resources are all resources of the assembly whose condition is not known to fail, for rules on other types.
	Resources []*template.Resource
	// Gaps are the parts of the templates and the context that could not be read. What depends on them is unknown.
	Gaps []template.Gap
	// Unplaced are resources of which it is unknown to what they belong, but for routes; UnplacedRoutes are the routes. Any
	// table may have them.
	Unplaced       []*Unplaced
	UnplacedRoutes []*Route

	names names
}

// names are those of all resources of the templates.
type names map[Key]string

func (n names) of(key Key) string { return cmp.Or(n[key], string(key)) }

// Name returns the name of any resource of the templates by its key, or the key itself if they have none.
func (n *Network) Name(key Key) string { return n.names.of(key) }

// Vpc returns the VPC with a key, nil if there is none.
func (n *Network) Vpc(key Key) *Vpc {
	return find(n.Vpcs, key, func(v *Vpc) Key { return v.Key })
}

// Subnet returns the subnet with a key, nil if there is none.
func (n *Network) Subnet(key Key) *Subnet {
	return find(n.Subnets, key, func(s *Subnet) Key { return s.Key })
}

// RouteTable returns the route table with a key, nil if there is none.
func (n *Network) RouteTable(key Key) *RouteTable {
	return find(n.RouteTables, key, func(t *RouteTable) Key { return t.Key })
}

// NatGateway returns the NAT gateway with a key, nil if the templates have none.
func (n *Network) NatGateway(key Key) *NatGateway {
	return find(n.NatGateways, key, func(g *NatGateway) Key { return g.Key })
}

// SecurityGroup returns the security group with a key, nil if there is none.
func (n *Network) SecurityGroup(key Key) *SecurityGroup {
	return find(n.SecurityGroups, key, func(g *SecurityGroup) Key { return g.Key })
}

// PrefixList returns the prefix list with a key, nil if the templates have none.
func (n *Network) PrefixList(key Key) *PrefixList {
	return find(n.PrefixLists, key, func(l *PrefixList) Key { return l.Key })
}

// Peering returns the peering connection with a key, nil if the templates have none.
func (n *Network) Peering(key Key) *Peering {
	return find(n.Peerings, key, func(p *Peering) Key { return p.Key })
}

// TransitGateway returns the transit gateway with a key, nil if there is none.
func (n *Network) TransitGateway(key Key) *TransitGateway {
	return find(n.TransitGateways, key, func(g *TransitGateway) Key { return g.Key })
}
