package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func routeTablesOnInterface() Rule {
	return Rule{
		Id:       "route-tables-on-interface",
		Title:    "an S3 interface endpoint has RouteTableIds",
		Severity: Error,
		AwsError: "Route table IDs are only supported for Gateway type VPC Endpoint.",
		Fix:      "Leave RouteTableIds out: an interface endpoint is in SubnetIds.",
		Link:     resourcePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return violationIf(hasElements(e.RouteTableIds), fmt.Sprintf("%s is an interface endpoint and sets RouteTableIds.", e.Name()),
				at(&e.Entity, "Properties/RouteTableIds")...)
		}),
	}
}
