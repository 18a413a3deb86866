package rules

var _ = register(ruleTest{
	rule:     "duplicate-reference",
	message:  "Gateway lists Table twice in RouteTableIds.",
	location: "Gateway Properties.RouteTableIds",
	cases: []ruleCase{
		{"each once", Compliant, `{}`},
		{"one route table by Ref and by GetAtt", NonCompliant, `{
			"Gateway.RouteTableIds": [{"Ref": "Table"}, {"Fn::GetAtt": ["Table", "RouteTableId"]}]
		}`},
		{"one literal id", NonCompliant, `{"Interface.SubnetIds": ["subnet-1", "subnet-1"]}`},
		{"a literal id and a parameter", Compliant, `{"Interface.SubnetIds": ["subnet-1", {"Ref": "Any"}]}`},
		{"twice by a condition", Unknown, `{"Interface.SubnetIds": {"Fn::If": ["Open", ["a"], ["b", "b"]]}}`},
	},
	inExample: func(e *example) {
		ids := e.gatewayEndpoint()["RouteTableIds"].([]any)
		e.gatewayEndpoint()["RouteTableIds"] = append(ids, ids[0])
	},
})
