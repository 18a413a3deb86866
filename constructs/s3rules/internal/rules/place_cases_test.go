package rules

func placeCases() []ruleCase {
	const gate = `"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.`
	return []ruleCase{
		{"gateways-on-one-route-table", `{}`, Compliant, "one gateway"},
		{"gateways-on-one-route-table", `{"Gate2": {` + gate + `s3", "RouteTableIds": [{"Ref": "Table"}]}}}`, NonCompliant, "two in one table"},
		{"gateways-on-one-route-table", `{"Gate2": {` + gate + `dynamodb", "RouteTableIds": [{"Ref": "Table"}]}}}`, Compliant, "DynamoDB's beside S3's"},
		{"gateways-on-one-route-table", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}]}, "Gate2": {` + gate + `s3", "RouteTableIds": [{"Ref": "Table"}]}}}`, Compliant, "two in different tables"},
		{"gateways-on-one-route-table", `{"Gate": {"RouteTableIds": ["rtb-1"]}, "Gate2": {` + gate + `s3", "RouteTableIds": ["rtb-1"]}}}`, NonCompliant, "two in one table of another app"},
		{"gateways-on-one-route-table", `{"Gate": {"RouteTableIds": ["rtb-12345p"]}, "Gate2": {` + gate + `s3", "RouteTableIds": ["rtb-12345p"]}}}`, Unknown, "what the CDK names any table before it has looked it up"},
		{"gateways-on-one-route-table", `{"Gate2": {` + gate + `s3", "RouteTableIds": {"Ref": "AnyList"}}}}`, Unknown, "tables that are a parameter"},
		{"gateways-on-one-route-table", `{"Gate": null, "Gate1": {"Condition": "Open", ` + gate + `s3", "RouteTableIds": ["rtb-1"]}}, "Gate2": {"Condition": "Open", ` + gate + `s3", "RouteTableIds": ["rtb-1"]}}}`, Unknown, "perhaps never at the same time"},
		{"gateways-on-one-route-table", `{"Gate2": {"Condition": "Open", ` + gate + `s3", "RouteTableIds": [{"Ref": "Table"}]}}}`, NonCompliant, "a second one that cannot ever be made"},

		{"subnets-in-same-zone", `{}`, Compliant, "two zones"},
		{"subnets-in-same-zone", `{"SubnetB": {"AvailabilityZone": "eu-west-1a"}}`, NonCompliant, "one zone"},
		{"subnets-in-same-zone", `{"SubnetA": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}, "SubnetB": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}}`, NonCompliant, "the first zone, twice"},
		{"subnets-in-same-zone", `{"SubnetA": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}, "SubnetB": {"AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]}}}`, Compliant, "the first and the second zone"},
		{"subnets-in-same-zone", `{"SubnetA": {"AvailabilityZone": null}, "SubnetB": {"AvailabilityZone": null}}`, Unknown, "AWS chooses the zones"},
		{"subnets-in-same-zone", `{"Link": {"SubnetIds": ["subnet-1", "subnet-2"]}}`, Unknown, "subnets that the templates do not show"},

		{"vpc-mismatch", `{}`, Compliant, "one VPC"},
		{"vpc-mismatch", `{"Sg": {"VpcId": {"Ref": "OtherVpc"}}}`, NonCompliant, "a security group"},
		{"vpc-mismatch", `{"SubnetA": {"VpcId": {"Ref": "OtherVpc"}}}`, NonCompliant, "a subnet"},
		{"vpc-mismatch", `{"Table": {"VpcId": {"Ref": "OtherVpc"}}}`, NonCompliant, "a route table"},
		{"vpc-mismatch", `{"Sg": {"VpcId": {"Fn::GetAtt": ["Vpc", "VpcId"]}}}`, Compliant, "the VPC, named in another way"},
		{"vpc-mismatch", `{"Sg": {"VpcId": "vpc-1"}}`, Unknown, "an id that may be the VPC's"},
		{"vpc-mismatch", `{"Sg": {"VpcId": {"Ref": "Any"}}}`, Unknown, "a parameter"},

		{"endpoint-without-subnets", `{}`, Compliant, "both serve somebody"},
		{"endpoint-without-subnets", `{"Link": {"SubnetIds": []}}`, NonCompliant, "no subnet"},
		{"endpoint-without-subnets", `{"Link": {"SubnetIds": null}}`, NonCompliant, "no SubnetIds"},
		{"endpoint-without-subnets", `{"Link": {"SubnetIds": {"Ref": "AnyList"}}}`, Unknown, "a parameter"},
		{"endpoint-without-subnets", `{"Gate": {"RouteTableIds": null}}`, Compliant, "a gateway without route tables, which something else may add"},

		{"endpoint-without-route-tables", `{}`, Compliant, "two route tables"},
		{"endpoint-without-route-tables", `{"Gate": {"RouteTableIds": null}}`, NonCompliant, "none"},
		{"endpoint-without-route-tables", `{"Gate": {"RouteTableIds": []}}`, NonCompliant, "an empty list"},
		{"endpoint-without-route-tables", `{"Gate": {"VpcEndpointType": null, "RouteTableIds": null, "SubnetIds": ["subnet-1"]}}`, NotApplicable, "no type either, and perhaps meant to be an interface"},
		{"endpoint-without-route-tables", `{"Gate": {"RouteTableIds": {"Ref": "AnyList"}}}`, Unknown, "a parameter"},

		{"public-subnets", `{}`, Compliant, "private ones"},
		{"public-subnets", `{"Link": {"SubnetIds": [{"Ref": "SubnetB"}, {"Ref": "Public"}]}}`, NonCompliant, "one is public"},
		{"public-subnets", `{"PublicRoute": {"DestinationCidrBlock": "192.168.0.0/16"}, "Link": {"SubnetIds": [{"Ref": "Public"}]}}`, Compliant, "an internet gateway for some addresses only"},
		{"public-subnets", `{"AssociationA": null}`, Compliant, "the main table, which leads nowhere"},
		{"public-subnets", `{"PublicRoute": {"GatewayId": {"Ref": "Any"}}, "Link": {"SubnetIds": [{"Ref": "Public"}]}}`, Unknown, "a gateway that is a parameter"},
		{"public-subnets", `{"Link": {"SubnetIds": ["subnet-1"]}}`, Unknown, "a subnet that the templates do not show"},
	}
}
