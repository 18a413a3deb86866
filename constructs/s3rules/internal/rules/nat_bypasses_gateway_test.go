package rules

var _ = register(ruleTest{
	rule:     "nat-bypasses-gateway",
	message:  "The route table Table is not in the RouteTableIds of Gateway, so its route NatRoute sends the S3 traffic of SubnetA, SubnetB to a NAT gateway.",
	location: "NatRoute Properties.NatGatewayId",
	cases: []ruleCase{
		{"the gateway endpoint is in the route table", Compliant, `{}`},
		{"it is in another route table only", NonCompliant, `{"Gateway.RouteTableIds": [{"Ref": "PublicTable"}]}`},
		{"NAT for some addresses", Compliant, `{
			"Gateway.RouteTableIds": [{"Ref": "PublicTable"}],
			"NatRoute.DestinationCidrBlock": "192.168.0.0/16"
		}`},
		{"a gateway endpoint with a condition", Unknown, `{
			"Second": {"Like": "Gateway", "Condition": "Open", "RouteTableIds": [{"Ref": "PublicTable"}]},
			"Gateway": null
		}`},
		{"no gateway endpoint in the VPC", NotApplicable, `{"Gateway": null}`},
		{"the route table by a condition", Unknown, `{
			"Gateway.RouteTableIds": [
				{"Ref": "PublicTable"},
				{"Fn::If": ["Open", {"Ref": "Table"}, {"Ref": "AWS::NoValue"}]}
			]
		}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint()["RouteTableIds"] = []any{ref(e.id("AWS::EC2::RouteTable", "VpcPublic"))}
		e.add("Nat", "AWS::EC2::NatGateway", map[string]any{"SubnetId": ref(e.id("AWS::EC2::Subnet", "VpcPublic"))})
		e.add("NatRoute", "AWS::EC2::Route", map[string]any{
			"RouteTableId":         ref(e.id("AWS::EC2::RouteTable", "VpcIsolated")),
			"DestinationCidrBlock": "0.0.0.0/0",
			"NatGatewayId":         ref("Nat"),
		})
	},
})
