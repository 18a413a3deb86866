package iamtest

import "testing"

// Each case is from AWS's pages on condition operators.
func TestMeets(t *testing.T) {
	unit := "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"
	for _, test := range []struct {
		operator       string
		values, wanted []string
		want           bool
	}{
		{"StringEquals", []string{"a"}, []string{"b", "a"}, true},
		{"StringEquals", []string{"a"}, []string{"A"}, false},
		{"StringEquals", nil, []string{"a"}, false},
		{"StringEqualsIfExists", nil, []string{"a"}, true},
		{"StringEqualsIfExists", []string{"b"}, []string{"a"}, false},
		{"StringNotEquals", []string{"a"}, []string{"b", "a"}, false},
		{"StringNotEquals", []string{"c"}, []string{"b", "a"}, true},
		{"StringNotEquals", nil, []string{"a"}, true},
		{"StringEquals", []string{"abc"}, []string{"a*"}, false},
		{"StringLike", []string{"abc"}, []string{"a*"}, true},
		{"StringLike", []string{"ab"}, []string{"a?", "b"}, true},
		{"StringLike", []string{"a"}, []string{"a?"}, false},
		{"ForAnyValue:StringLike", []string{"x", unit}, []string{unit + "*"}, true},
		{"ForAnyValue:StringLike", []string{"x"}, []string{unit + "*"}, false},
		{"ForAnyValue:StringLike", nil, []string{unit + "*"}, false},
		{"ForAllValues:StringLike", nil, []string{unit + "*"}, true},
		{"ForAllValues:StringNotLike", []string{"x", unit}, []string{unit + "*"}, false},
		{"ForAllValues:StringNotLike", []string{"x"}, []string{unit + "*"}, true},
		{"ForAllValues:StringNotLike", nil, []string{unit + "*"}, true},
		{"Bool", []string{"false"}, []string{"false"}, true},
		{"Bool", nil, []string{"false"}, false},
		{"BoolIfExists", nil, []string{"false"}, true},
		{"IpAddress", []string{"203.0.113.7"}, []string{"203.0.113.0/24"}, true},
		{"NotIpAddress", []string{"203.0.113.7"}, []string{"198.51.100.0/24", "203.0.113.0/24"}, false},
		{"NotIpAddress", []string{"2001:db8::1"}, []string{"203.0.113.0/24"}, true},
		{"NotIpAddress", nil, []string{"203.0.113.0/24"}, true},
		{"ArnLike", []string{"arn:aws:iam::111122223333:role/ops/Admin"}, []string{"arn:aws:iam::*:role/*Admin"}, true},
		{"ArnLike", []string{"arn:aws:iam::111122223333:role/Admin"}, []string{"arn:aws:*:role/Admin"}, false},
		{"ArnNotLike", []string{"arn:aws:iam::111122223333:role/Admin"}, []string{"arn:aws:iam::111122223333:role/Admin"}, false},
		{"ArnNotLike", nil, []string{"arn:aws:iam::111122223333:role/Admin"}, true},
	} {
		if got := meets(test.operator, test.values, test.wanted); got != test.want {
			t.Errorf("%s %q, %q: %t, want %t", test.operator, test.values, test.wanted, got, test.want)
		}
	}
}

func TestADenyGoesBeforeAnAllow(t *testing.T) {
	allow := Statement{Effect: "Allow", Principal: "*", Action: OneOrMore{"s3:*"}, Resource: OneOrMore{"*"}}
	deny := Statement{Effect: "Deny", Principal: map[string]any{"AWS": "*"}, Action: OneOrMore{"s3:getobject"}, Resource: OneOrMore{"arn:aws:s3:::amzn-s3-demo-bucket/*"}}
	account := Statement{Effect: "Deny", Principal: map[string]any{"AWS": "111122223333"}, Action: OneOrMore{"s3:*"}, Resource: OneOrMore{"*"}}
	get := Request{Action: "s3:GetObject", Resource: "arn:aws:s3:::amzn-s3-demo-bucket/key"}
	list := Request{Action: "s3:ListBucket", Resource: "arn:aws:s3:::amzn-s3-demo-bucket"}
	member := Request{Action: "s3:ListBucket", Resource: "arn:aws:s3:::amzn-s3-demo-bucket", Context: map[string][]string{"aws:PrincipalAccount": {"111122223333"}}}
	for _, test := range []struct {
		policy  []Statement
		request Request
		want    Decision
	}{
		{[]Statement{allow, deny}, get, Denied},
		{[]Statement{deny, allow}, get, Denied},
		{[]Statement{allow, deny}, list, Allowed},
		{[]Statement{deny}, list, Silent},
		{[]Statement{allow, account}, member, Denied},
		{[]Statement{allow, account}, list, Allowed},
	} {
		if got := (Policy{Statement: test.policy}).Decide(test.request); got != test.want {
			t.Errorf("%v: %s is %s, want %s", test.policy, test.request.Action, got, test.want)
		}
	}
}
