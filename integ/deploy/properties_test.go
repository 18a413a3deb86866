package deploy

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/privates3"
	"github.com/privates3/privates3-go/integ/deploy/properties"
)

// A change of a property keeps the endpoint and its names, but where CloudFormation documents a replacement.
func TestProperties(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	inventory := c.inventory(t)
	a := &app{cloud: c, dir: rootDir(t)}
	a.binary = build(t, filepath.Join(a.dir, "integ"), filepath.Join(a.dir, "integ/deploy/properties/app"), nil)

	a.deploy(t)
	before, written := c.outputs(t, "Properties"), a.template(t, "Properties")
	a.args = []string{"-c", "changed=true"}
	a.deploy(t)
	after, rewritten := c.outputs(t, "Properties"), a.template(t, "Properties")
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
		if same := cmp.Equal(of(p, written), of(p, rewritten)); same != p.Silent {
			t.Errorf("%s: the template says the same is %v, expected %v", p.Name(), same, p.Silent)
		}
	}
	a.destroy(t)
	if diff := cmp.Diff(inventory, c.inventory(t)); diff != "" {
		t.Errorf("destroyed, but not everything is as before:\n%s", diff)
	}
}

// of are the parts of a template that belong to a property's construct.
func of(p properties.Property, template map[string]map[string]any) map[string]any {
	found := map[string]any{}
	for _, section := range []string{"Resources", "Outputs"} {
		for id, part := range template[section] {
			if strings.HasPrefix(id, p.Name()) {
				found[id] = part
			}
		}
	}
	return found
}

// Every field is listed: a new one has to say whether it replaces the endpoint.
func TestPropertiesAreAllListed(t *testing.T) {
	listed := map[string]bool{}
	for _, p := range properties.Properties() {
		listed[p.Name()] = true
		if (p.Replaced || p.Silent || !p.Deployed()) && p.Why == "" {
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
