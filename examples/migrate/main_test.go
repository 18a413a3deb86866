//go:build examples

package main

import (
	"flag"
	"maps"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the template strictly: a finding fails the synth.
func TestTemplate(t *testing.T) {
	golden.Template(t, *update, "migrate", NewStack(golden.App(t, "../..", nil), "Migrate", "privates3"))
}

// integ/deploy deploys both, and compares the endpoint IDs.
func TestEndpointsAreKept(t *testing.T) {
	endpoints := func(value string) map[string]map[string]any {
		template := assertions.Template_FromStack(NewStack(golden.App(t, "../..", nil), "Migrate", value), nil)
		found := map[string]map[string]any{}
		for id, resource := range *template.FindResources(jsii.String("AWS::EC2::VPCEndpoint"), nil) {
			found[id] = (*resource)["Properties"].(map[string]any)
		}
		return found
	}
	before, after := endpoints("cdk"), endpoints("privates3")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(before)), slices.Sorted(maps.Keys(after))); diff != "" || len(before) != 2 {
		t.Fatalf("the logical IDs of the endpoints differ (-before +after):\n%s", diff)
	}
	for id, properties := range before {
		for _, name := range []string{"VpcId", "VpcEndpointType", "ServiceName", "ServiceRegion"} { // a change of these replaces an endpoint
			if diff := cmp.Diff(properties[name], after[id][name]); diff != "" {
				t.Errorf("%s of %s differs (-before +after):\n%s", name, id, diff)
			}
		}
	}
}

func TestPaths(t *testing.T) {
	template := assertions.Template_FromStack(NewStack(golden.App(t, "../..", nil), "Migrate", "privates3"), nil)
	s3path.RequirePrivate(t, template.ToJSON())
}

func TestUnknownEndpoints(t *testing.T) {
	defer func() {
		want := `context endpoints: unknown value "all"; use cdk or privates3`
		if r := recover(); r == nil || r.(error).Error() != want {
			t.Errorf("panicked with %v, want %s", r, want)
		}
	}()
	NewStack(golden.App(t, "../..", nil), "Migrate", "all")
}
