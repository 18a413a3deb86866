package rules

import "strings"

func endpointCases() []ruleCase {
	return []ruleCase{
		{"wrong-service-name", `{}`, Compliant, "the stack's Region"},
		{"wrong-service-name", `{"Gate": {"ServiceName": "com.amazonaws.us-east-1.s3"}}`, NonCompliant, "another Region"},
		{"wrong-service-name", `{"Gate": {"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}}}`, Compliant, "the stack's Region, as a token"},
		{"wrong-service-name", `{"Link": {"ServiceName": "com.amazonaws.us-east-1.s3", "ServiceRegion": "us-east-1"}}`, Compliant, "another Region, by its ServiceRegion"},
		{"wrong-service-name", `{"Link": {"ServiceName": "com.amazonaws.us-east-2.s3", "ServiceRegion": "us-east-1"}}`, NonCompliant, "not its ServiceRegion"},
		{"wrong-service-name", `{"Link": {"ServiceName": "com.amazonaws.cn-north-1.s3", "ServiceRegion": "cn-north-1"}}`, NonCompliant, "China's interface endpoints begin with cn."},
		{"wrong-service-name", `{"Link": {"ServiceName": "cn.com.amazonaws.eu-west-1.s3"}}`, NonCompliant, "elsewhere they do not"},
		{"wrong-service-name", `{"Link": {"ServiceName": {"Fn::Sub": "com.amazonaws.${Any}.s3"}}}`, Unknown, "a Region that is a parameter"},
		{"wrong-service-name", `{"Gate": {"ServiceName": "s3"}}`, NonCompliant, "the last part alone"},
		{"wrong-service-name", `{"Gate": {"ServiceName": "com.amazonaws.eu-west-1.S3"}}`, NonCompliant, "capitals"},
		{"wrong-service-name", `{"Gate": {"ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.S3"}}}`, NonCompliant, "capitals behind the stack's Region"},
		{"wrong-service-name", `{"Gate": {"ServiceName": "com.amazonaws.eu-west-1.s3express"}}`, Compliant, "another service"},
		{"wrong-service-name", `{"Gate": {"ServiceName": {"Fn::Sub": "${Any}.s3"}}}`, Unknown, "a name whose beginning is a parameter"},
		{"wrong-service-name", `{"Link": {"ServiceRegion": {"Ref": "Any"}}}`, Unknown, "a ServiceRegion that is a parameter"},

		{"gateway-type-unsupported", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3tables", "VpcEndpointType": "Interface"}}}`, Compliant, "an interface"},
		{"gateway-type-unsupported", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3tables"}}}`, NonCompliant, "no type, so a gateway"},
		{"gateway-type-unsupported", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.s3-global.accesspoint", "VpcEndpointType": "Gateway"}}}`, NonCompliant, "multi-Region access points"},
		{"gateway-type-unsupported", `{"Express": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3express"}}}`, NotApplicable, "S3 Express has gateways"},
		{"gateway-type-unsupported", `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"ServiceName": "com.amazonaws.eu-west-1.s3tables", "VpcEndpointType": {"Ref": "Any"}}}}`, Unknown, "a parameter"},

		{"missing-endpoint-type", `{"Gate": {"VpcEndpointType": null}}`, Compliant, "a gateway by default, and meant to be one"},
		{"missing-endpoint-type", `{"Link": {"VpcEndpointType": null}}`, NonCompliant, "subnets without the type"},
		{"missing-endpoint-type", `{"Gate": {"VpcEndpointType": null, "PrivateDnsEnabled": true}}`, NonCompliant, "private DNS without the type"},
		{"missing-endpoint-type", `{}`, NotApplicable, "both types are given"},
		{"missing-endpoint-type", `{"Gate": {"VpcEndpointType": null, "SubnetIds": {"Ref": "AnyList"}}}`, Unknown, "a list that may be empty"},

		{"interface-properties-on-gateway", `{"Gate": {"PrivateDnsEnabled": false, "SubnetIds": []}}`, Compliant, "nothing in them"},
		{"interface-properties-on-gateway", `{"Gate": {"SubnetIds": [{"Ref": "SubnetA"}]}}`, NonCompliant, "subnets"},
		{"interface-properties-on-gateway", `{"Gate": {"SecurityGroupIds": [{"Ref": "Sg"}]}}`, NonCompliant, "security groups"},
		{"interface-properties-on-gateway", `{"Gate": {"ServiceRegion": "us-east-1", "ServiceName": "com.amazonaws.us-east-1.s3"}}`, NonCompliant, "another Region, which no gateway reaches"},
		{"interface-properties-on-gateway", `{"Gate": {"ServiceRegion": "eu-west-1"}}`, Compliant, "its own Region"},
		{"interface-properties-on-gateway", `{"Gate": {"PrivateDnsEnabled": {"Ref": "Any"}}}`, Unknown, "a parameter"},

		{"route-tables-on-interface", `{}`, Compliant, "none"},
		{"route-tables-on-interface", `{"Link": {"RouteTableIds": [{"Ref": "Table"}]}}`, NonCompliant, "one"},
		{"route-tables-on-interface", `{"Link": {"RouteTableIds": {"Fn::If": ["Open", ["rtb-1"], {"Ref": "AWS::NoValue"}]}}}`, Unknown, "by a condition"},

		{"duplicate-reference", `{}`, Compliant, "each once"},
		{"duplicate-reference", `{"Gate": {"RouteTableIds": [{"Ref": "Table"}, {"Fn::GetAtt": ["Table", "RouteTableId"]}]}}`, NonCompliant, "one table, in two ways"},
		{"duplicate-reference", `{"Link": {"SubnetIds": ["subnet-1", "subnet-1"]}}`, NonCompliant, "one literal id"},
		{"duplicate-reference", `{"Link": {"SubnetIds": ["subnet-1", {"Ref": "Any"}]}}`, Compliant, "a parameter: nothing that is twice"},
		{"duplicate-reference", `{"Link": {"SubnetIds": {"Fn::If": ["Open", ["a"], ["b", "b"]]}}}`, Unknown, "by a condition"},

		{"wrong-id-type", `{"Link": {"SubnetIds": ["subnet-1"]}}`, Compliant, "a subnet's id"},
		{"wrong-id-type", `{"Link": {"SubnetIds": ["rtb-1"]}}`, NonCompliant, "a route table's id"},
		{"wrong-id-type", `{"Gate": {"RouteTableIds": [{"Ref": "SubnetA"}]}}`, NonCompliant, "a subnet of the template"},
		{"wrong-id-type", `{"Gate": {"VpcId": "my-vpc"}}`, Unknown, "a name, which is no id of another kind"},
		{"wrong-id-type", `{"Link": {"SubnetIds": ["p-12345", "s-67890"]}}`, Unknown, "what the CDK names subnets before it has looked them up"},
		{"wrong-id-type", `{"Gate": {"VpcId": "vpce-1"}}`, NonCompliant, "an endpoint's id, which begins like a VPC's"},
		{"wrong-id-type", `{"Gate": {"VpcId": "vpc"}}`, Unknown, "no id at all"},
		{"wrong-id-type", `{"Gate": {"VpcId": "{{resolve:ssm:/network/vpc}}"}}`, Unknown, "a dynamic reference"},
		{"wrong-id-type", `{"Gate": {"VpcId": {"Ref": "Any"}}}`, Unknown, "a parameter"},

		{"endpoint-quota", `{}`, Compliant, "two endpoints"},
		{"endpoint-quota", gatewayCopies(20), NonCompliant, "21 gateways"},
		{"endpoint-quota", gatewayCopies(19), Compliant, "20 gateways"},
		{"endpoint-quota", strings.ReplaceAll(gatewayCopies(20), `"Type":`, `"Condition": "Open", "Type":`), Unknown, "20 gateways that may not be made"},
		{"endpoint-quota", `{"Link": {"VpcEndpointType": {"Ref": "Any"}}}`, Unknown, "a parameter"},
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
