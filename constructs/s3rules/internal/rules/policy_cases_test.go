package rules

import "strings"

func policyCases() []verdictCase {
	statement := func(fields string) string {
		return `{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", ` + fields + `}`
	}
	policy := func(endpoint, statements string) string {
		return `{"` + endpoint + `": {"PolicyDocument": {"Version": "2012-10-17", "Statement": ` + statements + `}}}`
	}
	long := strings.Repeat("a", maxPolicyLength)
	return append(bucketPolicyCases(), []verdictCase{
		{"policy-malformed", `{}`, DoesNotApply, "the default policy"},
		{"policy-malformed", policy("Gate", `[`+statement(`"Sid": "All"`)+`]`), Complies, "all there"},
		{"policy-malformed", policy("Gate", `[`+statement(`"Principal": null`)+`]`), Violates, "no Principal"},
		{"policy-malformed", policy("Link", `[`+statement(`"Effect": "allow"`)+`]`), Violates, "an Effect in lower case"},
		{"policy-malformed", policy("Link", `[]`), Violates, "no statement"},
		{"policy-malformed", policy("Link", statement(`"Sid": "All"`)), Complies, "a lone statement"},
		{"policy-malformed", `{"Gate": {"PolicyDocument": {"Version": "2012-10-18", "Statement": [` + statement(`"Sid": "All"`) + `]}}}`, Violates, "a Version that there is not"},
		{"policy-malformed", policy("Gate", `[{"Ref": "Any"}]`), CannotKnow, "a statement that is a parameter"},
		{"policy-malformed", `{"Gate": {"PolicyDocument": {"Ref": "Any"}}}`, CannotKnow, "a parameter"},

		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+long+`"`)+`]`), Violates, "one string alone is too long"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+long[1000:]+`"`)+`]`), Complies, "just short enough"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+strings.Repeat(`\"`, maxPolicyLength/2)+`"`)+`]`), Violates, "quotes, which count twice"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": "`+strings.Repeat(`'`, maxPolicyLength/2)+`"`)+`]`), Complies, "as many characters that count once"},
		{"policy-too-long", policy("Gate", `[`+statement(`"Sid": {"Ref": "Any"}`)+`]`), CannotKnow, "a parameter"},

		{"policy-deny-only", policy("Link", `[`+statement(`"Effect": "Deny"`)+`]`), Violates, "nothing is allowed"},
		{"policy-deny-only", policy("Link", `[`+statement(`"Effect": "Deny"`)+`,`+statement(`"Sid": "All"`)+`]`), Complies, "the rest is allowed"},
		{"policy-deny-only", policy("Link", `[`+statement(`"Effect": {"Ref": "Any"}`)+`]`), CannotKnow, "a parameter"},

		{"policy-wildcards", policy("Gate", `[`+statement(`"Condition": {"StringLike": {"aws:principalaccount": ["1111*", "111122223333"]}}`)+`]`), Violates, "a part of an id, whatever the spelling of the key"},
		{"policy-wildcards", policy("Gate", `[`+statement(`"Condition": {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}`)+`]`), Complies, "a whole id"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"NumericEquals": {"aws:ResourceAccount": "111122223333"}}`)+`]`), Violates, "an id as a number"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLike": {"aws:SourceVpc": "vpc-0a1b2c3d"}}`)+`]`), Complies, "a whole id, whatever the operator"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"ForAnyValue:StringLikeIfExists": {"aws:PrincipalTag/team": "*"}}`)+`]`), Violates, "a wildcard that stands alone"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLike": {"aws:PrincipalTag/team": ["storage*", "*-a?b-*"]}}`)+`]`), Violates, "one of two wildcards that stands alone"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringNotLike": {"aws:PrincipalTag/team": "stora*"}}`)+`]`), Violates, "five characters before"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringNotLike": {"aws:PrincipalTag/team": ["storag*", "*torage", "storag*torage"]}}`)+`]`), Complies, "six characters before or after"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringEquals": {"aws:PrincipalTag/team": "*"}}`)+`]`), Complies, "an operator that takes the character as it is"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::11112222????:role/app"}}`)+`]`), Violates, "a part of an account in an ARN"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Resource": ["arn:aws:s3:eu-west-1:1111*:accesspoint/reports"]`)+`]`), Violates, "a part of an account in a resource"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Resource": ["arn:aws:s3:*:*:accesspoint/reports", "arn:aws:s3:::amzn-s3-demo-*"]`)+`]`), Complies, "an account that is a wildcard, and one that is not given"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLikeIfExists": {"aws:PrincipalTag/team": "sto*"}}`)+`]`), Violates, "IfExists behind the operator"},
		{"policy-wildcards", policy("Link", `[`+statement(`"Condition": {"StringLike": {"aws:PrincipalAccount": {"Ref": "Any"}}}`)+`]`), CannotKnow, "a parameter"},
		{"policy-wildcards", policy("Link", `[{"Ref": "Any"}]`), CannotKnow, "a statement that is a parameter"},

		{"gateway-policy-principal", policy("Gate", `[{"Effect": "Allow", "NotPrincipal": {"AWS": "111122223333"}, "Action": "s3:*", "Resource": "*"}]`), Violates, "all but one"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": "*"}`)+`]`), Complies, "everybody"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": ["*"]}`)+`]`), Complies, "everybody, in a list"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": "111122223333"}`)+`]`), Violates, "an account"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"Service": "ecr.amazonaws.com"}`)+`]`), Violates, "a service"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root"}}`)+`]`), Violates, "an account, whichever it is"},
		{"gateway-policy-principal", policy("Link", `[`+statement(`"Principal": {"AWS": "111122223333"}`)+`]`), DoesNotApply, "an interface endpoint"},
		{"gateway-policy-principal", policy("Gate", `[`+statement(`"Principal": {"AWS": {"Ref": "Any"}}`)+`]`), CannotKnow, "a parameter"},
	}...)
}

