//go:build linux

package lab

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
)

// maker draws networks from a seed, always the same ones.
type maker struct {
	*draft
	*rand.Rand
	targets map[string][]target // what routes of a VPC may lead to
	vpcs    []string
	subnets map[string][]string // by VPC
	lists   []string
}

// target is what a route may lead to, with the property that names it.
type target struct{ property, id string }

func newMaker(seed uint64) *maker {
	return &maker{draft: newDraft(), Rand: rand.New(rand.NewPCG(seed, 0)), targets: map[string][]target{}, subnets: map[string][]string{}}
}

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

// sample takes some of a list, at least one if it has one.
func sample[T any](m *maker, list []T) []T {
	if len(list) == 0 {
		return nil
	}
	var taken []T
	for _, i := range m.Perm(len(list))[:1+m.IntN(len(list))] {
		taken = append(taken, list[i])
	}
	return taken
}

// blocks are those that random routes, rules and entries name.
func (m *maker) blocks() []string {
	return []string{
		"0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.1.0.0/24", "10.2.0.0/24",
		"10.2.1.0/24", "10.1.0.0/25", "10.2.0.128/25", "192.168.0.0/16", "192.168.0.0/17", "192.168.7.0/24", "52.218.0.0/17", "8.8.8.8/32", "172.16.0.0/12",
	}
}

// random is a network of parts that may or may not fit together.
func random(seed uint64) *draft {
	m := newMaker(seed)
	for i := range 1 + m.IntN(3) {
		m.randomVpc(fmt.Sprintf("Vpc%d", i+1), i+1)
	}
	if m.chance(20) {
		m.list("Nets", sample(m, m.blocks()[4:])...)
		m.lists = append(m.lists, "Nets")
	}
	m.randomLinks()
	if m.chance(5) {
		m.add("Block", "VPCBlockPublicAccessOptions", props{"InternetGatewayBlockMode": pick(m, []string{"block-ingress", "block-bidirectional"})})
	}
	for _, v := range m.vpcs {
		m.randomEndpoints(v)
		for _, s := range m.subnets[v] {
			for range m.IntN(4) {
				m.randomRoute(v, s)
			}
			if m.chance(20) {
				m.randomAcl(v, s)
			}
		}
	}
	return m.draft
}

func (m *maker) randomVpc(id string, number int) {
	m.vpcs = append(m.vpcs, id)
	m.vpc(id, fmt.Sprintf("10.%d.0.0/16", number))
	if m.chance(60) {
		m.internet(id)
		m.targets[id] = append(m.targets[id], target{"GatewayId", id + "Igw"})
	}
	for i := range 1 + m.IntN(3) {
		s := fmt.Sprintf("%sSub%d", id, i+1)
		m.subnet(s, id, fmt.Sprintf("10.%d.%d.0/24", number, i), pick(m, []string{"a", "a", "b"}))
		m.subnets[id] = append(m.subnets[id], s)
		if m.chance(40) {
			m.properties(s)["MapPublicIpOnLaunch"] = true
		}
		if m.chance(10) {
			delete(m.resources, s+"Association")
		}
	}
	if m.chance(40) {
		m.nat(id+"Nat", pick(m, m.subnets[id]))
		if m.chance(20) {
			m.properties(id + "Nat")["ConnectivityType"] = "private"
		} else if m.chance(20) {
			m.regional(id + "Nat")
		}
		m.targets[id] = append(m.targets[id], target{"NatGatewayId", id + "Nat"})
	}
	if m.chance(25) {
		m.vpnGateway(id)
		m.targets[id] = append(m.targets[id], target{"GatewayId", id + "Vgw"})
		if m.chance(50) {
			m.connection(id, sample(m, []string{"192.168.0.0/16", "192.168.7.0/24", "192.168.128.0/17"})...)
		}
		if m.chance(50) {
			m.propagate(id, sample(m, m.subnets[id])...)
		}
	}
}

// regional makes a NAT gateway a regional one.
func (m *maker) regional(id string) {
	p := m.properties(id)
	if subnet, ok := p["SubnetId"].(props); ok {
		p["VpcId"], p["AvailabilityMode"] = m.properties(subnet["Ref"].(string))["VpcId"], "regional"
		delete(p, "SubnetId")
	}
}

