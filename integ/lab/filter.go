//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// everything is the block of all addresses.
func everything() netip.Prefix { return netip.PrefixFrom(netip.IPv4Unspecified(), 0) }

// defaultAcl is the network ACL that AWS makes with a VPC.
func defaultAcl(v *vpc) *acl {
	a := &acl{id: defaultOf("DefaultNetworkAcl", v.id)}
	for _, egress := range []bool{true, false} {
		a.entries = append(a.entries, aclEntry{number: 100, egress: egress, allow: true, block: everything(), to: 65535})
	}
	return a
}

// defaultGroup is the security group that AWS makes with a VPC: its members reach each other.
func defaultGroup(v *vpc) *group {
	id := defaultOf("DefaultSecurityGroup", v.id)
	return &group{
		id: id, vpc: v,
		ingress: []ruleProperties{{IpProtocol: "-1", SourceSecurityGroupId: id}},
		egress:  []ruleProperties{{IpProtocol: "-1", CidrIp: "0.0.0.0/0"}},
	}
}

func (n *Network) readFilters() {
	each(n, "AWS::EC2::PrefixList", func(r *resource, p prefixListProperties) {
		n.lists[r.id] = []netip.Prefix{}
		for _, entry := range p.Entries {
			if p.AddressFamily != "IPv6" {
				n.lists[r.id] = append(n.lists[r.id], n.block(entry.Cidr, r))
			}
		}
	})
	note := func(r *resource, rules ...ruleProperties) {
		for _, rule := range rules {
			if rule.CidrIp != "" {
				n.block(rule.CidrIp, r)
			}
		}
	}
	each(n, "AWS::EC2::SecurityGroup", func(r *resource, p securityGroupProperties) {
		note(r, p.SecurityGroupIngress...)
		n.groups[r.id] = &group{id: r.id, vpc: at(n.vpcs, p.VpcId, r), ingress: p.SecurityGroupIngress, egress: p.SecurityGroupEgress}
	})
	each(n, "AWS::EC2::SecurityGroupIngress", func(r *resource, p ruleProperties) {
		g := at(n.groups, p.GroupId, r)
		note(r, p)
		g.ingress = append(g.ingress, p)
	})
	each(n, "AWS::EC2::SecurityGroupEgress", func(r *resource, p ruleProperties) {
		g := at(n.groups, p.GroupId, r)
		g.egress = append(g.egress, p)
	})
	each(n, "Custom::VpcRestrictDefaultSG", func(r *resource, p restrictDefaultGroupProperties) {
		g := at(n.groups, p.DefaultSecurityGroupId, r)
		g.ingress, g.egress = nil, nil
	})
	each(n, "AWS::EC2::NetworkAcl", func(r *resource, p networkAclProperties) {
		at(n.vpcs, p.VpcId, r)
		n.acls[r.id] = &acl{id: r.id}
	})
	each(n, "AWS::EC2::SubnetNetworkAclAssociation", func(r *resource, p networkAclAssociationProperties) {
		at(n.subnets, p.SubnetId, r).acl = at(n.acls, p.NetworkAclId, r)
	})
	each(n, "AWS::EC2::NetworkAclEntry", func(r *resource, p networkAclEntryProperties) {
		a := at(n.acls, p.NetworkAclId, r)
		e := aclEntry{number: p.RuleNumber, egress: bool(p.Egress), allow: p.RuleAction == "allow", to: 65535}
		if slices.ContainsFunc(a.entries, func(other aclEntry) bool { return other.number == e.number && other.egress == e.egress }) {
			refuse("%s has the number of another entry, which AWS refuses", r)
		}
		if p.CidrBlock == "" || !p.Protocol.isTcp() {
			return // not for the lab's packets
		}
		e.block = n.block(p.CidrBlock, r)
		if !p.Protocol.isAll() {
			if p.PortRange.From == nil || p.PortRange.To == nil {
				refuse("%s is for TCP and has no PortRange, which AWS refuses", r)
			}
			e.from, e.to = int(*p.PortRange.From), int(*p.PortRange.To)
		}
		a.entries = append(a.entries, e)
		slices.SortFunc(a.entries, func(a, b aclEntry) int { return int(a.number - b.number) })
	})
}

// rules writes a network ACL's entries for one direction in nft's syntax: what is allowed returns, the rest is dropped.
func (a *acl) rules(egress bool) string {
	var b strings.Builder
	side := "saddr"
	if egress {
		side = "daddr"
	}
	for _, e := range a.entries {
		if e.egress != egress {
			continue
		}
		verdict := "drop"
		if e.allow {
			verdict = "return"
		}
		fmt.Fprintf(&b, "ip %s %s %s %s\n", side, e.block, ports(e.from, e.to), verdict)
	}
	return b.String() + "drop\n"
}

// ports writes a range of destination ports in nft's syntax.
func ports(from, to int) string {
	if from <= 0 && to >= 65535 {
		return "ip protocol tcp"
	}
	return fmt.Sprintf("tcp dport %d-%d", from, to)
}

// isOpen reports whether an ACL allows everything, as the default one does.
func (a *acl) isOpen() bool {
	return len(a.entries) == 2 && !slices.ContainsFunc(a.entries, func(e aclEntry) bool {
		return !e.allow || e.block != everything() || e.from != 0 || e.to != 65535
	}) && a.entries[0].egress != a.entries[1].egress
}

