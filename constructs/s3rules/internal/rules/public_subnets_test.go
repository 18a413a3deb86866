package rules

var _ = register(ruleTest{
	rule:     "public-subnets",
	message:  "Interface is in the subnet Public, which is public because of the route PublicRoute.",
	location: "Interface Properties.SubnetIds",
	cases: []ruleCase{
		{"private subnets", Compliant, `{}`},
		{"one of two is public", NonCompliant, `{"Interface.SubnetIds": [{"Ref": "SubnetB"}, {"Ref": "Public"}]}`},
		{"a route to the internet gateway for some addresses", Compliant, `{
			"PublicRoute.DestinationCidrBlock": "192.168.0.0/16",
			"Interface.SubnetIds": [{"Ref": "Public"}]
		}`},
		{"a route to the internet gateway for each half of all addresses", NonCompliant, `{
			"PublicRoute.DestinationCidrBlock": "0.0.0.0/1",
			"OtherHalf": {"Like": "PublicRoute", "DestinationCidrBlock": "128.0.0.0/1"},
			"Interface.SubnetIds": [{"Ref": "Public"}]
		}`},
		{"the main route table", Compliant, `{"AssociationA": null}`},
		{"the gateway is a parameter", Unknown, `{
			"PublicRoute.GatewayId": {"Ref": "Any"},
			"Interface.SubnetIds": [{"Ref": "Public"}]
		}`},
		{"a subnet that no template has", Unknown, `{"Interface.SubnetIds": ["subnet-1"]}`},
	},
	inExample: func(e *example) {
		e.interfaceEndpoint()["SubnetIds"] = []any{ref(e.id("AWS::EC2::Subnet", "VpcPublic"))}
	},
})
