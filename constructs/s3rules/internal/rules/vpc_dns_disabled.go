package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func vpcDnsDisabled() Rule {
	return Rule{
		Id:       "vpc-dns-disabled",
		Title:    "The VPC of an S3 endpoint has no DNS support, or has a gateway endpoint but no DNS hostnames",
		Severity: Warning,
		Effect:   "The deploy succeeds, but clients that use the Amazon DNS server may not be able to resolve the names of S3.",
		Fix:      "Set EnableDnsSupport and EnableDnsHostnames of the VPC to true, unless clients use other DNS servers.",
		Page:     s3GatewayPage,
		check: eachEndpoint(func(_ *input, e *network.Endpoint) Result {
			if e.Vpc == nil || !e.Vpc.Declared || e.IsGateway() == truth.Undecided {
				return unknown()
			}
			property, attribute, disabled := disabledDns(e.Vpc)
			if e.IsGateway() == truth.False && property != "EnableDnsSupport" {
				disabled = e.Vpc.EnableDnsSupport.Or(true).Is(false) // the names of an interface endpoint are in the public DNS
			}
			return violationIf(disabled, slices.Concat(at(&e.Vpc.Entity, property), at(&e.Entity, "")),
				"The VPC %s of %s has %s.", e.Vpc.Name(), e.Name(), attribute)
		}),
	}
}
