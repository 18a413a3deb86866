package template

import (
	"slices"
	"strings"
	"testing"
)

func TestParseRefusesWhatIsNoJSONObject(t *testing.T) {
	for _, test := range []struct{ input, want, reason string }{
		{``, `net.json: line 1, column 1 (byte 0): invalid JSON: unexpected end of file`, "an empty file"},
		{"{\n  \"Resources\": {,}\n}", `net.json: line 2, column 17 (byte 19): invalid JSON: invalid character ','`, "a slip of the pen"},
		{`{"Resources": {`, `net.json: line 1, column 15 (byte 15): invalid JSON: unexpected end of file`, "a file cut off"},
		{`{} {}`, `net.json: line 1, column 4 (byte 4): unexpected data`, "two objects"},
		{"{\n  \"Resources\": {\"A\": {}, \"B\": {},\n    \"A\": {}}\n}", `net.json: line 3, column 5 (byte 41): the key "A" occurs twice; remove one of them`, "a key that is there twice"},
		{`{"Resources": {}, "Reso\u0075rces": {}}`, `the key "Resources" occurs twice; remove one of them`, "a key that is there twice, in two forms"},
		{`[]`, `net.json: is a JSON array, want an object`, "JSON, but no template"},
		{`null`, `net.json: is null, want a JSON object`, "JSON, but nothing"},
		{"Resources:\n  Vpc:", `a template must be JSON, as "cdk synth" writes it to cdk.out`, "YAML"},
	} {
		_, err := Parse("net.json", []byte(test.input))
		if err == nil || !strings.HasPrefix(err.Error(), test.want) && !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.reason, err, test.want)
		}
	}
}

// TestGapsAreLocal reads templates of which a part has a wrong form, beside a VPC and its export.
func TestGapsAreLocal(t *testing.T) {
	const vpc = `"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16"}}`
	probe := func(value string) string {
		return `{"Resources": {` + vpc + `, "P": {"Type": "T", "Properties": {"It": ` + value + `}}}}`
	}
	for _, test := range []struct {
		input, want string
		partial     bool
		reason      string
	}{
		{`{"Resources": []}`, `Resources: is a list, want an object`, true, "a section of another type"},
		{`{"Resources": {` + vpc + `, "P": "AWS::EC2::VPC"}}`, `Resources.P: is "AWS::EC2::VPC", want a resource`, true, "a resource of another type"},
		{`{"Resources": {` + vpc + `, "P": {}}}`, `Resources.P: has no Type, want one such as "AWS::EC2::VPC"`, true, "a resource without type"},
		{`{"Resources": {` + vpc + `, "P": {"Type": "T", "Properties": 1}}}`, `Resources.P.Properties: is 1, want an object`, false, "properties of another type"},
		{`{"Resources": {` + vpc + `, "P": {"Type": "T", "Condition": true}}}`, `Resources.P.Condition: is true, want the name of a condition`, false, "a condition that is no name"},
		{`{"Parameters": {"P": 1}}`, `Parameters.P: is 1, want a parameter`, false, "a parameter of another type"},
		{`{"Outputs": {"P": []}}`, `Outputs.P: is a list, want an output`, false, "an output of another type"},
		{`{"Outputs": {"P": {"Export": "x"}}}`, `Outputs.P.Export: is "x", want an object with Name`, false, "an export of another type"},
		{probe(`{"Ref": 1}`), `Resources.P.Properties.It.Ref: is 1, want the name of a resource or parameter`, false, "a reference to no name"},
		{probe(`[{}, {"Value": {"Fn::Join": ["", "a"]}}]`), `Resources.P.Properties.It.1.Value.Fn::Join: is a list, want a list of a delimiter and a list`, false, "a place inside a list"},
		{`{"Conditions": {"C": {"Fn::Equals": [1]}}}`, `Conditions.C.Fn::Equals: is a list, want a list of two values`, false, "a condition of another form"},
		{`{"Outputs": {"O": {"Value": {"Fn::GetAtt": "Vpc"}}}}`, `Outputs.O.Value.Fn::GetAtt: is "Vpc", want a list of a logical ID and an attribute`, false, "an attribute of nothing"},
		{`{"Mappings": {"M": {"a": {"b": {"Fn::Select": {}}}}}}`, `Mappings.M.a.b.Fn::Select: is an object, want a list of an index and a list`, false, "a function in a mapping"},
	} {
		a, err := Parse("net.json", []byte(test.input))
		if err != nil {
			t.Fatal(err)
		}
		if want := (Gap{"net.json", strings.Split(test.want, ": ")[0], strings.SplitN(test.want, ": ", 2)[1]}); len(a.Gaps) != 1 || a.Gaps[0] != want {
			t.Errorf("%s: gaps are %v, want %v", test.reason, a.Gaps, want)
		}
		s := a.Stacks[0]
		if partial(s) != test.partial {
			t.Errorf("%s: the template shows all resources: %t", test.reason, !partial(s))
		}
		if r := s.Resource("Vpc"); r != nil && r.Property("CidrBlock").String() != "10.1.0.0/16" {
			t.Errorf("%s: the VPC's block is %s", test.reason, r.Property("CidrBlock"))
		}
		if r := s.Resource("P"); r != nil && r.Property("It").Kind() == Absent && r.Exists() == True {
			t.Errorf("%s: the property is %s", test.reason, r.Property("It"))
		}
	}
}

