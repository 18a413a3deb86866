package deploy

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// patience is in seconds, with each step of a request. The probe's own timeout is above that of all steps of two requests.
const patience = 5

// The experiment, repeated: over the stages of the example, a function in each of its subnets asks S3 by each name, and
// fares as s3path foretold from the templates. The emulator's network leads nowhere: there, nobody asks.
func TestProbe(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	before := c.inventory(t)
	// Whatever fails, nothing is left that costs. The probe is in the example's subnets, and goes first.
	defer func() {
		if diff := cmp.Diff(before, c.inventory(t)); diff != "" {
			t.Errorf("destroyed, but not everything is as before:\n%s", diff)
		}
	}()

	example := exampleApp(t, c, "private-s3-access")
	example.args = []string{"-c", "endpoints=none"}
	bucket := ""
	defer func() {
		example.destroy(t)
		if bucket != "" {
			c.emptied(t, bucket)
		}
	}()
	example.deploy(t)
	bucket = c.outputs(t, "PrivateS3Access")["BucketName"]

	probe := probeApp(t, c, "PrivateS3Access")
	defer probe.destroy(t)
	probe.deploy(t)
	golden.Text(t, *update, "probe/Probe.json", c.look(t, "Probe", "PrivateS3Access").picture)
	functions, blocks := c.probes(t), []string{publicSubnet, isolatedSubnet}
	if got := slices.Sorted(maps.Keys(functions)); !slices.Equal(got, blocks) {
		t.Fatalf("the probe is in %v, want %v", got, blocks)
	}

	for _, endpoints := range []string{"none", "gateway", "both", "interface"} {
		example.args = []string{"-c", "endpoints=" + endpoints}
		example.deploy(t)
		report, err := s3path.Analyze(example.assembly(), s3path.Options{})
		must(t, err)
		asked := event{Seconds: patience, Names: c.names(t, bucket, c.outputs(t, "PrivateS3Access"))}
		for _, block := range blocks {
			if c.emulated {
				everyNameIsAsked(t, endpoints, subnetRows(report, block), asked)
				continue
			}
			for _, difference := range c.probe(t, endpoints, report, block, functions[block], asked) {
				t.Errorf("%s: %s", endpoints, difference)
			}
		}
	}
}

// probeApp is the app that puts the probe into the subnets of a stack.
func probeApp(t *testing.T, c *cloud, stack string) *app {
	t.Helper()
	module, err := filepath.Abs("..")
	must(t, err)
	var vpc string
	var subnets []string
	for _, r := range c.resources(t, stack) {
		switch *r.ResourceType {
		case "AWS::EC2::VPC":
			vpc = *r.PhysicalResourceId
		case "AWS::EC2::Subnet":
			subnets = append(subnets, *r.PhysicalResourceId)
		}
	}
	return &app{
		cloud:  c,
		dir:    filepath.Dir(module),
		args:   []string{"-c", "vpc=" + vpc, "-c", "subnets=" + strings.Join(subnets, ",")},
		binary: build(t, module, filepath.Join(module, "deploy", "probe"), nil),
	}
}

// probes are the functions of the probe, by the address blocks of their subnets.
func (c *cloud) probes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, r := range c.resources(t, "Probe") {
		if *r.ResourceType != "AWS::Lambda::Function" {
			continue
		}
		function, err := c.functions.GetFunctionConfiguration(t.Context(), &lambda.GetFunctionConfigurationInput{FunctionName: r.PhysicalResourceId})
		must(t, err)
		subnets, err := c.ec2.DescribeSubnets(t.Context(), &ec2.DescribeSubnetsInput{SubnetIds: function.VpcConfig.SubnetIds})
		must(t, err)
		for _, s := range subnets.Subnets {
			found[*s.CidrBlock] = *function.FunctionName
		}
	}
	return found
}

// names are those that the bucket has in a stage: the usual one, and the endpoint's if there is an interface endpoint.
func (c *cloud) names(t *testing.T, bucket string, outputs map[string]string) []question {
	t.Helper()
	usual, err := s3.NewDefaultEndpointResolverV2().ResolveEndpoint(t.Context(), s3.EndpointParameters{Bucket: &bucket, Region: &c.region}.WithDefaults())
	must(t, err)
	names := []question{{s3path.UsualName, usual.URI.String()}}
	if url, ok := outputs["S3BucketUrl"]; ok {
		names = append(names, question{s3path.EndpointName, url})
	}
	return names
}

// everyNameIsAsked holds that those names are asked that are foretold to be there.
func everyNameIsAsked(t *testing.T, endpoints string, rows []s3path.Row, asked event) {
	t.Helper()
	var foretold []s3path.Name
	for _, row := range rows {
		if row.Dns != s3path.NoSuchName {
			foretold = append(foretold, row.Name)
		}
	}
	var names []s3path.Name
	for _, n := range asked.Names {
		names = append(names, n.Name)
	}
	if !slices.Equal(foretold, names) {
		t.Errorf("%s: the names %v are asked, foretold are %v", endpoints, names, foretold)
	}
}

// probe lets a function ask, and gives the differences to what was foretold. It asks again if there are some: a change of
// routes, policies or names takes a while to hold everywhere.
func (c *cloud) probe(t *testing.T, endpoints string, report *s3path.Report, block, function string, asked event) []string {
	t.Helper()
	payload, err := json.Marshal(asked)
	must(t, err)
	for tries := 1; ; tries++ {
		called, err := c.functions.Invoke(t.Context(), &lambda.InvokeInput{FunctionName: &function, Payload: payload, LogType: types.LogTypeTail})
		must(t, err)
		if called.FunctionError != nil {
			said, _ := base64.StdEncoding.DecodeString(aws.ToString(called.LogResult))
			t.Fatalf("%s: %s\n%s", function, called.Payload, said)
		}
		var answers []answer
		must(t, json.Unmarshal(called.Payload, &answers))
		for _, a := range answers {
			t.Logf("%s, %s, %s", endpoints, block, a)
		}
		differences := disagreements(report, block, answers)
		if len(differences) == 0 || tries == 10 {
			return differences
		}
		time.Sleep(30 * time.Second)
	}
}
