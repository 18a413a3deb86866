package rules

var _ = register(ruleTest{
	rule:     "gateway-type-unsupported",
	message:  "Tables has no VpcEndpointType, which makes it a gateway endpoint, but com.amazonaws.eu-west-1.s3tables supports only interface endpoints.",
	location: "Tables Properties.VpcEndpointType",
	given:    `{"Tables": {"Type": "AWS::EC2::VPCEndpoint", "ServiceName": "com.amazonaws.eu-west-1.s3tables"}}`,
	cases: []ruleCase{
		{"an interface endpoint", Compliant, `{"Tables.VpcEndpointType": "Interface"}`},
		{"no type, which is Gateway", NonCompliant, `{}`},
		{"multi-Region access points", NonCompliant, `{
			"Tables.ServiceName": "com.amazonaws.s3-global.accesspoint",
			"Tables.VpcEndpointType": "Gateway"
		}`},
		{"S3 Express, which has gateway endpoints", NotApplicable, `{
			"Tables.ServiceName": "com.amazonaws.eu-west-1.s3express"
		}`},
		{"the type is a parameter", Unknown, `{"Tables.VpcEndpointType": {"Ref": "Any"}}`},
	},
	inExample: func(e *example) { e.gatewayEndpoint()["ServiceName"] = "com.amazonaws.eu-west-1.s3tables" },
})
