package network

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// New builds the model of all networks in an assembly. The context fills in VPCs that were looked up; it may be nil.
func New(assembly *template.Assembly, context *Context) *Network {
	b := newBuilder()
	for _, stack := range assembly.Stacks {
		if stack.Partial() {
			b.openAssociations, b.openAclAssociations = true, true
		}
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
		b.connect(r)
	}
	b.addVpnRoutes()
	b.fillIn(context)
	b.linkSubnets()
	b.linkEndpoints()
	b.sortEntries()
	n := b.network()
	n.Gaps = assembly.Gaps
	if context != nil {
		n.Gaps = slices.Concat(n.Gaps, context.Gaps)
	}
	return n
}

// builder collects the parts of a network by key, so that each reference finds its part.
type builder struct {
	resources      []*template.Resource
	vpcs           map[Key]*Vpc
	subnets        map[Key]*Subnet
	tables         map[Key]*RouteTable
	nats           map[Key]*NatGateway
	groups         map[Key]*SecurityGroup
	acls           map[Key]*Acl
	lists          map[Key]*PrefixList
	endpoints      map[Key]*Endpoint
	peerings       map[Key]*Peering
	buckets        []*Bucket
	policies       []*BucketPolicy
	routes         []*Route
	unplacedRoutes []*Route
	gatewayKinds   map[Key]TargetKind // of gateways that GatewayId can name
	gatewayVpcs    map[Key]*Vpc       // of VPN gateways, by attachment
	names          map[Key]string     // of all resources
	associations   map[Key]association
	// openAssociations tells that a subnet without an association may have one after all.
	openAssociations bool
	// openAclAssociations tells the same of ACLs.
	openAclAssociations bool
}

// association is what a template says of a subnet's route table and ACL.
type association struct {
	hasTable  bool
	table     *RouteTable // nil if the templates do not tell
	acl       *Acl
	aclExists template.Truth
}

func newBuilder() *builder {
	return &builder{
		vpcs:         map[Key]*Vpc{},
		subnets:      map[Key]*Subnet{},
		tables:       map[Key]*RouteTable{},
		nats:         map[Key]*NatGateway{},
		groups:       map[Key]*SecurityGroup{},
		acls:         map[Key]*Acl{},
		lists:        map[Key]*PrefixList{},
		endpoints:    map[Key]*Endpoint{},
		peerings:     map[Key]*Peering{},
		gatewayKinds: map[Key]TargetKind{},
		gatewayVpcs:  map[Key]*Vpc{},
		names:        map[Key]string{},
		associations: map[Key]association{},
	}
}

// create makes the parts that others refer to. In an assembly of several stacks, a resource without a construct path is
// named with its stack.
func (b *builder) create(r *template.Resource, several bool) {
	e := entityOf(r)
	if several && r.Path == "" {
		e.name = string(e.Key)
	}
	b.names[e.Key] = e.name
	switch r.Type {
	case "AWS::EC2::VPC":
		b.vpcs[e.Key] = &Vpc{Entity: e, Declared: true}
	case "AWS::EC2::Subnet":
		b.subnets[e.Key] = &Subnet{Entity: e, Declared: true}
	case "AWS::EC2::RouteTable":
		b.tables[e.Key] = &RouteTable{Entity: e, Complete: !r.Stack.Partial()}
	case "AWS::EC2::NatGateway":
		b.nats[e.Key] = &NatGateway{Entity: e}
	case "AWS::EC2::SecurityGroup":
		b.groups[e.Key] = &SecurityGroup{Entity: e, Complete: !r.Stack.Partial()}
	case "AWS::EC2::NetworkAcl":
		b.acls[e.Key] = &Acl{Entity: e, Complete: !r.Stack.Partial()}
	case "AWS::EC2::PrefixList":
		b.lists[e.Key] = &PrefixList{Entity: e}
	case "AWS::EC2::VPCEndpoint":
		b.endpoints[e.Key] = &Endpoint{Entity: e}
	case "AWS::EC2::VPCPeeringConnection":
		b.peerings[e.Key] = &Peering{Entity: e}
	case "AWS::EC2::Route":
		b.routes = append(b.routes, &Route{Entity: e})
	case "AWS::S3::Bucket":
		b.buckets = append(b.buckets, &Bucket{Entity: e, BucketName: textFact(r.Property("BucketName"))})
	case "AWS::S3::BucketPolicy":
		b.policies = append(b.policies, &BucketPolicy{
			Entity:         e,
			BucketId:       keyFact(r.Property("Bucket")),
			PolicyDocument: r.Property("PolicyDocument"),
		})
	case "AWS::EC2::InternetGateway":
		b.gatewayKinds[e.Key] = TargetInternetGateway
	case "AWS::EC2::VPNGateway":
		b.gatewayKinds[e.Key] = TargetVpnGateway
	}
}

