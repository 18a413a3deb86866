package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func privateDns() Rule {
	return Rule{
		Id:       "private-dns",
		Title:    "private DNS is on for an S3 interface endpoint, which this library keeps off",
		Severity: Error,
		Effect:   "With the default option the deploy fails unless the VPC has an S3 gateway endpoint already. With AllResolvers all S3 traffic of the VPC that uses Regional names goes to this endpoint, which is paid per GB.",
		Fix:      "Set PrivateDnsEnabled to false and leave PrivateDnsOnlyForInboundResolverEndpoint out. Clients use the endpoint's own names, https://bucket.vpce-…. Where private DNS is meant, acknowledge privates3::private-dns.",
		Link:     s3InterfacePage,
		check:    eachInterface(checkPrivateDns),
	}
}

func checkPrivateDns(_ *input, e *network.Endpoint) Result {
	option := e.PrivateDnsOnlyForInboundResolverEndpoint.Or(optionNotSpecified)
	on := e.PrivateDnsEnabled.Is(true)
	if on != template.True && option.State == network.Known && option.Value != optionNotSpecified {
		return violation(fmt.Sprintf("%s sets PrivateDnsOnlyForInboundResolverEndpoint to %s, which is an option of private DNS.", e.Name(), option.Value),
			at(&e.Entity, "Properties/DnsOptions/PrivateDnsOnlyForInboundResolverEndpoint")...)
	}
	if on != template.True {
		return violationIf(on.Or(unknownOption(option)), "")
	}
	message := fmt.Sprintf("%s sets PrivateDnsEnabled to true: ", e.Name())
	if option.Is("AllResolvers") == template.True {
		message += "all S3 traffic of the VPC that uses Regional names leaves the gateway endpoint for this one, which is paid per GB."
	} else if gateways := gatewaysBeside(e); len(gateways) == 0 {
		message += "AWS's default, OnlyInboundResolver, needs an S3 gateway endpoint in the VPC, and the templates have none."
	} else {
		message += fmt.Sprintf("AWS's default, OnlyInboundResolver, makes the deploy depend on %s being created first and deleted last.", names(gateways))
	}
	return violation(message, at(&e.Entity, "Properties/PrivateDnsEnabled")...)
}

const optionNotSpecified = "NotSpecified"

// unknownOption keeps an option that only the deploy brings from passing for one that is left out.
func unknownOption(option network.Fact[string]) template.Truth {
	if option.State == network.Unknown {
		return template.Undecided
	}
	return template.False
}

func gatewaysBeside(e *network.Endpoint) []*network.Endpoint {
	var gateways []*network.Endpoint
	for _, other := range neighbours(e) {
		if other.IsGateway() == template.True {
			gateways = append(gateways, other)
		}
	}
	return gateways
}
