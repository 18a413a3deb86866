package s3path

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden compares each format with what was read by eye, and the drawing rendered in a browser.
func TestGolden(t *testing.T) {
	for _, name := range []string{"ExperimentBoth", "NatInterface", "Peered"} {
		report, err := Analyze("testdata/"+name+".template.json", Options{})
		if err != nil {
			t.Fatal(err)
		}
		json, err := report.MarshalIndent()
		if err != nil {
			t.Fatal(err)
		}
		for ending, got := range map[string]string{
			"txt": report.String(), "md": report.Markdown(), "mmd": report.Mermaid(), "json": string(json),
		} {
			file := "testdata/golden/" + name + "." + ending
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; -update rewrites it. Got:\n%s", file, got)
			}
		}
	}
}

func TestMermaidEscapesNames(t *testing.T) {
	r := &Report{Vpcs: []Vpc{{Name: `A"]`, Rows: []Row{{Client: Client{Kind: Subnet, Name: "<b>"}, Name: UsualName, Dns: PublicIp, Path: None, Reachable: No}}}}}
	want := `flowchart LR
  subgraph v0["A#quot;]"]
    v0c0["#lt;b#gt;"]
  end
  s3[("Amazon S3")]
  v0c0 --x|"usual name"| s3
  classDef private fill:#e6f4ea,stroke:#34a853,color:#000
  classDef public fill:#fdeee2,stroke:#e8710a,color:#000
`
	if got := r.Mermaid(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
