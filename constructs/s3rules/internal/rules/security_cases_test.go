package rules

func securityCases() []verdictCase {
	const ingress = `"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, `
	const closed = `{"Sg": {"SecurityGroupIngress": []}, `
	halves := func(first, second string) string {
		return `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "` + first + `"}, {"IpProtocol": "-1", "CidrIp": "` + second + `"}]}}`
	}
	return []verdictCase{
		{"no-client-let-in", `{}`, Complies, "the office"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": []}}`, Violates, "no rule"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "10.0.0.0/8"}]}}`, Violates, "port 80"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "10.0.0.0/8"}]}}`, Complies, "everything"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": {"Fn::GetAtt": ["Sg", "GroupId"]}, "CidrIp": "10.0.0.0/8"}}}`, Complies, "a rule of its own"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": {"Ref": "Any"}, "CidrIp": "10.0.0.0/8"}}}`, CannotKnow, "a rule of a group that is a parameter"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {"Condition": "Open", ` + ingress + `"GroupId": {"Ref": "Sg"}, "CidrIp": "10.0.0.0/8"}}}`, CannotKnow, "a rule that may not be made"},
		{"no-client-let-in", `{"Link": {"SecurityGroupIds": ["sg-1"]}}`, CannotKnow, "a group that the templates do not show"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": "sg-1", "CidrIp": "10.0.0.0/8"}}}`, Violates, "a rule of another group, by its id"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": []}, "Rule": {` + ingress + `"GroupId": {"Fn::ImportValue": "Group"}, "CidrIp": "10.0.0.0/8"}}}`, CannotKnow, "a rule of a group that is imported, which may be this one"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "TCP", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]}}`, Complies, "the protocol in capitals"},
		{"no-client-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "UDP", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]}}`, Violates, "another protocol in capitals"},
		{"no-client-let-in", closed + `"Outputs": {"Group": {"Value": {"Fn::GetAtt": ["Sg", "GroupId"]}, "Export": {"Name": "Group"}}}}`, CannotKnow, "an export, by which others may add rules"},
		{"no-client-let-in", closed + `"Outputs": {"Group": {"Value": {"Fn::Sub": "the group is ${Sg.GroupId}"}}}}`, CannotKnow, "an output"},
		{"no-client-let-in", closed + `"Outputs": {"Group": {"Value": {"Fn::GetAtt": ["Sg", "VpcId"]}}}}`, Violates, "an output of the group's VPC"},
		{"no-client-let-in", closed + `"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Ref": "Sg"}}}}`, CannotKnow, "an SSM parameter"},
		{"no-client-let-in", closed + `"Custom": {"Type": "Custom::Rules", "Properties": {"SecurityGroupIds": [{"Ref": "Sg"}]}}}`, CannotKnow, "a custom resource"},
		{"no-client-let-in", closed + `"Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"SecurityGroup": {"Ref": "Sg"}}}}}`, CannotKnow, "a nested stack that is not read"},
		{"no-client-let-in", closed + `"Function": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {"SecurityGroupIds": [{"Ref": "Sg"}]}}}}`, Violates, "a function that is a member, which adds no rule"},

		{"world-let-in", `{}`, Complies, "the office only"},
		{"world-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0"}]}}`, Violates, "every IPv4 address"},
		{"world-let-in", `{"Rule": {` + ingress + `"GroupId": {"Ref": "Sg"}, "CidrIpv6": "::/0"}}}`, Violates, "every IPv6 address, by a rule of its own"},
		{"world-let-in", `{"Rule": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "GroupId": {"Ref": "Sg"}, "CidrIp": "0.0.0.0/0"}}}`, Complies, "a port on which nothing listens"},
		{"world-let-in", `{"Rule": {` + ingress + `"GroupId": {"Ref": "Sg"}, "CidrIp": "10.0.0.0/8"}}}`, Complies, "a large network"},
		{"world-let-in", halves("0.0.0.0/1", "128.0.0.0/1"), Violates, "every IPv4 address, in two halves"},
		{"world-let-in", halves("0.0.0.0/1", "0.0.0.0/1"), Complies, "one half, twice"},
		{"world-let-in", halves("0.0.0.0/1", "128.0.0.0/2"), Complies, "three quarters"},
		{"world-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/1"}, {"IpProtocol": "-1", "CidrIpv6": "8000::/1"}]}}`, Complies, "halves of two families"},
		{"world-let-in", `{"Sg": {"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": {"Ref": "Any"}}]}}`, CannotKnow, "a parameter"},

		{"security-groups-left-out", `{}`, Complies, "one is named"},
		{"security-groups-left-out", `{"Link": {"SecurityGroupIds": null}}`, Violates, "none"},
		{"security-groups-left-out", `{"Link": {"SecurityGroupIds": []}}`, Violates, "an empty list"},
		{"security-groups-left-out", `{"Link": {"SecurityGroupIds": {"Fn::If": ["Open", ["sg-1"], {"Ref": "AWS::NoValue"}]}}}`, CannotKnow, "by a condition"},
	}
}
