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

	names   map[Key]string // of all resources of the templates
	s3Lists []Key          // of custom resources that look up the prefix list of S3
}

// Name returns the name of any resource of the templates by its key, or the key itself if they have none.
func (n *Network) Name(key Key) string { return cmp.Or(n.names[key], string(key)) }
