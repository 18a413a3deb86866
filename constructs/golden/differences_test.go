package golden

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlainDifferences(t *testing.T) {
	want := map[string]any{"Same": 1.0, "Text": "a", "Gone": []any{"x"}, "Kind": 1.0}
	got := map[string]any{"Same": 1.0, "Text": "b", "Map": map[string]any{}, "List": []any{}, "Kind": "1"}
	lines := []string{`- Gone.0: "x"`, `- Kind: 1`, `+ Kind: "1"`, `+ List: []`, `+ Map: {}`, `- Text: "a"`, `+ Text: "b"`}
	if diff := cmp.Diff(lines, differences(want, got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Of inline code, only the part that has changed is readable.
func TestPlainDifferencesOfLongTexts(t *testing.T) {
	code := func(change string) string { return strings.Repeat("ä", 1000) + change + strings.Repeat("ö", 1000) }
	got := differences(map[string]any{"Code": code("old"), "Gone": code("")}, map[string]any{"Code": code("new")})
	want := []string{
		`- Code: …` + strings.Repeat("ä", 40) + "old" + strings.Repeat("ö", 197) + "…",
		`+ Code: …` + strings.Repeat("ä", 40) + "new" + strings.Repeat("ö", 197) + "…",
		`- Gone: "` + strings.Repeat("ä", 239) + "…",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Of many differences, only those of resources that both templates have are listed in full.
func TestPlainDifferencesOfRenamedResources(t *testing.T) {
	template := func(name string, renamed int) any {
		resources := map[string]any{"Endpoint": map[string]any{"Type": "AWS::EC2::VPCEndpoint", "VpcId": name}}
		for i := range renamed {
			resources[fmt.Sprintf("%s%02d", name, i)] = map[string]any{"Type": "AWS::EC2::Subnet", "Cidr": "10.0.0.0/24"}
		}
		return map[string]any{"Description": name, "Resources": resources}
	}
	few := differences(template("Vpc", 14), template("Net", 14))
	if len(few) != 60 || few[2] != `- Resources.Endpoint.VpcId: "Vpc"` || few[4] != `+ Resources.Net00.Cidr: "10.0.0.0/24"` {
		t.Errorf("%d lines: %q", len(few), few)
	}
	many := differences(template("Vpc", 15), template("Net", 15))
	if len(many) != 34 || many[2] != `- Resources.Endpoint.VpcId: "Vpc"` || many[4] != `+ Resources.Net00: "AWS::EC2::Subnet"` || many[33] != `- Resources.Vpc14: "AWS::EC2::Subnet"` {
		t.Errorf("%d lines: %q", len(many), many)
	}
	if got := differences([]any{}, template("Vpc", 40)); len(got) != 43 {
		t.Errorf("%d lines for a file that is no template: %q", len(got), got)
	}
}
