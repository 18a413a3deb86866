package network

import (
	"cmp"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// New builds the model of all networks in an assembly. The context fills in VPCs that were looked up; it may be nil.
func New(assembly *template.Assembly, context *Context) *Network {
	b := newBuilder()
	b.gaps = slices.Clone(assembly.Gaps)
	for _, stack := range assembly.Stacks {
		for _, r := range stack.Resources {
			if r.Exists() != template.False {
				b.resources = append(b.resources, r)
			}
		}
	}
	for _, r := range b.resources {
		b.create(r, len(assembly.Stacks) > 1)
	}
	for _, r := range b.resources {
		if connect := resourceTypeNamed(r.Type).connect; connect != nil {
			connect(b, r)
		}
	}
	b.linkVpns()
	b.linkTransits()
	b.fillIn(context)
	b.linkSubnets()
	for _, r := range b.routeResources { // a gateway may be known by its attachment
		b.addRoute(r)
	}
	b.linkEndpoints()
	b.linkZones()
	b.sortEntries()
	return b.network()
}

// builder collects the parts of a network by key, so that each reference finds its part.
type builder struct {
	resources          []*template.Resource
	vpcs               map[Key]*Vpc
	subnets            map[Key]*Subnet
	tables             map[Key]*RouteTable
	nats               map[Key]*NatGateway
	groups             map[Key]*SecurityGroup
	acls               map[Key]*Acl
	lists              map[Key]*PrefixList
	endpoints          map[Key]*Endpoint
	peerings           map[Key]*Peering
	vpns               map[Key]*VpnConnection
	transits           map[Key]*TransitGateway
	transitAttachments map[Key]*TransitGatewayAttachment
	transitTables      map[Key]*TransitGatewayRouteTable
	dhcps              map[Key]*DhcpOptions
	zones              map[Key]*HostedZone
	namedRecords       []namedRecords
	resolverRules      map[Key]*ResolverRule
	publicAccess       []*BlockPublicAccess
	exclusions         []*BlockPublicAccessExclusion
	policies           []*BucketPolicy
	routeResources     []*template.Resource
	unplacedRoutes     []*Route
	unplacedParts      []*Unplaced
	gaps               []template.Gap
	gatewayKinds       map[Key]TargetKind // of gateways that GatewayId can name
	tokens             map[Key]template.Token
	names              names
	types              map[Key]string // of all resources
	associations       map[Key]association
	// openAssociations is true if a subnet without an association may have one after all.
	openAssociations bool
	// openAclAssociations is the same for ACLs.
	openAclAssociations bool
}

func newBuilder() *builder {
	return &builder{
		vpcs:               map[Key]*Vpc{},
		subnets:            map[Key]*Subnet{},
		tables:             map[Key]*RouteTable{},
		nats:               map[Key]*NatGateway{},
		groups:             map[Key]*SecurityGroup{},
		acls:               map[Key]*Acl{},
		lists:              map[Key]*PrefixList{},
		endpoints:          map[Key]*Endpoint{},
		peerings:           map[Key]*Peering{},
		vpns:               map[Key]*VpnConnection{},
		transits:           map[Key]*TransitGateway{},
		transitAttachments: map[Key]*TransitGatewayAttachment{},
		transitTables:      map[Key]*TransitGatewayRouteTable{},
		dhcps:              map[Key]*DhcpOptions{},
		zones:              map[Key]*HostedZone{},
		resolverRules:      map[Key]*ResolverRule{},
		gatewayKinds:       map[Key]TargetKind{},
		tokens:             map[Key]template.Token{},
		names:              map[Key]string{},
		types:              map[Key]string{},
		associations:       map[Key]association{},
	}
}

// create makes the parts that others refer to. In an assembly of several stacks, a resource without a construct path is
// named with its stack.
func (b *builder) create(r *template.Resource, several bool) {
	e := entityOf(r)
	if several && r.Path == "" {
		e.name = string(e.Key)
	}
	b.names[e.Key], b.types[e.Key] = e.name, r.Type
	if create := resourceTypeNamed(r.Type).create; create != nil {
		create(b, e)
	}
}

// The following return the part that a reference names, and make one that is not declared if no template has it. They
// return nil for a reference that is absent or unknown.

func (b *builder) vpc(key Fact[Key]) *Vpc {
	return reach(b, b.vpcs, key, func(e Entity) *Vpc { return &Vpc{Entity: e} })
}

func (b *builder) subnet(key Fact[Key]) *Subnet {
	return reach(b, b.subnets, key, func(e Entity) *Subnet { return &Subnet{Entity: e} })
}

func (b *builder) table(key Fact[Key]) *RouteTable {
	return reach(b, b.tables, key, func(e Entity) *RouteTable { return &RouteTable{Entity: e} })
}

func (b *builder) group(key Fact[Key]) *SecurityGroup {
	return reach(b, b.groups, key, func(e Entity) *SecurityGroup { return &SecurityGroup{Entity: e} })
}

func (b *builder) acl(key Fact[Key]) *Acl {
	return reach(b, b.acls, key, func(e Entity) *Acl { return &Acl{Entity: e} })
}

func (b *builder) vpn(key Fact[Key]) *VpnConnection {
	return reach(b, b.vpns, key, func(e Entity) *VpnConnection { return &VpnConnection{Entity: e} })
}

func (b *builder) transit(key Fact[Key]) *TransitGateway {
	return reach(b, b.transits, key, func(e Entity) *TransitGateway { return &TransitGateway{Entity: e} })
}

func (b *builder) transitAttachment(key Fact[Key]) *TransitGatewayAttachment {
	return reach(b, b.transitAttachments, key, func(e Entity) *TransitGatewayAttachment { return &TransitGatewayAttachment{Entity: e} })
}

func (b *builder) transitTable(key Fact[Key]) *TransitGatewayRouteTable {
	return reach(b, b.transitTables, key, func(e Entity) *TransitGatewayRouteTable { return &TransitGatewayRouteTable{Entity: e} })
}

func (b *builder) dhcp(key Fact[Key]) *DhcpOptions {
	return reach(b, b.dhcps, key, func(e Entity) *DhcpOptions { return &DhcpOptions{Entity: e} })
}

func (b *builder) zone(key Fact[Key]) *HostedZone {
	return reach(b, b.zones, key, func(e Entity) *HostedZone { return &HostedZone{Entity: e} })
}

func (b *builder) resolverRule(key Fact[Key]) *ResolverRule {
	return reach(b, b.resolverRules, key, func(e Entity) *ResolverRule { return &ResolverRule{Entity: e} })
}

func reach[T any](b *builder, parts map[Key]*T, key Fact[Key], create func(Entity) *T) *T {
	if key.State != Known {
		return nil
	}
	part, ok := parts[key.Value]
	if !ok {
		part = create(b.external(key.Value))
		parts[key.Value] = part
	}
	return part
}

// network sorts what was collected, and lists the parts of each VPC.
func (b *builder) network() *Network {
	n := &Network{
		Vpcs:                        sorted(b.vpcs),
		Subnets:                     sorted(b.subnets),
		RouteTables:                 sorted(b.tables),
		NatGateways:                 sorted(b.nats),
		SecurityGroups:              sorted(b.groups),
		NetworkAcls:                 sorted(b.acls),
		PrefixLists:                 sorted(b.lists),
		Endpoints:                   sorted(b.endpoints),
		Peerings:                    sorted(b.peerings),
		TransitGateways:             sorted(b.transits),
		TransitAttachments:          sorted(b.transitAttachments),
		TransitRouteTables:          sorted(b.transitTables),
		HostedZones:                 sorted(b.zones),
		BlockPublicAccess:           b.publicAccess,
		BlockPublicAccessExclusions: b.exclusions,
		BucketPolicies:              b.policies,
		Resources:                   b.resources,
		Gaps:                        b.gaps,
		Unplaced:                    b.unplacedParts,
		UnplacedRoutes:              b.unplacedRoutes,
		names:                       b.names,
	}
	for _, s := range n.Subnets {
		if s.Vpc != nil {
			s.Vpc.Subnets = append(s.Vpc.Subnets, s)
		}
		if s.RouteTable != nil {
			s.RouteTable.Subnets = append(s.RouteTable.Subnets, s)
		}
	}
	for _, t := range n.RouteTables {
		if t.Vpc != nil {
			t.Vpc.RouteTables = append(t.Vpc.RouteTables, t)
		}
	}
	for _, g := range n.NatGateways {
		if g.Vpc != nil {
			g.Vpc.NatGateways = append(g.Vpc.NatGateways, g)
		}
	}
	for _, e := range n.Endpoints {
		if e.Vpc != nil {
			e.Vpc.Endpoints = append(e.Vpc.Endpoints, e)
		}
		for _, t := range e.RouteTables {
			t.GatewayEndpoints = append(t.GatewayEndpoints, e)
		}
	}
	for _, p := range n.Peerings {
		for _, vpc := range []*Vpc{p.Vpc, p.PeerVpc} {
			if vpc != nil {
				vpc.Peerings = append(vpc.Peerings, p)
			}
		}
	}
	return n
}

func sorted[T any](parts map[Key]*T) []*T {
	keys := make([]Key, 0, len(parts))
	for key := range parts {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	list := make([]*T, 0, len(parts))
	for _, key := range keys {
		list = append(list, parts[key])
	}
	return list
}

// find looks for a key in a sorted list.
func find[T any](list []*T, key Key, keyOf func(*T) Key) *T {
	i, found := slices.BinarySearchFunc(list, key, func(part *T, key Key) int { return cmp.Compare(keyOf(part), key) })
	if !found {
		return nil
	}
	return list[i]
}
