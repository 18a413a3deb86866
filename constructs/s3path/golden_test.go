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
		for ending, got := range map[string]string{
			"txt": report.String(), "md": report.Markdown(), "mmd": report.Mermaid(), "json": report.JSON(),
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
