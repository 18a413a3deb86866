package rules

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// TestMessagesAreText has names, blocks and values of every rule that a terminal would take for something else than text.
func TestMessagesAreText(t *testing.T) {
	const hostile = "\x1b[31m\x1b]0;title\a\u009b\u202e\n::error::\r  end"
	checked := map[string]bool{}
	for _, test := range ruleTests {
		for _, c := range test.cases {
			tmpl, _ := editedTemplate(t, test.given, c.edit)
			for _, resource := range tmpl["Resources"].(map[string]any) {
				if r, ok := resource.(map[string]any); ok {
					r["Metadata"] = map[string]any{"aws:cdk:path": "App/" + hostile}
				}
			}
			data, err := json.Marshal(tmpl)
			if err != nil {
				t.Fatal(err)
			}
			a, err := template.Parse("a\x1b.json", data)
			if err != nil {
				t.Fatal(err)
			}
			for _, finding := range Check(a, network.New(a, nil)) {
				checked[finding.Rule.Id] = true
				if strings.ContainsFunc(finding.Message, func(r rune) bool { return !unicode.IsPrint(r) }) {
					t.Errorf("%s: %q", finding.Rule.Id, finding.Message)
				}
			}
		}
	}
	for _, rule := range All() {
		if !checked[rule.Id] {
			t.Errorf("%s found nothing", rule.Id)
		}
	}
}
