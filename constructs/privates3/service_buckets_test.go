package privates3

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"testing"
	"time"

	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

func allServiceBuckets() []*ServiceBuckets {
	return []*ServiceBuckets{
		ServiceBuckets_EcrImageLayers(), ServiceBuckets_AmazonLinux1(), ServiceBuckets_AmazonLinux2(), ServiceBuckets_AmazonLinux2023(),
		ServiceBuckets_SystemsManager(), ServiceBuckets_PatchManager(), ServiceBuckets_CloudFormationResponses(),
		ServiceBuckets_CloudFormationHelperScripts(), ServiceBuckets_CodeDeploy(), ServiceBuckets_CloudWatchAgent(), ServiceBuckets_Emr(),
		ServiceBuckets_CodeArtifact(), ServiceBuckets_ImageBuilder(), ServiceBuckets_ElasticBeanstalk(), ServiceBuckets_SageMakerJumpStart(),
		ServiceBuckets_NeptuneNotebooks(), ServiceBuckets_AthenaExamples(), ServiceBuckets_ApplicationMigrationService(),
		ServiceBuckets_ElasticDisasterRecovery(), ServiceBuckets_NitroEnclavesCertificates(), ServiceBuckets_LambdaDeploymentPackages(),
		ServiceBuckets_AwsCli(), ServiceBuckets_RedshiftDownloads(), ServiceBuckets_DataProviderForSap(), ServiceBuckets_BackintAgentForSap(),
		ServiceBuckets_SchemaConversionTool(), ServiceBuckets_CdkStaging(),
	}
}

func TestPlainEverySetIsTested(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "service_bucket_sets.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var sets []string
	for _, declaration := range file.Decls {
		if f, ok := declaration.(*ast.FuncDecl); ok && f.Name.IsExported() {
			sets = append(sets, f.Name.Name)
		}
	}
	if len(sets) != len(allServiceBuckets()) {
		t.Errorf("allServiceBuckets has %d of the %d sets: %v", len(allServiceBuckets()), len(sets), sets)
	}
}

func problemsOfSet(set *ServiceBuckets, region string) (found problems) {
	if field, ok := checkServiceBuckets(&found, "ServiceBuckets[0]", set); ok {
		set.checkRegion(&found, field, region)
	}
	return found
}

func TestPlainEachSetIsWellFormedAndSaysWhereItIsFrom(t *testing.T) {
	names := map[string]bool{}
	for _, set := range allServiceBuckets() {
		t.Run(*set.Name, func(t *testing.T) {
			compareProblems(t, problemsOfSet(set, "eu-west-1"), nil)
			if !regexp.MustCompile(`^https://(docs\.aws\.amazon\.com|github\.com/aws-samples)/`).MatchString(*set.Source) {
				t.Errorf("source %s is not AWS's", *set.Source)
			}
			if _, err := time.Parse(time.DateOnly, *set.AsOf); err != nil {
				t.Error(err)
			}
			for _, arn := range set.arns(ireland1()) {
				if !regexp.MustCompile(`^arn:aws:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/|$)`).MatchString(arn) {
					t.Errorf("%s is not an ARN of one bucket", arn)
				}
			}
		})
		if names[*set.Name] {
			t.Errorf("two sets are called %s", *set.Name)
		}
		names[*set.Name] = true
	}
}

func TestPlainTablesNameTheRegionOfTheirKey(t *testing.T) {
	for _, set := range []*ServiceBuckets{ServiceBuckets_PatchManager(), ServiceBuckets_CodeArtifact()} {
		for region, resources := range *set.ResourcesByRegion {
			for _, resource := range *resources {
				if !regexp.MustCompile("-" + region + "(-[0-9a-z]{8,9})?/").MatchString(*resource) {
					t.Errorf("%s: %s is listed for %s", *set.Name, *resource, region)
				}
			}
		}
	}
}

// A caller that changes a set does not change it for others.
func TestPlainSetsAreNotShared(t *testing.T) {
	first := ServiceBuckets_PatchManager()
	(*first.ResourcesByRegion)["mx-central-1"] = jsii.Strings("amzn-s3-demo-bucket/*")
	if _, shared := (*ServiceBuckets_PatchManager().ResourcesByRegion)["mx-central-1"]; shared {
		t.Error("two calls return one map")
	}
}

func ireland1() bucketLocation {
	return bucketLocation{partition: "aws", region: "eu-west-1", regionWithoutDashes: "euwest1", account: "111122223333"}
}

