//go:build linux

package lab

import (
	"fmt"
	"slices"
)

// wide is a network as people build it, with one to three parts that those of near never have, and at times with a fault.
func wide(seed uint64) *draft {
	m := newMaker(seed)
	pick(m, []func(){m.soleVpc, m.hubAndSpokes, m.peers, m.branch, m.egress})()
	for range 1 + m.IntN(3) {
		m.extra()
	}
	if m.chance(50) {
		m.fault()
	}
	return m.draft
}

// extra adds a part to a VPC, unless it has it already.
func (m *maker) extra() {
	v := pick(m, m.vpcs)
	s := pick(m, m.subnets[v])
	extras := []struct {
		id  string
		add func()
	}{
		{v + "Ipv6", func() { m.ipv6(v, s) }},
		{v + "Native", func() { m.native(v) }},
		{v + "Dhcp", func() { m.dhcp(v, pick(m, []any{"AmazonProvidedDNS", "10.9.9.9", "169.254.169.253"})) }},
		{"Zone", func() { m.privateZone(v) }},
		{s + "Acl", func() { m.acl(s+"Acl", v, []string{s}, m.halves()...) }},
		{v + "Second", func() { m.link(v+"Second", v, m.inZones(sample(m, m.subnets[v])), sample(m, m.blocks())...) }},
		{v + "Rest", func() { m.restGateway(v) }},
		{v + "Office", func() { m.secondOffice(v) }},
		{v + "More", func() { m.secondary(v) }},
		{v + "Sources", func() { m.listSources(v) }},
		{v + "Onward", func() { m.onward(v) }},
		{"Block", func() { m.publicAccess(v, s) }},
	}
	if e := pick(m, extras); m.resources[e.id] == nil {
		e.add()
	}
}

// native adds a subnet with IPv6 addresses alone.
func (m *maker) native(v string) {
	s := v + "Native"
	m.add(s, "Subnet", props{"VpcId": ref(v), "Ipv6Native": true, "Ipv6CidrBlock": "2600:1f18:1:9::/64", "AvailabilityZone": "eu-west-1a"})
	m.add(s+"Table", "RouteTable", props{"VpcId": ref(v)})
	m.add(s+"Association", "SubnetRouteTableAssociation", props{"SubnetId": ref(s), "RouteTableId": ref(s + "Table")})
	if m.chance(50) {
		m.gateway(s+"Gw", v, s)
	}
}

// privateZone adds a zone of S3's names for some VPCs, with or without records that lead to an endpoint.
func (m *maker) privateZone(v string) {
	m.zone(append(sample(m, slices.DeleteFunc(slices.Clone(m.vpcs), func(other string) bool { return other == v })), v)...)
	var interfaces []string
	for id, p := range m.ofKind("AWS::EC2::VPCEndpoint") {
		if p["VpcEndpointType"] == "Interface" {
			interfaces = append(interfaces, id)
		}
	}
	slices.Sort(interfaces)
	if len(interfaces) == 0 || m.chance(10) {
		return
	}
	m.alias(s3Domain, pick(m, interfaces))
	if m.chance(80) {
		m.alias("*."+s3Domain, pick(m, interfaces))
	}
}

// halves are the entries of a network ACL that names all addresses, or all ports, in two halves, of which one may be missing.
func (m *maker) halves() []entry {
	entries := []entry{
		{true, "allow", "0.0.0.0/1", 0, 0},
		{true, "allow", "128.0.0.0/1", 0, 0},
		{false, "allow", "0.0.0.0/0", 0, 32767},
		{false, "allow", "0.0.0.0/0", 32768, 65535},
	}
	if m.chance(40) {
		at := m.IntN(len(entries))
		entries = slices.Delete(entries, at, at+1)
	}
	if m.chance(30) {
		entries = append([]entry{{m.chance(50), "deny", "0.0.0.0/1", 0, 0}, {m.chance(50), "deny", "128.0.0.0/1", 0, 0}}, entries...)
	}
	return entries
}

// restGateway adds a second gateway endpoint on the tables that the first is not on.
func (m *maker) restGateway(v string) {
	var taken []any
	for _, p := range m.ofKind("AWS::EC2::VPCEndpoint") {
		list, _ := p["RouteTableIds"].([]any)
		for _, table := range list {
			taken = append(taken, table.(props)["Ref"])
		}
	}
	rest := slices.DeleteFunc(slices.Clone(m.subnets[v]), func(s string) bool { return slices.Contains(taken, any(s+"Table")) })
	if len(rest) > 0 {
		m.gateway(v+"Rest", v, sample(m, rest)...)
	}
}

