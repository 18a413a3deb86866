//go:build examples

package main

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the templates strictly: a finding fails the synth. README.md shows the drawing.
func TestStacks(t *testing.T) {
	app := golden.App(t, "../..", map[string]any{"aws:cdk:enable-path-metadata": true}) // as the CDK CLI does
	for _, stack := range NewStacks(app) {
		golden.Template(t, *update, *stack.StackName(), stack)
	}

	assembly := *app.Synth(nil).Directory()
	s3path.RequirePrivate(t, assembly)
	report, err := s3path.Analyze(assembly, s3path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	golden.Text(t, *update, "paths.txt", report.String())
	golden.Text(t, *update, "paths.mmd", report.Mermaid())

	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if drawing := "```mermaid\n" + report.Mermaid() + "```\n"; !strings.Contains(string(readme), drawing) {
		t.Errorf("README.md does not show the drawing:\n%s", drawing)
	}
}
