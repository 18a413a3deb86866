package rules

// restricted has the bucket policy deny access to data unless a request comes through an endpoint or meets other conditions.
func restricted(conditions string) string {
	return `{
		"Policy.PolicyDocument.Statement.0.Action": ["s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*", "s3:ListBucket*", "s3:Replicate*"],
		"Policy.PolicyDocument.Statement.0.Condition": {
			"StringNotEquals": {"aws:SourceVpce": {"Ref": "Gateway"}}` + conditions + `,
			"BoolIfExists": {"aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false"}
		}
	}`
}

// exempting is restricted with exempt roles.
func exempting(arns string) string {
	return restricted(`, "ArnNotLike": {"aws:PrincipalArn": ` + arns + `}`)
}

// helper is a custom resource of a type.
func helper(resourceType, properties string) string {
	return `{
		"Helper": {"Type": "` + resourceType + `", "ServiceToken": {"Fn::GetAtt": ["Handler", "Arn"]}, ` + properties + `},
		"Handler": {"Type": "AWS::Lambda::Function", "Role": {"Fn::GetAtt": ["Role", "Arn"]}},
		"Role": {"Type": "AWS::IAM::Role"},
		"Admin": {"Type": "AWS::IAM::Role"},
		"Other": {"Type": "AWS::S3::Bucket"},` + restricted("")[1:]
}

// and joins two edits.
func and(a, b string) string { return a[:len(a)-1] + ", " + b[1:] }

const (
	emptied  = `"BucketName": {"Ref": "Bucket"}`
	deployed = `"DestinationBucketName": {"Ref": "Bucket"}, "SourceBucketNames": [{"Ref": "Other"}]`
)

// replicated has a bucket replicated to another one.
func replicated(to string) string {
	return `{"Other": {
		"Type": "AWS::S3::Bucket",
		"ReplicationConfiguration": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Rules": [{"Destination": {"Bucket": ` + to + `}}]}
	}}`
}

var _ = register(ruleTest{
	rule:     "bucket-policy-blocks-helper",
	message:  "The bucket policy Policy denies s3:GetObject*, s3:PutObject*, s3:DeleteObject*, s3:ListBucket*, s3:Replicate* to every request that does not come through an endpoint, and does not exempt the role ${Role.Arn} of Helper, which empties the bucket.",
	location: "Policy Properties.PolicyDocument.Statement.0.Condition",
	cases: []ruleCase{
		{"no helper", NotApplicable, restricted("")},
		{"auto-delete", NonCompliant, helper("Custom::S3AutoDeleteObjects", emptied)},
		{"auto-delete, exempt", Compliant, and(helper("Custom::S3AutoDeleteObjects", emptied), exempting(`[{"Fn::GetAtt": ["Role", "Arn"]}]`))},
		{"auto-delete, another role is exempt", NonCompliant, and(helper("Custom::S3AutoDeleteObjects", emptied), exempting(`{"Fn::GetAtt": ["Admin", "Arn"]}`))},
		{"auto-delete, another role is exempt by its name", NonCompliant, and(helper("Custom::S3AutoDeleteObjects", emptied), exempting(`"arn:aws:iam::111122223333:role/Admin"`))},
		{"auto-delete, roles are exempt by a wildcard", Unknown, and(helper("Custom::S3AutoDeleteObjects", emptied), exempting(`"arn:aws:iam::111122223333:role/Net-*"`))},
		{"auto-delete, exempt by the name that it got", Unknown, and(helper("Custom::S3AutoDeleteObjects", emptied), exempting(`"arn:aws:iam::111122223333:role/Net-Role-1A2B3C4D5E6F"`))},
		{"auto-delete, a role that is a parameter is exempt", Unknown, and(helper("Custom::S3AutoDeleteObjects", emptied), exempting(`{"Ref": "Any"}`))},
		{"auto-delete, roles with a tag are exempt", Unknown, and(helper("Custom::S3AutoDeleteObjects", emptied), restricted(`, "StringNotEqualsIfExists": {"aws:PrincipalTag/team": "storage"}`))},
		{"auto-delete, addresses are exempt", NonCompliant, and(helper("Custom::S3AutoDeleteObjects", emptied), restricted(`, "NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}`))},
		{"auto-delete, a condition decides who is exempt", Unknown, and(helper("Custom::S3AutoDeleteObjects", emptied),
			restricted(`, "ArnNotLike": {"Fn::If": ["Open", {"aws:PrincipalArn": {"Fn::GetAtt": ["Role", "Arn"]}}, {"Ref": "AWS::NoValue"}]}`))},
		{"auto-delete of another bucket", NotApplicable, helper("Custom::S3AutoDeleteObjects", `"BucketName": {"Ref": "Other"}`)},
		{"a deployment", NonCompliant, helper("Custom::CDKBucketDeployment", deployed)},
		{"a deployment from the bucket", NonCompliant, helper("Custom::CDKBucketDeployment", `"DestinationBucketName": {"Ref": "Other"}, "SourceBucketNames": [{"Ref": "Bucket"}]`)},
		{"a deployment to another bucket", NotApplicable, helper("Custom::CDKBucketDeployment", `"DestinationBucketName": {"Ref": "Other"}`)},
		{"a deployment in a VPC", Unknown, and(helper("Custom::CDKBucketDeployment", deployed), `{"Handler.VpcConfig": {"SubnetIds": [{"Ref": "SubnetA"}]}}`)},
		{"notifications, which are not data", Compliant, helper("Custom::S3BucketNotifications", emptied)},
		{"notifications, if all actions are denied", NonCompliant, and(helper("Custom::S3BucketNotifications", emptied), `{"Policy.PolicyDocument.Statement.0.Action": "s3:*"}`)},
		{"a policy that does not depend on endpoints", Compliant, and(helper("Custom::S3AutoDeleteObjects", emptied),
			`{"Policy.PolicyDocument.Statement.0.Condition": {"Bool": {"aws:SecureTransport": "false"}}}`)},
		{"replication from the bucket", NonCompliant, and(helper("Custom::Other", emptied), `{"Bucket": {
			"Type": "AWS::S3::Bucket", "ReplicationConfiguration": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Rules": []}
		}}`)},
		{"replication to the bucket", NonCompliant, and(helper("Custom::Other", emptied), replicated(`{"Fn::GetAtt": ["Bucket", "Arn"]}`))},
		{"replication to the bucket by its name", NonCompliant, and(helper("Custom::Other", emptied),
			and(replicated(`{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":s3:::", {"Ref": "Bucket"}]]}`), `{"Bucket": {"Type": "AWS::S3::Bucket", "BucketName": "data"}}`))},
		{"replication to a bucket whose name may be this one's", Unknown, and(helper("Custom::Other", emptied), replicated(`"arn:aws:s3:::data"`))},
	},
	inExample: func(e *example) {
		e.denyOutside("s3:ListBucket*", ref(e.endpointId("Gateway")))
		policy := e.properties("AWS::S3::BucketPolicy", "BucketPolicy")
		e.add("Role", "AWS::IAM::Role", map[string]any{})
		e.add("Handler", "AWS::Lambda::Function", map[string]any{"Role": map[string]any{"Fn::GetAtt": []any{"Role", "Arn"}}})
		e.add("Empty", "Custom::S3AutoDeleteObjects", map[string]any{
			"ServiceToken": map[string]any{"Fn::GetAtt": []any{"Handler", "Arn"}}, "BucketName": policy["Bucket"],
		})
	},
	also: "bucket-policy-missing-endpoint", // one endpoint is listed
})
