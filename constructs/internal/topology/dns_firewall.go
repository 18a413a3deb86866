package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// firewallRule is a rule of DNS Firewall for a VPC. It decides before anything that answers. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-groups.html.
type firewallRule struct {
	// rule is nil for one of a group that is unknown.
	rule  *network.FirewallRule
	group flow.Ref
	// priority is that of the group.
	priority network.Fact[int]
	exists   truth.Value
	causes   flow.Causes
	matches  truth.Value // a name
}

// addFirewall adds the rules of a group, by what associates it.
func (t *Topology) addFirewall(rules []firewallRule, by flow.Ref, name string, g *network.FirewallRuleGroup, priority network.Fact[int], exists truth.Value, why flow.Causes) []firewallRule {
	if g == nil || !g.Declared {
		if g != nil {
			why = why.And(t.causes.of(g.Cause))
		}
		return append(rules, firewallRule{group: by, priority: priority, exists: truth.Undecided, causes: t.orElse(why, CauseDns, name)})
	}
	exists, why = exists.And(g.Exists), why.And(t.Existence(&g.Entity))
	for _, rule := range g.Rules {
		rules = append(rules, firewallRule{rule: rule, group: g, priority: priority, exists: exists, causes: why})
	}
	if modified := t.Why(t.unseen.modifying(&g.Entity)...); len(modified) > 0 || !g.Complete {
		rules = append(rules, firewallRule{group: by, priority: priority, exists: truth.Undecided, causes: why.And(modified)})
	}
	return rules
}

// before reports whether a rule is surely applied before another one.
func (r firewallRule) before(other firewallRule) bool {
	lower := func(a, b network.Fact[int]) bool {
		return a.State == network.Known && b.State == network.Known && a.Value < b.Value
	}
	if r.group == other.group {
		return r.rule != nil && other.rule != nil && lower(r.rule.Priority, other.rule.Priority)
	}
	return lower(r.priority, other.priority)
}

// firewalled reports whether DNS Firewall allows a query, what it may answer if not, and why that is unknown. It also
// checks the names to which CNAME records lead. Those of S3 are not documented, so any name of AWS counts.
func (t *Topology) firewalled(r *resolver, v *network.Vpc, n Name, f Family) (passes truth.Value, blocked []Answer, why flow.Causes) {
	deciding, passes, why := t.decidingRules(r.firewall, v, n, f)
	isChecked := passes != truth.False // the names to which CNAME records lead
	for _, d := range deciding {
		switch {
		case d.mayBlock():
			blocked = append(blocked, d.blocks())
		case d.rule.Redirection.Is("trust_redirection_domain") == truth.True:
			passes = truth.True
		default:
			isChecked, passes = true, truth.True
		}
	}
	if isChecked {
		checked := slices.DeleteFunc(slices.Clone(r.firewall), func(rule firewallRule) bool {
			return rule.rule != nil && rule.rule.Redirection.Is("trust_redirection_domain") == truth.True
		})
		redirected, _, causes := t.decidingRules(checked, v, Name{labels: domain{urlSuffix}, below: true}, f)
		for _, d := range redirected {
			if d.mayBlock() && !slices.Contains(blocked, d.blocks()) {
				blocked, why = append(blocked, d.blocks()), why.And(t.orElse(causes, CauseRedirection, "Amazon S3"))
			}
		}
	}
	return passes, blocked, why
}

// decidingRules returns the rules that may decide on a name, and whether it may pass because none does.
func (t *Topology) decidingRules(rules []firewallRule, v *network.Vpc, n Name, f Family) (deciding []firewallRule, passes truth.Value, why flow.Causes) {
	var matching []firewallRule
	passes = truth.True
	for _, r := range rules {
		var causes flow.Causes
		r.matches, causes = t.firewallMatches(r, v, n, f)
		if r.matches = r.matches.And(r.exists); r.matches == truth.False {
			continue
		}
		r.causes = r.causes.And(causes)
		matching = append(matching, r)
		if r.matches == truth.True {
			passes = truth.False
		}
	}
	for _, r := range matching {
		isBeaten := func(other firewallRule) bool { return other.matches == truth.True && other.before(r) }
		if !slices.ContainsFunc(matching, isBeaten) {
			deciding, why = append(deciding, r), why.And(r.causes)
		}
	}
	return deciding, passes, why
}

// mayBlock reports whether a rule blocks queries, or may do so.
func (r firewallRule) mayBlock() bool {
	return r.rule == nil || r.rule.Action.State != network.Known || r.rule.Action.Value == "block"
}

// blocks returns the answer to a query that the rule blocks.
func (r firewallRule) blocks() Answer {
	if r.rule != nil && r.rule.Action.Value == "block" && (r.rule.BlockResponse.Value == "nodata" || r.rule.BlockResponse.Value == "nxdomain") {
		return Answer{Kind: NoAddress, By: r.group}
	}
	return Answer{Kind: AnyAnswer, By: r.group}
}

// firewallMatches reports whether a rule is for a name, and why that is unknown.
func (t *Topology) firewallMatches(r firewallRule, v *network.Vpc, n Name, f Family) (truth.Value, flow.Causes) {
	if r.rule == nil {
		return truth.Undecided, nil
	}
	forType := truth.True
	switch kind := r.rule.RecordType; {
	case kind.State == network.Unknown, strings.HasPrefix(kind.Value, "type"):
		forType = truth.Undecided
	case kind.State == network.Known:
		forType = truth.Of(kind.Value == [...]string{Ipv4: "a", Ipv6: "aaaa"}[f])
	}
	is, why := truth.False, t.causes.of(r.rule.RecordType.Cause)
	for _, written := range r.rule.Domains {
		m := firewallDomainHas(written, v, n)
		if is = is.Or(m.is); m.is == truth.Undecided && m.cause != (template.Cause{}) {
			why = why.And(t.Why(m.cause))
		}
	}
	if !r.rule.Complete {
		is, why = is.Or(truth.Undecided), why.And(t.causes.of(r.rule.Cause))
	}
	if is = is.And(forType); is != truth.Undecided || n.below && len(why) == 0 {
		return is, nil
	}
	return is, t.orElse(why, CauseDomains, r.rule.Place)
}

// firewallDomainHas reports whether a domain of a list has a name. One with an asterisk has the names below it. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html.
func firewallDomainHas(written template.Value, v *network.Vpc, n Name) match {
	d := domainOf(written, v)
	if written.Kind() != template.Text || len(d) == 0 {
		return match{is: truth.Undecided}
	}
	last := d[len(d)-1]
	switch isWild := last == "*"; {
	case isWild && len(d) == 1:
		return match{is: truth.True}
	case n.below && (d[0] == urlSuffix || isUnknown(d[0])):
		return match{is: truth.Of(isWild && len(d) == 2).Or(truth.Undecided)}
	case last == "*":
		m := d[:len(d)-1].has(n, written, v)
		if m.labels >= len(n.labels) {
			m.is = truth.False // it is the name itself
		}
		return m
	case strings.HasPrefix(last, "*"):
		m := d[:len(d)-1].has(n, written, v)
		m.is = m.is.And(truth.Undecided)
		return m
	}
	return match{is: d.equals(n, written, v)}
}
