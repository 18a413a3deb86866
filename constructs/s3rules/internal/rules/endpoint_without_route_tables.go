package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func endpointWithoutRouteTables() Rule {
	return Rule{
		Id:       "endpoint-without-route-tables",
		Title:    "An S3 gateway endpoint has no route tables",
		Severity: Warning,
		Effect:   "The deploy succeeds, but no client can reach S3 through the endpoint unless something else adds route tables to it.",
		Fix:      "Set RouteTableIds.",
		Page:     gatewayPage,
		check: eachGateway(func(_ *input, e *network.Endpoint) Result {
			if e.Type.State == network.Absent && checkInterfaceProperties(e, "").Compliance != Compliant {
				return notApplicable() // it may be intended as an interface endpoint
			}
			return violationIf(hasElements(e.RouteTableIds).Not(), at(&e.Entity, "RouteTableIds"),
				"%s is a gateway endpoint without RouteTableIds.", e.Name())
		}),
	}
}
