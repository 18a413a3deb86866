package privates3

import (
	"regexp"
	"testing"
	"time"

	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

func allAwsBuckets() []*AwsBuckets {
	return []*AwsBuckets{
		AwsBuckets_EcrImageLayers(), AwsBuckets_AmazonLinux1(), AwsBuckets_AmazonLinux2(), AwsBuckets_AmazonLinux2023(),
		AwsBuckets_SystemsManager(), AwsBuckets_PatchManager(), AwsBuckets_CloudFormationResponses(),
		AwsBuckets_CloudFormationHelperScripts(), AwsBuckets_CodeDeploy(), AwsBuckets_CloudWatchAgent(), AwsBuckets_Emr(),
		AwsBuckets_CodeArtifact(), AwsBuckets_ImageBuilder(), AwsBuckets_ElasticBeanstalk(), AwsBuckets_SageMakerJumpStart(),
		AwsBuckets_NeptuneNotebooks(), AwsBuckets_AthenaExamples(), AwsBuckets_ApplicationMigrationService(),
		AwsBuckets_ElasticDisasterRecovery(), AwsBuckets_NitroEnclavesCertificates(), AwsBuckets_LambdaDeploymentPackages(),
		AwsBuckets_AwsCli(), AwsBuckets_RedshiftDownloads(),
	}
}

func TestPlainEachSetIsWellFormedAndSaysWhereItIsFrom(t *testing.T) {
	names := map[string]bool{}
	for _, set := range allAwsBuckets() {
		t.Run(*set.Name, func(t *testing.T) {
			compareProblems(t, checkAwsBuckets("AwsBuckets[0]", set, "eu-west-1"), nil)
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
	for _, set := range []*AwsBuckets{AwsBuckets_PatchManager(), AwsBuckets_CodeArtifact()} {
		for region, resources := range *set.ResourcesByRegion {
			for _, resource := range *resources {
				if !regexp.MustCompile("-" + region + "(-[0-9a-z]{8,9})?/").MatchString(*resource) {
					t.Errorf("%s: %s is listed for %s", *set.Name, *resource, region)
				}
			}
		}
	}
}

// Changing a set changes it for the caller alone.
func TestPlainSetsAreNotShared(t *testing.T) {
	first := AwsBuckets_PatchManager()
	(*first.ResourcesByRegion)["eu-west-9"] = jsii.Strings("amzn-s3-demo-bucket/*")
	if _, shared := (*AwsBuckets_PatchManager().ResourcesByRegion)["eu-west-9"]; shared {
		t.Error("two calls return one map")
	}
}

func ireland1() bucketPlace {
	return bucketPlace{partition: "aws", region: "eu-west-1", regionWithoutDashes: "euwest1"}
}

func TestPlainArnsOfSets(t *testing.T) {
	china := bucketPlace{partition: "aws-cn", region: "cn-north-1", regionWithoutDashes: "cnnorth1"}
	for _, test := range []struct {
		name  string
		set   *AwsBuckets
		place bucketPlace
		want  []string
	}{
		{"the Region in the name", AwsBuckets_EcrImageLayers(), ireland1(), []string{"arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"}},
		{"the partition", AwsBuckets_EcrImageLayers(), china, []string{"arn:aws-cn:s3:::prod-cn-north-1-starport-layer-bucket/*"}},
		{"the Region without dashes", AwsBuckets_CloudFormationResponses(), ireland1(), []string{
			"arn:aws:s3:::cloudformation-custom-resource-response-euwest1/*", "arn:aws:s3:::cloudformation-waitcondition-eu-west-1/*",
		}},
		{"names from a table", AwsBuckets_PatchManager(), bucketPlace{partition: "aws", region: "me-south-1"}, []string{
			"arn:aws:s3:::aws-patch-manager-me-south-1-a53fc9dce/*",
			"arn:aws:s3:::aws-patchmanager-macos-me-south-1-a53fc9dce/*",
			"arn:aws:s3:::patch-baseline-snapshot-me-south-1-uduvl7q8/*",
		}},
		{"a set of one's own", &AwsBuckets{
			Resources:         jsii.Strings("amzn-s3-demo-bucket", "amzn-s3-demo-bucket/<region>/*"),
			ResourcesByRegion: &map[string]*[]*string{"eu-west-1": jsii.Strings("amzn-s3-demo-bucket1/*")},
		}, ireland1(), []string{
			"arn:aws:s3:::amzn-s3-demo-bucket", "arn:aws:s3:::amzn-s3-demo-bucket/eu-west-1/*", "arn:aws:s3:::amzn-s3-demo-bucket1/*",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.set.arns(test.place)); diff != "" {
				t.Errorf("ARNs differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlainBadSets(t *testing.T) {
	name := jsii.String("Mine")
	some := jsii.Strings("amzn-s3-demo-bucket/*")
	const resourceIsWrong = `; allowed: the name of one bucket, then perhaps "/" and objects, with "<region>" or "<regionWithoutDashes>" where the Region goes; remedy: drop "arn:…:::", and wildcards before the first "/"`
	for _, test := range []struct {
		name   string
		set    *AwsBuckets
		region string
		want   []string
	}{
		{"nil", nil, "eu-west-1", []string{"AwsBuckets[0] is nil; allowed: a set of AWS-owned buckets; remedy: remove the element"}},
		{"nothing", &AwsBuckets{}, "eu-west-1", []string{
			"AwsBuckets[0].Name is nil; allowed: what error messages are to call the set; remedy: name it",
			`AwsBuckets[0].Resources is nil; allowed: one element or more; remedy: name objects, for example "amzn-s3-demo-bucket/*"`,
		}},
		{"empty lists", &AwsBuckets{Name: name, Resources: &[]*string{}, Actions: &[]*string{}}, "eu-west-1", []string{
			"AwsBuckets[0] (Mine).Resources is an empty list; allowed: one element or more; remedy: leave the field out",
			"AwsBuckets[0] (Mine).Actions is an empty list; allowed: one element or more; remedy: leave the field out",
		}},
		{"an ARN, a wildcard in a bucket's name, a nil", &AwsBuckets{Name: name, Resources: &[]*string{
			jsii.String("arn:aws:s3:::amzn-s3-demo-bucket/*"), jsii.String("aws-ssm-*/*"), nil,
		}}, "eu-west-1", []string{
			`AwsBuckets[0] (Mine).Resources[0] is "arn:aws:s3:::amzn-s3-demo-bucket/*"` + resourceIsWrong,
			`AwsBuckets[0] (Mine).Resources[1] is "aws-ssm-*/*"` + resourceIsWrong,
			`AwsBuckets[0] (Mine).Resources[2] is nil` + resourceIsWrong,
		}},
		{"near miss: wildcards in objects, a token", &AwsBuckets{Name: name, Resources: jsii.Strings("aws-ssm-<region>/a/*/b?", "${Token[Bucket.1]}/*")}, "eu-west-1", nil},
		{"an action of another service", &AwsBuckets{Name: name, Resources: some, Actions: jsii.Strings("ec2:RunInstances")}, "eu-west-1", []string{
			`AwsBuckets[0] (Mine).Actions[0] is "ec2:RunInstances"; allowed: an action of S3; remedy: write it as in "s3:GetObject"`,
		}},
		{"near miss: a wildcard in an action", &AwsBuckets{Name: name, Resources: some, Actions: jsii.Strings("s3:Get*")}, "eu-west-1", nil},
		{"a Region that is not in the table", AwsBuckets_CodeArtifact(), "eu-central-2", []string{
			"AwsBuckets[0] (CodeArtifact) is in eu-central-2; allowed: one of the Regions whose buckets are known: ap-northeast-1, ap-south-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-north-1, eu-south-1, eu-west-1, eu-west-2, eu-west-3, us-east-1, us-east-2, us-west-2; remedy: read the names at the set's Source, and add them to its ResourcesByRegion",
		}},
		{"a table where the Region is not known", AwsBuckets_PatchManager(), "${Token[AWS.Region.4]}", []string{
			"AwsBuckets[0] (Patch Manager) is in a stack whose Region is not known at synth; allowed: a stack with a Region, because the names of these buckets differ by Region; remedy: give the stack an Env with a Region, or list the buckets in an AwsBuckets of your own",
		}},
		{"near miss: no table where the Region is not known", AwsBuckets_SystemsManager(), "${Token[AWS.Region.4]}", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			compareProblems(t, checkAwsBuckets("AwsBuckets[0]", test.set, test.region), test.want)
		})
	}
}
