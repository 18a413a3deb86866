package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func gatewayOnUnusedTable() Rule {
	return Rule{
		Id:       "gateway-on-unused-table",
		Title:    "An S3 gateway endpoint is on a route table that no subnet uses",
		Severity: Warning,
		Effect:   "The deploy succeeds, but the endpoint's route in that table serves no client.",
		Fix:      "Set RouteTableIds to the route tables of the subnets with clients, or associate subnets with the table.",
		Page:     gatewayPage,
		check:    eachGateway(checkGatewayOnUnusedTable),
	}
}

func checkGatewayOnUnusedTable(in *input, e *network.Endpoint) Result {
	var unused []*network.RouteTable
	used := truth.True
	for _, t := range e.RouteTables {
		isUsed := in.topology().HasSubnets(t)
		if isUsed == truth.False {
			unused = append(unused, t)
		}
		used = used.And(isUsed)
	}
	if !e.RouteTableIds.AllKnown() {
		used = used.And(truth.Undecided)
	}
	which := "route tables that no subnet uses: " + names(unused)
	if len(unused) == len(e.RouteTables) && e.RouteTableIds.AllKnown() {
		which = "no route table that a subnet uses, only on " + names(unused)
	}
	return violationIf(used.Not(), at(&e.Entity, "RouteTableIds"), "%s is on %s.", e.Name(), which)
}