// randomLinks connects the VPCs.
func (m *maker) randomLinks() {
	for i, a := range m.vpcs {
		for _, b := range m.vpcs[:i] {
			if m.chance(40) {
				m.add(a+b, "VPCPeeringConnection", props{"VpcId": ref(a), "PeerVpcId": ref(b)})
				m.targets[a] = append(m.targets[a], target{"VpcPeeringConnectionId", a + b})
				m.targets[b] = append(m.targets[b], target{"VpcPeeringConnectionId", a + b})
			}
		}
	}
	if !m.chance(50) {
		return
	}
	p := props{}
	own := m.chance(50)
	if own {
		p = ownTables()
	}
	m.add("Tgw", "TransitGateway", p)
	var attached []string
	for _, v := range m.vpcs {
		if m.chance(80) {
			m.attach(v+"Attachment", v, m.inZones(sample(m, m.subnets[v]))...)
			attached = append(attached, v+"Attachment")
			m.targets[v] = append(m.targets[v], target{"TransitGatewayId", "Tgw"})
		}
	}
	if !own || len(attached) == 0 {
		return
	}
	left := attached
	for _, id := range []string{"Table1", "Table2"} {
		var uses []string
		for _, a := range left {
			if m.chance(60) {
				uses = append(uses, a)
			}
		}
		left = slices.DeleteFunc(slices.Clone(left), func(a string) bool { return slices.Contains(uses, a) })
		table(m.draft, id, uses, sample(m, attached))
		if m.chance(30) {
			p := props{"TransitGatewayRouteTableId": ref(id), "DestinationCidrBlock": pick(m, m.blocks())}
			if p["Blackhole"] = m.chance(40); p["Blackhole"] == false {
				p["TransitGatewayAttachmentId"] = ref(pick(m, attached))
			}
			m.add(id+"Route", "TransitGatewayRoute", p)
		}
	}
}

// inZones leaves one subnet for each zone.
func (m *maker) inZones(subnets []string) []string {
	var zones []any
	return slices.DeleteFunc(slices.Clone(subnets), func(s string) bool {
		zone := m.properties(s)["AvailabilityZone"]
		if slices.Contains(zones, zone) {
			return true
		}
		zones = append(zones, zone)
		return false
	})
}

