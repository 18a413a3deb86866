package privates3

import (
	"errors"
	"flag"
	"maps"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestMain(m *testing.M) { jsiitest.MainRecorded(m) }

// goldenApp is an app with the recommended feature flags and further context, in which the CDK neither copies assets nor
// records where each resource was created. With -all, the CDK validates its templates.
func goldenApp(t testing.TB, context map[string]any) awscdk.App {
	t.Helper()
	merged := map[string]any{"aws:cdk:disable-asset-staging": true, "aws:cdk:disable-creation-stack-traces": true}
	maps.Copy(merged, context)
	return jsiitest.ShareValidation(golden.App(t, "../..", merged), templatetest.All())
}

// testApp is an app as goldenApp returns, except that the CDK adds no Lambda function to each VPC.
func testApp(t testing.TB, context map[string]any) awscdk.App {
	t.Helper()
	merged := map[string]any{"@aws-cdk/aws-ec2:restrictDefaultSecurityGroup": false}
	maps.Copy(merged, context)
	return goldenApp(t, merged)
}

// testStack is an environment-agnostic stack in a test app.
func testStack(t testing.TB) awscdk.Stack {
	t.Helper()
	return awscdk.NewStack(testApp(t, nil), jsii.String("Stack"), nil)
}

func ireland() *awscdk.StackProps {
	return &awscdk.StackProps{Env: &awscdk.Environment{Account: jsii.String("111122223333"), Region: jsii.String("eu-west-1")}}
}

// twoZoneVpc has a public and a private subnet in each zone, and a NAT gateway.
func twoZoneVpc(stack awscdk.Stack) awsec2.Vpc {
	return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
}

// isolatedVpc has one subnet in each of two zones. The CDK creates a fifth of what it creates for twoZoneVpc.
func isolatedVpc(stack awscdk.Stack) awsec2.Vpc {
	return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs:              jsii.Number(2),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED}},
	})
}

// validationErrorOf runs f and returns the *ValidationError that it panics with, nil if it does not panic.
func validationErrorOf(t testing.TB, f func()) (raised *ValidationError) {
	t.Helper()
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		err, ok := r.(error)
		if !ok || !errors.As(err, &raised) {
			t.Fatalf("panicked with %v, want a *ValidationError", r)
		}
	}()
	f()
	return nil
}

// The validation plugin that the tests share still fails the synth of an app with a mistake.
func TestSharedValidation(t *testing.T) {
	for property, valid := range map[string]bool{"BucketName": true, "NoProperty": false} {
		stack := testStack(t)
		awscdk.NewCfnResource(stack, jsii.String("Bucket"), &awscdk.CfnResourceProps{
			Type: jsii.String("AWS::S3::Bucket"), Properties: &map[string]any{property: "amzn-s3-demo-bucket"},
		})
		func() {
			defer func() {
				if failed := recover() != nil; failed != (!valid && templatetest.All()) {
					t.Errorf("a template with the property %s fails the synth: %t", property, failed)
				}
			}()
			awscdk.App_Of(stack).Synth(nil)
		}()
	}
}
