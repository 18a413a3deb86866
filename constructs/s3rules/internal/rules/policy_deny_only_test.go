package rules

var _ = register(ruleTest{
	rule:     "policy-deny-only",
	message:  "The policy of Interface has no Allow statement.",
	location: "Interface Properties.PolicyDocument",
	given:    fullAccess,
	cases: []ruleCase{
		{"Deny alone", NonCompliant, `{"Interface.PolicyDocument.Statement.0.Effect": "Deny"}`},
		{"Deny and Allow", Compliant, `{
			"Interface.PolicyDocument.Statement": [
				{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"},
				{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}
			]
		}`},
		{"the Effect is a parameter", Unknown, `{"Interface.PolicyDocument.Statement.0.Effect": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		statement := allow("*")
		statement["Effect"] = "Deny"
		e.interfaceEndpoint()["PolicyDocument"] = policyOf(statement)
	},
})
