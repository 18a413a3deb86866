package s3path_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/privates3/privates3-go/constructs/s3path"
)

var templates = flag.String("templates", "", "a directory of templates from elsewhere, which are all analyzed")

// maxUnknown is the share of subnets whose path by the usual name may be unknown in templates that were deployed, such as
// the integration snapshots of the CDK. A greater share means that something which can be read is not.
const maxUnknown = 0.03

// TestTemplates analyzes all templates of a directory, each as a stack of its own.
func TestTemplates(t *testing.T) {
	if *templates == "" {
		t.Skip("no directory of templates; name one with -templates")
	}
	files, err := filepath.Glob(filepath.Join(*templates, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no templates: %v", *templates, err)
	}
	subnets, unknown := map[s3path.Name]int{}, map[s3path.Name]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		report, err := s3path.Analyze(data, s3path.Options{CrossRegion: true})
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		checkObstacles(t, report)
		_, _, _ = report.JSON(), report.Markdown(), report.Mermaid()
		checkRemedies(t, report)
		for _, row := range withDualstack(report) {
			if row.Client.Kind != s3path.Subnet || row.Name != s3path.UsualName && row.Name != s3path.DualstackName {
				continue
			}
			subnets[row.Name]++
			if row.Reachable == s3path.Unknown || row.Path == s3path.UnknownPath {
				unknown[row.Name]++
				t.Logf("%s: %s %s: %s by %s: %s", filepath.Base(file), row.Client.Name, row.Name, row.Reachable, row.Path, row.Reason)
			}
		}
	}
	for name, all := range subnets {
		t.Logf("%d templates, %d subnets by the %s name, %d of them unknown", len(files), all, name, unknown[name])
		if share := float64(unknown[name]) / float64(all); share > maxUnknown {
			t.Errorf("the path of %.1f %% of the subnets by the %s name is unknown, more than %.0f %%", 100*share, name, 100*maxUnknown)
		}
	}
}
