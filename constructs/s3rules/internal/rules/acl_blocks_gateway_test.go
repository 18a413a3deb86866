package rules

var _ = register(ruleTest{
	rule:     "acl-blocks-gateway",
	message:  "The network ACL Acl of SubnetA allows no outbound TCP 443 to S3, which clients of Gateway need.",
	location: "Acl Properties",
	cases: []ruleCase{
		{"an ACL that allows everything", Compliant, `{}`},
		{"egress to private addresses only", NonCompliant, `{"AclOut.CidrBlock": "10.0.0.0/8"}`},
		{"egress to addresses that S3 may have", Unknown, `{"AclOut.CidrBlock": "3.5.0.0/16"}`},
		{"egress on port 80 only", NonCompliant, `{"AclOut.Protocol": 6, "AclOut.PortRange": {"From": 80, "To": 80}}`},
		{"no ingress to ephemeral ports", NonCompliant, `{
			"AclIn.Protocol": 6,
			"AclIn.PortRange": {"From": 443, "To": 443}
		}`},
		{"ingress to ports that not all clients use", Unknown, `{
			"AclIn.Protocol": 6,
			"AclIn.PortRange": {"From": 32768, "To": 65535}
		}`},
		{"an entry that denies all", NonCompliant, `{"AclIn.RuleAction": "deny"}`},
		{"an entry that denies all before one that allows all", NonCompliant, `{
			"AclIn.RuleAction": "deny",
			"Later": {"Like": "AclIn", "RuleNumber": 200}
		}`},
		{"an entry that denies all after one that allows all", Compliant, `{
			"Later": {"Like": "AclIn", "RuleNumber": 200, "RuleAction": "deny"}
		}`},
		{"entries that deny both halves of all addresses", NonCompliant, `{
			"AclOut.RuleNumber": 200,
			"Low": {"Like": "AclOut", "RuleNumber": 10, "RuleAction": "deny", "CidrBlock": "0.0.0.0/1"},
			"High": {"Like": "AclOut", "RuleNumber": 11, "RuleAction": "deny", "CidrBlock": "128.0.0.0/1"}
		}`},
		{"an entry that denies one half", Unknown, `{
			"AclOut.RuleNumber": 200,
			"Low": {"Like": "AclOut", "RuleNumber": 10, "RuleAction": "deny", "CidrBlock": "0.0.0.0/1"}
		}`},
		{"an ACL of no subnet", Compliant, `{"AclIn.RuleAction": "deny", "AclA": null}`},
		{"an entry that denies private addresses before one that allows all", Compliant, `{
			"AclIn.RuleAction": "deny",
			"AclIn.CidrBlock": "10.0.0.0/8",
			"Later": {"Like": "AclIn", "RuleNumber": 200}
		}`},
		{"egress to the shared address space only", NonCompliant, `{"AclOut.CidrBlock": "100.64.0.0/10"}`},
		{"egress to addresses beside the shared address space", Unknown, `{"AclOut.CidrBlock": "100.0.0.0/10"}`},
		{"egress to a parameter", Unknown, `{"AclOut.CidrBlock": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.gatewayEndpoint() // which the ACL blocks
		e.addAcl(map[string]any{"Protocol": 6, "PortRange": map[string]any{"From": 443, "To": 443}},
			map[string]any{"Protocol": -1, "Egress": true})
	},
})
