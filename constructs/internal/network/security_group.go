package network

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// SecurityGroup is a security group.
type SecurityGroup struct {
	Entity
	// Incomplete is why not all rules in the group's own properties are known, nil if they are.
	Incomplete *template.Cause
	// VpcId is the group's VPC.
	VpcId Fact[Key]
	// Ingress and Egress are the rules, those of the group first.
	Ingress, Egress []*Rule
}

// IsComplete reports whether a template has the group, and all rules in its properties are known.
func (g *SecurityGroup) IsComplete() bool { return g.Resource != nil && g.Incomplete == nil }

// AllowsAllEgress reports whether AWS adds a rule that allows everything out, as it does to a group that is created without
// egress rules. It is undecided if rules are unknown, or are all resources of their own: CloudFormation may then remove that
// rule. See https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html.
func (g *SecurityGroup) AllowsAllEgress() template.Truth {
	switch {
	case slices.ContainsFunc(g.Egress, func(r *Rule) bool { return r.Place != "" }):
		return template.False
	case !g.IsComplete() || len(g.Egress) > 0:
		return template.Undecided
	}
	return template.True
}

// Rule is one rule of a security group.
type Rule struct {
	// Entity is the resource that holds the rule: the group, or a resource of its own.
	Entity
	// Place is the rule's place in that resource, such as "SecurityGroupIngress.0", empty if it is the whole.
	Place string
	// Protocol is ProtocolTcp, ProtocolAll or another.
	Protocol Fact[string]
	// FromPort and ToPort bound the ports. They are 0 and 65535 if the rule is for all ports, in whatever form.
	FromPort, ToPort Fact[int]
	// Cidr, Ipv6Cidr, GroupId and PrefixListId are the peer: only one is not absent.
	Cidr, Ipv6Cidr Cidr
	GroupId        Fact[Key]
	PrefixListId   Fact[Key]

	peer string // for messages
}

// String names the rule for messages: where it is, and what it allows.
func (r *Rule) String() string {
	where := r.Name()
	if r.Place != "" {
		where += " " + r.Place
	}
	return fmt.Sprintf("%s (%s from %s)", where, portsText(r.Protocol, r.FromPort, r.ToPort), r.peer)
}

func (b *builder) connectGroup(p properties) {
	g := b.groups[resourceKey(p.r)]
	g.VpcId = p.key("VpcId")
	// Rules of the group itself come before those that resources of their own add.
	g.Ingress = append(b.groupRules(g, p, "SecurityGroupIngress"), g.Ingress...)
	g.Egress = append(b.groupRules(g, p, "SecurityGroupEgress"), g.Egress...)
}

// groupRules reads the rules in a property of the group.
func (b *builder) groupRules(g *SecurityGroup, p properties, property string) []*Rule {
	elements, ok := p.each(property)
	if !ok {
		g.Incomplete = p.unknown(property, p.get(property), "a list")
	}
	var rules []*Rule
	for i, rule := range elements {
		if rule.of.Kind() == template.Unknown {
			g.Incomplete = p.unknown(property, *rule.of, "a rule")
			continue
		}
		read := readRule(g.Entity, rule)
		read.Place = element(property, i)
		rules = append(rules, read)
	}
	return rules
}

const typeIngress = "AWS::EC2::SecurityGroupIngress"

// addRule reads a rule that is a resource of its own.
func (b *builder) addRule(p properties) {
	g := place(p, &b.groups, "GroupId")
	switch {
	case g == nil:
	case p.r.Type == typeIngress:
		g.Ingress = append(g.Ingress, readRule(entityOf(p.r).with(&g.Entity), p))
	default:
		g.Egress = append(g.Egress, readRule(entityOf(p.r).with(&g.Entity), p))
	}
}

func readRule(e Entity, p properties) *Rule {
	protocol := p.protocol("IpProtocol")
	from, to := ports(protocol, p.int("FromPort"), p.int("ToPort"))
	either := func(ingress, egress string) Fact[Key] {
		if id := p.key(ingress); id.State != Absent {
			return id
		}
		return p.key(egress)
	}
	rule := &Rule{
		Entity:       e,
		Protocol:     protocol,
		FromPort:     from,
		ToPort:       to,
		Cidr:         p.ipv4Cidr("CidrIp"),
		Ipv6Cidr:     p.ipv6Cidr("CidrIpv6"),
		GroupId:      either("SourceSecurityGroupId", "DestinationSecurityGroupId"),
		PrefixListId: either("SourcePrefixListId", "DestinationPrefixListId"),
		peer:         "an unknown peer",
	}
	switch {
	case rule.Cidr.State() != Absent:
		rule.peer = rule.Cidr.String()
	case rule.Ipv6Cidr.State() != Absent:
		rule.peer = rule.Ipv6Cidr.String()
	case rule.GroupId.State == Known:
		rule.peer = "security group " + p.b.Name(rule.GroupId.Value)
	case rule.PrefixListId.State == Known:
		rule.peer = "prefix list " + p.b.Name(rule.PrefixListId.Value)
	}
	return rule
}
