package rules

var _ = register(ruleTest{
	rule:     "nat-without-gateway",
	message:  "Vpc has no S3 gateway endpoint, so the S3 traffic of Function is sent to a NAT gateway (NatRoute).",
	location: "NatRoute Properties.NatGatewayId",
	given: `{
		"Gateway": null,
		"Role": {"Type": "AWS::IAM::Role"},
		"Grant": {"Type": "AWS::IAM::Policy", "Roles": [{"Ref": "Role"}], "PolicyDocument": {"Statement": [
			{"Effect": "Allow", "Action": ["s3:GetObject*", "s3:List*"], "Resource": "*"}
		]}},
		"Function": {
			"Type": "AWS::Lambda::Function", "Role": {"Fn::GetAtt": ["Role", "Arn"]},
			"VpcConfig": {"SubnetIds": [{"Ref": "SubnetA"}], "SecurityGroupIds": [{"Ref": "Sg"}]}
		}
	}`,
	cases: []ruleCase{
		{"a function that may read from S3", NonCompliant, `{}`},
		{"a function that may not", NotApplicable, `{"Grant.PolicyDocument.Statement.0.Action": "dynamodb:*"}`},
		{"no function in the VPC", NotApplicable, `{"Function.VpcConfig": null}`},
		{"a statement that denies", NotApplicable, `{"Grant.PolicyDocument.Statement.0.Effect": "Deny"}`},
		{"no NAT gateway", Compliant, `{"NatRoute": null}`},
		{"a NAT gateway in a subnet without the function", Compliant, `{"AssociationA": null}`},
		{"a policy in the role", NonCompliant, `{
			"Grant": null,
			"Role.Policies": [{"PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}}]
		}`},
		{"a managed policy", NonCompliant, `{"Grant": null, "Role.ManagedPolicyArns": ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]}`},
		{"a function that pulls images, which it does not do from its subnet", NotApplicable, `{"Grant.PolicyDocument.Statement.0.Action": "ecr:BatchGetImage"}`},
		{"tasks that pull images", NonCompliant, `{
			"Grant.PolicyDocument.Statement.0.Action": ["ecr:BatchGetImage"],
			"Tasks": {"Type": "AWS::ECS::TaskDefinition", "ExecutionRoleArn": {"Fn::GetAtt": ["Role", "Arn"]}},
			"Service": {
				"Type": "AWS::ECS::Service", "TaskDefinition": {"Ref": "Tasks"},
				"NetworkConfiguration": {"AwsvpcConfiguration": {"Subnets": [{"Ref": "SubnetA"}], "SecurityGroups": [{"Ref": "Sg"}]}}
			},
			"Function": null
		}`},
		{"an instance, by its profile", NonCompliant, `{
			"Profile": {"Type": "AWS::IAM::InstanceProfile", "Roles": [{"Ref": "Role"}]},
			"Instance": {"Type": "AWS::EC2::Instance", "SubnetId": {"Ref": "SubnetA"}, "IamInstanceProfile": {"Ref": "Profile"}},
			"Function": null
		}`},
		{"a gateway endpoint that a condition decides", NotApplicable, `{
			"Perhaps": {
				"Type": "AWS::EC2::VPCEndpoint", "Condition": "Open", "VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3",
				"RouteTableIds": [{"Ref": "Table"}]
			}
		}`},
		{"an endpoint of a service that a parameter decides", Unknown, `{
			"Perhaps": {"Type": "AWS::EC2::VPCEndpoint", "VpcId": {"Ref": "Vpc"}, "ServiceName": {"Ref": "Any"}, "RouteTableIds": [{"Ref": "Table"}]}
		}`},
	},
	inExample: func(e *example) {
		delete(e.resources, e.endpointId("Gateway"))
		e.add("Nat", "AWS::EC2::NatGateway", map[string]any{"SubnetId": ref(e.id("AWS::EC2::Subnet", "VpcPublic"))})
		e.add("NatRoute", "AWS::EC2::Route", map[string]any{
			"RouteTableId": ref(e.id("AWS::EC2::RouteTable", "VpcIsolated")), "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": ref("Nat"),
		})
		e.add("Role", "AWS::IAM::Role", map[string]any{"ManagedPolicyArns": []any{"arn:aws:iam::aws:policy/AmazonS3FullAccess"}})
		e.addFunction(map[string]any{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"})["Role"] = map[string]any{"Fn::GetAtt": []any{"Role", "Arn"}}
	},
})
