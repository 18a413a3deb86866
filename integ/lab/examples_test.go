//go:build linux

package lab

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestExamples compares each row of s3path's report on each example with what packets do in it.
func TestExamples(t *testing.T) {
	buildable(t)
	one := func(name, file string) []Stack { return []Stack{{Name: name, Template: example(t, file)}} }
	examples := map[string]app{
		"private-s3-access none":      {stacks: one("PrivateS3Access", "private-s3-access/testdata/none.template.json")},
		"private-s3-access gateway":   {stacks: one("PrivateS3Access", "private-s3-access/testdata/gateway.template.json")},
		"private-s3-access interface": {stacks: one("PrivateS3Access", "private-s3-access/testdata/interface.template.json")},
		"private-s3-access both":      {stacks: one("PrivateS3Access", "private-s3-access/testdata/both.template.json")},
		"private-s3-access with an office": {stacks: []Stack{{
			Name: "PrivateS3Access", Template: withOffice(t, example(t, "private-s3-access/testdata/both.template.json")),
		}}},
		"locked-bucket":                        {stacks: one("LockedBucket", "locked-bucket/testdata/locked-bucket.template.json")},
		"ecs-isolated":                         {stacks: one("EcsIsolated", "ecs-isolated/testdata/ecs-isolated.template.json")},
		"fleet":                                {stacks: one("Fleet", "fleet/testdata/anywhere.template.json")},
		"fleet in China":                       {stacks: one("Fleet", "fleet/testdata/china.template.json"), region: "cn-north-1"},
		"fleet's stack for anywhere, in China": {stacks: one("Fleet", "fleet/testdata/anywhere.template.json"), region: "cn-north-1"},
		"app-repo": {stacks: slices.Concat(
			one("Network", "app-repo/testdata/network.template.json"), one("Storage", "app-repo/testdata/storage.template.json"),
		)},
		"hub-and-spoke": {stacks: slices.Concat(
			one("Hub", "hub-and-spoke/testdata/Hub.template.json"), one("Orders", "hub-and-spoke/testdata/Orders.template.json"),
			one("Billing", "hub-and-spoke/testdata/Billing.template.json"),
		)},
		"existing-vpc": {
			stacks:  one("ExistingVpc", "existing-vpc/testdata/existing-vpc.template.json"),
			context: "../../examples/existing-vpc/cdk.context.json",
			present: []Stack{existingVpc(t)},
		},
	}
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		t.Run(name, func(t *testing.T) {
			c, err := compare(examples[name], 500*time.Millisecond)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range c.faults {
				t.Error(f)
			}
			if c.rows == 0 {
				t.Error("no row was compared")
			}
			t.Logf("%d rows: %d agree, %d are unknown to both, %d to s3path alone: %s", c.rows, c.agreed, c.unknown, len(c.blunt), strings.Join(c.blunt, "; "))
		})
	}
}

// existingVpc is the VPC that the context of examples/existing-vpc describes, with the gateway endpoint that its README describes.
func existingVpc(t *testing.T) Stack {
	t.Helper()
	data, err := os.ReadFile("testdata/existing-vpc.json")
	if err != nil {
		t.Fatal(err)
	}
	return Stack{Name: "Existing", Template: data, Ids: map[string]string{
		"Vpc":     "vpc-0a1b2c3d4e5f60718",
		"Public1": "subnet-0a1b2c3d4e5f60711", "Public2": "subnet-0a1b2c3d4e5f60712",
		"Private1": "subnet-0a1b2c3d4e5f60713", "Private2": "subnet-0a1b2c3d4e5f60714",
	}}
}
