package template

import (
	"slices"
	"strings"
	"testing"
)

// TestMentionsFollowReferencesToOtherStacks has each kind of reference, inside a function that is not evaluated.
func TestMentionsFollowReferencesToOtherStacks(t *testing.T) {
	vpc := Token{Scope: "Net", Name: "Vpc"}
	for _, reference := range []string{
		`{"Fn::ImportValue": "vpc"}`,
		`{"Fn::GetStackOutput": {"StackName": "Net", "OutputName": "Id"}}`,
		`{"Fn::GetStackOutput": {"StackName": "Net", "OutputName": "Id", "Region": {"Ref": "AWS::Region"}}}`,
	} {
		const artifacts = `{"artifacts": {"Net": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Net.json"}},
			"App": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "App.json"}}}}`
		dir := write(t, map[string]string{
			"manifest.json": artifacts,
			"Net.json":      `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}, "Outputs": {"Id": {"Value": {"Ref": "Vpc"}, "Export": {"Name": "vpc"}}}}`,
			"App.json":      `{"Resources": {"Use": {"Type": "Custom::Use", "Properties": {"In": {"Fn::Unread": ["x", {"Of": ` + reference + `}]}}}}}`,
		})
		mentions, _ := load(t, dir).Stack("App").Resource("Use").Mentions().List()
		if !slices.ContainsFunc(mentions, func(v Value) bool {
			token, ok := v.Token()
			return ok && token == vpc
		}) {
			t.Errorf("%s: mentions are %v, want the VPC", reference, mentions)
		}
	}
}

// TestMentionsDeepInside has a reference deeper than values are read.
func TestMentionsDeepInside(t *testing.T) {
	deep := strings.Repeat("[", maxDepth+1) + `{"Ref": "Vpc"}` + strings.Repeat("]", maxDepth+1)
	dir := write(t, map[string]string{"t.json": `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}, "Use": {"Type": "Custom::Use", "Properties": {"In": ` + deep + `}}}}`})
	mentions, _ := load(t, dir+"/t.json").Stacks[0].Resource("Use").Mentions().List()
	if len(mentions) != 1 || mentions[0].Kind() != Unknown {
		t.Errorf("mentions are %v, want an unknown value", mentions)
	}
}
