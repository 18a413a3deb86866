package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func interfacePropertiesOnGateway() Rule {
	return Rule{
		Id:       "interface-properties-on-gateway",
		Title:    "an S3 gateway endpoint has properties of an interface endpoint",
		Severity: Error,
		AwsError: "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.",
		Fix:      "Name RouteTableIds instead of SubnetIds, SecurityGroupIds and PrivateDnsEnabled, or set VpcEndpointType to \"Interface\".",
		Link:     resourcePage,
		check: eachEndpoint(func(_ *input, e *network.Endpoint) Result {
			return appliesIf(e.Type.Is("Gateway"), func() Result { return checkInterfaceProperties(e, "is a gateway endpoint") })
		}),
	}
}
