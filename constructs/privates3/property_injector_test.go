package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// describeGroups is a property injector of an app, which sets a prop of every security group. It returns props of its own,
// because jsii hands a Go program the objects in the given ones as maps, and does not take these back as objects.
type describeGroups struct {
	vpc   awsec2.IVpc
	Props any // as given
}

func (d *describeGroups) ConstructUniqueId() *string {
	return awsec2.SecurityGroup_PROPERTY_INJECTION_ID()
}

func (d *describeGroups) Inject(props any, _ *awscdk.InjectionContext) any {
	d.Props = props
	return &awsec2.SecurityGroupProps{Vpc: d.vpc, AllowAllOutbound: jsii.Bool(false), Description: jsii.String("Injected")}
}

// What is created by a construct of the CDK has the props that the app injects.
func TestPropertyInjector(t *testing.T) {
	stack := testStack(t)
	injector := &describeGroups{vpc: isolatedVpc(stack)}
	awscdk.PropertyInjectors_Of(stack).Add(injector)
	NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: injector.vpc})

	if given, _ := injector.Props.(map[string]any); given["description"] != "Clients of the S3 interface endpoint" {
		t.Errorf("the injector is given %v, want the props of the construct", injector.Props)
	}
	assertions.Template_FromStack(stack, nil).HasResourceProperties(jsii.String("AWS::EC2::SecurityGroup"), &map[string]any{
		"GroupDescription":     "Injected",
		"SecurityGroupIngress": []any{map[string]any{"FromPort": 443, "ToPort": 443, "IpProtocol": "tcp", "CidrIp": map[string]any{"Fn::GetAtt": []any{"Vpc8378EB38", "CidrBlock"}}}},
	})
}
