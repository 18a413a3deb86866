package privates3

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/golden"
)

// imported is a VPC that the CDK knows two private subnets of, and what else the attributes say.
func imported(scope constructs.Construct, attributes awsec2.VpcAttributes) awsec2.IVpc {
	attributes.VpcId = jsii.String("vpc-0a1b2c3d")
	attributes.AvailabilityZones = jsii.Strings("eu-west-1a", "eu-west-1b")
	if attributes.PublicSubnetIds == nil {
		attributes.PrivateSubnetIds = jsii.Strings("subnet-0aaa", "subnet-0bbb")
	}
	return awsec2.Vpc_FromVpcAttributes(scope, jsii.String("Imported"), &attributes)
}

func importedSubnet(scope constructs.Construct, id string, attributes awsec2.SubnetAttributes) awsec2.ISubnet {
	attributes.SubnetId = jsii.String(id)
	return awsec2.Subnet_FromSubnetAttributes(scope, jsii.String(id), &attributes)
}

func subnets(list ...awsec2.ISubnet) *awsec2.SubnetSelection {
	return &awsec2.SubnetSelection{Subnets: &list}
}

// badInput is one mistake that only the CDK's objects show, with a near miss beside it.
type badInput struct {
	name     string
	env      *awscdk.StackProps
	bad      func(stack awscdk.Stack)
	want     []string
	nearMiss func(stack awscdk.Stack)
}

func (b badInput) run(t *testing.T) {
	stackOf := func() awscdk.Stack {
		return awscdk.NewStack(golden.App(t, "../..", nil), jsii.String("Stack"), b.env)
	}
	raised := propsErrorOf(t, func() { b.bad(stackOf()) })
	if raised == nil {
		t.Fatalf("no panic, want the problems %q", b.want)
	}
	compareProblems(t, raised.Problems, b.want)
	if raised := propsErrorOf(t, func() { b.nearMiss(stackOf()) }); raised != nil {
		t.Errorf("the near miss panics: %v", raised)
	}
}

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

