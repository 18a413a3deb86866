package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// defaultRoute reports whether a route table has a default route to a kind of target, and which.
func (in *input) defaultRoute(t *network.RouteTable, target network.TargetKind) (*network.Route, truth.Value) {
	if t == nil {
		return nil, truth.Undecided
	}
	has := falseIf(t.Complete && len(in.network.UnplacedRoutes) == 0)
	for _, route := range t.Routes {
		is := isEverywhere(route.Destination).Or(isEverywhere(route.Ipv6Destination)).And(hasTarget(route, target)).And(route.Exists)
		if is == truth.True {
			return route, is
		}
		has = has.Or(is)
	}
	return nil, has
}

func hasTarget(route *network.Route, target network.TargetKind) truth.Value {
	if route.Target == network.TargetUnknown || route.Target == network.TargetEgress && target == network.TargetNatGateway {
		return truth.Undecided
	}
	return truth.Of(route.Target == target)
}
