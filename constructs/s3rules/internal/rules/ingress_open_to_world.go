package rules

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func ingressOpenToWorld() Rule {
	return Rule{
		Id:       "ingress-open-to-world",
		Title:    "a security group of an S3 interface endpoint lets TCP 443 in from everywhere",
		Severity: Warning,
		Effect:   "The deploy succeeds, and any network that is routed to the VPC can use the endpoint.",
		Fix:      "Name the CIDRs of the clients instead of 0.0.0.0/0 and ::/0.",
		Link:     s3InterfacePage,
		check:    eachInterface(checkIngressOpenToWorld),
	}
}

func checkIngressOpenToWorld(_ *input, e *network.Endpoint) Result {
	if e.SecurityGroupIds.State == network.Absent {
		return notApplicable()
	}
	open := truth(false)
	if !e.SecurityGroupIds.AllKnown() {
		open = template.Undecided
	}
	var halves []netip.Prefix
	for _, g := range e.SecurityGroups {
		if !g.Complete {
			open = open.Or(template.Undecided)
		}
		for _, rule := range g.Ingress {
			applies := allowsHttps(rule).And(rule.Exists)
			wide := everywhere(rule.Cidr).Or(everywhere(rule.Ipv6Cidr)).And(applies)
			for _, block := range []netip.Prefix{rule.Cidr.Prefix, rule.Ipv6Cidr.Prefix} {
				if block.Bits() == 1 && applies == template.True {
					wide = wide.Or(truth(slices.ContainsFunc(halves, func(other netip.Prefix) bool { return isOtherHalf(block, other) })))
					halves = append(halves, block)
				}
			}
			if wide == template.True {
				location := "Properties"
				if rule.Place != "" {
					location += "/" + rule.Place
				}
				return violation(fmt.Sprintf("%s has the security group %s, which lets the whole internet in: %s.", e.Name(), g.Name(), rule),
					append(at(&rule.Entity, location), at(&e.Entity, "Properties/SecurityGroupIds")...)...)
			}
			open = open.Or(wide)
		}
	}
	return violationIf(open, "")
}

// isOtherHalf tells whether two blocks, each of half of all addresses, are all addresses of a family together.
func isOtherHalf(a, b netip.Prefix) bool {
	return a.Addr().Is4() == b.Addr().Is4() && a != b
}

// everywhere tells whether a block has every address of its family.
func everywhere(c network.Cidr) template.Truth {
	switch c.State() {
	case network.Known:
		return truth(c.Prefix.Bits() == 0)
	case network.Absent:
		return template.False
	case network.Unknown:
	}
	return template.Undecided
}
