package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func publicSubnets() Rule {
	return Rule{
		Id:       "public-subnets",
		Title:    "An S3 interface endpoint is in a public subnet",
		Severity: Warning,
		Effect:   "The deploy succeeds, and the endpoint shares a subnet with resources that the internet can reach.",
		Fix:      "Use private or isolated subnets. Clients in every subnet of the VPC can reach the endpoint, whichever subnets the endpoint is in.",
		Page:     interfacePage,
		check:    eachInterface(checkPublicSubnets),
	}
}

func checkPublicSubnets(in *input, e *network.Endpoint) Result {
	return worse(compliantIf(e.SubnetIds.AllKnown()), worstOf(e.Subnets, func(s *network.Subnet) Result {
		return worstOf([]topology.Family{topology.Ipv4, topology.Ipv6}, func(f topology.Family) Result {
			// To another Region's S3, no gateway endpoint is in the way.
			route, isPublic := leavesBy(in.topology().S3(topology.Client{Subnet: s}, f, true), network.TargetInternetGateway)
			if route == nil {
				return compliantUnless(isPublic)
			}
			return violationIf(isPublic, at(&e.Entity, "SubnetIds"), "%s is in the subnet %s, which is public because of the route %s.", e.Name(), s.Name(), route.Name())
		})
	}))
}

// leavesBy reports whether packets leave their subnet by a kind of gateway, and by which route.
func leavesBy(pieces []flow.Piece, kind network.TargetKind) (*network.Route, truth.Value) {
	var route *network.Route
	is := func(e flow.End) truth.Value {
		_, gateway, ok := topology.FirstGate(e)
		if !ok && e.Result == flow.Open {
			return truth.Undecided
		}
		if gateway.Kind == kind && route == nil {
			route = topology.FirstRoute(e)
		}
		return truth.Of(gateway.Kind == kind)
	}
	leaves := flow.Occurs(pieces, is)
	return route, leaves
}
