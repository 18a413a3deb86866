package privates3

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/golden"
)

// closedGroup allows no outbound traffic.
func closedGroup(stack awscdk.Stack, id string, vpc awsec2.IVpc) awsec2.SecurityGroup {
	return awsec2.NewSecurityGroup(stack, &id, &awsec2.SecurityGroupProps{Vpc: vpc, AllowAllOutbound: jsii.Bool(false)})
}

func TestAllowFromTemplates(t *testing.T) {
	for _, test := range []struct {
		name    string
		env     *awscdk.StackProps
		context map[string]any
		build   func(stack awscdk.Stack, vpc awsec2.Vpc)
	}{
		{
			name: "allow-from-looked-up-at-deploy-time",
			build: func(stack awscdk.Stack, vpc awsec2.Vpc) {
				access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc})
				client := closedGroup(stack, "Client", vpc)
				access.Gateway().AllowFrom(client)
				access.Gateway().AllowFrom(closedGroup(stack, "OtherClient", vpc))
				access.Interface().AllowFrom(client)
			},
		},
		{
			name: "allow-from-id-given",
			build: func(stack awscdk.Stack, vpc awsec2.Vpc) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{
					Vpc:        vpc,
					PrefixList: awsec2.PrefixList_FromPrefixListId(stack, jsii.String("List"), jsii.String("pl-0a1b2c3d")),
				}).AllowFrom(closedGroup(stack, "Client", vpc))
			},
		},
		{
			name: "allow-from-looked-up-at-synth",
			env:  ireland(),
			context: map[string]any{
				"cc-api-provider:account=111122223333:expectedMatchCount=exactly-one:propertiesToReturn.0=PrefixListId:propertyMatch.PrefixListName=com.amazonaws.eu-west-1.s3:region=eu-west-1:typeName=AWS$:$:EC2$:$:PrefixList": []any{
					map[string]any{"PrefixListId": "pl-0a1b2c3d"},
				},
			},
			build: func(stack awscdk.Stack, vpc awsec2.Vpc) {
				NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{
					Vpc: vpc,
					PrefixList: awsec2.PrefixList_FromLookup(stack, jsii.String("List"), &awsec2.PrefixListLookupOptions{
						PrefixListName: jsii.String("com.amazonaws.eu-west-1.s3"),
					}),
				}).AllowFrom(closedGroup(stack, "Client", vpc))
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := awscdk.NewStack(goldenApp(t, test.context), jsii.String("Stack"), test.env)
			test.build(stack, twoZoneVpc(stack))
			golden.Template(t, *update, test.name, stack)
		})
	}
}

// The CDK warns of a rule that changes nothing, and a strict synth fails on warnings.
func TestAllowFromNeedsNothingWhereEverythingIsAllowed(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	gateway := NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: vpc})
	gateway.AllowFrom(awsec2.NewSecurityGroup(stack, jsii.String("Open"), &awsec2.SecurityGroupProps{Vpc: vpc}))
	gateway.AllowFrom(awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("Imported"), jsii.String("sg-0a1b2c3d"), nil))

	template := assertions.Template_FromStack(stack, nil)
	template.ResourceCountIs(jsii.String("Custom::S3PrefixList"), jsii.Number(0))
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), jsii.Number(0))
}

// An imported group gets the rule if its AllowAllOutbound is false; so does the group of a Connections.
func TestAllowFromOpensWhatIsClosed(t *testing.T) {
	stack := testStack(t)
	gateway := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
	gateway.AllowFrom(awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("Imported"), jsii.String("sg-0a1b2c3d"),
		&awsec2.SecurityGroupImportOptions{AllowAllOutbound: jsii.Bool(false)}))
	gateway.AllowFrom(awsec2.NewConnections(&awsec2.ConnectionsProps{
		SecurityGroups: &[]awsec2.ISecurityGroup{closedGroup(stack, "Client", isolatedVpc(stack))},
	}))

	template := assertions.Template_FromStack(stack, nil)
	template.ResourceCountIs(jsii.String("Custom::S3PrefixList"), jsii.Number(1))
	template.ResourcePropertiesCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), map[string]any{"GroupId": "sg-0a1b2c3d", "FromPort": 443, "ToPort": 443, "IpProtocol": "tcp"}, jsii.Number(1))
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), jsii.Number(2))
}

