// Command locked-bucket builds a bucket whose data is reached only through the S3 endpoints of a VPC, and endpoints that
// reach only buckets of the account.
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

// NewStack is the network, its two ways to S3, and the bucket.
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

	// Whoever is in the VPC or in the office reaches buckets of this account with identities of this account, and the
	// package repositories of Amazon Linux. Data cannot be carried off to a bucket of somebody else.
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: vpc,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // the office, over Direct Connect or VPN
		},
		Policy: &privates3.EndpointPolicy{
			Accounts:    &[]*string{stack.Account()},
			AwsServices: jsii.Bool(true),
			AwsBuckets:  &[]*privates3.AwsBuckets{privates3.AwsBuckets_AmazonLinux2023(), privates3.AwsBuckets_CloudFormationResponses()},
		},
		OutputPrefix: jsii.String("S3"),
	})

	// Nobody reaches the data from anywhere else, except the administrators.
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
