package deploy

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
)

// walk deploys an example in steps, each over the one before, and destroys it.
type walk struct {
	example  string
	stacks   []string
	others   []string // stacks outside of the example whose resources it uses
	args     []string // of every step
	steps    []step
	retained []string // the logical ids of the resources that outlive their stack
}

// step is a deploy of an example.
type step struct {
	name     string
	changes  []change
	args     []string
	replaced []string // the logical ids of the resources that the step replaces. All others keep their physical ids.
}

// office changes the network of the office, which several examples name.
var office = change{`"192.168.0.0/16"`, `"192.168.0.0/17"`}

// noTasks keeps a service from starting, because its repository has no image yet.
var noTasks = change{`MinHealthyPercent: `, `DesiredCount: jsii.Number(0), MinHealthyPercent: `}

func TestExamples(t *testing.T) {
	for _, w := range []walk{
		{
			example:  "private-s3-access",
			stacks:   []string{"PrivateS3Access"},
			retained: []string{"Bucket83908E77"},
			steps: []step{
				{name: "none", args: []string{"-c", "endpoints=none"}},
				{name: "gateway", args: []string{"-c", "endpoints=gateway"}},
				{name: "both"},
				{name: "both with another office", changes: []change{office}},
				{name: "interface", args: []string{"-c", "endpoints=interface"}},
			},
		},
		{
			example:  "locked-bucket",
			stacks:   []string{"LockedBucket"},
			retained: []string{"Bucket83908E77"},
			steps: []step{
				{name: "as it is"},
				{name: "with other policies", changes: []change{
					office,
					{`privates3.ServiceBuckets_AmazonLinux2023(), `, ``},
					{`jsii.String("Admin")`, `jsii.String("Auditor")`},
				}},
			},
		},
		{
			example:  "ecs-isolated",
			stacks:   []string{"EcsIsolated"},
			retained: []string{"Repository22E53BBD", "TaskappLogGroupE326ACBA"},
			steps: []step{
				{name: "without tasks", changes: []change{noTasks}},
				{name: "with package updates", changes: []change{
					noTasks,
					{`{privates3.ServiceBuckets_EcrImageLayers()}`, `{privates3.ServiceBuckets_EcrImageLayers(), privates3.ServiceBuckets_AmazonLinux2023()}`},
				}},
			},
		},
		{
			example: "hub-and-spoke",
			stacks:  []string{"Hub", "Orders", "Billing"},
			steps: []step{
				{name: "as it is"},
				// A route is identified by its destination.
				{name: "with another office", changes: []change{office}, replaced: []string{"Subnet1ToOffice", "Subnet2ToOffice"}},
			},
		},
		{
			example: "migrate",
			stacks:  []string{"Migrate"},
			steps: []step{
				{name: "cdk", args: []string{"-c", "endpoints=cdk"}},
				{name: "privates3"}, // replaces neither endpoint
			},
		},
		{
			example:  "app-repo",
			stacks:   []string{"Network", "Storage"},
			retained: []string{"Bucket83908E77"},
			steps: []step{
				{name: "as it is"},
				{name: "with another office", changes: []change{office}},
			},
		},
	} {
		t.Run(w.example, func(t *testing.T) { w.run(t, deployable(t)) })
	}
}

// The VPC and its gateway endpoint exist before the example. The CLI looks the VPC up.
func TestExistingVpc(t *testing.T) {
	c := deployable(t)
	network, err := os.ReadFile("testdata/existing-vpc/network.yaml")
	must(t, err)
	c.createStack(t, "Existing", string(network))
	before := c.look(t, "Existing")
	walk{
		example: "existing-vpc",
		stacks:  []string{"ExistingVpc"},
		others:  []string{"Existing"},
		args: []string{
			"-c", "account=" + c.account, "-c", "region=" + c.region,
			"-c", "vpcId=" + before.ids["Vpc"], "-c", "gatewayEndpointId=" + before.ids["Gateway"],
			"-c", "gatewayRouteTableIds=" + before.ids["RouteTable1"] + "," + before.ids["RouteTable2"],
		},
		retained: []string{"Bucket83908E77"},
		steps: []step{
			{name: "as it is"},
			{name: "with another office", changes: []change{office}},
		},
	}.run(t, c)
	if diff := cmp.Diff(before, c.look(t, "Existing"), cmp.AllowUnexported(deployed{})); diff != "" {
		t.Errorf("the existing VPC has changed:\n%s", diff)
	}
}

