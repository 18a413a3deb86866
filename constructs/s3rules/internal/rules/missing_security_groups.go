package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func missingSecurityGroups() Rule {
	return Rule{
		Id:       "missing-security-groups",
		Title:    "an S3 interface endpoint names no security group",
		Severity: Warning,
		Effect:   "The deploy succeeds with the default security group of the VPC, which lets in its own members only, or nobody.",
		Fix:      "Name a security group that lets TCP 443 in from the clients.",
		Link:     interfacePage,
		check: eachInterface(func(_ *input, e *network.Endpoint) Result {
			return violationIf(hasElements(e.SecurityGroupIds).Not(), fmt.Sprintf("%s is an interface endpoint without SecurityGroupIds.", e.Name()),
				at(&e.Entity, "Properties/SecurityGroupIds")...)
		}),
	}
}
