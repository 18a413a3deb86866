package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

func TestBadInputOfAccess(t *testing.T) {
	access := func(stack awscdk.Stack, props PrivateS3AccessProps) {
		NewPrivateS3Access(stack, jsii.String("S3"), &props)
	}
	otherVpc := func(stack awscdk.Stack) awsec2.IVpc { return awsec2.NewVpc(stack, jsii.String("Other"), nil) }
	runBadInput(t, []badInput{
		{
			name:     "nil props",
			bad:      func(stack awscdk.Stack) { NewPrivateS3Access(stack, jsii.String("S3"), nil) },
			want:     []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack)}) },
		},
		{
			name: "nil Vpc, named once",
			bad:  func(stack awscdk.Stack) { access(stack, PrivateS3AccessProps{}) },
			want: []string{"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in."},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{Vpc: vpc}, Interface: &InterfaceS3LinkProps{Vpc: vpc}})
			},
		},
		{
			name: "a Vpc of another Region, given twice and named once",
			env:  ireland(),
			bad: func(stack awscdk.Stack) {
				vpc := isolatedVpc(awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-central-1")}}))
				access(stack, PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{Vpc: vpc}})
			},
			want: []string{"Vpc: Other/Vpc is in eu-central-1, but the stack is in eu-west-1. Create the endpoint in a stack in the VPC's Region."},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), ireland()))
				access(stack, PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{Vpc: vpc}})
			},
		},
		{
			name: "a VPC without subnets",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{SubnetConfiguration: &[]*awsec2.SubnetConfiguration{}})})
			},
			want: []string{
				"Gateway.Subnets: nil selects every subnet of the VPC, but Stack/Vpc has none. Add subnets to the VPC, or list route tables in RouteTableIds.",
				"Interface.Subnets: nil defaults to private or isolated subnets, but the VPC Stack/Vpc has neither. Add such subnets to the VPC, or select the public ones with SubnetType PUBLIC.",
			},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
					{Name: jsii.String("Isolated"), SubnetType: awsec2.SubnetType_PRIVATE_ISOLATED},
				}})})
			},
		},
		{
			name: "a type of subnet that does not exist",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{
					Vpc:       twoZoneVpc(stack),
					Gateway:   &GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{SubnetType: "Isolated"}}},
					Interface: &InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{SubnetType: "PRIVATE"}},
				})
			},
			want: []string{
				`Gateway.Subnets[0].SubnetType: "Isolated" is not a type of subnet. Use a constant of the CDK, such as awsec2.SubnetType_PRIVATE_ISOLATED.`,
				`Interface.Subnets.SubnetType: "PRIVATE" is not a type of subnet. Use a constant of the CDK, such as awsec2.SubnetType_PRIVATE_ISOLATED.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{
					Vpc:       twoZoneVpc(stack),
					Gateway:   &GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{{SubnetType: "PRIVATE_WITH_NAT"}}},
					Interface: &InterfaceS3LinkProps{Subnets: &awsec2.SubnetSelection{SubnetType: "PRIVATE_WITH_NAT"}},
				})
			},
		},
		{
			name: "a gateway endpoint of another VPC",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), ExistingGateway: NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: otherVpc(stack)})})
			},
			want: []string{"ExistingGateway: Stack/Gateway is in Stack/Other, but only clients in its own VPC can use a gateway endpoint. Use the gateway endpoint of Stack/Vpc, or leave ExistingGateway out."},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				access(stack, PrivateS3AccessProps{
					Vpc:               vpc,
					ExistingGateway:   NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: vpc}),
					ExistingInterface: NewInterfaceS3Link(stack, jsii.String("Hub"), &InterfaceS3LinkProps{Vpc: otherVpc(stack)}), // as the hub of peered VPCs
				})
			},
		},
		{
			name: "another Vpc",
			bad: func(stack awscdk.Stack) {
				other := otherVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), Gateway: &GatewayS3RouteProps{Vpc: other}, Interface: &InterfaceS3LinkProps{Vpc: other}})
			},
			want: []string{
				"Gateway.Vpc: Stack/Other is not the VPC of the PrivateS3Access, Stack/Vpc. Leave the field out.",
				"Interface.Vpc: Stack/Other is not the VPC of the PrivateS3Access, Stack/Vpc. Leave the field out.",
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
				existing := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), ExistingGateway: existing, Gateway: &GatewayS3RouteProps{}})
			},
			want: []string{"Gateway: ExistingGateway is used unchanged and takes no props. Leave Gateway out."},
			nearMiss: func(stack awscdk.Stack) {
				existing := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), ExistingGateway: existing})
			},
		},
		{
			name: "an existing gateway that is a zero value",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), ExistingGateway: &GatewayS3Route{}})
			},
			want: []string{"ExistingGateway: the GatewayS3Route is a zero value. Use GatewayS3Route_FromGatewayS3RouteAttributes or NewGatewayS3Route."},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				existing := NewGatewayS3Route(stack, jsii.String("Existing"), &GatewayS3RouteProps{Vpc: vpc})
				access(stack, PrivateS3AccessProps{Vpc: vpc, ExistingGateway: existing})
			},
		},
		{
			name: "a prefix for outputs that are off",
			bad: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), CreateOutputs: jsii.Bool(false), OutputPrefix: jsii.String("Prod")})
			},
			want: []string{`OutputPrefix: "Prod" has no effect, because CreateOutputs is false. Leave OutputPrefix out, or set CreateOutputs to true.`},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{Vpc: isolatedVpc(stack), CreateOutputs: jsii.Bool(false), OutputPrefix: jsii.String("Prod"), Gateway: &GatewayS3RouteProps{CreateOutputs: jsii.Bool(true)}})
			},
		},
		{
			name: "a prefix that another construct of the stack has",
			bad: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: vpc, OutputPrefix: jsii.String("Prod")})
				NewPrivateS3Access(stack, jsii.String("Other"), &PrivateS3AccessProps{Vpc: vpc, OutputPrefix: jsii.String("Prod")})
			},
			want: []string{
				`OutputPrefix: "Prod" is also the OutputPrefix of Stack/S3/Gateway, which has the output ProdGatewayVpcEndpointId. Use another prefix.`,
				`OutputPrefix: "Prod" is also the OutputPrefix of Stack/S3/Interface, which has the output ProdInterfaceVpcEndpointId. Use another prefix.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: vpc, OutputPrefix: jsii.String("Prod")})
				NewPrivateS3Access(awscdk.NewNestedStack(stack, jsii.String("Nested"), nil), jsii.String("Other"), &PrivateS3AccessProps{Vpc: vpc, OutputPrefix: jsii.String("Prod")})
				NewPrivateS3Access(stack, jsii.String("Other"), &PrivateS3AccessProps{Vpc: vpc, OutputPrefix: jsii.String("ProdOther")})
			},
		},
		{
			name: "a prefix that the other endpoint of the access does not have",
			bad: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				NewGatewayS3Route(stack, jsii.String("Route"), &GatewayS3RouteProps{Vpc: vpc, OutputPrefix: jsii.String("Prod")})
				access(stack, PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{OutputPrefix: jsii.String("Prod")}})
			},
			want: []string{
				`Gateway.OutputPrefix: "Prod" is also the OutputPrefix of Stack/Route, which has the output ProdGatewayVpcEndpointId. Use another prefix.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				NewGatewayS3Route(stack, jsii.String("Route"), &GatewayS3RouteProps{Vpc: vpc, OutputPrefix: jsii.String("Prod")})
				access(stack, PrivateS3AccessProps{Vpc: vpc, Interface: &InterfaceS3LinkProps{OutputPrefix: jsii.String("Prod")}})
			},
		},
		{
			name: "an ID that another construct of the scope has",
			bad: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: vpc})
				access(stack, PrivateS3AccessProps{Vpc: vpc})
			},
			want: []string{`id: "S3" is already the ID of another construct in the scope. Use an ID that is unique in the scope.`},
			nearMiss: func(stack awscdk.Stack) {
				vpc := isolatedVpc(stack)
				access(stack, PrivateS3AccessProps{Vpc: vpc})
				NewInterfaceS3Link(constructs.NewConstruct(stack, jsii.String("Scope")), jsii.String("S3"), &InterfaceS3LinkProps{Vpc: vpc})
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
				`OutputPrefix: "a b" is not a valid prefix for output keys. Use a letter followed by up to 232 letters and digits, such as "ProdS3".`,
				`Gateway.RouteTableIds[0]: "table" is not the ID of a route table. Pass an ID of the form rtb-…, or a token.`,
				"Interface.Clients: nil defaults to the CIDR of the VPC, but the CDK does not know the CIDR of Stack/Imported. List the CIDRs of the clients, or import the VPC with its VpcCidrBlock.",
				`Interface.IpAddressType: "IPV5" is not an IP address type. Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.`,
			},
			nearMiss: func(stack awscdk.Stack) {
				access(stack, PrivateS3AccessProps{
					Vpc:       imported(stack, awsec2.VpcAttributes{}),
					Gateway:   &GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb-0aaa")},
					Interface: &InterfaceS3LinkProps{Clients: clients6(), IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK},
				})
			},
		},
	})
}
