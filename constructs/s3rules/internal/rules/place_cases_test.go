package rules

func placeCases() []verdictCase {
	const gate = `"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.`
	return []verdictCase{
		{"gateways-on-one-route-table", `{}`, Complies, "one gateway"},
		{"gateways-on-one-route-table", `{"Gate2": {` + gate + `s3", "RouteTableIds": [{"Ref": "Table"}]}}}`, Violates, "two in one table"},
		{"gateways-on-one-route-table", `{"Gate2": {` + gate + `dynamodb", "RouteTableIds": [{"Ref": "Table"}]}}}`, Complies, "DynamoDB's beside S3's"},
		{"gateways-on-one-route-table", `{"Gate": {"RouteTableIds": [{"Ref": "PublicTable"}]}, "Gate2": {` + gate + `s3", "RouteTableIds": [{"Ref": "Table"}]}}}`, Complies, "two in different tables"},
		{"gateways-on-one-route-table", `{"Gate": {"RouteTableIds": ["rtb-1"]}, "Gate2": {` + gate + `s3", "RouteTableIds": ["rtb-1"]}}}`, Violates, "two in one table of another app"},
		{"gateways-on-one-route-table", `{"Gate": {"RouteTableIds": ["rtb-12345p"]}, "Gate2": {` + gate + `s3", "RouteTableIds": ["rtb-12345p"]}}}`, CannotKnow, "what the CDK names any table before it has looked it up"},
		{"gateways-on-one-route-table", `{"Gate2": {` + gate + `s3", "RouteTableIds": {"Ref": "AnyList"}}}}`, CannotKnow, "tables that are a parameter"},
		{"gateways-on-one-route-table", `{"Gate": null, "Gate1": {"Condition": "Open", ` + gate + `s3", "RouteTableIds": ["rtb-1"]}}, "Gate2": {"Condition": "Open", ` + gate + `s3", "RouteTableIds": ["rtb-1"]}}}`, CannotKnow, "perhaps never at the same time"},
		{"gateways-on-one-route-table", `{"Gate2": {"Condition": "Open", ` + gate + `s3", "RouteTableIds": [{"Ref": "Table"}]}}}`, Violates, "a second one that cannot ever be made"},

		{"subnets-in-one-zone", `{}`, Complies, "two zones"},
		{"subnets-in-one-zone", `{"SubnetB": {"AvailabilityZone": "eu-west-1a"}}`, Violates, "one zone"},
		{"subnets-in-one-zone", `{"SubnetA": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}, "SubnetB": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}}`, Violates, "the first zone, twice"},
		{"subnets-in-one-zone", `{"SubnetA": {"AvailabilityZone": {"Fn::Select": [0, {"Fn::GetAZs": ""}]}}, "SubnetB": {"AvailabilityZone": {"Fn::Select": [1, {"Fn::GetAZs": ""}]}}}`, Complies, "the first and the second zone"},
		{"subnets-in-one-zone", `{"SubnetA": {"AvailabilityZone": null}, "SubnetB": {"AvailabilityZone": null}}`, CannotKnow, "AWS chooses the zones"},
		{"subnets-in-one-zone", `{"Link": {"SubnetIds": ["subnet-1", "subnet-2"]}}`, CannotKnow, "subnets that the templates do not show"},

		{"other-vpc", `{}`, Complies, "one VPC"},
		{"other-vpc", `{"Sg": {"VpcId": {"Ref": "OtherVpc"}}}`, Violates, "a security group"},
		{"other-vpc", `{"SubnetA": {"VpcId": {"Ref": "OtherVpc"}}}`, Violates, "a subnet"},
		{"other-vpc", `{"Table": {"VpcId": {"Ref": "OtherVpc"}}}`, Violates, "a route table"},
		{"other-vpc", `{"Sg": {"VpcId": {"Fn::GetAtt": ["Vpc", "VpcId"]}}}`, Complies, "the VPC, named in another way"},
		{"other-vpc", `{"Sg": {"VpcId": "vpc-1"}}`, CannotKnow, "an id that may be the VPC's"},
		{"other-vpc", `{"Sg": {"VpcId": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},

		{"serves-nobody", `{}`, Complies, "both serve somebody"},
		{"serves-nobody", `{"Link": {"SubnetIds": []}}`, Violates, "no subnet"},
		{"serves-nobody", `{"Link": {"SubnetIds": null}}`, Violates, "no SubnetIds"},
		{"serves-nobody", `{"Link": {"SubnetIds": {"Ref": "AnyList"}}}`, CannotKnow, "a parameter"},
		{"serves-nobody", `{"Gate": {"RouteTableIds": null}}`, Complies, "a gateway without route tables, which something else may add"},

		{"no-route-table", `{}`, Complies, "two route tables"},
		{"no-route-table", `{"Gate": {"RouteTableIds": null}}`, Violates, "none"},
		{"no-route-table", `{"Gate": {"RouteTableIds": []}}`, Violates, "an empty list"},
		{"no-route-table", `{"Gate": {"VpcEndpointType": null, "RouteTableIds": null, "SubnetIds": ["subnet-1"]}}`, DoesNotApply, "no type either, and perhaps meant to be an interface"},
		{"no-route-table", `{"Gate": {"RouteTableIds": {"Ref": "AnyList"}}}`, CannotKnow, "a parameter"},

		{"public-subnets", `{}`, Complies, "private ones"},
		{"public-subnets", `{"Link": {"SubnetIds": [{"Ref": "SubnetB"}, {"Ref": "Public"}]}}`, Violates, "one is public"},
		{"public-subnets", `{"PublicRoute": {"DestinationCidrBlock": "192.168.0.0/16"}, "Link": {"SubnetIds": [{"Ref": "Public"}]}}`, Complies, "an internet gateway for some addresses only"},
		{"public-subnets", `{"AssociationA": null}`, Complies, "the main table, which leads nowhere"},
		{"public-subnets", `{"PublicRoute": {"GatewayId": {"Ref": "Any"}}, "Link": {"SubnetIds": [{"Ref": "Public"}]}}`, CannotKnow, "a gateway that is a parameter"},
		{"public-subnets", `{"Link": {"SubnetIds": ["subnet-1"]}}`, CannotKnow, "a subnet that the templates do not show"},
	}
}
