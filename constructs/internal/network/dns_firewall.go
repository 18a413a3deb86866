package network

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// FirewallRuleGroup is a rule group of Route 53 Resolver DNS Firewall.
type FirewallRuleGroup struct {
	Entity
	// Rules are those of the group. Complete is false if there may be others.
	Rules    []*FirewallRule
	Complete bool
}

// FirewallRule is a rule of a group. The one with the lowest priority that has the name of a query decides. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-actions.html.
type FirewallRule struct {
	// Place is the rule's place in the group, such as "FirewallRules.0".
	Place    string
	Priority Fact[int]
	// Action is "allow", "alert", which allows too, or "block". BlockResponse is "nodata", "nxdomain" or "override", which
	// answers another name.
	Action, BlockResponse Fact[string]
	// RecordType is the record type in lower case that the rule is for, such as "aaaa", absent for all.
	RecordType Fact[string]
	// Redirection is "trust_redirection_domain" if the names to which a CNAME record leads are not checked.
	Redirection Fact[string]
	// Domains are lower-case and may begin with "*". Complete is false if there may be others.
	Domains  []template.Value
	Complete bool
	// Cause is why the domains are not complete, nil if that is known of nothing in the templates.
	Cause *template.Cause

	list Fact[Key]
}

// FirewallDomainList is a list of domains for rules.
type FirewallDomainList struct {
	Entity
	// Domains are lower-case and may begin with "*". Complete is false if there may be others.
	Domains  []template.Value
	Complete bool
}

// FirewallAssociation associates a rule group with a VPC.
type FirewallAssociation struct {
	*Association[FirewallRuleGroup]
	// Priority orders the groups of a VPC, the lowest first.
	Priority Fact[int]
}

func (b *builder) connectDomainList(p properties) {
	l := b.domainLists[resourceKey(p.r)]
	domains, ok := p.get("Domains").List()
	l.Complete = ok && p.get("DomainFileUrl").Kind() == template.Absent
	for _, domain := range domains {
		l.Domains = append(l.Domains, domain.DomainName())
	}
}

func (b *builder) connectDnsFirewall(p properties) {
	g := b.dnsFirewalls[resourceKey(p.r)]
	rules, ok := p.each("FirewallRules")
	g.Complete = ok
	for _, p := range rules {
		rule := &FirewallRule{
			Place: strings.TrimSuffix(p.place, "."), Priority: p.int("Priority"), Action: p.word("Action"), BlockResponse: p.word("BlockResponse"),
			RecordType: p.word("Qtype"), Redirection: p.word("FirewallDomainRedirectionAction"), list: p.key("FirewallDomainListId"),
		}
		g.Rules = append(g.Rules, rule)
	}
}

// linkDnsFirewalls puts the domains of the lists into the rules that name them, and the groups and profiles into the VPCs. A rule
// without a list is for suspicious names of any domain. A VPC that nothing else shows has no clients.
func (b *builder) linkDnsFirewalls() {
	for _, link := range b.dnsLinks {
		if v := b.vpcs[link.vpc.Value]; v != nil && link.vpc.State == Known {
			link.to(v)
		}
	}
	for _, g := range b.dnsFirewalls.sorted() {
		for _, rule := range g.Rules {
			l := b.domainLists[rule.list.Value]
			if rule.Cause = rule.list.Cause; l == nil || rule.list.State != Known || rule.Cause != nil {
				continue
			}
			rule.Domains, rule.Complete = l.Domains, l.Complete && l.Exists == template.True
		}
	}
}

func (b *builder) associateDnsFirewall(p properties) {
	a := &FirewallAssociation{associate(p, &b.dnsFirewalls, "FirewallRuleGroupId"), p.int("Priority")}
	b.dnsLinks = append(b.dnsLinks, dnsLink{p.placeKey("VpcId"), func(v *Vpc) { v.Firewalls = append(v.Firewalls, a) }})
}

// dnsLink associates something with a VPC.
type dnsLink struct {
	vpc Fact[Key]
	to  func(*Vpc)
}
