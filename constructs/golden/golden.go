// Package golden compares what tests synthesise with files under testdata, in readable JSON.
//
// The flag that rewrites the files belongs to the test that uses this package:
//
//	var update = flag.Bool("update", false, "rewrite the golden files in testdata")
//
//	func TestTemplate(t *testing.T) {
//		stack := NewNetworkStack(golden.App(t, ".", nil), "Network")
//		golden.Template(t, *update, "network", stack)
//	}
package golden

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/google/go-cmp/cmp"
)

// App is an app with the context that cdk synth gives it in folder, so that feature flags and looked-up values are the
// same: that of cdk.json, then that of cdk.context.json if there is one, then further context (nil for none), each of
// which takes precedence over the ones before. The test fails if a file cannot be read, or if folder has no cdk.json.
func App(t testing.TB, folder string, context map[string]any) awscdk.App {
	t.Helper()
	var file struct{ Context map[string]any }
	if err := readJson(filepath.Join(folder, "cdk.json"), &file); err != nil {
		t.Fatalf("cannot read the app's context: %v", err)
	}
	merged := map[string]any{}
	maps.Copy(merged, file.Context)
	if err := readJson(filepath.Join(folder, "cdk.context.json"), &merged); err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("cannot read the app's context: %v", err)
	}
	maps.Copy(merged, context)
	return awscdk.NewApp(&awscdk.AppProps{Context: &merged})
}

func readJson(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return &fs.PathError{Op: "parse", Path: path, Err: err}
	}
	return nil
}

// Template synthesises the stack's app and compares the stack's template with testdata/<name>.template.json, or writes
// that file if update is true. The test fails with the differences, each in its place in the template.
func Template(t testing.TB, update bool, name string, stack awscdk.Stack) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("cannot synthesise %s: %v", name, r)
		}
	}()
	template := *assertions.Template_FromStack(stack, nil).ToJSON()
	text, err := json.MarshalIndent(template, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, update, name+".template.json", string(text)+"\n", func(want string) string {
		var parsed map[string]any
		if err := json.Unmarshal([]byte(want), &parsed); err != nil {
			return err.Error()
		}
		return differences(parsed, template)
	})
}

// Text compares text with testdata/<name>, or writes that file if update is true. The test fails with the differences.
func Text(t testing.TB, update bool, name, got string) {
	t.Helper()
	compare(t, update, name, got, func(want string) string { return cmp.Diff(want, got) })
}

// differences lists what is only in want and only in got, a line for each value with its place in the template.
func differences(want, got any) string {
	wanted, found := map[string]string{}, map[string]string{}
	flatten("", want, wanted)
	flatten("", got, found)
	var lines []string
	for _, place := range slices.Sorted(maps.Keys(wanted)) {
		if found[place] != wanted[place] {
			lines = append(lines, fmt.Sprintf("- %s: %s", place, wanted[place]))
		}
		if value, ok := found[place]; ok && value != wanted[place] {
			lines = append(lines, fmt.Sprintf("+ %s: %s", place, value))
		}
	}
	for _, place := range slices.Sorted(maps.Keys(found)) {
		if _, ok := wanted[place]; !ok {
			lines = append(lines, fmt.Sprintf("+ %s: %s", place, found[place]))
		}
	}
	return strings.Join(lines, "\n")
}

// flatten collects the values of a template by their places, such as Resources.Vpc.Properties.Tags[0].Key.
func flatten(place string, value any, into map[string]string) {
	switch v := value.(type) {
	case map[string]any:
		for key, element := range v {
			flatten(strings.TrimPrefix(place+"."+key, "."), element, into)
		}
	case []any:
		for i, element := range v {
			flatten(fmt.Sprintf("%s[%d]", place, i), element, into)
		}
	default:
		into[place] = fmt.Sprintf("%#v", v)
	}
}

func compare(t testing.TB, update bool, name, got string, describe func(want string) string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run the test with -update to write it", err)
	}
	if string(want) != got {
		t.Errorf("%s differs (-want +got); if that is meant, run the test with -update:\n%s", path, describe(string(want)))
	}
}
