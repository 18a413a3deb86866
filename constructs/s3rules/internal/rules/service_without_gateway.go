package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func serviceWithoutGateway() Rule {
	return Rule{
		Id:       "service-without-gateway",
		Title:    "a gateway endpoint, which is the type if none is given, to a service that has interface endpoints only",
		Severity: Error,
		AwsSays:  "Endpoint type (Gateway) does not match available service types ([Interface]).",
		Fix:      "Set VpcEndpointType to \"Interface\" with SubnetIds and SecurityGroupIds. Of the S3 services only s3 and s3express have gateway endpoints.",
		Link:     gatewayPage,
		judge:    judgeServiceWithoutGateway,
	}
}

func judgeServiceWithoutGateway(in *input) []Judgement {
	var list []Judgement
	for _, e := range in.network.Endpoints {
		service, _ := e.ServiceName.Text()
		interfaceOnly := slices.Contains([]string{"s3tables", "s3vectors", "s3-outposts"}, e.Service.Value) ||
			service == "com.amazonaws.s3-global.accesspoint"
		if !interfaceOnly {
			list = append(list, Judgement{Verdict: DoesNotApply})
			continue
		}
		setting := "sets VpcEndpointType to Gateway"
		if e.Type.State == network.Absent {
			setting = "leaves VpcEndpointType out"
		}
		list = append(list, decide(e.IsGateway(), fmt.Sprintf("%s %s, and %s has interface endpoints only.", e.Name(), setting, e.ServiceName),
			at(&e.Entity, "Properties/VpcEndpointType")...))
	}
	return list
}
