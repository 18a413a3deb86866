package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func missingEndpointType() Rule {
	return Rule{
		Id:       "missing-endpoint-type",
		Title:    "An S3 endpoint has properties of an interface endpoint but no type, which makes it a gateway endpoint",
		Severity: Error,
		AwsError: "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.",
		Fix:      `Set VpcEndpointType to "Interface", or remove the properties of interface endpoints.`,
		Page:     resourcePage,
		check: eachEndpoint(func(_ *input, e *network.Endpoint) Result {
			return appliesIf(truth.Of(e.Type.State == network.Absent), func() Result { return checkInterfaceProperties(e, isGatewayBy(e)) })
		}),
	}
}
