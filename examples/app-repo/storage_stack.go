package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

// StorageStackProps are the props of the storage stack.
type StorageStackProps struct {
	awscdk.StackProps

	// Vpc is the VPC that the endpoints are created in. It may be of another stack. Required.
	Vpc awsec2.IVpc
}

// NewStorageStack creates both S3 endpoints of the VPC, and a bucket whose data is accessible only through them.
func NewStorageStack(scope constructs.Construct, id string, props *StorageStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: props.Vpc,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // the office, over Direct Connect or VPN
		},
		OutputPrefix: jsii.String("S3"),
	})
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	// To allow access from elsewhere, such as for a pipeline, exempt its principals in the props.
	access.RestrictBucket(bucket, nil)

	awscdk.NewCfnOutput(stack, jsii.String("BucketName"), &awscdk.CfnOutputProps{Value: bucket.BucketName()})
	return stack
}
