package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// NetworkStack owns the VPC that other stacks put their resources into.
type NetworkStack struct {
	awscdk.Stack
	vpc awsec2.Vpc
}

// NewNetworkStack creates the VPC, with public subnets and private ones that reach the internet over a NAT gateway.
func NewNetworkStack(scope constructs.Construct, id string, props *awscdk.StackProps) *NetworkStack {
	s := &NetworkStack{}
	// With the Override form, *NetworkStack itself can be passed to the CDK as a stack.
	awscdk.NewStack_Override(s, scope, &id, props)
	s.vpc = awsec2.NewVpc(s, jsii.String("Vpc"), &awsec2.VpcProps{
		IpAddresses: awsec2.IpAddresses_Cidr(jsii.String("10.1.0.0/16")),
		MaxAzs:      jsii.Number(2),
		NatGateways: jsii.Number(1),
	})
	return s
}

// Vpc returns the VPC, for the props of other stacks.
func (s *NetworkStack) Vpc() awsec2.IVpc { return s.vpc }
