package rules

var _ = register(ruleTest{
	rule:     "interface-properties-on-gateway",
	message:  "Gateway is a gateway endpoint, but sets SubnetIds.",
	location: "Gateway Properties.SubnetIds",
	cases: []ruleCase{
		{"properties without effect", Compliant, `{"Gateway.PrivateDnsEnabled": false, "Gateway.SubnetIds": []}`},
		{"subnets", NonCompliant, `{"Gateway.SubnetIds": [{"Ref": "SubnetA"}]}`},
		{"security groups", NonCompliant, `{"Gateway.SecurityGroupIds": [{"Ref": "Sg"}]}`},
		{"another ServiceRegion", NonCompliant, `{
			"Gateway.ServiceRegion": "us-east-1",
			"Gateway.ServiceName": "com.amazonaws.us-east-1.s3"
		}`},
		{"its own Region as ServiceRegion", Compliant, `{"Gateway.ServiceRegion": "eu-west-1"}`},
		{"private DNS by a parameter", Unknown, `{"Gateway.PrivateDnsEnabled": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) { e.gatewayEndpoint()["SubnetIds"] = []any{e.isolatedSubnet()} },
})
