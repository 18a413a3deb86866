package deploy

import (
	"path/filepath"
	"reflect"
	"testing"

	"github.com/privates3/privates3-go/constructs/privates3"
	"github.com/privates3/privates3-go/integ/deploy/properties"
)

// A change of a property keeps the endpoint and its names, but where CloudFormation documents a replacement.
func TestProperties(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	a := &app{cloud: c, dir: rootDir(t)}
	a.binary = build(t, filepath.Join(a.dir, "integ"), filepath.Join(a.dir, "integ/deploy/properties/app"), nil)

	a.deploy(t)
	before := c.outputs(t, "Properties")
	a.args = []string{"-c", "changed=true"}
	a.deploy(t)
	after := c.outputs(t, "Properties")
	for _, p := range properties.Properties() {
		if !p.Deployed() {
			continue
		}
		was, is := before[p.Name()+"Id"], after[p.Name()+"Id"]
		if was == "" || is == "" {
			t.Errorf("%s: the endpoint was %q and is %q", p.Name(), was, is)
		}
		if replaced := was != is; replaced != p.Replaced {
			t.Errorf("%s: replaced is %v, expected %v", p.Name(), replaced, p.Replaced)
		}
	}
	a.destroy(t)
}

// Every field is listed: a new one has to say whether it replaces the endpoint.
func TestPropertiesAreAllListed(t *testing.T) {
	listed := map[string]bool{}
	for _, p := range properties.Properties() {
		listed[p.Name()] = true
		if (p.Replaced || !p.Deployed()) && p.Why == "" {
			t.Errorf("%s does not say why", p.Name())
		}
	}
	for construct, props := range map[string]any{
		"GatewayS3Route":  privates3.GatewayS3RouteProps{},
		"InterfaceS3Link": privates3.InterfaceS3LinkProps{},
		"PrivateS3Access": privates3.PrivateS3AccessProps{},
	} {
		for _, field := range reflect.VisibleFields(reflect.TypeOf(props)) {
			if !listed[construct+field.Name] {
				t.Errorf("%sProps.%s is not listed", construct, field.Name)
			}
		}
	}
}
