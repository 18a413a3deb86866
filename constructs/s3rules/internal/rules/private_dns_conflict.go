package rules

import (
	"fmt"

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
		check:    eachInterface(checkPrivateDnsConflict),
	}
}

func checkPrivateDnsConflict(in *input, e *network.Endpoint) Result {
	return appliesIf(e.PrivateDnsEnabled.Is(true), func() Result {
		conflict := truth.False
		for _, other := range othersInVpc(e) {
			conflicts := in.topology().SharesPrivateDns(e, other).And(bothExist(e.Exists, other.Exists))
			if conflicts == truth.True && other.Key > e.Key {
				return compliant() // the pair is reported once, at the other
			}
			if conflicts == truth.True {
				return violation(fmt.Sprintf("%s and %s both enable private DNS in the same VPC%s.", e.Name(), other.Name(), ifExists(&e.Entity, &other.Entity)),
					at(&e.Entity, "PrivateDnsEnabled"), at(&other.Entity, "PrivateDnsEnabled"))
			}
			conflict = conflict.Or(conflicts)
		}
		return in.checkHostedZones(e, conflict)
	})
}

// checkHostedZones checks an endpoint that is known to conflict with no other endpoint, or may do so.
func (in *input) checkHostedZones(e *network.Endpoint, conflict truth.Value) Result {
	if e.Vpc == nil {
		return violationIf(conflict, "")
	}
	for _, zone := range in.network.HostedZones {
		conflicts := in.topology().HasZoneOf(e, zone).And(bothExist(zone.Exists, e.Exists))
		if conflicts == truth.True {
			return violation(fmt.Sprintf("%s enables private DNS, but its VPC has the private hosted zone %s for %s%s.",
				e.Name(), zone.Name(), zone.DomainName, ifExists(&e.Entity, &zone.Entity)),
				at(&e.Entity, "PrivateDnsEnabled"), at(&zone.Entity, "VPCs"))
		}
		conflict = conflict.Or(conflicts)
	}
	return violationIf(conflict, "")
}
