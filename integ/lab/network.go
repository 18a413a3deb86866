//go:build linux

package lab

import (
	"cmp"
	"errors"
	"net/netip"
	"slices"
	"strings"
)

// Network is the part of a deploy that decides where packets go.
type Network struct {
	region  string
	office  []netip.Prefix
	blocked string // the mode of VPC Block Public Access; empty if it is off

	vpcs        map[string]*vpc
	subnets     map[string]*subnet
	tables      map[string]*routeTable
	acls        map[string]*acl
	groups      map[string]*group
	lists       map[string][]netip.Prefix
	nats        map[string]*nat
	endpoints   map[string]*endpoint
	peerings    map[string]*peering
	transits    map[string]*transit
	attachments map[string]*attachment
	vpns        map[string]*vpn

	deployment *deployment
	read       map[*resource]bool
	mentioned  []netip.Prefix // the blocks that routes, rules and entries name
}

type (
	vpc struct {
		*resource
		blocks          []netip.Prefix
		dns             bool
		main            *routeTable
		internetGateway string // empty if none is attached
		vpnGateway      string
	}
	subnet struct {
		*resource
		vpc    *vpc
		block  netip.Prefix
		zone   string
		public bool // instances get a public address at launch
		table  *routeTable
		acl    *acl
	}
	routeTable struct {
		*resource
		vpc      *vpc
		routes   []route
		gateways []*endpoint
	}
	// route leads to a gateway, a NAT gateway, an endpoint or a peering connection, by its id.
	route struct {
		to   netip.Prefix
		rank int
		via  string
	}
	acl struct {
		id      string
		entries []aclEntry // by number
	}
	aclEntry struct {
		number   number
		egress   bool
		allow    bool
		block    netip.Prefix
		from, to int
	}
	group struct {
		id              string
		vpc             *vpc
		ingress, egress []ruleProperties
	}
	nat struct {
		*resource
		subnet  *subnet
		public  bool
		address netip.Addr
	}
	endpoint struct {
		*resource
		vpc        *vpc
		gateway    bool // of type Gateway, not Interface
		interfaces []networkInterface
		groups     []*group
		privateDns bool // for the VPC's own clients
		zones      []string
	}
	networkInterface struct {
		subnet  *subnet
		address netip.Addr
	}
	peering struct {
		*resource
		vpcs [2]*vpc
	}
	transit struct {
		*resource
		main       *transitTable // with the default associations and propagations; nil if there are none
		propagates bool
	}
	// transitTable has routes that lead to an attachment, by its id, or to none if packets are dropped.
	transitTable struct {
		routes []route
	}
	// attachment is that of a VPC, or of the office if it has none.
	attachment struct {
		id      string
		transit *transit
		vpc     *vpc
		subnets []*subnet
		table   *transitTable
	}
	vpn struct {
		gateway string // a VPN gateway's or transit gateway's id
		static  bool
		routes  []netip.Prefix
	}
)

// The order of routes of one length: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html.
const (
	static = iota + 1
	fromList
	propagated
)

// Options say of the network what its templates do not.
type Options struct {
	// Region is where the stacks are deployed; eu-west-1 if it is empty.
	Region string
	// Office are the blocks of a network that is on every VPN gateway, and on every transit gateway with a default route
	// table, as long as the templates do not show a VPN connection of it. There is no office without one.
	Office []netip.Prefix
}

// Read evaluates templates. What the lab cannot build is an error that names it.
func Read(options Options, stacks ...Stack) (n *Network, err error) {
	defer func() {
		if r := recover(); r != nil {
			refused, ok := r.(refusal)
			if !ok {
				panic(r)
			}
			n, err = nil, refused.error
		}
	}()
	n = &Network{
		region: cmp.Or(options.Region, "eu-west-1"),
		office: options.Office,
		vpcs:   map[string]*vpc{}, subnets: map[string]*subnet{}, tables: map[string]*routeTable{}, acls: map[string]*acl{},
		groups: map[string]*group{}, lists: map[string][]netip.Prefix{}, nats: map[string]*nat{}, endpoints: map[string]*endpoint{},
		peerings: map[string]*peering{}, transits: map[string]*transit{}, attachments: map[string]*attachment{}, vpns: map[string]*vpn{},
		read: map[*resource]bool{},
	}
	n.deployment = deploy(n.region, stacks)
	n.readVpcs()
	n.readFilters()
	n.readTransit()
	n.readVpn()
	n.readEndpoints()
	n.readRoutes()
	n.finishTables()
	n.place()
	for _, r := range n.deployment.resources {
		if isNetworking(r.kind) && !isBystander(r.kind) && !n.read[r] {
			refuse("%s: the lab builds no %s", r, r.kind)
		}
	}
	return n, nil
}

