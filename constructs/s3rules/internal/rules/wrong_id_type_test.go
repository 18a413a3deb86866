package rules

var _ = register(ruleTest{
	rule:     "wrong-id-type",
	message:  "Interface has rtb-1 in SubnetIds, which is not the ID of a subnet.",
	location: "Interface Properties.SubnetIds",
	cases: []ruleCase{
		{"the id of a subnet", Compliant, `{"Interface.SubnetIds": ["subnet-1"]}`},
		{"the id of a route table in SubnetIds", NonCompliant, `{"Interface.SubnetIds": ["rtb-1"]}`},
		{"a reference to a subnet in RouteTableIds", NonCompliant, `{"Gateway.RouteTableIds": [{"Ref": "SubnetA"}]}`},
		{"a name, which is no id of another type", Unknown, `{"Gateway.VpcId": "my-vpc"}`},
		{"the placeholders of the CDK before a lookup", Unknown, `{"Interface.SubnetIds": ["p-12345", "s-67890"]}`},
		{"the id of an endpoint, which begins like that of a VPC", NonCompliant, `{"Gateway.VpcId": "vpce-1"}`},
		{"no id at all", Unknown, `{"Gateway.VpcId": "vpc"}`},
		{"a dynamic reference", Unknown, `{"Gateway.VpcId": "{{resolve:ssm:/network/vpc}}"}`},
		{"a parameter", Unknown, `{"Gateway.VpcId": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) { e.gatewayEndpoint()["RouteTableIds"] = []any{"pcx-1"} },
})
