package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// imported is a VPC of which the CDK knows two private subnets, unless the attributes have public ones, and the attributes.
func imported(scope constructs.Construct, attributes awsec2.VpcAttributes) awsec2.IVpc {
	attributes.VpcId = jsii.String("vpc-0a1b2c3d")
	attributes.AvailabilityZones = jsii.Strings("eu-west-1a", "eu-west-1b")
	if attributes.PublicSubnetIds == nil {
		attributes.PrivateSubnetIds = jsii.Strings("subnet-0aaa", "subnet-0bbb")
	}
	return awsec2.Vpc_FromVpcAttributes(scope, jsii.String("Imported"), &attributes)
}

// bareVpc is a VPC of which the CDK knows the CIDR, but no subnets.
func bareVpc(scope constructs.Construct) awsec2.IVpc {
	return awsec2.Vpc_FromVpcAttributes(scope, jsii.String("Imported"), &awsec2.VpcAttributes{
		VpcId: jsii.String("vpc-0a1b2c3d"), VpcCidrBlock: jsii.String("10.1.0.0/16"), AvailabilityZones: jsii.Strings("eu-west-1a"),
	})
}

func importedSubnet(scope constructs.Construct, id string, attributes awsec2.SubnetAttributes) awsec2.ISubnet {
	attributes.SubnetId = jsii.String(id)
	return awsec2.Subnet_FromSubnetAttributes(scope, jsii.String(id), &attributes)
}

func subnets(list ...awsec2.ISubnet) *awsec2.SubnetSelection {
	return &awsec2.SubnetSelection{Subnets: &list}
}

// badInput is a mistake that needs the CDK to be found, and a near miss.
type badInput struct {
	name     string
	env      *awscdk.StackProps
	bad      func(stack awscdk.Stack)
	want     []string
	nearMiss func(stack awscdk.Stack)
}

// runBadInput runs all cases in one app, whose stacks are removed after each of them.
func runBadInput(t *testing.T, cases []badInput) {
	t.Helper()
	app := testApp(t, nil)
	for _, c := range cases {
		run := func(f func(stack awscdk.Stack)) *ValidationError {
			defer func() {
				for _, child := range *app.Node().Children() {
					app.Node().TryRemoveChild(child.Node().Id())
				}
			}()
			return validationErrorOf(t, func() { f(awscdk.NewStack(app, jsii.String("Stack"), c.env)) })
		}
		t.Run(c.name, func(t *testing.T) {
			raised := run(c.bad)
			if raised == nil {
				t.Fatalf("no panic, want the problems %q", c.want)
			}
			compareProblems(t, raised.Problems, c.want)
			if raised := run(c.nearMiss); raised != nil {
				t.Errorf("the near miss panics: %v", raised)
			}
		})
	}
}

func clients6() *[]awsec2.IPeer {
	return &[]awsec2.IPeer{awsec2.Peer_Ipv6(jsii.String("2001:db8::/32"))}
}

func TestBadPlacement(t *testing.T) {
	vpc := isolatedVpc(testStack(t))
	for name, create := range map[string]func(scope constructs.Construct, id *string){
		"gateway": func(s constructs.Construct, id *string) { NewGatewayS3Route(s, id, &GatewayS3RouteProps{Vpc: vpc}) },
		"existing gateway": func(s constructs.Construct, id *string) {
			GatewayS3Route_FromGatewayS3RouteAttributes(s, id, &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b")})
		},
		"interface": func(s constructs.Construct, id *string) { NewInterfaceS3Link(s, id, &InterfaceS3LinkProps{Vpc: vpc}) },
		"access":    func(s constructs.Construct, id *string) { NewPrivateS3Access(s, id, &PrivateS3AccessProps{Vpc: vpc}) },
	} {
		t.Run(name, func(t *testing.T) {
			raised := validationErrorOf(t, func() { create((*PrivateS3Access)(nil), nil) })
			if raised == nil {
				t.Fatal("no panic, want one that names scope and id")
			}
			compareProblems(t, raised.Problems, []string{
				"scope: nil is not a construct. Pass a stack, or a construct in a stack.",
				`id: nil is not a construct ID. Pass a name that is unique in the scope, such as jsii.String("S3").`,
			})
		})
	}
}

func TestScopeInNoStack(t *testing.T) {
	app := testApp(t, nil)
	vpc := isolatedVpc(awscdk.NewStack(app, jsii.String("Stack"), nil))
	stage := awscdk.NewStage(app, jsii.String("Stage"), nil)
	for scope, want := range map[constructs.Construct]struct{ scope, path string }{app: {"the root of the construct tree", "S3"}, stage: {"Stage", "Stage/S3"}} {
		raised := validationErrorOf(t, func() { NewPrivateS3Access(scope, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc}) })
		if raised == nil || raised.ConstructPath != want.path {
			t.Fatalf("panicked with %v, want the path %s", raised, want.path)
		}
		compareProblems(t, raised.Problems, []string{"scope: " + want.scope + " is not in a stack. Pass a stack, or a construct in a stack."})
	}
}

func TestBadInputLeavesNothingBehind(t *testing.T) {
	stack := testStack(t)
	vpc := twoZoneVpc(stack)
	count := func() int { return len(*stack.Node().FindAll(constructs.ConstructOrder_PREORDER)) }
	before := count()
	for name, props := range map[string]InterfaceS3LinkProps{
		"found without the CDK": {IpAddressType: "IPV5"},
		"found with the VPC":    {Subnets: &awsec2.SubnetSelection{SubnetGroupName: jsii.String("None")}},
		"rejected by the CDK":   {Subnets: &awsec2.SubnetSelection{Subnets: vpc.PrivateSubnets(), SubnetType: awsec2.SubnetType_PUBLIC}},
	} {
		raised := validationErrorOf(t, func() {
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
