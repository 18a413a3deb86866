// Package golden compares what tests synthesise with files under testdata, in readable JSON.
//
// The flag that rewrites the files belongs to the test that uses this package:
//
//	var update = flag.Bool("update", false, "rewrite the golden files in testdata")
//
//	func TestTemplate(t *testing.T) {
//		stack := NewShopStack(golden.App(t, ".", nil), "Shop")
//		golden.Template(t, *update, "shop", stack)
//	}
package golden

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/google/go-cmp/cmp"
)

// App is an app with the context of the cdk.json in folder, so that the feature flags are those of cdk synth, and with
// further context (nil for none), which takes precedence. The test fails if the file cannot be read.
func App(t testing.TB, folder string, context map[string]any) awscdk.App {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "cdk.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Context map[string]any }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatalf("%s/cdk.json: %v", folder, err)
	}
	for key, value := range context {
		file.Context[key] = value
	}
	return awscdk.NewApp(&awscdk.AppProps{Context: &file.Context})
}

// Template synthesises the stack's app and compares the stack's template with testdata/<name>.template.json, or writes
// that file if update is true. The test fails with the differences.
func Template(t testing.TB, update bool, name string, stack awscdk.Stack) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("cannot synthesise %s: %v", name, r)
		}
	}()
	text, err := json.MarshalIndent(assertions.Template_FromStack(stack, nil).ToJSON(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	Text(t, update, name+".template.json", string(text)+"\n")
}

// Text compares text with testdata/<name>, or writes that file if update is true. The test fails with the differences.
func Text(t testing.TB, update bool, name, got string) {
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
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); if that is meant, run the test with -update and note it in CHANGELOG.md:\n%s", path, diff)
	}
}
