package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func typeLeftOut() Rule {
	return Rule{
		Id:       "type-left-out",
		Title:    "an S3 endpoint has properties of an interface endpoint but no type, and so is a gateway",
		Severity: Error,
		AwsSays:  "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.",
		Fix:      "Set VpcEndpointType to \"Interface\", or leave the properties of interface endpoints out.",
		Link:     resourcePage,
		judge: eachEndpoint(func(_ *input, e *network.Endpoint) Judgement {
			return only(truth(e.Type.State == network.Absent), func() Judgement { return judgeInterfaceProperties(e, "leaves VpcEndpointType out") })
		}),
	}
}

// judgeInterfaceProperties finds properties that a gateway does not take.
func judgeInterfaceProperties(e *network.Endpoint, typed string) Judgement {
	var set []string
	wrong := template.False
	for _, property := range []struct {
		name  string
		given template.Truth
	}{
		{"SubnetIds", hasElements(e.SubnetIds)},
		{"SecurityGroupIds", hasElements(e.SecurityGroupIds)},
		{"PrivateDnsEnabled", e.PrivateDnsEnabled.Is(true)},
		{"ServiceRegion", otherServiceRegion(e)},
	} {
		if property.given == template.True {
			set = append(set, property.name)
		}
		wrong = wrong.Or(property.given)
	}
	if len(set) == 0 {
		return decide(wrong, "")
	}
	return decide(wrong, fmt.Sprintf("%s %s, and sets %s.", e.Name(), typed, strings.Join(set, " and ")), at(&e.Entity, "Properties/"+set[0])...)
}

// otherServiceRegion tells whether the endpoint is for buckets of another Region, which only interface endpoints reach.
func otherServiceRegion(e *network.Endpoint) template.Truth {
	region, ok := e.ServiceRegion.Text()
	switch here := e.Resource.Stack.Region; {
	case e.ServiceRegion.Kind() == template.Absent:
		return template.False
	case !ok || here == "":
		return template.Undecided
	default:
		return truth(region != here)
	}
}

// hasElements tells whether a list is given and not empty.
func hasElements(keys network.Keys) template.Truth {
	switch {
	case keys.State == network.Unknown:
		return template.Undecided
	case len(keys.List) > 0:
		return template.True
	}
	return template.False
}
