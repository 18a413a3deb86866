package main

import (
	"flag"
	"testing"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the templates strictly: a finding fails the synth.
func TestTemplates(t *testing.T) {
	network, storage := NewStacks(golden.App(t, ".", nil))
	golden.Template(t, *update, "network", network)
	golden.Template(t, *update, "storage", storage)
}

// The subnets are in one template and the endpoints in the other, so the whole cloud assembly is checked.
func TestNoSubnetReachesS3OverNatOrTheInternet(t *testing.T) {
	app := golden.App(t, ".", nil)
	NewStacks(app)
	s3path.RequirePrivate(t, *app.Synth(nil).Directory())
}
