package privates3

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// visitor is an aspect that counts endpoints. The CDK calls it back, so it must be a pointer to a type that is not of zero size.
type visitor struct{ endpoints int }

func (v *visitor) Visit(node constructs.IConstruct) {
	if *awscdk.CfnResource_IsCfnResource(node) {
		if *node.(awscdk.CfnResource).CfnResourceType() == "AWS::EC2::VPCEndpoint" {
			v.endpoints++
		}
	}
}

func TestValuesWorkWhereTheCdkTakesConstructs(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc})
	gateway, link := access.Gateway(), access.Interface()

	for name, c := range map[string]constructs.Construct{"access": access, "gateway": gateway, "interface": link} {
		t.Run(name, func(t *testing.T) {
			if got := *awscdk.Stack_Of(c).StackName(); got != "Stack" {
				t.Errorf("Stack_Of is %q, want Stack", got)
			}
			awscdk.NewCfnOutput(c, jsii.String("Scope"), &awscdk.CfnOutputProps{Value: jsii.String(name)})
			awscdk.Annotations_Of(c).AddInfo(jsii.String("seen"))
			awscdk.Tags_Of(c).Add(jsii.String("by-"+name), jsii.String("tag"), nil)
			awscdk.NewCfnResource(stack, jsii.String("After-"+name), &awscdk.CfnResourceProps{Type: jsii.String("Test::After::All")}).Node().AddDependency(c)
		})
	}
	counter := &visitor{}
	awscdk.Aspects_Of(access).Add(counter, nil)

	template := assertions.Template_FromStack(stack, nil)
	if counter.endpoints != 2 {
		t.Errorf("an aspect on the access sees %d endpoints, want 2", counter.endpoints)
	}
	template.HasResource(jsii.String("Test::After::All"), map[string]any{
		"DependsOn": assertions.Match_ArrayWith(&[]any{"S3Gateway239015FA", "S3InterfaceEndpointDDD2DAAE"}),
	})
	template.HasResourceProperties(jsii.String("AWS::EC2::SecurityGroup"), map[string]any{
		"Tags": []any{
			map[string]any{"Key": "by-access", "Value": "tag"},
			map[string]any{"Key": "by-interface", "Value": "tag"},
			map[string]any{"Key": "Name", "Value": "Stack/S3/Interface"},
		},
	})
	template.HasResourceProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"VpcEndpointType": "Gateway",
		"Tags": []any{
			map[string]any{"Key": "by-access", "Value": "tag"},
			map[string]any{"Key": "by-gateway", "Value": "tag"},
			map[string]any{"Key": "Name", "Value": "Stack/S3/Gateway"},
		},
	})
}

func TestNameTagOfTheUserTakesPrecedence(t *testing.T) {
	for name, tagged := range map[string]func(stack awscdk.Stack, link *InterfaceS3Link) constructs.IConstruct{
		"on the construct": func(_ awscdk.Stack, link *InterfaceS3Link) constructs.IConstruct { return link },
		"on the stack":     func(stack awscdk.Stack, _ *InterfaceS3Link) constructs.IConstruct { return stack },
	} {
		t.Run(name, func(t *testing.T) {
			stack := testStack(t)
			link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)})
			awscdk.Tags_Of(tagged(stack, link)).Add(jsii.String("Name"), jsii.String("mine"), nil)
			assertions.Template_FromStack(stack, nil).AllResourcesProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
				"Tags": []any{map[string]any{"Key": "Name", "Value": "mine"}},
			})
		})
	}
}

func TestLinkIsConnectable(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	workload := awsec2.NewSecurityGroup(stack, jsii.String("Workload"), &awsec2.SecurityGroupProps{Vpc: vpc, AllowAllOutbound: jsii.Bool(false)})
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc})

	workload.Connections().AllowToDefaultPort(link, nil)

	https := map[string]any{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
	template := assertions.Template_FromStack(stack, nil)
	template.HasResourceProperties(jsii.String("AWS::EC2::SecurityGroupIngress"), https)
	template.HasResourceProperties(jsii.String("AWS::EC2::SecurityGroupEgress"), https)
}

