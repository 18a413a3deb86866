package main

import (
	"flag"
	"os"
	"testing"

	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/golden"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

// The CDK's validation is on and strict: a finding fails the synth.
func TestStages(t *testing.T) {
	for _, endpoints := range []string{"none", "gateway", "interface", "both"} {
		t.Run(endpoints, func(t *testing.T) {
			stack := NewStack(golden.App(t, "../..", nil), "PrivateS3Access", endpoints)
			golden.Template(t, *update, endpoints, stack)
		})
	}
}

func TestUnknownStage(t *testing.T) {
	defer func() {
		want := `endpoints is "all"; want none, gateway, interface or both`
		if r := recover(); r == nil || r.(error).Error() != want {
			t.Errorf("panicked with %v, want %s", r, want)
		}
	}()
	NewStack(golden.App(t, "../..", nil), "PrivateS3Access", "all")
}
