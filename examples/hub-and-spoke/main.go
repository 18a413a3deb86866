// Command hub-and-spoke creates a hub VPC with an S3 interface endpoint, spoke VPCs with a gateway endpoint each, and the
// transit gateway between them.
package main

import (
	"fmt"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/privates3"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	NewStacks(app)
	app.Synth(nil)
}

// Network is a network on the transit gateway. Its name is part of construct ids: a renamed network is created anew.
type Network struct{ Name, Cidr string }

// NewStacks creates all stacks of the app, the hub's first. To add a spoke, add a line.
func NewStacks(scope constructs.Construct) []awscdk.Stack {
	hub := Network{"Hub", "10.0.0.0/16"}
	office := Network{"Office", "192.168.0.0/16"} // on the transit gateway, over Direct Connect or VPN
	spokes := []Network{
		{"Orders", "10.1.0.0/16"},
		{"Billing", "10.2.0.0/16"},
	}

	hubStack := NewHubStack(scope, hub, slices.Concat(spokes, []Network{office}))
	stacks := []awscdk.Stack{hubStack}
	for _, spoke := range spokes {
		stacks = append(stacks, NewSpokeStack(scope, spoke, hub, hubStack.TransitGatewayId()))
	}
	return stacks
}

// HubStack has the transit gateway that the spokes are attached to.
type HubStack struct {
	awscdk.Stack
	transitGateway awsec2.CfnTransitGateway
}

// NewHubStack creates the transit gateway, and the hub's VPC with an interface endpoint that allows the clients.
func NewHubStack(scope constructs.Construct, hub Network, clients []Network) *HubStack {
	s := &HubStack{}
	awscdk.NewStack_Override(s, scope, &hub.Name, nil)

	s.transitGateway = awsec2.NewCfnTransitGateway(s, jsii.String("TransitGateway"), &awsec2.CfnTransitGatewayProps{
		Description: jsii.String("The spokes, the office and the S3 interface endpoint in the hub"),
	})
	vpc := newVpc(s, hub)
	attach(s, vpc, s.TransitGatewayId(), clients)

	var peers []awsec2.IPeer
	for _, client := range clients {
		peers = append(peers, awsec2.Peer_Ipv4(&client.Cidr))
	}
	privates3.NewInterfaceS3Link(s, jsii.String("S3"), &privates3.InterfaceS3LinkProps{
		Vpc:          vpc,
		Clients:      &peers,
		OutputPrefix: jsii.String("S3"),
	})
	return s
}

// TransitGatewayId returns the id of the transit gateway as a token.
func (s *HubStack) TransitGatewayId() *string { return s.transitGateway.Ref() }

// NewSpokeStack creates a VPC with a gateway endpoint for its workloads, and routes to the hub.
func NewSpokeStack(scope constructs.Construct, spoke, hub Network, transitGatewayId *string) awscdk.Stack {
	stack := awscdk.NewStack(scope, &spoke.Name, nil)

	vpc := newVpc(stack, spoke)
	attach(stack, vpc, transitGatewayId, []Network{hub})
	privates3.NewGatewayS3Route(stack, jsii.String("S3"), &privates3.GatewayS3RouteProps{
		Vpc:          vpc,
		OutputPrefix: jsii.String("S3"),
	})
	return stack
}

func newVpc(stack awscdk.Stack, network Network) awsec2.Vpc {
	return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{
		IpAddresses: awsec2.IpAddresses_Cidr(&network.Cidr),
		MaxAzs:      jsii.Number(2),
		SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED, CidrMask: jsii.Number(24)},
		},
	})
}

// attach attaches a VPC to the transit gateway and adds routes to the destinations. The transit gateway's default route table
// learns the VPCs' blocks.
func attach(stack awscdk.Stack, vpc awsec2.Vpc, transitGatewayId *string, destinations []Network) {
	attachment := awsec2.NewCfnTransitGatewayVpcAttachment(stack, jsii.String("Attachment"), &awsec2.CfnTransitGatewayVpcAttachmentProps{
		TransitGatewayId: transitGatewayId,
		VpcId:            vpc.VpcId(),
		SubnetIds:        vpc.SelectSubnets(nil).SubnetIds,
	})
	for i, subnet := range *vpc.IsolatedSubnets() {
		for _, destination := range destinations {
			route := awsec2.NewCfnRoute(stack, jsii.String(fmt.Sprintf("Subnet%dTo%s", i+1, destination.Name)), &awsec2.CfnRouteProps{
				RouteTableId:         subnet.RouteTable().RouteTableId(),
				DestinationCidrBlock: &destination.Cidr,
				TransitGatewayId:     transitGatewayId,
			})
			route.Node().AddDependency(attachment) // EC2 rejects a route to a transit gateway that the VPC is not attached to
		}
	}
}
