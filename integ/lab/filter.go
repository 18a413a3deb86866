//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// everything is the block of all IPv4 addresses, and everything6 that of all IPv6 ones.
func everything() netip.Prefix { return netip.PrefixFrom(netip.IPv4Unspecified(), 0) }

func everything6() netip.Prefix { return netip.PrefixFrom(netip.IPv6Unspecified(), 0) }

type (
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
		id      string
		vpc     *vpc
		ingress []rule
	}
	// rule is one of a group, in it or as a resource of its own.
	rule struct {
		GroupId                                       string
		IpProtocol                                    text
		FromPort, ToPort                              *number
		CidrIp, CidrIpv6                              string
		SourceSecurityGroupId, SourcePrefixListId     string
		Description, SourceSecurityGroupOwnerId, Name any
	}
	prefixList []netip.Prefix
)

// defaultAcl is the network ACL that AWS makes with a VPC.
func defaultAcl(v *vpc) *acl {
	a := &acl{id: defaultOf("DefaultNetworkAcl", v.id)}
	for _, egress := range []bool{true, false} {
		a.entries = append(a.entries, aclEntry{number: 100, egress: egress, allow: true, block: everything(), to: 65535})
	}
	for _, egress := range []bool{true, false} {
		a.entries = append(a.entries, aclEntry{number: 101, egress: egress, allow: true, block: everything6(), to: 65535})
	}
	return a
}

// defaultGroup is the security group that AWS makes with a VPC: its members reach each other.
func defaultGroup(v *vpc) *group {
	id := defaultOf("DefaultSecurityGroup", v.id)
	return &group{
		id: id, vpc: v,
		ingress: []rule{{IpProtocol: "-1", SourceSecurityGroupId: id}},
	}
}

// readFilters reads prefix lists, security groups and network ACLs. Of the groups, only what they allow in matters: clients
// are supposed to be allowed out.
func (n *Network) readFilters() {
	each(n, "AWS::EC2::PrefixList", func(r *resource, p struct {
		AddressFamily string
		Entries       []struct {
			Cidr        string
			Description any
		}
	},
	) {
		list := prefixList{}
		for _, entry := range p.Entries {
			if p.AddressFamily != "IPv6" {
				list = append(list, n.block(entry.Cidr, r))
			}
		}
		n.parts[r.id] = list
	})
	allow := func(g *group, r *resource, rules ...rule) {
		for _, rule := range rules {
			if rule.CidrIp != "" {
				n.block(rule.CidrIp, r)
			}
		}
		g.ingress = append(g.ingress, rules...)
	}
	each(n, "AWS::EC2::SecurityGroup", func(r *resource, p struct {
		VpcId                string
		SecurityGroupIngress []rule
		SecurityGroupEgress  any
	},
	) {
		g := &group{id: r.id, vpc: at[*vpc](n, p.VpcId, r)}
		n.parts[r.id] = g
		allow(g, r, p.SecurityGroupIngress...)
	})
	each(n, "AWS::EC2::SecurityGroupIngress", func(r *resource, p rule) { allow(at[*group](n, p.GroupId, r), r, p) })
	each(n, "AWS::EC2::SecurityGroupEgress", func(*resource, map[string]any) {})
	each(n, "Custom::VpcRestrictDefaultSG", func(r *resource, p struct{ DefaultSecurityGroupId string }) {
		at[*group](n, p.DefaultSecurityGroupId, r).ingress = nil
	})
	each(n, "AWS::EC2::NetworkAcl", func(r *resource, p struct{ VpcId string }) {
		at[*vpc](n, p.VpcId, r)
		n.parts[r.id] = &acl{id: r.id}
	})
	each(n, "AWS::EC2::SubnetNetworkAclAssociation", func(r *resource, p struct{ SubnetId, NetworkAclId string }) {
		at[*subnet](n, p.SubnetId, r).acl = at[*acl](n, p.NetworkAclId, r)
	})
	each(n, "AWS::EC2::NetworkAclEntry", func(r *resource, p struct {
		NetworkAclId, RuleAction, CidrBlock, Ipv6CidrBlock string

		RuleNumber number
		Egress     boolean
		Protocol   text
		PortRange  struct{ From, To *number }
		Icmp       any
	},
	) {
		a := at[*acl](n, p.NetworkAclId, r)
		e := aclEntry{number: p.RuleNumber, egress: bool(p.Egress), allow: p.RuleAction == "allow"}
		if slices.ContainsFunc(a.entries, func(other aclEntry) bool { return other.number == e.number && other.egress == e.egress }) {
			refuse("%s has the number of another entry, which AWS refuses", r)
		}
		if !p.Protocol.isTcp() {
			return // not for the lab's packets
		}
		if e.block = n.block6(p.Ipv6CidrBlock); p.CidrBlock != "" {
			e.block = n.block(p.CidrBlock, r)
		}
		if !e.block.IsValid() {
			refuse("%s has no block that the lab knows", r)
		}
		e.from, e.to = p.Protocol.ports(p.PortRange.From, p.PortRange.To, r)
		a.entries = append(a.entries, e)
		slices.SortFunc(a.entries, func(a, b aclEntry) int { return int(a.number - b.number) })
	})
}

// isTcp reports whether a protocol, by name or number, is TCP or all of them.
func (t text) isTcp() bool { return t == "6" || t == "tcp" || t.isAll() }

func (t text) isAll() bool { return t == "-1" || t == "all" }

// ports are those of a rule or an entry for a protocol.
func (t text) ports(from, to *number, by *resource) (first, last int) {
	switch {
	case t.isAll():
		return 0, 65535
	case from == nil || to == nil:
		refuse("%s is for TCP and has no ports, which AWS refuses", by)
	}
	return int(*from), int(*to)
}

