package deploy

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What the CDK CLI says of examples/migrate without an account. TestExamples deploys the example.
func TestMigrationAccordingToTheCli(t *testing.T) {
	if testing.Short() {
		t.Skip("-short downloads no CDK CLI")
	}
	notForChina := change{`	stack.Node().SetContext(jsii.String("@aws-cdk/core:target-partitions"), jsii.Strings("aws"))`, ``}
	for _, test := range []struct {
		name     string
		changes  []change
		replaced []string // construct paths
	}{
		{name: "as it is"},
		{name: "for China too", changes: []change{notForChina}, replaced: []string{"S3/Interface/Endpoint"}}, // README.md says so
	} {
		t.Run(test.name, func(t *testing.T) {
			a := &app{binary: build(t, filepath.Join(rootDir(t), "examples", "migrate"), test.changes...), dir: rootDir(t), environment: os.Environ()}
			a.run(t, "synth", "--quiet", "-c", "endpoints=cdk")
			before := filepath.Join(t.TempDir(), "before.json")
			must(t, os.Rename(filepath.Join(a.assembly(), "Migrate.template.json"), before))
			found := a.diff(t, "--template", before)
			if replaced := slices.Sorted(maps.Values(found.replaced)); !found.any || !slices.Equal(replaced, test.replaced) {
				t.Errorf("according to the diff the migration replaces %v, want %v", replaced, test.replaced)
			}
		})
	}
}
