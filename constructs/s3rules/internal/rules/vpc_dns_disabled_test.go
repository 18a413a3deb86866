package rules

var _ = register(ruleTest{
	rule:     "vpc-dns-disabled",
	message:  "The VPC Vpc of Gateway has EnableDnsSupport set to false.",
	location: "Vpc Properties.EnableDnsSupport",
	cases: []ruleCase{
		{"DNS support and hostnames", Compliant, `{}`},
		{"no DNS support", NonCompliant, `{"Vpc.EnableDnsSupport": false}`},
		{"no hostnames", NonCompliant, `{"Vpc.EnableDnsHostnames": null}`},
		{"no hostnames, and no gateway endpoint that needs them", Compliant, `{
			"Vpc.EnableDnsHostnames": null,
			"Gateway": null
		}`},
		{"hostnames by a parameter", Unknown, `{"Vpc.EnableDnsHostnames": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint() // which needs the hostnames
		e.vpc()["EnableDnsHostnames"] = false
	},
})
