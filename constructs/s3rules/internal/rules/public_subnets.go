package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func publicSubnets() Rule {
	return Rule{
		Id:       "public-subnets",
		Title:    "an S3 interface endpoint is in a public subnet",
		Severity: Warning,
		Effect:   "The deploy succeeds, with a network interface beside those that the internet reaches.",
		Fix:      "Name private or isolated subnets: every subnet of the VPC reaches the endpoint wherever it is.",
		Link:     interfacePage,
		check:    eachInterface(checkPublicSubnets),
	}
}

func checkPublicSubnets(in *input, e *network.Endpoint) Result {
	public := template.False
	if !e.SubnetIds.AllKnown() {
		public = template.Undecided
	}
	for _, s := range e.Subnets {
		route, leads := in.defaultRoute(s.RouteTable, network.TargetInternetGateway)
		if leads == template.True {
			return violation(fmt.Sprintf("%s names %s, which is public by %s.", e.Name(), s.Name(), route.Name()), at(&e.Entity, "Properties/SubnetIds")...)
		}
		public = public.Or(leads)
	}
	return violationIf(public, "")
}

// defaultRoute tells whether a table sends what no other route takes to a kind of target, and by which route.
func (in *input) defaultRoute(t *network.RouteTable, target network.TargetKind) (*network.Route, template.Truth) {
	if t == nil {
		return nil, template.Undecided
	}
	leads := template.False
	if !t.Complete || len(in.network.UnplacedRoutes) > 0 {
		leads = template.Undecided
	}
	for _, route := range t.Routes {
		this := everywhere(route.Destination).Or(everywhere(route.Ipv6Destination)).And(isTarget(route, target)).And(route.Exists)
		if this == template.True {
			return route, this
		}
		leads = leads.Or(this)
	}
	return nil, leads
}

func isTarget(route *network.Route, target network.TargetKind) template.Truth {
	switch route.Target {
	case target:
		return template.True
	case network.TargetUnknown:
		return template.Undecided
	case network.TargetEgress:
		if target == network.TargetNatGateway {
			return template.Undecided
		}
	}
	return template.False
}
