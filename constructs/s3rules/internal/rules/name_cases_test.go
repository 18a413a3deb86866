package rules

func nameCases() []ruleCase {
	// The names that CloudFormation gives, as templates take them apart.
	const (
		entry  = `{"Fn::Select": [0, {"Fn::GetAtt": ["Link", "DnsEntries"]}]}`
		name   = `{"Fn::Select": [1, {"Fn::Split": [":", ` + entry + `]}]}`
		bare   = `{"Fn::Select": [1, {"Fn::Split": ["*.", ` + entry + `]}]}`
		suffix = `{"Fn::Select": [1, {"Fn::Split": ["vpce-", ` + entry + `]}]}`
		second = `{"Fn::Select": [1, {"Fn::Split": [":", {"Fn::Select": [1, {"Fn::GetAtt": ["Link", "DnsEntries"]}]}]}]}`
	)
	join := func(before, value string) string { return `{"Fn::Join": ["", ["` + before + `", ` + value + `]]}` }
	output := func(value string) string { return `{"Outputs": {"Name": {"Value": ` + value + `}}}` }
	lambda := func(variable, value string) string {
		return `{"Function": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {"` + variable + `": ` + value + `}}}}}`
	}
	const literal = `vpce-0a1b2c3d-4e5f6g7h.s3.eu-west-1.vpce.amazonaws.com`
	const rule = "missing-dns-name-prefix"
	return []ruleCase{
		{rule, output(join("https://bucket.vpce-", suffix)), Compliant, "the URL that the library gives"},
		{rule, output(join("https://control.", bare)), Compliant, "the URL of S3 Control"},
		{rule, output(join("https://my-bucket.bucket.", bare)), Compliant, "a bucket in the host"},
		{rule, output(join("vpce-", suffix)), Compliant, "the bare name alone, which alias records take"},
		{rule, output(join("https://vpce-", suffix)), NonCompliant, "the bare name as a URL"},
		{rule, output(join("https://my-bucket.", bare)), NonCompliant, "a bucket in front of the bare name"},
		{rule, output(join("https://bucket.", name)), NonCompliant, "the wildcard left in the middle"},
		{rule, output(name), NonCompliant, "the wildcard left in front"},
		{rule, output(second), NonCompliant, "the same, of a zonal entry"},
		{rule, output(entry), Compliant, "the raw entry, with its hosted zone"},
		{rule, output(`"https://bucket.` + literal + `"`), Compliant, "a literal URL"},
		{rule, output(`"https://` + literal + `"`), NonCompliant, "a literal URL without the prefix"},
		{rule, output(`"https://vpce-0a1b2c3d-4e5f6g7h.ec2.eu-west-1.vpce.amazonaws.com"`), Compliant, "an endpoint to another service"},
		{rule, lambda("AWS_ENDPOINT_URL_S3", join("https://bucket.", bare)), Compliant, "as clients want it"},
		{rule, lambda("AWS_ENDPOINT_URL_S3", bare), NonCompliant, "the bare name as an endpoint URL"},
		{rule, lambda("HOST", bare), NonCompliant, "the bare name as a host"},
		{rule, lambda("HOST", `"`+literal+`"`), NonCompliant, "a literal bare name as a host"},
		{rule, lambda("HOST", `"bucket.`+literal+`"`), Compliant, "a host with its prefix"},
		{rule, lambda("HOST", `"vpce-0a1b2c3d-4e5f6g7h.ec2.eu-west-1.vpce.amazonaws.com"`), Compliant, "a host of another service"},
		{rule, `{"Parameters": {"Host": {"Type": "String", "Default": "` + literal + `"}}}`, NonCompliant, "a parameter's default"},
		{rule, `{"Parameters": {"Host": {"Type": "String", "Default": "https://bucket.` + literal + `"}}}`, Compliant, "a parameter's default with its prefix"},
		{rule, `{"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": "` + literal + `"}}}`, Compliant, "an SSM parameter, whose use is not known"},
		{rule, `{"Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"ContainerDefinitions": [{"Environment": [{"Name": "AWS_ENDPOINT_URL", "Value": "` + literal + `"}]}]}}}`, NonCompliant, "a container"},
		{rule, `{"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": "https://` + literal + `"}}}`, NonCompliant, "an SSM parameter"},
		{rule, `{"Nested": {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"Host": "*.` + literal + `"}}}}`, NonCompliant, "a nested stack's parameter"},
		{rule, output(`{"Fn::Sub": "https://${Any}.` + literal + `"}`), Unknown, "a prefix that is a parameter"},
	}
}
