package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func ipv6BypassesGateway() Rule {
	return Rule{
		Id:       "ipv6-bypasses-gateway",
		Title:    "Subnets of an S3 gateway endpoint that routes only IPv4 send IPv6 traffic to the internet",
		Severity: Warning,
		Effect:   "The deploy succeeds, but clients that use the dual-stack names of S3 (s3.dualstack.<region>.amazonaws.com) over IPv6 bypass the endpoint and its policy.",
		Fix:      "Set the IpAddressType of the gateway endpoint to dualstack.",
		Page:     s3GatewayPage,
		check:    func(in *input) []Result { return each(in, in.network.RouteTables, checkIpv6BypassesGateway) },
	}
}

func checkIpv6BypassesGateway(in *input, t *network.RouteTable) Result {
	gateway, ipv4Only := ipv4GatewayOf(t)
	if gateway == nil {
		return notApplicable()
	}
	bypasses := truth.False
	for _, s := range t.Subnets {
		for _, kind := range []network.TargetKind{network.TargetEgressOnlyInternetGateway, network.TargetInternetGateway} {
			route, leaves := leavesBy(in.topology().S3(topology.Client{Subnet: s}, topology.Ipv6, false), kind)
			if leaves = leaves.And(ipv4Only); leaves == truth.True && route != nil {
				return violation(slices.Concat(at(&gateway.Entity, "IpAddressType"), at(&route.Entity, "")),
					"%s routes only IPv4 traffic, so IPv6 requests from %s to the dual-stack names of S3 leave by the route %s to the %s.",
					gateway.Name(), s.Name(), route.Name(), kind)
			}
			bypasses = bypasses.Or(leaves)
		}
	}
	return compliantUnless(bypasses)
}

// ipv4GatewayOf returns the S3 gateway endpoint of a route table, and whether it routes only IPv4.
func ipv4GatewayOf(t *network.RouteTable) (gateway *network.Endpoint, ipv4Only truth.Value) {
	if t.Vpc == nil {
		return nil, truth.False
	}
	for _, e := range t.Vpc.Endpoints {
		if e.IsS3Gateway() == truth.True && slices.Contains(e.RouteTables, t) {
			gateway, ipv4Only = e, ipv4Only.Or(e.Exists.And(topology.HasVersion(e, topology.Ipv6).Not()))
		}
	}
	return gateway, ipv4Only
}