func TestBadInputOfInterface(t *testing.T) {
	link := func(stack awscdk.Stack, props InterfaceS3LinkProps) *InterfaceS3Link {
		return NewInterfaceS3Link(stack, jsii.String("Link"), &props)
	}
	publicVpc := func(stack awscdk.Stack) awsec2.Vpc {
		return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
			{Name: jsii.String("Public"), SubnetType: awsec2.SubnetType_PUBLIC},
		}})
	}
	zone := func(name string) awsec2.SubnetAttributes {
		return awsec2.SubnetAttributes{AvailabilityZone: jsii.String(name)}
	}
	for _, test := range []badInput{
		{
			name:     "nil props",
			bad:      func(stack awscdk.Stack) { NewInterfaceS3Link(stack, jsii.String("Link"), nil) },
			want:     []string{"props is nil; allowed: *InterfaceS3LinkProps; remedy: pass at least the Vpc"},
			nearMiss: func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name:     "nil Vpc",
			bad:      func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{}) },
			want:     []string{"Vpc is nil; allowed: a Vpc; remedy: pass the VPC that the endpoint is for"},
			nearMiss: func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name: "the CDK's own peer for everybody",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Clients: &[]awsec2.IPeer{awsec2.Peer_AnyIpv4(), awsec2.Peer_AnyIpv6()}})
			},
			want: []string{
				"Clients[0] is 0.0.0.0/0; allowed: peers narrower than the whole internet; remedy: name the CIDRs of your networks, a prefix list or a security group",
				"Clients[1] is ::/0; allowed: peers narrower than the whole internet; remedy: name the CIDRs of your networks, a prefix list or a security group",
			},
			nearMiss: func(stack awscdk.Stack) {
				parameter := awscdk.NewCfnParameter(stack, jsii.String("Office"), nil)
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(parameter.ValueAsString())}})
			},
		},
		{
			name: "an imported VPC without a CIDR",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{})})
			},
			want: []string{"Clients is left out, and the CDK does not know the CIDR of the Vpc Stack/Imported; allowed: a list of peers; remedy: name the clients' CIDRs, or import the VPC with its VpcCidrBlock"},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")})})
			},
		},
		{
			name: "an imported VPC whose IPv6 CIDR nobody knows",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")}), IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK})
			},
			want: []string{"Clients is left out, and the CDK knows no IPv6 CIDR of the Vpc Stack/Imported here; allowed: a list of peers; remedy: name the clients' CIDRs, or give the VPC an IPv6 CIDR with IpProtocol DUAL_STACK"},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: imported(stack, awsec2.VpcAttributes{}), IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK, Clients: clients6()})
			},
		},
		{
			name: "a VPC with public subnets alone",
			bad:  func(stack awscdk.Stack) { link(stack, InterfaceS3LinkProps{Vpc: publicVpc(stack)}) },
			want: []string{"Subnets is left out, and the Vpc Stack/Vpc has neither private nor isolated subnets; allowed: a choice of subnets; remedy: add such subnets to the VPC, or ask for the public ones with SubnetType PUBLIC"},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: publicVpc(stack), Subnets: &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PUBLIC}})
			},
		},
		{
			name: "a selection by zone that matches nothing",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: &awsec2.SubnetSelection{AvailabilityZones: jsii.Strings("eu-west-1z")}})
			},
			want: []string{`Subnets is SubnetType PRIVATE_WITH_EGRESS and AvailabilityZones "eu-west-1z"; allowed: a selection that matches at least one subnet; remedy: widen the selection, or add such subnets to the VPC`},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: &awsec2.SubnetSelection{AvailabilityZones: &[]*string{(*vpc.AvailabilityZones())[1]}}})
			},
		},
		{
			name: "two subnets in one zone",
			bad: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a")), importedSubnet(stack, "subnet-0bbb", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(a, b)})
			},
			want: []string{"Subnets.Subnets is subnet-0bbb and subnet-0aaa; allowed: one subnet per availability zone, and these are both in eu-west-1a; remedy: remove one of the two"},
			nearMiss: func(stack awscdk.Stack) {
				a, b := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a")), importedSubnet(stack, "subnet-0bbb", awsec2.SubnetAttributes{})
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(a, b)})
			},
		},
		{
			name: "one subnet listed twice, whose zone nobody knows",
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{})
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(subnet, subnet)})
			},
			want: []string{"Subnets.Subnets is subnet-0aaa and subnet-0aaa; allowed: one subnet per availability zone, and these are both in the same zone; remedy: remove one of the two"},
			nearMiss: func(stack awscdk.Stack) {
				zones := awscdk.Fn_Split(jsii.String(","), awscdk.Fn_ImportValue(jsii.String("Zones")), nil)
				vpc := awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Imported"), &awsec2.VpcAttributes{
					VpcId: jsii.String("vpc-0a1b2c3d"), VpcCidrBlock: jsii.String("10.1.0.0/16"), AvailabilityZones: zones, PrivateSubnetIds: jsii.Strings("subnet-0aaa", "subnet-0bbb"),
				})
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets(*vpc.PrivateSubnets()...)})
			},
		},
		{
			name: "two subnets whose zone is the same token",
			bad: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets((*vpc.PrivateSubnets())[0], (*vpc.PublicSubnets())[0])})
			},
			want: []string{"Subnets.Subnets is Stack/Vpc/PublicSubnet1 and Stack/Vpc/PrivateSubnet1; allowed: one subnet per availability zone, and these are both in the same zone; remedy: remove one of the two"},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				link(stack, InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets((*vpc.PrivateSubnets())[0], (*vpc.PublicSubnets())[1])})
			},
		},
		{
			name: "a lookup of zones in a stack without an environment",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), LookupSupportedAzs: jsii.Bool(true)})
			},
			want: []string{
				"LookupSupportedAzs is true; allowed: false or nil in a stack whose account or Region is not known at synth; remedy: give the stack an Env with Account and Region, or choose the Subnets yourself",
			},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), LookupSupportedAzs: jsii.Bool(false)})
			},
		},
		{
			name: "a lookup of zones for a subnet whose zone nobody knows",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", awsec2.SubnetAttributes{})
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
			},
			want: []string{"LookupSupportedAzs is true; allowed: false or nil where the availability zone of a selected subnet is not known at synth; remedy: import the subnets with their availability zones, or choose the Subnets yourself"},
			nearMiss: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
			},
		},
		{
			name: "a lookup of zones for a service of another Region, which the CDK cannot ask for",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true), ServiceRegion: jsii.String("eu-central-1")})
			},
			want: []string{"LookupSupportedAzs is true; allowed: false or nil with a ServiceRegion, because the CDK asks for the zones of the stack's own Region alone; remedy: choose the Subnets yourself"},
			nearMiss: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true), ServiceRegion: jsii.String("eu-west-1")})
			},
		},
		{
			name: "a lookup of zones in a stack with a Region but no account",
			env:  &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-west-1")}},
			bad: func(stack awscdk.Stack) {
				subnet := importedSubnet(stack, "subnet-0aaa", zone("eu-west-1a"))
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
			},
			want: []string{"LookupSupportedAzs is true; allowed: false or nil in a stack whose account or Region is not known at synth; remedy: give the stack an Env with Account and Region, or choose the Subnets yourself"},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)})
			},
		},
		{
			name: "the IPv6 CIDR of a VPC that has none",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6})
			},
			want: []string{"Clients is left out, and the CDK knows no IPv6 CIDR of the Vpc Stack/Vpc here; allowed: a list of peers; remedy: name the clients' CIDRs, or give the VPC an IPv6 CIDR with IpProtocol DUAL_STACK"},
			nearMiss: func(stack awscdk.Stack) {
				vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{IpProtocol: awsec2.IpProtocol_DUAL_STACK})
				link(stack, InterfaceS3LinkProps{Vpc: vpc, IpAddressType: awsec2.VpcEndpointIpAddressType_IPV6})
			},
		},
		{
			name: "the IPv6 CIDR of a VPC outside the nested stack, which the CDK cannot hand over",
			bad: func(stack awscdk.Stack) {
				vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{IpProtocol: awsec2.IpProtocol_DUAL_STACK})
				link(awscdk.NewNestedStack(stack, jsii.String("Nested"), nil), InterfaceS3LinkProps{Vpc: vpc, IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK})
			},
			want: []string{"Clients is left out, and the CDK knows no IPv6 CIDR of the Vpc Stack/Vpc here; allowed: a list of peers; remedy: name the clients' CIDRs, or give the VPC an IPv6 CIDR with IpProtocol DUAL_STACK"},
			nearMiss: func(stack awscdk.Stack) {
				nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
				vpc := awsec2.NewVpc(nested, jsii.String("Vpc"), &awsec2.VpcProps{IpProtocol: awsec2.IpProtocol_DUAL_STACK})
				link(nested, InterfaceS3LinkProps{Vpc: vpc, IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK})
			},
		},
		{
			name: "a ServiceRegion in another partition",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), ServiceRegion: jsii.String("cn-north-1")})
			},
			want: []string{`ServiceRegion is "cn-north-1"; allowed: a Region of the partition aws, because the stack is in eu-west-1; remedy: name a Region of that partition: no endpoint reaches across partitions`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), ServiceRegion: jsii.String("us-west-2")})
			},
		},
		{
			name: "a zonal name of a zone that the endpoint is not in",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")})
				link(stack, InterfaceS3LinkProps{Vpc: vpc}).ZonalDnsName(jsii.String("eu-west-1c"))
			},
			want: []string{`ZonalDnsName.availabilityZone is "eu-west-1c"; allowed: eu-west-1a, eu-west-1b; remedy: name one of these, or add a subnet of that zone`},
			nearMiss: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")})
				link(stack, InterfaceS3LinkProps{Vpc: vpc}).ZonalDnsName(jsii.String("eu-west-1b"))
			},
		},
		{
			name: "a zonal name without a zone",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}).ZonalBucketEndpointUrl(nil)
			},
			want: []string{"ZonalDnsName.availabilityZone is nil; allowed: the name of an availability zone, or a token; remedy: pass the zone of one of the endpoint's subnets"},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}).ZonalBucketEndpointUrl(awscdk.Fn_Select(jsii.Number(0), awscdk.Fn_GetAzs(nil)))
			},
		},
		{
			name: "a zonal name of an endpoint for another Region",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), ServiceRegion: jsii.String("eu-central-1")}).ZonalDnsName(jsii.String("eu-west-1a"))
			},
			want: []string{`ZonalDnsName.availabilityZone is "eu-west-1a"; allowed: none, because ServiceRegion is another Region and such endpoints have no zonal names; remedy: use DnsName`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack), ServiceRegion: jsii.String("eu-west-1")}).ZonalDnsName(jsii.String("dummy1a"))
			},
		},
		{
			name: "the URL of no bucket",
			bad: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}).BucketUrl(jsii.String(""))
			},
			want: []string{`BucketUrl.bucketName is ""; allowed: the name of a bucket, or a token; remedy: pass bucket.BucketName()`},
			nearMiss: func(stack awscdk.Stack) {
				link(stack, InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)}).BucketUrl(jsii.String("my-bucket"))
			},
		},
	} {
		t.Run(test.name, test.run)
	}
}

