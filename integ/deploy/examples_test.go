package deploy

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/ec2/types"
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

// walk deploys an example in steps, over one another, and destroys it.
type walk struct {
	example string
	stacks  []string
	args    []string // of every step
	steps   []step
	kept    []string // logical ids of buckets that outlive their stack
}

// Each example is deployed, deployed again with changes, and destroyed. What it is made of keeps its ids all the while.
func TestExamples(t *testing.T) {
	for _, w := range []walk{
		{
			example: "private-s3-access",
			stacks:  []string{"PrivateS3Access"},
			kept:    []string{"Bucket83908E77"},
			steps: []step{
				{name: "none", args: []string{"-c", "endpoints=none"}},
				{name: "gateway", args: []string{"-c", "endpoints=gateway"}},
				{name: "both"},
				{name: "both with another office", changes: []change{office}},
				{name: "interface", args: []string{"-c", "endpoints=interface"}},
			},
		},
		{
			example: "locked-bucket",
			stacks:  []string{"LockedBucket"},
			kept:    []string{"Bucket83908E77"},
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
			example: "ecs-isolated",
			stacks:  []string{"EcsIsolated"},
			steps: []step{
				{name: "as it is"},
				{name: "with package updates", changes: []change{
					{`{privates3.AwsBuckets_EcrImageLayers()}`, `{privates3.AwsBuckets_EcrImageLayers(), privates3.AwsBuckets_AmazonLinux2023()}`},
				}},
			},
		},
		{
			example: "hub-and-spoke",
			stacks:  []string{"Hub", "Orders", "Billing"},
			steps: []step{
				{name: "as it is"},
				// A route's destination is its id.
				{name: "with another office", changes: []change{office}, replaced: []string{"Subnet1ToOffice", "Subnet2ToOffice"}},
			},
		},
		{
			example: "app-repo",
			stacks:  []string{"Network", "Storage"},
			kept:    []string{"Bucket83908E77"},
			steps: []step{
				{name: "as it is"},
				{name: "with another office", changes: []change{office}},
			},
		},
	} {
		t.Run(w.example, func(t *testing.T) { w.run(t, deployable(t)) })
	}
}

// The VPC and its gateway endpoint are there before the example is. The CLI looks the VPC up.
func TestExistingVpc(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	before := c.inventory(t)
	vpc := c.makeVpc(t)
	gateway, err := c.ec2.CreateVpcEndpoint(t.Context(), &ec2.CreateVpcEndpointInput{
		VpcId:           &vpc.id,
		ServiceName:     aws.String("com.amazonaws." + c.region + ".s3"),
		VpcEndpointType: types.VpcEndpointTypeGateway,
		RouteTableIds:   vpc.tables,
	})
	must(t, err)
	kept := *gateway.VpcEndpoint.VpcEndpointId

	there := *c
	there.found = map[string]string{vpc.id: "<vpc>", kept: "<gateway>"}
	for i, subnet := range vpc.subnets {
		there.found[subnet] = fmt.Sprintf("<subnet %d>", i+1)
	}
	walk{
		example: "existing-vpc",
		stacks:  []string{"ExistingVpc"},
		args: []string{
			"-c", "account=" + c.account, "-c", "region=" + c.region,
			"-c", "vpcId=" + vpc.id, "-c", "gatewayEndpointId=" + kept,
		},
		kept: []string{"Bucket83908E77"},
		steps: []step{
			{name: "as it is"},
			{name: "with another office", changes: []change{office}},
		},
	}.run(t, &there)

	if stands := c.endpoint(t, kept); len(stands.RouteTables) != len(vpc.tables) {
		t.Errorf("the gateway endpoint was not kept as it was: %+v", stands)
	}
	_, err = c.ec2.DeleteVpcEndpoints(t.Context(), &ec2.DeleteVpcEndpointsInput{VpcEndpointIds: []string{kept}})
	must(t, err)
	c.deleteVpc(t, vpc)
	if diff := cmp.Diff(before, c.inventory(t)); diff != "" {
		t.Errorf("not everything is as before:\n%s", diff)
	}
}

