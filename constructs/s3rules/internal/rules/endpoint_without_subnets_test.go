package rules

var _ = register(ruleTest{
	rule:     "endpoint-without-subnets",
	message:  "Interface is an interface endpoint without SubnetIds.",
	location: "Interface Properties.SubnetIds",
	cases: []ruleCase{
		{"two subnets", Compliant, `{}`},
		{"an empty list", NonCompliant, `{"Interface.SubnetIds": []}`},
		{"no SubnetIds", NonCompliant, `{"Interface.SubnetIds": null}`},
		{"a parameter", Unknown, `{"Interface.SubnetIds": {"Ref": "AnyList"}}`},
		{"a gateway endpoint without route tables", Compliant, `{"Gateway.RouteTableIds": null}`},
	},
	inExample: func(e *example) { e.interfaceEndpoint()["SubnetIds"] = []any{} },
})
