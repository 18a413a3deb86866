package rules

import (
	"fmt"

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
		check:    eachInterface(checkSubnetIpTypeMismatch),
	}
}

func checkSubnetIpTypeMismatch(in *input, e *network.Endpoint) Result {
	mismatch := falseIf(e.SubnetIds.AllKnown())
	for _, s := range e.Subnets {
		if !s.Declared {
			mismatch = mismatch.Or(truth.Undecided)
			continue
		}
		for _, version := range in.ipVersions() {
			lacks := s.Ipv6Native.Or(false).Is(true)
			if version.family == topology.Ipv6 {
				lacks = truth.Of(len(s.Ipv6Cidrs) == 0)
			}
			if lacks = lacks.And(topology.HasVersion(e, version.family)); lacks == truth.True {
				return violation(fmt.Sprintf("%s has the IpAddressType %s, but its subnet %s has no %s CIDR.", e.Name(), e.IpAddressType.Or("ipv4").Value, s.Name(), version.name),
					at(&e.Entity, "IpAddressType"), at(&e.Entity, "SubnetIds"))
			}
			mismatch = mismatch.Or(lacks)
		}
	}
	return violationIf(mismatch, "")
}