// nilVpc is a Vpc that can be a nil pointer.
type nilVpc struct{ awsec2.IVpc }

func clients6() *[]awsec2.IPeer {
	return &[]awsec2.IPeer{awsec2.Peer_Ipv6(jsii.String("2001:db8::/32"))}
}

func TestBadInputOfAccess(t *testing.T) {
	access := func(stack awscdk.Stack, props PrivateS3AccessProps) {
		NewPrivateS3Access(stack, jsii.String("S3"), &props)
	}
	otherVpc := func(stack awscdk.Stack) awsec2.IVpc { return awsec2.NewVpc(stack, jsii.String("Other"), nil) }
	for _, test := range []badInput{
		{
			name:     "nil props",
			bad:      func(stack awscdk.Stack) { NewPrivateS3Access(stack, jsii.String("S3"), nil) },
			want:     []string{"props is nil; allowed: *PrivateS3AccessProps; remedy: pass at least the Vpc"},
			nearMiss: func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack)}) },
		},
		{
			name: "nil Vpc, named once",
			bad:  func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{}) },
			want: []string{"Vpc is nil; allowed: a Vpc; remedy: pass the VPC that the endpoint is for"},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{Vpc: vpc}, Interface: &InterfaceS3LinkProps{Vpc: vpc}})
			},
		},
		{
			name: "another Vpc",
			bad: func(stack awscdk.Stack) {
				other := otherVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack), Gateway: &GatewayS3RouteProps{Vpc: other}, Interface: &InterfaceS3LinkProps{Vpc: other}})
			},
			want: []string{
				"Gateway.Vpc is Stack/Other; allowed: nil, or the Vpc of the access, Stack/Vpc; remedy: leave the field out",
				"Interface.Vpc is Stack/Other; allowed: nil, or the Vpc of the access, Stack/Vpc; remedy: leave the field out",
			},
			nearMiss: func(stack awscdk.Stack) {
				vpc := imported(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16"), PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0bbb")})
				again := awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Again"), &awsec2.VpcAttributes{
					VpcId: vpc.VpcId(), AvailabilityZones: jsii.Strings("eu-west-1a"), PrivateSubnetIds: jsii.Strings("subnet-0aaa"), PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa"),
				})
				access(stack, PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{Vpc: again}})
			},
		},
		{
			name: "an existing gateway and the props of a new one",
			bad: func(stack awscdk.Stack) {
				existing := GatewayS3Route_FromVpcEndpointId(stack, jsii.String("Existing"), jsii.String("vpce-0a1b2c3d"))
				access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack), ExistingGateway: existing, Gateway: &GatewayS3RouteProps{}})
			},
			want: []string{"ExistingGateway is given together with Gateway; allowed: one of the two; remedy: leave Gateway out, because the existing endpoint is used as it is"},
			nearMiss: func(stack awscdk.Stack) {
				existing := GatewayS3Route_FromVpcEndpointId(stack, jsii.String("Existing"), jsii.String("vpce-0a1b2c3d"))
				access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack), ExistingGateway: existing})
			},
		},
		{
			name: "an existing gateway that no function made",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack), ExistingGateway: &GatewayS3Route{}})
			},
			want: []string{"ExistingGateway is a GatewayS3Route that no function made; allowed: a GatewayS3Route; remedy: make it with GatewayS3Route_FromVpcEndpointId or NewGatewayS3Route"},
			nearMiss: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				existing := NewGatewayS3Route(stack, jsii.String("Existing"), &GatewayS3RouteProps{Vpc: vpc})
				access(stack, PrivateS3AccessProps{Vpc: vpc, ExistingGateway: existing})
			},
		},
		{
			name: "a prefix for outputs that are off",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack), Outputs: jsii.Bool(false), OutputPrefix: jsii.String("Prod")})
			},
			want: []string{`OutputPrefix is "Prod"; allowed: nil, because Outputs is false; remedy: leave one of the two out`},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: twoZoneVpc(stack), Outputs: jsii.Bool(false), OutputPrefix: jsii.String("Prod"), Gateway: &GatewayS3RouteProps{Outputs: jsii.Bool(true)}})
			},
		},
		{
			name: "problems of both endpoints, reported at once",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{
					Vpc:          imported(stack, awsec2.VpcAttributes{}),
					Gateway:      &GatewayS3RouteProps{RouteTableIds: jsii.Strings("table")},
					Interface:    &InterfaceS3LinkProps{IpAddressType: "IPV5"},
					OutputPrefix: jsii.String("a b"),
				})
			},
			want: []string{
				`OutputPrefix is "a b"; allowed: a letter, then up to 232 letters and digits; remedy: write for example "ProdS3", or leave the field out`,
				`Gateway.RouteTableIds[0] is "table"; allowed: rtb-…, or a token; remedy: pass the id of a route table of the VPC`,
				`Interface.IpAddressType is "IPV5"; allowed: IPV4, IPV6 or DUALSTACK; remedy: use a constant of awsec2.VpcEndpointIpAddressType`,
				"Interface.Clients is left out, and the CDK does not know the CIDR of the Vpc Stack/Imported; allowed: a list of peers; remedy: name the clients' CIDRs, or import the VPC with its VpcCidrBlock",
			},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{
					Vpc:       imported(stack, awsec2.VpcAttributes{}),
					Gateway:   &GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb-0aaa")},
					Interface: &InterfaceS3LinkProps{Clients: clients6()},
				})
			},
		},
	} {
		t.Run(test.name, test.run)
	}
}

