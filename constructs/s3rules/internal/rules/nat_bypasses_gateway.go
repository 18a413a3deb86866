package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func natBypassesGateway() Rule {
	return Rule{
		Id:       "nat-bypasses-gateway",
		Title:    "subnets send S3 traffic to a NAT gateway, in a VPC that has an S3 gateway endpoint",
		Severity: Warning,
		Effect:   "The deploy succeeds, and the S3 traffic of these subnets is charged by GB at the NAT gateway.",
		Fix:      "Add the route table to the RouteTableIds of the gateway endpoint, which is free.",
		Link:     s3GatewayPage,
		check: func(in *input) []Result {
			var list []Result
			for _, t := range in.network.RouteTables {
				list = append(list, checkNatBypassesGateway(in, t))
			}
			return list
		},
	}
}

func checkNatBypassesGateway(in *input, t *network.RouteTable) Result {
	if t.Vpc == nil || len(t.Subnets) == 0 {
		return notApplicable()
	}
	var gateway *network.Endpoint
	missed := template.True
	for _, e := range t.Vpc.Endpoints {
		if e.IsS3().And(e.IsGateway()) != template.True {
			continue
		}
		gateway = e
		if !e.RouteTableIds.AllKnown() || e.Exists != template.True {
			missed = template.Undecided
		}
	}
	if gateway == nil {
		return notApplicable()
	}
	for _, e := range t.GatewayEndpoints {
		missed = missed.And(e.IsS3().And(e.IsGateway()).Not())
	}
	if missed == template.False {
		return violationIf(missed, "")
	}
	route, leads := in.defaultRoute(t, network.TargetNatGateway)
	if route == nil {
		return violationIf(leads, "")
	}
	return violationIf(leads.And(missed), fmt.Sprintf("%s sends the S3 traffic of %s to a NAT gateway by %s, and is not among the RouteTableIds of %s.",
		t.Name(), names(t.Subnets), route.Name(), gateway.Name()),
		append(at(&route.Entity, "Properties/NatGatewayId"), at(&gateway.Entity, "Properties/RouteTableIds")...)...)
}
