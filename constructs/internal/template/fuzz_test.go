package template

import (
	"os"
	"path/filepath"
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
		for _, name := range sortedKeys(s.parameters) {
			_ = s.parameter(name, site{}).String()
		}
	})
}
