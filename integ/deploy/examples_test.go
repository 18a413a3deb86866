package deploy

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
)

// step is a deploy of an example, over the one before it.
type step struct {
	name     string
	changes  []change
	args     []string
	replaced []string // logical ids that have another physical id than after the step before
}

// Each example is deployed, deployed again with changes, and destroyed. What it is made of keeps its ids all the while.
func TestExamples(t *testing.T) {
	office := change{`"192.168.0.0/16"`, `"192.168.0.0/17"`}
	for _, example := range []struct {
		name   string
		stacks []string
		steps  []step
		kept   []string // logical ids of buckets that outlive their stack
	}{
		{
			name:   "private-s3-access",
			stacks: []string{"PrivateS3Access"},
			kept:   []string{"Bucket83908E77"},
			steps: []step{
				{name: "none", args: []string{"-c", "endpoints=none"}},
				{name: "gateway", args: []string{"-c", "endpoints=gateway"}},
				{name: "both"},
				{name: "both with another office", changes: []change{office}},
				{name: "interface", args: []string{"-c", "endpoints=interface"}},
			},
		},
		{
			name:   "locked-bucket",
			stacks: []string{"LockedBucket"},
			kept:   []string{"Bucket83908E77"},
			steps: []step{
				{name: "as it is"},
				{name: "with other policies", changes: []change{
					office,
					{`privates3.AwsBuckets_AmazonLinux2023(), `, ``},
					{`jsii.String("Admin")`, `jsii.String("Auditor")`},
				}},
			},
		},
		{
			name:   "ecs-isolated",
			stacks: []string{"EcsIsolated"},
			steps: []step{
				{name: "as it is"},
				{name: "with package updates", changes: []change{
					{`{privates3.AwsBuckets_EcrImageLayers()}`, `{privates3.AwsBuckets_EcrImageLayers(), privates3.AwsBuckets_AmazonLinux2023()}`},
				}},
			},
		},
		{
			name:   "hub-and-spoke",
			stacks: []string{"Hub", "Orders", "Billing"},
			steps: []step{
				{name: "as it is"},
				// A route's destination is its id.
				{name: "with another office", changes: []change{office}, replaced: []string{"Subnet1ToOffice", "Subnet2ToOffice"}},
			},
		},
		{
			name:   "app-repo",
			stacks: []string{"Network", "Storage"},
			kept:   []string{"Bucket83908E77"},
			steps: []step{
				{name: "as it is"},
				{name: "with another office", changes: []change{office}},
			},
		},
	} {
		t.Run(example.name, func(t *testing.T) {
			c := deployable(t)
			c.bootstrap(t)
			before := c.inventory(t)

			var last *app
			stand := map[string]deployed{}
			for _, s := range example.steps {
				last = exampleApp(t, c, example.name, s.changes...)
				last.args = s.args
				if !last.changes(t) {
					t.Errorf("%s: the diff is empty before the deploy", s.name)
				}
				last.deploy(t)
				if last.changes(t) {
					t.Errorf("%s: the diff is not empty after the deploy", s.name)
				}
				for _, stack := range example.stacks {
					now := c.look(t, stack, example.stacks...)
					golden.Text(t, *update, filepath.Join(example.name, strings.ReplaceAll(s.name, " ", "-"), stack+".json"), now.picture)
					sameIds(t, s, stand[stack].ids, now.ids)
					stand[stack] = now
				}
			}

			last.destroy(t)
			for _, stack := range example.stacks {
				for _, bucket := range example.kept {
					if id, ok := stand[stack].ids[bucket]; ok {
						c.emptied(t, id)
					}
				}
			}
			if diff := cmp.Diff(before, c.inventory(t)); diff != "" {
				t.Errorf("destroyed, but not everything is as before:\n%s", diff)
			}
		})
	}
}

// sameIds holds that what stood before a step and stands after it is the same, but for what the step replaces.
func sameIds(t *testing.T, s step, before, after map[string]string) {
	t.Helper()
	for name, id := range after {
		was, stood := before[name]
		if replaced := stood && was != id; replaced != slices.Contains(s.replaced, name) {
			t.Errorf("%s: %s was %s and is %s; replaced should be %v", s.name, name, was, id, s.replaced)
		}
	}
}
