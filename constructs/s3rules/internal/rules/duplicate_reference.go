package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func duplicateReference() Rule {
	return Rule{
		Id:       "duplicate-reference",
		Title:    "An S3 endpoint lists a subnet or route table twice",
		Severity: Error,
		Effect:   "CloudFormation rejects the resource, because the items of SubnetIds and RouteTableIds must be unique.",
		Fix:      "Remove the duplicate.",
		Page:     resourcePage,
		check:    eachEndpoint(checkDuplicateReference),
	}
}

func checkDuplicateReference(in *input, e *network.Endpoint) Result {
	for _, list := range []struct {
		property string
		keys     network.Keys
	}{{"SubnetIds", e.SubnetIds}, {"RouteTableIds", e.RouteTableIds}} {
		seen := map[network.Key]bool{}
		for _, key := range list.keys.List {
			if key.State == network.Known && seen[key.Value] {
				return violation(fmt.Sprintf("%s lists %s twice in %s.", e.Name(), in.network.Name(key.Value), list.property),
					at(&e.Entity, list.property))
			}
			seen[key.Value] = true
		}
	}
	return violationIf(falseIf(e.SubnetIds.AllKnown() && e.RouteTableIds.AllKnown()), "")
}
