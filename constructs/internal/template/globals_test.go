package template

import (
	"fmt"
	"testing"
)

func TestGlobals(t *testing.T) {
	const of = `{"Globals": {"Function": {"Runtime": "nodejs24.x", "VpcConfig": {"SubnetIds": ["a"], "SecurityGroupIds": {"Fn::Split": [",", "x,y"]}}}},
		"Resources": {"F": {"Type": %q, "Properties": %s}}}`
	for _, test := range []struct{ resourceType, properties, want, reason string }{
		{"AWS::Serverless::Function", `{}`, "nodejs24.x [a] [x, y]", "properties of all functions"},
		{"AWS::Serverless::Function", `null`, "nodejs24.x [a] [x, y]", "a function without properties"},
		{"AWS::Serverless::Function", `{"Runtime": "python3.13"}`, "python3.13 [a] [x, y]", "its own counts"},
		{"AWS::Serverless::Function", `{"VpcConfig": {"SubnetIds": ["b"]}}`, "nodejs24.x [a, b] [x, y]", "lists are joined"},
		{"AWS::Serverless::Function", `{"VpcConfig": {"SecurityGroupIds": ["z"]}}`, "nodejs24.x [a] [z]", "but not with what a function returns"},
		{"AWS::Serverless::Function", `{"VpcConfig": {"Ref": "AWS::NoValue"}}`, "nodejs24.x absent absent", "nor objects"},
		{"AWS::Serverless::Api", `{}`, "absent absent absent", "another type"},
		{"AWS::Lambda::Function", `{}`, "absent absent absent", "a type that is not of AWS SAM"},
	} {
		s, err := parseStack("Net", "net.json", fmt.Appendf(nil, of, test.resourceType, test.properties))
		if err != nil {
			t.Fatal(err)
		}
		r := s.Resource("F")
		got := fmt.Sprint(r.Property("Runtime"), " ", r.Property("VpcConfig", "SubnetIds"), " ", r.Property("VpcConfig", "SecurityGroupIds"))
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
	}
}
