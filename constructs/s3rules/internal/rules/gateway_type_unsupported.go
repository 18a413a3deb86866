package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func gatewayTypeUnsupported() Rule {
	return Rule{
		Id:       "gateway-type-unsupported",
		Title:    "a gateway endpoint, which is the type if none is given, to a service that has interface endpoints only",
		Severity: Error,
		AwsError: "Endpoint type (Gateway) does not match available service types ([Interface]).",
		Fix:      "Set VpcEndpointType to \"Interface\" with SubnetIds and SecurityGroupIds. Of the S3 services only s3 and s3express have gateway endpoints.",
		Link:     gatewayPage,
		check:    checkGatewayTypeUnsupported,
	}
}

func checkGatewayTypeUnsupported(in *input) []Result {
	var list []Result
	for _, e := range in.network.Endpoints {
		service, _ := e.ServiceName.Text()
		interfaceOnly := slices.Contains([]string{"s3tables", "s3vectors", "s3-outposts"}, e.Service.Value) ||
			service == "com.amazonaws.s3-global.accesspoint"
		if !interfaceOnly {
			list = append(list, notApplicable())
			continue
		}
		setting := "sets VpcEndpointType to Gateway"
		if e.Type.State == network.Absent {
			setting = "leaves VpcEndpointType out"
		}
		list = append(list, violationIf(e.IsGateway(), fmt.Sprintf("%s %s, and %s has interface endpoints only.", e.Name(), setting, e.ServiceName),
			at(&e.Entity, "Properties/VpcEndpointType")...))
	}
	return list
}
