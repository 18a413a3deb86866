//go:build examples

package main

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the templates strictly: a finding fails the synth.
func TestStages(t *testing.T) {
	for _, endpoints := range []string{"none", "gateway", "interface", "both"} {
		t.Run(endpoints, func(t *testing.T) {
			stack := NewStack(golden.App(t, "../..", nil), "PrivateS3Access", endpoints)
			golden.Template(t, *update, endpoints, stack)
		})
	}
}

// A stage can be deployed over another. An endpoint with another logical id would be created before the old one is deleted,
// which fails for a gateway endpoint and changes the DNS names of an interface endpoint.
func TestEndpointsAreTheSameInAllStages(t *testing.T) {
	endpoints := func(stage string) map[string]any {
		template := assertions.Template_FromStack(NewStack(golden.App(t, "../..", nil), "PrivateS3Access", stage), nil)
		found := map[string]any{}
		for id, resource := range *template.FindResources(jsii.String("AWS::EC2::VPCEndpoint"), nil) {
			found[id] = (*resource)["Properties"]
		}
		return found
	}
	both := endpoints("both")
	for _, stage := range []string{"gateway", "interface"} {
		for id, properties := range endpoints(stage) {
			if diff := cmp.Diff(properties, both[id]); diff != "" {
				t.Errorf("%s differs between the stages %s and both:\n%s", id, stage, diff)
			}
		}
	}
}

func TestDrawingInReadme(t *testing.T) {
	app := golden.App(t, "../..", map[string]any{"aws:cdk:enable-path-metadata": true}) // as the CDK CLI does
	NewStack(app, "PrivateS3Access", "both")
	report, err := s3path.Analyze(*app.Synth(nil).Directory(), s3path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	golden.Text(t, *update, "both.mmd", report.Mermaid())

	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if drawing := "```mermaid\n" + report.Mermaid() + "```\n"; !strings.Contains(string(readme), drawing) {
		t.Errorf("README.md does not show the drawing:\n%s", drawing)
	}
}

func TestUnknownStage(t *testing.T) {
	defer func() {
		want := `context endpoints: unknown stage "all"; use none, gateway, interface or both`
		if r := recover(); r == nil || r.(error).Error() != want {
			t.Errorf("panicked with %v, want %s", r, want)
		}
	}()
	NewStack(golden.App(t, "../..", nil), "PrivateS3Access", "all")
}
