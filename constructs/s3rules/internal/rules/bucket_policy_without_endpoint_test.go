package rules

// deniesWithout returns an edit that has the bucket policy deny requests without a condition.
func deniesWithout(condition string) string {
	return `{
		"Policy.PolicyDocument.Statement.0.Action": ["s3:GetObject", "s3:PutObject"],
		"Policy.PolicyDocument.Statement.0.Condition": ` + condition + `
	}`
}

// notFrom is a condition for requests without one of the values of a key.
func notFrom(key, values string) string {
	return deniesWithout(`{"StringNotEquals": {"` + key + `": ` + values + `}}`)
}

var _ = register(ruleTest{
	rule:     "bucket-policy-without-endpoint",
	message:  "The bucket policy Policy denies s3:GetObject, s3:PutObject to every request, because the VPC OtherVpc has no S3 endpoint.",
	location: "Policy Properties.PolicyDocument.Statement.0.Condition",
	given: `{
		"Table2": {"Like": "Gateway", "VpcId": {"Ref": "OtherVpc"}, "RouteTableIds": [], "ServiceName": "com.amazonaws.eu-west-1.dynamodb"}
	}`,
	cases: []ruleCase{
		{"no condition on sources", NotApplicable, `{}`},
		{"a VPC without an endpoint", NonCompliant, notFrom("aws:SourceVpc", `{"Ref": "OtherVpc"}`)},
		{"a VPC with an endpoint", Compliant, notFrom("aws:SourceVpc", `{"Ref": "Vpc"}`)},
		{"two VPCs, of which one has an endpoint", Compliant, notFrom("aws:sourceVpc", `[{"Ref": "OtherVpc"}, {"Ref": "Vpc"}]`)},
		{"a VPC that no template has", Unknown, notFrom("aws:SourceVpc", `"vpc-1"`)},
		{"a VPC that no template has beside one without an endpoint", Unknown, notFrom("aws:SourceVpc", `[{"Ref": "OtherVpc"}, "vpc-1"]`)},
		{"a VPC that is a parameter", Unknown, notFrom("aws:SourceVpc", `{"Ref": "Any"}`)},
		{"a VPC with an endpoint that depends on a condition", Unknown, `{
			"Conditional": {"Like": "Gateway", "VpcId": {"Ref": "OtherVpc"}, "RouteTableIds": [], "Condition": "Open"},` + notFrom("aws:SourceVpc", `{"Ref": "OtherVpc"}`)[1:]},
		{"an endpoint whose VPC is a parameter", Unknown, `{
			"Any": {"Like": "Gateway", "VpcId": {"Ref": "Any"}, "RouteTableIds": []},` + notFrom("aws:SourceVpc", `{"Ref": "OtherVpc"}`)[1:]},
		{"the ARN of a VPC without an endpoint", NonCompliant, deniesWithout(`{"ArnNotEquals": {"aws:SourceVpcArn":
			{"Fn::Sub": "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc/${OtherVpc}"}}}`)},
		{"the ARN of a VPC with an endpoint", Compliant, deniesWithout(`{"ArnNotLike": {"aws:SourceVpcArn":
			{"Fn::Sub": "arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:vpc/${Vpc}"}}}`)},
		{"the ARNs of all VPCs", Unknown, deniesWithout(`{"ArnNotLike": {"aws:SourceVpcArn": "arn:aws:ec2:*:111122223333:vpc/*"}}`)},
		{"an S3 endpoint", Compliant, notFrom("aws:SourceVpce", `{"Ref": "Gateway"}`)},
		{"an endpoint of another service", NonCompliant, notFrom("aws:SourceVpce", `{"Ref": "Table2"}`)},
		{"an endpoint that no template has", Unknown, notFrom("aws:SourceVpce", `"vpce-1"`)},
		{"a VPC in place of an endpoint", NonCompliant, notFrom("aws:SourceVpce", `[{"Ref": "Vpc"}, "vpc-1"]`)},
		{"an endpoint in place of a VPC", NonCompliant, notFrom("aws:SourceVpc", `[{"Ref": "Gateway"}, "vpce-1"]`)},
		{"IfExists, which is true without the key", NonCompliant, deniesWithout(`{"StringNotEqualsIfExists": {"aws:SourceVpc": {"Ref": "OtherVpc"}}}`)},
		{"ForAllValues, which is true without the key", NonCompliant, deniesWithout(`{"ForAllValues:StringNotLike": {"aws:SourceVpc": [{"Ref": "OtherVpc"}]}}`)},
		{"ForAnyValue, which is false without the key", Compliant, deniesWithout(`{"ForAnyValue:StringNotEquals": {"aws:SourceVpc": {"Ref": "OtherVpc"}}}`)},
		{"requests from the VPC", Compliant, deniesWithout(`{"StringEquals": {"aws:SourceVpc": {"Ref": "OtherVpc"}}}`)},
		{"any endpoint", Unknown, deniesWithout(`{"Null": {"aws:SourceVpce": "true"}}`)},
		{"any endpoint of an account", Unknown, notFrom("aws:VpceAccount", `"111122223333"`)},
		{"the VPC, or an endpoint of another one", Compliant, deniesWithout(`{"StringNotEquals": {
			"aws:SourceVpc": {"Ref": "OtherVpc"}, "aws:SourceVpce": {"Ref": "Gateway"}
		}}`)},
		{"the VPC, or AWS services", NonCompliant, deniesWithout(`{
			"StringNotEquals": {"aws:SourceVpc": {"Ref": "OtherVpc"}},
			"BoolIfExists": {"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"}
		}`)},
		{"the VPC, or a role, which may come over any path", Unknown, deniesWithout(`{
			"StringNotEquals": {"aws:SourceVpc": {"Ref": "OtherVpc"}},
			"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}
		}`)},
		{"the VPC, or whom a condition exempts", Unknown, deniesWithout(`{
			"StringNotEquals": {"aws:SourceVpc": {"Ref": "OtherVpc"}},
			"ArnNotLike": {"Fn::If": ["Open", {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}, {"Ref": "AWS::NoValue"}]}
		}`)},
		{"an Allow", NotApplicable, `{
			"Policy.PolicyDocument.Statement.0.Effect": "Allow",` + deniesWithout(`{"StringEquals": {"aws:SourceVpc": {"Ref": "OtherVpc"}}}`)[1:]},
	},
	inExample: func(e *example) {
		e.add("Lonely", "AWS::EC2::VPC", map[string]any{"CidrBlock": "10.9.0.0/16"})
		e.denyOutside("s3:GetBucketLocation", ref("Lonely"))
	},
})
