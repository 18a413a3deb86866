package rules

var _ = register(ruleTest{
	rule:     "route-tables-on-interface",
	message:  "Interface is an interface endpoint, but sets RouteTableIds.",
	location: "Interface Properties.RouteTableIds",
	cases: []ruleCase{
		{"no route table", Compliant, `{}`},
		{"an empty list", Compliant, `{"Interface.RouteTableIds": []}`},
		{"a route table", NonCompliant, `{"Interface.RouteTableIds": [{"Ref": "Table"}]}`},
		{"a route table by a condition", Unknown, `{
			"Interface.RouteTableIds": {"Fn::If": ["Open", ["rtb-1"], {"Ref": "AWS::NoValue"}]}
		}`},
	},
	inExample: func(e *example) { e.interfaceEndpoint()["RouteTableIds"] = []any{"rtb-1"} },
})
