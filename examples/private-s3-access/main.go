// Command private-s3-access creates a VPC with a public and an isolated subnet, a private bucket, and the S3 endpoints of one of
// four stages: -c endpoints=none|gateway|interface|both.
package main

import (
	"fmt"

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
	endpoints, given := app.Node().TryGetContext(jsii.String("endpoints")).(string)
	if !given {
		endpoints = "both"
	}
	NewStack(app, "PrivateS3Access", endpoints)
	app.Synth(nil)
}

// NewStack creates the VPC, the bucket, and the endpoints of one stage: "none", "gateway", "interface" or "both".
func NewStack(scope constructs.Construct, id, endpoints string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)

	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		IpAddresses: awsec2.IpAddresses_Cidr(jsii.String("10.1.0.0/16")),
		MaxAzs:      jsii.Number(1),
		NatGateways: jsii.Number(0),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Public"), SubnetType: awsec2.SubnetType_PUBLIC, CidrMask: jsii.Number(24)},
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED, CidrMask: jsii.Number(24)},
		},
	})
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})
	awscdk.NewCfnOutput(stack, jsii.String("BucketName"), &awscdk.CfnOutputProps{Value: bucket.BucketName()})

	// The office is connected over Direct Connect or VPN.
	clients := &[]awsec2.IPeer{awsec2.Peer_Ipv4(vpc.VpcCidrBlock()), awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}

	// An endpoint has the same construct path in every stage, so that a deploy of another stage does not replace it.
	switch endpoints {
	case "none":
	case "gateway":
		s3 := constructs.NewConstruct(stack, jsii.String("S3"))
		privates3.NewGatewayS3Route(s3, jsii.String("Gateway"), &privates3.GatewayS3RouteProps{
			Vpc:          vpc,
			OutputPrefix: jsii.String("S3"),
		})
	case "interface":
		s3 := constructs.NewConstruct(stack, jsii.String("S3"))
		link := privates3.NewInterfaceS3Link(s3, jsii.String("Interface"), &privates3.InterfaceS3LinkProps{
			Vpc:          vpc,
			Clients:      clients,
			OutputPrefix: jsii.String("S3"),
		})
		addBucketUrl(stack, link, bucket)
	case "both":
		access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
			Vpc:          vpc,
			Interface:    &privates3.InterfaceS3LinkProps{Clients: clients},
			OutputPrefix: jsii.String("S3"),
		})
		addBucketUrl(stack, access.Interface(), bucket)
	default:
		panic(fmt.Errorf("context endpoints: unknown stage %q; use none, gateway, interface or both", endpoints))
	}
	return stack
}

func addBucketUrl(stack awscdk.Stack, link *privates3.InterfaceS3Link, bucket awss3.IBucket) {
	awscdk.NewCfnOutput(stack, jsii.String("S3BucketUrl"), &awscdk.CfnOutputProps{
		Value:       link.BucketUrl(bucket.BucketName()),
		Description: jsii.String("URL of the bucket over the interface endpoint"),
	})
}
