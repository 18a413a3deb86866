package rules

var _ = register(ruleTest{
	rule:     "endpoint-without-route-tables",
	message:  "Gateway is a gateway endpoint without RouteTableIds.",
	location: "Gateway Properties.RouteTableIds",
	cases: []ruleCase{
		{"two route tables", Compliant, `{}`},
		{"no RouteTableIds", NonCompliant, `{"Gateway.RouteTableIds": null}`},
		{"an empty list", NonCompliant, `{"Gateway.RouteTableIds": []}`},
		{"subnets and no type, which may be an interface endpoint", NotApplicable, `{
			"Gateway.VpcEndpointType": null,
			"Gateway.RouteTableIds": null,
			"Gateway.SubnetIds": ["subnet-1"]
		}`},
		{"a parameter", Unknown, `{"Gateway.RouteTableIds": {"Ref": "AnyList"}}`},
	},
	inExample: func(e *example) { e.gatewayEndpoint()["RouteTableIds"] = []any{} },
})
