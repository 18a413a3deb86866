package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func missingSecurityGroups() Rule {
	return Rule{
		Id:       "missing-security-groups",
		Title:    "An S3 interface endpoint has no security groups",
		Severity: Warning,
		Effect:   "The deploy succeeds, but the endpoint gets the default security group of the VPC, which allows only its own members, or nobody.",
		Fix:      "Set SecurityGroupIds to a security group that allows TCP 443 from the clients.",
		Page:     interfacePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return violationIf(hasElements(e.SecurityGroupIds).Not(), at(&e.Entity, "SecurityGroupIds"),
				"%s is an interface endpoint without SecurityGroupIds.", e.Name())
		}),
	}
}