// Output evaluates an output of a stack.
func (n *Network) Output(stackName, output string) (value string, err error) {
	defer func() {
		if refused, ok := recover().(refusal); ok {
			err = refused.error
		}
	}()
	for _, s := range n.deployment.stacks {
		if s.Name == stackName {
			return s.string(s.output(output)), nil
		}
	}
	return "", errors.New("there is no stack " + stackName)
}

// each decodes the resources of one type.
func each[T any](n *Network, kind string, do func(r *resource, properties T)) {
	for _, r := range n.deployment.resources {
		if r.kind == kind {
			n.read[r] = true
			do(r, decode[T](r))
		}
	}
}

// at finds what a resource names by its id.
func at[T any](known map[string]T, id string, by *resource) T {
	found, ok := known[id]
	if !ok {
		refuse("%s names %q, which is in none of the templates", by, id)
	}
	return found
}

// block reads an IPv4 block.
func (n *Network) block(text string, by *resource) netip.Prefix {
	prefix, err := netip.ParsePrefix(text)
	if err != nil || !prefix.Addr().Is4() {
		refuse("%s has %q, which is not an IPv4 block", by, text)
	}
	prefix = prefix.Masked()
	if !slices.Contains(n.mentioned, prefix) {
		n.mentioned = append(n.mentioned, prefix)
	}
	return prefix
}

func (n *Network) readVpcs() {
	each(n, "AWS::EC2::VPC", func(r *resource, p vpcProperties) {
		v := &vpc{resource: r, blocks: []netip.Prefix{n.block(p.CidrBlock, r)}, dns: p.EnableDnsSupport == nil || bool(*p.EnableDnsSupport)}
		v.main = &routeTable{resource: r, vpc: v}
		n.vpcs[r.id] = v
		n.groups[defaultOf("DefaultSecurityGroup", r.id)] = defaultGroup(v)
		n.acls[defaultOf("DefaultNetworkAcl", r.id)] = defaultAcl(v)
	})
	each(n, "AWS::EC2::VPCCidrBlock", func(r *resource, p vpcCidrBlockProperties) {
		v := at(n.vpcs, p.VpcId, r)
		v.blocks = append(v.blocks, n.block(p.CidrBlock, r))
	})
	each(n, "AWS::EC2::Subnet", func(r *resource, p subnetProperties) {
		s := &subnet{resource: r, vpc: at(n.vpcs, p.VpcId, r), block: n.block(p.CidrBlock, r), zone: r.zone(), public: bool(p.MapPublicIpOnLaunch)}
		s.table, s.acl = s.vpc.main, n.acls[defaultOf("DefaultNetworkAcl", s.vpc.id)]
		n.subnets[r.id] = s
	})
	each(n, "AWS::EC2::RouteTable", func(r *resource, p routeTableProperties) {
		n.tables[r.id] = &routeTable{resource: r, vpc: at(n.vpcs, p.VpcId, r)}
	})
	each(n, "AWS::EC2::SubnetRouteTableAssociation", func(r *resource, p routeTableAssociationProperties) {
		at(n.subnets, p.SubnetId, r).table = at(n.tables, p.RouteTableId, r)
	})
	each(n, "AWS::EC2::VPCGatewayAttachment", func(r *resource, p gatewayAttachmentProperties) {
		v := at(n.vpcs, p.VpcId, r)
		v.internetGateway = cmp.Or(p.InternetGatewayId, v.internetGateway)
		v.vpnGateway = cmp.Or(p.VpnGatewayId, v.vpnGateway)
	})
	each(n, "AWS::EC2::NatGateway", func(r *resource, p natGatewayProperties) {
		g := &nat{resource: r, public: p.ConnectivityType != "private"}
		if p.AvailabilityMode == "regional" {
			g.subnet = n.regional(r, at(n.vpcs, p.VpcId, r))
		} else {
			g.subnet = at(n.subnets, p.SubnetId, r)
		}
		n.nats[r.id] = g
	})
	each(n, "AWS::EC2::VPCBlockPublicAccessOptions", func(_ *resource, p blockPublicAccessProperties) {
		if p.InternetGatewayBlockMode != "off" {
			n.blocked = p.InternetGatewayBlockMode
		}
	})
	each(n, "AWS::EC2::VPCPeeringConnection", func(r *resource, p peeringProperties) {
		n.peerings[r.id] = &peering{resource: r, vpcs: [2]*vpc{at(n.vpcs, p.VpcId, r), at(n.vpcs, p.PeerVpcId, r)}}
	})
}

