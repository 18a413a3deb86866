package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

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