func TestBadPlacement(t *testing.T) {
	vpc := twoZoneVpc(testStack(t))
	for name, create := range map[string]func(scope constructs.Construct, id *string){
		"gateway": func(s constructs.Construct, id *string) { NewGatewayS3Route(s, id, &GatewayS3RouteProps{Vpc: vpc}) },
		"existing gateway": func(s constructs.Construct, id *string) {
			GatewayS3Route_FromVpcEndpointId(s, id, jsii.String("vpce-0a1b"))
		},
		"interface": func(s constructs.Construct, id *string) { NewInterfaceS3Link(s, id, &InterfaceS3LinkProps{Vpc: vpc}) },
		"access":    func(s constructs.Construct, id *string) { NewPrivateS3Access(s, id, &PrivateS3AccessProps{Vpc: vpc}) },
	} {
		t.Run(name, func(t *testing.T) {
			raised := propsErrorOf(t, func() { create((*PrivateS3Access)(nil), nil) })
			if raised == nil {
				t.Fatal("no panic, want one that names scope and id")
			}
			compareProblems(t, raised.Problems, []string{
				"scope is nil; allowed: a construct below a stack; remedy: pass the stack, or a construct in it",
				`id is nil; allowed: a name that is unique in the scope; remedy: pass one, for example jsii.String("S3")`,
			})
		})
	}
}

