package rules

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func natWithoutGateway() Rule {
	return Rule{
		Id:       "nat-without-gateway",
		Title:    "Workloads that use S3 reach it through a NAT gateway, and their VPC has no S3 gateway endpoint",
		Severity: Warning,
		Effect:   "The deploy succeeds, but the S3 traffic of these workloads is billed per GB at the NAT gateway.",
		Fix:      "Add an S3 gateway endpoint, which is free, with the route tables of the workloads' subnets.",
		Page:     s3GatewayPage,
		check: func(in *input) []Result {
			uses := in.s3Uses()
			return each(in, in.network.Vpcs, func(_ *input, v *network.Vpc) Result { return checkNatWithoutGateway(in, v, uses) })
		},
	}
}

// checkNatWithoutGateway checks only workloads whose role surely allows them to use S3: a NAT gateway is there for many other
// services.
func checkNatWithoutGateway(in *input, v *network.Vpc, uses map[network.Key]s3Use) Result {
	if slices.ContainsFunc(v.Endpoints, func(e *network.Endpoint) bool { return e.IsS3Gateway() == truth.True }) {
		return notApplicable() // nat-bypasses-gateway
	}
	var workloads []*network.Workload
	var routes []*network.Route
	mistake, applies := truth.False, truth.False
	for _, s := range v.Subnets {
		here := slices.DeleteFunc(slices.Clone(s.Workloads), func(w *network.Workload) bool { return !in.usesS3(w, uses) })
		if len(here) == 0 {
			continue
		}
		route, byNat := leavesBy(in.topology().S3(topology.Client{Subnet: s}, topology.Ipv4, false), network.TargetNatGateway)
		if byNat == truth.True && route != nil {
			workloads = append(workloads, here...)
			routes = append(routes, route)
		}
		applies, mistake = truth.True, mistake.Or(byNat)
	}
	return appliesIf(applies, func() Result {
		if len(routes) == 0 {
			return compliantUnless(mistake)
		}
		slices.SortFunc(workloads, func(a, b *network.Workload) int { return strings.Compare(a.Name(), b.Name()) })
		slices.SortFunc(routes, func(a, b *network.Route) int { return strings.Compare(a.Name(), b.Name()) })
		return violation(slices.Concat(at(&routes[0].Entity, "NatGatewayId"), at(&v.Entity, "")),
			"%s has no S3 gateway endpoint, so the S3 traffic of %s is sent to a NAT gateway (%s).",
			v.Name(), names(slices.Compact(workloads)), names(slices.Compact(routes)))
	})
}
