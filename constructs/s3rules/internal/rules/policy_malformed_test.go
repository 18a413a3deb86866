package rules

var _ = register(ruleTest{
	rule:     "policy-malformed",
	message:  "The policy of Gateway has no Principal in Statement.0.",
	location: "Gateway Properties.PolicyDocument",
	given:    fullAccess,
	cases: []ruleCase{
		{"no policy", NotApplicable, `{"Gateway.PolicyDocument": null, "Interface.PolicyDocument": null}`},
		{"a statement with all fields", Compliant, `{}`},
		{"no Principal", NonCompliant, `{"Gateway.PolicyDocument.Statement.0.Principal": null}`},
		{"an Effect in lower case", NonCompliant, `{"Interface.PolicyDocument.Statement.0.Effect": "allow"}`},
		{"no statement", NonCompliant, `{"Interface.PolicyDocument.Statement": []}`},
		{"a statement that is not in a list", Compliant, `{
			"Interface.PolicyDocument.Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}
		}`},
		{"a Version that does not exist", NonCompliant, `{"Gateway.PolicyDocument.Version": "2012-10-18"}`},
		{"a statement that is a parameter", Unknown, `{"Gateway.PolicyDocument.Statement": [{"Ref": "Any"}]}`},
		{"a policy that is a parameter", Unknown, `{"Gateway.PolicyDocument": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) { e.gatewayEndpoint()["PolicyDocument"] = policyOf(allow(nil)) },
})
