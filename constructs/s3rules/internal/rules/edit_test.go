package rules

import (
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// base is a VPC with both endpoints. No rule finds a mistake in it, and none is unknown.
//
//go:embed testdata/base.template.json
var base []byte

// edited returns the base with edits. An edit is a JSON object of paths and their new values:
//
//	{"Interface.PrivateDnsEnabled": true}              a property, or one deeper in it; null removes it
//	{"Second": {"Like": "Gateway", "VpcId": "vpc-1"}}  a new resource: a copy of another, with some properties
//	{"Zone": {"Type": "AWS::Route53::HostedZone"}}     a new resource of a type, with some properties
//	{"Second": {"Like": "Gateway", "Condition": "Open"}}
//	{"Gateway": null}                                  removes a resource, after everything else
//	{"Outputs.Url": {"Value": "…"}}                    an output; Parameters likewise
//	{"Region": "cn-north-1"}                           the Region of the stack, else eu-west-1; null if unknown
func edited(t testing.TB, edits ...string) (*template.Assembly, *network.Network) {
	t.Helper()
	tmpl, region := editedTemplate(t, edits...)
	return load(t, tmpl, region)
}

func editedTemplate(t testing.TB, edits ...string) (tmpl map[string]any, region string) {
	t.Helper()
	tmpl, region = object(t, string(base)), "eu-west-1"
	resources := tmpl["Resources"].(map[string]any)
	for _, edit := range edits {
		if edit == "" {
			continue
		}
		changes := object(t, edit)
		for _, path := range slices.Sorted(maps.Keys(changes)) {
			if body, ok := changes[path].(map[string]any); ok && !strings.Contains(path, ".") {
				resources[path] = newResource(t, resources, body)
				delete(changes, path)
			}
		}
		for _, path := range slices.Sorted(maps.Keys(changes)) {
			id, property, inside := strings.Cut(path, ".")
			var node any = tmpl
			switch {
			case id == "Region":
				region, _ = changes[path].(string)
				continue
			case id == "Outputs", id == "Parameters", id == "Conditions":
				property = path
			case resources[id] == nil:
				t.Fatalf("there is no resource %s: %s", id, edit)
			case inside:
				node = resources[id].(map[string]any)["Properties"]
			default:
				continue
			}
			if !set(node, strings.Split(property, "."), changes[path]) {
				t.Fatalf("there is nothing at %s: %s", path, edit)
			}
		}
		maps.DeleteFunc(resources, func(id string, _ any) bool {
			value, changed := changes[id]
			return changed && value == nil
		})
	}
	return tmpl, region
}

// set changes what a path leads to, or removes it if the value is null.
func set(node any, path []string, value any) bool {
	step, last := path[0], len(path) == 1
	switch node := node.(type) {
	case map[string]any:
		switch {
		case last && value == nil:
			delete(node, step)
			return true
		case last:
			node[step] = value
			return true
		case node[step] == nil:
			node[step] = map[string]any{}
		}
		return set(node[step], path[1:], value)
	case []any:
		i, err := strconv.Atoi(step)
		switch {
		case err != nil || i >= len(node):
			return false
		case last:
			node[i] = value
			return true
		}
		return set(node[i], path[1:], value)
	}
	return false
}

func newResource(t testing.TB, resources, body map[string]any) map[string]any {
	t.Helper()
	resource := map[string]any{}
	if like, ok := body["Like"].(string); ok {
		data, err := json.Marshal(resources[like])
		if err != nil {
			t.Fatal(err)
		}
		resource = object(t, string(data))
	}
	properties, _ := resource["Properties"].(map[string]any)
	if properties == nil {
		properties = map[string]any{}
		resource["Properties"] = properties
	}
	for key, value := range body {
		switch key {
		case "Like":
		case "Type", "Condition":
			resource[key] = value
		default:
			set(properties, []string{key}, value)
		}
	}
	return resource
}

func object(t testing.TB, text string) (o map[string]any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return o
}

// load reads a template of a stack in a Region, which is empty if unknown.
func load(t testing.TB, tmpl map[string]any, region string) (*template.Assembly, *network.Network) {
	t.Helper()
	a, err := template.FromMap("Net.template.json", tmpl)
	if err != nil {
		t.Fatal(err)
	}
	a.Stacks[0].Region = region
	return a, network.New(a, nil)
}
