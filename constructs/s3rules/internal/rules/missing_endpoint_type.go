package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func missingEndpointType() Rule {
	return Rule{
		Id:       "missing-endpoint-type",
		Title:    "an S3 endpoint has properties of an interface endpoint but no type, and so is a gateway",
		Severity: Error,
		AwsError: "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.",
		Fix:      "Set VpcEndpointType to \"Interface\", or leave the properties of interface endpoints out.",
		Link:     resourcePage,
		check: eachEndpoint(func(_ *input, e *network.Endpoint) Result {
			return appliesIf(truth(e.Type.State == network.Absent), func() Result { return checkInterfaceProperties(e, "leaves VpcEndpointType out") })
		}),
	}
}

// checkInterfaceProperties finds properties that a gateway does not take.
func checkInterfaceProperties(e *network.Endpoint, typed string) Result {
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
		return violationIf(wrong, "")
	}
	return violationIf(wrong, fmt.Sprintf("%s %s, and sets %s.", e.Name(), typed, strings.Join(set, " and ")), at(&e.Entity, "Properties/"+set[0])...)
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
