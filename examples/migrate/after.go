package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

// addPrivateS3Access is the stack after the migration. LogicalId makes each construct take over an endpoint that is deployed.
func addPrivateS3Access(stack awscdk.Stack) {
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), vpcProps())

	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc:     vpc,
		Gateway: &privates3.GatewayS3RouteProps{LogicalId: jsii.String("VpcS3Gateway0FF2BD16")},
		Interface: &privates3.InterfaceS3LinkProps{
			LogicalId: jsii.String("VpcS3Interface4E637BD6"),
			Clients:   &[]awsec2.IPeer{awsec2.Peer_Ipv4(vpc.VpcCidrBlock()), office()},
		},
		OutputPrefix: jsii.String("S3"),
	})
	access.Interface().AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Actions:    jsii.Strings("s3:GetObject", "s3:ListBucket"),
		Resources:  jsii.Strings("*"),
	}))
}
