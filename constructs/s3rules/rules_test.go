package s3rules

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/s3rules/internal/rules"
)

var update = flag.Bool("update", false, "rewrite RULES.md")

// RULES.md is what the rules say.
func TestPlainRulesMarkdown(t *testing.T) {
	golden.Text(t, *update, "../RULES.md", rules.Markdown())
}

// The templates of the library and its examples have no mistake, and the examples not even a warning.
func TestPlainGoldenTemplates(t *testing.T) {
	for _, test := range []struct {
		pattern  string
		warnings bool
	}{
		{"../privates3/testdata/*.template.json", true},
		{"../../examples/*/testdata/*.template.json", false},
	} {
		files, err := filepath.Glob(test.pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", test.pattern, err)
		}
		for _, file := range files {
			for _, finding := range findingsOf(t, file) {
				if finding.Rule.Severity == rules.Error || !test.warnings {
					t.Errorf("%s: %s", file, finding)
				}
			}
		}
	}
}

func findingsOf(t *testing.T, file string) []rules.Finding {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, err := template.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return rules.Check(a, network.New(a, nil))
}

// A panic does not end the app. Here it comes from an app that is nil.
func TestPlainPanic(t *testing.T) {
	report := (&plugin{}).Validate(nil)
	violations := *report.Violations
	if len(violations) != 1 || *violations[0].RuleName != rules.Unreadable().Id || !*report.Success {
		t.Errorf("%+v", violations)
	}
}
