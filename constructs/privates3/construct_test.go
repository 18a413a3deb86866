package privates3

import (
	"reflect"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// visitor is an aspect that counts endpoints. Aspects are called back from the CDK: a pointer, and not of zero size.
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
	vpc := twoZoneVpc(stack)
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
			link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)})
			awscdk.Tags_Of(tagged(stack, link)).Add(jsii.String("Name"), jsii.String("mine"), nil)
			assertions.Template_FromStack(stack, nil).AllResourcesProperties(jsii.String("AWS::EC2::VPCEndpoint"), map[string]any{
				"Tags": []any{map[string]any{"Key": "Name", "Value": "mine"}},
			})
		})
	}
}

func TestLinkIsConnectable(t *testing.T) {
	stack := testStack(t)
	vpc := twoZoneVpc(stack)
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
	vpc := twoZoneVpc(stack)
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
		Vpc:          twoZoneVpc(stack),
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
	vpc := twoZoneVpc(stack)
	access := NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{Vpc: vpc, Gateway: &GatewayS3RouteProps{RouteTableIds: jsii.Strings("rtb-0aaa", "rtb-0bbb", "rtb-0aaa")}})

	if diff := cmp.Diff(jsii.Strings("rtb-0aaa", "rtb-0bbb"), access.Gateway().RouteTableIds()); diff != "" {
		t.Errorf("RouteTableIds (-want +got):\n%s", diff)
	}
	ids := *access.VpcEndpointIds()
	if len(ids) != 2 || *ids[0] != *access.Gateway().VpcEndpointId() || *ids[1] != *access.Interface().VpcEndpointId() {
		t.Errorf("VpcEndpointIds is %v, want the gateway's and the interface's", ids)
	}
	if *access.Gateway().Endpoint().VpcEndpointId() != *ids[0] || *access.Interface().Endpoint().VpcEndpointId() != *ids[1] {
		t.Error("Endpoint has another id than the construct")
	}

	existing := GatewayS3Route_FromVpcEndpointId(stack, jsii.String("Existing"), jsii.String("vpce-0a1b2c3d"))
	if existing.RouteTableIds() != nil {
		t.Error("the route tables of an existing endpoint are not known, want nil")
	}
	if got := *existing.Endpoint().VpcEndpointId(); got != "vpce-0a1b2c3d" {
		t.Errorf("the existing endpoint's id is %q", got)
	}
}

func TestNamesCanBeUsedInAnotherStack(t *testing.T) {
	stack := testStack(t)
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: twoZoneVpc(stack)})
	other := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Workload"), nil)
	awscdk.NewCfnWaitConditionHandle(other, jsii.String("Resource"), nil) // a template needs one
	awscdk.NewCfnOutput(other, jsii.String("Url"), &awscdk.CfnOutputProps{Value: link.BucketEndpointUrl()})

	exported := (*assertions.Template_FromStack(stack, nil).ToJSON())["Outputs"].(map[string]any)
	found := false
	for _, output := range exported {
		if joined, ok := output.(map[string]any)["Value"].(map[string]any)["Fn::Join"]; ok && joined.([]any)[0] == "||" {
			found = true // the CDK hands lists over as one string
		}
	}
	if !found {
		t.Error("the stack does not hand its DNS entries over")
	}
}