// admit writes the rules by which security groups allow requests, in nft's syntax.
func (n *Network) admit(groups []*group, by *resource) string {
	var b strings.Builder
	for _, g := range groups {
		for _, rule := range g.ingress {
			if !rule.IpProtocol.isTcp() {
				continue
			}
			from, to := 0, 65535
			if !rule.IpProtocol.isAll() {
				if rule.FromPort == nil || rule.ToPort == nil {
					refuse("%s: a rule of %s is for TCP and has no ports", by, g.id)
				}
				from, to = int(*rule.FromPort), int(*rule.ToPort)
			}
			for _, source := range n.sources(rule, by) {
				fmt.Fprintf(&b, "ip saddr %s %s accept\n", source, ports(from, to))
			}
		}
	}
	return b.String() + "drop\n"
}

// sources are the addresses that a rule of a security group allows.
func (n *Network) sources(rule ruleProperties, by *resource) []netip.Prefix {
	switch {
	case rule.CidrIp != "":
		return []netip.Prefix{n.block(rule.CidrIp, by)}
	case rule.SourcePrefixListId != "":
		return at(n.lists, rule.SourcePrefixListId, by)
	case rule.SourceSecurityGroupId != "":
		var members []netip.Prefix
		for _, address := range n.members(at(n.groups, rule.SourceSecurityGroupId, by)) {
			members = append(members, netip.PrefixFrom(address, 32))
		}
		return members
	}
	return nil // IPv6
}

// members are the addresses in a security group: those of the endpoints that have it, and of some of its VPC's clients,
// since the templates do not say which clients have it.
func (n *Network) members(g *group) []netip.Addr {
	var members []netip.Addr
	for _, e := range n.endpoints {
		for _, i := range e.interfaces {
			if slices.Contains(e.groups, g) {
				members = append(members, i.address)
			}
		}
	}
	for _, s := range n.subnets {
		if s.vpc == g.vpc {
			members = append(members, n.clientAddresses(s.block)[0])
		}
	}
	return members
}

// A stamp in a packet's DSCP field names the first gateway that took it out of its client's VPC.
type stamp int

const (
	unstamped stamp = iota
	byNat
	byInternetGateway
	byTransitGateway
	byVpnGateway
	byPeering
)

// rules writes what a router allows, in nft's syntax: what gateways carry, and the network ACLs at the subnets' edges.
func (r *router) rules(n *Network) string {
	var gateways, edges, chains strings.Builder
	stampAt := func(p port, s stamp) {
		fmt.Fprintf(&gateways, "oifname %s ip dscp 0 ip dscp set %d\n", p.device, s)
	}
	for _, p := range r.ports {
		peering := n.peerings[p.to]
		switch {
		case p.leg:
			stampAt(p, byTransitGateway)
		case n.nats[p.to] != nil:
			stampAt(p, byNat)
		case p.subnet != nil:
		case p.to == r.vpc.internetGateway:
			stampAt(p, byInternetGateway)
		case p.to == r.vpc.vpnGateway:
			stampAt(p, byVpnGateway)
		case peering != nil:
			// A peer forwards nothing: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html.
			stampAt(p, byPeering)
			fmt.Fprintf(&gateways, "iifname %s ip saddr != %s drop\n", p.device, set(peering.other(r.vpc).blocks))
		}
	}
	written := map[*acl]string{}
	check := func(a *acl, side string, egress bool, device string) {
		if a.isOpen() {
			return
		}
		if written[a] == "" {
			written[a] = fmt.Sprintf("acl%d", len(written)+1)
			fmt.Fprintf(&chains, "chain %s_out {\n%s}\nchain %s_in {\n%s}\n", written[a], a.rules(true), written[a], a.rules(false))
		}
		fmt.Fprintf(&edges, "%s %s jump %s_%s\n", side, device, written[a], map[bool]string{true: "out", false: "in"}[egress])
	}
	for _, from := range r.ports {
		for _, to := range r.ports {
			// There is none inside a subnet, but towards a transit gateway, by the table in
			// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html.
			if from.subnet != nil && from.subnet == to.subnet && (!to.leg || from.leg) && !from.subnet.acl.isOpen() {
				fmt.Fprintf(&edges, "iifname %s oifname %s accept\n", from.device, to.device)
			}
		}
	}
	for _, p := range r.ports {
		if p.subnet != nil {
			check(p.subnet.acl, "iifname", true, p.device)
			check(p.subnet.acl, "oifname", false, p.device)
		}
	}
	return fmt.Sprintf(`table ip vpc {
		%schain gateways {
			type filter hook forward priority -10
			%s
		}
		chain edges {
			type filter hook forward priority 0
			%s
		}
	}`, chains.String(), gateways.String(), edges.String())
}

// set writes blocks in nft's syntax.
func set(blocks []netip.Prefix) string {
	var texts []string
	for _, b := range blocks {
		texts = append(texts, b.String())
	}
	return "{ " + strings.Join(texts, ", ") + " }"
}

// other is the VPC at the other side.
func (p *peering) other(v *vpc) *vpc {
	if p.vpcs[0] == v {
		return p.vpcs[1]
	}
	return p.vpcs[0]
}
