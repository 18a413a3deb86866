package golden

import (
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
