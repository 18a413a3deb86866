package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func endpointUrlWithoutPath() Rule {
	return Rule{
		Id:       "endpoint-url-without-path",
		Title:    "A workload is configured with the name of an S3 interface endpoint that it cannot connect to",
		Severity: Error,
		Effect:   "The deploy succeeds, but every connection of the workload to the endpoint times out.",
		Fix: "Allow TCP 443 between the workload and the endpoint: ingress to the endpoint's security groups from the workload's " +
			"security group, egress from the workload's to the endpoint's, and routes and network ACLs between their subnets.",
		Page:  s3InterfacePage,
		check: checkEndpointUrls,
	}
}

func checkEndpointUrls(in *input) []Result {
	var results []Result
	for _, w := range in.network.Workloads {
		for _, named := range w.Endpoints {
			e := named.Endpoint
			results = append(results, appliesIf(named.Is.And(e.Exists).And(e.IsS3Interface()), func() Result {
				return inSomeSubnet(w, func(c topology.Client) Result { return in.checkConnection(c, e) })
			}))
		}
	}
	return results
}

// checkConnection checks whether a workload can connect to an endpoint.
func (in *input) checkConnection(c topology.Client, e *network.Endpoint) Result {
	ask := func(f topology.Family) []flow.Piece { return in.topology().Endpoint(c, e, f) }
	connects := anyFamily(ask, flow.End.Arrives)
	what := fmt.Sprintf("there is no path to it from %s", c.Subnet.Name())
	isAt := func(is func(ref flow.Ref) bool) bool {
		return anyFamily(ask, func(end flow.End) truth.Value { return truth.Of(end.Trace != nil && is(end.Trace.Ref)) }) == truth.True
	}
	switch {
	case isAt(func(ref flow.Ref) bool { return ref == flow.Ref(topology.Groups{Endpoint: e}) }):
		what = fmt.Sprintf("no security group of %s (%s) allows TCP 443 from it", e.Name(), names(e.SecurityGroups))
	case isAt(func(ref flow.Ref) bool { return ref == flow.Ref(topology.OwnGroups{Workload: c.Workload}) }):
		what = fmt.Sprintf("none of its own security groups (%s) allows TCP 443 to it", names(c.Workload.SecurityGroups))
	}
	locations := [][]Location{at(&e.Entity, "SecurityGroupIds"), groupsOf(c.Workload)}
	return violationIf(connects.Not(), slices.Concat(locations...),
		"%s is configured with the name of %s, but %s.", c.Workload.Name(), e.Name(), what)
}
