package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
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
		check: eachInterface(func(in *input, e *network.Endpoint) Result {
			if e.SecurityGroupIds.State == network.Absent {
				return notApplicable()
			}
			return worse(
				checkOpen(e, topology.Ipv4, in.topology().Ingress(e, in.topology().PublicIpv4())),
				checkOpen(e, topology.Ipv6, in.topology().Ingress(e, flow.PublicIpv6())))
		}),
	}
}

// checkOpen checks what becomes of connections from all public addresses of an IP version.
func checkOpen(e *network.Endpoint, f topology.Family, pieces []flow.Piece) Result {
	open := topology.HasVersion(e, f).And(flow.ForAll(pieces, flow.End.Passes))
	if rules := allowing(pieces); open == truth.True && len(rules) > 0 {
		return openIngress(e, "anywhere", rules)
	}
	return compliantUnless(open)
}

// openIngress is the violation of rules that allow too much.
func openIngress(e *network.Endpoint, from string, rules []*network.Rule) Result {
	var words []string
	var locations []Location
	for _, rule := range rules {
		words = append(words, rule.String())
		locations = append(locations, at(&rule.Entity, rule.Place)...)
	}
	return violation(slices.Concat(locations, at(&e.Entity, "SecurityGroupIds")),
		"The security group %s of %s allows TCP 443 from %s: %s.", groupOf(e, rules[0]), e.Name(), from, strings.Join(words, " and "))
}

// allowing returns the rules that allow packets.
func allowing(pieces []flow.Piece) []*network.Rule {
	var rules []*network.Rule
	for _, e := range flow.Ends(pieces) {
		if rule, ok := e.Trace.Ref.(*network.Rule); ok && e.Result == flow.Passed && !slices.Contains(rules, rule) {
			rules = append(rules, rule)
		}
	}
	return rules
}

// groupOf names the security group of an endpoint that has a rule.
func groupOf(e *network.Endpoint, rule *network.Rule) string {
	for _, g := range e.SecurityGroups {
		if slices.Contains(g.Ingress, rule) {
			return g.Name()
		}
	}
	return ""
}
