package rules

var _ = register(ruleTest{
	rule:     "bucket-policy-lockout",
	message:  "The bucket policy Policy denies s3:* to every request without a matching aws:SourceVpce, and does not exempt the principals that manage the bucket.",
	location: "Policy Properties.PolicyDocument.Statement.0",
	given:    endpointsOnly,
	cases: []ruleCase{
		{"all actions without an exemption", NonCompliant, `{}`},
		{"a Deny that does not depend on endpoints", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"Bool": {"aws:SecureTransport": "false"}}
		}`},
		{"data only", Compliant, `{"Policy.PolicyDocument.Statement.0.Action": ["s3:GetObject", "s3:PutObject"]}`},
		{"the policy by a wildcard", NonCompliant, `{
			"Policy.PolicyDocument.Statement.0.Action": ["s3:GetObject", "s3:PutBucket*"]
		}`},
		{"objects only", Compliant, `{"Policy.PolicyDocument.Statement.0.Resource": [{"Fn::Sub": "${Bucket.Arn}/*"}]}`},
		{"by VPC, with an exemption for AWS services alone", NonCompliant, `{
			"Policy.PolicyDocument.Statement.0.Principal": {"AWS": "*"},
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:sourcevpc": "vpc-1"},
				"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}
			}
		}`},
		{"an exempt role", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:SourceVpce": "vpce-1"},
				"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}
			}
		}`},
		{"an exemption for CloudFormation", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:SourceVpce": "vpce-1"},
				"BoolIfExists": {"aws:ViaAWSService": "false"}
			}
		}`},
		{"one account", Compliant, `{"Policy.PolicyDocument.Statement.0.Principal": {"AWS": "111122223333"}}`},
		{"one role of the template", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Principal": {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}
		}`},
		{"a principal that is a parameter", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Principal": {"AWS": {"Ref": "Any"}}
		}`},
		{"everybody but a role, whose sessions may be denied", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Principal": null,
			"Policy.PolicyDocument.Statement.0.NotPrincipal": {"AWS": "arn:aws:iam::111122223333:role/Admin"}
		}`},
		{"Allow", Compliant, `{"Policy.PolicyDocument.Statement.0.Effect": "Allow"}`},
		{"an action that is a parameter", Unknown, `{"Policy.PolicyDocument.Statement.0.Action": {"Ref": "Any"}}`},
		{"ForAnyValue, which is false without the key", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"ForAnyValue:StringNotLike": {"aws:VpceOrgPaths": "o-1/*"}
			}
		}`},
		{"ForAllValues, which is true without the key", NonCompliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"ForAllValues:StringNotLike": {"aws:VpceOrgPaths": "o-1/*"}
			}
		}`},
		{"requests through one endpoint", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}
		}`},
		{"requests through one endpoint or none", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}
		}`},
		{"requests through other endpoints", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:SourceVpce": "vpce-1"},
				"Null": {"aws:SourceVpce": "false"}
			}
		}`},
		{"requests through no endpoint", NonCompliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"Null": {"aws:SourceVpce": "true"}}
		}`},
		{"requests through any endpoint", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"Null": {"aws:SourceVpce": "false"}}
		}`},
		{"requests of AWS services", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:SourceVpc": "vpc-1"},
				"Bool": {"aws:PrincipalIsAWSService": "true"}
			}
		}`},
		{"requests of AWS services, or of all others, by a parameter", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:SourceVpc": "vpc-1"},
				"Bool": {"aws:PrincipalIsAWSService": {"Ref": "Any"}}
			}
		}`},
		{"requests of others than AWS services, whatever the endpoint", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"Bool": {"aws:PrincipalIsAWSService": "false"}}
		}`},
		{"an exemption by a condition of the template", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition": {
				"StringNotEquals": {"aws:SourceVpce": "vpce-1"},
				"ArnNotLike": {"Fn::If": ["Open", {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}, {}]}
			}
		}`},
		{"a Condition that is a parameter", Unknown, `{"Policy.PolicyDocument.Statement.0.Condition": {"Ref": "Any"}}`},
		{"keys that are a parameter", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"StringNotEquals": {"Ref": "Any"}}
		}`},
	},
	inExample: func(e *example) {
		e.denyOutside("s3:*", ref(e.endpointId("Gateway")), ref(e.endpointId("Interface")))
	},
})
