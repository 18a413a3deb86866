package rules

var _ = register(ruleTest{
	rule:     "policy-wildcards",
	message:  `The policy of Gateway has "1111*" in aws:principalaccount of Statement.0, which is only part of an ID.`,
	location: "Gateway Properties.PolicyDocument.Statement.0.Condition",
	given:    fullAccess,
	cases: []ruleCase{
		{"part of an account id, with the key in lower case", NonCompliant, `{
			"Gateway.PolicyDocument.Statement.0.Condition": {
				"StringLike": {"aws:principalaccount": ["1111*", "111122223333"]}
			}
		}`},
		{"a whole account id", Compliant, `{
			"Gateway.PolicyDocument.Statement.0.Condition": {
				"StringEquals": {"aws:PrincipalAccount": "111122223333"}
			}
		}`},
		{"an account id as a number", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"NumericEquals": {"aws:ResourceAccount": "111122223333"}
			}
		}`},
		{"a whole VPC id with StringLike", Compliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {"StringLike": {"aws:SourceVpc": "vpc-0a1b2c3d"}}
		}`},
		{"a wildcard alone", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"ForAnyValue:StringLikeIfExists": {"aws:PrincipalTag/team": "*"}
			}
		}`},
		{"two wildcards, one with few characters beside it", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"StringLike": {"aws:PrincipalTag/team": ["storage*", "*-a?b-*"]}
			}
		}`},
		{"five characters before a wildcard", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"StringNotLike": {"aws:PrincipalTag/team": "stora*"}
			}
		}`},
		{"six characters before or after a wildcard", Compliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"StringNotLike": {"aws:PrincipalTag/team": ["storag*", "*torage", "storag*torage"]}
			}
		}`},
		{"an operator for which * is no wildcard", Compliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {"StringEquals": {"aws:PrincipalTag/team": "*"}}
		}`},
		{"part of an account id in the ARN of a principal", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::11112222????:role/app"}
			}
		}`},
		{"part of an account id in the ARN of a resource", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Resource": ["arn:aws:s3:eu-west-1:1111*:accesspoint/reports"]
		}`},
		{"an account that is a wildcard, and an ARN without one", Compliant, `{
			"Interface.PolicyDocument.Statement.0.Resource": [
				"arn:aws:s3:*:*:accesspoint/reports",
				"arn:aws:s3:::amzn-s3-demo-*"
			]
		}`},
		{"three characters before a wildcard, with IfExists", NonCompliant, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"StringLikeIfExists": {"aws:PrincipalTag/team": "sto*"}
			}
		}`},
		{"a value that is a parameter", Unknown, `{
			"Interface.PolicyDocument.Statement.0.Condition": {
				"StringLike": {"aws:PrincipalAccount": {"Ref": "Any"}}
			}
		}`},
		{"a statement that is a parameter", Unknown, `{"Interface.PolicyDocument.Statement": [{"Ref": "Any"}]}`},
	},
	inExample: func(e *example) {
		statement := allow("*")
		statement["Condition"] = map[string]any{"StringLike": map[string]any{"aws:PrincipalOrgID": "o-*"}}
		e.interfaceEndpoint()["PolicyDocument"] = policyOf(statement)
	},
})
