package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func subnetsInSameZone() Rule {
	return Rule{
		Id:       "subnets-in-same-zone",
		Title:    "two subnets of an S3 interface endpoint are in one availability zone",
		Severity: Error,
		AwsError: "DuplicateSubnetsInSameZone: Found another VPC endpoint subnet in the availability zone of subnet-…",
		Fix:      "Name one subnet for each availability zone.",
		Link:     interfacePage,
		check:    eachInterface(checkSubnetsInSameZone),
	}
}

func checkSubnetsInSameZone(_ *input, e *network.Endpoint) Result {
	known := template.False
	if !e.SubnetIds.AllKnown() {
		known = template.Undecided
	}
	for i, s := range e.Subnets {
		if s.AvailabilityZone.Kind() == template.Absent {
			known = template.Undecided
			continue
		}
		for _, other := range e.Subnets[:i] {
			same := s.AvailabilityZone.Equal(other.AvailabilityZone)
			if same == template.True {
				return violation(fmt.Sprintf("%s names %s and %s, which are both in the availability zone %s.", e.Name(), other.Name(), s.Name(), s.AvailabilityZone),
					at(&e.Entity, "Properties/SubnetIds")...)
			}
			known = known.Or(same)
		}
	}
	return violationIf(known, "")
}
