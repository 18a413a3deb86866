package rules

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func privateDns() Rule {
	return Rule{
		Id:       "private-dns",
		Title:    "An S3 interface endpoint enables private DNS, which this library requires to be off",
		Severity: Error,
		Effect: "With AWS's default option, OnlyInboundResolver, the deploy fails unless the VPC already has an S3 gateway endpoint. " +
			"With AllResolvers, all S3 requests from the VPC to Regional names move to this endpoint, which is billed per GB.",
		Fix: "Set PrivateDnsEnabled to false and remove PrivateDnsOnlyForInboundResolverEndpoint. Clients then use the endpoint's own " +
			"names, https://bucket.vpce-….",
		Page:  s3InterfacePage,
		check: eachInterface(checkPrivateDns),
	}
}

func checkPrivateDns(_ *input, e *network.Endpoint) Result {
	option := e.PrivateDnsOnlyForInboundResolverEndpoint.Or(optionNotSpecified)
	enabled, hasOption := e.PrivateDnsEnabled.Is(true), option.Is(optionNotSpecified).Not()
	if enabled != truth.True {
		return violationIf(enabled.Or(hasOption), at(&e.Entity, "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint"),
			"%s sets PrivateDnsOnlyForInboundResolverEndpoint to %s, which is a private DNS option.", e.Name(), option.Value)
	}
	message := fmt.Sprintf("%s sets PrivateDnsEnabled to true. ", e.Name())
	if option.Is("AllResolvers") == truth.True {
		message += "All S3 requests from the VPC to Regional names then move to this endpoint, which is billed per GB."
	} else if gateways := slices.DeleteFunc(othersInVpc(e), isNoGateway); len(gateways) == 0 {
		message += "With AWS's default option, OnlyInboundResolver, this requires an S3 gateway endpoint in the VPC, but this app does not create one there."
	} else {
		message += fmt.Sprintf("With AWS's default option, OnlyInboundResolver, %s must then be created before this endpoint and deleted after it.", names(gateways))
	}
	return violation(at(&e.Entity, "PrivateDnsEnabled"), "%s", message)
}

const optionNotSpecified = "NotSpecified"

func isNoGateway(e *network.Endpoint) bool { return e.IsGateway() != truth.True }
