package deploy

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// patience is the timeout in seconds of each step of a request. The function's own timeout allows for all steps of two requests.
const patience = 5

// The experiment, repeated: in each stage of the example a function in each subnet requests S3 by each name, and the results are
// those that s3path predicts from the templates. The emulator has no network: there the functions are deployed and not invoked.
func TestProbe(t *testing.T) {
	c := deployable(t)
	c.bootstrap(t)
	// Whatever fails, nothing is left that costs money. The probe is in the example's subnets, and is destroyed first.
	example := exampleApp(t, c, "private-s3-access")
	example.args = []string{"-c", "endpoints=none"}
	bucket := ""
	defer func() {
		example.destroy(t)
		if bucket != "" {
			c.deleteBucket(t, bucket)
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
		t.Fatalf("the functions are in %v, want %v", got, blocks)
	}

	for _, endpoints := range []string{"none", "gateway", "both", "interface"} {
		example.args = []string{"-c", "endpoints=" + endpoints}
		example.deploy(t)
		report, err := s3path.Analyze(example.assembly(), s3path.Options{})
		must(t, err)
		asked := event{Seconds: patience, Names: c.names(t, bucket, c.outputs(t, "PrivateS3Access"))}
		for _, block := range blocks {
			if !*onAws {
				everyNameIsAsked(t, endpoints, subnetRows(report, block), asked)
				continue
			}
			for _, difference := range c.probe(t, endpoints, report, block, functions[block], asked) {
				t.Errorf("%s: %s", endpoints, difference)
			}
		}
	}
}

// probeApp compiles the app that puts the probe into the subnets of a stack.
func probeApp(t *testing.T, c *cloud, stack string) *app {
	t.Helper()
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
		binary:      build(t, "probe"),
		dir:         rootDir(t),
		environment: c.environment,
		args:        []string{"-c", "vpc=" + vpc, "-c", "subnets=" + strings.Join(subnets, ",")},
	}
}

// probes returns the names of the probe's functions by the CIDR blocks of their subnets.
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

// names returns the names that the bucket has in a stage: the usual one, and the endpoint's if there is an interface endpoint.
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

// everyNameIsAsked fails the test unless exactly those names are asked that s3path predicts to exist.
func everyNameIsAsked(t *testing.T, endpoints string, rows []s3path.Row, asked event) {
	t.Helper()
	var predicted []s3path.Name
	for _, row := range rows {
		if row.Dns != s3path.NoSuchName {
			predicted = append(predicted, row.Name)
		}
	}
	var names []s3path.Name
	for _, n := range asked.Names {
		names = append(names, n.Name)
	}
	if !slices.Equal(predicted, names) {
		t.Errorf("%s: the names %v are asked, predicted are %v", endpoints, names, predicted)
	}
}

// probe invokes a function and returns the differences from the prediction. It tries again while there are some: a change of
// routes, policies or names takes a while to take effect everywhere.
func (c *cloud) probe(t *testing.T, endpoints string, report *s3path.Report, block, function string, asked event) []string {
	t.Helper()
	payload, err := json.Marshal(asked)
	must(t, err)
	for tries := 1; ; tries++ {
		called, err := c.functions.Invoke(t.Context(), &lambda.InvokeInput{FunctionName: &function, Payload: payload, LogType: types.LogTypeTail})
		must(t, err)
		if called.FunctionError != nil {
			log, _ := base64.StdEncoding.DecodeString(aws.ToString(called.LogResult))
			t.Fatalf("%s: %s\n%s", function, called.Payload, log)
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
