package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

func TestBadInputOfGateway(t *testing.T) {
	gateway := func(stack awscdk.Stack, props GatewayS3RouteProps) {
		NewGatewayS3Route(stack, jsii.String("Gateway"), &props)
	}
	const fix = " Import these subnets with the IDs of their route tables, or leave them out of Subnets and list their route tables in RouteTableIds."
	const listToken = "RouteTableIds: a token for a whole list of route tables cannot be combined with other route tables. Select single IDs with awscdk.Fn_Select. If the token comes from an imported VPC, import the VPC with the single IDs."
	runBadInput(t, []badInput{
		{
			name:     "nil props",
			bad:      func(stack awscdk.Stack) { NewGatewayS3Route(stack, jsii.String("Gateway"), nil) },
			want:     []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name:     "nil Vpc",
			bad:      func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{}) },
			want:     []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name: "a Vpc that is a nil pointer in an interface",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: (*noVpc)(nil)})
			},
			want:     []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name: "a Vpc of another Region",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				other := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-central-1")}})
				gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(other)})
			},
			want: []string{"Vpc: Other/Vpc is in eu-central-1, but the stack is in eu-west-1. Create the endpoint in a stack in the VPC's Region."},
			nearMiss: func(stack awscdk.Stack) {
				other := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), ireland())
				gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(other)})
			},
		},
		{
			name: "everything wrong, reported at once",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb"), IpAddressType: "IPV5", OutputPrefix: jsii.String("-")})
			},
			want: []string{
				"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in.",
				`OutputPrefix: "-" is not a valid prefix for output keys. Use a letter followed by up to 232 letters and digits, such as "ProdS3".`,
				`RouteTableIds[0]: "rtb" is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
				`IpAddressType: "IPV5" is not an IP address type. Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.`,
			},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name: "an imported VPC without route tables",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{})})
			},
			want: []string{"Subnets: the CDK does not know the route table of subnet-0aaa, subnet-0bbb." + fix},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{}), RouteTableIds: jsii.Strings("rtb-0aaa")})
			},
		},
		{
			name: "an imported VPC without subnets",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PublicSubnetIds: &[]*string{}})})
			},
			want: []string{"RouteTableIds: nil defaults to the route tables of every subnet, but the CDK knows no subnets of the VPC Stack/Imported. List route tables, or import the VPC with its subnets and their route tables."},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PublicSubnetIds: &[]*string{}}), RouteTableIds: jsii.Strings("rtb-0aaa")})
			},
		},
		{
			name: "a subnet without a route table among others, which the CDK's own endpoint skips",
			bad: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				with, without := (*vpc.IsolatedSubnets())[0], importedSubnet(stack, "subnet-0ccc", awsec2.SubnetAttributes{})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{subnets(with, without)}})
			},
			want: []string{"Subnets: the CDK does not know the route table of subnet-0ccc." + fix},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				with, also := (*vpc.IsolatedSubnets())[0], importedSubnet(stack, "subnet-0ccc", awsec2.SubnetAttributes{RouteTableId: jsii.String("rtb-0ccc")})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{subnets(with, also)}})
			},
		},
		{
			name: "subnets without a route table, selected twice or by default, each named once",
			bad: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{PublicSubnetIds: jsii.Strings("subnet-0ccc", "subnet-0ddd"), PublicSubnetRouteTableIds: jsii.Strings("rtb-0ccc", "rtb-0ccc"), IsolatedSubnetIds: jsii.Strings("subnet-0eee", "subnet-0fff")})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc})
			},
			want: []string{"Subnets: the CDK does not know the route table of subnet-0eee, subnet-0fff." + fix},
			nearMiss: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{PublicSubnetIds: jsii.Strings("subnet-0ccc", "subnet-0ddd"), PublicSubnetRouteTableIds: jsii.Strings("rtb-0ccc", "rtb-0ccc"), IsolatedSubnetIds: jsii.Strings("subnet-0eee", "subnet-0fff")})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PUBLIC}}, RouteTableIds: jsii.Strings("rtb-0eee")})
			},
		},
		{
			name: "two selections of subnets without a route table",
			bad: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{}), importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{})
				gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack), Subnets: &[]*awsec2.SubnetSelection{subnets(a), subnets(b, a)}})
			},
			want: []string{"Subnets: the CDK does not know the route table of subnet-0aaa, subnet-0bbb." + fix},
			nearMiss: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{RouteTableId: jsii.String("rtb-0aaa")}), importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{RouteTableId: jsii.String("rtb-0bbb")})
				gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack), Subnets: &[]*awsec2.SubnetSelection{subnets(a), subnets(b, a)}})
			},
		},
		{
			name: "a subnet that is imported with another id as its route table",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa", "subnet-0bbb")})})
			},
			want: []string{`Subnets: subnet-0bbb is imported with the RouteTableId "subnet-0bbb", which is not the ID of a route table. Import the subnet with the ID of its route table.`},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0bbb")})})
			},
		},
		{
			name: "several groups of subnets with tokens for whole lists of route tables",
			bad: func(stack awscdk.Stack) {
				list := func(name string) *[]*string {
					return awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String(name)), nil)
				}
				gateway(stack, GatewayS3RouteProps{Vpc: awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Imported"), &awsec2.VpcAttributes{
					VpcId: jsii.String("vpc-0a1b2c3d"), AvailabilityZones: jsii.Strings("eu-west-1a"),
					PublicSubnetIds: list("Public"), PublicSubnetRouteTableIds: list("PublicTables"),
					PrivateSubnetIds: list("Private"), PrivateSubnetRouteTableIds: list("PrivateTables"),
				})})
			},
			want: []string{listToken},
			nearMiss: func(stack awscdk.Stack) {
				list := func(name string) *[]*string {
					return awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String(name)), nil)
				}
				gateway(stack, GatewayS3RouteProps{Vpc: awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Imported"), &awsec2.VpcAttributes{
					VpcId: jsii.String("vpc-0a1b2c3d"), AvailabilityZones: jsii.Strings("eu-west-1a"),
					PrivateSubnetIds: list("Private"), PrivateSubnetRouteTableIds: list("PrivateTables"),
				})})
			},
		},
		{
			name: "selections that match nothing",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), Subnets: &[]*awsec2.SubnetSelection{
					{SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
					{AvailabilityZones: jsii.Strings("eu-west-1z")},
				}})
			},
			want: []string{
				"Subnets[0]: SubnetType PRIVATE_ISOLATED cannot be selected: There are no 'Isolated' subnet groups in this VPC. Available types: Deprecated_Private_NAT,Private,Deprecated_Private,Public. Change the selection.",
				`Subnets[1]: AvailabilityZones eu-west-1z matches no subnets of the VPC. Change the selection, or add such subnets to the VPC.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PUBLIC}}})
			},
		},
		{
			name: "a token for a whole list beside others",
			bad: func(stack awscdk.Stack) {
				list := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("RouteTables")), nil)
				gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack), RouteTableIds: &[]*string{(*list)[0], jsii.String("rtb-0aaa")}})
			},
			want: []string{listToken},
			nearMiss: func(stack awscdk.Stack) {
				list := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("RouteTables")), nil)
				gateway(stack, GatewayS3RouteProps{Vpc: isolatedVpc(stack), RouteTableIds: list})
			},
		},
		{
			name: "a string that is not the id of an endpoint",
			bad: func(stack awscdk.Stack) {
				GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b,vpce-0c1d")})
			},
			want: []string{`VpcEndpointId: "vpce-0a1b,vpce-0c1d" is not the ID of a VPC endpoint. Pass an ID of the form vpce-…, or a token.`},
			nearMiss: func(stack awscdk.Stack) {
				GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: awscdk.Fn_ImportValue(jsii.String("Gateway"))})
			},
		},
	})
}