func TestWhatDependsOnAGapIsUnknown(t *testing.T) {
	for _, test := range []struct{ sections, expression, reason string }{
		{`"Parameters": []`, `{"Ref": "P"}`, "a parameter of a section that cannot be read"},
		{`"Mappings": []`, `{"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": "x"}]}`, "a default that may not be needed"},
		{`"Mappings": {"M": 1}`, `{"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": "x"}]}`, "a default of a map of another type"},
		{`"Mappings": {"M": {"Fn::Transform": {}}}`, `{"Fn::FindInMap": ["M", "a", "b", {"DefaultValue": "x"}]}`, "a default of a map that is included"},
		{`"Conditions": []`, `{"Fn::If": ["C", "a", []]}`, "a condition of a section that cannot be read"},
	} {
		a, err := Parse("net.json", []byte(`{`+test.sections+`, "Resources": {"P": {"Type": "T", "Properties": {"It": `+strings.ReplaceAll(test.expression, `"P"`, `"Q"`)+`}}}}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := a.Stacks[0].Resource("P").Property("It"); got.Kind() != Unknown {
			t.Errorf("%s is %s", test.reason, got)
		}
	}
}

func TestNestingWithoutEndIsAGap(t *testing.T) {
	deep := strings.Repeat(`[`, maxDepth+2) + strings.Repeat(`]`, maxDepth+2)
	a, err := Parse("net.json", []byte(`{"Outputs": {"O": {"Value": `+deep+`}}}`))
	if err != nil || len(a.Gaps) != 1 || a.Gaps[0].Problem != "is nested deeper than 1000 levels" {
		t.Errorf("gaps are %v, error %v", a.Gaps, err)
	}
}

func TestParseTakesWhatIsWellFormed(t *testing.T) {
	for _, test := range []struct{ input, reason string }{
		{`{}`, "a template without resources"},
		{`{"Rules": {}}`, "a template with another section alone"},
		{`{"Resources": {"Ref": {"Type": "T", "Properties": {"A": {"Fn::GetAtt": ["B", {"Ref": "P"}]}}}}}`, "a resource that is called Ref"},
		{`{"Conditions": {"Condition": {"Fn::Not": [{"Condition": "A"}]}}}`, "a condition that is called Condition"},
		{`{"Resources": {"B": {"Type": "T", "Properties": {"P": {"Condition": {"Bool": {"a": "b"}}}}}}}`, "a policy's condition"},
		{`{"Resources": {"B": {"Type": "T", "Properties": null}}}`, "properties that are null"},
		{"\ufeff{}", "a byte order mark"},
		{`{"Resources": {"Fn::ForEach::Subnets": []}}`, "a loop"},
		{`{"Resources": {"Fn::Transform": {"Name": "AWS::Include"}}}`, "a transform of all resources"},
		{`{"Outputs": {"O": {"Value": {"Ref": {"Fn::Sub": "${A}"}}}}}`, "a reference to a computed name"},
		{`{"Transform": "AWS::LanguageExtensions", "Outputs": {"O": {"Value": {"Fn::GetAtt": [{"Ref": "P"}, "Arn"]}}}}`, "an attribute of a computed name"},
		{`{"Metadata": {"A": {"A": 1}, "B": [{"A": ":"}, {"A": "\":\\"}]}, "Resources": {}}`, "a key that is in several objects"},
		{`{"Mappings": {"Fn::Transform": {"Name": "AWS::Include"}}}`, "mappings that are included"},
	} {
		if a, err := Parse("net.json", []byte(test.input)); err != nil || len(a.Gaps) > 0 {
			t.Errorf("%s: %v %v", test.reason, a.Gaps, err)
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
		{`{"Resources": {` + strings.ReplaceAll(resource, "%s", `, "Fn::ForEach::P": []`) + `}}`, Unknown, false, "a loop of properties"},
		{`{"Resources": {` + strings.ReplaceAll(resource, "%s", `, "Fn::Transform": {"Name": "Mine"}`) + `}}`, Unknown, false, "one on the resource"},
	} {
		a, err := Parse("net.json", []byte(test.input))
		if err != nil {
			t.Fatal(err)
		}
		s := a.Stacks[0]
		if got := s.Resource("V").Property("EnableDnsSupport").Kind(); got != test.want || partial(s) != test.partial {
			t.Errorf("a property that is left out is of kind %d, want %d, partial %t: %s", got, test.want, partial(s), test.reason)
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

// partial reports whether the deploy may make resources in the stack itself that its template does not show.
func partial(s *Stack) bool {
	return slices.ContainsFunc(s.Unseen, func(u Unseen) bool { return u.Nested == nil })
}
