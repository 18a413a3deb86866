package rules

var _ = register(ruleTest{
	rule:     "wrong-service-name",
	message:  "Gateway has the service name com.amazonaws.us-east-1.s3, but the Region of its stack is eu-west-1.",
	location: "Gateway Properties.ServiceName",
	cases: []ruleCase{
		{"the Region of the stack", Compliant, `{}`},
		{"another Region", NonCompliant, `{"Gateway.ServiceName": "com.amazonaws.us-east-1.s3"}`},
		{"the Region of the stack as a token", Compliant, `{
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"the ServiceRegion", Compliant, `{
			"Interface.ServiceName": "com.amazonaws.us-east-1.s3",
			"Interface.ServiceRegion": "us-east-1"
		}`},
		{"another Region than the ServiceRegion", NonCompliant, `{
			"Interface.ServiceName": "com.amazonaws.us-east-2.s3",
			"Interface.ServiceRegion": "us-east-1"
		}`},
		{"no cn. in China", NonCompliant, `{
			"Interface.ServiceName": "com.amazonaws.cn-north-1.s3",
			"Interface.ServiceRegion": "cn-north-1"
		}`},
		{"cn. outside China", NonCompliant, `{"Interface.ServiceName": "cn.com.amazonaws.eu-west-1.s3"}`},
		{"the Region is a parameter", Unknown, `{"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${Any}.s3"}}`},
		{"the last part alone", NonCompliant, `{"Gateway.ServiceName": "s3"}`},
		{"in capitals", NonCompliant, `{"Gateway.ServiceName": "com.amazonaws.eu-west-1.S3"}`},
		{"in capitals, behind a token", NonCompliant, `{
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.S3"}
		}`},
		{"amazon in place of amazonaws", NonCompliant, `{"Gateway.ServiceName": "com.amazon.eu-west-1.s3"}`},
		{"two letters exchanged", NonCompliant, `{"Gateway.ServiceName": {"Fn::Sub": "com.amaoznaws.${AWS::Region}.s3"}}`},
		{"no Region", NonCompliant, `{"Gateway.ServiceName": "com.amazonaws.s3"}`},
		{"the Region at the end", NonCompliant, `{"Gateway.ServiceName": "com.amazonaws.s3.eu-west-1"}`},
		{"the service at the beginning", NonCompliant, `{"Gateway.ServiceName": {"Fn::Sub": "s3.com.amazonaws.${AWS::Region}"}}`},
		{"a host name", NonCompliant, `{"Gateway.ServiceName": "s3.eu-west-1.amazonaws.com"}`},
		{"a space at the end", NonCompliant, `{"Gateway.ServiceName": "com.amazonaws.eu-west-1.s3 "}`},
		{"a Region with a letter too many", NonCompliant, `{"Gateway.ServiceName": "com.amazonaws.eu-west-1a.s3"}`},
		{"a Region that does not exist, in a stack without a Region", NonCompliant, `{
			"Region": null,
			"Gateway.ServiceName": "com.amazonaws.eu-wset-1.s3",
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"a Region of the stack that is newer than the list of Regions", Compliant, `{
			"Region": "eu-west-9",
			"Gateway.ServiceName": "com.amazonaws.eu-west-9.s3",
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"Multi-Region Access Points", Compliant, `{"Gateway": {"Like": "Interface", "ServiceName": "com.amazonaws.s3-global.accesspoint"}}`},
		{"Multi-Region Access Points with a Region", NonCompliant, `{
			"Gateway": {"Like": "Interface", "ServiceName": "com.amazonaws.eu-west-1.s3-global.accesspoint"}
		}`},
		{"a service with another kind of name, which may be S3", Unknown, `{"Gateway.ServiceName": "aws.sagemaker.eu-west-1.s3"}`},
		{"somebody's own service", Compliant, `{"Gateway.ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0"}`},
		{"another service", Compliant, `{"Gateway.ServiceName": "com.amazonaws.eu-west-1.s3express"}`},
		{"the beginning is a parameter", Unknown, `{"Gateway.ServiceName": {"Fn::Sub": "${Any}.s3"}}`},
		{"the ServiceRegion is a parameter", Unknown, `{"Interface.ServiceRegion": {"Ref": "Any"}}`},
		{"the names of China in China", Compliant, `{
			"Region": "cn-north-1",
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "cn.com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"an interface endpoint without cn. in a stack in China", NonCompliant, `{
			"Region": "cn-north-1",
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"a gateway endpoint with cn. in China", NonCompliant, `{
			"Region": "cn-north-1",
			"Gateway.ServiceName": {"Fn::Sub": "cn.com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "cn.com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"in GovCloud", Compliant, `{
			"Region": "us-gov-west-1",
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"tokens in a stack without a Region", Compliant, `{
			"Region": null,
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"a literal Region in a stack without one", Unknown, `{
			"Region": null,
			"Gateway.ServiceName": "com.amazonaws.eu-west-1.s3",
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
		{"no cn. for China in a stack without a Region", NonCompliant, `{
			"Region": null,
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": "com.amazonaws.cn-north-1.s3"
		}`},
		{"in the European Sovereign Cloud, on whose names sources disagree", Unknown, `{
			"Region": "eusc-de-east-1",
			"Gateway.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}
		}`},
	},
	inExample: func(e *example) { e.gatewayEndpoint()["ServiceName"] = "com.amazonaws.us-east-1.s3" },
})