func TestPrivateDnsStaysOffEverywhere(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc})
	NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc})
	template := assertions.Template_FromStack(stack, nil)
	template.ResourcePropertiesCountIs(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{"VpcEndpointType": "Interface", "PrivateDnsEnabled": false}, jsii.Number(2))
	template.ResourcePropertiesCountIs(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{"VpcEndpointType": "Interface"}, jsii.Number(2))
}

func TestPropsOfTheCallerStayAsTheyAre(t *testing.T) {
	stack := testStack(t)
	selection := &awsec2.SubnetSelection{AvailabilityZones: awscdk.Stack_Of(stack).AvailabilityZones()}
	props := &PrivateS3AccessProps{
		Vpc:          isolatedVpc(stack),
		Gateway:      &GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0aaa")},
		Interface:    &InterfaceS3LinkProps{Subnets: selection},
		OutputPrefix: jsii.String("Prod"),
	}
	gateway, link, chosen := *props.Gateway, *props.Interface, *selection
	NewPrivateS3Access(stack, jsii.String("S3"), props)
	if !reflect.DeepEqual(*props.Gateway, gateway) || !reflect.DeepEqual(*props.Interface, link) || !reflect.DeepEqual(*selection, chosen) {
		t.Error("the constructor changed the props of the caller")
	}
}

func TestAccessorsOfAccess(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0bbb", "rtb-0aaa")}})

	if diff := cmp.Diff(jsii.Strings("rtb-0aaa", "rtb-0bbb"), access.Gateway().RouteTableIds()); diff != "" {
		t.Errorf("RouteTableIds (-want +got):\n%s", diff)
	}
	(*access.Gateway().RouteTableIds())[0] = jsii.String("rtb-0ccc")
	if got := *(*access.Gateway().RouteTableIds())[0]; got != "rtb-0aaa" {
		t.Errorf("a change of the list changes the construct: %s", got)
	}
	ids := *access.VpcEndpointIds()
	if len(ids) != 2 || *ids[0] != *access.Gateway().VpcEndpointId() || *ids[1] != *access.Interface().VpcEndpointId() {
		t.Errorf("VpcEndpointIds is %v, want the gateway's and the interface's", ids)
	}
	if *access.Gateway().Endpoint().VpcEndpointId() != *ids[0] || *access.Interface().Endpoint().VpcEndpointId() != *ids[1] {
		t.Error("Endpoint has another id than the construct")
	}

	existing := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
	if existing.RouteTableIds() != nil {
		t.Error("the route tables of an existing endpoint are not known, want nil")
	}
	if got := *existing.Endpoint().VpcEndpointId(); got != "vpce-0a1b2c3d" {
		t.Errorf("the existing endpoint's id is %q", got)
	}
}

// Only the link's own group has the rule for the VPC.
func TestGroupsThatAreAddedLaterGetNoRule(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc})
	link.Connections().AddSecurityGroup(closedGroup(stack, "Added", vpc))

	withRules := 0
	for _, group := range *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::EC2::SecurityGroup"), nil) {
		if _, found := (*group)["Properties"].(map[string]any)["SecurityGroupIngress"]; found {
			withRules++
		}
	}
	if withRules != 1 {
		t.Errorf("%d groups have ingress rules, want 1", withRules)
	}
}

func TestAccessorsChangeNoTree(t *testing.T) {
	stack := testStack(t)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack)})
	existing := GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Existing"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
	count := func() int { return len(*stack.Node().FindAll(constructs.ConstructOrder_PREORDER)) }
	before := count()
	for _, gateway := range []*GatewayS3Route{access.Gateway(), existing} {
		gateway.Endpoint()
		gateway.VpcEndpointId()
		gateway.RouteTableIds()
	}
	link := access.Interface()
	link.Endpoint()
	link.Connections()
	link.NetworkInterfaceIds()
	link.HostedZoneId()
	link.ClientEnvironment()
	access.VpcEndpointIds()
	if after := count(); after != before {
		t.Errorf("the stack has %d constructs after the calls, want %d", after, before)
	}
}

