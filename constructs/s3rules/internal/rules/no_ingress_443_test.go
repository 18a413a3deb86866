package rules

var _ = register(ruleTest{
	rule:     "no-ingress-443",
	message:  "No security group of Interface (Sg) has a rule that allows TCP 443.",
	location: "Interface Properties.SecurityGroupIds",
	given: `{
		"Sg.SecurityGroupIngress": [],
		"Rule": {
			"Type": "AWS::EC2::SecurityGroupIngress",
			"GroupId": {"Ref": "Sg"}, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"
		}
	}`,
	cases: []ruleCase{
		{"a rule of the group", Compliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}],
			"Rule": null
		}`},
		{"no rule", NonCompliant, `{"Rule": null}`},
		{"port 80", NonCompliant, `{"Rule.FromPort": 80, "Rule.ToPort": 80}`},
		{"all traffic", Compliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}],
			"Rule": null
		}`},
		{"IPv6 alone, for an endpoint without IPv6", NonCompliant, `{"Rule.CidrIp": null, "Rule.CidrIpv6": "fd00::/8"}`},
		{"IPv6 alone, for an endpoint with both", Compliant, `{
			"Rule.CidrIp": null, "Rule.CidrIpv6": "fd00::/8", "Interface.IpAddressType": "dualstack"
		}`},
		{"IPv4 alone, for an endpoint without IPv4", NonCompliant, `{"Interface.IpAddressType": "ipv6"}`},
		{"IPv6 alone, and the IP address type is a parameter", Unknown, `{
			"Rule.CidrIp": null, "Rule.CidrIpv6": "fd00::/8", "Interface.IpAddressType": {"Ref": "Any"}
		}`},
		{"a rule that is a resource", Compliant, `{"Rule.GroupId": {"Fn::GetAtt": ["Sg", "GroupId"]}}`},
		{"a rule of a group that is a parameter", Unknown, `{"Rule.GroupId": {"Ref": "Any"}}`},
		{"a rule with a condition", Unknown, `{
			"Conditional": {"Like": "Rule", "Condition": "Open"},
			"Rule": null
		}`},
		{"a group that no template has", Unknown, `{"Interface.SecurityGroupIds": ["sg-1"]}`},
		{"a rule of another group by its id", NonCompliant, `{"Rule.GroupId": "sg-1"}`},
		{"a rule of an imported group, which may be this one", Unknown, `{
			"Rule.GroupId": {"Fn::ImportValue": "Group"}
		}`},
		{"the protocol in capitals", Compliant, `{"Rule.IpProtocol": "TCP"}`},
		{"another protocol in capitals", NonCompliant, `{"Rule.IpProtocol": "UDP"}`},
		{"an exported group, to which others may add rules", Unknown, `{
			"Rule": null,
			"Outputs.Group": {"Value": {"Fn::GetAtt": ["Sg", "GroupId"]}, "Export": {"Name": "Group"}}
		}`},
		{"a group in an output", Unknown, `{
			"Rule": null,
			"Outputs.Group": {"Value": {"Fn::Sub": "the group is ${Sg.GroupId}"}}
		}`},
		{"the VPC of the group in an output", NonCompliant, `{
			"Rule": null,
			"Outputs.Group": {"Value": {"Fn::GetAtt": ["Sg", "VpcId"]}}
		}`},
		{"a group in an SSM parameter", Unknown, `{
			"Rule": null,
			"Parameter": {"Type": "AWS::SSM::Parameter", "Value": {"Ref": "Sg"}}
		}`},
		{"a group of a custom resource", Unknown, `{
			"Rule": null,
			"Custom": {"Type": "Custom::Rules", "SecurityGroupIds": [{"Ref": "Sg"}]}
		}`},
		{"a group of a nested stack without a template", Unknown, `{
			"Rule": null,
			"Nested": {"Type": "AWS::CloudFormation::Stack", "Parameters": {"SecurityGroup": {"Ref": "Sg"}}}
		}`},
		{"a group of a function, which adds no rule", NonCompliant, `{
			"Rule": null,
			"Function": {"Type": "AWS::Lambda::Function", "VpcConfig": {"SecurityGroupIds": [{"Ref": "Sg"}]}}
		}`},
	},
	inExample: func(e *example) { delete(e.securityGroup(), "SecurityGroupIngress") },
})
