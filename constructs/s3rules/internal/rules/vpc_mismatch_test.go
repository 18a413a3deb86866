package rules

var _ = register(ruleTest{
	rule:     "vpc-mismatch",
	message:  "Interface is in the VPC Vpc, but uses Sg, which is in the VPC OtherVpc.",
	location: "Interface Properties.SecurityGroupIds",
	cases: []ruleCase{
		{"one VPC", Compliant, `{}`},
		{"a security group of another VPC", NonCompliant, `{"Sg.VpcId": {"Ref": "OtherVpc"}}`},
		{"a subnet of another VPC", NonCompliant, `{"SubnetA.VpcId": {"Ref": "OtherVpc"}}`},
		{"a route table of another VPC", NonCompliant, `{"Table.VpcId": {"Ref": "OtherVpc"}}`},
		{"one VPC by Ref and by GetAtt", Compliant, `{"Sg.VpcId": {"Fn::GetAtt": ["Vpc", "VpcId"]}}`},
		{"a literal id that may be that of the VPC", Unknown, `{"Sg.VpcId": "vpc-1"}`},
		{"a parameter", Unknown, `{"Sg.VpcId": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		switch vpc := e.interfaceEndpoint()["VpcId"].(type) {
		case string:
			e.securityGroup()["VpcId"] = "vpc-2"
			return
		case map[string]any:
			if vpc["Ref"] == nil {
				panic(inapplicable{}) // another template has the VPC
			}
		}
		e.add("OtherVpc", "AWS::EC2::VPC", map[string]any{"CidrBlock": "10.9.0.0/16"})
		e.securityGroup()["VpcId"] = ref("OtherVpc")
	},
})
