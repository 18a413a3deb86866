//go:build examples

package main

import (
	"flag"
	"testing"

	"github.com/privates3/privates3-go/constructs/golden"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the template strictly: a finding fails the synth.
func TestTemplate(t *testing.T) {
	golden.Template(t, *update, "locked-bucket", NewStack(golden.App(t, "../..", nil), "LockedBucket"))
}
