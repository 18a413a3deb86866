// Command existing-vpc adds an S3 interface endpoint to a VPC that was not created with the CDK and has a gateway endpoint.
package main

import (
	"fmt"
	"strings"

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
	NewStack(app, "ExistingVpc")
	app.Synth(nil)
}

// NewStack creates the interface endpoint, and a bucket whose data is accessible only through the two endpoints. The context has
// the ids of the VPC, of the gateway endpoint and of its route tables.
func NewStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &awscdk.StackProps{
		// A lookup needs an account and a Region.
		Env: &awscdk.Environment{Account: setting(scope, "account"), Region: setting(scope, "region")},
	})

	vpc := awsec2.Vpc_FromLookup(stack, jsii.String("Vpc"), &awsec2.VpcLookupOptions{VpcId: setting(scope, "vpcId")})
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{
		BlockPublicAccess: awss3.BlockPublicAccess_BLOCK_ALL(),
		EnforceSSL:        jsii.Bool(true),
	})

	// The gateway endpoint stays as it is: a route table can have only one for S3.
	gateway := privates3.GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Gateway"), &privates3.GatewayS3RouteAttributes{
		VpcEndpointId: setting(scope, "gatewayEndpointId"),
		RouteTableIds: jsii.Strings(strings.Split(*setting(scope, "gatewayRouteTableIds"), ",")...),
	})
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc:             vpc,
		ExistingGateway: gateway,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // the office, over Direct Connect or VPN
		},
		OutputPrefix: jsii.String("S3"),
	})
	// The bucket allows requests through either endpoint.
	access.RestrictBucket(bucket, nil)

	awscdk.NewCfnOutput(stack, jsii.String("BucketName"), &awscdk.CfnOutputProps{Value: bucket.BucketName()})
	return stack
}

// setting returns a value of the context, from cdk.json or from -c on the command line.
func setting(scope constructs.Construct, key string) *string {
	value, given := scope.Node().TryGetContext(&key).(string)
	if !given {
		panic(fmt.Errorf("context %s is missing; set it in cdk.json or with -c %[1]s=…", key))
	}
	return &value
}
