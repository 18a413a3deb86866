package rules

// alias is a record for a name with a target.
func alias(name, target string) string {
	return `{"Alias": {"Type": "AWS::Route53::RecordSet", "HostedZoneId": "Z0123456789",
		"Name": ` + name + `, "AliasTarget": {"HostedZoneId": "Z1", "DNSName": ` + target + `}}}`
}

var _ = register(ruleTest{
	rule:     "record-without-certificate",
	message:  "The record Alias points s3.corp.example to Interface, whose certificate does not cover this name.",
	location: "Alias Properties.Name",
	cases: []ruleCase{
		{"a name of one's own", NonCompliant, alias(`"s3.corp.example."`, wildcardName)},
		{"a name of one's own for the bare name", NonCompliant, alias(`"s3.corp.example"`, bareName)},
		{"a name of one's own for a zonal name", NonCompliant, alias(`"s3.corp.example"`, zonalName)},
		{"a name of one's own for a literal name", NonCompliant, alias(`"s3.corp.example"`, `"`+literalName+`"`)},
		{"a name in a zone that is a parameter", Unknown, alias(`{"Fn::Sub": "s3.${Any}"}`, wildcardName)},
		{"a name of one's own that begins with a parameter", NonCompliant, alias(`{"Fn::Sub": "${Any}.corp.example"}`, wildcardName)},
		{"a name that may end as those of S3", Unknown, alias(`{"Fn::Sub": "${Any}.com"}`, wildcardName)},
		{"the name of S3", Compliant, alias(`"s3.eu-west-1.amazonaws.com"`, wildcardName)},
		{"the name of S3 with tokens", Compliant, `{
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},
			"Region": null,` + alias(`{"Fn::Sub": "*.s3.${AWS::Region}.${AWS::URLSuffix}"}`, wildcardName)[1:]},
		{"the names of all buckets", Compliant, alias(`"\\052.s3.eu-west-1.amazonaws.com."`, wildcardName)},
		{"the name of S3 in another Region", NonCompliant, alias(`"s3.us-east-1.amazonaws.com"`, wildcardName)},
		{"the global name of S3", NonCompliant, alias(`"s3.amazonaws.com"`, wildcardName)},
		{"the dualstack name of S3", NonCompliant, alias(`"s3.dualstack.eu-west-1.amazonaws.com"`, wildcardName)},
		{"a literal Region, while that of the endpoint is unknown", Unknown, `{
			"Region": null,
			"Interface.ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"},` + alias(`"s3.eu-west-1.amazonaws.com"`, wildcardName)[1:]},
		{"the endpoint's own name", Unknown, alias(`"bucket.`+literalName+`"`, wildcardName)},
		{"S3 Control", Compliant, alias(`"*.s3-control.eu-west-1.amazonaws.com"`, wildcardName)},
		{"a CNAME", NonCompliant, `{"Alias": {"Type": "AWS::Route53::RecordSetGroup", "HostedZoneId": "Z0123456789", "RecordSets": [
			{"Type": "CNAME", "Name": "s3.corp.example", "ResourceRecords": [` + join("bucket.", bareName) + `]}
		]}}`},
		{"an endpoint of another service", NotApplicable, `{
			"Interface.ServiceName": "com.amazonaws.eu-west-1.ec2",` + alias(`"ec2.corp.example"`, wildcardName)[1:]},
		{"another target", NotApplicable, alias(`"s3.corp.example"`, `"d111111abcdef8.cloudfront.net"`)},
	},
	inExample: func(e *example) {
		e.add("Alias", "AWS::Route53::RecordSet", map[string]any{
			"HostedZoneId": "Z0123456789", "Name": "s3.corp.example", "Type": "CNAME", "ResourceRecords": []any{e.output("S3DnsName")},
		})
	},
})
