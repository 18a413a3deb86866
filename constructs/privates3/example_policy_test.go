package privates3_test

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

// Restrict who can use the endpoints and over which path a bucket can be reached, and allow a workload to reach S3.
func Example_accessControl() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), nil)
	workload := awsec2.NewSecurityGroup(stack, jsii.String("Workload"), &awsec2.SecurityGroupProps{Vpc: vpc, AllowAllOutbound: jsii.Bool(false)})

	// Principals of the organization reach only the organization's buckets. Image pulls and package updates keep working.
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: vpc,
		Policy: &privates3.EndpointPolicy{
			Organizations:  jsii.Strings("o-a1b2c3d4e5"),
			AwsServices:    jsii.Bool(true),
			ServiceBuckets: &[]*privates3.ServiceBuckets{privates3.ServiceBuckets_EcrImageLayers(), privates3.ServiceBuckets_AmazonLinux2023()},
		},
	})

	// Only requests through these endpoints reach the bucket's data, except requests from administrators.
	access.RestrictBucket(bucket, &privates3.RestrictBucketProps{
		ExemptPrincipalArns: jsii.Strings("arn:aws:iam::111122223333:role/Admin"),
	})

	// Allow HTTPS to S3 from a workload whose security group allows no other outbound traffic.
	access.Gateway().AllowFrom(workload)

	rules := assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::EC2::SecurityGroupEgress"), nil)
	fmt.Println(len(*rules), "egress rule")
	// Output: 1 egress rule
}

// A set of your own, with a name that does not follow from the Region.
func ExampleServiceBuckets() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), &awscdk.StackProps{
		Env: &awscdk.Environment{Region: jsii.String("eu-west-1")},
	})
	mirror := &privates3.ServiceBuckets{
		Name:              jsii.String("the vendor's mirror"),
		Resources:         jsii.Strings("amzn-s3-demo-mirror-<region>/*"),
		ResourcesByRegion: &map[string]*[]*string{"eu-west-1": jsii.Strings("amzn-s3-demo-mirror-5c7e/*")},
		Source:            jsii.String("the vendor's handbook"),
		AsOf:              jsii.String("2026-08-20"),
	}

	privates3.NewGatewayS3Route(stack, jsii.String("S3"), &privates3.GatewayS3RouteProps{
		Vpc:    awsec2.NewVpc(stack, jsii.String("Vpc"), nil),
		Policy: &privates3.EndpointPolicy{ServiceBuckets: &[]*privates3.ServiceBuckets{mirror, privates3.ServiceBuckets_PatchManager()}},
	})

	assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"PolicyDocument": map[string]any{"Statement": []any{assertions.Match_ObjectLike(&map[string]any{"Action": "s3:GetObject"})}},
	})
	fmt.Println("one statement allows both sets")
	// Output: one statement allows both sets
}

// The first statement of an endpoint without a Policy replaces AWS's default policy, which allows everything.
func ExamplePrivateS3Access_AddToPolicy() {
	stack := awscdk.NewStack(newApp(), jsii.String("Shop"), nil)
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{Vpc: awsec2.NewVpc(stack, jsii.String("Vpc"), nil)})

	access.AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Actions:    jsii.Strings("s3:GetObject"),
		Resources:  jsii.Strings("arn:aws:s3:::amzn-s3-demo-bucket/*"),
	}))

	assertions.Template_FromStack(stack, nil).AllResourcesProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"PolicyDocument": assertions.Match_ObjectLike(&map[string]any{"Statement": []any{assertions.Match_ObjectLike(&map[string]any{"Action": "s3:GetObject"})}}),
	})
	fmt.Println("both endpoints allow reading the objects of one bucket")
	// Output: both endpoints allow reading the objects of one bucket
}
