package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func endpointWithoutRouteTables() Rule {
	return Rule{
		Id:       "endpoint-without-route-tables",
		Title:    "an S3 gateway endpoint is in no route table",
		Severity: Warning,
		Effect:   "The deploy succeeds, and no client reaches S3 through the endpoint, unless something else adds it to route tables.",
		Fix:      "Name RouteTableIds.",
		Link:     gatewayPage,
		check:    eachGateway(checkEndpointWithoutRouteTables),
	}
}

func checkEndpointWithoutRouteTables(_ *input, e *network.Endpoint) Result {
	if e.Type.State == network.Absent && checkInterfaceProperties(e, "").Compliance != Compliant {
		return notApplicable() // what type is meant is open
	}
	return violationIf(hasElements(e.RouteTableIds).Not(), e.Name()+" is a gateway endpoint without RouteTableIds.", at(&e.Entity, "Properties/RouteTableIds")...)
}
