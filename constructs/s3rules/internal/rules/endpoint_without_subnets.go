package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func endpointWithoutSubnets() Rule {
	return Rule{
		Id:       "endpoint-without-subnets",
		Title:    "An S3 interface endpoint has no subnets",
		Severity: Error,
		Effect:   "The deploy succeeds, but no client can reach S3 through the endpoint.",
		Fix:      "Set SubnetIds.",
		Page:     resourcePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return violationIf(hasElements(e.SubnetIds).Not(), at(&e.Entity, "SubnetIds"),
				"%s is an interface endpoint without SubnetIds.", e.Name())
		}),
	}
}
