package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func securityGroupQuota() Rule {
	return Rule{
		Id:       "security-group-quota",
		Title:    "A security group that belongs to an S3 endpoint or uses prefix lists has more than 60 rules in one direction",
		Severity: Warning,
		AwsError: "The maximum number of rules per security group has been reached.",
		Fix: "Request a quota increase before deploying, combine CIDRs, or reduce the MaxEntries of prefix lists. A prefix list counts as many " +
			"rules as its MaxEntries, however few entries it has.",
		Page:  groupQuotaPage,
		check: checkSecurityGroupQuota,
	}
}

func checkSecurityGroupQuota(in *input) []Result {
	ofEndpoint := map[*network.SecurityGroup]bool{}
	for _, e := range in.network.Endpoints {
		if e.IsS3() == truth.True {
			for _, g := range e.SecurityGroups {
				ofEndpoint[g] = true
			}
		}
	}
	var results []Result
	for _, g := range in.network.SecurityGroups {
		for _, direction := range []struct {
			property string
			rules    []*network.Rule
		}{{"SecurityGroupIngress", g.Ingress}, {"SecurityGroupEgress", g.Egress}} {
			if ofEndpoint[g] || slices.ContainsFunc(direction.rules, usesPrefixList) {
				results = append(results, checkRuleCount(in, g, direction.property, direction.rules))
			}
		}
	}
	return results
}

func usesPrefixList(r *network.Rule) bool { return r.PrefixListId.State != network.Absent }

func checkRuleCount(in *input, g *network.SecurityGroup, property string, rules []*network.Rule) Result {
	count, all := in.network.CountRules(rules)
	if !count.Exceeds() {
		return compliantIf(all && g.IsComplete())
	}
	locations := at(&g.Entity, property)
	for _, r := range rules {
		if g.Resource == nil || usesPrefixList(r) {
			locations = append(locations, at(&r.Entity, r.Place)...)
		}
	}
	return violationIf(g.Exists, locations,
		"The rules in %s of %s count as %d; the default quota is %d.", property, g.Name(), max(count.Ipv4, count.Ipv6), network.RulesPerGroup)
}
