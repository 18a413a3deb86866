package rules

var _ = register(ruleTest{
	rule:     "subnet-ip-type-mismatch",
	message:  "Interface has the IpAddressType dualstack, but its subnet SubnetA has no IPv6 CIDR.",
	location: "Interface Properties.IpAddressType",
	cases: []ruleCase{
		{"ipv4 in IPv4 subnets", Compliant, `{}`},
		{"dualstack in IPv4 subnets", NonCompliant, `{"Interface.IpAddressType": "dualstack"}`},
		{"ipv6 in IPv4 subnets", NonCompliant, `{"Interface.IpAddressType": "ipv6"}`},
		{"dualstack in subnets with both", Compliant, `{
			"Interface.IpAddressType": "dualstack",
			"SubnetA.Ipv6CidrBlock": "2001:db8::/64",
			"SubnetB.Ipv6CidrBlock": "2001:db8:0:1::/64"
		}`},
		{"dualstack, and one subnet has its IPv6 block in a resource of its own", Compliant, `{
			"Interface.IpAddressType": "dualstack",
			"SubnetA.Ipv6CidrBlock": "2001:db8::/64",
			"Block": {"Type": "AWS::EC2::SubnetCidrBlock", "SubnetId": {"Ref": "SubnetB"}, "Ipv6CidrBlock": {"Ref": "Any"}}
		}`},
		{"dualstack, and an address manager assigns IPv6 blocks", Compliant, `{
			"Interface.IpAddressType": "dualstack",
			"SubnetA.Ipv6IpamPoolId": "ipam-pool-0a1b", "SubnetA.Ipv6NetmaskLength": 64,
			"SubnetB.Ipv6NetmaskLength": 64
		}`},
		{"dualstack, and one of two subnets has IPv4 only", NonCompliant, `{
			"Interface.IpAddressType": "dualstack",
			"SubnetA.Ipv6CidrBlock": "2001:db8::/64"
		}`},
		{"ipv4 in a subnet with IPv6 only", NonCompliant, `{
			"SubnetA.CidrBlock": null,
			"SubnetA.Ipv6Native": true,
			"SubnetA.Ipv6CidrBlock": "2001:db8::/64"
		}`},
		{"ipv6 in subnets with IPv6 only", Compliant, `{
			"Interface.IpAddressType": "ipv6",
			"Interface.SubnetIds": [{"Ref": "SubnetA"}],
			"SubnetA.CidrBlock": null,
			"SubnetA.Ipv6Native": true,
			"SubnetA.Ipv6CidrBlock": "2001:db8::/64"
		}`},
		{"an address type that is a parameter", Unknown, `{"Interface.IpAddressType": {"Ref": "Any"}}`},
		{"subnets that are parameters", Unknown, `{"Interface.IpAddressType": "dualstack", "Interface.SubnetIds": {"Ref": "AnyList"}}`},
		{"a dualstack gateway endpoint", Compliant, `{"Gateway.IpAddressType": "dualstack"}`},
	},
	inExample: func(e *example) {
		e.id("AWS::EC2::Subnet", "Vpc")
		e.interfaceEndpoint()["IpAddressType"] = "dualstack"
	},
})
