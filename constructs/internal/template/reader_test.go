package template

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The stack that is nested, and the one that nests it by a path, as before "aws cloudformation package".
const (
	nestedTemplate = `{"Parameters": {"Block": {"Type": "String"}}, "Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": {"Ref": "Block"}}}}}`
	parentTemplate = `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "./nested.json", "Parameters": {"Block": "10.1.0.0/16"}}}}}`
)

func stackIds(a *Assembly) []string {
	var ids []string
	for _, s := range a.Stacks {
		ids = append(ids, s.Id)
	}
	return ids
}

func TestLoadReadsTemplatesOfADirectory(t *testing.T) {
	const cycle = `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "%"}}}}`
	for _, test := range []struct {
		name   string
		files  map[string]string
		stacks []string
		gap    string
	}{
		{"two templates", map[string]string{"a.json": nestedTemplate, "b.template": nestedTemplate}, []string{"a", "b"}, ""},
		{"other files beside", map[string]string{"a.json": nestedTemplate, "b.json": `{"x": 1}`, "c.go": `// "AWS::EC2::VPC" in Resources`}, []string{"a"}, ""},
		{"a template that cannot be read", map[string]string{"a.json": nestedTemplate, "b.json": `{"Resources": {"V": {"Type": "AWS::EC2::VPC"`}, []string{"a", "b"}, "b.json: line 1"},
		{"a nested stack by its path", map[string]string{"parent.json": parentTemplate, "nested.json": nestedTemplate}, []string{"parent", "parent.N"}, ""},
		{"a nested stack that is elsewhere", map[string]string{"parent.json": strings.Replace(parentTemplate, "./", "https://bucket.s3.amazonaws.com/", 1), "nested.json": nestedTemplate}, []string{"nested", "parent"}, ""},
		{"a nested stack that is not there", map[string]string{"parent.json": parentTemplate}, []string{"parent"}, "nested.json: no such file"},
		{"a nested stack outside the directory", map[string]string{"parent.json": strings.Replace(parentTemplate, "./", "../", 1)}, []string{"parent"}, "outside"},
		{"stacks that nest each other", map[string]string{"a.json": strings.Replace(cycle, "%", "b.json", 1), "b.json": strings.Replace(cycle, "%", "a.json", 1)}, []string{"a", "a.N"}, "contains itself"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := load(t, write(t, test.files))
			if got := stackIds(a); !slices.Equal(got, test.stacks) {
				t.Errorf("stacks are %v, want %v", got, test.stacks)
			}
			var gaps []string
			for _, gap := range a.Gaps {
				gaps = append(gaps, gap.String())
			}
			if got := strings.Join(gaps, "\n"); !strings.Contains(got, test.gap) || test.gap == "" && got != "" {
				t.Errorf("gaps are %q, want %q", got, test.gap)
			}
		})
	}
}

func TestLoadReadsSeveralPaths(t *testing.T) {
	dir := write(t, map[string]string{"parent.json": parentTemplate, "nested.json": nestedTemplate, "import.json": `{"Resources": {"S": {"Type": "T", "Properties": {"Vpc": {"Fn::ImportValue": "vpc"}}}}}`})
	export := write(t, map[string]string{"net.json": `{"Resources": {"Vpc": {"Type": "AWS::EC2::VPC"}}, "Outputs": {"Vpc": {"Value": {"Ref": "Vpc"}, "Export": {"Name": "vpc"}}}}`})
	a, err := Reader{}.Load(filepath.Join(dir, "nested.json"), filepath.Join(dir, "parent.json"), filepath.Join(dir, "import.json"), export)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stackIds(a), []string{"import", "net", "parent", "parent.N"}; !slices.Equal(got, want) {
		t.Errorf("stacks are %v, want %v", got, want)
	}
	if got, _ := a.Stack("parent.N").Resource("Vpc").Property("CidrBlock").Text(); got != "10.1.0.0/16" {
		t.Errorf("the nested stack's block is %q", got)
	}
	if got, _ := a.Stack("import").Resource("S").Property("Vpc").Token(); got != (Token{Scope: "net", Name: "Vpc"}) {
		t.Errorf("the import is %v", got)
	}
}

// TestLoadReadsEachFileOnce passes a file by several paths.
func TestLoadReadsEachFileOnce(t *testing.T) {
	const assembly = `{"artifacts": {"net": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "net.json"}}}}`
	dir := write(t, map[string]string{"parent.json": parentTemplate, "nested.json": nestedTemplate})
	out := write(t, map[string]string{"manifest.json": assembly, "net.json": nestedTemplate})
	working, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	relative, err := filepath.Rel(working, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		paths, stacks []string
		reason        string
	}{
		{[]string{dir + "/nested.json", dir + "/nested.json"}, []string{"nested"}, "the same path"},
		{[]string{dir + "/nested.json", filepath.Join(relative, "nested.json")}, []string{"nested"}, "a relative path"},
		{[]string{dir + "/nested.json", dir + "/./nested.json"}, []string{"nested"}, "another spelling"},
		{[]string{dir + "/./nested.json", dir + "/parent.json"}, []string{"parent", "parent.N"}, "a nested stack in another spelling"},
		{[]string{dir, dir}, []string{"parent", "parent.N"}, "a directory"},
		{[]string{dir + "/parent.json", dir}, []string{"parent", "parent.N"}, "a directory and a file in it"},
		{[]string{out, out + "/net.json", out + "/."}, []string{"net"}, "an assembly and a template in it"},
		{[]string{dir + "/nested.json", out + "/net.json"}, []string{"nested", "net"}, "two files with the same text"},
	} {
		a, err := Reader{}.Load(test.paths...)
		if err != nil {
			t.Fatal(err)
		}
		if got := stackIds(a); !slices.Equal(got, test.stacks) {
			t.Errorf("%s: stacks are %v, want %v", test.reason, got, test.stacks)
		}
	}
}

