package network

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// Acl is a network ACL.
type Acl struct {
	Entity
	// VpcId is the ACL's VPC.
	VpcId Fact[Key]
	// Entries are in the order that AWS tries them, by rule number. One without a known number is among the first.
	Entries []*AclEntry
}

// The actions of an entry.
const (
	ActionAllow = "allow"
	ActionDeny  = "deny"
)

// AclEntry is one entry of a network ACL.
type AclEntry struct {
	Entity
	// NetworkAclId is the ACL.
	NetworkAclId Fact[Key]
	// RuleNumber orders the entries.
	RuleNumber Fact[int]
	// Protocol is ProtocolTcp, ProtocolAll or another.
	Protocol Fact[string]
	// RuleAction is ActionAllow or ActionDeny.
	RuleAction Fact[string]
	// Egress is false by default: the entry is for what comes in.
	Egress Fact[bool]
	// Cidr and Ipv6Cidr are the peer.
	Cidr, Ipv6Cidr Cidr
	// FromPort and ToPort bound the ports. They are 0 and 65535 if the entry is for all ports, in whatever form.
	FromPort, ToPort Fact[int]
}

// String names the entry for messages: where it is, and what it does.
func (e *AclEntry) String() string {
	action, direction, peer := "decides on", "from", e.Cidr
	switch e.RuleAction.Value {
	case ActionAllow:
		action = "allows"
	case ActionDeny:
		action = "denies"
	}
	if e.Egress.Is(true) == template.True {
		direction = "to"
	}
	if peer.State() == Absent {
		peer = e.Ipv6Cidr
	}
	return fmt.Sprintf("%s (rule %d %s %s %s %s)", e.Name(), e.RuleNumber.Value, action, portsText(e.Protocol, e.FromPort, e.ToPort), direction, peer)
}

func (b *builder) connectAcl(r *template.Resource) {
	b.acls[resourceKey(r)].VpcId = b.properties(r).key("VpcId")
}

func (b *builder) addAclEntry(r *template.Resource) {
	p := b.properties(r)
	protocol := p.protocol("Protocol")
	between := p.in("PortRange")
	from, to := ports(protocol, between.int("From"), between.int("To"))
	entry := &AclEntry{
		Entity:       entityOf(r),
		NetworkAclId: p.key("NetworkAclId"),
		RuleNumber:   p.int("RuleNumber"),
		Protocol:     protocol,
		RuleAction:   p.word("RuleAction", ActionAllow, ActionDeny),
		Egress:       p.bool("Egress"),
		Cidr:         p.cidr("CidrBlock"),
		Ipv6Cidr:     p.cidr("Ipv6CidrBlock"),
		FromPort:     from,
		ToPort:       to,
	}
	b.placeBy(r, "NetworkAclId", entry.NetworkAclId)
	acl := b.acl(entry.NetworkAclId)
	if acl == nil {
		return
	}
	acl.Entries = append(acl.Entries, entry)
}

// linkDefaultAcl sets the default ACL of its VPC for a subnet without an association, if the templates add entries to it.
func (b *builder) linkDefaultAcl(s *Subnet) {
	acl := b.acls[s.Vpc.Key+".DefaultNetworkAcl"]
	if acl == nil {
		return
	}
	if acl.VpcId.State == Absent {
		b.completeDefaultAcl(acl, s.Vpc)
	}
	s.NetworkAcl, s.AclExists = acl, template.True
	if b.openAclAssociations {
		s.AclExists = template.Undecided
	}
}

// completeDefaultAcl adds the entries of a VPC's default ACL that AWS makes: rule 100 allows everything, and rule 101
// everything of IPv6.
func (b *builder) completeDefaultAcl(acl *Acl, v *Vpc) {
	acl.name = "the default network ACL of " + v.Name()
	acl.VpcId = known(v.Key)
	acl.Declared = v.Declared
	for _, egress := range []bool{false, true} {
		entry := AclEntry{
			Entity:       acl.Entity,
			NetworkAclId: known(acl.Key),
			Protocol:     known(ProtocolAll),
			RuleAction:   known(ActionAllow),
			Egress:       known(egress),
			FromPort:     known(0),
			ToPort:       known(65535),
		}
		ipv4, ipv6 := entry, entry
		ipv4.RuleNumber, ipv4.Cidr = known(100), LiteralCidr("0.0.0.0/0")
		ipv6.RuleNumber, ipv6.Ipv6Cidr = known(101), LiteralCidr("::/0")
		acl.Entries = append(acl.Entries, &ipv4, &ipv6)
	}
}

// sortEntries puts the entries of all ACLs into the order that AWS tries them in.
func (b *builder) sortEntries() {
	for _, acl := range b.acls {
		slices.SortStableFunc(acl.Entries, func(d, e *AclEntry) int { return cmp.Compare(d.RuleNumber.Value, e.RuleNumber.Value) })
	}
}
