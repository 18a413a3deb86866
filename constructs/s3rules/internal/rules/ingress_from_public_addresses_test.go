package rules

var _ = register(ruleTest{
	rule:     "ingress-from-public-addresses",
	message:  "The security group Sg of Interface allows TCP 443 from public addresses: Rule (TCP 443 from 52.16.0.0/16).",
	location: "Rule Properties",
	given: `{
		"Rule": {
			"Type": "AWS::EC2::SecurityGroupIngress",
			"GroupId": {"Ref": "Sg"}, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"
		}
	}`,
	cases: []ruleCase{
		{"private addresses", Compliant, `{}`},
		{"a public block", NonCompliant, `{"Rule.CidrIp": "52.16.0.0/16"}`},
		{"one public address", NonCompliant, `{"Rule.CidrIp": "52.16.0.1/32"}`},
		{"a block that is partly public", NonCompliant, `{"Rule.CidrIp": "172.0.0.0/8"}`},
		{"the shared address space", Compliant, `{"Rule.CidrIp": "100.64.0.0/10"}`},
		{"a documentation block", Compliant, `{"Rule.CidrIp": "203.0.113.0/24"}`},
		{"a public block of another VPC", Compliant, `{"Rule.CidrIp": "52.16.4.0/24", "OtherVpc.CidrBlock": "52.16.0.0/16"}`},
		{"another port", Compliant, `{"Rule.CidrIp": "52.16.0.0/16", "Rule.FromPort": 80, "Rule.ToPort": 80}`},
		{"all addresses, which another rule finds", Compliant, `{"Rule.CidrIp": "0.0.0.0/0"}`},
		{"a public IPv6 block", Compliant, `{"Rule.CidrIp": null, "Rule.CidrIpv6": "2600:1f18::/32", "Interface.IpAddressType": "dualstack"}`},
		{"the CIDR that the CDK uses before it has looked up a VPC", Unknown, `{"Rule.CidrIp": "1.2.3.4/5"}`},
		{"a parameter", Unknown, `{"Rule.CidrIp": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.securityGroup()["SecurityGroupIngress"].([]any)[0].(map[string]any)["CidrIp"] = "52.16.0.0/16"
	},
})
