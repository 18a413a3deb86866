package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func vpcDnsDisabled() Rule {
	return Rule{
		Id:       "vpc-dns-disabled",
		Title:    "the VPC of an S3 endpoint lacks DNS support, or the DNS hostnames that AWS asks for with a gateway endpoint",
		Severity: Warning,
		Effect:   "The deploy succeeds; clients that ask the Amazon DNS server may get no answer for the names of S3.",
		Fix:      "Set EnableDnsSupport and EnableDnsHostnames of the VPC to true, unless clients ask other DNS servers.",
		Link:     s3GatewayPage,
		check:    eachEndpoint(checkVpcDnsDisabled),
	}
}

func checkVpcDnsDisabled(_ *input, e *network.Endpoint) Result {
	if e.Vpc == nil || !e.Vpc.Declared {
		return unknown()
	}
	missing, wrong := missingDnsAttribute(e.Vpc)
	switch e.IsGateway() {
	case template.False:
		// The names of an interface endpoint are in the public DNS: hostnames do not matter to them.
		missing, wrong = "EnableDnsSupport false", e.Vpc.EnableDnsSupport.Or(true).Is(false)
	case template.Undecided:
		return unknown()
	case template.True:
	}
	return violationIf(wrong, fmt.Sprintf("%s is in the VPC %s, which has %s.", e.Name(), e.Vpc.Name(), missing), at(&e.Vpc.Entity, "Properties")...)
}