func (m *maker) randomEndpoints(v string) {
	if m.chance(40) {
		m.gateway(v+"Gw", v, sample(m, m.subnets[v])...)
	}
	if !m.chance(60) {
		return
	}
	m.link(v+"If", v, m.inZones(sample(m, m.subnets[v])), sample(m, m.blocks())...)
	if m.chance(15) {
		m.add(v+"Self", "SecurityGroupIngress", props{
			"GroupId": attribute(v+"IfGroup", "GroupId"), "IpProtocol": "tcp", "FromPort": 0, "ToPort": 443,
			"SourceSecurityGroupId": attribute(v+"IfGroup", "GroupId"),
		})
	}
	if m.chance(10) {
		m.properties(v + "If")["PrivateDnsEnabled"] = true
		m.properties(v + "If")["DnsOptions"] = props{"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}
	}
}

func (m *maker) randomRoute(vpc, subnet string) {
	if len(m.targets[vpc]) == 0 {
		return
	}
	to := pick(m, append(m.blocks(), m.lists...))
	if to != "Nets" && m.ownBlock(vpc).Overlaps(netip.MustParsePrefix(to)) && netip.MustParsePrefix(to).Bits() >= 16 {
		return // AWS takes no such route
	}
	for _, p := range m.ofKind("AWS::EC2::Route") {
		if p["RouteTableId"].(props)["Ref"] == subnet+"Table" && p["DestinationCidrBlock"] == to {
			return
		}
	}
	t := pick(m, m.targets[vpc])
	m.route(subnet, to, t.property, t.id)
}

func (m *maker) ownBlock(vpc string) netip.Prefix {
	return netip.MustParsePrefix(m.properties(vpc)["CidrBlock"].(string))
}

// ofKind are the properties of all resources of a type.
func (d *draft) ofKind(kind string) map[string]props {
	found := map[string]props{}
	for id, r := range d.resources {
		if r.(props)["Type"] == kind {
			found[id] = r.(props)["Properties"].(props)
		}
	}
	return found
}

func (m *maker) randomAcl(vpc, subnet string) {
	var entries []entry
	for range 1 + m.IntN(4) {
		e := entry{egress: m.chance(50), action: pick(m, []string{"allow", "allow", "deny"}), block: pick(m, m.blocks())}
		if m.chance(60) {
			e.from, e.to = m.somePorts()
		}
		entries = append(entries, e)
	}
	if m.chance(60) {
		entries = append(entries, entry{true, "allow", "0.0.0.0/0", 0, 0}, entry{false, "allow", "0.0.0.0/0", 0, 0})
	}
	m.acl(subnet+"Acl", vpc, []string{subnet}, entries...)
}

func (m *maker) somePorts() (from, to int) {
	ports := pick(m, [][2]int{{443, 443}, {1024, 65535}, {32768, 65535}, {0, 1023}, {80, 80}, {1, 65535}})
	return ports[0], ports[1]
}

// near is a network as people build it, with one to three faults.
func near(seed uint64) *draft {
	m := newMaker(seed)
	pick(m, []func(){m.soleVpc, m.hubAndSpokes, m.peers, m.branch, m.egress})()
	for range 1 + m.IntN(3) {
		m.fault()
	}
	return m.draft
}

// soleVpc has public and private subnets, a NAT gateway, and endpoints.
func (m *maker) soleVpc() {
	m.sane("Vpc1", 1, true)
	m.gateway("Vpc1Gw", "Vpc1", m.subnets["Vpc1"]...)
	m.link("Vpc1If", "Vpc1", []string{"Vpc1Sub2", "Vpc1Sub3"}, "10.1.0.0/16")
}

// sane adds a VPC with a public and two private subnets, which lead to a NAT gateway if it is wanted.
func (m *maker) sane(id string, number int, nat bool) {
	m.vpcs = append(m.vpcs, id)
	m.vpc(id, fmt.Sprintf("10.%d.0.0/16", number))
	for i, zone := range []string{"a", "a", "b"} {
		s := fmt.Sprintf("%sSub%d", id, i+1)
		m.subnet(s, id, fmt.Sprintf("10.%d.%d.0/24", number, i), zone)
		m.subnets[id] = append(m.subnets[id], s)
	}
	if !nat {
		return
	}
	m.internet(id)
	m.public(id+"Sub1", id)
	m.nat(id+"Nat", id+"Sub1")
	m.route(id+"Sub2", "0.0.0.0/0", "NatGatewayId", id+"Nat")
	m.route(id+"Sub3", "0.0.0.0/0", "NatGatewayId", id+"Nat")
	m.targets[id] = append(m.targets[id], target{"GatewayId", id + "Igw"}, target{"NatGatewayId", id + "Nat"})
}

// hubAndSpokes are two VPCs and a hub with an endpoint, on a transit gateway with default tables or its own.
func (m *maker) hubAndSpokes() {
	p := props{}
	if m.chance(50) {
		p = ownTables()
	}
	m.add("Tgw", "TransitGateway", p)
	var all []string
	for i, v := range []string{"Vpc1", "Vpc2", "Vpc3"} {
		m.sane(v, i+1, v == "Vpc2" && m.chance(50))
		m.attach(v+"Attachment", v, v+"Sub1", v+"Sub3")
		m.targets[v] = append(m.targets[v], target{"TransitGatewayId", "Tgw"})
		for _, s := range m.subnets[v] {
			m.route(s, "10.0.0.0/8", "TransitGatewayId", "Tgw")
		}
		all = append(all, v+"Attachment")
	}
	if len(p) > 0 {
		table(m.draft, "Table1", all[:1], all)
		table(m.draft, "Table2", all[1:], all)
	}
	m.gateway("Vpc2Gw", "Vpc2", m.subnets["Vpc2"]...)
	m.link("Vpc1If", "Vpc1", []string{"Vpc1Sub2", "Vpc1Sub3"}, "10.0.0.0/8")
}

// peers are two VPCs, of which one uses the other's endpoint.
func (m *maker) peers() {
	m.sane("Vpc1", 1, m.chance(50))
	m.sane("Vpc2", 2, m.chance(50))
	m.add("Pcx", "VPCPeeringConnection", props{"VpcId": ref("Vpc1"), "PeerVpcId": ref("Vpc2")})
	for i, v := range m.vpcs {
		m.targets[v] = append(m.targets[v], target{"VpcPeeringConnectionId", "Pcx"})
		for _, s := range m.subnets[v] {
			m.route(s, fmt.Sprintf("10.%d.0.0/16", 2-i), "VpcPeeringConnectionId", "Pcx")
		}
	}
	m.gateway("Vpc1Gw", "Vpc1", sample(m, m.subnets["Vpc1"])...)
	m.link("Vpc2If", "Vpc2", []string{"Vpc2Sub2", "Vpc2Sub3"}, "10.1.0.0/16", "10.2.0.0/16")
}

// branch is a VPC with an endpoint that an office reaches over a VPN.
func (m *maker) branch() {
	m.sane("Vpc1", 1, m.chance(50))
	m.vpnGateway("Vpc1")
	m.targets["Vpc1"] = append(m.targets["Vpc1"], target{"GatewayId", "Vpc1Vgw"})
	if m.chance(60) {
		m.connection("Vpc1", "192.168.0.0/16")
	}
	if m.chance(70) {
		m.propagate("Vpc1", m.subnets["Vpc1"]...)
	} else {
		for _, s := range m.subnets["Vpc1"] {
			m.route(s, "192.168.0.0/16", "GatewayId", "Vpc1Vgw")
		}
	}
	m.link("Vpc1If", "Vpc1", []string{"Vpc1Sub2", "Vpc1Sub3"}, "10.1.0.0/16", "192.168.0.0/16")
}

// egress is a spoke whose requests to the internet leave by a hub's NAT gateway.
func (m *maker) egress() {
	m.sane("Vpc1", 1, true)
	m.sane("Vpc2", 2, false)
	m.add("Tgw", "TransitGateway", ownTables())
	for _, v := range m.vpcs {
		m.attach(v+"Attachment", v, v+"Sub2", v+"Sub3")
		m.targets[v] = append(m.targets[v], target{"TransitGatewayId", "Tgw"})
	}
	for _, s := range m.subnets["Vpc1"] {
		m.route(s, "10.2.0.0/16", "TransitGatewayId", "Tgw")
	}
	for _, s := range m.subnets["Vpc2"] {
		m.route(s, "0.0.0.0/0", "TransitGatewayId", "Tgw")
	}
	table(m.draft, "Table1", []string{"Vpc1Attachment", "Vpc2Attachment"}, []string{"Vpc1Attachment", "Vpc2Attachment"})
	m.add("Table1Route", "TransitGatewayRoute", props{
		"TransitGatewayRouteTableId": ref("Table1"), "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayAttachmentId": ref("Vpc1Attachment"),
	})
	if m.chance(50) {
		m.gateway("Vpc1Gw", "Vpc1", sample(m, m.subnets["Vpc1"])...)
	}
}

// fault makes one of the mistakes that people make.
func (m *maker) fault() {
	v := pick(m, m.vpcs)
	s := pick(m, m.subnets[v])
	switch m.IntN(11) {
	case 0:
		m.drop(m.any("Route", "VPNGatewayRoutePropagation", "TransitGatewayRouteTablePropagation", "TransitGatewayRouteTableAssociation",
			"SubnetRouteTableAssociation", "TransitGatewayRoute", "VPNConnectionRoute", "VPCGatewayAttachment"))
	case 1:
		m.narrow()
	case 2:
		m.randomRoute(v, s)
	case 3:
		m.acl(s+"Acl", v, []string{s}, m.saneAcl()...)
	case 4:
		if id := m.any("NatGateway"); id != "" && m.chance(50) {
			m.properties(id)["ConnectivityType"] = "private"
		} else if id != "" {
			m.regional(id)
		}
	case 5:
		m.shorten()
	case 6:
		if m.resources["Tgw"] != nil {
			m.properties("Tgw")[pick(m, []string{"DefaultRouteTableAssociation", "DefaultRouteTablePropagation"})] = "disable"
		}
	case 7:
		m.properties(s)["MapPublicIpOnLaunch"] = m.chance(50)
	case 8:
		if id := m.any("Route"); id != "" {
			m.list("List"+id, sample(m, m.blocks()[4:])...)
			p := m.properties(id)
			delete(p, "DestinationCidrBlock")
			p["DestinationPrefixListId"] = attribute("List"+id, "PrefixListId")
		}
	case 9:
		if id := m.any("Route"); id != "" && len(m.targets[v]) > 0 {
			if to, ok := m.properties(id)["DestinationCidrBlock"].(string); ok {
				m.list("Like"+id, to)
				t := pick(m, m.targets[v])
				m.route(s, "Like"+id, t.property, t.id)
			}
		}
	case 10:
		if attached := m.any("TransitGatewayVpcAttachment"); attached != "" {
			s := pick(m, m.properties(attached)["SubnetIds"].([]any)).(props)["Ref"].(string)
			m.acl(s+"Acl", m.properties(s)["VpcId"].(props)["Ref"].(string), []string{s}, m.saneAcl()...)
		}
	}
}

// any chooses a resource of some types; empty if there is none.
func (m *maker) any(kinds ...string) string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(m.resources)) {
		kind := m.resources[id].(props)["Type"].(string)
		if slices.Contains(kinds, strings.TrimPrefix(kind, "AWS::EC2::")) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return pick(m, ids)
}

