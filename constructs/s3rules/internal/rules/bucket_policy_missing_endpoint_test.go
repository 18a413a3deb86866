package rules

var _ = register(ruleTest{
	rule:     "bucket-policy-missing-endpoint",
	message:  "The bucket policy Policy lists Interface in aws:SourceVpce, but not Gateway in the same VPC.",
	location: "Policy Properties.PolicyDocument.Statement.0.Condition",
	given:    endpointsOnly,
	cases: []ruleCase{
		{"both endpoints", Compliant, `{}`},
		{"the interface endpoint alone", NonCompliant, `{
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": [{"Ref": "Interface"}]
		}`},
		{"the gateway endpoint and a literal id", NonCompliant, `{
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": [{"Ref": "Gateway"}, "vpce-1"]
		}`},
		{"the interface endpoint alone, and all endpoints of an organization", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": [{"Ref": "Interface"}],
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:VpceOrgID": "o-a1b2c3d4e5"
		}`},
		{"the interface endpoint alone, and all endpoints below a unit", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": [{"Ref": "Interface"}],
			"Policy.PolicyDocument.Statement.0.Condition.ForAllValues:StringNotLike": {"aws:VpceOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}
		}`},
		{"an endpoint that no template has", Compliant, `{
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": ["vpce-1"]
		}`},
		{"a Deny for one account", NotApplicable, `{
			"Policy.PolicyDocument.Statement.0.Principal": {"AWS": "111122223333"},
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": [{"Ref": "Interface"}]
		}`},
		{"no condition on endpoints", NotApplicable, `{
			"Policy.PolicyDocument.Statement.0.Condition": {"Bool": {"aws:SecureTransport": "false"}}
		}`},
		{"the interface endpoint and a parameter", Unknown, `{
			"Policy.PolicyDocument.Statement.0.Condition.StringNotEquals.aws:SourceVpce": [
				{"Ref": "Interface"},
				{"Ref": "Any"}
			]
		}`},
	},
	inExample: func(e *example) {
		e.interfaceEndpoint() // which the policy lacks
		e.denyOutside("s3:ListBucket", ref(e.endpointId("Gateway")))
	},
})
