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
			r.Exists()
		}
		for _, name := range s.Outputs() {
			_ = s.Output(name).String()
		}
		for _, name := range sortedKeys(s.parameters) {
			_ = s.parameter(name, 0).String()
		}
	})
}
