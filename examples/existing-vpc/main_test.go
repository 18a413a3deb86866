//go:build examples

package main

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the template strictly: a finding fails the synth.
func TestTemplate(t *testing.T) {
	golden.Template(t, *update, "existing-vpc", NewStack(golden.App(t, ".", nil), "ExistingVpc"))
}

// The template has the route tables of the existing gateway endpoint, and cdk.context.json the subnets that use them. The latter
// does not show whether the subnets have IPv6 addresses, with which the dual-stack names lead elsewhere.
func TestPaths(t *testing.T) {
	stack := NewStack(golden.App(t, ".", nil), "ExistingVpc")
	s3path.RequirePrivate(t, assertions.Template_FromStack(stack, nil).ToJSON(), s3path.Options{NoDualstack: true})
}

// The CDK CLI reads cdk.json from the working directory, so the example has a copy of the feature flags.
func TestFeatureFlags(t *testing.T) {
	if diff := cmp.Diff(flags(t, "../../cdk.json"), flags(t, "cdk.json")); diff != "" {
		t.Errorf("the feature flags of cdk.json differ from those of ../../cdk.json (-want +got):\n%s", diff)
	}
}

func flags(t *testing.T, path string) map[string]any {
	t.Helper()
	var file struct{ Context map[string]any }
	text, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	maps.DeleteFunc(file.Context, func(key string, _ any) bool { return !strings.HasPrefix(key, "@") })
	return file.Context
}

func TestMissingContext(t *testing.T) {
	app := golden.App(t, "../..", nil) // its cdk.json has no settings
	defer func() {
		want := "context account is missing; set it in cdk.json or with -c account=…"
		if r := recover(); r == nil || r.(error).Error() != want {
			t.Errorf("panicked with %v, want %s", r, want)
		}
	}()
	NewStack(app, "ExistingVpc")
}
