package rules

// withUrl is a function that has the endpoint's URL, and whose security group the endpoint does not admit.
var withUrl = `{
	"Own": {"Type": "AWS::EC2::SecurityGroup", "VpcId": {"Ref": "Vpc"}},
	"Function": {
		"Type": "AWS::Lambda::Function",
		"VpcConfig": {"SubnetIds": [{"Ref": "SubnetA"}], "SecurityGroupIds": [{"Ref": "Own"}]},
		"Environment": {"Variables": {"AWS_ENDPOINT_URL_S3": ` + join("https://bucket.vpce-", nameSuffix) + `}}
	}
}`

// admit lets the endpoint's security group allow a peer.
func admit(peer string) string {
	return `{"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, ` + peer + `}]}`
}

var _ = register(ruleTest{
	rule:     "endpoint-url-without-path",
	message:  "Function is configured with the name of Interface, but no security group of Interface (Sg) allows TCP 443 from it.",
	location: "Interface Properties.SecurityGroupIds",
	given:    withUrl,
	cases: []ruleCase{
		{"ingress from on premises only", NonCompliant, `{}`},
		{"ingress from its own group", Compliant, admit(`"SourceSecurityGroupId": {"Ref": "Own"}`)},
		{"ingress from another group", NonCompliant, `{
			"Other": {"Like": "Own"},
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourceSecurityGroupId": {"Ref": "Other"}}]
		}`},
		{"ingress from the VPC", Compliant, admit(`"CidrIp": "10.1.0.0/16"`)},
		{"ingress from half of the VPC, which its subnet may be in", Unknown, admit(`"CidrIp": "10.1.0.0/17"`)},
		{"ingress from a parameter", Unknown, admit(`"CidrIp": {"Ref": "Any"}`)},
		{"ingress by a rule that is a resource", Compliant, `{"Rule": {
			"Type": "AWS::EC2::SecurityGroupIngress", "GroupId": {"Ref": "Sg"}, "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourceSecurityGroupId": {"Ref": "Own"}
		}}`},
		{"a member of the endpoint's group, which allows its own members", Compliant, `{
			"Rule": {
				"Type": "AWS::EC2::SecurityGroupIngress", "GroupId": {"Ref": "Sg"}, "IpProtocol": "-1", "SourceSecurityGroupId": {"Ref": "Sg"}
			},
			"Function.VpcConfig.SecurityGroupIds": [{"Ref": "Sg"}]
		}`},
		{"nothing is allowed out of its own group", NonCompliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.0.0/16"}],
			"Own.SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "192.168.0.0/16"}]
		}`},
		{"a VPC without a path to the endpoint", NonCompliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}],
			"Far": {"Type": "AWS::EC2::Subnet", "VpcId": {"Ref": "OtherVpc"}},
			"Function.VpcConfig.SubnetIds": [{"Ref": "Far"}],
			"Own.VpcId": {"Ref": "OtherVpc"}
		}`},
		{"no URL", NotApplicable, `{"Function.Environment": null}`},
		{"the ID of the endpoint, which is no name", NotApplicable, `{"Function.Environment.Variables.AWS_ENDPOINT_URL_S3": {"Ref": "Interface"}}`},
		{"a URL that a condition decides", Unknown, `{
			"Function.Environment.Variables.AWS_ENDPOINT_URL_S3": {"Fn::If": ["Open", ` + bareName + `, {"Ref": "AWS::NoValue"}]}
		}`},
		{"an exported group of the endpoint", Unknown, `{"Outputs.Group": {"Value": {"Ref": "Sg"}, "Export": {"Name": "Group"}}}`},
		{"tasks, by their task definition", NonCompliant, `{
			"Tasks": {"Type": "AWS::ECS::TaskDefinition", "ContainerDefinitions": [{"Environment": [{"Name": "URL", "Value": ` + bareName + `}]}]},
			"Service": {
				"Type": "AWS::ECS::Service", "TaskDefinition": {"Ref": "Tasks"},
				"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "SubnetA"}], "SecurityGroups": [{"Ref": "Own"}]}}
			},
			"Function.Environment": null
		}`},
		{"an instance, by its user data", NonCompliant, `{
			"Instance": {
				"Type": "AWS::EC2::Instance", "SubnetId": {"Ref": "SubnetA"}, "SecurityGroupIds": [{"Ref": "Own"}],
				"UserData": {"Fn::Base64": {"Fn::Join": ["", ["export AWS_ENDPOINT_URL_S3=https://bucket.", ` + bareName + `]]}}
			},
			"Function.Environment": null
		}`},
	},
	inExample: func(e *example) {
		delete(e.securityGroup(), "SecurityGroupIngress")
		endpoint := e.endpointId("Interface")
		e.addFunction(map[string]any{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"})["Environment"] = map[string]any{"Variables": map[string]any{
			"AWS_ENDPOINT_URL_S3": map[string]any{"Fn::Select": []any{0, map[string]any{"Fn::GetAtt": []any{endpoint, "DnsEntries"}}}},
		}}
	},
	also: "no-ingress-443",
})
