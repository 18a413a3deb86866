package rules

import "strings"

func endpointCases() []verdictCase {
	return []verdictCase{
		{"service-name", `{}`, Complies, "the stack's Region"},
		{"service-name", `{"Gate": {"ServiceName": "com.amazonaws.us-east-1.s3"}}`, Violates, "another Region"},
		{"service-name", `{"Gate": {"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}}}`, Complies, "the stack's Region, as a token"},
		{"service-name", `{"Link": {"ServiceName": "com.amazonaws.us-east-1.s3", "ServiceRegion": "us-east-1"}}`, Complies, "another Region, by its ServiceRegion"},
		{"service-name", `{"Link": {"ServiceName": "com.amazonaws.us-east-2.s3", "ServiceRegion": "us-east-1"}}`, Violates, "not its ServiceRegion"},
		{"service-name", `{"Link": {"ServiceName": "com.amazonaws.cn-north-1.s3", "ServiceRegion": "cn-north-1"}}`, Violates, "China's interface endpoints begin with cn."},
		{"service-name", `{"Link": {"ServiceName": "cn.com.amazonaws.eu-west-1.s3"}}`, Violates, "elsewhere they do not"},
		{"service-name", `{"Link": {"ServiceName": {"Fn::Sub": "com.amazonaws.${Any}.s3"}}}`, CannotKnow, "a Region that is a parameter"},
		{"service-name", `{"Gate": {"ServiceName": "s3"}}`, Violates, "the last part alone"},
		{"service-name", `{"Gate": {"ServiceName": "com.amazonaws.eu-west-1.S3"}}`, Violates, "capitals"},
		{"service-name", `{"Gate": {"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.S3"}}}`, Violates, "capitals behind the stack's Region"},
		{"service-name", `{"Gate": {"ServiceName": "com.amazonaws.eu-west-1.s3express"}}`, Complies, "another service"},
		{"service-name", `{"Gate": {"ServiceName": {"Fn::Sub": "${Any}.s3"}}}`, CannotKnow, "a name whose beginning is a parameter"},
		{"service-name", `{"Link": {"ServiceRegion": {"Ref": "Any"}}}`, CannotKnow, "a ServiceRegion that is a parameter"},

		{"service-without-gateway", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3tables", "VpcEndpointType": "Interface"}}}`, Complies, "an interface"},
		{"service-without-gateway", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3tables"}}}`, Violates, "no type, so a gateway"},
		{"service-without-gateway", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.s3-global.accesspoint", "VpcEndpointType": "Gateway"}}}`, Violates, "multi-Region access points"},
		{"service-without-gateway", `{"Express": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3express"}}}`, DoesNotApply, "S3 Express has gateways"},
		{"service-without-gateway", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3tables", "VpcEndpointType": {"Ref": "Any"}}}}`, CannotKnow, "a parameter"},

		{"type-left-out", `{"Gate": {"VpcEndpointType": null}}`, Complies, "a gateway by default, and meant to be one"},
		{"type-left-out", `{"Link": {"VpcEndpointType": null}}`, Violates, "subnets without the type"},
		{"type-left-out", `{"Gate": {"VpcEndpointType": null, "PrivateDnsEnabled": true}}`, Violates, "private DNS without the type"},
		{"type-left-out", `{}`, DoesNotApply, "both types are given"},
		{"type-left-out", `{"Gate": {"VpcEndpointType": null, "SubnetIds": {"Ref": "AnyList"}}}`, CannotKnow, "a list that may be empty"},

		{"interface-properties-on-gateway", `{"Gate": {"PrivateDnsEnabled": false, "SubnetIds": []}}`, Complies, "nothing in them"},
		{"interface-properties-on-gateway", `{"Gate": {"SubnetIds": [{"Ref": "SubnetA"}]}}`, Violates, "subnets"},
		{"interface-properties-on-gateway", `{"Gate": {"SecurityGroupIds": [{"Ref": "Sg"}]}}`, Violates, "security groups"},
		{"interface-properties-on-gateway", `{"Gate": {"ServiceRegion": "us-east-1", "ServiceName": "com.amazonaws.us-east-1.s3"}}`, Violates, "another Region, which no gateway reaches"},
		{"interface-properties-on-gateway", `{"Gate": {"ServiceRegion": "eu-west-1"}}`, Complies, "its own Region"},
		{"interface-properties-on-gateway", `{"Gate": {"PrivateDnsEnabled": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},

		{"route-tables-on-interface", `{}`, Complies, "none"},
		{"route-tables-on-interface", `{"Link": {"RouteTableIds": [{"Ref": "Table"}]}}`, Violates, "one"},
		{"route-tables-on-interface", `{"Link": {"RouteTableIds": {"Fn::If": ["Open", ["rtb-1"], {"Ref": "AWS::NoValue"}]}}}`, CannotKnow, "by a condition"},

		{"listed-twice", `{}`, Complies, "each once"},
		{"listed-twice", `{"Gate": {"RouteTableIds": [{"Ref": "Table"}, {"Fn::GetAtt": ["Table", "RouteTableId"]}]}}`, Violates, "one table, in two ways"},
		{"listed-twice", `{"Link": {"SubnetIds": ["subnet-1", "subnet-1"]}}`, Violates, "one literal id"},
		{"listed-twice", `{"Link": {"SubnetIds": ["subnet-1", {"Ref": "Any"}]}}`, Complies, "a parameter: nothing that is twice"},
		{"listed-twice", `{"Link": {"SubnetIds": {"Fn::If": ["Open", ["a"], ["b", "b"]]}}}`, CannotKnow, "by a condition"},

		{"wrong-id", `{"Link": {"SubnetIds": ["subnet-1"]}}`, Complies, "a subnet's id"},
		{"wrong-id", `{"Link": {"SubnetIds": ["rtb-1"]}}`, Violates, "a route table's id"},
		{"wrong-id", `{"Gate": {"RouteTableIds": [{"Ref": "SubnetA"}]}}`, Violates, "a subnet of the template"},
		{"wrong-id", `{"Gate": {"VpcId": "my-vpc"}}`, CannotKnow, "a name, which is no id of another kind"},
		{"wrong-id", `{"Link": {"SubnetIds": ["p-12345", "s-67890"]}}`, CannotKnow, "what the CDK names subnets before it has looked them up"},
		{"wrong-id", `{"Gate": {"VpcId": "vpce-1"}}`, Violates, "an endpoint's id, which begins like a VPC's"},
		{"wrong-id", `{"Gate": {"VpcId": "vpc"}}`, CannotKnow, "no id at all"},
		{"wrong-id", `{"Gate": {"VpcId": "{{resolve:ssm:/network/vpc}}"}}`, CannotKnow, "a dynamic reference"},
		{"wrong-id", `{"Gate": {"VpcId": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},

		{"endpoint-quota", `{}`, Complies, "two endpoints"},
		{"endpoint-quota", gatewayCopies(20), Violates, "21 gateways"},
		{"endpoint-quota", gatewayCopies(19), Complies, "20 gateways"},
		{"endpoint-quota", strings.ReplaceAll(gatewayCopies(20), `"Type":`, `"Condition": "Open", "Type":`), CannotKnow, "20 gateways that may not be made"},
		{"endpoint-quota", `{"Link": {"VpcEndpointType": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},
	}
}

// gatewayCopies is an edit that adds so many gateway endpoints.
func gatewayCopies(count int) string {
	edit := "{"
	for i := range count {
		if i > 0 {
			edit += ","
		}
		edit += `"Copy` + string(rune('A'+i)) + `": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.dynamodb"}}`
	}
	return edit + "}"
}
