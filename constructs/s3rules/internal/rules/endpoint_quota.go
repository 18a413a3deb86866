package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// The default quotas.
const (
	maxGateways   = 20 // in a Region
	maxInterfaces = 50 // in a VPC
)

func endpointQuota() Rule {
	return Rule{
		Id:       "endpoint-quota",
		Title:    "More than 20 gateway endpoints in a Region, or more than 50 interface endpoints in a VPC",
		Severity: Warning,
		AwsError: "The maximum number of VPC endpoints has been reached.",
		Fix:      "Request a quota increase before deploying, or use fewer endpoints. One gateway endpoint can use many route tables.",
		Page:     quotaPage,
		check:    checkEndpointQuota,
	}
}

func checkEndpointQuota(in *input) []Result {
	counts := map[string]int{}
	return each(in, in.network.Endpoints, func(_ *input, e *network.Endpoint) Result {
		s := e.Resource.Stack
		var key, where string
		var limit int
		switch {
		case e.Exists != truth.True:
			return unknown()
		case e.IsGateway() == truth.True:
			key, limit, where = s.Environment(), maxGateways, "gateway endpoint number %d in the Region of the stack "+s.Id
			if s.Account == "" || s.Region == "" {
				key = s.Id // stacks without an environment may go to different ones
			}
		case e.IsInterface() == truth.True && e.VpcId.State == network.Known:
			key, limit, where = "vpc "+string(e.VpcId.Value), maxInterfaces, "interface endpoint number %d in the VPC "+in.network.Name(e.VpcId.Value)
		default:
			return unknown()
		}
		counts[key]++
		// There is one finding, at the first endpoint that is too many.
		return violationIf(truth.Of(counts[key] == limit+1), at(&e.Entity, ""),
			"%s is "+where+"; the default quota is %d.", e.Name(), counts[key], limit)
	})
}
