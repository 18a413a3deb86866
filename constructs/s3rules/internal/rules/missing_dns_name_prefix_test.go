package rules

// The steps by which templates take the names of an endpoint apart.
const (
	dnsEntry     = `{"Fn::Select": [0, {"Fn::GetAtt": ["Interface", "DnsEntries"]}]}`
	wildcardName = `{"Fn::Select": [1, {"Fn::Split": [":", ` + dnsEntry + `]}]}`
	bareName     = `{"Fn::Select": [1, {"Fn::Split": ["*.", ` + dnsEntry + `]}]}`
	nameSuffix   = `{"Fn::Select": [1, {"Fn::Split": ["vpce-", ` + dnsEntry + `]}]}`
	zonalEntry   = `{"Fn::Select": [1, {"Fn::GetAtt": ["Interface", "DnsEntries"]}]}`
	zonalName    = `{"Fn::Select": [1, {"Fn::Split": [":", ` + zonalEntry + `]}]}`
	literalName  = `vpce-0a1b2c3d-4e5f6g7h.s3.eu-west-1.vpce.amazonaws.com`
	ec2Name      = `vpce-0a1b2c3d-4e5f6g7h.ec2.eu-west-1.vpce.amazonaws.com`
)

func join(before, value string) string {
	return `{"Fn::Join": ["", ["` + before + `", ` + value + `]]}`
}

func output(value string) string { return `{"Outputs.Name": {"Value": ` + value + `}}` }

func variableOfFunction(name, value string) string {
	return `{"Function": {"Type": "AWS::Lambda::Function", "Environment": {"Variables": {"` + name + `": ` + value + `}}}}`
}

var _ = register(ruleTest{
	rule:     "missing-dns-name-prefix",
	message:  `The output Name of Net contains the host name "vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com" of an S3 interface endpoint without bucket., accesspoint. or control. in front.`,
	location: "Name Outputs.Name.Value",
	cases: []ruleCase{
		{"the URL of BucketEndpointUrl", Compliant, output(join("https://bucket.vpce-", nameSuffix))},
		{"the URL of S3 Control", Compliant, output(join("https://control.", bareName))},
		{"a bucket before the prefix", Compliant, output(join("https://my-bucket.bucket.", bareName))},
		{"the bare name, which alias records take", Compliant, output(join("vpce-", nameSuffix))},
		{"the bare name as a URL", NonCompliant, output(join("https://vpce-", nameSuffix))},
		{"a bucket before the bare name", NonCompliant, output(join("https://my-bucket.", bareName))},
		{"a prefix before the wildcard", NonCompliant, output(join("https://bucket.", wildcardName))},
		{"the wildcard", NonCompliant, output(wildcardName)},
		{"the wildcard of a zonal name", NonCompliant, output(zonalName)},
		{"an entry with its hosted zone", Compliant, output(dnsEntry)},
		{"a literal URL", Compliant, output(`"https://bucket.` + literalName + `"`)},
		{"a literal URL without the prefix", NonCompliant, output(`"https://` + literalName + `"`)},
		{"a URL of another service", Compliant, output(`"https://` + ec2Name + `"`)},
		{"a variable with the prefix", Compliant, variableOfFunction("AWS_ENDPOINT_URL_S3", join("https://bucket.", bareName))},
		{"a variable with the bare name", NonCompliant, variableOfFunction("AWS_ENDPOINT_URL_S3", bareName)},
		{"a host variable with the bare name", NonCompliant, variableOfFunction("HOST", bareName)},
		{"a host variable with a literal bare name", NonCompliant, variableOfFunction("HOST", `"`+literalName+`"`)},
		{"a host variable with the prefix", Compliant, variableOfFunction("HOST", `"bucket.`+literalName+`"`)},
		{"a host variable for another service", Compliant, variableOfFunction("HOST", `"`+ec2Name+`"`)},
		{"the default of a parameter that is a host", NonCompliant, `{
			"Parameters.Host": {"Type": "String", "Default": "` + literalName + `"},
			"Function": {"Type": "AWS::Lambda::Function", "Environment": {"Variables": {"HOST": {"Ref": "Host"}}}}
		}`},
		{"the default of a parameter that is the target of an alias record", NotApplicable, `{
			"Parameters.Host": {"Type": "String", "Default": "*.` + literalName + `"},
			"Alias": {"Type": "AWS::Route53::RecordSet", "AliasTarget": {"DNSName": {"Ref": "Host"}}}
		}`},
		{"the default of a parameter, as a URL", NonCompliant, `{
			"Parameters.Host": {"Type": "String", "Default": "https://` + literalName + `"}
		}`},
		{"the default of a parameter with the prefix", Compliant, `{
			"Parameters.Host": {"Type": "String", "Default": "https://bucket.` + literalName + `"}
		}`},
		{"an SSM parameter with the bare name, whose use is unknown", Compliant, `{
			"Parameter": {"Type": "AWS::SSM::Parameter", "Value": "` + literalName + `"}
		}`},
		{"an SSM parameter with a URL", NonCompliant, `{
			"Parameter": {"Type": "AWS::SSM::Parameter", "Value": "https://` + literalName + `"}
		}`},
		{"a container", NonCompliant, `{
			"Task": {
				"Type": "AWS::ECS::TaskDefinition",
				"ContainerDefinitions": [
					{"Environment": [{"Name": "AWS_ENDPOINT_URL", "Value": "` + literalName + `"}]}
				]
			}
		}`},
		{"a parameter of a nested stack, which may be for an alias record", Unknown, `{
			"Nested": {"Type": "AWS::CloudFormation::Stack", "Parameters": {"Host": "*.` + literalName + `"}}
		}`},
		{"a parameter of a nested stack that is a URL", NonCompliant, `{
			"Nested": {"Type": "AWS::CloudFormation::Stack", "Parameters": {"Url": "https://` + literalName + `"}}
		}`},
		{"a prefix that is a parameter", Unknown, output(`{"Fn::Sub": "https://${Any}.` + literalName + `"}`)},
	},
	inExample: func(e *example) {
		name := e.output("S3DnsName")
		e.outputs["Url"] = map[string]any{"Value": map[string]any{"Fn::Join": []any{"", []any{"https://", name}}}}
	},
})
