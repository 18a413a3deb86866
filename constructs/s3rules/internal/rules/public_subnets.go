package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func publicSubnets() Rule {
	return Rule{
		Id:       "public-subnets",
		Title:    "An S3 interface endpoint is in a public subnet",
		Severity: Warning,
		Effect:   "The deploy succeeds, and the endpoint shares a subnet with resources that the internet can reach.",
		Fix:      "Use private or isolated subnets. Clients in every subnet of the VPC can reach the endpoint, regardless of the subnets that it is in.",
		Page:     interfacePage,
		check:    eachInterface(checkPublicSubnets),
	}
}

func checkPublicSubnets(in *input, e *network.Endpoint) Result {
	public := falseIf(e.SubnetIds.AllKnown())
	for _, s := range e.Subnets {
		route, isPublic := in.defaultRoute(s.RouteTable, network.TargetInternetGateway)
		if isPublic == truth.True {
			return violation(fmt.Sprintf("%s is in the subnet %s, which is public because of the route %s.", e.Name(), s.Name(), route.Name()),
				at(&e.Entity, "SubnetIds"))
		}
		public = public.Or(isPublic)
	}
	return violationIf(public, "")
}
