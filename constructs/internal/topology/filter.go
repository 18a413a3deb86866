package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// ingress returns the rules of all security groups of an endpoint.
func (t *Topology) ingress(e *network.Endpoint) *flow.Filter {
	return once(&t.filters, e, func() *flow.Filter {
		groups := e.SecurityGroups
		if e.SecurityGroupIds.State == network.Absent && e.Vpc != nil {
			if g := network.Find(t.network.SecurityGroups, e.Vpc.Key+".DefaultSecurityGroup"); g != nil {
				groups = append(groups, g)
			}
		}
		return t.ingressTo(Groups{e}, e.Name(), e.SecurityGroupIds, groups)
	})
}

// ingressTo does so for any network interface. One without groups has the VPC's default group, which allows its own members
// unless somebody has changed that, and what the templates add to it.
func (t *Topology) ingressTo(ref flow.Ref, name string, ids network.Keys, groups []*network.SecurityGroup) *flow.Filter {
	var entries []flow.Entry
	for _, g := range groups {
		for _, r := range g.Ingress {
			entries = append(entries, t.rule(r))
		}
	}
	if ids.State == network.Absent {
		members := t.unknownAddresses("default group", CauseMembers, "default of the VPC")
		members.Members = true
		peers := []flow.Block{flow.OfSymbol(members, 0, ipv6Bits)}
		return flow.NewFilter(ref, append(entries, flow.Entry{Ref: ref, Allow: truth.True, Exists: truth.True, Peers: peers, Ports: flow.AllPorts()}))
	}
	unseen := t.unseenRules(name, ids, groups, "AWS::EC2::SecurityGroupIngress")
	return flow.NewFilter(ref, append(entries, t.unseenEntries("rules of the security groups of "+name, truth.True, unseen)...))
}

// unseenEntries returns an entry for each cause of entries that no template shows.
func (t *Topology) unseenEntries(part string, allow truth.Value, why []template.Cause) []flow.Entry {
	var entries []flow.Entry
	for _, cause := range why {
		entries = append(entries, flow.Unseen(Unseen{part, cause}, allow, t.Why(cause)))
	}
	return entries
}

// unseenRules returns why something with security groups may have rules of a type that no template shows.
func (t *Topology) unseenRules(of string, ids network.Keys, groups []*network.SecurityGroup, ruleType string) []template.Cause {
	why := t.rulesOfOthers(groups, ruleType)
	for _, g := range groups {
		why = append(why, t.unseen.of(&g.Entity, ruleType)...)
		if g.Resource == nil {
			why = append(why, causeOf(&g.Entity, CauseRules))
		} else if g.Incomplete != nil {
			why = append(why, *g.Incomplete)
		}
	}
	for _, cause := range append([]*template.Cause{ids.Cause}, ids.Causes()...) {
		if cause != nil {
			why = append(why, *cause)
		}
	}
	if len(why) == 0 && !ids.AllKnown() {
		why = append(why, template.Cause{Kind: CauseRules, Subject: of})
	}
	return why
}

// rule returns a rule of a security group as an entry.
func (t *Topology) rule(r *network.Rule) flow.Entry {
	entry := flow.Entry{Ref: r, Allow: truth.True, Exists: r.Exists, Peers: t.rulePeers(r), Causes: t.Existence(&r.Entity)}
	entry.Ports = t.ports(&entry, r.Protocol, r.FromPort, r.ToPort)
	if len(entry.Peers) == 0 { // which peer is unknown
		entry.Exists = entry.Exists.And(truth.Undecided)
		entry.Peers = []flow.Block{{Addresses: flow.All()}}
		entry.Causes = t.orElse(entry.Causes, CauseRules, r.Name())
	}
	return entry
}

// ports returns the TCP ports of a rule or an entry, and leaves one for another protocol out.
func (t *Topology) ports(e *flow.Entry, protocol network.Fact[string], from, to network.Fact[int]) flow.Ports {
	is := protocol.Is(network.ProtocolTcp).Or(protocol.Is(network.ProtocolAll))
	if is == truth.Undecided {
		e.Causes = e.Causes.And(t.causes.because(CauseRules, "", protocol.Cause))
	}
	e.Exists = e.Exists.And(is)
	if from.State == network.Known && to.State == network.Known {
		return flow.PortRange(clamp(from.Value), clamp(to.Value))
	}
	if e.Exists != truth.False {
		e.Exists = e.Exists.And(truth.Undecided)
		e.Causes = e.Causes.And(t.causes.because(CauseRules, "", from.Cause, to.Cause))
	}
	return flow.AllPorts()
}

