package template

import (
	"slices"
	"testing"
)

func TestUnseenResources(t *testing.T) {
	const subnet, topic = `{"S${N}": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}}}}`, `{"T${N}": {"Type": "AWS::SNS::Topic"}}`
	loop := func(body string) string { return `"Fn::ForEach::L": ["N", ["a", {"Ref": "P"}], ` + body + `]` }
	for _, test := range []struct {
		resources string
		kind      CauseKind
		types     []string
		names     string
		reason    string
	}{
		{loop(subnet), CauseLoop, []string{"AWS::EC2::Subnet"}, "[a, ${P}, ${Vpc}, AWS::EC2::Subnet]", "a loop makes what is in its body"},
		{loop(`{"Fn::ForEach::M": ["O", ["b"], ` + topic + `], "S": {"Type": "AWS::EC2::Subnet"}}`), CauseLoop, []string{"AWS::EC2::Subnet", "AWS::SNS::Topic"}, "[a, ${P}, O, b, AWS::SNS::Topic, AWS::EC2::Subnet]", "and what a loop inside it makes"},
		{loop(`{"Fn::ForEach::M": ["O", ["b"]]}`), CauseLoop, nil, "[a, ${P}, O, b]", "a loop inside it of another form may make anything"},
		{loop(`{"S": {"Type": "AWS::${N}::Topic"}}`), CauseLoop, nil, "[a, ${P}, AWS::${N}::Topic]", "a type that the loop chooses"},
		{loop(`{}`), CauseLoop, []string{}, "[a, ${P}]", "a loop of nothing"},
		{loop(`1`), CauseLoop, nil, "[a, ${P}]", "a loop whose body has another form"},
		{`"Fn::ForEach::L": 1`, CauseLoop, nil, "unknown", "a loop of another form"},
		{`"Fn::Transform": {"Name": "Mine"}`, CauseMacro, nil, "unknown", "a macro"},
		{`"R": 1`, CauseGap, nil, "unknown", "a resource that cannot be read"},
		{`"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com", "Parameters": {"Vpc": {"Ref": "Vpc"}}}}`, CauseNested, nil, "[${Vpc}, https://example.com]", "a nested stack"},
		{`"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"Parameters": {"Id": {"Fn::If": ["Open", {"Ref": "A"}, {"Fn::Sub": ["${B.Id}-${x}", {"x": {"Ref": "D"}}]}]}}}}`, CauseNested, nil, "[Open, ${A}, ${B.Id}-${D}, ${B.Id}-${x}, ${D}]", "of either that a condition chooses"},
		{loop(`{"R": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "T${N}"}}}}`) + `, "Ta": {"Type": "AWS::EC2::RouteTable"}, "Vpc": {"Type": "AWS::EC2::VPC"}`, CauseLoop, []string{"AWS::EC2::Route"}, "[a, ${P}, ${T${N}}, ${Ta}, AWS::EC2::Route]", "any of which the loop's variable is a part"},
		{loop(`{"R": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Fn::GetAtt": ["T${N}b", "RouteTableId"]}}}}`) + `, "Tab": {"Type": "AWS::EC2::RouteTable"}, "Ta": {"Type": "AWS::EC2::RouteTable"}`, CauseLoop, []string{"AWS::EC2::Route"}, "[a, ${P}, ${T${N}b.RouteTableId}, ${Tab}, AWS::EC2::Route]", "also by an attribute"},
		{loop(`{"R": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Fn::Sub": "${P}-${T${N}b.Id}"}}}}`) + `, "Tab": {"Type": "AWS::EC2::RouteTable"}, "Ta": {"Type": "AWS::EC2::RouteTable"}`, CauseLoop, []string{"AWS::EC2::Route"}, "[a, ${P}, ${P}-${T${N}b.Id}, ${Tab}, AWS::EC2::Route]", "and inside a text"},
	} {
		a, err := Parse("net.json", []byte(`{"Parameters": {"P": {"Type": "String"}}, "Resources": {`+test.resources+`}}`))
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Stacks[0].Unseen) != 1 {
			t.Fatalf("%s: unseen are %+v", test.reason, a.Stacks[0].Unseen)
		}
		u := a.Stacks[0].Unseen[0]
		if u.Cause.Kind != test.kind || !slices.Equal(u.Types, test.types) || (u.Types == nil) != (test.types == nil) {
			t.Errorf("%s: made by %s of types %q, want %s of %q", test.reason, u.Cause.Kind, u.Types, test.kind, test.types)
		}
		if got := u.Names().String(); got != test.names {
			t.Errorf("%s: refers to %s, want %s", test.reason, got, test.names)
		}
		if got, want := u.MayMake("AWS::EC2::Subnet"), test.types == nil || slices.Contains(test.types, "AWS::EC2::Subnet"); got != want {
			t.Errorf("%s: may make a subnet: %t, want %t", test.reason, got, want)
		}
	}
}

// TestUnseenOutputsMayBeImported imports a name from an assembly whose other stack may have more outputs than it shows.
func TestUnseenOutputsMayBeImported(t *testing.T) {
	for _, test := range []struct {
		other        string
		want, output Kind
	}{
		{`{"Outputs": {"O": {"Value": "x", "Export": {"Name": "other"}}}}`, Text, Text},
		{`{"Transform": "Mine"}`, Unknown, Unknown},
		{`{"Transform": "AWS::LanguageExtensions", "Outputs": {"Fn::ForEach::O": []}}`, Unknown, Unknown},
		{`{"Outputs": []}`, Unknown, Unknown},
		{`{"Outputs": {"O": {"Value": "x", "Export": 1}}}`, Unknown, Unknown},
		{`{"Parameters": {"P": {"Type": "String"}}, "Outputs": {"O": {"Value": "x", "Export": {"Name": {"Ref": "P"}}}}}`, Unknown, Text},
	} {
		const artifacts = `{"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}},
			"B": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "B.json"}}}}`
		a := load(t, write(t, map[string]string{
			"manifest.json": artifacts, "A.json": test.other,
			"B.json": `{"Resources": {"R": {"Type": "T", "Properties": {"Import": {"Fn::ImportValue": "name"},
				"Output": {"Fn::GetStackOutput": {"StackName": "A", "OutputName": "name"}}}}}}`,
		}))
		r := a.Stack("B").Resource("R")
		if got := r.Property("Import").Kind(); got != test.want {
			t.Errorf("beside %s the import is of kind %d, want %d", test.other, got, test.want)
		}
		if got := r.Property("Output").Kind(); got != test.output {
			t.Errorf("beside %s the output is of kind %d, want %d", test.other, got, test.output)
		}
	}
}
