package main

import (
	"flag"
	"testing"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK's validation is on and strict: a finding fails the synth.
func TestTemplates(t *testing.T) {
	network, storage := NewStacks(golden.App(t, ".", nil))
	golden.Template(t, *update, "network", network)
	golden.Template(t, *update, "storage", storage)
}

// The subnets are in one template and the endpoints in the other, so it takes the whole cloud assembly to tell.
func TestNoSubnetReachesS3OverNatOrTheInternet(t *testing.T) {
	app := golden.App(t, ".", nil)
	NewStacks(app)
	s3path.RequirePrivate(t, *app.Synth(nil).Directory())
}
