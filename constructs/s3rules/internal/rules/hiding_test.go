package rules

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// hiddenTypes are the prefixes of the resource types that are hidden.
var hiddenTypes = []string{"AWS::EC2::", "AWS::Route53", "AWS::S3::"}

// TestHiding hides resources of templates, with -all all of them in each way. What was deployed before can be deployed from what
// is left, so that a rule which found no mistake may find none now.
func TestHiding(t *testing.T) {
	hidings, dir := 0, t.TempDir()
	for name, h := range hideables(t) {
		before := compliances(t, dir, []templatetest.Stack{h.stack}, h.rules)
		inSample := func(hidden string) bool { return templatetest.InSample(name+hidden, 64) }
		for hidden := range templatetest.Hide([]templatetest.Stack{h.stack}, inSample, hiddenTypes...) {
			hidings++
			for rule, after := range compliances(t, dir, hidden.Stacks, h.rules) {
				if after.Compliance == NonCompliant && before[rule].Compliance != NonCompliant {
					t.Errorf("%s: %s: %s was %s, and finds: %s", name, hidden, rule, before[rule].Compliance, after.Message)
				}
			}
		}
	}
	t.Logf("%d hidings", hidings)
	if hidings < 100 {
		t.Error("too few templates were found")
	}
}

// hideable is a template, and the rules for which its resources are hidden.
type hideable struct {
	stack templatetest.Stack
	rules []Rule
}

// hideables returns the templates of the examples and the base for all rules, and for each rule the first edit of the base
// in which it finds no mistake.
func hideables(t *testing.T) map[string]hideable {
	t.Helper()
	all := map[string]hideable{"the base": {stackOf(t, "", ""), All()}}
	files, err := filepath.Glob(examples + "*/testdata/*.template.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no templates of examples: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[file] = hideable{templatetest.Stack{Name: "template", Template: object(t, string(data))}, All()}
	}
	for id, test := range ruleTests {
		for _, c := range test.cases {
			if c.want == Compliant && test.given+c.edit != "{}" {
				all[fmt.Sprintf("%s: %s", id, c.name)] = hideable{stackOf(t, test.given, c.edit), []Rule{ruleById(t, id)}}
				break
			}
		}
	}
	return all
}

func stackOf(t *testing.T, edits ...string) templatetest.Stack {
	t.Helper()
	tmpl, region := editedTemplate(t, edits...)
	data, err := json.Marshal(tmpl) // the types of Go become those of JSON
	if err != nil {
		t.Fatal(err)
	}
	stack := templatetest.Stack{Name: "template", Template: object(t, string(data))}
	if region != "" {
		stack.Environment = "111122223333/" + region
	}
	return stack
}

// compliances returns the worst result of each rule.
func compliances(t *testing.T, dir string, stacks []templatetest.Stack, rules []Rule) map[string]Result {
	t.Helper()
	var a *template.Assembly
	var err error
	if len(stacks) == 1 {
		a, err = template.FromMap("template", stacks[0].Template)
		if err == nil {
			_, a.Stacks[0].Region, _ = strings.Cut(stacks[0].Environment, "/")
		}
	} else {
		templatetest.WriteAssembly(t, dir, stacks...)
		a, err = template.Load(dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	results, in := map[string]Result{}, &input{assembly: a, network: network.New(a, nil)}
	for _, rule := range rules {
		results[rule.Id] = worst(rule.check(in))
	}
	return results
}
