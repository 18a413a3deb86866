package rules

var _ = register(ruleTest{
	rule:     "private-dns-conflict",
	message:  "Second and Interface both enable private DNS in the same VPC.",
	location: "Second Properties.PrivateDnsEnabled",
	cases: []ruleCase{
		{"one endpoint with private DNS", Compliant, `{"Interface.PrivateDnsEnabled": true}`},
		{"two endpoints with private DNS", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Second": {"Like": "Interface", "PrivateDnsEnabled": true}
		}`},
		{"two endpoints, one with private DNS", Compliant, `{
			"Second": {"Like": "Interface", "PrivateDnsEnabled": true}
		}`},
		{"two endpoints that conditions may exclude", Unknown, `{
			"First": {"Like": "Interface", "PrivateDnsEnabled": true, "Condition": "Open"},
			"Second": {"Like": "Interface", "PrivateDnsEnabled": true, "Condition": "Open"}
		}`},
		{"a hosted zone of the same name", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.amazonaws.com.",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of another VPC", Compliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.amazonaws.com.",
				"VPCs": [{"VPCId": {"Ref": "OtherVpc"}}]
			}
		}`},
		{"an endpoint and a hosted zone that conditions may exclude", Unknown, `{
			"First": {"Like": "Interface", "PrivateDnsEnabled": true, "Condition": "Open"},
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Condition": "Open",
				"Name": "s3.eu-west-1.amazonaws.com.",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone with a condition, beside an endpoint without one", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Condition": "Open",
				"Name": "s3.eu-west-1.amazonaws.com.",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"two endpoints for buckets in different Regions", Compliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Second": {
				"Like": "Interface",
				"PrivateDnsEnabled": true,
				"ServiceName": "com.amazonaws.us-east-1.s3",
				"ServiceRegion": "us-east-1"
			}
		}`},
		{"two endpoints for buckets in the Region that one parameter names", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceRegion": {"Ref": "Any"},
			"Second": {"Like": "Interface", "PrivateDnsEnabled": true, "ServiceRegion": {"Ref": "Any"}}
		}`},
		{"two endpoints, one for buckets in a Region that a parameter names", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Second": {"Like": "Interface", "PrivateDnsEnabled": true, "ServiceRegion": {"Ref": "Any"}}
		}`},
		{"two endpoints, one with private DNS by a parameter", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Second": {"Like": "Interface", "PrivateDnsEnabled": {"Ref": "Any"}}
		}`},
		{"a hosted zone for another Region", Compliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.us-east-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone for the Region of the buckets", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceName": "com.amazonaws.us-east-1.s3",
			"Interface.ServiceRegion": "us-east-1",
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "S3.us-east-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of the stack's Region, which is unknown", NonCompliant, `{
			"Region": null,
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"},
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of one Region, in a stack whose Region is unknown", Unknown, `{
			"Region": null,
			"Interface.PrivateDnsEnabled": true,
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of one Region, and a gateway endpoint of that Region in the VPC", NonCompliant, `{
			"Region": null,
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of a Region that a parameter names, as the endpoint's", NonCompliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceRegion": {"Ref": "Any"},
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": {"Fn::Sub": "s3.${Any}.amazonaws.com"},
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of a Region that a parameter names", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": {"Fn::Sub": "s3.${Any}.amazonaws.com"},
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone, and a parameter names the Region of the endpoint", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Interface.ServiceRegion": {"Ref": "Any"},
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of a wider domain", Compliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "eu-west-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of one bucket", Compliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "logs.s3.eu-west-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of a VPC that a parameter names", Unknown, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Any"}}]
			}
		}`},
		{"a hosted zone with an empty label", Compliant, `{
			"Region": null,
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3..amazonaws.com",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"a hosted zone of the user's own", Compliant, `{
			"Interface.PrivateDnsEnabled": true,
			"Zone": {
				"Type": "AWS::Route53::HostedZone",
				"Name": "s3.eu-west-1.corp.example",
				"VPCs": [{"VPCId": {"Ref": "Vpc"}}]
			}
		}`},
		{"private DNS by a parameter", Unknown, `{"Interface.PrivateDnsEnabled": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) {
		e.interfaceEndpoint()["PrivateDnsEnabled"] = true
		e.interfaceEndpoint()["ServiceName"] = "com.amazonaws.eu-west-1.s3"
		e.add("Zone", "AWS::Route53::HostedZone", map[string]any{
			"Name": "s3.eu-west-1.amazonaws.com",
			"VPCs": []any{map[string]any{"VPCId": e.interfaceEndpoint()["VpcId"], "VPCRegion": "eu-west-1"}},
		})
	},
	also: "private-dns",
})