func TestScopeInNoStack(t *testing.T) {
	app := golden.App(t, "../..", nil)
	vpc := twoZoneVpc(awscdk.NewStack(app, jsii.String("Stack"), nil))
	stage := awscdk.NewStage(app, jsii.String("Stage"), nil)
	for scope, want := range map[constructs.Construct]string{app: "S3", stage: "Stage/S3"} {
		raised := propsErrorOf(t, func() { NewPrivateS3Access(scope, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc}) })
		if raised == nil || raised.ConstructPath != want {
			t.Fatalf("panicked with %v, want the path %s", raised, want)
		}
		path := strings.TrimSuffix(strings.TrimSuffix(want, "S3"), "/")
		compareProblems(t, raised.Problems, []string{fmt.Sprintf("scope is %q, which is in no stack; allowed: a construct below a stack; remedy: pass the stack, or a construct in it", path)})
	}
}

func TestBadInputLeavesNothingBehind(t *testing.T) {
	stack := testStack(t)
	vpc := twoZoneVpc(stack)
	count := func() int { return len(*stack.Node().FindAll(constructs.ConstructOrder_PREORDER)) }
	before := count()
	for name, props := range map[string]InterfaceS3LinkProps{
		"judged without the CDK": {IpAddressType: "IPV5"},
		"judged by the VPC":      {Subnets: &awsec2.SubnetSelection{SubnetGroupName: jsii.String("None")}},
		"refused by the CDK":     {Subnets: &awsec2.SubnetSelection{Subnets: vpc.PrivateSubnets(), SubnetType: awsec2.SubnetType_PUBLIC}},
	} {
		raised := propsErrorOf(t, func() {
			NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc, Interface: &props})
		})
		if raised == nil || raised.ConstructPath != "Stack/S3" {
			t.Fatalf("%s: panicked with %v, want the path Stack/S3", name, raised)
		}
		if after := count(); after != before {
			t.Errorf("%s: the stack has %d constructs after the panic, want %d", name, after, before)
		}
	}
}
