package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func privateDnsWithoutVpcDns() Rule {
	return Rule{
		Id:       "private-dns-without-vpc-dns",
		Title:    "private DNS, or a DNS record type of its own, in a VPC without DNS support or DNS hostnames",
		Severity: Error,
		AwsError: "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-…",
		Fix:      "Set EnableDnsSupport and EnableDnsHostnames of the VPC to true.",
		Link:     s3InterfacePage,
		check:    eachEndpoint(checkPrivateDnsWithoutVpcDns),
	}
}

func checkPrivateDnsWithoutVpcDns(_ *input, e *network.Endpoint) Result {
	record := e.DnsRecordIpType.Or("service-defined")
	ownRecords := record.Is("service-defined").Or(record.Is("not-specified")).Not()
	needs := e.IsInterface().And(e.PrivateDnsEnabled.Is(true)).Or(e.IsGateway().And(ownRecords))
	return appliesIf(needs, func() Result {
		if e.Vpc == nil || !e.Vpc.Declared {
			return unknown()
		}
		missing, wrong := missingDnsAttribute(e.Vpc)
		setting := "private DNS"
		if e.IsGateway() == template.True {
			setting = "DnsRecordIpType " + record.Value
		}
		return violationIf(wrong, fmt.Sprintf("%s uses %s, and the VPC %s has %s.", e.Name(), setting, e.Vpc.Name(), missing),
			append(at(&e.Entity, "Properties"), at(&e.Vpc.Entity, "Properties/EnableDnsHostnames")...)...)
	})
}

// missingDnsAttribute tells whether one of the two DNS attributes of a VPC is off, and which.
func missingDnsAttribute(v *network.Vpc) (string, template.Truth) {
	support := v.EnableDnsSupport.Or(true).Is(false)
	if support == template.True {
		return "EnableDnsSupport false", support
	}
	hostnames := v.EnableDnsHostnames.Or(false).Is(false)
	if v.EnableDnsHostnames.State == network.Absent {
		return "no EnableDnsHostnames, which is false by default", hostnames
	}
	return "EnableDnsHostnames false", support.Or(hostnames)
}