func clamp(port int) flow.Port { return flow.Port(min(max(port, 0), 65535)) }

// subnetAcl returns the network ACL of a subnet. Encryption controls of its VPC count as one that may drop anything.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html
func (t *Topology) subnetAcl(s *network.Subnet) flow.Alts[*flow.Acl] {
	if s.Vpc != nil {
		if controls := t.Why(t.unseen.changedBy(changesTraffic, s.Vpc.Key)...); len(controls) > 0 {
			return flow.Sure(t.unknownAcl("exclusions from the encryption controls of "+s.Vpc.Name(), controls))
		}
	}
	unknown := func(why flow.Causes) *flow.Acl { return t.unknownAcl("entries of the network ACL of "+s.Name(), why) }
	alts, sure := associated(t, s.NetworkAcls, t.acl, unknown)
	if sure {
		return alts
	}
	if s.Resource == nil || s.Vpc == nil {
		alts = orUnknown(alts, t.causes.because(CauseRules, "the network ACL of "+s.Name(), s.Cause, s.VpcId.Cause), unknown)
	} else {
		alts = alts.Or(nil, t.acl(s.Vpc.DefaultNetworkAcl))
	}
	return orUnknown(alts, t.Why(t.unseen.associating(s, t.everyAcl(), "AWS::EC2::SubnetNetworkAclAssociation")...), unknown)
}

// aclEntities returns all network ACLs.
func (t *Topology) aclEntities() []*network.Entity {
	var all []*network.Entity
	for _, n := range t.network.NetworkAcls {
		all = append(all, &n.Entity)
	}
	return all
}

// unknownAcl is one that may do anything, because a part is not in the templates.
func (t *Topology) unknownAcl(part string, why flow.Causes) *flow.Acl {
	ref := Unseen{Part: part}
	filter := flow.NewFilter(ref, []flow.Entry{flow.Unseen(ref, truth.Undecided, why)})
	return &flow.Acl{Ref: ref, In: filter, Out: filter}
}

// acl returns a network ACL.
func (t *Topology) acl(n *network.Acl) *flow.Acl {
	return once(&t.acls, n, func() *flow.Acl { return &flow.Acl{Ref: n, In: t.direction(n, false), Out: t.direction(n, true)} })
}

// direction returns the entries for one direction, in the order of their numbers. What is not seen, or has an unknown
// number, may be first.
func (t *Topology) direction(n *network.Acl, egress bool) *flow.Filter {
	first := t.unseenEntries("entries of network ACL "+n.Name(), truth.Undecided, t.whyUnseen(n))
	var ordered []flow.Entry
	for _, e := range n.Entries {
		is := e.Egress.Or(false).Is(egress)
		entry := flow.Entry{Ref: e, Allow: e.RuleAction.Is(network.ActionAllow), Exists: e.Exists.And(is), Causes: t.Existence(&e.Entity)}
		if is == truth.Undecided || entry.Allow == truth.Undecided {
			entry.Causes = entry.Causes.And(t.causes.because(CauseRules, e.Name(), e.Egress.Cause, e.RuleAction.Cause))
		}
		entry.Ports = t.ports(&entry, e.Protocol, e.FromPort, e.ToPort)
		entry.Peers = t.blocks(e.Cidr, e.Ipv6Cidr)
		if e.RuleNumber.State == network.Known {
			ordered = append(ordered, entry)
			continue
		}
		entry.Exists = entry.Exists.And(truth.Undecided)
		entry.Causes = entry.Causes.And(t.causes.because(CauseRules, e.Name(), e.RuleNumber.Cause))
		first = append(first, entry)
	}
	return flow.NewFilter(AclDirection{n, egress}, append(first, ordered...))
}

// whyUnseen returns why a network ACL may have entries that no template shows.
func (t *Topology) whyUnseen(n *network.Acl) []template.Cause {
	home := stackOf(&n.Entity)
	if n.DefaultOf != nil {
		home = stackOf(&n.DefaultOf.Entity)
	}
	why := t.unseen.naming(n.Key, home, "AWS::EC2::NetworkAclEntry")
	if !n.Declared {
		why = append(why, causeOf(&n.Entity, CauseRules))
	}
	return why
}
