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
	for _, test := range []badInput{
		{
			name:     "nil props",
			bad:      func(stack awscdk.Stack) { NewGatewayS3Route(stack, jsii.String("Gateway"), nil) },
			want:     []string{"props is nil; allowed: *GatewayS3RouteProps; remedy: pass at least the Vpc"},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name:     "nil Vpc",
			bad:      func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{}) },
			want:     []string{"Vpc is nil; allowed: a Vpc; remedy: pass the VPC that the endpoint is for"},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name: "a Vpc that is a nil pointer in an interface",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: (*nilVpc)(nil)})
			},
			want:     []string{"Vpc is nil; allowed: a Vpc; remedy: pass the VPC that the endpoint is for"},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name: "a Vpc of another Region",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				other := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-central-1")}})
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(other)})
			},
			want: []string{"Vpc is Other/Vpc in eu-central-1; allowed: a Vpc in eu-west-1, the Region of the stack; remedy: create the endpoint in a stack of the VPC's Region"},
			nearMiss: func(stack awscdk.Stack) {
				other := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), ireland())
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(other)})
			},
		},
		{
			name: "everything wrong, reported at once",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb"), IpAddressType: "IPV5", OutputPrefix: jsii.String("-")})
			},
			want: []string{
				"Vpc is nil; allowed: a Vpc; remedy: pass the VPC that the endpoint is for",
				`RouteTableIds[0] is "rtb"; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
				`IpAddressType is "IPV5"; allowed: IPV4, IPV6 or DUALSTACK; remedy: use a constant of awsec2.VpcEndpointIpAddressType`,
				`OutputPrefix is "-"; allowed: a letter, then up to 232 letters and digits; remedy: write for example "ProdS3", or leave the field out`,
			},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name: "an imported VPC without route tables",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{})})
			},
			want: []string{"RouteTableIds is left out, and the CDK knows no route table of the subnets subnet-0aaa, subnet-0bbb; allowed: at least one route table; remedy: name the route tables in RouteTableIds, or import the VPC with the route table ids of its subnets"},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{}), RouteTableIds: jsii.Strings("rtb-0aaa")})
			},
		},
		{
			name: "an imported VPC without subnets",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PublicSubnetIds: &[]*string{}})})
			},
			want: []string{"RouteTableIds is left out, and the CDK knows no subnets of the Vpc Stack/Imported; allowed: at least one route table; remedy: name the route tables in RouteTableIds, or import the VPC with its subnets and their route table ids"},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PublicSubnetIds: &[]*string{}}), RouteTableIds: jsii.Strings("rtb-0aaa")})
			},
		},
		{
			name: "a subnet without a route table among others, which the CDK's own endpoint skips in silence",
			bad: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				with, without := (*vpc.PrivateSubnets())[0], importedSubnet(stack, "subnet-0ccc", awsec2.SubnetAttributes{})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{subnets(with, without)}})
			},
			want: []string{"Subnets is a selection with subnet-0ccc; allowed: subnets whose route table the CDK knows; remedy: import these subnets with their route table id, or select others and name the route tables of these in RouteTableIds"},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				with, also := (*vpc.PrivateSubnets())[0], importedSubnet(stack, "subnet-0ccc", awsec2.SubnetAttributes{RouteTableId: jsii.String("rtb-0ccc")})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{subnets(with, also)}})
			},
		},
		{
			name: "subnets without a route table, selected twice or by default, each named once",
			bad: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{PublicSubnetIds: jsii.Strings("subnet-0ccc", "subnet-0ddd"), PublicSubnetRouteTableIds: jsii.Strings("rtb-0ccc", "rtb-0ccc"), IsolatedSubnetIds: jsii.Strings("subnet-0eee", "subnet-0fff")})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc})
			},
			want: []string{"Subnets is left out, which selects subnet-0eee, subnet-0fff too; allowed: subnets whose route table the CDK knows; remedy: import these subnets with their route table id, or select the others and name the route tables of these in RouteTableIds"},
			nearMiss: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{PublicSubnetIds: jsii.Strings("subnet-0ccc", "subnet-0ddd"), PublicSubnetRouteTableIds: jsii.Strings("rtb-0ccc", "rtb-0ccc"), IsolatedSubnetIds: jsii.Strings("subnet-0eee", "subnet-0fff")})
				gateway(stack, GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PUBLIC}}, RouteTableIds: jsii.Strings("rtb-0eee")})
			},
		},
		{
			name: "two selections of subnets without a route table",
			bad: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{}), importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{})
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), Subnets: &[]*awsec2.SubnetSelection{subnets(a), subnets(b, a)}})
			},
			want: []string{"RouteTableIds is left out, and the CDK knows no route table of the subnets subnet-0aaa, subnet-0bbb; allowed: at least one route table; remedy: name the route tables in RouteTableIds, or import the VPC with the route table ids of its subnets"},
			nearMiss: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{RouteTableId: jsii.String("rtb-0aaa")}), importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{RouteTableId: jsii.String("rtb-0bbb")})
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), Subnets: &[]*awsec2.SubnetSelection{subnets(a), subnets(b, a)}})
			},
		},
		{
			name: "a subnet that was imported with something else for its route table",
			bad: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: imported(stack, awsec2.VpcAttributes{PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa", "subnet-0bbb")})})
			},
			want: []string{`Vpc is a subnet, subnet-0bbb, with the route table "subnet-0bbb"; allowed: rtb-…, or a token; remedy: import the subnet with the id of its route table`},
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
			want: []string{"Vpc is Stack/Imported, whose subnets have tokens for whole lists of route tables; allowed: ids one by one, if there are several groups of subnets; remedy: import the VPC with ids that awscdk.Fn_Select takes out of the lists"},
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
				"Subnets[0] is SubnetType PRIVATE_ISOLATED; allowed: a selection that matches subnets of the VPC; remedy: change the selection. There are no 'Isolated' subnet groups in this VPC. Available types: Deprecated_Private_NAT,Private,Deprecated_Private,Public",
				`Subnets[1] is AvailabilityZones "eu-west-1z"; allowed: a selection that matches at least one subnet; remedy: widen the selection, or add such subnets to the VPC`,
			},
			nearMiss: func(stack awscdk.Stack) {
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PUBLIC}}})
			},
		},
		{
			name: "a token for a whole list beside others",
			bad: func(stack awscdk.Stack) {
				list := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("RouteTables")), nil)
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), RouteTableIds: &[]*string{(*list)[0], jsii.String("rtb-0aaa")}})
			},
			want: []string{`RouteTableIds is a token for a whole list, among others; allowed: such a token alone, or ids one by one; remedy: take the ids out of the list with awscdk.Fn_Select`},
			nearMiss: func(stack awscdk.Stack) {
				list := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("RouteTables")), nil)
				gateway(stack, GatewayS3RouteProps{Vpc: twoZoneVpc(stack), RouteTableIds: list})
			},
		},
		{
			name: "an existing endpoint that is none",
			bad: func(stack awscdk.Stack) {
				GatewayS3Route_FromVpcEndpointId(stack, jsii.String("Existing"), jsii.String("vpce-0a1b,vpce-0c1d"))
			},
			want: []string{`vpcEndpointId is "vpce-0a1b,vpce-0c1d"; allowed: vpce-…, or a token; remedy: pass the id of the S3 gateway endpoint that is in the VPC`},
			nearMiss: func(stack awscdk.Stack) {
				GatewayS3Route_FromVpcEndpointId(stack, jsii.String("Existing"), awscdk.Fn_ImportValue(jsii.String("Gateway")))
			},
		},
	} {
		t.Run(test.name, test.run)
	}
}
