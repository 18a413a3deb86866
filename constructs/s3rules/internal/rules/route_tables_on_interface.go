package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func routeTablesOnInterface() Rule {
	return Rule{
		Id:       "route-tables-on-interface",
		Title:    "An S3 interface endpoint has route tables",
		Severity: Error,
		AwsError: "Route table IDs are only supported for Gateway type VPC Endpoint.",
		Fix:      "Remove RouteTableIds. An interface endpoint uses SubnetIds.",
		Page:     resourcePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return violationIf(hasElements(e.RouteTableIds), at(&e.Entity, "RouteTableIds"),
				"%s is an interface endpoint, but sets RouteTableIds.", e.Name())
		}),
	}
}
