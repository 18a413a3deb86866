package rules

var _ = register(ruleTest{
	rule:     "missing-security-groups",
	message:  "Interface is an interface endpoint without SecurityGroupIds.",
	location: "Interface Properties.SecurityGroupIds",
	cases: []ruleCase{
		{"a security group", Compliant, `{}`},
		{"a literal id", Compliant, `{"Interface.SecurityGroupIds": ["sg-1"]}`},
		{"no SecurityGroupIds", NonCompliant, `{"Interface.SecurityGroupIds": null}`},
		{"an empty list", NonCompliant, `{"Interface.SecurityGroupIds": []}`},
		{"a security group by a condition", Unknown, `{
			"Interface.SecurityGroupIds": {"Fn::If": ["Open", ["sg-1"], {"Ref": "AWS::NoValue"}]}
		}`},
	},
	inExample: func(e *example) { delete(e.interfaceEndpoint(), "SecurityGroupIds") },
})
