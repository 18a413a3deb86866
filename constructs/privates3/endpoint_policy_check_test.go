package privates3

import (
	"strings"
	"testing"
)

// The cases of this file judge policies as they are rendered.

// document is a policy with an Allow for everybody, changed.
func document(change func(statement map[string]any)) map[string]any {
	statement := map[string]any{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
	change(statement)
	return map[string]any{"Version": "2012-10-17", "Statement": []any{statement}}
}

func set(key string, value any) func(statement map[string]any) {
	return func(statement map[string]any) { statement[key] = value }
}

func withCondition(operator, key string, value any) map[string]any {
	return document(set("Condition", map[string]any{operator: map[string]any{key: value}}))
}

func TestPlainCheckPolicyDocument(t *testing.T) {
	const (
		gatewayPrincipal = `; allowed: "*", because the endpoint is a gateway; remedy: use awsiam.NewStarPrincipal() and a condition on aws:PrincipalArn`
		wholeIds         = "; allowed: whole ids, because AWS makes these ids up; remedy: list the ids with StringEquals"
		sixCharacters    = "; allowed: wildcards with six characters or more right before or after them; remedy: write more of the value, or list the values with StringEquals"
		arnAccount       = `; allowed: an account id or a wildcard in the ARN's account, not both; remedy: write all 12 digits, or "*"`
		denyOnly         = "Policy is Deny statements only; allowed: at least one Allow, because the endpoint denies what no statement allows; remedy: add an Allow; a policy replaces AWS's own, which allows everything"
	)
	ref := map[string]any{"Ref": "Something"}
	for _, test := range []struct {
		name      string
		document  map[string]any
		gateway   []string
		onlyOnOne bool
	}{
		{name: "no statements", document: map[string]any{"Version": "2012-10-17"}},
		{name: "AWS's own", document: document(func(map[string]any) {})},
		{name: "a Deny alone", document: document(set("Effect", "Deny")), gateway: []string{denyOnly}},
		{
			name: "near miss: a Deny beside an Allow",
			document: map[string]any{"Statement": []any{
				map[string]any{"Effect": "Allow", "Principal": "*"}, map[string]any{"Effect": "Deny", "Principal": "*"},
			}},
		},
		{
			name:     "no principal",
			document: document(func(statement map[string]any) { delete(statement, "Principal") }),
			gateway:  []string{"Policy.Statement[0].Principal is missing; allowed: a principal; remedy: set the statement's Principals, for a gateway endpoint to awsiam.NewStarPrincipal()"},
		},
		{
			name:      "a role as the principal",
			document:  document(set("Principal", map[string]any{"AWS": []any{"*", "arn:aws:iam::111122223333:role/app"}})),
			gateway:   []string{`Policy.Statement[0].Principal is AWS "arn:aws:iam::111122223333:role/app"` + gatewayPrincipal},
			onlyOnOne: true,
		},
		{
			name:      "a service as the principal",
			document:  document(set("Principal", map[string]any{"Service": "logs.amazonaws.com"})),
			gateway:   []string{`Policy.Statement[0].Principal is Service "logs.amazonaws.com"` + gatewayPrincipal},
			onlyOnOne: true,
		},
		{
			name: "all principals but one",
			document: document(func(statement map[string]any) {
				delete(statement, "Principal")
				statement["NotPrincipal"] = map[string]any{"AWS": "111122223333"}
			}),
			gateway:   []string{`Policy.Statement[0].NotPrincipal is given; allowed: nothing but a Principal of "*", because the endpoint is a gateway; remedy: use a Principal of "*" and a condition on aws:PrincipalArn`},
			onlyOnOne: true,
		},
		{name: "near miss: everybody in another form", document: document(set("Principal", map[string]any{"AWS": "*"}))},
		{name: "near miss: a principal that is not known at synth", document: document(set("Principal", map[string]any{"AWS": ref}))},
		{
			name:     "wildcards in ids, whatever the spelling of the key",
			document: withCondition("StringLike", "aws:principalaccount", []any{"1111*", "111122223333"}),
			gateway:  []string{`Policy.Statement[0].Condition.StringLike.aws:principalaccount is "1111*"` + wholeIds},
		},
		{
			name:     "an id as a number",
			document: withCondition("NumericEquals", "aws:ResourceAccount", "111122223333"),
			gateway:  []string{"Policy.Statement[0].Condition.NumericEquals.aws:ResourceAccount is compared as a number; allowed: an operator for strings, because AWS makes these ids up; remedy: use StringEquals"},
		},
		{name: "near miss: whole ids", document: withCondition("StringLike", "aws:SourceVpc", "vpc-0a1b2c3d")},
		{
			name:     "wildcards that stand alone",
			document: withCondition("ForAnyValue:StringLikeIfExists", "aws:PrincipalTag/team", []any{"*", "stor*", "*-a?b-*", "storage*"}),
			gateway: []string{
				`Policy.Statement[0].Condition.ForAnyValue:StringLikeIfExists.aws:PrincipalTag/team is "*"` + sixCharacters,
				`Policy.Statement[0].Condition.ForAnyValue:StringLikeIfExists.aws:PrincipalTag/team is "stor*"` + sixCharacters,
				`Policy.Statement[0].Condition.ForAnyValue:StringLikeIfExists.aws:PrincipalTag/team is "*-a?b-*"` + sixCharacters,
			},
		},
		{name: "near miss: six characters before or after", document: withCondition("StringNotLike", "aws:PrincipalTag/team", []any{"storag*", "*torage", "storag*torage"})},
		{name: "near miss: an operator that takes the character as it is", document: withCondition("StringEquals", "aws:PrincipalTag/team", "*")},
		{name: "near miss: values that are not known at synth", document: withCondition("StringLike", "aws:PrincipalAccount", []any{ref})},
		{
			name: "an account with a wildcard in it, as a resource and as a value",
			document: document(func(s map[string]any) {
				s["Resource"] = []any{"arn:aws:s3:eu-west-1:1111*:accesspoint/reports", ref}
				s["Condition"] = map[string]any{"ArnLike": map[string]any{"aws:PrincipalArn": "arn:aws:iam::11112222????:role/app"}}
			}),
			gateway: []string{
				`Policy.Statement[0].Resource is "arn:aws:s3:eu-west-1:1111*:accesspoint/reports"` + arnAccount,
				`Policy.Statement[0].Condition.ArnLike.aws:PrincipalArn is "arn:aws:iam::11112222????:role/app"` + arnAccount,
			},
		},
		{name: "near miss: an account that is a wildcard, and one that is not given", document: document(set("Resource", []any{"arn:aws:s3:*:*:accesspoint/reports", "arn:aws:s3:::amzn-s3-demo-*"}))},
	} {
		t.Run(test.name, func(t *testing.T) {
			link := test.gateway
			if test.onlyOnOne {
				link = nil
			}
			compareProblems(t, checkPolicyDocument(test.document, true), test.gateway)
			compareProblems(t, checkPolicyDocument(test.document, false), link)
		})
	}
}

func TestPlainPolicyLength(t *testing.T) {
	const frame = `{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":""}],"Version":"2012-10-17"}`
	fits := strings.Repeat("r", maxPolicyCharacters-len(frame))
	over := "Policy is 20481 characters or more; allowed: 20480 characters; remedy: name fewer buckets and sets, or admit them by organization or account"
	joined := func(separator string, parts ...any) map[string]any {
		return map[string]any{"Fn::Join": []any{separator, parts}}
	}
	for _, test := range []struct {
		name     string
		resource any
		want     []string
	}{
		{name: "as long as AWS takes", resource: fits},
		{name: "one character more", resource: fits + "r", want: []string{over}},
		{name: "characters, not bytes", resource: strings.Repeat("é", len(fits))},
		{name: "what is joined", resource: joined("-", fits[2:], map[string]any{"Ref": "AWS::Region"}, ""), want: nil},
		{name: "what is joined, one character more", resource: joined("-", fits[1:], map[string]any{"Ref": "AWS::Region"}, ""), want: []string{over}},
		{name: "what is not known counts for nothing", resource: map[string]any{"Fn::GetAtt": []any{fits, fits}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, checkPolicyDocument(document(set("Resource", test.resource)), true), test.want)
		})
	}
}