func TestNamesCanBeUsedInAnotherStack(t *testing.T) {
	stack := testStack(t)
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)})
	other := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Workload"), nil)
	awscdk.NewCfnWaitConditionHandle(other, jsii.String("Resource"), nil) // a template needs one
	awscdk.NewCfnOutput(other, jsii.String("Url"), &awscdk.CfnOutputProps{Value: link.BucketEndpointUrl()})

	exported := (*assertions.Template_FromStack(stack, nil).ToJSON())["Outputs"].(map[string]any)
	found := false
	for _, output := range exported {
		if joined, ok := output.(map[string]any)["Value"].(map[string]any)["Fn::Join"]; ok && joined.([]any)[0] == "||" {
			found = true // the CDK exports a list as one string
		}
	}
	if !found {
		t.Error("the stack does not export its DNS entries")
	}
}

// Until a lookup is done, the CDK returns placeholders. They must not be errors, because the app would stop before the lookup.
func TestFirstPassOfLookups(t *testing.T) {
	stack := awscdk.NewStack(testApp(t, nil), jsii.String("Stack"), ireland())
	vpc := awsec2.Vpc_FromLookup(stack, jsii.String("Vpc"), &awsec2.VpcLookupOptions{VpcId: jsii.String("vpc-0a1b2c3d")})
	own := awsec2.NewVpc(stack, jsii.String("Own"), nil)
	for name, use := range map[string]func(id *string){
		"defaults": func(id *string) { NewPrivateS3Access(stack, id, &PrivateS3AccessProps{Vpc: vpc}) },
		"a group of none": func(id *string) {
			unseen := &awsec2.SubnetSelection{SubnetGroupName: jsii.String("Data")}
			NewPrivateS3Access(stack, id, &PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{Subnets: &[]*awsec2.SubnetSelection{unseen}}, Interface: &InterfaceS3LinkProps{Subnets: unseen}})
		},
		"the CIDR of the VPC": func(id *string) {
			NewInterfaceS3Link(stack, id, &InterfaceS3LinkProps{Vpc: vpc, Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(vpc.VpcCidrBlock())}})
		},
		"a zonal name": func(id *string) {
			NewInterfaceS3Link(stack, id, &InterfaceS3LinkProps{Vpc: vpc}).ZonalBucketEndpointUrl(jsii.String("eu-west-1a"))
		},
		"a zonal name in a VPC of the app": func(id *string) {
			NewInterfaceS3Link(stack, id, &InterfaceS3LinkProps{Vpc: own}).ZonalBucketEndpointUrl(jsii.String("eu-west-1a"))
		},
		"supported zones": func(id *string) {
			NewInterfaceS3Link(stack, id, &InterfaceS3LinkProps{Vpc: vpc, LookupSupportedAzs: jsii.Bool(true)})
		},
		"supported zones of imported subnets": func(id *string) {
			subnet := awsec2.Subnet_FromSubnetAttributes(stack, jsii.String("Subnet"), &awsec2.SubnetAttributes{SubnetId: jsii.String("subnet-0aaa"), AvailabilityZone: jsii.String("eu-west-1a")})
			NewInterfaceS3Link(stack, id, &InterfaceS3LinkProps{Vpc: vpc, Subnets: subnets(subnet), LookupSupportedAzs: jsii.Bool(true)})
		},
	} {
		t.Run(name, func(t *testing.T) {
			if raised := validationErrorOf(t, func() { use(jsii.String(name)) }); raised != nil {
				t.Errorf("the app stops before the lookup: %v", raised)
			}
		})
	}
}

func TestOneSubnetPerZone(t *testing.T) {
	stack := testStack(t)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), SubnetConfiguration: &[]*awsec2.SubnetConfiguration{
		{Name: jsii.String("Public"), SubnetType: awsec2.SubnetType_PUBLIC},
		{Name: jsii.String("App"), SubnetType: awsec2.SubnetType_PRIVATE_WITH_EGRESS},
		{Name: jsii.String("Data"), SubnetType: awsec2.SubnetType_PRIVATE_WITH_EGRESS},
	}})
	NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc})
	assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"SubnetIds": []any{map[string]any{"Ref": "VpcAppSubnet1Subnet7D2CF347"}, map[string]any{"Ref": "VpcAppSubnet2Subnet8D65443B"}},
	})
}