// regional is where a regional NAT gateway stands: in no subnet of the VPC, with a route table of its own that leads to the
// internet gateway. See https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html.
func (n *Network) regional(r *resource, v *vpc) *subnet {
	place := netip.PrefixFrom(offset(netip.MustParseAddr("100.127.0.0"), 16*len(n.nats)), 28)
	table := &routeTable{resource: r, vpc: v, routes: []route{{to: everything(), rank: static, via: v.internetGateway}}}
	return &subnet{resource: r, vpc: v, block: place, table: table, acl: defaultAcl(v)}
}

func (n *Network) readTransit() {
	each(n, "AWS::EC2::TransitGateway", func(r *resource, p transitGatewayProperties) {
		t := &transit{resource: r}
		if p.DefaultRouteTableAssociation != "disable" {
			t.main = &transitTable{}
		}
		t.propagates = t.main != nil && p.DefaultRouteTablePropagation != "disable"
		n.transits[r.id] = t
	})
	attach := func(r *resource, p transitAttachmentProperties) {
		a := &attachment{id: r.id, transit: at(n.transits, p.TransitGatewayId, r), vpc: at(n.vpcs, p.VpcId, r)}
		for _, id := range p.SubnetIds {
			s := at(n.subnets, id, r)
			if slices.ContainsFunc(a.subnets, func(other *subnet) bool { return other.zone == s.zone }) {
				refuse("%s has two subnets in %s, which AWS refuses", r, s.zone)
			}
			a.subnets = append(a.subnets, s)
		}
		n.attach(a, a.vpc.blocks)
	}
	each(n, "AWS::EC2::TransitGatewayAttachment", attach)
	each(n, "AWS::EC2::TransitGatewayVpcAttachment", attach)
	tables := map[string]*transitTable{}
	each(n, "AWS::EC2::TransitGatewayRouteTable", func(r *resource, p transitTableProperties) {
		at(n.transits, p.TransitGatewayId, r)
		tables[r.id] = &transitTable{}
	})
	each(n, "AWS::EC2::TransitGatewayRouteTableAssociation", func(r *resource, p transitMemberProperties) {
		a := at(n.attachments, p.TransitGatewayAttachmentId, r)
		if a.table != nil {
			refuse("%s: %s has a route table already, which AWS refuses to replace", r, a.id)
		}
		a.table = at(tables, p.TransitGatewayRouteTableId, r)
	})
	each(n, "AWS::EC2::TransitGatewayRouteTablePropagation", func(r *resource, p transitMemberProperties) {
		at(tables, p.TransitGatewayRouteTableId, r).propagate(at(n.attachments, p.TransitGatewayAttachmentId, r), nil)
	})
	each(n, "AWS::EC2::TransitGatewayRoute", func(r *resource, p transitRouteProperties) {
		t := at(tables, p.TransitGatewayRouteTableId, r)
		if !p.Blackhole {
			at(n.attachments, p.TransitGatewayAttachmentId, r)
		}
		t.routes = append(t.routes, route{to: n.block(p.DestinationCidrBlock, r), rank: static, via: p.TransitGatewayAttachmentId})
	})
}

// attach puts an attachment on its transit gateway's default route table, if it has one, with routes to the blocks.
func (n *Network) attach(a *attachment, blocks []netip.Prefix) {
	n.attachments[a.id] = a
	a.table = a.transit.main
	if a.transit.propagates {
		a.table.propagate(a, blocks)
	}
}

// propagate adds the routes that a table learns of an attachment: those to its VPC's blocks, or to others.
func (t *transitTable) propagate(a *attachment, blocks []netip.Prefix) {
	if blocks == nil && a.vpc != nil {
		blocks = a.vpc.blocks
	}
	for _, b := range blocks {
		t.routes = append(t.routes, route{to: b, rank: propagated, via: a.id})
	}
}

