package rules

import "strings"

func policyCases() []ruleCase {
	statement := func(fields string) string {
		return `{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", ` + fields + `}`
	}
	policy := func(endpoint, statements string) string {
		return `{"` + endpoint + `": {"PolicyDocument": {"Version": "2012-10-17", "Statement": ` + statements + `}}}`
	}
	long := strings.Repeat("a", maxPolicyLength)
	return append(bucketPolicyCases(), []ruleCase{
		{"policy-malformed", `{}`, NotApplicable, "the default policy"},
		{"policy-malformed", policy("Gate", `[`+statement(`"Sid": "All"`)+`]`), Compliant, "all there"},
		{"policy-malformed", policy("Gate", `[`+statement(`"Principal": null`)+`]`), NonCompliant, "no Principal"},
		{"policy-malformed", policy("Link", `[`+statement(`"Effect": "allow"`)+`]`), NonCompliant, "an Effect in lower case"},
		{"policy-malformed", policy("Link", `[]`), NonCompliant, "no statement"},
		{"policy-malformed", policy("Link", statement(`"Sid": "All"`)), Compliant, "a lone statement"},
		{"policy-malformed", `{"Gate": {"PolicyDocument": {"Version": "2012-10-18", "Statement": [` + statement(`"Sid": "All"`) + `]}}}`, NonCompliant, "a Version that there is not"},
		{"policy-malformed", policy("Gate", `[{"Ref": "Any"}]`), Unknown, "a statement that is a parameter"},
		{"policy-malformed", `{"Gate": {"PolicyDocument": {"Ref": "Any"}}}`, Unknown, "a parameter"},

		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+long+`"`)+`]`), NonCompliant, "one string alone is too long"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+long[1000:]+`"`)+`]`), Compliant, "just short enough"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+strings.Repeat(`\"`, maxPolicyLength/2)+`"`)+`]`), NonCompliant, "quotes, which count twice"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+strings.Repeat(`'`, maxPolicyLength/2)+`"`)+`]`), Compliant, "as many characters that count once"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": {"Ref": "Any"}`)+`]`), Unknown, "a parameter"},

		{"policy-deny-only", policy("Link", `[`+statement(`"Effect": "Deny"`)+`]`), NonCompliant, "nothing is allowed"},
		{"policy-deny-only", policy("Link", `[`+statement(`"Effect": "Deny"`)+`,`+statement(`"Sid": "All"`)+`]`), Compliant, "the rest is allowed"},
		{"policy-deny-only", policy("Link", `[`+statement(`"Effect": {"Ref": "Any"}`)+`]`), Unknown, "a parameter"},

		{"policy-wildcards", policy("Gate", `[`+statement(`"Condition": {"StringLike": {"aws:principalaccount": ["1111*", "111122223333"]}}`)+`]`), NonCompliant, "a part of an id, whatever the spelling of the key"},
		{"policy-wildcards", policy("Gate", `[`+statement(`"Condition": {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}`)+`]`), Compliant, "a whole id"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"NumericEquals": {"aws:ResourceAccount": "111122223333"}}`)+`]`), NonCompliant, "an id as a number"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLike": {"aws:SourceVpc": "vpc-0a1b2c3d"}}`)+`]`), Compliant, "a whole id, whatever the operator"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"ForAnyValue:StringLikeIfExists": {"aws:PrincipalTag/team": "*"}}`)+`]`), NonCompliant, "a wildcard that stands alone"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLike": {"aws:PrincipalTag/team": ["storage*", "*-a?b-*"]}}`)+`]`), NonCompliant, "one of two wildcards that stands alone"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringNotLike": {"aws:PrincipalTag/team": "stora*"}}`)+`]`), NonCompliant, "five characters before"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringNotLike": {"aws:PrincipalTag/team": ["storag*", "*torage", "storag*torage"]}}`)+`]`), Compliant, "six characters before or after"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringEquals": {"aws:PrincipalTag/team": "*"}}`)+`]`), Compliant, "an operator that takes the character as it is"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::11112222????:role/app"}}`)+`]`), NonCompliant, "a part of an account in an ARN"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Resource": ["arn:aws:s3:eu-west-1:1111*:accesspoint/reports"]`)+`]`), NonCompliant, "a part of an account in a resource"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Resource": ["arn:aws:s3:*:*:accesspoint/reports", "arn:aws:s3:::amzn-s3-demo-*"]`)+`]`), Compliant, "an account that is a wildcard, and one that is not given"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLikeIfExists": {"aws:PrincipalTag/team": "sto*"}}`)+`]`), NonCompliant, "IfExists behind the operator"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLike": {"aws:PrincipalAccount": {"Ref": "Any"}}}`)+`]`), Unknown, "a parameter"},
		{"policy-wildcards", policy("Link", `[{"Ref": "Any"}]`), Unknown, "a statement that is a parameter"},

		{"gateway-policy-principal", policy("Gate", `[{"Effect": "Allow", "NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*"}]`), NonCompliant, "all but one"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": "*"}`)+`]`), Compliant, "everybody"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": ["*"]}`)+`]`), Compliant, "everybody, in a list"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": "111122223333"}`)+`]`), NonCompliant, "an account"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"Service": "ecr.amazonaws.com"}`)+`]`), NonCompliant, "a service"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}`)+`]`), NonCompliant, "an account, whichever it is"},
		{"gateway-policy-principal", policy("Link", `[`+statement(`"Principal": {"AWS": "111122223333"}`)+`]`), NotApplicable, "an interface endpoint"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": {"Ref": "Any"}}`)+`]`), Unknown, "a parameter"},
	}...)
}

