package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func subnetIpTypeMismatch() Rule {
	return Rule{
		Id:       "subnet-ip-type-mismatch",
		Title:    "A subnet of an S3 interface endpoint has no addresses of the endpoint's IP address type",
		Severity: Error,
		Effect:   "AWS rejects the endpoint. Each of its subnets needs an IPv4 CIDR for ipv4, an IPv6 CIDR for ipv6, and both for dualstack.",
		Fix:      "Use an IpAddressType that all subnets support, use other subnets, or add the missing CIDRs to the subnets.",
		Page:     interfacePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return worse(compliantIf(e.SubnetIds.AllKnown()), worstOf(e.Subnets, func(s *network.Subnet) Result {
				if !s.Declared {
					return unknown()
				}
				return worse(
					checkAddresses(e, s, topology.Ipv4, "IPv4", s.Ipv6Native.Or(false).Is(true)),
					checkAddresses(e, s, topology.Ipv6, "IPv6", truth.Of(len(s.Ipv6Cidrs) == 0)))
			}))
		}),
	}
}

func checkAddresses(e *network.Endpoint, s *network.Subnet, f topology.Family, version string, lacks truth.Value) Result {
	return violationIf(lacks.And(topology.HasVersion(e, f)), slices.Concat(at(&e.Entity, "IpAddressType"), at(&e.Entity, "SubnetIds")),
		"%s has the IpAddressType %s, but its subnet %s has no %s CIDR.", e.Name(), e.IpAddressType.Or("ipv4").Value, s.Name(), version)
}
