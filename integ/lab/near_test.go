//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"slices"
)

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
