package network

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// New builds the model of all networks in an assembly. The context fills in VPCs that were looked up; it may be nil.
func New(assembly *template.Assembly, context *Context) *Network {
	types := map[string]resourceType{}
	for _, t := range resourceTypes() {
		types[t.name] = t
	}
	b := &builder{
		Network:      &Network{Gaps: slices.Clone(assembly.Gaps), several: len(assembly.Stacks) > 1, resources: map[Key]*template.Resource{}},
		gatewayKinds: map[Key]TargetKind{},
		tokens:       map[Key]template.Token{},
	}
	for _, stack := range assembly.Stacks {
		for _, r := range stack.Resources {
			if r.Exists() != template.False {
				b.Resources = append(b.Resources, r)
			}
		}
	}
	all := slices.Clone(b.Resources)
	for _, stack := range assembly.Stacks {
		all = append(all, stack.Existing...)
	}
	for _, r := range all {
		b.resources[resourceKey(r)] = r
		if create := types[r.Type].create; create != nil {
			e := entityOf(r)
			e.name = b.Name(e.Key)
			create(b, e)
		}
	}
	for _, r := range all {
		if connect := types[r.Type].connect; connect != nil {
			connect(b, b.properties(r))
		}
	}
	b.addWorkloads(b.Resources)
	for _, r := range b.Resources {
		b.addListLookup(r)
	}
	b.linkVpns()
	b.linkTransits()
	b.linkFirewalls()
	b.fillIn(context)
	for _, v := range b.vpcs.sorted() {
		b.addDefaultAcl(v)
	}
	b.linkNats()
	b.linkSubnets()
	b.linkForwarders()
	for _, p := range b.routes { // a gateway may be known by its attachment
		b.addRoute(p)
	}
	b.linkEndpoints()
	b.linkWorkloads()
	b.linkZones()
	b.linkDnsFirewalls()
	b.sortEntries()
	return b.network()
}

// builder collects the parts of a network by key, so that each reference finds its part.
type builder struct {
	*Network
	vpcs               parts[Vpc, *Vpc]
	subnets            parts[Subnet, *Subnet]
	tables             parts[RouteTable, *RouteTable]
	nats               parts[NatGateway, *NatGateway]
	groups             parts[SecurityGroup, *SecurityGroup]
	acls               parts[Acl, *Acl]
	lists              parts[PrefixList, *PrefixList]
	endpoints          parts[Endpoint, *Endpoint]
	peerings           parts[Peering, *Peering]
	vpns               parts[VpnConnection, *VpnConnection]
	firewalls          parts[Firewall, *Firewall]
	forwarders         parts[Forwarder, *Forwarder]
	transits           parts[TransitGateway, *TransitGateway]
	transitAttachments parts[TransitGatewayAttachment, *TransitGatewayAttachment]
	transitTables      parts[TransitGatewayRouteTable, *TransitGatewayRouteTable]
	dhcps              parts[DhcpOptions, *DhcpOptions]
	zones              parts[HostedZone, *HostedZone]
	resolverRules      parts[ResolverRule, *ResolverRule]
	dnsFirewalls       parts[FirewallRuleGroup, *FirewallRuleGroup]
	domainLists        parts[FirewallDomainList, *FirewallDomainList]
	profiles           parts[Profile, *Profile]
	namedRecords       []namedRecords
	dnsLinks           []dnsLink
	routes             []properties
	gatewayKinds       map[Key]TargetKind     // of gateways that GatewayId can name
	elasticIps         map[Key]template.Truth // whether instances have one
	tokens             map[Key]template.Token
}

func (b *builder) vpc(key Fact[Key]) *Vpc                { return reach(b, &b.vpcs, key) }
func (b *builder) subnet(key Fact[Key]) *Subnet          { return reach(b, &b.subnets, key) }
func (b *builder) table(key Fact[Key]) *RouteTable       { return reach(b, &b.tables, key) }
func (b *builder) group(key Fact[Key]) *SecurityGroup    { return reach(b, &b.groups, key) }
func (b *builder) acl(key Fact[Key]) *Acl                { return reach(b, &b.acls, key) }
func (b *builder) transit(key Fact[Key]) *TransitGateway { return reach(b, &b.transits, key) }
func (b *builder) zone(key Fact[Key]) *HostedZone        { return reach(b, &b.zones, key) }

func (b *builder) transitAttachment(key Fact[Key]) *TransitGatewayAttachment {
	return reach(b, &b.transitAttachments, key)
}

func (b *builder) transitTable(key Fact[Key]) *TransitGatewayRouteTable {
	return reach(b, &b.transitTables, key)
}

// network sorts what was collected, and lists the parts of each VPC.
func (b *builder) network() *Network {
	n := b.Network
	n.Vpcs, n.Subnets, n.RouteTables = b.vpcs.sorted(), b.subnets.sorted(), b.tables.sorted()
	n.NatGateways, n.Peerings, n.Endpoints = b.nats.sorted(), b.peerings.sorted(), b.endpoints.sorted()
	n.SecurityGroups, n.NetworkAcls, n.PrefixLists = b.groups.sorted(), b.acls.sorted(), b.lists.sorted()
	n.TransitGateways, n.TransitAttachments, n.TransitRouteTables = b.transits.sorted(), b.transitAttachments.sorted(), b.transitTables.sorted()
	n.HostedZones, n.VpnConnections, n.Firewalls, n.Forwarders = b.zones.sorted(), b.vpns.sorted(), b.firewalls.sorted(), b.forwarders.sorted()
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
