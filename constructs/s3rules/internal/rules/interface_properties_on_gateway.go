package rules

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func interfacePropertiesOnGateway() Rule {
	return Rule{
		Id:       "interface-properties-on-gateway",
		Title:    "An S3 gateway endpoint has properties of an interface endpoint",
		Severity: Error,
		AwsError: "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.",
		Fix:      `Use RouteTableIds instead of SubnetIds, SecurityGroupIds and PrivateDnsEnabled, or set VpcEndpointType to "Interface".`,
		Page:     resourcePage,
		check: eachEndpoint(func(_ *input, e *network.Endpoint) Result {
			return appliesIf(e.Type.Is("Gateway"), func() Result { return checkInterfaceProperties(e, isGatewayBy(e)) })
		}),
	}
}

// checkInterfaceProperties finds properties that a gateway endpoint does not support.
func checkInterfaceProperties(e *network.Endpoint, is string) Result {
	var properties []string
	mistake := truth.False
	for _, property := range []struct {
		name  string
		isSet truth.Value
	}{
		{"SubnetIds", hasElements(e.SubnetIds)},
		{"SecurityGroupIds", hasElements(e.SecurityGroupIds)},
		{"PrivateDnsEnabled", e.PrivateDnsEnabled.Is(true)},
		{"ServiceRegion", hasOtherServiceRegion(e)},
	} {
		if property.isSet == truth.True {
			properties = append(properties, property.name)
		}
		mistake = mistake.Or(property.isSet)
	}
	if len(properties) == 0 {
		return compliantUnless(mistake)
	}
	return violation(at(&e.Entity, properties[0]), "%s %s, but sets %s.", e.Name(), is, strings.Join(properties, " and "))
}

// hasOtherServiceRegion reports whether an endpoint is for buckets in another Region, which only interface endpoints reach.
func hasOtherServiceRegion(e *network.Endpoint) truth.Value {
	region, ok := e.ServiceRegion.Text()
	switch here := e.Resource.Stack.Region; {
	case e.ServiceRegion.Kind() == template.Absent:
		return truth.False
	case !ok || here == "":
		return truth.Undecided
	default:
		return truth.Of(region != here)
	}
}
