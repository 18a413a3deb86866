package template

import (
	"strings"
	"testing"
)

func TestParseNamesFileAndPlace(t *testing.T) {
	for _, test := range []struct{ input, want, reason string }{
		{``, `net.json: line 1, column 1 (byte 0): not JSON: the file ends too early`, "an empty file"},
		{"{\n  \"Resources\": {,}\n}", `net.json: line 2, column 17 (byte 19): not JSON: invalid character ','`, "a slip of the pen"},
		{`{"Resources": {`, `net.json: line 1, column 15 (byte 15): not JSON: the file ends too early`, "a file cut off"},
		{`{} {}`, `net.json: line 1, column 4 (byte 4): something follows`, "two objects"},
		{`[]`, `net.json: is a JSON array, want an object`, "JSON, but no template"},
		{`null`, `net.json: is null, want a JSON object`, "JSON, but nothing"},
		{`{"Resources": []}`, `net.json: Resources: is a list, want an object`, "a section of another type"},
		{`{"Resources": {"Vpc": "AWS::EC2::VPC"}}`, `net.json: Resources.Vpc: is "AWS::EC2::VPC", want a resource`, "a resource of another type"},
		{`{"Resources": {"Vpc": {}}}`, `net.json: Resources.Vpc: has no Type, want one such as "AWS::EC2::VPC"`, "a resource without type"},
		{`{"Resources": {"Vpc": {"Type": "T", "Properties": 1}}}`, `net.json: Resources.Vpc.Properties: is 1, want an object`, "properties of another type"},
		{`{"Resources": {"Vpc": {"Type": "T", "Condition": true}}}`, `net.json: Resources.Vpc.Condition: is true, want the name`, "a condition that is no name"},
		{"Resources:\n  Vpc:", `a template must be JSON, as "cdk synth" writes it to cdk.out`, "YAML"},
		{`{"Resources": {"Vpc": {"Type": "T", "Properties": {"CidrBlock": {"Ref": 1}}}}}`, `net.json: Resources.Vpc.Properties.CidrBlock.Ref: is 1, want the name`, "a reference to no name"},
		{`{"Resources": {"Vpc": {"Type": "T", "Properties": {"Tags": [{}, {"Value": {"Fn::Join": ["", "a"]}}]}}}}`, `net.json: Resources.Vpc.Properties.Tags[1].Value.Fn::Join: is a list, want a list of a delimiter and a list`, "a place inside a list"},
		{`{"Conditions": {"C": {"Fn::Equals": [1]}}}`, `net.json: Conditions.C.Fn::Equals: is a list, want a list of two values`, "a condition of another form"},
		{`{"Outputs": {"O": {"Value": {"Fn::GetAtt": "Vpc"}}}}`, `net.json: Outputs.O.Value.Fn::GetAtt: is "Vpc", want a list of a logical id and an attribute`, "an attribute of nothing"},
		{`{"Outputs": {"O": ` + strings.Repeat(`[`, 200) + strings.Repeat(`]`, 200) + `}}`, `is nested deeper than 100 levels`, "nesting without end"},
	} {
		_, err := Parse("net.json", []byte(test.input))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) && !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.reason, err, test.want)
		}
	}
}

func TestParseTakesWhatIsWellFormed(t *testing.T) {
	for _, test := range []struct{ input, reason string }{
		{`{}`, "a template without resources"},
		{`{"Resources": {"Ref": {"Type": "T", "Properties": {"A": {"Fn::GetAtt": ["B", {"Ref": "P"}]}}}}}`, "a resource that is called Ref"},
		{`{"Conditions": {"Condition": {"Fn::Not": [{"Condition": "A"}]}}}`, "a condition that is called Condition"},
		{`{"Resources": {"B": {"Type": "T", "Properties": {"P": {"Condition": {"Bool": {"a": "b"}}}}}}}`, "a policy's condition"},
		{`{"Resources": {"B": {"Type": "T", "Properties": null}}}`, "properties that are null"},
		{"\ufeff{}", "a byte order mark"},
		{`{"Resources": {"Fn::ForEach::Subnets": []}}`, "a loop"},
		{`{"Resources": {"Fn::Transform": {"Name": "AWS::Include"}}}`, "a transform of all resources"},
		{`{"Outputs": {"O": {"Value": {"Ref": {"Fn::Sub": "${A}"}}}}}`, "a reference to a computed name"},
	} {
		if _, err := Parse("net.json", []byte(test.input)); err != nil {
			t.Errorf("%s: %v", test.reason, err)
		}
	}
}

func TestMacrosMayAddWhatIsLeftOut(t *testing.T) {
	const resource = `"V": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"%s}}`
	plain := strings.ReplaceAll(resource, "%s", "")
	for _, test := range []struct {
		input   string
		want    Kind
		partial bool
		reason  string
	}{
		{`{"Resources": {` + plain + `}}`, Absent, false, "no macro"},
		{`{"Transform": "AWS::LanguageExtensions", "Resources": {` + plain + `}}`, Absent, false, "AWS's own"},
		{`{"Transform": ["AWS::Serverless-2016-10-31", "Mine"], "Resources": {` + plain + `}}`, Unknown, true, "one of the user's"},
		{`{"Transform": {"Name": "AWS::Include"}, "Resources": {` + plain + `}}`, Unknown, true, "a file that is included"},
		{`{"Resources": {"Fn::Transform": {"Name": "Mine"}, ` + plain + `}}`, Unknown, true, "one on all resources"},
		{`{"Resources": {"Fn::ForEach::X": [], ` + plain + `}}`, Absent, true, "a loop only makes more"},
		{`{"Resources": {` + strings.ReplaceAll(resource, "%s", `, "Fn::Transform": {"Name": "Mine"}`) + `}}`, Unknown, false, "one on the resource"},
	} {
		a, err := Parse("net.json", []byte(test.input))
		if err != nil {
			t.Fatal(err)
		}
		s := a.Stacks[0]
		if got := s.Resource("V").Property("EnableDnsSupport").Kind(); got != test.want || s.Partial != test.partial {
			t.Errorf("a property that is left out is of kind %d, want %d, partial %t: %s", got, test.want, s.Partial, test.reason)
		}
		if got := s.Resource("V").Property("CidrBlock").String(); got != "10.1.0.0/16" {
			t.Errorf("the property that is there is %s: %s", got, test.reason)
		}
	}
}

func TestFromMap(t *testing.T) {
	a, err := FromMap("template", map[string]any{"Resources": map[string]any{
		"Endpoint": map[string]any{"Type": "AWS::EC2::VPCEndpoint", "Properties": map[string]any{
			"SubnetIds": []string{"subnet-1"}, "Port": float64(443),
		}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := a.Stack("template").Resource("Endpoint").Properties().String(), "{Port: 443, SubnetIds: [subnet-1]}"; got != want {
		t.Errorf("properties are %s, want %s", got, want)
	}
	if _, err := FromMap("template", map[string]any{"Resources": func() {}}); err == nil {
		t.Error("a function passes for JSON")
	}
}