func bucketPolicyCases() []ruleCase {
	deny := func(fields string) string {
		return `{"Policy": {"PolicyDocument": {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [{"Fn::GetAtt": ["Bucket", "Arn"]}, {"Fn::Sub": "${Bucket.Arn}/*"}], ` + fields + `}]}}}`
	}
	unless := func(ids string) string { return `"Condition": {"StringNotEquals": {"aws:SourceVpce": [` + ids + `]}}` }
	const both = `{"Ref": "Gate"}, {"Ref": "Link"}`
	return []ruleCase{
		{"bucket-policy-lockout", `{}`, Compliant, "a Deny that has nothing to do with endpoints"},
		{"bucket-policy-lockout", deny(unless(both)), NonCompliant, "everything, and no exemption"},
		{"bucket-policy-lockout", deny(`"Action": ["s3:GetObject", "s3:PutObject"], ` + unless(both)), Compliant, "data only"},
		{"bucket-policy-lockout", deny(`"Action": ["s3:GetObject", "s3:PutBucket*"], ` + unless(both)), NonCompliant, "the policy, by a wildcard"},
		{"bucket-policy-lockout", deny(`"Resource": [{"Fn::Sub": "${Bucket.Arn}/*"}], ` + unless(both)), Compliant, "objects only"},
		{"bucket-policy-lockout", deny(`"Principal": {"AWS": "*"}, "Condition": {"StringNotEquals": {"aws:sourcevpc": "vpc-1"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}`), NonCompliant, "by VPC, with an exemption for services alone"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}}`), Compliant, "an exempt role"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "BoolIfExists": {"aws:ViaAWSService": "false"}}`), Compliant, "an exemption for CloudFormation"},
		{"bucket-policy-lockout", deny(`"Principal": {"AWS": "111122223333"}, ` + unless(both)), Compliant, "one account, of others"},
		{"bucket-policy-lockout", deny(`"Effect": "Allow", ` + unless(both)), Compliant, "no Deny"},
		{"bucket-policy-lockout", deny(`"Action": {"Ref": "Any"}, ` + unless(both)), Unknown, "a parameter"},
		{"bucket-policy-lockout", deny(`"Condition": {"ForAnyValue:StringNotLike": {"aws:VpceOrgPaths": "o-1/*"}}`), Compliant, "any of no values, which none is"},
		{"bucket-policy-lockout", deny(`"Condition": {"ForAllValues:StringNotLike": {"aws:VpceOrgPaths": "o-1/*"}}`), NonCompliant, "all of no values, which holds"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}`), Compliant, "one endpoint shut out"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}`), Unknown, "one endpoint shut out, with all that have none"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}, "Bool": {"aws:PrincipalIsAWSService": "true"}}`), Compliant, "services only are denied"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}, "Bool": {"aws:PrincipalIsAWSService": {"Ref": "Any"}}}`), Unknown, "services or all others, by a parameter"},
		{"bucket-policy-lockout", deny(`"Condition": {"Bool": {"aws:PrincipalIsAWSService": "false"}}`), Compliant, "nothing to do with endpoints"},
		{"bucket-policy-lockout", deny(`"Condition": {"Null": {"aws:SourceVpce": "true"}}`), NonCompliant, "whatever has no endpoint"},
		{"bucket-policy-lockout", deny(`"Condition": {"Null": {"aws:SourceVpce": "false"}}`), Compliant, "whatever has an endpoint"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "Null": {"aws:SourceVpce": "false"}}`), Compliant, "other endpoints only"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "ArnNotLike": {"Fn::If": ["Open", {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}, {}]}}`), Unknown, "an exemption by a condition"},
		{"bucket-policy-lockout", deny(`"Condition": {"Ref": "Any"}`), Unknown, "conditions that are not known"},
		{"bucket-policy-lockout", deny(`"Condition": {"StringNotEquals": {"Ref": "Any"}}`), Unknown, "keys that are not known"},
		{"bucket-policy-lockout", deny(`"Principal": null, "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:role/Admin"}, ` + unless(both)), Unknown, "an exempt role, whose sessions may be denied all the same"},
		{"bucket-policy-lockout", deny(`"Principal": {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}, ` + unless(both)), Compliant, "one role of the template"},
		{"bucket-policy-lockout", deny(`"Principal": {"AWS": {"Ref": "Any"}}, ` + unless(both)), Unknown, "a principal that is a parameter"},

		{"bucket-policy-missing-endpoint", deny(unless(both)), Compliant, "both are listed"},
		{"bucket-policy-missing-endpoint", deny(unless(`{"Ref": "Link"}`)), NonCompliant, "the gateway is forgotten"},
		{"bucket-policy-missing-endpoint", deny(unless(`{"Ref": "Gate"}, "vpce-1"`)), NonCompliant, "the interface is forgotten, whatever the literal id is"},
		{"bucket-policy-missing-endpoint", deny(unless(`"vpce-1"`)), Compliant, "an endpoint of another app"},
		{"bucket-policy-missing-endpoint", deny(`"Principal": {"AWS": "111122223333"}, ` + unless(`{"Ref": "Link"}`)), NotApplicable, "one account, which may be meant"},
		{"bucket-policy-missing-endpoint", `{}`, NotApplicable, "no endpoint"},
		{"bucket-policy-missing-endpoint", deny(unless(`{"Ref": "Link"}, {"Ref": "Any"}`)), Unknown, "a parameter"},
	}
}
