package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

func inboundResolverOnGateway() Rule {
	return Rule{
		Id:       "inbound-resolver-on-gateway",
		Title:    "an S3 gateway endpoint has an option of private DNS",
		Severity: Error,
		AwsSays:  "DnsOptions PrivateDnsOnlyForInboundResolverEndpoint is applicable only to Interface VPC Endpoints.",
		Fix:      "Leave DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint out of the gateway endpoint.",
		Link:     s3InterfacePage,
		judge:    eachGateway(judgeInboundResolverOnGateway),
	}
}

func judgeInboundResolverOnGateway(_ *input, e *network.Endpoint) Judgement {
	option := e.PrivateDnsOnlyForInboundResolverEndpoint.Or(optionNotSpecified)
	return decide(option.Is(optionNotSpecified).Not(),
		fmt.Sprintf("%s is a gateway endpoint and sets PrivateDnsOnlyForInboundResolverEndpoint to %s.", e.Name(), option.Value),
		at(&e.Entity, "Properties/DnsOptions/PrivateDnsOnlyForInboundResolverEndpoint")...)
}
