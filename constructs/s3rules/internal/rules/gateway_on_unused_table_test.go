package rules

var _ = register(ruleTest{
	rule:     "gateway-on-unused-table",
	message:  "Gateway is on route tables that no subnet uses: Old.",
	location: "Gateway Properties.RouteTableIds",
	given:    `{"Old": {"Type": "AWS::EC2::RouteTable", "VpcId": {"Ref": "Vpc"}}, "Gateway.RouteTableIds": [{"Ref": "Table"}, {"Ref": "Old"}]}`,
	cases: []ruleCase{
		{"one of two tables", NonCompliant, `{}`},
		{"the only table", NonCompliant, `{"Gateway.RouteTableIds": [{"Ref": "Old"}]}`},
		{"tables that subnets use", Compliant, `{"Gateway.RouteTableIds": [{"Ref": "Table"}, {"Ref": "PublicTable"}]}`},
		{"no table", Compliant, `{"Gateway.RouteTableIds": []}`},
		{"a table that no template has", Unknown, `{"Gateway.RouteTableIds": [{"Ref": "Table"}, "rtb-1"]}`},
		{"an association with a condition", Unknown, `{"Perhaps": {
			"Type": "AWS::EC2::SubnetRouteTableAssociation", "Condition": "Open", "SubnetId": "subnet-1", "RouteTableId": {"Ref": "Old"}
		}}`},
		{"a subnet that a parameter names", Compliant, `{"Named": {
			"Type": "AWS::EC2::SubnetRouteTableAssociation", "SubnetId": {"Ref": "Any"}, "RouteTableId": {"Ref": "Old"}
		}}`},
		{"an association with a table that a parameter names", Unknown, `{"Named": {
			"Type": "AWS::EC2::SubnetRouteTableAssociation", "SubnetId": "subnet-1", "RouteTableId": {"Ref": "Any"}
		}}`},
		{"an exported table", Unknown, `{"Outputs.Table": {"Value": {"Ref": "Old"}, "Export": {"Name": "Table"}}}`},
		{"a table of a custom resource", Unknown, `{"Custom": {"Type": "Custom::Associate", "Table": {"Ref": "Old"}}}`},
		{"a table of a nested stack without a template", Unknown, `{
			"Nested": {"Type": "AWS::CloudFormation::Stack", "Parameters": {"Table": {"Ref": "Old"}}}
		}`},
		{"a list that is a parameter", Unknown, `{"Gateway.RouteTableIds": {"Ref": "AnyList"}}`},
	},
	inExample: func(e *example) {
		e.add("Old", "AWS::EC2::RouteTable", map[string]any{"VpcId": ref(e.id("AWS::EC2::VPC", "Vpc"))})
		endpoint := e.gatewayEndpoint()
		endpoint["RouteTableIds"] = append(endpoint["RouteTableIds"].([]any), ref("Old"))
	},
})
