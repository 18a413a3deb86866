package privates3

import (
	"maps"
	"slices"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

// parametersOf returns what a stack passes to its one nested stack.
func parametersOf(t *testing.T, stack awscdk.Stack) map[string]any {
	t.Helper()
	found := *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::CloudFormation::Stack"), nil)
	if len(found) != 1 {
		t.Fatalf("%d nested stacks, want one", len(found))
	}
	resource := *slices.Collect(maps.Values(found))[0]
	return resource["Properties"].(map[string]any)["Parameters"].(map[string]any)
}

// The synths are strict: they fail on Fn::Select calls that cannot succeed.
func TestNamesInNestedStacks(t *testing.T) {
	const host = "vpce-0e25b8cdd720f900e-argc85vg.s3.eu-west-1.vpce.amazonaws.com"
	want := map[string]any{
		"Url": "https://bucket." + host, "Zone": "Z38GZ743OKFT7T",
		"Zonal": "https://bucket.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1a.s3.eu-west-1.vpce.amazonaws.com",
	}
	use := func(link *InterfaceS3Link, stack awscdk.NestedStack) {
		in := link.ForNestedStack(stack)
		if again := link.ForNestedStack(stack); again != in {
			t.Error("a further call returns another value")
		}
		for key, value := range map[string]*string{"Url": in.BucketEndpointUrl(), "Zone": in.HostedZoneId(), "Zonal": in.ZonalBucketEndpointUrl(jsii.String("eu-west-1a"))} {
			awscdk.NewCfnOutput(stack, &key, &awscdk.CfnOutputProps{Value: value})
		}
		awscdk.NewCfnWaitConditionHandle(stack, jsii.String("Resource"), nil) // a template needs one
	}
	compare := func(t *testing.T, stack awscdk.Stack, parameters map[string]any) {
		t.Helper()
		got := map[string]any{}
		aws := deployed{parameters: parameters}
		for key, output := range templateOf(stack)["Outputs"].(map[string]any) {
			got[key] = aws.value(t, output.(map[string]any)["Value"])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("names differ (-want +got):\n%s", diff)
		}
	}
	passed := func(t *testing.T, aws deployed, to map[string]any) map[string]any {
		t.Helper()
		values := map[string]any{}
		for name, value := range to {
			values[name] = aws.value(t, value)
		}
		return values
	}
	aws := deployed{dnsEntries: []any{"Z38GZ743OKFT7T:*." + host, "Z38GZ743OKFT7T:*.vpce-0e25b8cdd720f900e-argc85vg-eu-west-1a.s3.eu-west-1.vpce.amazonaws.com"}}

	t.Run("below the endpoint's stack", func(t *testing.T) {
		stack := testStack(t)
		nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
		use(NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}), nested)
		compare(t, nested, passed(t, aws, parametersOf(t, stack)))
	})
	t.Run("two levels below", func(t *testing.T) {
		stack := testStack(t)
		between := awscdk.NewNestedStack(stack, jsii.String("Between"), nil)
		nested := awscdk.NewNestedStack(between, jsii.String("Nested"), nil)
		use(NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}), nested)
		above := deployed{parameters: passed(t, aws, parametersOf(t, stack))}
		compare(t, nested, passed(t, above, parametersOf(t, between)))
	})
	t.Run("beside the endpoint's nested stack", func(t *testing.T) {
		stack := testStack(t)
		network := awscdk.NewNestedStack(stack, jsii.String("Network"), nil)
		nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
		use(NewInterfaceS3Link(network, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(network)}), nested)
		assertions.Template_FromStack(nested, nil).HasOutput(jsii.String("Url"), assertions.Match_AnyValue())
	})
	t.Run("in the endpoint's nested stack and above it", func(t *testing.T) {
		stack := testStack(t)
		above := awscdk.NewNestedStack(stack, jsii.String("Above"), nil)
		nested := awscdk.NewNestedStack(above, jsii.String("Nested"), nil)
		link := NewInterfaceS3Link(nested, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(nested)})
		for _, stack := range []awscdk.NestedStack{above, nested} {
			if link.ForNestedStack(stack) != link {
				t.Errorf("in %s, the endpoint is imported", *stack.Node().Path())
			}
		}
	})
	t.Run("an endpoint of another stack", func(t *testing.T) {
		stack := testStack(t)
		work := awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Work"), nil)
		nested := awscdk.NewNestedStack(work, jsii.String("Nested"), nil)
		use(NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}), nested)
		assertions.Template_FromStack(nested, nil).HasOutput(jsii.String("Url"), assertions.Match_AnyValue())
	})
}

// An endpoint for buckets in another Region has no zonal names, although its name in the nested stack is only a token.
func TestZonalNamesInANestedStack(t *testing.T) {
	zonal := func(serviceRegion string) func(stack awscdk.Stack) {
		return func(stack awscdk.Stack) {
			NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), ServiceRegion: &serviceRegion}).
				ForNestedStack(awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)).ZonalDnsName(jsii.String("dummy1a"))
		}
	}
	runBadInput(t, []badInput{{
		env:      ireland(),
		bad:      zonal("eu-central-1"),
		want:     []string{`availabilityZone: "dummy1a" has no DNS name, because an endpoint whose ServiceRegion is another Region has no zonal names. Use DnsName.`},
		nearMiss: zonal("eu-west-1"),
	}})
}

func TestAllowFromInANestedStack(t *testing.T) {
	stack := testStack(t)
	vpc := isolatedVpc(stack)
	nested := awscdk.NewNestedStack(stack, jsii.String("Nested"), nil)
	NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc}).ForNestedStack(nested).AllowFrom(closedGroup(nested, "Client", vpc))
	template := assertions.Template_FromStack(nested, nil)
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupIngress"), jsii.Number(1))
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), jsii.Number(1))
}

// The endpoint's stack depends on that of its security group, so the rule cannot be in the group's stack.
func TestAllowFromWithAGroupOfTheNetworkStack(t *testing.T) {
	network := testStack(t)
	vpc := isolatedVpc(network)
	work := awscdk.NewStack(awscdk.App_Of(network), jsii.String("Work"), nil)
	link := NewInterfaceS3Link(work, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: vpc, SecurityGroups: &[]awsec2.ISecurityGroup{closedGroup(network, "Own", vpc)}})
	link.AllowFrom(closedGroup(work, "Client", vpc))
	template := assertions.Template_FromStack(work, nil)
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupIngress"), jsii.Number(1))
	template.ResourceCountIs(jsii.String("AWS::EC2::SecurityGroupEgress"), jsii.Number(1))
}

func TestBadInputOfForNestedStack(t *testing.T) {
	link := func(stack awscdk.Stack) *InterfaceS3Link {
		return NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)})
	}
	runBadInput(t, []badInput{{
		bad:  func(stack awscdk.Stack) { link(stack).ForNestedStack(nil) },
		want: []string{"stack: nil is not a nested stack. Pass the nested stack in which you use the endpoint."},
		nearMiss: func(stack awscdk.Stack) {
			link(stack).ForNestedStack(awscdk.NewNestedStack(stack, jsii.String("Nested"), nil))
		},
	}})
}
