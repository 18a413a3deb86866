package privates3

import (
	"fmt"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3deployment"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3notifications"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/google/go-cmp/cmp"
)

func deploy(scope constructs.Construct, to awss3.IBucket, role awsiam.IRole) {
	awss3deployment.NewBucketDeployment(scope, jsii.String("Deployment"), &awss3deployment.BucketDeploymentProps{
		DestinationBucket: to, Role: role,
		Sources: &[]awss3deployment.ISource{awss3deployment.Source_Data(jsii.String("index.html"), jsii.String("hello"), nil)},
	})
}

func replicate(stack awscdk.Stack, id string, to awss3.IBucket) {
	awss3.NewBucket(stack, &id, &awss3.BucketProps{Versioned: jsii.Bool(true), ReplicationRules: &[]*awss3.ReplicationRule{{Destination: to}}})
}

// Helpers run as roles outside the endpoints. If they were denied, a deploy would fail, or the deletion of the stack.
func TestHelpersOfTheBucketAreExempt(t *testing.T) {
	versioned := &awss3.BucketProps{Versioned: jsii.Bool(true)}
	newBucket := func(stack awscdk.Stack, props *awss3.BucketProps) awss3.IBucket {
		return awss3.NewBucket(stack, jsii.String("Bucket"), props)
	}
	// The rules warn of helpers that are not exempt, as in the near misses.
	app := testApp(t, map[string]any{"@aws-cdk/core:strictCfnValidateErrors": false})
	var checks []func() // after all stacks are built, so that the app is synthesized once
	strict := &RestrictBucketProps{DenyAllActions: jsii.Bool(true), ExemptPrincipalTags: &map[string]*string{"team": jsii.String("storage")}}
	for _, test := range []struct {
		name   string
		bucket *awss3.BucketProps
		props  *RestrictBucketProps
		add    func(stack awscdk.Stack, bucket awss3.IBucket)
		want   int // roles
	}{
		{name: "none", add: func(awscdk.Stack, awss3.IBucket) {}},
		{name: "AutoDeleteObjects", bucket: &awss3.BucketProps{AutoDeleteObjects: jsii.Bool(true), RemovalPolicy: awscdk.RemovalPolicy_DESTROY}, add: func(awscdk.Stack, awss3.IBucket) {}, want: 1},
		{name: "a deployment", add: func(stack awscdk.Stack, bucket awss3.IBucket) { deploy(stack, bucket, nil) }, want: 1},
		{name: "two deployments, by one function", add: func(stack awscdk.Stack, bucket awss3.IBucket) {
			deploy(stack, bucket, nil)
			deploy(constructs.NewConstruct(stack, jsii.String("Second")), bucket, nil)
		}, want: 1},
		{name: "a deployment with a role of its own", add: func(stack awscdk.Stack, bucket awss3.IBucket) {
			deploy(stack, bucket, awsiam.NewRole(stack, jsii.String("Deployer"), &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil)}))
		}, want: 1},
		{name: "near miss: a deployment to another bucket", add: func(stack awscdk.Stack, _ awss3.IBucket) {
			deploy(stack, awss3.NewBucket(stack, jsii.String("Other"), nil), nil)
		}},
		{
			name: "replication to another bucket", bucket: &awss3.BucketProps{Versioned: jsii.Bool(true), ReplicationRules: &[]*awss3.ReplicationRule{{Destination: awss3.Bucket_FromBucketName(testStack(t), jsii.String("To"), jsii.String("amzn-s3-demo-replica"))}}},
			add: func(awscdk.Stack, awss3.IBucket) {}, want: 1,
		},
		{name: "replication from another bucket", bucket: versioned, add: func(stack awscdk.Stack, bucket awss3.IBucket) { replicate(stack, "From", bucket) }, want: 1},
		{name: "near miss: replication between other buckets", add: func(stack awscdk.Stack, _ awss3.IBucket) {
			replicate(stack, "From", awss3.NewBucket(stack, jsii.String("To"), versioned))
		}},
		{name: "notifications, if all actions are denied", props: strict, add: notify, want: 1},
		{name: "near miss: notifications, if only access to data is denied", add: notify},
		{name: "near miss: a role of the app, which may read the bucket", add: func(stack awscdk.Stack, bucket awss3.IBucket) {
			bucket.GrantRead(awsiam.NewRole(stack, jsii.String("App"), &awsiam.RoleProps{AssumedBy: awsiam.NewServicePrincipal(jsii.String("ec2.amazonaws.com"), nil)}), nil)
		}},
		{name: "near miss: a deployment from another stack, which depends on that of the bucket; a rule finds it", add: func(stack awscdk.Stack, bucket awss3.IBucket) {
			awscdk.Validations_Of(stack).Acknowledge(&awscdk.Acknowledgment{Id: jsii.String("privates3::bucket-policy-blocks-helper"), Reason: jsii.String("a test")})
			deploy(awscdk.NewStack(app, jsii.String("WebsiteOf"+*stack.StackName()), nil), bucket, nil)
		}},
	} {
		for _, order := range []string{"before", "after"} {
			stack := awscdk.NewStack(app, jsii.String(fmt.Sprint("Stack", len(checks))), nil)
			bucket := newBucket(stack, test.bucket)
			restrict := func() {
				GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")}).RestrictBucket(bucket, test.props)
			}
			if order == "after" {
				restrict()
			}
			test.add(stack, bucket)
			if order == "before" {
				restrict()
			}
			checks = append(checks, func() {
				t.Run(test.name+", added "+order, func(t *testing.T) {
					exempt, _ := restrictionIn(t, stack)["Condition"].(map[string]any)["ArnNotLike"].(map[string]any)
					roles, isList := exempt["aws:PrincipalArn"].([]any)
					if !isList && exempt != nil {
						roles = []any{exempt["aws:PrincipalArn"]}
					}
					if len(roles) != test.want {
						t.Errorf("%d roles are exempt, want %d: %s", len(roles), test.want, fmt.Sprint(roles))
					}
				})
			})
		}
	}
	for _, check := range checks {
		check()
	}
}

func notify(stack awscdk.Stack, bucket awss3.IBucket) {
	bucket.AddEventNotification(awss3.EventType_OBJECT_CREATED, awss3notifications.NewSqsDestination(awssqs.NewQueue(stack, jsii.String("Queue"), nil)))
}

// A second policy of the bucket would make the deploy fail, or replace the first.
func TestTwoHandlesOfABucketHaveOnePolicy(t *testing.T) {
	stack := testStack(t)
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{EnforceSSL: jsii.Bool(true)})
	handle := awss3.Bucket_FromCfnBucket(bucket.Node().DefaultChild().(awss3.CfnBucket))
	restrict := func(bucket awss3.IBucket, id string) {
		RestrictBucket(bucket, &RestrictBucketProps{VpcEndpointIds: &[]*string{&id}})
	}
	restrict(handle, "vpce-0a1b2c3d")
	restrict(bucket, "vpce-0ddd")

	got := restrictionIn(t, stack)["Condition"].(map[string]any)["StringNotEquals"]
	if diff := cmp.Diff(map[string]any{"aws:SourceVpce": []any{"vpce-0a1b2c3d", "vpce-0ddd"}}, got); diff != "" {
		t.Errorf("endpoints (-want +got):\n%s", diff)
	}
	if n := len(policiesIn(stack)); n != 1 {
		t.Errorf("the bucket has %d policies, want 1", n)
	}
}
