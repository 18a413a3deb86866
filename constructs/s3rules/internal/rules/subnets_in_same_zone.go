package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func subnetsInSameZone() Rule {
	return Rule{
		Id:       "subnets-in-same-zone",
		Title:    "Two subnets of an S3 interface endpoint are in the same Availability Zone",
		Severity: Error,
		AwsError: "DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of subnet-…",
		Fix:      "Use only one subnet in each Availability Zone.",
		Page:     interfacePage,
		check:    eachInterface(checkSubnetsInSameZone),
	}
}

func checkSubnetsInSameZone(_ *input, e *network.Endpoint) Result {
	result := compliantIf(e.SubnetIds.AllKnown())
	for i, s := range e.Subnets {
		for _, other := range e.Subnets[:i] {
			zone, same := s.AvailabilityZone, sameZone(s.AvailabilityZone, other.AvailabilityZone)
			if zone.Kind() == template.Absent {
				zone, same = s.AvailabilityZoneId, sameZone(s.AvailabilityZoneId, other.AvailabilityZoneId)
			}
			result = worse(result, violationIf(same, at(&e.Entity, "SubnetIds"),
				"%s is in the subnets %s and %s, which are both in the Availability Zone %s.", e.Name(), other.Name(), s.Name(), zone))
		}
	}
	return result
}

// sameZone compares the names or the IDs of zones. AWS chooses the zone of a subnet that has neither.
func sameZone(zone, other template.Value) truth.Value {
	if zone.Kind() == template.Absent || other.Kind() == template.Absent {
		return truth.Undecided
	}
	return zone.Equal(other)
}
