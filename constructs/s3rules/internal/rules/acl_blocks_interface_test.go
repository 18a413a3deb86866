package rules

var _ = register(ruleTest{
	rule:     "acl-blocks-interface",
	message:  "The network ACL Acl of SubnetA allows no inbound TCP 443, which clients of Interface need.",
	location: "Acl Properties",
	given:    `{"Interface.SubnetIds": [{"Ref": "SubnetA"}]}`,
	cases: []ruleCase{
		{"an ACL that allows everything", Compliant, `{}`},
		{"ingress on port 22 only", NonCompliant, `{"AclIn.Protocol": 6, "AclIn.PortRange": {"From": 22, "To": 22}}`},
		{"ingress on port 22 only, in one of two subnets", Compliant, `{
			"Interface.SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "SubnetB"}],
			"AclIn.Protocol": 6,
			"AclIn.PortRange": {"From": 22, "To": 22}
		}`},
		{"ingress on port 22 only, in both subnets", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "SubnetB"}],
			"AclIn.Protocol": 6,
			"AclIn.PortRange": {"From": 22, "To": 22},
			"AclB": {"Like": "AclA", "SubnetId": {"Ref": "SubnetB"}}
		}`},
		{"ingress from some clients", Compliant, `{
			"AclIn.Protocol": 6,
			"AclIn.PortRange": {"From": 443, "To": 443},
			"AclIn.CidrBlock": "192.168.0.0/16"
		}`},
		{"no egress", NonCompliant, `{"AclOut": null}`},
		{"the action is a parameter", Unknown, `{"AclIn.RuleAction": {"Ref": "Any"}}`},
		{"an ACL that no template has", Unknown, `{"AclA.NetworkAclId": "acl-1"}`},
		{"no egress, and a second subnet that is a parameter", Unknown, `{
			"Interface.SubnetIds": [{"Ref": "SubnetA"}, {"Ref": "Any"}],
			"AclOut": null
		}`},
		{"no subnet", NotApplicable, `{"Interface.SubnetIds": []}`},
	},
	inExample: func(e *example) {
		e.interfaceEndpoint() // which the ACL blocks
		e.addAcl(map[string]any{"Protocol": 6, "PortRange": map[string]any{"From": 1024, "To": 65535}},
			map[string]any{"Protocol": -1, "Egress": true})
	},
})