func TestOutputsOff(t *testing.T) {
	stack := testStack(t)
	NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack), CreateOutputs: jsii.Bool(false)})
	if outputs := *assertions.Template_FromStack(stack, nil).FindOutputs(jsii.String("*"), nil); len(outputs) > 0 {
		t.Errorf("the template has %d outputs, want none", len(outputs))
	}
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html
func TestOutputKeysWithTheLongestPrefix(t *testing.T) {
	stack := testStack(t)
	prefix := strings.Repeat("x", 233)
	NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: isolatedVpc(stack), OutputPrefix: &prefix})
	for key := range *assertions.Template_FromStack(stack, nil).FindOutputs(jsii.String("*"), nil) {
		if len(key) > 255 || !strings.HasPrefix(key, prefix) {
			t.Errorf("the key %s has %d characters, at most 255 are allowed", key, len(key))
		}
	}
}

func TestNameTagOfALongPath(t *testing.T) {
	stack := testStack(t)
	scope := constructs.NewConstruct(stack, jsii.String(strings.Repeat("x", 200)))
	scope = constructs.NewConstruct(scope, jsii.String(strings.Repeat("y", 200)))
	NewGatewayS3Route(scope, jsii.String("S3"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack)})
	assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"Tags": []any{map[string]any{"Key": "Name", "Value": strings.Repeat("x", 52) + "/" + strings.Repeat("y", 200) + "/S3"}},
	})
}

func TestNameTagOfAnIdWithASlash(t *testing.T) {
	stack := testStack(t)
	route := NewGatewayS3Route(stack, jsii.String("S3/eu"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack)})
	assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
		"Tags": []any{map[string]any{"Key": "Name", "Value": *route.Node().Path()}},
	})
}

// The route tables are those of the subnets, whatever other tables the VPC has.
func TestRouteTablesOfTheVpc(t *testing.T) {
	group := func(name string, kind awsec2.SubnetType) *awsec2.SubnetConfiguration {
		return &awsec2.SubnetConfiguration{Name: &name, SubnetType: kind}
	}
	for _, test := range []struct {
		name   string
		groups []*awsec2.SubnetConfiguration
		others int
	}{
		{"of one kind", []*awsec2.SubnetConfiguration{group("App", awsec2.SubnetType_PRIVATE_ISOLATED), group("Data", awsec2.SubnetType_PRIVATE_ISOLATED)}, 0},
		{"of one kind, beside another", []*awsec2.SubnetConfiguration{group("App", awsec2.SubnetType_PRIVATE_ISOLATED)}, 1},
		{"of two kinds", []*awsec2.SubnetConfiguration{group("Edge", awsec2.SubnetType_PUBLIC), group("App", awsec2.SubnetType_PRIVATE_ISOLATED)}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			stack := testStack(t)
			vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), SubnetConfiguration: &test.groups})
			for range test.others {
				awsec2.NewCfnRouteTable(vpc, jsii.String("Other"), &awsec2.CfnRouteTableProps{VpcId: vpc})
			}
			var want []*string
			for _, subnet := range append(*vpc.PublicSubnets(), *vpc.IsolatedSubnets()...) {
				want = append(want, subnet.RouteTable().RouteTableId())
			}
			route := NewGatewayS3Route(stack, jsii.String("S3"), &GatewayS3RouteProps{Vpc: vpc})
			if diff := cmp.Diff(&want, route.RouteTableIds()); diff != "" {
				t.Errorf("RouteTableIds (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOneConditionForAllLinksOfAStack(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	for _, id := range []string{"One", "Two"} {
		NewInterfaceS3Link(constructs.NewConstruct(stack, &id), jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc})
	}
	conditions := (*assertions.Template_FromStack(stack, nil).ToJSON())["Conditions"].(map[string]any)
	if len(conditions) != 1 {
		t.Errorf("the template has the conditions %v, want one", conditions)
	}
}