// One deploy reaches several accounts and Regions, and the template that is bound to none of them is right in each.
func TestFleet(t *testing.T) {
	c := deployable(t)
	if !c.emulated {
		t.Skip("the example's accounts are AWS's documentation ones")
	}
	c.bootstrap(t)
	places := []*cloud{c, c.elsewhere(t, emulatedAccount, "us-east-1"), c.elsewhere(t, "444455556666", emulatedRegion), c.elsewhere(t, "777788889999", "cn-north-1")}
	stages := []string{"Orders-eu-west-1", "Orders-us-east-1", "Billing-eu-west-1", "Orders-cn-north-1"}
	for _, place := range places[1:] {
		place.bootstrap(t, "--trust", emulatedAccount, "--cloudformation-execution-policies", "arn:"+place.partition()+":iam::aws:policy/AdministratorAccess")
	}
	var before [][]string
	for _, place := range places {
		before = append(before, place.inventory(t))
	}

	fleet := exampleApp(t, c, "fleet")
	fleet.deploy(t)
	var stand []deployed
	for i, place := range places {
		stand = append(stand, place.look(t, stages[i]+"-PrivateS3"))
		golden.Text(t, *update, filepath.Join("fleet", "as-it-is", stages[i]+".json"), stand[i].picture)
	}
	changed := exampleApp(t, c, "fleet", change{`, AwsServices: jsii.Bool(true)`, ``})
	changed.deploy(t)
	for i, place := range places {
		now := place.look(t, stages[i]+"-PrivateS3")
		golden.Text(t, *update, filepath.Join("fleet", "with-another-policy", stages[i]+".json"), now.picture)
		sameIds(t, step{name: "with another policy"}, stand[i].ids, now.ids)
	}
	changed.destroy(t)

	// As CloudFormation StackSets bring it to an account: the template alone.
	anywhere, err := os.ReadFile(filepath.Join(fleet.assembly(), "Anywhere.template.json"))
	must(t, err)
	for i, place := range places {
		_, err := place.stacks.CreateStack(t.Context(), &cloudformation.CreateStackInput{StackName: aws.String("Anywhere"), TemplateBody: aws.String(string(anywhere))})
		must(t, err)
		golden.Text(t, *update, filepath.Join("fleet", "stack-set", stages[i]+".json"), place.look(t, "Anywhere").picture)
		_, err = place.stacks.DeleteStack(t.Context(), &cloudformation.DeleteStackInput{StackName: aws.String("Anywhere")})
		must(t, err)
		if diff := cmp.Diff(before[i], place.inventory(t)); diff != "" {
			t.Errorf("%s: destroyed, but not everything is as before:\n%s", stages[i], diff)
		}
	}
}

var office = change{`"192.168.0.0/16"`, `"192.168.0.0/17"`}

func (w walk) run(t *testing.T, c *cloud) {
	t.Helper()
	c.bootstrap(t)
	before := c.inventory(t)

	var last *app
	stand := map[string]deployed{}
	for _, s := range w.steps {
		last = exampleApp(t, c, w.example, s.changes...)
		last.args = slices.Concat(w.args, s.args)
		if !last.changes(t) {
			t.Errorf("%s: the diff is empty before the deploy", s.name)
		}
		last.deploy(t)
		if last.changes(t) {
			t.Errorf("%s: the diff is not empty after the deploy", s.name)
		}
		for _, stack := range w.stacks {
			now := c.look(t, stack, w.stacks...)
			golden.Text(t, *update, filepath.Join(w.example, strings.ReplaceAll(s.name, " ", "-"), stack+".json"), now.picture)
			sameIds(t, s, stand[stack].ids, now.ids)
			stand[stack] = now
		}
	}

	last.destroy(t)
	for _, stack := range w.stacks {
		for _, bucket := range w.kept {
			if id, ok := stand[stack].ids[bucket]; ok {
				c.emptied(t, id)
			}
		}
	}
	if diff := cmp.Diff(before, c.inventory(t)); diff != "" {
		t.Errorf("destroyed, but not everything is as before:\n%s", diff)
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
