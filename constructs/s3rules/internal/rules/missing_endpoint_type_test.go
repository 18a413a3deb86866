package rules

var _ = register(ruleTest{
	rule:     "missing-endpoint-type",
	message:  "Interface has no VpcEndpointType, which makes it a gateway endpoint, but sets SubnetIds and SecurityGroupIds.",
	location: "Interface Properties.SubnetIds",
	cases: []ruleCase{
		{"a gateway endpoint by default", Compliant, `{"Gateway.VpcEndpointType": null}`},
		{"subnets", NonCompliant, `{"Interface.VpcEndpointType": null}`},
		{"private DNS", NonCompliant, `{"Gateway.VpcEndpointType": null, "Gateway.PrivateDnsEnabled": true}`},
		{"both types are set", NotApplicable, `{}`},
		{"a list that may be empty", Unknown, `{
			"Gateway.VpcEndpointType": null,
			"Gateway.SubnetIds": {"Ref": "AnyList"}
		}`},
	},
	also:      "invalid-select", // gateway endpoints have no DNS entries
	inExample: func(e *example) { delete(e.interfaceEndpoint(), "VpcEndpointType") },
})