func TestReaderConvertsOtherFormats(t *testing.T) {
	reader := Reader{ToJson: func(data []byte) ([]byte, error) {
		if string(data) == "broken" {
			return nil, errors.New("line 1, column 7: is broken")
		}
		return []byte(nestedTemplate), nil
	}}
	a, err := reader.Load(write(t, map[string]string{"parent.json": strings.Replace(parentTemplate, "nested.json", "nested.yaml", 1), "nested.yaml": "Resources: # AWS::EC2::VPC"}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := stackIds(a), []string{"parent", "parent.N"}; !slices.Equal(got, want) {
		t.Errorf("stacks are %v, want %v", got, want)
	}
	if _, err := reader.Parse("a.yaml", []byte("broken")); err == nil || err.Error() != "a.yaml: line 1, column 7: is broken" {
		t.Errorf("the error is %v", err)
	}
}

func TestReaderAssignsParameters(t *testing.T) {
	const text = `{"Parameters": {
			"Block": {"Type": "String", "Default": "10.0.0.0/16"}, "Open": {"Type": "String"}, "Secret": {"Type": "String", "Default": "s", "NoEcho": true},
			"Ids": {"Type": "CommaDelimitedList", "Default": "a, b"}, "Count": {"Type": "Number", "Default": 2},
			"On": {"Type": "String", "Default": "no", "AllowedValues": ["yes", "no"]}},
		"Conditions": {"IsOn": {"Fn::Equals": [{"Ref": "On"}, "yes"]}},
		"Resources": {"R": {"Type": "T", "Properties": {"Block": {"Ref": "Block"}, "Open": {"Ref": "Open"}, "Ids": {"Ref": "Ids"}, "Count": {"Ref": "Count"}, "On": {"Fn::If": ["IsOn", 1, 0]}}}}}`
	for _, test := range []struct {
		name     string
		reader   Reader
		want     string
		assigned string
	}{
		{"none", Reader{}, `${Net.Block} ${Net.Open} ${Net.Ids} ${Net.Count}`, ""},
		{"by name", Reader{Parameters: map[string]string{"Block": "10.1.0.0/16", "Ids": "c,d,e"}}, `10.1.0.0/16 ${Net.Open} [c, d, e] ${Net.Count}`, "Block=10.1.0.0/16 Ids=c,d,e"},
		{"by stack and name first", Reader{Parameters: map[string]string{"Net:Open": "x"}}, `${Net.Block} x ${Net.Ids} ${Net.Count}`, "Open=x"},
		{"that decides a condition", Reader{Parameters: map[string]string{"On": "yes"}}, `${Net.Block} ${Net.Open} ${Net.Ids} ${Net.Count} 1`, "On=yes"},
		{"defaults", Reader{Defaults: true, Parameters: map[string]string{"Count": "3"}}, `10.0.0.0/16 ${Net.Open} [a, b] 3 0`, "Block=10.0.0.0/16* Count=3 Ids=a, b* On=no* Secret=*"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := test.reader.Parse("Net.json", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			var values, assigned []string
			for _, property := range []string{"Block", "Open", "Ids", "Count", "On"} {
				v := a.Stacks[0].Resource("R").Property(property)
				if token, ok := v.Token(); ok && token.Kind == CauseParameter {
					values = append(values, "${Net."+token.Name+"}")
				} else if !ok {
					values = append(values, v.String())
				}
			}
			for _, p := range a.Assigned {
				text := p.Name + "=" + p.Value
				if p.Default {
					text += "*"
				}
				assigned = append(assigned, text)
			}
			if got := strings.Join(values, " "); got != test.want {
				t.Errorf("values are %s, want %s", got, test.want)
			}
			if got := strings.Join(assigned, " "); got != test.assigned {
				t.Errorf("assigned are %s, want %s", got, test.assigned)
			}
		})
	}
	for _, test := range []struct {
		name, key, value, want string
	}{
		{"a name that no template has", "Blok", "x", "parameter Blok: no template has it; they have Net:Block, "},
		{"a stack that is not there", "Other:Block", "x", "parameter Other:Block: no template has it"},
		{"a value that is not allowed", "On", "maybe", `parameter On of stack Net: "maybe" is not one of its AllowedValues; want yes, no`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Reader{Parameters: map[string]string{test.key: test.value}}.Parse("Net.json", []byte(text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}