// readVpn reads the VPN connections, and puts the office on the gateways.
func (n *Network) readVpn() {
	shown := map[string]bool{}
	each(n, "AWS::EC2::VPNConnection", func(r *resource, p vpnProperties) {
		c := &vpn{gateway: cmp.Or(p.VpnGatewayId, p.TransitGatewayId), static: bool(p.StaticRoutesOnly)}
		n.vpns[r.id] = c
		shown[c.gateway] = true
	})
	each(n, "AWS::EC2::VPNConnectionRoute", func(r *resource, p vpnRouteProperties) {
		c := at(n.vpns, p.VpnConnectionId, r)
		c.routes = append(c.routes, n.block(p.DestinationCidrBlock, r))
	})
	if len(n.office) == 0 {
		return
	}
	for _, v := range n.vpcs {
		if v.vpnGateway != "" && !shown[v.vpnGateway] {
			n.vpns["office on "+v.vpnGateway] = &vpn{gateway: v.vpnGateway}
		}
	}
	for id, t := range n.transits {
		if t.main != nil && !shown[id] {
			n.vpns["office on "+id] = &vpn{gateway: id}
		}
	}
	for id, c := range n.vpns {
		if t := n.transits[c.gateway]; t != nil {
			n.attach(&attachment{id: id, transit: t}, c.announced(n))
		}
	}
}

// announced are the blocks that a gateway learns over a connection: its static routes, or by BGP all of the office but the
// addresses of VPCs.
func (c *vpn) announced(n *Network) []netip.Prefix {
	if c.static {
		return slices.Clone(c.routes)
	}
	var blocks []netip.Prefix
	for _, b := range n.office {
		blocks = append(blocks, n.withoutVpcs(b)...)
	}
	slices.SortFunc(blocks, netip.Prefix.Compare)
	return slices.Compact(blocks)
}

// withoutVpcs are the parts of a block that are in no VPC.
func (n *Network) withoutVpcs(b netip.Prefix) []netip.Prefix {
	overlaps, within := false, false
	for _, v := range n.vpcs {
		for _, own := range v.blocks {
			overlaps = overlaps || own.Overlaps(b)
			within = within || own.Overlaps(b) && own.Bits() <= b.Bits()
		}
	}
	switch {
	case within:
		return nil
	case !overlaps:
		return []netip.Prefix{b}
	}
	low := netip.PrefixFrom(b.Addr(), b.Bits()+1)
	high := netip.PrefixFrom(offset(b.Addr(), 1<<(31-b.Bits())), b.Bits()+1)
	return append(n.withoutVpcs(low), n.withoutVpcs(high)...)
}

func (n *Network) readEndpoints() {
	each(n, "AWS::EC2::VPCEndpoint", func(r *resource, p endpointProperties) {
		v := at(n.vpcs, p.VpcId, r)
		if !strings.HasSuffix(p.ServiceName, ".s3") {
			return // no packet to S3 passes it
		}
		if p.IpAddressType != "" && p.IpAddressType != "ipv4" {
			refuse("%s: the lab builds endpoints for IPv4 alone, not for %s", r, p.IpAddressType)
		}
		e := &endpoint{resource: r, vpc: v, gateway: p.VpcEndpointType != "Interface"}
		n.endpoints[r.id] = e
		if e.gateway {
			for _, id := range p.RouteTableIds {
				t := at(n.tables, id, r)
				if len(t.gateways) > 0 {
					refuse("%s is on %s, which has a gateway endpoint for S3, so AWS refuses it", r, t.resource)
				}
				t.gateways = append(t.gateways, e)
			}
			return
		}
		for _, id := range p.SubnetIds {
			s := at(n.subnets, id, r)
			if slices.Contains(e.zones, s.zone) {
				refuse("%s has two subnets in %s, which AWS refuses", r, s.zone)
			}
			e.zones = append(e.zones, s.zone)
			e.interfaces = append(e.interfaces, networkInterface{subnet: s})
		}
		if p.SecurityGroupIds == nil {
			p.SecurityGroupIds = []string{defaultOf("DefaultSecurityGroup", v.id)}
		}
		for _, id := range p.SecurityGroupIds {
			e.groups = append(e.groups, at(n.groups, id, r))
		}
		if p.PrivateDnsEnabled {
			if !v.dns {
				refuse("%s has private DNS in a VPC without DNS support, which AWS refuses", r)
			}
			e.privateDns = p.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint == "AllResolvers"
		}
	})
}

