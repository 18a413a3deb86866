package rules

import "strings"

var _ = register(ruleTest{
	rule:     "policy-too-long",
	message:  "The policy of Gateway has at least 20593 characters; the quota is 20480.",
	location: "Gateway Properties.PolicyDocument",
	given:    fullAccess,
	cases: []ruleCase{
		{"one long string", NonCompliant, sid(strings.Repeat("a", maxPolicyLength))},
		{"a string that is just short enough", Compliant, sid(strings.Repeat("a", maxPolicyLength-1000))},
		{"quotes, which count twice", NonCompliant, sid(strings.Repeat(`\"`, maxPolicyLength/2))},
		{"as many characters that count once", Compliant, sid(strings.Repeat(`'`, maxPolicyLength/2))},
		{"a parameter", Unknown, `{"Gateway.PolicyDocument.Statement.0.Sid": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.interfaceEndpoint()["PolicyDocument"] = policyOf(allow(strings.Repeat("a", maxPolicyLength)))
	},
})

func sid(text string) string { return `{"Gateway.PolicyDocument.Statement.0.Sid": "` + text + `"}` }
