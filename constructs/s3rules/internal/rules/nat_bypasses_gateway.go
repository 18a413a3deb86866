package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func natBypassesGateway() Rule {
	return Rule{
		Id:       "nat-bypasses-gateway",
		Title:    "Subnets send S3 traffic to a NAT gateway, although their VPC has an S3 gateway endpoint",
		Severity: Warning,
		Effect:   "The deploy succeeds, but the S3 traffic of these subnets is billed per GB at the NAT gateway.",
		Fix:      "Add the route table to the RouteTableIds of the gateway endpoint, which is free.",
		Page:     s3GatewayPage,
		check:    func(in *input) []Result { return each(in, in.network.RouteTables, checkNatBypassesGateway) },
	}
}

func checkNatBypassesGateway(in *input, t *network.RouteTable) Result {
	if t.Vpc == nil || len(t.Subnets) == 0 {
		return notApplicable()
	}
	var gateway *network.Endpoint
	exists := truth.False
	for _, e := range t.Vpc.Endpoints {
		if e.IsS3Gateway() == truth.True {
			gateway = e
			exists = exists.Or(e.Exists)
		}
	}
	if gateway == nil {
		return notApplicable()
	}
	route, usesNat := leavesBy(in.topology().S3(topology.Client{Subnet: t.Subnets[0]}, topology.Ipv4, false), network.TargetNatGateway)
	if route == nil {
		return compliantUnless(usesNat)
	}
	return violationIf(usesNat.And(exists), slices.Concat(at(&route.Entity, "NatGatewayId"), at(&gateway.Entity, "RouteTableIds")),
		"The route table %s is not in the RouteTableIds of %s, so its route %s sends the S3 traffic of %s to a NAT gateway.",
		t.Name(), gateway.Name(), route.Name(), names(t.Subnets))
}
