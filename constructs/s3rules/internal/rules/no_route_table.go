package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func noRouteTable() Rule {
	return Rule{
		Id:       "no-route-table",
		Title:    "an S3 gateway endpoint is in no route table",
		Severity: Warning,
		Effect:   "The deploy succeeds, and no client reaches S3 through the endpoint, unless something else adds it to route tables.",
		Fix:      "Name RouteTableIds.",
		Link:     gatewayPage,
		judge:    eachGateway(judgeNoRouteTable),
	}
}

func judgeNoRouteTable(_ *input, e *network.Endpoint) Judgement {
	if e.Type.State == network.Absent && judgeInterfaceProperties(e, "").Verdict != Complies {
		return Judgement{Verdict: DoesNotApply} // what type is meant is open
	}
	return decide(hasElements(e.RouteTableIds).Not(), e.Name()+" is a gateway endpoint without RouteTableIds.", at(&e.Entity, "Properties/RouteTableIds")...)
}
