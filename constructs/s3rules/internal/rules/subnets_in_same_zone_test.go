package rules

var _ = register(ruleTest{
	rule:     "subnets-in-same-zone",
	message:  "Interface is in the subnets SubnetA and SubnetB, which are both in the Availability Zone eu-west-1a.",
	location: "Interface Properties.SubnetIds",
	cases: []ruleCase{
		{"two zones", Compliant, `{}`},
		{"one zone", NonCompliant, `{"SubnetB.AvailabilityZone": "eu-west-1a"}`},
		{"the first zone of the Region, twice", NonCompliant, `{
			"SubnetA.AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
			"SubnetB.AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}
		}`},
		{"the first and the second zone of the Region", Compliant, `{
			"SubnetA.AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
			"SubnetB.AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]}
		}`},
		{"zones that AWS chooses", Unknown, `{"SubnetA.AvailabilityZone": null, "SubnetB.AvailabilityZone": null}`},
		{"one zone by its ID", NonCompliant, `{
			"SubnetA.AvailabilityZone": null, "SubnetB.AvailabilityZone": null, "SubnetA.AvailabilityZoneId": "euw1-az1", "SubnetB.AvailabilityZoneId": "euw1-az1"
		}`},
		{"a name and an ID, which may be of one zone", Unknown, `{"SubnetB.AvailabilityZone": null, "SubnetB.AvailabilityZoneId": "euw1-az1"}`},
		{"subnets that no template has", Unknown, `{"Interface.SubnetIds": ["subnet-1", "subnet-2"]}`},
	},
	inExample: func(e *example) {
		zone := e.properties("AWS::EC2::Subnet", "VpcIsolated")["AvailabilityZone"]
		e.add("Further", "AWS::EC2::Subnet", map[string]any{"VpcId": e.interfaceEndpoint()["VpcId"], "AvailabilityZone": zone})
		e.interfaceEndpoint()["SubnetIds"] = []any{e.isolatedSubnet(), ref("Further")}
	},
})
