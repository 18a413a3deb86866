package golden

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
)

// App returns an app with the context that "cdk synth" uses in folder, so that feature flags and looked-up values are the
// same. The context is that of cdk.json, then that of cdk.context.json if there is one, and then the further context, which
// can be nil. Later values take precedence. The test fails if a file cannot be read, if folder has no cdk.json, or if Node
// cannot be started.
//
// With -short, the CDK does not validate the templates. Rules that are registered with the app still run.
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
	app, err := cdk.Try(func() awscdk.App {
		return awscdk.NewApp(&awscdk.AppProps{Context: &merged, BuiltinCloudFormationValidation: jsii.Bool(!testing.Short())})
	})
	if err != nil {
		t.Fatalf("cannot start the CDK: %v. It needs Node.js, as the program \"node\" on the PATH.", err)
	}
	return app
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