func TestPlainArnsOfSets(t *testing.T) {
	china := bucketLocation{partition: "aws-cn", region: "cn-north-1", regionWithoutDashes: "cnnorth1"}
	for _, test := range []struct {
		name     string
		set      *ServiceBuckets
		location bucketLocation
		want     []string
	}{
		{"the Region in the name", ServiceBuckets_EcrImageLayers(), ireland1(), []string{"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"}},
		{"the partition", ServiceBuckets_EcrImageLayers(), china, []string{"arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*"}},
		{"the Region without dashes", ServiceBuckets_CloudFormationResponses(), ireland1(), []string{
			"arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*", "arn:aws:s3:::cloudformation-waitcondition-eu-west-1/*",
		}},
		{"the account", ServiceBuckets_CdkStaging(), ireland1(), []string{"arn:aws:s3:::cdk-hnb659fds-assets-111122223333-eu-west-1/*"}},
		{"names from a table", ServiceBuckets_PatchManager(), bucketLocation{partition: "aws", region: "me-south-1"}, []string{
			"arn:aws:s3:::aws-patch-manager-me-south-1-a53fc9dce/*",
			"arn:aws:s3:::aws-patchmanager-macos-me-south-1-a53fc9dce/*",
			"arn:aws:s3:::patch-baseline-snapshot-me-south-1-uduvl7q8/*",
		}},
		{"a set of one's own", &ServiceBuckets{
			Resources:         jsii.Strings("amzn-s3-demo-bucket", "amzn-s3-demo-bucket/<region>/*"),
			ResourcesByRegion: &map[string]*[]*string{"eu-west-1": jsii.Strings("amzn-s3-demo-bucket1/*")},
		}, ireland1(), []string{
			"arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/eu-west-1/*", "arn:aws:s3:::amzn-s3-demo-bucket1/*",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.set.arns(test.location)); diff != "" {
				t.Errorf("ARNs differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlainBadSets(t *testing.T) {
	name := jsii.String("Mine")
	some := jsii.Strings("amzn-s3-demo-bucket/*")
	const resourceIsWrong = ` is not the name of a bucket or of objects in one bucket. Use a form such as "amzn-s3-demo-bucket/*", without "arn:" and without a wildcard in the bucket name.`
	for _, test := range []struct {
		name   string
		set    *ServiceBuckets
		region string
		want   []string
	}{
		{"nil", nil, "eu-west-1", []string{"ServiceBuckets[0]: nil is not a set of buckets. Remove the element."}},
		{"nothing", &ServiceBuckets{}, "eu-west-1", []string{
			"ServiceBuckets[0].Name: nil is not a name. Set a name, for error messages.",
			`ServiceBuckets[0].Resources: the set has neither Resources nor ResourcesByRegion. List objects, such as "amzn-s3-demo-bucket/*".`,
		}},
		{"empty lists", &ServiceBuckets{Name: name, Resources: &[]*string{}, Actions: &[]*string{}}, "eu-west-1", []string{
			"ServiceBuckets[0] (Mine).Resources: the list is empty. Add an element.",
			"ServiceBuckets[0] (Mine).Actions: the list is empty. Add an element.",
		}},
		{"an empty table", &ServiceBuckets{Name: name, ResourcesByRegion: &map[string]*[]*string{}}, "eu-west-1", []string{
			"ServiceBuckets[0] (Mine).ResourcesByRegion: the map is empty. Add an element.",
		}},
		{"a table with nil, an empty list and no Region", &ServiceBuckets{Name: name, ResourcesByRegion: &map[string]*[]*string{"eu-west-1": nil, "eu-west-2": {}, "": some}}, "eu-west-1", []string{
			`ServiceBuckets[0] (Mine).ResourcesByRegion: "" is not the name of a Region. Use the names of Regions as keys, such as "eu-central-1".`,
			"ServiceBuckets[0] (Mine).ResourcesByRegion[eu-west-1]: nil is not a list of resources. Remove the element.",
			"ServiceBuckets[0] (Mine).ResourcesByRegion[eu-west-2]: the list is empty. Add an element.",
		}},
		{"near miss: a table with one list", &ServiceBuckets{Name: name, ResourcesByRegion: &map[string]*[]*string{"eu-west-1": some}}, "eu-west-1", nil},
		{"an ARN, a wildcard in a bucket's name, a nil", &ServiceBuckets{Name: name, Resources: &[]*string{
			jsii.String("arn:aws:s3:::amzn-s3-demo-bucket/*"), jsii.String("aws-ssm-*/*"), nil,
		}}, "eu-west-1", []string{
			`ServiceBuckets[0] (Mine).Resources[0]: "arn:aws:s3:::amzn-s3-demo-bucket/*"` + resourceIsWrong,
			`ServiceBuckets[0] (Mine).Resources[1]: "aws-ssm-*/*"` + resourceIsWrong,
			`ServiceBuckets[0] (Mine).Resources[2]: nil` + resourceIsWrong,
		}},
		{"near miss: wildcards in objects, a token", &ServiceBuckets{Name: name, Resources: jsii.Strings("aws-ssm-<region>/a/*/b?", "${Token[Bucket.1]}/*")}, "eu-west-1", nil},
		{"an action of another service", &ServiceBuckets{Name: name, Resources: some, Actions: jsii.Strings("ec2:RunInstances")}, "eu-west-1", []string{
			`ServiceBuckets[0] (Mine).Actions[0]: "ec2:RunInstances" is not an S3 action. Use an action such as "s3:GetObject".`,
		}},
		{"near miss: a wildcard in an action", &ServiceBuckets{Name: name, Resources: some, Actions: jsii.Strings("s3:Get*")}, "eu-west-1", nil},
		{"a Region that is not in the table", ServiceBuckets_CodeArtifact(), "eu-central-2", []string{
			"ServiceBuckets[0] (CodeArtifact): the set of 2023-09-20 has no buckets for eu-central-2, only for ap-northeast-1, ap-south-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-north-1, eu-south-1, eu-west-1, eu-west-2, eu-west-3, us-east-1, us-east-2, us-west-2. Look up the names at https://docs.aws.amazon.com/codeartifact/latest/ug/create-s3-gateway-endpoint.html, and add them to its ResourcesByRegion.",
		}},
		{"a table where the Region is not known", ServiceBuckets_PatchManager(), "${Token[AWS.Region.4]}", []string{
			"ServiceBuckets[0] (Patch Manager): the names of these buckets depend on the Region, which is unknown at synth. Set the Region in the Env of the stack, or list the buckets in a ServiceBuckets of your own.",
		}},
		{"near miss: no table where the Region is not known", ServiceBuckets_SystemsManager(), "${Token[AWS.Region.4]}", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, problemsOfSet(test.set, test.region), test.want)
		})
	}
}
