package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// The quotas that an account begins with.
const (
	maxGateways   = 20 // for each Region
	maxInterfaces = 50 // for each VPC
)

func endpointQuota() Rule {
	return Rule{
		Id:       "endpoint-quota",
		Title:    "more than 20 gateway endpoints in a Region, or more than 50 interface endpoints in a VPC",
		Severity: Warning,
		AwsError: "The maximum number of VPC endpoints has been reached.",
		Fix:      "Have the quota raised before the deploy, or use fewer endpoints: one gateway endpoint takes many route tables.",
		Link:     quotaPage,
		check:    checkEndpointQuota,
	}
}

func checkEndpointQuota(in *input) []Result {
	counts := map[string]int{}
	var list []Result
	for _, e := range in.network.Endpoints {
		key, limit, where := "", maxGateways, "the Region of "+e.Resource.Stack.Id
		switch {
		case e.Exists != template.True:
		case e.IsGateway() == template.True:
			key = e.Resource.Stack.Environment()
			if e.Resource.Stack.Account == "" || e.Resource.Stack.Region == "" {
				key = e.Resource.Stack.Id // stacks without an environment may go to different ones
			}
		case e.IsInterface() == template.True && e.VpcId.State == network.Known:
			key, limit, where = string("vpc "+e.VpcId.Value), maxInterfaces, "the VPC "+in.vpcName(e.VpcId.Value)
		}
		if key == "" {
			list = append(list, unknown())
			continue
		}
		counts[key]++
		// One finding, at the first endpoint that is too many.
		list = append(list, violationIf(truth(counts[key] == limit+1),
			fmt.Sprintf("%s is number %d of its type in %s, and the quota is %d unless it was raised.", e.Name(), counts[key], where, limit),
			at(&e.Entity, "Properties")...))
	}
	return list
}
