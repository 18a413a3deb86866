package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// eachWorkload checks every workload by itself.
func eachWorkload(check func(in *input, w *network.Workload) Result) func(*input) []Result {
	return func(in *input) []Result { return each(in, in.network.Workloads, check) }
}

// inSomeSubnet checks a workload in each of its subnets, and returns the result that outweighs the others. It is unknown if
// the workload is in a subnet that is not in the templates.
func inSomeSubnet(w *network.Workload, check func(c topology.Client) Result) Result {
	var result Result
	if len(w.Subnets) == 0 || !w.SubnetIds.AllKnown() || w.Exists != truth.True {
		result = unknown()
	}
	for _, s := range w.Subnets {
		result = worse(result, check(topology.Client{Subnet: s, Workload: w}))
	}
	return result
}

// anyFamily reports whether something becomes of some packets of either IP version.
func anyFamily(ask func(topology.Family) []flow.Piece, is func(flow.End) truth.Value) truth.Value {
	occurs := truth.False
	for _, f := range []topology.Family{topology.Ipv4, topology.Ipv6} {
		occurs = occurs.Or(flow.Occurs(ask(f), is))
	}
	return occurs
}

// groupsOf are the locations of a workload's security groups, that of the workload first.
func groupsOf(w *network.Workload) []Location {
	locations := at(&w.Entity, w.Place)
	for _, g := range w.SecurityGroups {
		locations = append(locations, at(&g.Entity, "SecurityGroupEgress")...)
	}
	return locations
}