// secondOffice adds a VPN connection with static routes to a second office, beside the first if there is one.
func (m *maker) secondOffice(v string) {
	if m.resources[v+"Vgw"] == nil {
		m.vpnGateway(v)
		m.propagate(v, sample(m, m.subnets[v])...)
		m.targets[v] = append(m.targets[v], target{"GatewayId", v + "Vgw"})
	}
	if m.resources[v+"Vpn"] == nil {
		m.connection(v, "192.168.0.0/16")
	}
	m.add(v+"Office", "VPNConnection", props{
		"Type": "ipsec.1", "StaticRoutesOnly": true, "CustomerGatewayId": ref(v + "Device"), "VpnGatewayId": ref(v + "Vgw"),
	})
	m.add(v+"OfficeRoute", "VPNConnectionRoute", props{
		"VpnConnectionId": ref(v + "Office"), "DestinationCidrBlock": pick(m, []string{"172.16.0.0/16", "172.16.0.0/17", "192.168.7.0/24"}),
	})
	if m.resources[v+"IfGroup"] != nil {
		m.allow(v+"IfGroup", props{"CidrIp": "172.16.0.0/16"})
	}
}

// allow adds a rule for HTTPS to a security group.
func (m *maker) allow(group string, from props) {
	from["IpProtocol"], from["FromPort"], from["ToPort"] = "tcp", 443, 443
	p := m.properties(group)
	p["SecurityGroupIngress"] = append(slices.Clone(p["SecurityGroupIngress"].([]any)), from)
}

// secondary adds a block to a VPC, and a subnet in it.
func (m *maker) secondary(v string) {
	block := fmt.Sprintf("100.64.%d.0", 16*(1+slices.Index(m.vpcs, v)))
	m.add(v+"More", "VPCCidrBlock", props{"VpcId": ref(v), "CidrBlock": block + "/20"})
	s := v + "MoreSub"
	m.subnet(s, v, block+"/24", pick(m, []string{"a", "b"}))
	m.subnets[v] = append(m.subnets[v], s)
	m.randomRoute(v, s)
}

// listSources makes an endpoint's security group allow a prefix list.
func (m *maker) listSources(v string) {
	if m.resources[v+"IfGroup"] != nil {
		m.list(v+"Sources", sample(m, m.blocks()[4:])...)
		m.allow(v+"IfGroup", props{"SourcePrefixListId": attribute(v+"Sources", "PrefixListId")})
	}
}

// onward adds a private NAT gateway that leads on to a transit gateway or a peering connection.
func (m *maker) onward(v string) {
	links := slices.DeleteFunc(slices.Clone(m.targets[v]), func(t target) bool { return t.property != "TransitGatewayId" && t.property != "VpcPeeringConnectionId" })
	from, in := m.subnets[v][0], m.subnets[v][1]
	if len(links) == 0 {
		return
	}
	m.add(v+"Onward", "NatGateway", props{"SubnetId": ref(in), "ConnectivityType": "private"})
	for _, id := range m.routesTo(from, "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16") {
		p := m.properties(id)
		delete(p, "TransitGatewayId")
		delete(p, "VpcPeeringConnectionId")
		p["NatGatewayId"] = ref(v + "Onward")
	}
}

// routesTo are the routes of a subnet to some blocks.
func (m *maker) routesTo(subnet string, blocks ...string) []string {
	var ids []string
	for id, p := range m.ofKind("AWS::EC2::Route") {
		to, _ := p["DestinationCidrBlock"].(string)
		if p["RouteTableId"].(props)["Ref"] == subnet+"Table" && slices.Contains(blocks, to) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// publicAccess blocks public access, but for an exclusion.
func (m *maker) publicAccess(v, s string) {
	m.add("Block", "VPCBlockPublicAccessOptions", props{"InternetGatewayBlockMode": pick(m, []string{"block-ingress", "block-bidirectional", "off"})})
	if m.chance(60) {
		excluded := pick(m, []props{{"VpcId": ref(v)}, {"SubnetId": ref(s)}})
		excluded["InternetGatewayExclusionMode"] = pick(m, []string{"allow-egress", "allow-bidirectional"})
		m.add("Exclusion", "VPCBlockPublicAccessExclusion", excluded)
	}
}
