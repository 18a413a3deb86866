package rules

var _ = register(ruleTest{
	rule:     "private-dns-undecided",
	message:  "PrivateDnsEnabled of Interface depends on parameter Dns of stack Net, whose default is true.",
	location: "Interface Properties.PrivateDnsEnabled",
	given:    `{"Parameters.Dns": {"Type": "String", "Default": "true"}}`,
	cases: []ruleCase{
		{"a parameter", NonCompliant, `{"Interface.PrivateDnsEnabled": {"Ref": "Dns"}}`},
		{"a parameter without a default", NonCompliant, `{"Interface.PrivateDnsEnabled": {"Ref": "Any"}}`},
		{"a condition", NonCompliant, `{"Interface.PrivateDnsEnabled": {"Fn::If": ["Open", true, false]}}`},
		{"a condition that decides nothing", Compliant, `{"Interface.PrivateDnsEnabled": {"Fn::If": ["Open", false, false]}}`},
		{"an import", NonCompliant, `{"Interface.PrivateDnsEnabled": {"Fn::ImportValue": "dns"}}`},
		{"the option", NonCompliant, `{"Interface.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint": {"Ref": "Any"}}`},
		{"disabled", Compliant, `{}`},
		{"left out", Compliant, `{"Interface.PrivateDnsEnabled": null}`},
		{"enabled", Compliant, `{"Interface.PrivateDnsEnabled": true}`},
		{"an endpoint that depends on a condition", Compliant, `{
			"Conditional": {"Like": "Interface", "Condition": "Open"},
			"Interface": null
		}`},
		{"another service", NotApplicable, `{
			"Interface.PrivateDnsEnabled": {"Ref": "Dns"},
			"Interface.ServiceName": "com.amazonaws.eu-west-1.ec2"
		}`},
		{"the service is a parameter too", Unknown, `{
			"Interface.PrivateDnsEnabled": {"Ref": "Dns"},
			"Interface.ServiceName": {"Ref": "Any"}
		}`},
	},
	inExample: func(e *example) {
		e.template["Parameters"] = map[string]any{"Dns": map[string]any{"Type": "String"}}
		e.interfaceEndpoint()["PrivateDnsEnabled"] = ref("Dns")
	},
})
