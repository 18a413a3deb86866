package rules

var _ = register(ruleTest{
	rule:     "ipv6-bypasses-gateway",
	message:  "Gateway routes only IPv4 traffic, so IPv6 requests from SubnetA to the dual-stack names of S3 leave by the route Route6 to the egress-only internet gateway.",
	location: "Gateway Properties.IpAddressType",
	given: `{
		"SubnetA.Ipv6CidrBlock": "2001:db8::/64",
		"Egress": {"Type": "AWS::EC2::EgressOnlyInternetGateway", "VpcId": {"Ref": "Vpc"}},
		"Route6": {
			"Type": "AWS::EC2::Route",
			"RouteTableId": {"Ref": "Table"}, "DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": {"Ref": "Egress"}
		}
	}`,
	cases: []ruleCase{
		{"a dualstack gateway endpoint", Compliant, `{"Gateway.IpAddressType": "dualstack"}`},
		{"an ipv4 gateway endpoint", NonCompliant, `{"Gateway.IpAddressType": "ipv4"}`},
		{"a gateway endpoint of the default type", NonCompliant, `{}`},
		{"an ipv6 gateway endpoint", Compliant, `{"Gateway.IpAddressType": "ipv6"}`},
		{"no route for IPv6", Compliant, `{"Route6": null}`},
		{"a subnet without IPv6", Compliant, `{"SubnetA.Ipv6CidrBlock": null}`},
		{"a route to the VPC's own IPv6 block", Compliant, `{"Route6.DestinationIpv6CidrBlock": "2001:db8::/56"}`},
		{"an internet gateway", NonCompliant, `{
			"Route6.EgressOnlyInternetGatewayId": null, "Route6.GatewayId": {"Ref": "Igw"},
			"Attachment": {"Type": "AWS::EC2::VPCGatewayAttachment", "VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Igw"}}
		}`},
		{"a gateway endpoint of another route table", Compliant, `{"Gateway.RouteTableIds": [{"Ref": "PublicTable"}]}`},
		{"no gateway endpoint", NotApplicable, `{"Gateway": null}`},
		{"an address type that is a parameter", Unknown, `{"Gateway.IpAddressType": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint()
		subnet := e.id("AWS::EC2::Subnet", "VpcIsolated")
		e.propertiesOf(subnet)["Ipv6CidrBlock"] = "2001:db8::/64"
		e.add("Egress", "AWS::EC2::EgressOnlyInternetGateway", map[string]any{"VpcId": ref(e.id("AWS::EC2::VPC", ""))})
		e.add("Route6", "AWS::EC2::Route", map[string]any{
			"RouteTableId":                ref(e.id("AWS::EC2::RouteTable", "VpcIsolated")),
			"DestinationIpv6CidrBlock":    "::/0",
			"EgressOnlyInternetGatewayId": ref("Egress"),
		})
	},
})