func (m *maker) drop(id string) { delete(m.resources, id) }

// narrow replaces a block by a half or a sixteenth of it.
func (m *maker) narrow() {
	id := m.any("Route", "NetworkAclEntry", "VPNConnectionRoute", "TransitGatewayRoute", "SecurityGroup")
	if id == "" {
		return
	}
	p := m.properties(id)
	if rules, ok := p["SecurityGroupIngress"].([]any); ok && len(rules) > 0 {
		p = pick(m, rules).(props)
	}
	for _, name := range []string{"DestinationCidrBlock", "CidrBlock", "CidrIp"} {
		if text, ok := p[name].(string); ok {
			b := netip.MustParsePrefix(text)
			bits := min(b.Bits()+pick(m, []int{1, 4}), 32)
			start := b.Addr()
			if m.chance(50) {
				start = offset(start, 1<<(32-bits))
			}
			p[name] = netip.PrefixFrom(start, bits).String()
		}
	}
}

// shorten takes an element out of a list of ids.
func (m *maker) shorten() {
	id := m.any("VPCEndpoint", "TransitGatewayVpcAttachment", "VPNGatewayRoutePropagation")
	if id == "" {
		return
	}
	for _, name := range []string{"SubnetIds", "RouteTableIds"} {
		if list, ok := m.properties(id)[name].([]any); ok && len(list) > 1 {
			at := m.IntN(len(list))
			m.properties(id)[name] = slices.Delete(slices.Clone(list), at, at+1)
		}
	}
}

// saneAcl allows HTTPS and its responses in both directions, but for one entry that is wrong.
func (m *maker) saneAcl() []entry {
	entries := []entry{
		{true, "allow", "0.0.0.0/0", 443, 443},
		{false, "allow", "0.0.0.0/0", 1024, 65535},
		{false, "allow", "10.0.0.0/8", 443, 443},
		{true, "allow", "10.0.0.0/8", 1024, 65535},
	}
	e := &entries[m.IntN(len(entries))]
	switch m.IntN(4) {
	case 0:
		e.action = "deny"
	case 1:
		e.block = pick(m, m.blocks())
	case 2:
		e.from, e.to = m.somePorts()
	case 3:
		e.egress = !e.egress
	}
	if m.chance(30) {
		entries = slices.Insert(entries, 0, entry{m.chance(50), "deny", pick(m, m.blocks()), 0, 0})
	}
	return entries
}