// One deploy reaches several accounts and Regions, and the template that is bound to none of them is right in each.
func TestFleet(t *testing.T) {
	c := deployable(t)
	if *onAws {
		t.Skip("the accounts of the example are the ones that AWS uses in documentation")
	}
	places := map[string]*cloud{"Orders-eu-west-1": c}
	for stage, place := range map[string]struct{ account, region string }{
		"Orders-us-east-1":  {c.account, "us-east-1"},
		"Billing-eu-west-1": {"444455556666", c.region},
		"Orders-cn-north-1": {"777788889999", "cn-north-1"},
	} {
		other, err := newCloud(place.region, accessKey(place.account))
		must(t, err)
		other.bootstrap(t, "--trust", c.account, "--cloudformation-execution-policies", "arn:"+other.partition()+":iam::aws:policy/AdministratorAccess")
		places[stage] = other
	}
	c.bootstrap(t)

	fleet := exampleApp(t, c, "fleet")
	fleet.deploy(t)
	before := map[string]deployed{}
	for stage, place := range places {
		before[stage] = place.look(t, stage+"-PrivateS3")
		golden.Text(t, *update, filepath.Join("fleet", "as-it-is", stage+".json"), before[stage].picture)
	}
	changed := exampleApp(t, c, "fleet", change{`, AwsServices: jsii.Bool(true)`, ``})
	changed.deploy(t)
	for stage, place := range places {
		after := place.look(t, stage+"-PrivateS3")
		golden.Text(t, *update, filepath.Join("fleet", "with-another-policy", stage+".json"), after.picture)
		if replaced := replacedIds(before[stage].ids, after.ids); len(replaced) != 0 {
			t.Errorf("%s: the deploy replaced %v", stage, replaced)
		}
	}
	changed.destroy(t)

	// CloudFormation StackSets deploy the template alone.
	anywhere, err := os.ReadFile(filepath.Join(fleet.assembly(), "Anywhere.template.json"))
	must(t, err)
	for stage, place := range places {
		place.createStack(t, "Anywhere", string(anywhere))
		golden.Text(t, *update, filepath.Join("fleet", "stack-set", stage+".json"), place.look(t, "Anywhere").picture)
	}
}

// Each example is in the README, and each app among them is deployed by the tests above.
func TestNoExampleIsForgotten(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	must(t, err)
	tests, err := os.ReadFile("examples_test.go")
	must(t, err)
	folders, err := filepath.Glob("../../examples/*")
	must(t, err)
	for _, folder := range folders {
		name := filepath.Base(folder)
		if !strings.Contains(string(readme), "](examples/"+name+")") {
			t.Errorf("README.md has no link to examples/%s", name)
		}
		if _, err := os.Stat(filepath.Join(folder, "main.go")); err == nil && !strings.Contains(string(tests), strconv.Quote(name)) {
			t.Errorf("examples/%s is not deployed", name)
		}
	}
	if len(folders) == 0 {
		t.Error("there are no examples")
	}
}

func (w walk) run(t *testing.T, c *cloud) {
	t.Helper()
	c.bootstrap(t)
	var last *app
	stands := map[string]deployed{}
	for _, s := range w.steps {
		last = exampleApp(t, c, w.example, s.changes...)
		last.args = slices.Concat(w.args, s.args)
		planned := last.diff(t)
		if !planned.any {
			t.Errorf("%s: the diff is empty before the deploy", s.name)
		}
		if replaced := slices.Sorted(maps.Keys(planned.replaced)); !slices.Equal(replaced, s.replaced) {
			t.Errorf("%s: according to the diff the deploy replaces %v, want %v", s.name, replaced, s.replaced)
		}
		last.deploy(t)
		if last.diff(t).any {
			t.Errorf("%s: the diff is not empty after the deploy", s.name)
		}
		var replaced []string
		for _, stack := range w.stacks {
			now := c.look(t, stack, slices.Concat(w.stacks, w.others)...)
			golden.Text(t, *update, filepath.Join(w.example, strings.ReplaceAll(s.name, " ", "-"), stack+".json"), now.picture)
			replaced = append(replaced, replacedIds(stands[stack].ids, now.ids)...)
			stands[stack] = now
		}
		if !slices.Equal(replaced, s.replaced) {
			t.Errorf("%s: the deploy replaced %v, want %v", s.name, replaced, s.replaced)
		}
		c.sameFromTheAccount(t, last.assembly(), stands)
	}

	var retained []string
	for _, stack := range w.stacks {
		retained = append(retained, last.retained(t, stack)...)
	}
	if !slices.Equal(retained, w.retained) {
		t.Errorf("the stacks retain %v, want %v", retained, w.retained)
	}
	last.destroy(t)
	for _, stack := range w.stacks {
		if bucket, ok := stands[stack].ids["Bucket83908E77"]; ok {
			c.deleteBucket(t, bucket)
		}
	}
}

// replacedIds returns the logical ids of the resources that have had another physical id before.
func replacedIds(before, after map[string]string) (replaced []string) {
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if id, existed := before[name]; existed && id != after[name] {
			replaced = append(replaced, name)
		}
	}
	return replaced
}

// retained returns the logical ids of the resources of a stack that are not deleted with it.
func (a *app) retained(t *testing.T, stack string) (found []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(a.assembly(), stack+".template.json"))
	must(t, err)
	var template struct {
		Resources map[string]struct{ DeletionPolicy string }
	}
	must(t, json.Unmarshal(text, &template))
	for _, name := range slices.Sorted(maps.Keys(template.Resources)) {
		if policy := template.Resources[name].DeletionPolicy; policy != "" && policy != "Delete" {
			found = append(found, name)
		}
	}
	return found
}
