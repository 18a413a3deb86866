package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func endpointWithoutSubnets() Rule {
	return Rule{
		Id:       "endpoint-without-subnets",
		Title:    "an S3 interface endpoint is in no subnet",
		Severity: Error,
		Effect:   "The deploy succeeds, and no client reaches S3 through the endpoint.",
		Fix:      "Name SubnetIds.",
		Link:     resourcePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return violationIf(hasElements(e.SubnetIds).Not(), e.Name()+" is an interface endpoint without SubnetIds.", at(&e.Entity, "Properties/SubnetIds")...)
		}),
	}
}
