package rules

var _ = register(ruleTest{
	rule:     "private-dns-option-on-gateway",
	message:  "Gateway is a gateway endpoint, but sets PrivateDnsOnlyForInboundResolverEndpoint to OnlyInboundResolver.",
	location: "Gateway Properties.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint",
	cases: []ruleCase{
		{"no option", Compliant, `{}`},
		{"an option", NonCompliant, `{
			"Gateway.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"
		}`},
		{"the option is NotSpecified", Compliant, `{
			"Gateway.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified"
		}`},
		{"a gateway endpoint by default", NonCompliant, `{
			"Gateway.VpcEndpointType": null,
			"Gateway.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"
		}`},
		{"the option is a parameter", Unknown, `{
			"Gateway.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}
		}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint()["DnsOptions"] = map[string]any{"PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"}
	},
})
