package s3path

import (
	"strings"
	"testing"
)

// TestMermaidOfManyVpcs shows that a drawing stays below what Mermaid accepts, and says that it is a summary.
func TestMermaidOfManyVpcs(t *testing.T) {
	for _, test := range []struct {
		vpcs, links int
		summarized  bool
	}{{1, 1, false}, {3, 2, false}, {40, 40, true}} {
		dir := t.TempDir()
		writeSpokes(t, dir, test.vpcs, test.links)
		report, err := Analyze(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		text := report.Mermaid()
		edges := strings.Count(text, "-->") + strings.Count(text, "-.->") + strings.Count(text, "==>") + strings.Count(text, "--x")
		if edges > maxEdges || len(text) > maxText || strings.Contains(text, "summary of") != test.summarized {
			t.Errorf("%d VPCs: %d edges, %d characters:\n%s", test.vpcs, edges, len(text), text)
		}
		if test.summarized && !strings.Contains(text, "240 subnets of 40 VPCs") {
			t.Errorf("the summary does not have all subnets:\n%s", text)
		}
	}
}
