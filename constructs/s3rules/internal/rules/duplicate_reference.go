package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func duplicateReference() Rule {
	return Rule{
		Id:       "duplicate-reference",
		Title:    "An S3 endpoint lists a subnet or route table twice",
		Severity: Error,
		Effect:   "CloudFormation rejects the resource, because the items of SubnetIds and RouteTableIds must be unique.",
		Fix:      "Remove the duplicate.",
		Page:     resourcePage,
		check: eachEndpoint(func(in *input, e *network.Endpoint) Result {
			return worse(checkUnique(in, e, "SubnetIds", e.SubnetIds), checkUnique(in, e, "RouteTableIds", e.RouteTableIds))
		}),
	}
}

func checkUnique(in *input, e *network.Endpoint, property string, keys network.Keys) Result {
	seen := map[network.Key]bool{}
	for _, key := range keys.List {
		if key.State == network.Known && seen[key.Value] {
			return violation(at(&e.Entity, property), "%s lists %s twice in %s.", e.Name(), in.network.Name(key.Value), property)
		}
		seen[key.Value] = true
	}
	return compliantIf(keys.AllKnown())
}