// Two equal rules fail the deploy.
func TestAllowFromAddsARuleOnce(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	shared := closedGroup(stack, "Shared", vpc)
	gateway := NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: vpc})
	gateway.AllowFrom(shared)
	gateway.AllowFrom(awsec2.NewConnections(&awsec2.ConnectionsProps{SecurityGroups: &[]awsec2.ISecurityGroup{shared, closedGroup(stack, "Own", vpc)}}))
	GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")}).AllowFrom(shared)

	template := assertions.Template_FromStack(stack, nil)
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), jsii.Number(2))
	template.ResourceCountIs(jsii.String("Custom::S3PrefixList"), jsii.Number(1))
}

// A group that is imported twice is one group, in other stacks too.
func TestAllowFromAddsARuleOnceForAnImportedGroup(t *testing.T) {
	app := testApp(t, nil)
	count := 0
	for _, id := range []string{"A", "B"} {
		stack := awscdk.NewStack(app, &id, nil)
		awscdk.NewCfnWaitConditionHandle(stack, jsii.String("Resource"), nil) // a template needs one
		gateway := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
		for _, group := range []string{"sg-0a1b2c3d", "sg-0a1b2c3d", "sg-0a1b2c3" + strings.ToLower(id)} {
			count++
			gateway.AllowFrom(awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String(fmt.Sprintf("Imported%d", count)), &group,
				&awsec2.SecurityGroupImportOptions{AllowAllOutbound: jsii.Bool(false)}))
		}
	}
	for id, want := range map[string]float64{"A": 2, "B": 1} {
		stack := app.Node().FindChild(&id).(awscdk.Stack)
		assertions.Template_FromStack(stack, nil).ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), &want)
	}
}

func TestInterfaceAllowsAnImportedGroupOnce(t *testing.T) {
	stack := testStack(t)
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)})
	for i, id := range []string{"sg-0a1b2c3d", "sg-0a1b2c3d", "sg-0a1b2c3e"} {
		link.AllowFrom(awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String(fmt.Sprintf("Imported%d", i)), &id, nil))
	}
	assertions.Template_FromStack(stack, nil).ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupIngress"), jsii.Number(2))
}

func TestGatewaysOfAStackShareTheLookup(t *testing.T) {
	stack := testStack(t)
	vpc := twoZoneVpc(stack)
	for i, group := range []awsec2.SubnetType{awsec2.SubnetType_PUBLIC, awsec2.SubnetType_PRIVATE_WITH_EGRESS} {
		gateway := NewGatewayS3Route(stack, jsii.String(fmt.Sprintf("Gateway%d", i)), &GatewayS3RouteProps{Vpc: vpc, Subnets: &[]*awsec2.SubnetSelection{{SubnetType: group}}})
		gateway.AllowFrom(closedGroup(stack, fmt.Sprintf("Client%d", i), vpc))
	}
	template := assertions.Template_FromStack(stack, nil)
	template.ResourceCountIs(jsii.String("Custom::S3PrefixList"), jsii.Number(1))
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), jsii.Number(2))
}

