package template

import (
	"strings"
	"testing"
)

func TestConditionParameters(t *testing.T) {
	const parent = `{"Parameters": {"Stage": {"Type": "String"}, "Size": {"Type": "String"}, "Given": {"Type": "String"}},
		"Mappings": {"M": {"a": {"b": "c"}}},
		"Conditions": {
			"Plain": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]},
			"Both": {"Fn::And": [{"Condition": "Plain"}, {"Fn::Equals": [{"Fn::FindInMap": ["M", {"Ref": "Size"}, "b"]}, "c"]}]},
			"Joined": {"Fn::Equals": [{"Fn::Sub": "${Size}-${AWS::Region}-${!Stage}"}, "x"]},
			"Decided": {"Fn::Or": [{"Condition": "Plain"}, {"Fn::Equals": [{"Ref": "Given"}, "x"]}]},
			"Here": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]},
			"Named": {"Fn::Equals": [{"Ref": "AWS::StackName"}, "net"]},
			"Never": {"Fn::Equals": ["a", "b"]},
			"Ring": {"Fn::Not": [{"Condition": "Ring"}]}},
		"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "n.json", "Parameters": {
			"Passed": {"Fn::If": ["Plain", {"Ref": "Size"}, "x"]}, "Literal": "y"}}}}}`
	const child = `{"Parameters": {"Passed": {"Type": "String"}, "Literal": {"Type": "String"}},
		"Conditions": {"Inner": {"Fn::Equals": [{"Ref": "Passed"}, {"Ref": "Literal"}]}}, "Resources": {}}`
	dir := write(t, map[string]string{"p.json": parent, "n.json": child})
	a, err := Reader{Parameters: map[string]string{"Given": "z"}}.Load(dir + "/p.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		stack, condition, want string
		onEnvironment          bool
	}{
		{"p", "Plain", "Stage", false},
		{"p", "Both", "Size Stage", false},
		{"p", "Joined", "Size", true},
		{"p", "Decided", "Stage", false},
		{"p", "Here", "", true},
		{"p", "Named", "", false},
		{"p", "Never", "", false},
		{"p", "Ring", "", false},
		{"p", "Missing", "", false},
		{"p.N", "Inner", "Size Stage", false},
	} {
		names, onEnvironment := a.Stack(test.stack).ConditionParameters(test.condition)
		if got := strings.Join(names, " "); got != test.want || onEnvironment != test.onEnvironment {
			t.Errorf("%s: %q and %t, want %q and %t", test.condition, got, onEnvironment, test.want, test.onEnvironment)
		}
	}
}
