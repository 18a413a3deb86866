package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func gatewaysOnOneRouteTable() Rule {
	return Rule{
		Id:       "gateways-on-one-route-table",
		Title:    "Two S3 gateway endpoints use the same route table",
		Severity: Error,
		AwsError: "route table rtb-… already has a route with destination-prefix-list-id pl-…",
		Fix: "Remove one of the endpoints, or remove the shared route tables from one of them. To use an endpoint that another construct, " +
			"stack or app creates, pass it as PrivateS3AccessProps.ExistingGateway.",
		Page:  gatewayPage,
		check: checkGatewaysOnOneRouteTable,
	}
}

func checkGatewaysOnOneRouteTable(in *input) []Result {
	type pair struct{ first, second *network.Endpoint }
	var pairs []pair
	var results []Result
	tables := map[pair][]*network.RouteTable{}
	for _, t := range in.network.RouteTables {
		var first *network.Endpoint
		for _, e := range t.GatewayEndpoints {
			isGateway := e.IsS3Gateway()
			if isGateway == truth.False {
				continue
			}
			if first == nil {
				first = e
				results = append(results, compliant())
				continue
			}
			p := pair{first, e}
			switch isGateway.And(first.IsS3Gateway()).And(bothExist(first.Exists, e.Exists)).And(sameEnvironment(first, e, t.Key)) {
			case truth.True:
				if tables[p] == nil {
					pairs = append(pairs, p)
				}
				tables[p] = append(tables[p], t)
			case truth.Undecided:
				results = append(results, unknown())
			}
		}
	}
	for _, p := range pairs {
		results = append(results, violation(slices.Concat(at(&p.second.Entity, "RouteTableIds"), at(&p.first.Entity, "RouteTableIds")),
			"%s and %s both add a route for S3 to %s%s.%s%s",
			p.first.Name(), p.second.Name(), names(tables[p]), ifExists(&p.first.Entity, &p.second.Entity), origin(p.first), origin(p.second)))
	}
	// An unknown route table may have a second endpoint.
	return append(results, eachGateway(func(_ *input, e *network.Endpoint) Result {
		if e.RouteTableIds.AllKnown() {
			return notApplicable()
		}
		return unknown()
	})(in)...)
}

// origin says what creates an endpoint, if that is not a construct of its own.
func origin(e *network.Endpoint) string {
	if e.Resource.Existing {
		return fmt.Sprintf(" %s exists outside of the app.", e.Name())
	}
	if e.Resource.Path == "" || e.Vpc == nil {
		return ""
	}
	if id, ok := strings.CutPrefix(e.Name(), e.Vpc.Name()+"/"); ok && !strings.Contains(id, "/") {
		return fmt.Sprintf(" %s is created by the VPC: remove it from VpcProps.GatewayEndpoints, or remove the call of AddGatewayEndpoint.", e.Name())
	}
	return ""
}
