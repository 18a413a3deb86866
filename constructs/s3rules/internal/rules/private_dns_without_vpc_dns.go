package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func privateDnsWithoutVpcDns() Rule {
	return Rule{
		Id:       "private-dns-without-vpc-dns",
		Title:    "An S3 endpoint uses private DNS or a DNS record type that requires DNS support and DNS hostnames, but its VPC lacks them",
		Severity: Error,
		AwsError: "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-…",
		Fix:      "Set EnableDnsSupport and EnableDnsHostnames of the VPC to true.",
		Page:     s3InterfacePage,
		check:    eachEndpoint(checkPrivateDnsWithoutVpcDns),
	}
}

func checkPrivateDnsWithoutVpcDns(_ *input, e *network.Endpoint) Result {
	record := e.DnsRecordIpType.Or("service-defined")
	ownRecords := record.Is("service-defined").Or(record.Is("not-specified")).Not()
	needsDns := e.IsInterface().And(e.PrivateDnsEnabled.Is(true)).Or(e.IsGateway().And(ownRecords))
	return appliesIf(needsDns, func() Result {
		if e.Vpc == nil || !e.Vpc.Declared {
			return unknown()
		}
		property, attribute, disabled := disabledDns(e.Vpc)
		uses := "private DNS"
		if e.IsGateway() == truth.True {
			uses = "the DnsRecordIpType " + record.Value
		}
		return violationIf(disabled, slices.Concat(at(&e.Entity, ""), at(&e.Vpc.Entity, property)),
			"%s uses %s, but the VPC %s has %s.", e.Name(), uses, e.Vpc.Name(), attribute)
	})
}

// disabledDns reports whether one of the two DNS attributes of a VPC is false, and which.
func disabledDns(v *network.Vpc) (property, attribute string, disabled truth.Value) {
	noSupport := v.EnableDnsSupport.Or(true).Is(false)
	if noSupport == truth.True {
		return "EnableDnsSupport", "EnableDnsSupport set to false", noSupport
	}
	noHostnames := v.EnableDnsHostnames.Or(false).Is(false)
	if v.EnableDnsHostnames.State == network.Absent {
		return "EnableDnsHostnames", "no EnableDnsHostnames, which is false by default", noHostnames
	}
	return "EnableDnsHostnames", "EnableDnsHostnames set to false", noSupport.Or(noHostnames)
}
