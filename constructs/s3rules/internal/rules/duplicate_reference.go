package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func duplicateReference() Rule {
	return Rule{
		Id:       "duplicate-reference",
		Title:    "a subnet or route table is listed twice",
		Severity: Error,
		Effect:   "CloudFormation refuses the resource: the items of SubnetIds and RouteTableIds are unique.",
		Fix:      "Name it once.",
		Link:     resourcePage,
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
				return violation(fmt.Sprintf("%s lists %s twice in %s.", e.Name(), in.partName(key.Value), list.property), at(&e.Entity, "Properties/"+list.property)...)
			}
			seen[key.Value] = true
		}
	}
	if !e.SubnetIds.AllKnown() || !e.RouteTableIds.AllKnown() {
		return unknown()
	}
	return compliant()
}

// partName gives the name of a subnet or route table.
func (in *input) partName(key network.Key) string {
	if s := in.network.Subnet(key); s != nil {
		return s.Name()
	}
	if t := in.network.RouteTable(key); t != nil {
		return t.Name()
	}
	return string(key)
}