// connect reads the properties of what was created, and the resources that only tie others together.
func (b *builder) connect(r *template.Resource) {
	key := resourceKey(r)
	switch r.Type {
	case "AWS::EC2::VPC":
		b.connectVpc(b.vpcs[key], r)
	case "AWS::EC2::VPCCidrBlock":
		b.addCidrs(r)
	case "AWS::EC2::Subnet":
		b.connectSubnet(b.subnets[key], r)
	case "AWS::EC2::RouteTable":
		t := b.tables[key]
		t.VpcId = keyFact(r.Property("VpcId"))
		t.Vpc = b.vpc(t.VpcId)
	case "AWS::EC2::NatGateway":
		g := b.nats[key]
		g.SubnetId = keyFact(r.Property("SubnetId"))
		g.Subnet = b.subnet(g.SubnetId)
		g.ConnectivityType = textFact(r.Property("ConnectivityType"))
	case "AWS::EC2::VPCGatewayAttachment", "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment",
		"AWS::EC2::EgressOnlyInternetGateway":
		b.attach(r)
	case "AWS::EC2::VPCPeeringConnection":
		b.connectPeering(b.peerings[key], r)
	case "AWS::EC2::VPNGatewayRoutePropagation":
		b.propagate(r)
	case "AWS::EC2::SubnetRouteTableAssociation":
		b.associateTable(r)
	case "AWS::EC2::SubnetNetworkAclAssociation":
		b.associateAcl(r)
	case "AWS::EC2::SecurityGroup":
		b.connectGroup(b.groups[key], r)
	case "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress":
		b.addRule(r)
	case "AWS::EC2::NetworkAcl":
		b.acls[key].VpcId = keyFact(r.Property("VpcId"))
	case "AWS::EC2::NetworkAclEntry":
		b.addAclEntry(r)
	case "AWS::EC2::PrefixList":
		b.connectList(b.lists[key], r)
	case "AWS::EC2::VPCEndpoint":
		b.connectEndpoint(b.endpoints[key], r)
	}
}

// vpc, subnet, table and group give the part that a reference names, and make one that is not shown if no template has
// it. They give nil for a reference that is absent or unknown.
func (b *builder) vpc(key Fact[Key]) *Vpc {
	return reach(b.vpcs, key, func(e Entity) *Vpc { return &Vpc{Entity: e} })
}

func (b *builder) subnet(key Fact[Key]) *Subnet {
	return reach(b.subnets, key, func(e Entity) *Subnet { return &Subnet{Entity: e} })
}

func (b *builder) table(key Fact[Key]) *RouteTable {
	return reach(b.tables, key, func(e Entity) *RouteTable { return &RouteTable{Entity: e} })
}

func (b *builder) group(key Fact[Key]) *SecurityGroup {
	return reach(b.groups, key, func(e Entity) *SecurityGroup { return &SecurityGroup{Entity: e} })
}

func (b *builder) acl(key Fact[Key]) *Acl {
	return reach(b.acls, key, func(e Entity) *Acl { return &Acl{Entity: e} })
}

func reach[T any](parts map[Key]*T, key Fact[Key], create func(Entity) *T) *T {
	if key.State != Known {
		return nil
	}
	part, ok := parts[key.Value]
	if !ok {
		part = create(external(key.Value))
		parts[key.Value] = part
	}
	return part
}

// gatewayKind tells what GatewayId names: by the resource, or by the form of a literal id.
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

// network sorts what was collected.
func (b *builder) network() *Network {
	n := &Network{
		Vpcs:           sorted(b.vpcs),
		Subnets:        sorted(b.subnets),
		RouteTables:    sorted(b.tables),
		NatGateways:    sorted(b.nats),
		SecurityGroups: sorted(b.groups),
		NetworkAcls:    sorted(b.acls),
		PrefixLists:    sorted(b.lists),
		Endpoints:      sorted(b.endpoints),
		Peerings:       sorted(b.peerings),
		Buckets:        b.buckets,
		BucketPolicies: b.policies,
		Resources:      b.resources,
		UnplacedRoutes: b.unplacedRoutes,
		names:          b.names,
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

// element names a place in a list, such as "SecurityGroupIngress[0]".
func element(list string, i int) string { return list + "[" + strconv.Itoa(i) + "]" }