// Wherever the client, the VPC and the endpoint are, the rules must not make the stacks depend on each other.
func TestAllowFromAcrossStacks(t *testing.T) {
	app := testApp(t, nil)
	var checks []func() // after all stacks are built, so that the app is synthesized once
	for _, test := range []struct{ name, vpc, endpoint, client string }{
		{"one stack", "A", "A", "A"},
		{"a network and an app", "A", "A", "B"},
		{"a client beside the VPC", "A", "B", "A"},
		{"a client beside the endpoint", "A", "B", "B"},
		{"three stacks", "A", "B", "C"},
		{"a client with groups in two stacks", "A", "B", "AC"},
		{"a client with groups in two stacks, in the other order", "A", "B", "CA"},
	} {
		stacks := map[string]awscdk.Stack{}
		for _, id := range []string{"A", "B", "C"} {
			stacks[id] = awscdk.NewStack(app, jsii.String(fmt.Sprint(id, len(checks))), nil)
			awscdk.NewCfnWaitConditionHandle(stacks[id], jsii.String("Resource"), nil) // a template needs one
		}
		vpc := isolatedVpc(stacks[test.vpc])
		var groups []awsec2.ISecurityGroup
		for _, id := range strings.Split(test.client, "") {
			groups = append(groups, closedGroup(stacks[id], "Client", vpc))
		}
		client := awsec2.NewConnections(&awsec2.ConnectionsProps{SecurityGroups: &groups})
		NewInterfaceS3Link(stacks[test.endpoint], jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc}).AllowFrom(client)
		NewGatewayS3Route(stacks[test.endpoint], jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: vpc}).AllowFrom(client)

		checks = append(checks, func() {
			t.Run(test.name, func(t *testing.T) {
				count := map[string]int{}
				for id, stack := range stacks {
					template := assertions.Template_FromStack(stack, nil)
					for _, kind := range []string{"AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress", "Custom::S3PrefixList"} {
						found := len(*template.FindResources(&kind, nil))
						count[kind] += found
						if kind == "Custom::S3PrefixList" && (found > 0) != strings.Contains(test.client, id) {
							t.Errorf("%s looks up %d prefix lists", id, found)
						}
					}
				}
				want := map[string]int{"AWS::EC2::SecurityGroupIngress": len(groups), "AWS::EC2::SecurityGroupEgress": 2 * len(groups), "Custom::S3PrefixList": len(groups)}
				if diff := cmp.Diff(want, count); diff != "" {
					t.Errorf("resources differ (-want +got):\n%s", diff)
				}
			})
		})
	}
	for _, check := range checks {
		check()
	}
}

// outsideVpc throws as the CDK's Lambda functions outside a VPC do.
type outsideVpc struct{}

func (outsideVpc) Connections() awsec2.Connections {
	panic(errors.New("Only VPC-associated Lambda Functions have security groups to manage"))
}

func TestBadInputOfAllowFrom(t *testing.T) {
	access := func(stack awscdk.Stack) *PrivateS3Access {
		return NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack)})
	}
	const noGroup = " has no security group. Pass the workload, such as an instance or a service in the VPC, or its security group."
	runBadInput(t, []badInput{
		{
			name:     "nil, at the gateway",
			bad:      func(stack awscdk.Stack) { access(stack).Gateway().AllowFrom(nil) },
			want:     []string{"client: nil" + noGroup},
			nearMiss: func(stack awscdk.Stack) { a := access(stack); a.Gateway().AllowFrom(a.Interface()) },
		},
		{
			name: "nil in an interface, at the interface",
			bad:  func(stack awscdk.Stack) { access(stack).Interface().AllowFrom((*InterfaceS3Link)(nil)) },
			want: []string{"client: nil" + noGroup},
			nearMiss: func(stack awscdk.Stack) {
				access(stack).Interface().AllowFrom(closedGroup(stack, "Client", awsec2.NewVpc(stack, jsii.String("Other"), nil)))
			},
		},
		{
			name: "a CIDR",
			bad: func(stack awscdk.Stack) {
				access(stack).Interface().AllowFrom(awsec2.Peer_Ipv4(jsii.String("10.0.0.0/8")))
			},
			want: []string{"client: 10.0.0.0/8" + noGroup},
			nearMiss: func(stack awscdk.Stack) {
				access(stack).Interface().AllowFrom(closedGroup(stack, "Client", awsec2.NewVpc(stack, jsii.String("Other"), nil)))
			},
		},
		{
			name: "a function outside a VPC",
			bad:  func(stack awscdk.Stack) { access(stack).Gateway().AllowFrom(outsideVpc{}) },
			want: []string{"client: the client" + noGroup},
			nearMiss: func(stack awscdk.Stack) {
				access(stack).Interface().AllowFrom(closedGroup(stack, "Client", awsec2.NewVpc(stack, jsii.String("Other"), nil)))
			},
		},
	})
}

func TestLookupHasTheTagsOfItsStack(t *testing.T) {
	stack := testStack(t)
	awscdk.Tags_Of(stack).Add(jsii.String("team"), jsii.String("storage"), nil)
	vpc := isolatedVpc(stack)
	NewGatewayS3Route(stack, jsii.String("Gateway"), &GatewayS3RouteProps{Vpc: vpc}).AllowFrom(closedGroup(stack, "Client", vpc))
	template := assertions.Template_FromStack(stack, nil)
	template.HasResourceProperties(jsii.String("AWS::Lambda::Function"), map[string]any{
		"Description": "Looks up the prefix list of S3",
		"Tags":        []any{map[string]any{"Key": "team", "Value": "storage"}},
	})
}
