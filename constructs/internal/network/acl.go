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
	// DefaultOf is the VPC whose default ACL it is, nil for another ACL.
	DefaultOf *Vpc
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

// connectAcl reads Default, which only a file of an account has: that the ACL is its VPC's default one.
func (b *builder) connectAcl(p properties) {
	if p.bool("Default").Is(true) != template.True {
		return
	}
	if v := b.vpc(p.key("VpcId")); v != nil {
		v.DefaultNetworkAcl = b.acls[resourceKey(p.r)]
		v.DefaultNetworkAcl.DefaultOf = v
	}
}

func (b *builder) addAclEntry(p properties) {
	protocol := p.protocol("Protocol")
	between := p.in("PortRange")
	from, to := ports(protocol, between.int("From"), between.int("To"))
	entry := &AclEntry{
		Entity:     entityOf(p.r),
		RuleNumber: p.int("RuleNumber"),
		Protocol:   protocol,
		RuleAction: p.word("RuleAction", ActionAllow, ActionDeny),
		Egress:     p.bool("Egress"),
		Cidr:       p.ipv4Cidr("CidrBlock"),
		Ipv6Cidr:   p.ipv6Cidr("Ipv6CidrBlock"),
		FromPort:   from,
		ToPort:     to,
	}
	if acl := place(p, &b.acls, "NetworkAclId"); acl != nil {
		entry.Entity = entry.with(&acl.Entity)
		acl.Entries = append(acl.Entries, entry)
	}
}

// addDefaultAcl adds the default ACL of a VPC if no resource has it, with the entries that AWS makes: rule 100 allows
// everything, and rule 101 everything of IPv6.
func (b *builder) addDefaultAcl(v *Vpc) {
	if v.DefaultNetworkAcl != nil {
		return
	}
	acl := b.acl(known(v.Key + ".DefaultNetworkAcl"))
	acl.name, acl.Declared, acl.Cause = "DefaultNetworkAcl of "+v.Name(), v.Declared, v.Cause // messages put "network ACL" in front
	acl.DefaultOf = v
	v.DefaultNetworkAcl = acl
	for _, egress := range []bool{false, true} {
		entry := AclEntry{
			Entity:     acl.Entity,
			Protocol:   known(ProtocolAll),
			RuleAction: known(ActionAllow),
			Egress:     known(egress),
			FromPort:   known(0),
			ToPort:     known(65535),
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
