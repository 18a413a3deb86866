// Command locked-bucket creates a bucket whose data is accessible only through the S3 endpoints of a VPC, and endpoints that
// allow only buckets of the account.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewStack(app, "LockedBucket")
	app.Synth(nil)
}

// NewStack creates the VPC, both endpoints and the bucket.
func NewStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		MaxAzs: jsii.Number(2),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
		},
	})
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})

	// Through the endpoints, principals of this account can reach buckets of this account, and everyone can download packages of
	// Amazon Linux. Data cannot be exfiltrated to a bucket of another account.
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: vpc,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // the office, over Direct Connect or VPN
		},
		Policy: &privates3.EndpointPolicy{
			Accounts:       &[]*string{stack.Account()},
			AwsServices:    jsii.Bool(true),
			ServiceBuckets: &[]*privates3.ServiceBuckets{privates3.ServiceBuckets_AmazonLinux2023(), privates3.ServiceBuckets_CloudFormationResponses()},
		},
		OutputPrefix: jsii.String("S3"),
	})

	// Only administrators can reach the data over other paths.
	access.RestrictBucket(bucket, &privates3.RestrictBucketProps{
		ExemptPrincipalArns: &[]*string{stack.FormatArn(&awscdk.ArnComponents{
			Service:      jsii.String("iam"),
			Region:       jsii.String(""),
			Resource:     jsii.String("role"),
			ResourceName: jsii.String("Admin"),
		})},
	})

	awscdk.NewCfnOutput(stack, jsii.String("BucketName"), &awscdk.CfnOutputProps{Value: bucket.BucketName()})
	return stack
}
