package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func noIngress443() Rule {
	return Rule{
		Id:       "no-ingress-443",
		Title:    "no security group of an S3 interface endpoint lets TCP 443 in",
		Severity: Error,
		Effect:   "The deploy succeeds, and every connection to the endpoint times out.",
		Fix:      "Add an ingress rule for TCP 443 from the clients' CIDRs, prefix lists or security groups.",
		Link:     s3InterfacePage,
		check:    checkNoIngress443,
	}
}

func checkNoIngress443(in *input) []Result {
	unplaced := in.unplacedIngress()
	return eachInterface(func(_ *input, e *network.Endpoint) Result {
		if e.SecurityGroupIds.State == network.Absent || e.SecurityGroupIds.AllKnown() && len(e.SecurityGroups) == 0 {
			return notApplicable() // missing-security-groups
		}
		letsIn := unplaced
		if !e.SecurityGroupIds.AllKnown() {
			letsIn = template.Undecided
		}
		places := at(&e.Entity, "Properties/SecurityGroupIds")
		for _, g := range e.SecurityGroups {
			if !g.Complete {
				letsIn = letsIn.Or(template.Undecided)
			}
			for _, rule := range g.Ingress {
				letsIn = letsIn.Or(allowsHttps(rule).And(rule.Exists))
			}
			places = append(places, at(&g.Entity, "Properties/SecurityGroupIngress")...)
		}
		if letsIn == template.False && slices.ContainsFunc(e.SecurityGroups, in.isHandedOut) {
			letsIn = template.Undecided
		}
		return violationIf(letsIn.Not(), fmt.Sprintf("%s has the security groups %s, and none of their rules lets TCP 443 in.", e.Name(), names(e.SecurityGroups)), places...)
	})(in)
}

// unplacedIngress is undecided if a rule is for a group that the templates do not tell, which may be any.
func (in *input) unplacedIngress() template.Truth {
	for _, r := range in.network.Resources {
		if r.Type == "AWS::EC2::SecurityGroupIngress" && network.KeyOf(r.Property("GroupId")).State == network.Unknown {
			return template.Undecided
		}
	}
	for _, g := range in.network.SecurityGroups {
		if !g.Complete && len(g.Ingress) > 0 && g.Resource == nil && !strings.HasPrefix(string(g.Key), "sg-") {
			return template.Undecided
		}
	}
	return template.False
}

// allowsHttps tells whether a rule is for TCP 443. AWS takes a protocol in any case.
func allowsHttps(rule *network.Rule) template.Truth {
	lower := *rule
	lower.Protocol.Value = strings.ToLower(rule.Protocol.Value)
	return lower.Allows(443)
}

// isHandedOut tells whether others may learn the id of a group, and so may add rules to it: by an output, or by a property
// that is not for security groups, such as the value of an SSM parameter.
func (in *input) isHandedOut(g *network.SecurityGroup) bool {
	for _, s := range in.assembly.Stacks {
		for _, output := range s.Outputs() {
			if v := s.Output(output); v.Kind() == template.Unknown || mentions(v, g.Key, false) {
				return true
			}
		}
	}
	return slices.ContainsFunc(in.network.Resources, func(r *template.Resource) bool {
		switch {
		case strings.HasPrefix(r.Type, "AWS::EC2::"), r.Nested() != nil:
			return false // what is in a nested stack that is read is seen there
		case strings.HasPrefix(r.Type, "AWS::") && !strings.HasPrefix(r.Type, "AWS::CloudFormation::"):
			return mentions(r.Properties(), g.Key, true)
		}
		return mentions(r.Properties(), g.Key, false)
	})
}

// mentions tells whether the id of a group is in a value, in whole or in a text. Fields for security groups may be left
// aside: they make something a member, which adds no rule.
func mentions(v template.Value, group network.Key, leaveMembersAside bool) bool {
	for _, token := range v.Tokens() {
		if token.Scope+"."+token.Name == string(group) && (token.Attribute == "" || token.Attribute == "GroupId") {
			return true
		}
	}
	if v.Kind() == template.List {
		list, _ := v.List()
		return slices.ContainsFunc(list, func(element template.Value) bool { return mentions(element, group, leaveMembersAside) })
	}
	return slices.ContainsFunc(v.Fields(), func(name string) bool {
		isMembers := leaveMembersAside && strings.Contains(name, "SecurityGroup")
		return !isMembers && mentions(v.Field(name), group, leaveMembersAside)
	})
}
