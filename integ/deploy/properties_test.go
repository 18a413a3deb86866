package deploy

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// replacedConstructs are those that a change of each property replaces, by construct path: all others are updated in place. An
// interface endpoint that is replaced has new DNS names.
var replacedConstructs = []string{
	"GatewayS3RouteVpc",
	"InterfaceS3LinkServiceRegion/Endpoint",
	"InterfaceS3LinkVpc/Endpoint",
	"InterfaceS3LinkVpc/SecurityGroup",
}

// The CDK CLI compares two templates with CloudFormation's resource specification, without an account.
func TestPropertiesThatReplace(t *testing.T) {
	if testing.Short() {
		t.Skip("-short downloads no CDK CLI")
	}
	a := &app{binary: build(t, "properties"), dir: rootDir(t), environment: os.Environ()}
	a.run(t, "synth", "--quiet")
	before := filepath.Join(t.TempDir(), "before.json")
	must(t, os.Rename(filepath.Join(a.assembly(), "Properties.template.json"), before))

	a.args = []string{"-c", "changed=true"}
	found := slices.Sorted(maps.Values(a.diff(t, "--template", before).replaced))
	if diff := cmp.Diff(replacedConstructs, found); diff != "" {
		t.Errorf("other constructs are replaced (-want +got):\n%s", diff)
	}
}

// Every property is changed in a deployed stack, and what is not replaced keeps its physical id.
func TestPropertiesChangedInADeployedStack(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	a := &app{binary: build(t, "properties"), dir: rootDir(t), environment: c.environment}
	a.deploy(t)
	before := c.look(t, "Properties")
	a.args = []string{"-c", "changed=true"}
	planned := a.diff(t)
	a.deploy(t)
	after := c.look(t, "Properties")
	if diff := cmp.Diff(slices.Sorted(maps.Keys(planned.replaced)), replacedIds(before.ids, after.ids)); diff != "" {
		t.Errorf("the deploy replaced other resources than cdk diff said (-want +got):\n%s", diff)
	}
	a.destroy(t)
}
