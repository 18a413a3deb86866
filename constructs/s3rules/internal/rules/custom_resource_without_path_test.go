package rules

// withCustomResource is a function behind a custom resource, in a subnet that the gateway endpoint serves.
const withCustomResource = `{
	"Function": {"Type": "AWS::Lambda::Function", "VpcConfig": {"SubnetIds": [{"Ref": "SubnetA"}], "SecurityGroupIds": [{"Ref": "Own"}]}},
	"Own": {"Type": "AWS::EC2::SecurityGroup", "VpcId": {"Ref": "Vpc"}},
	"Custom": {"Type": "Custom::Thing", "ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}},
	"NatRoute": null
}`

// response is a policy of the gateway endpoint with one statement that allows.
func response(action, resource, condition string) string {
	return `{"Gateway.PolicyDocument": {"Statement": [
		{"Effect": "Allow", "Principal": "*", "Action": "` + action + `", "Resource": ` + resource + `, "Condition": ` + condition + `}
	]}}`
}

const (
	ownBuckets     = `"arn:aws:s3:::my-*"`
	responseBucket = `["arn:aws:s3:::my-*", "arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*"]`
	ownOrg         = `{"StringEquals": {"aws:PrincipalOrgID": "o-1"}}`
)

var _ = register(ruleTest{
	rule:     "custom-resource-without-path",
	message:  "The function Function of the custom resource Custom has no path to S3 from SubnetA.",
	location: "Function Properties.VpcConfig",
	given:    withCustomResource,
	cases: []ruleCase{
		{"a gateway endpoint", Compliant, `{}`},
		{"no gateway endpoint", NonCompliant, `{"Gateway": null}`},
		{"a NAT gateway", Compliant, `{
			"Gateway": null,
			"Attached": {"Type": "AWS::EC2::VPCGatewayAttachment", "VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Igw"}},
			"Default": {"Type": "AWS::EC2::Route", "RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": {"Ref": "Nat"}}
		}`},
		{"a public subnet, in which functions have no public IP addresses", NonCompliant, `{
			"Gateway": null,
			"Attached": {"Type": "AWS::EC2::VPCGatewayAttachment", "VpcId": {"Ref": "Vpc"}, "InternetGatewayId": {"Ref": "Igw"}},
			"Public.MapPublicIpOnLaunch": true,
			"Function.VpcConfig.SubnetIds": [{"Ref": "Public"}]
		}`},
		{"no path from one of two subnets", NonCompliant, `{
			"Gateway.RouteTableIds": [{"Ref": "PublicTable"}],
			"Function.VpcConfig.SubnetIds": [{"Ref": "Public"}, {"Ref": "SubnetA"}]
		}`},
		{"a function in no VPC", NotApplicable, `{"Gateway": null, "Function.VpcConfig": null}`},
		{"a function that no custom resource calls", NotApplicable, `{"Gateway": null, "Custom": null}`},
		{"a custom resource of the type that has no name", NonCompliant, `{
			"Gateway": null,
			"Custom": null,
			"Plain": {"Type": "AWS::CloudFormation::CustomResource", "ServiceToken": {"Fn::Sub": "arn:aws:lambda:eu-west-1:111122223333:function:${Function}"}}
		}`},
		{"a version of the function", NonCompliant, `{
			"Gateway": null,
			"Version": {"Type": "AWS::Lambda::Version", "FunctionName": {"Ref": "Function"}},
			"Custom.ServiceToken": {"Ref": "Version"}
		}`},
		{"a custom resource with a condition", Unknown, `{
			"Gateway": null,
			"Perhaps": {"Like": "Custom", "Condition": "Open"},
			"Custom": null
		}`},
		{"a gateway endpoint with a condition", Unknown, `{"Perhaps": {"Like": "Gateway", "Condition": "Open"}, "Gateway": null}`},
		{"a function of another stack", NotApplicable, `{"Gateway": null, "Custom.ServiceToken": {"Fn::ImportValue": "Function"}}`},
		{"its own group allows nothing out to S3", NonCompliant, `{
			"Own.SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "0.0.0.0/0"}]
		}`},
		{"its own group is exported, so that others may add rules", Unknown, `{
			"Own.SecurityGroupEgress": [{"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432, "CidrIp": "0.0.0.0/0"}],
			"Outputs.Group": {"Value": {"Ref": "Own"}}
		}`},
		{"a policy with the response bucket", Compliant, response("s3:PutObject", responseBucket, `{}`)},
		{"a policy without it", NonCompliant, response("s3:*", ownBuckets, `{}`)},
		{"a policy with another Region's response bucket", NonCompliant, response("s3:*", `"arn:aws:s3:::cloudformation-custom-resource-response-useast1/*"`, `{}`)},
		{"a policy that allows all buckets", Compliant, response("s3:*", `"*"`, `{}`)},
		{"a policy that allows reading", NonCompliant, response("s3:Get*", `"*"`, `{}`)},
		{"a policy for the principals of an organization", NonCompliant, response("s3:*", `"*"`, ownOrg)},
		{"a policy for the services of AWS", Compliant, response("s3:*", `"*"`, `{"Bool": {"aws:PrincipalIsAWSService": "true"}}`)},
		{"a policy with a condition on something else", Unknown, response("s3:*", `"*"`, `{"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}`)},
		{"a policy with the bucket of a Region that is unknown", Unknown, response("s3:*", `{"Fn::Sub": "arn:aws:s3:::cloudformation-custom-resource-response-${Any}/*"}`, `{}`)},
		{"a policy that is a parameter", Unknown, `{"Gateway.PolicyDocument": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		delete(e.resources, e.endpointId("Gateway"))
		e.addFunction(map[string]any{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"})
		e.add("Custom", "Custom::Thing", map[string]any{"ServiceToken": map[string]any{"Fn::GetAtt": []any{"Function", "Arn"}}})
	},
})
