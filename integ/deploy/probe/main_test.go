package main

import (
	"flag"
	"testing"

	"github.com/privates3/privates3-go/constructs/golden"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK's validation is on and strict: a finding fails the synth.
func TestProbeTemplate(t *testing.T) {
	stack := NewStack(golden.App(t, "../../..", nil), "Probe", "vpc-0e25b8cdd720f900e", []string{
		"subnet-0a1b2c3d4e5f60718",
		"subnet-0b1c2d3e4f5061728",
	})
	golden.Template(t, *update, "probe", stack)
}
