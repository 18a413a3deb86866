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
func TestTemplate(t *testing.T) {
	golden.Template(t, *update, "locked-bucket", NewStack(golden.App(t, "../..", nil), "LockedBucket"))
}
