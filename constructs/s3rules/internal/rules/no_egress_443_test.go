package rules

// withFunction is a function in a subnet, whose security group has one egress rule.
const withFunction = `{
	"Own": {"Type": "AWS::EC2::SecurityGroup", "VpcId": {"Ref": "Vpc"}, "SecurityGroupEgress": [
		{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "172.16.0.0/16"}
	]},
	"Function": {"Type": "AWS::Lambda::Function", "VpcConfig": {"SubnetIds": [{"Ref": "SubnetA"}], "SecurityGroupIds": [{"Ref": "Own"}]}}
}`

var _ = register(ruleTest{
	rule:     "no-egress-443",
	message:  "No security group of Function (Own) has a rule that allows TCP 443 to S3, although Gateway serves its subnet SubnetA.",
	location: "Function Properties.VpcConfig",
	given:    withFunction,
	cases: []ruleCase{
		{"egress to another network only", NonCompliant, `{}`},
		{"egress that AWS adds", Compliant, `{"Own.SecurityGroupEgress": null}`},
		{"egress to all addresses", Compliant, `{"Own.SecurityGroupEgress.0.CidrIp": "0.0.0.0/0"}`},
		{"egress to all addresses on another port", NonCompliant, `{
			"Own.SecurityGroupEgress.0.CidrIp": "0.0.0.0/0", "Own.SecurityGroupEgress.0.FromPort": 5432, "Own.SecurityGroupEgress.0.ToPort": 5432
		}`},
		{"egress to addresses that S3 may have", Unknown, `{"Own.SecurityGroupEgress.0.CidrIp": "52.0.0.0/8"}`},
		{"egress to the prefix list of S3", Unknown, `{
			"Own.SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": "pl-6da54004"}]
		}`},
		{"egress to the prefix list of S3, which a custom resource looks up", Compliant, `{
			"List": {"Type": "Custom::S3PrefixList", "PrefixListName": "com.amazonaws.eu-west-1.s3"},
			"Interface": null,
			"Own.SecurityGroupEgress": [{
				"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationPrefixListId": {"Fn::GetAtt": ["List", "PrefixListId"]}
			}]
		}`},
		{"egress to the group of the interface endpoint", Compliant, `{
			"Own.SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationSecurityGroupId": {"Ref": "Sg"}}]
		}`},
		{"egress to another group", NonCompliant, `{
			"Database": {"Like": "Sg"},
			"Own.SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "DestinationSecurityGroupId": {"Ref": "Database"}}]
		}`},
		{"egress to the VPC, which the interface endpoint is in", Compliant, `{"Own.SecurityGroupEgress.0.CidrIp": "10.1.0.0/16"}`},
		{"egress to the VPC, which no interface endpoint is in", NonCompliant, `{
			"Own.SecurityGroupEgress.0.CidrIp": "10.1.0.0/16", "Interface": null
		}`},
		{"no S3 endpoint in the VPC", NotApplicable, `{"Interface": null, "Gateway": null}`},
		{"a second group that allows all", Compliant, `{
			"Open": {"Type": "AWS::EC2::SecurityGroup", "VpcId": {"Ref": "Vpc"}},
			"Function.VpcConfig.SecurityGroupIds": [{"Ref": "Own"}, {"Ref": "Open"}]
		}`},
		{"a group that is a parameter", Unknown, `{"Function.VpcConfig.SecurityGroupIds": [{"Ref": "Any"}]}`},
		{"a subnet that is a parameter", Unknown, `{"Function.VpcConfig.SubnetIds": [{"Ref": "Any"}]}`},
		{"an egress rule that is a resource", Compliant, `{
			"Rule": {"Type": "AWS::EC2::SecurityGroupEgress", "GroupId": {"Ref": "Own"}, "IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}
		}`},
		{"egress rules that are all resources, so that the default one may stay", Unknown, `{
			"Own.SecurityGroupEgress": null,
			"Rule": {"Type": "AWS::EC2::SecurityGroupEgress", "GroupId": {"Ref": "Own"}, "IpProtocol": "-1", "CidrIp": "172.16.0.0/16"}
		}`},
		{"an exported group", Unknown, `{"Outputs.Group": {"Value": {"Ref": "Own"}, "Export": {"Name": "Group"}}}`},
		{"an interface endpoint that may be in a peered VPC", Unknown, `{
			"Peering": {"Type": "AWS::EC2::VPCPeeringConnection", "VpcId": {"Ref": "Vpc"}, "PeerVpcId": "vpc-1"}
		}`},
		{"a function in no VPC", NotApplicable, `{"Function.VpcConfig": null}`},
		{"tasks of a service", NonCompliant, `{
			"Service": {"Type": "AWS::ECS::Service", "NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "SubnetA"}], "SecurityGroups": [{"Ref": "Own"}]}}},
			"Function": null
		}`},
		{"instances of an Auto Scaling group", NonCompliant, `{
			"Launch": {"Type": "AWS::EC2::LaunchTemplate", "LaunchTemplateData": {"SecurityGroupIds": [{"Ref": "Own"}]}},
			"Instances": {"Type": "AWS::AutoScaling::AutoScalingGroup", "VPCZoneIdentifier": [{"Ref": "SubnetA"}], "LaunchTemplate": {"LaunchTemplateId": {"Ref": "Launch"}}},
			"Function": null
		}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint()
		e.addFunction(map[string]any{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "0.0.0.0/0"})
	},
})
