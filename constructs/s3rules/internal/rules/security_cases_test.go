package rules

func securityCases() []ruleCase {
	const ingress = `"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, `
	const closed = `{"Sg": {"SecurityGroupIngress": []}, `
	halves := func(first, second string) string {
		return `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "` + first + `"}, {"IpProtocol": "-1", "CidrIp": "` + second + `"}]}}`
	}
	return []ruleCase{
		{"no-ingress-443", `{}`, Compliant, "the office"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": []}}`, NonCompliant, "no rule"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "10.0.0.0/8"}]}}`, NonCompliant, "port 80"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}]}}`, Compliant, "everything"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": {"Fn::GetAtt": ["Sg", "GroupId"]}, "CidrIp": "10.0.0.0/8"}}}`, Compliant, "a rule of its own"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": {"Ref": "Any"}, "CidrIp": "10.0.0.0/8"}}}`, Unknown, "a rule of a group that is a parameter"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {"Condition": "Open", ` + ingress + `"GroupId": {"Ref": "Sg"}, "CidrIp": "10.0.0.0/8"}}}`, Unknown, "a rule that may not be made"},
		{"no-ingress-443", `{"Link": {"SecurityGroupIds": ["sg-1"]}}`, Unknown, "a group that the templates do not show"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": "sg-1", "CidrIp": "10.0.0.0/8"}}}`, NonCompliant, "a rule of another group, by its id"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": {"Fn::ImportValue": "Group"}, "CidrIp": "10.0.0.0/8"}}}`, Unknown, "a rule of a group that is imported, which may be this one"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "TCP", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]}}`, Compliant, "the protocol in capitals"},
		{"no-ingress-443", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "UDP", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]}}`, NonCompliant, "another protocol in capitals"},
		{"no-ingress-443", closed + `"Outputs": {"Group": {"Value": {"Fn::GetAtt": ["Sg", "GroupId"]}, "Export": {"Name": "Group"}}}}`, Unknown, "an export, by which others may add rules"},
		{"no-ingress-443", closed + `"Outputs": {"Group": {"Value": {"Fn::Sub": "the group is ${Sg.GroupId}"}}}}`, Unknown, "an output"},
		{"no-ingress-443", closed + `"Outputs": {"Group": {"Value": {"Fn::GetAtt": ["Sg", "VpcId"]}}}}`, NonCompliant, "an output of the group's VPC"},
		{"no-ingress-443", closed + `"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Ref": "Sg"}}}}`, Unknown, "an SSM parameter"},
		{"no-ingress-443", closed + `"Custom": {"Type": "Custom::Rules", "Properties": {"SecurityGroupIds": [{"Ref": "Sg"}]}}}`, Unknown, "a custom resource"},
		{"no-ingress-443", closed + `"Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"SecurityGroup": {"Ref": "Sg"}}}}}`, Unknown, "a nested stack that is not read"},
		{"no-ingress-443", closed + `"Function": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {"SecurityGroupIds": [{"Ref": "Sg"}]}}}}`, NonCompliant, "a function that is a member, which adds no rule"},

		{"ingress-open-to-world", `{}`, Compliant, "the office only"},
		{"ingress-open-to-world", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}]}}`, NonCompliant, "every IPv4 address"},
		{"ingress-open-to-world", `{"Rule": {` + ingress + `"GroupId": {"Ref": "Sg"}, "CidrIpv6": "::/0"}}}`, NonCompliant, "every IPv6 address, by a rule of its own"},
		{"ingress-open-to-world", `{"Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "GroupId": {"Ref": "Sg"}, "CidrIp": "0.0.0.0/0"}}}`, Compliant, "a port on which nothing listens"},
		{"ingress-open-to-world", `{"Rule": {` + ingress + `"GroupId": {"Ref": "Sg"}, "CidrIp": "10.0.0.0/8"}}}`, Compliant, "a large network"},
		{"ingress-open-to-world", halves("0.0.0.0/1", "128.0.0.0/1"), NonCompliant, "every IPv4 address, in two halves"},
		{"ingress-open-to-world", halves("0.0.0.0/1", "0.0.0.0/1"), Compliant, "one half, twice"},
		{"ingress-open-to-world", halves("0.0.0.0/1", "128.0.0.0/2"), Compliant, "three quarters"},
		{"ingress-open-to-world", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"}, {"IpProtocol": "-1", "CidrIpv6": "8000::/1"}]}}`, Compliant, "halves of two families"},
		{"ingress-open-to-world", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Ref": "Any"}}]}}`, Unknown, "a parameter"},

		{"missing-security-groups", `{}`, Compliant, "one is named"},
		{"missing-security-groups", `{"Link": {"SecurityGroupIds": null}}`, NonCompliant, "none"},
		{"missing-security-groups", `{"Link": {"SecurityGroupIds": []}}`, NonCompliant, "an empty list"},
		{"missing-security-groups", `{"Link": {"SecurityGroupIds": {"Fn::If": ["Open", ["sg-1"], {"Ref": "AWS::NoValue"}]}}}`, Unknown, "by a condition"},
	}
}
