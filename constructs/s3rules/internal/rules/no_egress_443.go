package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func noEgress443() Rule {
	return Rule{
		Id:       "no-egress-443",
		Title:    "The security groups of a workload allow no connections to S3, although its VPC has an S3 endpoint",
		Severity: Warning,
		Effect:   "The deploy succeeds, but every connection of the workload to S3 times out.",
		Fix: "Add an egress rule that allows TCP 443 to the prefix list of S3 for a gateway endpoint, or to the security group of an " +
			"interface endpoint.",
		Page: s3GatewayPage,
		check: eachWorkload(func(in *input, w *network.Workload) Result {
			return inSomeSubnet(w, func(c topology.Client) Result {
				endpoint, has := in.endpointFor(c.Subnet)
				return appliesIf(has, func() Result {
					return violationIf(in.allowsOut(c).Not(), groupsOf(w),
						"No security group of %s (%s) has a rule that allows TCP 443 to S3, although %s serves its subnet %s.",
						w.Name(), names(w.SecurityGroups), endpoint.Name(), c.Subnet.Name())
				})
			})
		}),
	}
}

// endpointFor returns an S3 endpoint that serves anything in a subnet whose security groups allow it.
func (in *input) endpointFor(s *network.Subnet) (endpoint *network.Endpoint, has truth.Value) {
	has = truth.False
	if s.Vpc == nil {
		return nil, truth.Undecided
	}
	for _, e := range s.Vpc.Endpoints {
		serves := e.Exists.And(e.IsS3()).And(anyFamily(func(f topology.Family) []flow.Piece {
			if e.IsGateway() == truth.True {
				return in.topology().S3(topology.Client{Subnet: s}, f, false)
			}
			return in.topology().Endpoint(topology.Client{Subnet: s}, e, f)
		}, func(end flow.End) truth.Value { return truth.Of(topology.EndpointOf(end) == e).And(end.Arrives()) }))
		if serves == truth.True {
			return e, truth.True
		}
		has = has.Or(serves)
	}
	return nil, has
}

// allowsOut reports whether the security groups of a workload allow connections to S3: to its public addresses or to an
// interface endpoint, which may be one that the templates do not show.
func (in *input) allowsOut(c topology.Client) truth.Value {
	out := func(e *network.Endpoint) truth.Value {
		return anyFamily(func(f topology.Family) []flow.Piece { return in.topology().Outbound(c, e, f) }, flow.End.Passes)
	}
	allows := out(nil)
	for _, e := range in.network.Endpoints {
		if e.IsS3Interface() == truth.True {
			allows = allows.Or(out(e))
		}
	}
	v := c.Subnet.Vpc
	if len(v.Peerings)+len(v.TransitGateways)+len(v.VpnGateways) > 0 || len(in.topology().UnseenLinks(v).And(in.topology().UnseenInterfaces(v))) > 0 {
		anywhere := anyFamily(func(f topology.Family) []flow.Piece { return in.topology().OutboundAnywhere(c, f) }, flow.End.Passes)
		allows = allows.Or(anywhere.And(truth.Undecided))
	}
	return allows
}
