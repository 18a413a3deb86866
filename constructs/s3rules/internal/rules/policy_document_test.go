package rules

// fullAccess is an edit by which the policies of both endpoints have one statement, which allows everything.
const fullAccess = `{
	"Gateway.PolicyDocument": {
		"Version": "2012-10-17",
		"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]
	},
	"Interface.PolicyDocument": {
		"Version": "2012-10-17",
		"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]
	}
}`

// endpointsOnly is an edit by which a bucket policy denies everything that comes through neither endpoint.
const endpointsOnly = `{
	"Policy.PolicyDocument.Statement.0": {
		"Effect": "Deny", "Principal": "*", "Action": "s3:*",
		"Resource": [{"Fn::GetAtt": ["Bucket", "Arn"]}, {"Fn::Sub": "${Bucket.Arn}/*"}],
		"Condition": {"StringNotEquals": {"aws:SourceVpce": [{"Ref": "Gateway"}, {"Ref": "Interface"}]}}
	}
}`
