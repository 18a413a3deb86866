package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func servesNobody() Rule {
	return Rule{
		Id:       "serves-nobody",
		Title:    "an S3 interface endpoint is in no subnet",
		Severity: Error,
		Effect:   "The deploy succeeds, and no client reaches S3 through the endpoint.",
		Fix:      "Name SubnetIds.",
		Link:     resourcePage,
		judge: eachInterface(func(_ *input, e *network.Endpoint) Judgement {
			return decide(hasElements(e.SubnetIds).Not(), e.Name()+" is an interface endpoint without SubnetIds.", at(&e.Entity, "Properties/SubnetIds")...)
		}),
	}
}
