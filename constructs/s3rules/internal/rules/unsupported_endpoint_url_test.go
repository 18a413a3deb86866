package rules

import "strings"

// variables returns a function with environment variables: names and values by turns.
func variables(pairs ...string) string {
	var all []string
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, `"`+pairs[i]+`": `+pairs[i+1])
	}
	return `{"Function": {"Type": "AWS::Lambda::Function", "Environment": {"Variables": {` + strings.Join(all, ", ") + `}}}}`
}

var (
	bucketUrl  = join("https://bucket.", bareName)
	controlUrl = join("https://control.", bareName)
)

var _ = register(ruleTest{
	rule:     "unsupported-endpoint-url",
	message:  "The variable AWS_ENDPOINT_URL_S3TABLES of Function is the URL of an S3 interface endpoint. The variable is for the service S3TABLES.",
	location: "Function Properties.Environment.Variables.AWS_ENDPOINT_URL_S3TABLES",
	given: `{
		"Directory": {"Type": "AWS::S3Express::DirectoryBucket"},
		"Everywhere": {"Type": "AWS::S3::MultiRegionAccessPoint"}
	}`,
	cases: []ruleCase{
		{"S3 and S3 Control", Compliant, variables("AWS_ENDPOINT_URL_S3", bucketUrl, "AWS_ENDPOINT_URL_S3_CONTROL", controlUrl)},
		{"S3 access points", Compliant, variables("AWS_ENDPOINT_URL_S3", join("https://accesspoint.", bareName))},
		{"S3 Tables", NonCompliant, variables("AWS_ENDPOINT_URL_S3TABLES", bucketUrl)},
		{"S3 Tables with a URL of its own", NotApplicable, variables("AWS_ENDPOINT_URL_S3TABLES", `"https://vpce-1-2.s3tables.eu-west-1.vpce.amazonaws.com"`)},
		{"S3 Tables with a parameter", Unknown, variables("AWS_ENDPOINT_URL_S3TABLES", `{"Ref": "Any"}`)},
		{"all services", NonCompliant, variables("AWS_ENDPOINT_URL", bucketUrl)},
		{"the prefix of S3 for S3 Control", NonCompliant, variables("AWS_ENDPOINT_URL_S3_CONTROL", bucketUrl)},
		{"the prefix of S3 Control for S3", NonCompliant, variables("AWS_ENDPOINT_URL_S3", controlUrl)},
		{"a variable that no SDK reads", Compliant, variables("URL", controlUrl)},
		{"a directory bucket in the path", NonCompliant, output(`{"Fn::Join": ["/", [` + bucketUrl + `, "data--use1-az4--x-s3", "key"]]}`)},
		{"a directory bucket in the host", NonCompliant, output(join("https://data--use1-az4--x-s3.bucket.", bareName))},
		{"a directory bucket of the template", NonCompliant, output(`{"Fn::Join": ["/", [` + bucketUrl + `, {"Ref": "Directory"}]]}`)},
		{"a Multi-Region Access Point", NonCompliant, output(`{"Fn::Join": ["/", [` + bucketUrl + `, {"Fn::GetAtt": ["Everywhere", "Alias"]}]]}`)},
		{"a bucket in the path", Compliant, output(`{"Fn::Join": ["/", [` + bucketUrl + `, {"Ref": "Bucket"}]]}`)},
		{"a directory bucket beside the URL", NonCompliant, variables("AWS_ENDPOINT_URL_S3", bucketUrl, "BUCKET", `{"Ref": "Directory"}`)},
		{"a bucket beside the URL", Compliant, variables("AWS_ENDPOINT_URL_S3", bucketUrl, "BUCKET", `{"Ref": "Bucket"}`)},
		{"a directory bucket without the URL", Compliant, variables("BUCKET", `{"Ref": "Directory"}`)},
		{"a directory bucket in another container", Compliant, `{"Task": {"Type": "AWS::ECS::TaskDefinition", "ContainerDefinitions": [
			{"Environment": [{"Name": "AWS_ENDPOINT_URL_S3", "Value": ` + bucketUrl + `}]},
			{"Environment": [{"Name": "BUCKET", "Value": {"Ref": "Directory"}}]}
		]}}`},
	},
	inExample: func(e *example) {
		url := map[string]any{"Fn::Join": []any{"", []any{"https://bucket.", e.output("S3DnsName")}}}
		e.add("Function", "AWS::Lambda::Function", map[string]any{
			"Environment": map[string]any{"Variables": map[string]any{"AWS_ENDPOINT_URL_DYNAMODB": url}},
		})
	},
})