func (n *Network) readRoutes() {
	each(n, "AWS::EC2::Route", func(r *resource, p routeProperties) {
		t := at(n.tables, p.RouteTableId, r)
		to := route{rank: static, via: cmp.Or(p.GatewayId, p.NatGatewayId, p.TransitGatewayId, p.VpcPeeringConnectionId)}
		n.checkTarget(r, t.vpc, to.via)
		blocks := n.lists[p.DestinationPrefixListId]
		if p.DestinationCidrBlock != "" {
			blocks = []netip.Prefix{n.block(p.DestinationCidrBlock, r)}
		} else {
			to.rank = fromList
			at(n.lists, p.DestinationPrefixListId, r)
		}
		for _, to.to = range blocks {
			n.checkLocal(r, t.vpc, to)
			t.routes = append(t.routes, to)
		}
	})
	each(n, "AWS::EC2::VPNGatewayRoutePropagation", func(r *resource, p propagationProperties) {
		for _, id := range p.RouteTableIds {
			t := at(n.tables, id, r)
			if t.vpc.vpnGateway != p.VpnGatewayId {
				refuse("%s: %s is not attached to %s", r, p.VpnGatewayId, t.vpc.resource)
			}
			for _, c := range n.vpns {
				if c.gateway != p.VpnGatewayId {
					continue
				}
				for _, b := range c.announced(n) {
					t.routes = append(t.routes, route{to: b, rank: propagated, via: p.VpnGatewayId})
				}
			}
		}
	})
}

// finishTables adds the routes of gateway endpoints, and refuses what AWS decides at random.
func (n *Network) finishTables() {
	for _, id := range sortedKeys(n.tables) {
		t := n.tables[id]
		for _, e := range t.gateways {
			for _, b := range n.s3Blocks() {
				t.routes = append(t.routes, route{to: b, rank: fromList, via: e.id})
			}
		}
		t.routes = unambiguous(t.routes, t.resource)
	}
	for _, id := range sortedKeys(n.attachments) {
		if a := n.attachments[id]; a.table != nil {
			a.table.routes = unambiguous(a.table.routes, a.transit.resource)
		}
	}
}

// unambiguous leaves out routes that are there twice. If two of one rank lead to different targets, nobody knows which one
// AWS prefers.
func unambiguous(routes []route, by *resource) []route {
	var kept []route
	for _, r := range routes {
		i := slices.IndexFunc(kept, func(other route) bool { return other.to == r.to && other.rank == r.rank })
		switch {
		case i < 0:
			kept = append(kept, r)
		case kept[i].via != r.via:
			refuse("%s has two routes to %s of one rank, between which AWS decides at random", by, r.to)
		}
	}
	return kept
}

// checkTarget refuses a route to what its VPC is not attached to, as AWS does.
func (n *Network) checkTarget(r *resource, v *vpc, id string) {
	nat, isNat := n.nats[id]
	peering, isPeering := n.peerings[id]
	attached := id == v.internetGateway || id == v.vpnGateway || isNat && nat.subnet.vpc == v ||
		isPeering && slices.Contains(peering.vpcs[:], v) ||
		slices.ContainsFunc(n.attached(v), func(a *attachment) bool { return a.transit.id == id })
	if id == "" || !attached {
		refuse("%s leads to %q, which is not attached to %s", r, id, v.resource)
	}
}

// checkLocal refuses routes inside the VPC that AWS does not take: but for all of a subnet, to a NAT gateway.
// See https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html.
func (n *Network) checkLocal(r *resource, v *vpc, to route) {
	for _, b := range v.blocks {
		if !b.Contains(to.to.Addr()) || to.to.Bits() < b.Bits() {
			continue
		}
		isSubnet := false
		for _, s := range n.subnets {
			isSubnet = isSubnet || s.vpc == v && s.block == to.to
		}
		if _, isNat := n.nats[to.via]; !isSubnet || !isNat || to.rank != static {
			refuse("%s leads to %s inside its VPC, which AWS takes for all of a subnet and a NAT gateway alone", r, to.to)
		}
	}
}

// attached are the attachments of a VPC.
func (n *Network) attached(v *vpc) []*attachment {
	var list []*attachment
	for _, id := range sortedKeys(n.attachments) {
		if a := n.attachments[id]; a.vpc == v {
			list = append(list, a)
		}
	}
	return list
}

// Subnet returns the id of a subnet by its logical id, construct path or id.
func (n *Network) Subnet(name string) string {
	for id, s := range n.subnets {
		if s.logicalId == name || s.name() == name || id == name {
			return id
		}
	}
	return ""
}
