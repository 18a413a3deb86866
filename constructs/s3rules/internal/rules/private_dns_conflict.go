package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func privateDnsConflict() Rule {
	return Rule{
		Id:       "private-dns-conflict",
		Title:    "The private DNS of an S3 interface endpoint conflicts with another endpoint or a private hosted zone of the VPC",
		Severity: Error,
		AwsError: "private-dns-enabled cannot be set because there is already a conflicting DNS domain for … in the VPC vpc-…",
		Fix:      "Set PrivateDnsEnabled to false, or remove the endpoint or private hosted zone that it conflicts with.",
		Page:     s3InterfacePage,
		check: eachInterface(func(in *input, e *network.Endpoint) Result {
			return appliesIf(e.PrivateDnsEnabled.Is(true), func() Result { return worse(in.checkOtherEndpoints(e), in.checkHostedZones(e)) })
		}),
	}
}

// checkOtherEndpoints reports a pair at only one of its endpoints.
func (in *input) checkOtherEndpoints(e *network.Endpoint) Result {
	return worstOf(othersInVpc(e), func(other *network.Endpoint) Result {
		conflicts := in.topology().SharesPrivateDns(e, other).And(bothExist(e.Exists, other.Exists))
		if conflicts == truth.True && other.Key > e.Key {
			return compliant()
		}
		return violationIf(conflicts, slices.Concat(at(&e.Entity, "PrivateDnsEnabled"), at(&other.Entity, "PrivateDnsEnabled")),
			"%s and %s both enable private DNS in the same VPC%s.", e.Name(), other.Name(), ifExists(&e.Entity, &other.Entity))
	})
}

func (in *input) checkHostedZones(e *network.Endpoint) Result {
	if e.Vpc == nil {
		return compliant()
	}
	return worse(compliant(), worstOf(in.network.HostedZones, func(zone *network.HostedZone) Result {
		return violationIf(in.topology().HasZoneOf(e, zone).And(bothExist(zone.Exists, e.Exists)), slices.Concat(at(&e.Entity, "PrivateDnsEnabled"), at(&zone.Entity, "VPCs")),
			"%s enables private DNS, but its VPC has the private hosted zone %s for %s%s.",
			e.Name(), zone.Name(), zone.DomainName, ifExists(&e.Entity, &zone.Entity))
	}))
}
