package golden

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlainDifferences(t *testing.T) {
	want := map[string]any{"Same": 1.0, "Text": "a", "Gone": []any{"x"}, "Kind": 1.0}
	got := map[string]any{"Same": 1.0, "Text": "b", "Map": map[string]any{}, "List": []any{}, "Kind": "1"}
	lines := []string{`- Gone.0: "x"`, `- Kind: 1`, `+ Kind: "1"`, `- Text: "a"`, `+ Text: "b"`, `+ List: []`, `+ Map: {}`}
	if diff := cmp.Diff(lines, differences(want, got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
