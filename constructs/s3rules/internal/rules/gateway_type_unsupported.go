package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func gatewayTypeUnsupported() Rule {
	return Rule{
		Id:       "gateway-type-unsupported",
		Title:    "An endpoint has the type Gateway, which is the default, but its service supports only interface endpoints",
		Severity: Error,
		AwsError: "Endpoint type (Gateway) does not match available service types ([Interface]).",
		Fix: `Set VpcEndpointType to "Interface", with SubnetIds and SecurityGroupIds. Of the S3 services, only s3 and s3express ` +
			`support gateway endpoints.`,
		Page:  gatewayPage,
		check: func(in *input) []Result { return each(in, in.network.Endpoints, checkGatewayTypeUnsupported) },
	}
}

// globalService is the service name of Multi-Region Access Points.
const globalService = "com.amazonaws.s3-global.accesspoint"

func checkGatewayTypeUnsupported(_ *input, e *network.Endpoint) Result {
	service, _ := e.ServiceName.Text()
	if !slices.Contains([]string{"s3tables", "s3vectors", "s3-outposts"}, e.Service.Value) && service != globalService {
		return notApplicable()
	}
	return violationIf(e.IsGateway(), at(&e.Entity, "VpcEndpointType"),
		"%s %s, but %s supports only interface endpoints.", e.Name(), isGatewayBy(e), e.ServiceName)
}

// isGatewayBy says why an endpoint is a gateway endpoint.
func isGatewayBy(e *network.Endpoint) string {
	if e.Type.State == network.Absent {
		return "has no VpcEndpointType, which makes it a gateway endpoint"
	}
	return "is a gateway endpoint"
}