// rules writes a network ACL's entries for one direction and IP version in nft's syntax: what is allowed returns, the rest is
// dropped.
func (a *acl) rules(egress bool, family string) string {
	var b strings.Builder
	side := "saddr"
	if egress {
		side = "daddr"
	}
	for _, e := range a.entries {
		if e.egress != egress || (family == "ip6") != e.block.Addr().Is6() {
			continue
		}
		verdict := "drop"
		if e.allow {
			verdict = "return"
		}
		fmt.Fprintf(&b, "%s %s %s %s %s\n", family, side, e.block, ports(e.from, e.to), verdict)
	}
	return b.String() + "drop\n"
}

// ports writes a range of destination ports in nft's syntax.
func ports(from, to int) string {
	if from <= 0 && to >= 65535 {
		return "meta l4proto tcp"
	}
	return fmt.Sprintf("tcp dport %d-%d", from, to)
}

// isOpen reports whether an ACL allows everything, as the default one does.
func (a *acl) isOpen() bool {
	open := 0
	for _, e := range a.entries {
		switch {
		case !e.allow:
			return false
		case e.from == 0 && e.to == 65535 && (e.block == everything() || e.block == everything6()):
			open++
		}
	}
	return open == 4 // of both directions and IP versions
}

// admit writes the rules by which security groups allow requests, in nft's syntax.
func (n *Network) admit(groups []*group, by *resource) string {
	var b strings.Builder
	for _, g := range groups {
		for _, rule := range g.ingress {
			if !rule.IpProtocol.isTcp() {
				continue
			}
			from, to := rule.IpProtocol.ports(rule.FromPort, rule.ToPort, by)
			for _, source := range n.sources(rule, by) {
				fmt.Fprintf(&b, "ip saddr %s %s accept\n", source, ports(from, to))
			}
		}
	}
	return b.String() + "drop\n"
}

// sources are the addresses that a rule of a security group allows.
func (n *Network) sources(r rule, by *resource) []netip.Prefix {
	switch {
	case r.CidrIp != "":
		return []netip.Prefix{n.block(r.CidrIp, by)}
	case r.SourcePrefixListId != "":
		return at[prefixList](n, r.SourcePrefixListId, by)
	case r.SourceSecurityGroupId != "":
		return n.members(at[*group](n, r.SourceSecurityGroupId, by))
	}
	return nil // IPv6
}

// members are the addresses in a security group: those of the endpoints that have it, and of some of its VPC's clients,
// since the templates do not say which clients have it.
func (n *Network) members(g *group) []netip.Prefix {
	var members []netip.Prefix
	for _, e := range all[*endpoint](n) {
		for _, i := range e.interfaces {
			if slices.Contains(e.groups, g) {
				members = append(members, netip.PrefixFrom(i.address, 32))
			}
		}
	}
	for _, s := range all[*subnet](n) {
		if addresses := n.clientAddresses(s.block); s.vpc == g.vpc && len(addresses) > 0 {
			members = append(members, netip.PrefixFrom(addresses[0], 32))
		}
	}
	return members
}

// stamps are the paths over a gateway. The index of one in a packet's DSCP field names the last gateway that took it out of a
// VPC, but a NAT gateway rather than what is behind it; 0 is none, or a gateway endpoint.
func stamps() []Path { return []Path{"", Nat, Internet, Transit, Vpn, Peering} }

// rules writes what a router allows, in nft's syntax: what gateways carry, and the network ACLs at the subnets' edges.
func (r *router) rules(n *Network) string {
	var gateways strings.Builder
	for _, p := range r.ports {
		path, leaves := Path(""), true
		switch part := n.parts[p.to].(type) {
		case *transit:
			path = Transit
		case *nat:
			path = Nat
		case *peering:
			// A peer forwards nothing: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html.
			path = Peering
			fmt.Fprintf(&gateways, "iifname %s ip saddr != %s drop\n", p.device, set(part.other(r.vpc).blocks))
		default:
			path, leaves = map[string]Path{r.vpc.internetGateway: Internet, r.vpc.vpnGateway: Vpn}[p.to], p.subnet == nil
		}
		if leaves {
			fmt.Fprintf(&gateways, "oifname %s ip dscp != %d ip dscp set %d\n", p.device, slices.Index(stamps(), Nat), slices.Index(stamps(), path))
		}
	}
	return r.edges("ip", gateways.String()) + r.edges("ip6", "")
}

// edges writes the network ACLs at the subnets' edges for packets of one IP version, behind rules for gateways.
func (r *router) edges(family, gateways string) string {
	var edges, chains strings.Builder
	written := map[*acl]string{}
	check := func(a *acl, side string, egress bool, device string) {
		if a.isOpen() {
			return
		}
		if written[a] == "" {
			written[a] = fmt.Sprintf("acl%d", len(written)+1)
			fmt.Fprintf(&chains, "chain %s_out {\n%s}\nchain %s_in {\n%s}\n", written[a], a.rules(true, family), written[a], a.rules(false, family))
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
	return fmt.Sprintf(`table %s vpc {
		%schain gateways {
			type filter hook forward priority -10
			%s
		}
		chain edges {
			type filter hook forward priority 0
			%s
		}
	}
`, family, chains.String(), gateways, edges.String())
}

// set writes blocks in nft's syntax.
func set(blocks []netip.Prefix) string {
	var texts []string
	for _, b := range blocks {
		texts = append(texts, b.String())
	}
	return "{ " + strings.Join(texts, ", ") + " }"
}
