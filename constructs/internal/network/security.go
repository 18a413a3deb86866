package network

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// SecurityGroup is a security group.
type SecurityGroup struct {
	Entity
	// Complete tells whether the group is in the templates. Of one that is not, only the rules that they add are known.
	Complete bool
	// VpcId is the group's VPC.
	VpcId Fact[Key]
	// Ingress and Egress are the rules, those of the group first. A group of the templates without egress rules lets
	// everything out, which AWS adds by itself.
	Ingress, Egress []*Rule
}

// Rule is one rule of a security group.
type Rule struct {
	// Entity is the resource that holds the rule: the group, or a resource of its own.
	Entity
	// Place is the rule's place in that resource, such as "SecurityGroupIngress[0]", empty if it is the whole.
	Place string
	// Protocol is "tcp", "6", "-1" and so on.
	Protocol Fact[string]
	// FromPort and ToPort bound the ports.
	FromPort, ToPort Fact[int]
	// Cidr, Ipv6Cidr, GroupId and PrefixListId are the peer: only one is not absent.
	Cidr, Ipv6Cidr Cidr
	GroupId        Fact[Key]
	PrefixListId   Fact[Key]
}

// Allows tells whether the rule is for TCP on a port.
func (r *Rule) Allows(port int) template.Truth {
	return protocolIsTcp(r.Protocol).And(portsContain(r.Protocol, r.FromPort, r.ToPort, port, port))
}

func protocolIsTcp(protocol Fact[string]) template.Truth {
	return protocol.Is("tcp").Or(protocol.Is("6")).Or(protocol.Is("-1"))
}

// portsContain tells whether a range of ports has all from low to high. Rules for all protocols have no ports.
func portsContain(protocol Fact[string], from, to Fact[int], low, high int) template.Truth {
	if protocol.Is("-1") == template.True || from.State == Absent && to.State == Absent || from.Is(-1) == template.True {
		return template.True
	}
	if from.State != Known || to.State != Known {
		return template.Undecided
	}
	if from.Value <= low && high <= to.Value {
		return template.True
	}
	return template.False
}

// Peer says whom the rule is for.
func (r *Rule) Peer() string {
	switch {
	case r.Cidr.State() != Absent:
		return r.Cidr.String()
	case r.Ipv6Cidr.State() != Absent:
		return r.Ipv6Cidr.String()
	case r.GroupId.State == Known:
		return "security group " + string(r.GroupId.Value)
	case r.PrefixListId.State == Known:
		return "prefix list " + string(r.PrefixListId.Value)
	}
	return "an unknown peer"
}

// String names the rule for messages: where it stands, and what it lets pass.
func (r *Rule) String() string {
	where := r.Name()
	if r.Place != "" {
		where += " " + r.Place
	}
	return fmt.Sprintf("%s (%s from %s)", where, ports(r.Protocol, r.FromPort, r.ToPort), r.Peer())
}

// ports words a protocol and its ports, such as "tcp 443".
func ports(protocol Fact[string], from, to Fact[int]) string {
	word := protocol.Value
	switch {
	case protocol.State != Known:
		word = "unknown protocol"
	case word == "-1":
		return "all traffic"
	case word == "6":
		word = "tcp"
	}
	if from.State != Known || to.State != Known {
		return word
	}
	if from.Value == to.Value {
		return word + " " + strconv.Itoa(from.Value)
	}
	return fmt.Sprintf("%s %d-%d", word, from.Value, to.Value)
}

// Acl is a network ACL.
type Acl struct {
	Entity
	// Complete tells whether the ACL is in the templates, or is the default one of a VPC that is, with the entries that AWS
	// gives it. Of another, only the entries that the templates add are known.
	Complete bool
	// VpcId is the ACL's VPC.
	VpcId Fact[Key]
	// Entries are in the order that AWS tries them, by rule number. One without a known number makes the ACL not Complete.
	Entries []*AclEntry
}

// AclEntry is one entry of a network ACL.
type AclEntry struct {
	Entity
	// NetworkAclId is the ACL.
	NetworkAclId Fact[Key]
	// RuleNumber orders the entries.
	RuleNumber Fact[int]
	// Protocol is a number: "6" for TCP, "-1" for all.
	Protocol Fact[string]
	// RuleAction is "allow" or "deny".
	RuleAction Fact[string]
	// Egress is false by default: the entry is for what comes in.
	Egress Fact[bool]
	// Cidr and Ipv6Cidr are the peer.
	Cidr, Ipv6Cidr Cidr
	// FromPort and ToPort bound the ports.
	FromPort, ToPort Fact[int]
}

// IsTcp tells whether the entry is for TCP.
func (e *AclEntry) IsTcp() template.Truth { return protocolIsTcp(e.Protocol) }

// HasPorts tells whether the entry is for every port from low to high.
func (e *AclEntry) HasPorts(low, high int) template.Truth {
	return portsContain(e.Protocol, e.FromPort, e.ToPort, low, high)
}

// OverlapsPorts tells whether the entry is for some port from low to high.
func (e *AclEntry) OverlapsPorts(low, high int) template.Truth {
	if e.FromPort.State == Known && e.ToPort.State == Known && e.Protocol.Is("-1") != template.True &&
		(e.ToPort.Value < low || e.FromPort.Value > high) && e.FromPort.Value != -1 {
		return template.False
	}
	if e.HasPorts(low, high) == template.Undecided {
		return template.Undecided
	}
	return template.True
}

// String names the entry for messages: where it stands, and what it does.
func (e *AclEntry) String() string {
	action, direction, peer := "decides on", "from", e.Cidr
	if e.RuleAction.State == Known {
		action = strings.ToLower(e.RuleAction.Value) + "s"
		action = strings.Replace(action, "denys", "denies", 1)
	}
	if e.Egress.Is(true) == template.True {
		direction = "to"
	}
	if peer.State() == Absent {
		peer = e.Ipv6Cidr
	}
	return fmt.Sprintf("%s (rule %d %s %s %s %s)", e.Name(), e.RuleNumber.Value, action, ports(e.Protocol, e.FromPort, e.ToPort), direction, peer)
}
