package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func noClientLetIn() Rule {
	return Rule{
		Id:       "no-client-let-in",
		Title:    "no security group of an S3 interface endpoint lets TCP 443 in",
		Severity: Error,
		Effect:   "The deploy succeeds, and every connection to the endpoint times out.",
		Fix:      "Add an ingress rule for TCP 443 from the clients' CIDRs, prefix lists or security groups.",
		Link:     s3InterfacePage,
		judge:    judgeNoClientLetIn,
	}
}

func judgeNoClientLetIn(in *input) []Judgement {
	unplaced := in.unplacedIngress()
	return eachInterface(func(_ *input, e *network.Endpoint) Judgement {
		if e.SecurityGroupIds.State == network.Absent || e.SecurityGroupIds.AllKnown() && len(e.SecurityGroups) == 0 {
			return Judgement{Verdict: DoesNotApply} // security-groups-left-out
		}
		letsIn := unplaced
		if !e.SecurityGroupIds.AllKnown() {
			letsIn = template.Undecided
		}
		places := at(&e.Entity, "Properties/SecurityGroupIds")
		for _, g := range e.SecurityGroups {
			if !g.Shown {
				letsIn = letsIn.Or(template.Undecided)
			}
			for _, rule := range g.Ingress {
				letsIn = letsIn.Or(rule.Allows(443).And(rule.Exists))
			}
			places = append(places, at(&g.Entity, "Properties/SecurityGroupIngress")...)
		}
		return decide(letsIn.Not(), fmt.Sprintf("%s has the security groups %s, and none of their rules lets TCP 443 in.", e.Name(), names(e.SecurityGroups)), places...)
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
		if !g.Shown && len(g.Ingress) > 0 && g.Resource == nil && !strings.HasPrefix(string(g.Key), "sg-") {
			return template.Undecided
		}
	}
	return template.False
}
