package rules

var _ = register(ruleTest{
	rule:     "ingress-open-to-world",
	message:  "The security group Sg of Interface allows TCP 443 from anywhere: Sg SecurityGroupIngress.0 (TCP 443 from 0.0.0.0/0).",
	location: "Sg Properties.SecurityGroupIngress.0",
	given: `{
		"Rule": {
			"Type": "AWS::EC2::SecurityGroupIngress",
			"GroupId": {"Ref": "Sg"}, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"
		}
	}`,
	cases: []ruleCase{
		{"a large network", Compliant, `{}`},
		{"no other rule", Compliant, `{"Rule": null}`},
		{"all IPv4 addresses", NonCompliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}]
		}`},
		{"all IPv6 addresses, in a rule that is a resource", NonCompliant, `{
			"Rule.CidrIp": null, "Rule.CidrIpv6": "::/0", "Interface.IpAddressType": "dualstack"
		}`},
		{"all IPv6 addresses, for an endpoint without IPv6", Compliant, `{"Rule.CidrIp": null, "Rule.CidrIpv6": "::/0"}`},
		{"all IPv4 addresses, for an endpoint without IPv4", Compliant, `{"Rule.CidrIp": "0.0.0.0/0", "Interface.IpAddressType": "ipv6"}`},
		{"all IPv6 addresses, and the IP address type is a parameter", Unknown, `{
			"Rule.CidrIp": null, "Rule.CidrIpv6": "::/0", "Interface.IpAddressType": {"Ref": "Any"}
		}`},
		{"another port", Compliant, `{"Rule.CidrIp": "0.0.0.0/0", "Rule.FromPort": 80, "Rule.ToPort": 80}`},
		{"all IPv4 addresses, in two halves", NonCompliant, `{
			"Sg.SecurityGroupIngress": [
				{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"},
				{"IpProtocol": "-1", "CidrIp": "128.0.0.0/1"}
			]
		}`},
		{"all IPv4 addresses, in three blocks", NonCompliant, `{
			"Sg.SecurityGroupIngress": [
				{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"},
				{"IpProtocol": "-1", "CidrIp": "128.0.0.0/2"},
				{"IpProtocol": "-1", "CidrIp": "192.0.0.0/2"}
			]
		}`},
		{"all public IPv6 addresses", NonCompliant, `{"Interface.IpAddressType": "dualstack", "Rule.CidrIp": null, "Rule.CidrIpv6": "2000::/3"}`},
		{"half of the public IPv6 addresses", Compliant, `{"Interface.IpAddressType": "dualstack", "Rule.CidrIp": null, "Rule.CidrIpv6": "2000::/4"}`},
		{"one half twice", Compliant, `{
			"Sg.SecurityGroupIngress": [
				{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"},
				{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"}
			]
		}`},
		{"three quarters", Compliant, `{
			"Sg.SecurityGroupIngress": [
				{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"},
				{"IpProtocol": "-1", "CidrIp": "128.0.0.0/2"}
			]
		}`},
		{"a half of IPv4 and a half of IPv6", Compliant, `{
			"Sg.SecurityGroupIngress": [
				{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"},
				{"IpProtocol": "-1", "CidrIpv6": "8000::/1"}
			]
		}`},
		{"a parameter", Unknown, `{"Rule.CidrIp": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.securityGroup()["SecurityGroupIngress"].([]any)[0].(map[string]any)["CidrIp"] = "0.0.0.0/0"
	},
})
