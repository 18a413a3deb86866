package s3path

import (
	"strings"
	"testing"
)

// TestMermaidOfManyVpcs checks that a diagram stays below what Mermaid accepts, and explains what it summarizes.
func TestMermaidOfManyVpcs(t *testing.T) {
	for _, test := range []struct {
		vpcs, links int
		wants       []string
	}{
		{1, 1, []string{`subgraph v0["Spoke0/Vpc 10.0.0.0/20"]`, `"6 subnets<br/>`}},
		{3, 2, []string{`["2 VPCs with the same paths – Spoke0/Vpc and Spoke1/Vpc"]`, `["Spoke2/Vpc 10.0.32.0/20"]`, `legend["VPCs with the same paths share a frame<br/>`}},
		{40, 40, []string{`["40 VPCs with the same paths – Spoke0/Vpc, Spoke1/Vpc, Spoke10/Vpc and 37 more"]`, `"240 subnets, 6 in each VPC"`, `"40 interface endpoints"`}},
		{40, 10, []string{`["10 VPCs with the same paths – `, `"60 subnets, `, `["30 VPCs with the same paths – `, `"180 subnets, `}},
	} {
		dir := t.TempDir()
		writeSpokes(t, dir, test.vpcs, test.links)
		report, err := Analyze(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		text := report.Mermaid()
		if edges := len(report.Drawing().Arrows); edges > 500 || len(text) > 50_000 {
			t.Errorf("%d VPCs: %d edges, %d characters:\n%s", test.vpcs, edges, len(text), text)
		}
		for _, want := range test.wants {
			if !strings.Contains(text, want) {
				t.Errorf("%d VPCs: no %s in\n%s", test.vpcs, want, text)
			}
		}
	}
}
