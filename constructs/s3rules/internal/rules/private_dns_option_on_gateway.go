package rules

import "github.com/privates3/privates3-go/constructs/internal/network"

func privateDnsOptionOnGateway() Rule {
	return Rule{
		Id:       "private-dns-option-on-gateway",
		Title:    "An S3 gateway endpoint has a private DNS option",
		Severity: Error,
		AwsError: "DnsOptions PrivateDnsOnlyForInboundResolverEndpoint is applicable only to Interface VPC Endpoints.",
		Fix:      "Remove DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint from the gateway endpoint.",
		Page:     s3InterfacePage,
		check: eachGateway(func(_ *input, e *network.Endpoint) Result {
			option := e.PrivateDnsOnlyForInboundResolverEndpoint.Or(optionNotSpecified)
			return violationIf(option.Is(optionNotSpecified).Not(), at(&e.Entity, "DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint"),
				"%s is a gateway endpoint, but sets PrivateDnsOnlyForInboundResolverEndpoint to %s.", e.Name(), option.Value)
		}),
	}
}
