package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// Rules that depend on what a nested stack does with its parameters.
func TestNestedStacks(t *testing.T) {
	const (
		alias = `{
			"Parameters": {"Host": {"Type": "String"}},
			"Resources": {"Alias": {"Type": "AWS::Route53::RecordSet", "Properties": {"AliasTarget": {"DNSName": {"Ref": "Host"}}}}}
		}`
		variable = `{
			"Parameters": {"Host": {"Type": "String"}},
			"Resources": {"Function": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables": {"HOST": {"Ref": "Host"}}}}}}
		}`
		userData = `{
			"Parameters": {"Host": {"Type": "String"}},
			"Resources": {"Instance": {"Type": "AWS::EC2::Instance", "Properties": {"UserData": {"Fn::Sub": "aws s3 --endpoint-url ${Host}"}}}}
		}`
		selects = `{
			"Parameters": {"Names": {"Type": "%s"}},
			"Resources": {"Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Value": {"Fn::Select": [%s, {"Ref": "Names"}]}}}}
		}`
	)
	joined := `{"Fn::Join": [",", ` + dnsEntries + `]}`
	for _, c := range []struct {
		name, rule, parameters, child string
		want                          Compliance
	}{
		{"an alias record", "missing-dns-name-prefix", `{"Host": ` + wildcardName + `}`, alias, NotApplicable},
		{"a host", "missing-dns-name-prefix", `{"Host": ` + wildcardName + `}`, variable, NonCompliant},
		{"a host in user data", "missing-dns-name-prefix", `{"Host": ` + wildcardName + `}`, userData, NonCompliant},
		{"a list that is passed as a string", "invalid-select", `{"Names": ` + joined + `}`, fmt.Sprintf(selects, "String", "0"), NonCompliant},
		{"a list that is passed as a list", "invalid-select", `{"Names": ` + joined + `}`, fmt.Sprintf(selects, "CommaDelimitedList", "0"), Unknown},
		{"an element that a list has", "invalid-select", `{"Names": "a,b"}`, fmt.Sprintf(selects, "CommaDelimitedList", "1"), Compliant},
		{"an element that a list does not have", "invalid-select", `{"Names": "a,b"}`, fmt.Sprintf(selects, "CommaDelimitedList", "2"), NonCompliant},
		{"a host with the prefix", "missing-dns-name-prefix", `{"Host": ` + join("bucket.", bareName) + `}`, variable, Compliant},
	} {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			got := worst(ruleById(t, c.rule).Check(nested(t, c.parameters, c.child)))
			if got.Compliance != c.want {
				t.Errorf("%s, want %s: %s", got.Compliance, c.want, got.Message)
			}
		})
	}
}

// nested returns the base with a nested stack, to which it passes parameters.
func nested(t *testing.T, parameters, child string) (*template.Assembly, *network.Network) {
	t.Helper()
	parent := stackOf(t, `{"Nested": {"Type": "AWS::CloudFormation::Stack", "Parameters": `+parameters+`}}`)
	resource := parent.Template["Resources"].(map[string]any)["Nested"].(map[string]any)
	resource["Metadata"] = map[string]any{"aws:asset:path": "child.json"}
	dir := templatetest.Assembly(t, parent)
	if err := os.WriteFile(filepath.Join(dir, "child.json"), []byte(child), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := template.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return a, network.New(a, nil)
}
