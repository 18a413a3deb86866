package rules

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func ingressOpenToWorld() Rule {
	return Rule{
		Id:       "ingress-open-to-world",
		Title:    "A security group of an S3 interface endpoint allows TCP 443 from anywhere",
		Severity: Warning,
		Effect:   "The deploy succeeds, and any network with a route to the VPC can use the endpoint.",
		Fix:      "Allow the CIDRs of the clients instead of 0.0.0.0/0 and ::/0.",
		Page:     s3InterfacePage,
		check:    eachInterface(checkIngressOpenToWorld),
	}
}

func checkIngressOpenToWorld(_ *input, e *network.Endpoint) Result {
	if e.SecurityGroupIds.State == network.Absent {
		return notApplicable()
	}
	open := falseIf(e.SecurityGroupIds.AllKnown())
	var halves []netip.Prefix
	for _, g := range e.SecurityGroups {
		open = open.Or(falseIf(g.Complete))
		for _, rule := range g.Ingress {
			applies := rule.Allows(443).And(rule.Exists)
			wide := isEverywhere(rule.Cidr).Or(isEverywhere(rule.Ipv6Cidr)).And(applies)
			for _, block := range []netip.Prefix{rule.Cidr.Prefix, rule.Ipv6Cidr.Prefix} {
				if block.Bits() == 1 && applies == truth.True {
					wide = wide.Or(truth.Of(slices.ContainsFunc(halves, func(other netip.Prefix) bool { return isOtherHalf(block, other) })))
					halves = append(halves, block)
				}
			}
			if wide == truth.True {
				return violation(fmt.Sprintf("The security group %s of %s allows TCP 443 from anywhere: %s.", g.Name(), e.Name(), rule),
					at(&rule.Entity, locationOf(rule)), at(&e.Entity, "SecurityGroupIds"))
			}
			open = open.Or(wide)
		}
	}
	return violationIf(open, "")
}

// isOtherHalf reports whether two blocks of half of all addresses are all addresses of a family together.
func isOtherHalf(a, b netip.Prefix) bool { return a.Addr().Is4() == b.Addr().Is4() && a != b }

// locationOf returns the path of a rule in the resource that has it, such as "SecurityGroupIngress.0".
func locationOf(rule *network.Rule) string {
	return regexp.MustCompile(`\[(\d+)\]`).ReplaceAllString(rule.Place, ".$1")
}
