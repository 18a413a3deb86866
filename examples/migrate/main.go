// Command migrate moves a stack from the CDK's own S3 endpoints to those of this library, and keeps both endpoints:
// -c endpoints=cdk|privates3.
package main

import (
	"fmt"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	endpoints, given := app.Node().TryGetContext(jsii.String("endpoints")).(string)
	if !given {
		endpoints = "privates3"
	}
	NewStack(app, "Migrate", endpoints)
	app.Synth(nil)
}

// NewStack creates a VPC with both endpoints: with the constructs of the CDK, as the stack was ("cdk"), or with those of this
// library, as it is now ("privates3").
func NewStack(scope constructs.Construct, id, endpoints string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, nil)
	// The stack is not for China, so the name of the interface endpoint's service is the same for both constructs.
	stack.Node().SetContext(jsii.String("@aws-cdk/core:target-partitions"), jsii.Strings("aws"))

	switch endpoints {
	case "cdk":
		addCdkEndpoints(stack)
	case "privates3":
		addPrivateS3Access(stack)
	default:
		panic(fmt.Errorf("context endpoints: unknown value %q; use cdk or privates3", endpoints))
	}
	return stack
}

func vpcProps() *awsec2.VpcProps {
	return &awsec2.VpcProps{
		IpAddresses: awsec2.IpAddresses_Cidr(jsii.String("10.1.0.0/16")),
		MaxAzs:      jsii.Number(2),
		NatGateways: jsii.Number(0),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED, CidrMask: jsii.Number(24)},
		},
	}
}

// office is connected over Direct Connect or VPN.
func office() awsec2.IPeer { return awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16")) }
