package rules

var _ = register(ruleTest{
	rule:     "private-dns",
	message:  "Interface sets PrivateDnsEnabled to true. With AWS's default option, OnlyInboundResolver, Gateway must then be created before this endpoint and deleted after it.",
	location: "Interface Properties.PrivateDnsEnabled",
	cases: []ruleCase{
		{"disabled", Compliant, `{}`},
		{"disabled by default", Compliant, `{"Interface.PrivateDnsEnabled": null}`},
		{"enabled", NonCompliant, `{"Interface.PrivateDnsEnabled": true}`},
		{"enabled by a string", NonCompliant, `{"Interface.PrivateDnsEnabled": "true"}`},
		{"enabled without a gateway endpoint", NonCompliant, `{"Interface.PrivateDnsEnabled": true, "Gateway": null}`},
		{"enabled for all resolvers", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"
		}`},
		{"only the option", NonCompliant, `{
			"Interface.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "OnlyInboundResolver"
		}`},
		{"the option is NotSpecified", Compliant, `{
			"Interface.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": "NotSpecified"
		}`},
		{"the option is a parameter", Unknown, `{
			"Interface.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}
		}`},
		{"enabled by a parameter", Unknown, `{"Interface.PrivateDnsEnabled": {"Ref": "Any"}}`},
		{"enabled by a condition", Unknown, `{"Interface.PrivateDnsEnabled": {"Fn::If": ["Open", true, false]}}`},
		{"the type is a parameter", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.VpcEndpointType": {"Ref": "Any"}
		}`},
		{"another service", NotApplicable, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceName": "com.amazonaws.eu-west-1.ec2"
		}`},
		{"the service is a parameter", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceName": {"Ref": "Any"}
		}`},
	},
	inExample: func(e *example) { e.interfaceEndpoint()["PrivateDnsEnabled"] = true },
})
