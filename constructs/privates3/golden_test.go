package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/golden"
)

// vpcLookup returns the context that Vpc_FromLookup needs for two isolated subnets, in the CLI's form.
func vpcLookup() map[string]any {
	subnet := func(id, zone, table, cidr string) map[string]any {
		return map[string]any{"subnetId": id, "availabilityZone": zone, "routeTableId": table, "cidr": cidr}
	}
	return map[string]any{
		"vpc-provider:account=111122223333:filter.vpc-id=vpc-0a1b2c3d:region=eu-west-1:returnAsymmetricSubnets=true": map[string]any{
			"vpcId": "vpc-0a1b2c3d", "vpcCidrBlock": "10.1.0.0/16", "ownerAccountId": "111122223333", "availabilityZones": []any{},
			"subnetGroups": []any{map[string]any{"name": "Isolated", "type": "Isolated", "subnets": []any{
				subnet("subnet-0aaa", "eu-west-1a", "rtb-0aaa", "10.1.0.0/24"),
				subnet("subnet-0bbb", "eu-west-1b", "rtb-0bbb", "10.1.1.0/24"),
			}}},
		},
	}
}

func TestTemplates(t *testing.T) {
	importedVpc := func(stack awscdk.Stack, attributes awsec2.VpcAttributes) awsec2.IVpc {
		attributes.VpcId = jsii.String("vpc-0a1b2c3d")
		attributes.AvailabilityZones = jsii.Strings("eu-west-1a", "eu-west-1b")
		attributes.PrivateSubnetIds = jsii.Strings("subnet-0aaa", "subnet-0bbb")
		return awsec2.Vpc_FromVpcAttributes(stack, jsii.String("Vpc"), &attributes)
	}
	dualStackVpc := func(stack awscdk.Stack) awsec2.Vpc {
		return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), IpProtocol: awsec2.IpProtocol_DUAL_STACK})
	}

	// Strict validation fails on warnings. The CDK warns about imported subnets without a route table, and s3rules about route
	// tables without the gateway and about public subnets.
	lenient := map[string]any{"@aws-cdk/core:strictCfnValidateErrors": false}

	for _, test := range []struct {
		name    string
		env     *awscdk.StackProps
		context map[string]any
		build   func(stack awscdk.Stack)
	}{
		{
			name: "gateway-defaults",
			build: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: twoZoneVpc(stack)})
			},
		},
		{
			name:    "gateway-everything",
			env:     ireland(),
			context: lenient,
			build: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{
					Vpc:             dualStackVpc(stack),
					Subnets:         &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PUBLIC}},
					RouteTableIds:   jsii.Strings("rtb-0ccc", "rtb-0ccc"),
					IpAddressType:   awsec2.VpcEndpointIpAddressType_DUALSTACK,
					DnsRecordIpType: awsec2.VpcEndpointDnsRecordIpType_SERVICE_DEFINED,
					OutputPrefix:    jsii.String("Prod"),
				})
			},
		},
		{
			name:    "gateway-imported-vpc-without-route-tables",
			context: lenient,
			build: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{
					Vpc:           importedVpc(stack, awsec2.VpcAttributes{}),
					RouteTableIds: &[]*string{jsii.String("rtb-0aaa"), awscdk.Fn_ImportValue(jsii.String("SharedRouteTable"))},
					CreateOutputs: jsii.Bool(false),
				})
			},
		},
		{
			name: "gateway-imported-vpc-with-route-tables",
			env:  ireland(),
			build: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{
					Vpc: importedVpc(stack, awsec2.VpcAttributes{PrivateSubnetRouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0aaa")}),
				})
			},
		},
		{
			name: "interface-defaults",
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)})
			},
		},
		{
			name: "interface-everything",
			env:  ireland(),
			context: map[string]any{
				"availability-zones:account=111122223333:region=eu-west-1":                                                         []any{"eu-west-1a", "eu-west-1b", "eu-west-1c"},
				"endpoint-service-availability-zones:account=111122223333:region=eu-west-1:serviceName=com.amazonaws.eu-west-1.s3": []any{"eu-west-1b"},
			},
			build: func(stack awscdk.Stack) {
				vpc := dualStackVpc(stack)
				office := awsec2.NewSecurityGroup(stack, jsii.String("Office"), &awsec2.SecurityGroupProps{Vpc: vpc})
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc:     vpc,
					Subnets: &awsec2.SubnetSelection{SubnetGroupName: jsii.String("Private")},
					Clients: &[]awsec2.IPeer{
						awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16")),
						awsec2.Peer_Ipv6(jsii.String("2001:db8::/32")),
						awsec2.Peer_PrefixList(jsii.String("pl-0a1b2c3d")),
						office,
					},
					IpAddressType:      awsec2.VpcEndpointIpAddressType_DUALSTACK,
					DnsRecordIpType:    awsec2.VpcEndpointDnsRecordIpType_IPV4,
					LookupSupportedAzs: jsii.Bool(true),
					OutputPrefix:       jsii.String("Prod"),
				})
			},
		},
		{
			name: "interface-dualstack-default-clients",
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc:           dualStackVpc(stack),
					IpAddressType: awsec2.VpcEndpointIpAddressType_DUALSTACK,
				})
			},
		},
		{
			name:    "interface-security-groups-in-public-subnets",
			env:     ireland(),
			context: lenient,
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc:            twoZoneVpc(stack),
					Subnets:        &awsec2.SubnetSelection{SubnetType: awsec2.SubnetType_PUBLIC},
					SecurityGroups: &[]awsec2.ISecurityGroup{awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("Group"), jsii.String("sg-0a1b2c3d"), nil)},
					CreateOutputs:  jsii.Bool(false),
				})
			},
		},
		{
			name:    "interface-imported-vpc-without-cidr",
			context: lenient,
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc:     importedVpc(stack, awsec2.VpcAttributes{}),
					Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("10.0.0.0/8"))},
				})
			},
		},
		{
			name:    "interface-imported-vpc-with-cidr",
			env:     ireland(),
			context: lenient,
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc: importedVpc(stack, awsec2.VpcAttributes{VpcCidrBlock: jsii.String("10.1.0.0/16")}),
				})
			},
		},
		{
			name: "interface-other-region",
			env:  ireland(),
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc:           twoZoneVpc(stack),
					ServiceRegion: jsii.String("eu-central-1"),
				})
			},
		},
		{
			name: "interface-china",
			env:  &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("cn-north-1")}},
			build: func(stack awscdk.Stack) {
				NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)})
			},
		},
		{
			name: "access-defaults",
			build: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(stack)})
			},
		},
		{
			name: "access-everything",
			env:  ireland(),
			build: func(stack awscdk.Stack) {
				vpc := twoZoneVpc(stack)
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc:          vpc,
					Gateway:      &GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{{SubnetType: awsec2.SubnetType_PRIVATE_WITH_EGRESS}}, CreateOutputs: jsii.Bool(false)},
					Interface:    &InterfaceS3LinkProps{Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, OutputPrefix: jsii.String("Office")},
					OutputPrefix: jsii.String("Prod"),
				})
			},
		},
		{
			name: "access-existing-gateway",
			build: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc:             twoZoneVpc(stack),
					ExistingGateway: GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")}),
					OutputPrefix:    jsii.String("Prod"),
				})
			},
		},
		{
			name:    "access-looked-up-vpc",
			env:     ireland(),
			context: vpcLookup(),
			build: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: awsec2.Vpc_FromLookup(stack, jsii.String("Vpc"), &awsec2.VpcLookupOptions{VpcId: jsii.String("vpc-0a1b2c3d")}),
				})
			},
		},
		{
			name: "access-vpc-of-another-stack",
			build: func(stack awscdk.Stack) {
				network := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Network"), nil)
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: twoZoneVpc(network)})
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := awscdk.NewStack(goldenApp(t, test.context), jsii.String("Stack"), test.env)
			test.build(stack)
			golden.Template(t, *update, test.name, stack)
		})
	}
}
