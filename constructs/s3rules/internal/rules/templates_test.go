package rules

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

var templates = flag.String("templates", "", "a directory of templates from elsewhere, which are all checked")

// TestTemplates checks all templates of a directory, each as a stack of its own. They were deployed, so that an error
// which a rule finds in one is wrong.
func TestTemplates(t *testing.T) {
	if *templates == "" {
		t.Skip("no directory of templates; name one with -templates")
	}
	files, err := filepath.Glob(filepath.Join(*templates, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no templates: %v", *templates, err)
	}
	warnings := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, err := template.Parse(file, data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		for _, finding := range Check(a, network.New(a, nil)) {
			if finding.Rule.Severity == Error || finding.Rule.Id == Unreadable().Id {
				t.Errorf("%s: %s", file, finding)
				continue
			}
			warnings[finding.Rule.Id]++
		}
	}
	t.Logf("%d templates, with warnings %v", len(files), warnings)
}
