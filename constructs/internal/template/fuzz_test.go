package template

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// FuzzParse resolves all there is in any input. No input may make it panic or run without end.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.json", "testdata/*/*.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Add([]byte(`{"Mappings": {"M": {"a": {"b": {"Fn::Join": 1}}}}, "Resources": {"R": {"Type": "T", "Properties": {"P": {"Fn::FindInMap": ["M", "a", "b"]}}}}}`))
	f.Add([]byte(`{"Transform": "M", "Resources": {"Fn::ForEach::X": ["N", ["a"], {"R${N}": {"Type": "T"}}], "R": {"Type": "T", "Properties": {"P": {"Fn::GetAtt": [{"Ref": "A"}, "B"]}, "Q": "{{resolve:ssm:/a}}"}}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Parse("fuzz.template.json", data)
		if err != nil {
			return
		}
		s := a.Stacks[0]
		for _, r := range s.Resources {
			properties := r.Properties()
			if properties.Equal(properties) == False {
				t.Errorf("%s: properties differ from themselves: %s", r.LogicalId, properties)
			}
			if _, ok := properties.Cause(); !ok && properties.Kind() == Unknown {
				t.Errorf("%s: properties are unknown without a cause", r.LogicalId)
			}
			r.Exists()
		}
		for _, u := range s.Unseen {
			_, _ = u.Names().String(), u.Cause.String()
		}
		for _, name := range s.Outputs() {
			_ = s.Output(name).String()
		}
		for _, name := range s.parameters.names() {
			_ = s.parameter(name, site{}).String()
		}
	})
}

// FuzzDecode reads any text, which must have the result that encoding/json has, apart from keys that occur twice.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		"{}", ` { "a" : [ 1.5e+3 , -0, true,false , null , [], {} ] , "b\u00e9\"\\" : "é\xff\t\n" } `, `{"a": 1, "a": {"a": 2}}`,
		`{"a": 01}`, `{"a": tru}`, `{"a": nulll}`, `{"a": 1,}`, `{,}`, `[1,]`, `{"a"}`, `{"a":}`, `{a: 1}`, `{"a": "`, `{"a": "\`, "{\"a\": \"\n\"}", `{"a": "\x"}`, `{"a": 1]`,
		`{"a": 1} 2`, "{\"a\":\v1}", "", "null", "1", `{"a": -}`, `{"a": [1 2]}`, `{"a": "b" "c": 1}`, `{"a": "\ud800"}`,
		`{"a": ` + strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999) + `}`, `{"a": ` + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + `}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := decode("fuzz.json", data)
		var want map[string]any
		decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte(byteOrderMark))))
		decoder.UseNumber()
		isObject := json.Valid(bytes.TrimPrefix(data, []byte(byteOrderMark))) && decoder.Decode(&want) == nil && want != nil
		if err != nil && isObject && !strings.Contains(err.Error(), "occurs twice") || err == nil && !reflect.DeepEqual(mapsOf(got), any(want)) {
			t.Errorf("%q is %v, error %v, want %v", data, got, err, want)
		}
	})
}

// mapsOf returns a value as encoding/json decodes it.
func mapsOf(node any) any {
	switch node := node.(type) {
	case object:
		m := map[string]any{}
		for _, member := range node {
			m[member.name] = mapsOf(member.value)
		}
		return m
	case []any:
		list := []any{}
		for _, element := range node {
			list = append(list, mapsOf(element))
		}
		return list
	}
	return node
}

// FuzzLoad reads any manifest with any template beside it. No input may make it panic or reach a file outside.
func FuzzLoad(f *testing.F) {
	const stack = `"A": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1", "properties": {"templateFile": "A.json"}}`
	const nested = `{"Resources": {"N": {"Type": "AWS::CloudFormation::Stack", "Metadata": {"aws:asset:path": "A.json"}, "Properties": {"TemplateURL": "x/a"}}}}`
	for _, manifest := range []string{
		`{"artifacts": {` + stack + `}}`,
		`{"artifacts": {` + stack + `, "S": {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}}}`,
		`{"artifacts": {` + stack + `, "S": {"type": "cdk:asset-manifest", "properties": {"file": "A.json"}}}}`,
		`{"artifacts": {"A": {"type": 1}, "B": null, "C": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "/etc/passwd"}}}}`,
	} {
		f.Add([]byte(manifest), []byte(nested))
		f.Add([]byte(manifest), []byte(`{"files": {"a": {"source": {"path": "A.json"}}}}`))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, manifest, template []byte) {
		for name, data := range map[string][]byte{manifestFile: manifest, "A.json": template} {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		a, err := Load(dir)
		if err != nil {
			return
		}
		for _, s := range a.Stacks {
			if s.File != filepath.Join(dir, "A.json") && s.File != filepath.Join(dir, manifestFile) {
				if _, err := os.Stat(s.File); err == nil {
					t.Errorf("%s is read", s.File)
				}
			}
			for _, r := range s.Resources {
				_ = r.Properties().String()
			}
		}
	})
}
