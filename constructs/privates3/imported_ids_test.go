package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// The CDK takes any string as the ID of what it imports.
func TestImportedIds(t *testing.T) {
	vpcWith := func(stack awscdk.Stack, id, cidr string, subnetIds ...string) awsec2.IVpc {
		return awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Imported"), &awsec2.VpcAttributes{
			VpcId: &id, VpcCidrBlock: &cidr, AvailabilityZones: jsii.Strings("eu-west-1a", "eu-west-1b"),
			PrivateSubnetIds: jsii.Strings(subnetIds...), PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0bbb"),
		})
	}
	group := func(stack awscdk.Stack, name, id string) awsec2.ISecurityGroup {
		return awsec2.SecurityGroup_FromSecurityGroupId(stack, &name, &id, nil)
	}
	link := func(stack awscdk.Stack, groups ...awsec2.ISecurityGroup) {
		NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), SecurityGroups: &groups})
	}
	list := func(stack awscdk.Stack, id string) awsec2.IPrefixList {
		return awsec2.PrefixList_FromPrefixListId(stack, jsii.String("List"), &id)
	}
	const listFix = " is not the ID of a prefix list. Import the prefix list with its ID, of the form pl-…."
	runBadInput(t, []badInput{
		{
			name: "a VPC and its subnets",
			bad: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpcWith(stack, "Vpc", "10.1.0.0", "", "rtb-0aaa")})
			},
			want: []string{
				`Vpc.VpcId: "Vpc" is not the ID of a VPC. Import the VPC with its ID, of the form vpc-….`,
				`Interface.Subnets: "" is not the ID of a subnet. Import the subnet with its ID, of the form subnet-….`,
				`Interface.Subnets: "rtb-0aaa" is not the ID of a subnet. Import the subnet with its ID, of the form subnet-….`,
				`Vpc.VpcCidrBlock: "10.1.0.0" has no prefix length. Use 10.1.0.0/32 for this address.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpcWith(stack, *awscdk.Fn_ImportValue(jsii.String("Vpc")), "10.1.0.0/16", "subnet-0aaa", "subnet-0bbb")})
			},
		},
		{
			name: "Availability Zones of subnets", env: ireland(),
			bad: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(
					importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{AvailabilityZone: jsii.String("euw1-az1")}),
					importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{AvailabilityZone: jsii.String("us-east-1a")}),
				)})
			},
			want: []string{
				`Subnets.Subnets (subnet-0aaa).AvailabilityZone: "euw1-az1" is not the name of an Availability Zone. Use the name of a zone, such as "eu-west-1a", not a Region or the ID of a zone.`,
				`Subnets.Subnets (subnet-0bbb).AvailabilityZone: "us-east-1a" is in us-east-1, but the stack is in eu-west-1. Use a zone in eu-west-1.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Subnets: subnets(
					importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{AvailabilityZone: jsii.String("eu-west-1a")}),
					importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{AvailabilityZone: awscdk.Fn_ImportValue(jsii.String("Zone"))}),
				)})
			},
		},
		{
			name: "a CIDR that is a token for a list",
			bad: func(stack awscdk.Stack) {
				cidrs := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("Cidrs")), nil)
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpcWith(stack, "vpc-0a1b2c3d", *(*cidrs)[0], "subnet-0aaa", "subnet-0bbb")})
			},
			want: []string{"Vpc.VpcCidrBlock: the token represents a whole list and cannot be combined with other values. Select single values with awscdk.Fn_Select."},
			nearMiss: func(stack awscdk.Stack) {
				cidr := awscdk.Fn_Select(jsii.Number(0), awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("Cidrs")), nil))
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpcWith(stack, "vpc-0a1b2c3d", *cidr, "subnet-0aaa", "subnet-0bbb")})
			},
		},
		{
			name: "listed subnets",
			bad: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc: isolatedVpc(stack), Subnets: subnets(importedSubnet(stack, "Subnet", awsec2.SubnetAttributes{AvailabilityZone: jsii.String("eu-west-1a")})),
				})
			},
			want: []string{`Subnets.Subnets: "Subnet" is not the ID of a subnet. Import the subnet with its ID, of the form subnet-….`},
			nearMiss: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc: isolatedVpc(stack), Subnets: subnets(importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{})),
				})
			},
		},
		{
			name: "security groups",
			bad: func(stack awscdk.Stack) {
				link(stack, group(stack, "A", "Clients"), group(stack, "B", "sg-0a1b2c3d"), group(stack, "C", "sg-0a1b2c3d"))
			},
			want: []string{
				`SecurityGroups[0]: "Clients" is not the ID of a security group. Import the security group with its ID, of the form sg-….`,
				"SecurityGroups[2]: sg-0a1b2c3d is listed twice. Remove the element.",
			},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, group(stack, "A", *awscdk.Fn_ImportValue(jsii.String("Group"))), group(stack, "B", "sg-0a1b2c3d"), group(stack, "C", "sg-0e5f6a7b"))
			},
		},
		{
			name: "S3's prefix list",
			bad: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack), PrefixList: list(stack, "com.amazonaws.eu-west-1.s3")})
			},
			want: []string{`PrefixList: "com.amazonaws.eu-west-1.s3"` + listFix},
			nearMiss: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack), PrefixList: list(stack, "pl-6da54004")})
			},
		},
		{
			name: "S3's prefix list for an existing gateway",
			bad: func(stack awscdk.Stack) {
				GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Gateway"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d"), PrefixList: list(stack, "")})
			},
			want: []string{`PrefixList: ""` + listFix},
			nearMiss: func(stack awscdk.Stack) {
				GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Gateway"), &GatewayS3RouteAttributes{
					VpcEndpointId: jsii.String("vpce-0a1b2c3d"), PrefixList: list(stack, *awscdk.Fn_ImportValue(jsii.String("List"))),
				})
			},
		},
		{
			name: "prefix lists of clients",
			bad: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), Clients: &[]awsec2.IPeer{list(stack, "Offices"), awsec2.Peer_PrefixList(jsii.String(""))}})
			},
			want: []string{
				`Clients[0]: "Offices" is not a CIDR block, a prefix list or a security group. Use a CIDR block such as "192.168.0.0/16", or an ID of the form pl-… or sg-….`,
				`Clients[1]: "" is not a CIDR block, a prefix list or a security group. Use a CIDR block such as "192.168.0.0/16", or an ID of the form pl-… or sg-….`,
			},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc, Clients: &[]awsec2.IPeer{
					list(stack, "pl-0a1b2c3d"), awsec2.Peer_SecurityGroupId(jsii.String("sg-0a1b2c3d"), nil), awsec2.NewSecurityGroup(stack, jsii.String("Group"), &awsec2.SecurityGroupProps{Vpc: vpc}),
				}})
			},
		},
	})
}
