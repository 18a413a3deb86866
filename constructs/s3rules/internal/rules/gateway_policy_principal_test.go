package rules

var _ = register(ruleTest{
	rule:     "gateway-policy-principal",
	message:  `The policy of Gateway has the Principal {AWS: 111122223333} in Statement.0. A gateway endpoint supports only the Principal "*".`,
	location: "Gateway Properties.PolicyDocument.Statement.0.Principal",
	given:    fullAccess,
	cases: []ruleCase{
		{"an account", NonCompliant, `{"Gateway.PolicyDocument.Statement.0.Principal": {"AWS": "111122223333"}}`},
		{"everybody but an account", NonCompliant, `{
			"Gateway.PolicyDocument.Statement.0.Principal": null,
			"Gateway.PolicyDocument.Statement.0.NotPrincipal": {"AWS": "111122223333"}
		}`},
		{"everybody", Compliant, `{"Gateway.PolicyDocument.Statement.0.Principal": {"AWS": "*"}}`},
		{"everybody, in a list", Compliant, `{"Gateway.PolicyDocument.Statement.0.Principal": {"AWS": ["*"]}}`},
		{"a service", NonCompliant, `{"Gateway.PolicyDocument.Statement.0.Principal": {"Service": "ecr.amazonaws.com"}}`},
		{"the account of the stack", NonCompliant, `{
			"Gateway.PolicyDocument.Statement.0.Principal": {
				"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}
			}
		}`},
		{"an account, on an interface endpoint", NotApplicable, `{
			"Gateway.PolicyDocument": null,
			"Interface.PolicyDocument.Statement.0.Principal": {"AWS": "111122223333"}
		}`},
		{"a parameter", Unknown, `{"Gateway.PolicyDocument.Statement.0.Principal": {"AWS": {"Ref": "Any"}}}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint()["PolicyDocument"] = policyOf(allow(map[string]any{"AWS": "111122223333"}))
	},
})