func bucketPolicyCases() []verdictCase {
	deny := func(fields string) string {
		return `{"Policy": {"PolicyDocument": {"Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [{"Fn::GetAtt": ["Bucket", "Arn"]}, {"Fn::Sub": "${Bucket.Arn}/*"}], ` + fields + `}]}}}`
	}
	unless := func(ids string) string { return `"Condition": {"StringNotEquals": {"aws:SourceVpce": [` + ids + `]}}` }
	const both = `{"Ref": "Gate"}, {"Ref": "Link"}`
	return []verdictCase{
		{"bucket-policy-lock-out", `{}`, Complies, "a Deny that has nothing to do with endpoints"},
		{"bucket-policy-lock-out", deny(unless(both)), Violates, "everything, and no exemption"},
		{"bucket-policy-lock-out", deny(`"Action": ["s3:GetObject", "s3:PutObject"], ` + unless(both)), Complies, "data only"},
		{"bucket-policy-lock-out", deny(`"Action": ["s3:GetObject", "s3:PutBucket*"], ` + unless(both)), Violates, "the policy, by a wildcard"},
		{"bucket-policy-lock-out", deny(`"Resource": [{"Fn::Sub": "${Bucket.Arn}/*"}], ` + unless(both)), Complies, "objects only"},
		{"bucket-policy-lock-out", deny(`"Principal": {"AWS": "*"}, "Condition": {"StringNotEquals": {"aws:sourcevpc": "vpc-1"}, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}`), Violates, "by VPC, with an exemption for services alone"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}}`), Complies, "an exempt role"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "BoolIfExists": {"aws:ViaAWSService": "false"}}`), Complies, "an exemption for CloudFormation"},
		{"bucket-policy-lock-out", deny(`"Principal": {"AWS": "111122223333"}, ` + unless(both)), Complies, "one account, of others"},
		{"bucket-policy-lock-out", deny(`"Effect": "Allow", ` + unless(both)), Complies, "no Deny"},
		{"bucket-policy-lock-out", deny(`"Action": {"Ref": "Any"}, ` + unless(both)), CannotKnow, "a parameter"},
		{"bucket-policy-lock-out", deny(`"Condition": {"ForAnyValue:StringNotLike": {"aws:VpceOrgPaths": "o-1/*"}}`), Complies, "any of no values, which none is"},
		{"bucket-policy-lock-out", deny(`"Condition": {"ForAllValues:StringNotLike": {"aws:VpceOrgPaths": "o-1/*"}}`), Violates, "all of no values, which holds"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}`), Complies, "one endpoint shut out"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}`), CannotKnow, "one endpoint shut out, with all that have none"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}, "Bool": {"aws:PrincipalIsAWSService": "true"}}`), Complies, "services only are denied"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}, "Bool": {"aws:PrincipalIsAWSService": {"Ref": "Any"}}}`), CannotKnow, "services or all others, by a parameter"},
		{"bucket-policy-lock-out", deny(`"Condition": {"Bool": {"aws:PrincipalIsAWSService": "false"}}`), Complies, "nothing to do with endpoints"},
		{"bucket-policy-lock-out", deny(`"Condition": {"Null": {"aws:SourceVpce": "true"}}`), Violates, "whatever has no endpoint"},
		{"bucket-policy-lock-out", deny(`"Condition": {"Null": {"aws:SourceVpce": "false"}}`), Complies, "whatever has an endpoint"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "Null": {"aws:SourceVpce": "false"}}`), Complies, "other endpoints only"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}, "ArnNotLike": {"Fn::If": ["Open", {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/Admin"}, {}]}}`), CannotKnow, "an exemption by a condition"},
		{"bucket-policy-lock-out", deny(`"Condition": {"Ref": "Any"}`), CannotKnow, "conditions that are not known"},
		{"bucket-policy-lock-out", deny(`"Condition": {"StringNotEquals": {"Ref": "Any"}}`), CannotKnow, "keys that are not known"},
		{"bucket-policy-lock-out", deny(`"Principal": null, "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:role/Admin"}, ` + unless(both)), CannotKnow, "an exempt role, whose sessions may be denied all the same"},
		{"bucket-policy-lock-out", deny(`"Principal": {"AWS": {"Fn::GetAtt": ["Role", "Arn"]}}, ` + unless(both)), Complies, "one role of the template"},
		{"bucket-policy-lock-out", deny(`"Principal": {"AWS": {"Ref": "Any"}}, ` + unless(both)), CannotKnow, "a principal that is a parameter"},

		{"bucket-policy-forgets-endpoint", deny(unless(both)), Complies, "both are listed"},
		{"bucket-policy-forgets-endpoint", deny(unless(`{"Ref": "Link"}`)), Violates, "the gateway is forgotten"},
		{"bucket-policy-forgets-endpoint", deny(unless(`{"Ref": "Gate"}, "vpce-1"`)), Violates, "the interface is forgotten, whatever the literal id is"},
		{"bucket-policy-forgets-endpoint", deny(unless(`"vpce-1"`)), Complies, "an endpoint of another app"},
		{"bucket-policy-forgets-endpoint", deny(`"Principal": {"AWS": "111122223333"}, ` + unless(`{"Ref": "Link"}`)), DoesNotApply, "one account, which may be meant"},
		{"bucket-policy-forgets-endpoint", `{}`, DoesNotApply, "no endpoint"},
		{"bucket-policy-forgets-endpoint", deny(unless(`{"Ref": "Link"}, {"Ref": "Any"}`)), CannotKnow, "a parameter"},
	}
}
