package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func servesNobody() Rule {
	return Rule{
		Id:       "serves-nobody",
		Title:    "an S3 interface endpoint is in no subnet, or an S3 gateway endpoint in no route table",
		Severity: Error,
		Effect:   "The deploy succeeds, and no client reaches S3 through the endpoint.",
		Fix:      "Name SubnetIds for an interface endpoint, RouteTableIds for a gateway endpoint.",
		Link:     resourcePage,
		judge:    eachEndpoint(judgeServesNobody),
	}
}

func judgeServesNobody(_ *input, e *network.Endpoint) Judgement {
	if e.Type.State == network.Absent && judgeInterfaceProperties(e, "").Verdict != Complies {
		return Judgement{Verdict: DoesNotApply} // what type is meant is open
	}
	property, keys := "RouteTableIds", e.RouteTableIds
	switch {
	case e.IsInterface() == template.True:
		property, keys = "SubnetIds", e.SubnetIds
	case e.IsGateway() != template.True:
		return decide(template.Undecided, "")
	}
	return decide(hasElements(keys).Not(), fmt.Sprintf("%s is %s endpoint without %s.", e.Name(), typeWord(e), property), at(&e.Entity, "Properties/"+property)...)
}
