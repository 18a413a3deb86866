//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"slices"
)

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
