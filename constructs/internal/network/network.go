package network

import (
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
	Firewalls          []*Firewall
	Forwarders         []*Forwarder
	TransitGateways    []*TransitGateway
	TransitAttachments []*TransitGatewayAttachment
	TransitRouteTables []*TransitGatewayRouteTable
	HostedZones        []*HostedZone
	// Records are all records, also those of public zones, which are not in HostedZones.
	Records        []*Record
	Workloads      []*Workload
	VpnConnections []*VpnConnection
	// GatewayAssociations are those of gateways with the route tables for what enters by them.
	GatewayAssociations []*GatewayAssociation
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

	several   bool // whether the assembly has several stacks
	resources map[Key]*template.Resource
	s3Lists   []Key // of custom resources that look up the prefix list of S3
}

// Resource returns the resource that a template creates with a key, nil if there is none.
func (n *Network) Resource(key Key) *template.Resource {
	if r := n.resources[key]; r != nil && !r.Existing {
		return r
	}
	return nil
}

// Name returns the name of any resource of the templates by its key, or the key itself if they have none. In an assembly of
// several stacks, a resource without a construct path is named with its stack.
func (n *Network) Name(key Key) string {
	r := n.resources[key]
	if r == nil || n.several && r.Path == "" {
		return string(key)
	}
	return nameOf(r)
}
