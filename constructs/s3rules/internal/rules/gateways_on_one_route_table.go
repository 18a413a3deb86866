package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func gatewaysOnOneRouteTable() Rule {
	return Rule{
		Id:       "gateways-on-one-route-table",
		Title:    "two S3 gateway endpoints are in one route table",
		Severity: Error,
		AwsError: "route table rtb-… already has a route with destination-prefix-list-id pl-…",
		Fix:      "Keep one of the two, or take the route table out of one. To use an endpoint that exists already, refer to it by its id.",
		Link:     gatewayPage,
		check:    checkGatewaysOnOneRouteTable,
	}
}

func checkGatewaysOnOneRouteTable(in *input) []Result {
	var list []Result
	for _, t := range in.network.RouteTables {
		compliance := NotApplicable
		var first *network.Endpoint
		for _, e := range t.GatewayEndpoints {
			s3 := e.IsGateway().And(e.IsS3())
			if s3 == template.False {
				continue
			}
			if first == nil {
				first, compliance = e, Compliant
				continue
			}
			wrong := s3.And(first.IsGateway()).And(first.IsS3()).And(bothExist(&first.Entity, &e.Entity)).And(sameEnvironment(first, e, t.Key))
			list = append(list, violationIf(wrong, fmt.Sprintf("%s and %s are both in the route table %s.", first.Name(), e.Name(), t.Name()),
				append(at(&e.Entity, "Properties/RouteTableIds"), at(&first.Entity, "Properties/RouteTableIds")...)...))
		}
		list = append(list, Result{Compliance: compliance})
	}
	return append(list, unknownTables(in)...)
}

// unknownTables stands for the route tables that cannot be told: each may have a second endpoint.
func unknownTables(in *input) []Result {
	return eachGateway(func(_ *input, e *network.Endpoint) Result {
		if e.RouteTableIds.AllKnown() {
			return notApplicable()
		}
		return unknown()
	})(in)
}
