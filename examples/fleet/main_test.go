//go:build examples

package main

import (
	"encoding/json"
	"flag"
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { golden.Main(m) }

// The CDK validates the templates strictly: a finding fails the synth.
func TestFleet(t *testing.T) {
	app := golden.App(t, "../..", nil)
	places := Places()
	stacks := NewStages(app, places)
	anywhere := NewStack(app, "Anywhere")

	golden.Template(t, *update, "anywhere", anywhere)
	golden.Template(t, *update, "china", stacks[len(stacks)-1])

	checkUnbound(t, "Anywhere", text(t, anywhere))
	first := generalize(places[0], text(t, stacks[0]))
	for i, place := range places {
		template := generalize(place, text(t, stacks[i]))
		checkUnbound(t, place.Region, template)
		if diff := cmp.Diff(strings.Split(first, "\n"), strings.Split(template, "\n")); diff != "" {
			t.Errorf("the template of %v differs from that of %v:\n%s", place, places[0], diff)
		}
	}
}

// generalize removes what README.md says differs between the templates of places.
func generalize(place Place, template string) string {
	gateway := "com.amazonaws." + place.Region + ".s3"
	link := gateway
	if strings.HasPrefix(place.Region, "cn-") {
		link = "cn." + gateway
	}
	return strings.NewReplacer(
		`"`+place.Workload+"-"+place.Region+"/", `"STAGE/`,
		`"`+gateway+`"`, `"SERVICE"`,
		`"`+link+`"`, `"SERVICE"`,
	).Replace(template)
}

// checkUnbound fails the test if a template has the name of a Region or zone, or the id of an account.
func checkUnbound(t *testing.T, name, template string) {
	t.Helper()
	if found := regexp.MustCompile(`\b[a-z]{2}(-[a-z]+)+-[0-9][a-z]?\b|\b[0-9]{12}\b`).FindString(template); found != "" {
		t.Errorf("the template of %s names %s", name, found)
	}
}

func text(t *testing.T, stack *Stack) string {
	t.Helper()
	text, err := json.MarshalIndent(assertions.Template_FromStack(stack, nil).ToJSON(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
