package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
)

// addCdkEndpoints is the stack before the migration. The CDK turns private DNS on by default.
func addCdkEndpoints(stack awscdk.Stack) {
	props := vpcProps()
	props.GatewayEndpoints = &map[string]*awsec2.GatewayVpcEndpointOptions{
		"S3Gateway": {Service: awsec2.GatewayVpcEndpointAwsService_S3()},
	}
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), props)

	endpoint := vpc.AddInterfaceEndpoint(jsii.String("S3Interface"), &awsec2.InterfaceVpcEndpointOptions{
		Service: awsec2.InterfaceVpcEndpointAwsService_S3(),
		Subnets: &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
	})
	endpoint.Connections().AllowDefaultPortFrom(office(), nil)
	endpoint.AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Principals: &[]awsiam.IPrincipal{awsiam.NewStarPrincipal()},
		Actions:    jsii.Strings("s3:GetObject", "s3:ListBucket"),
		Resources:  jsii.Strings("*"),
	}))
}
