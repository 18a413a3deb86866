package privates3

import (
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

func TestPlainLogicalId(t *testing.T) {
	const fix = ` Use the logical ID that the deployed template has for the endpoint, such as "VpcS3A5408339".`
	for _, test := range []struct{ id, problem string }{
		{"VpcS3A5408339", ""},
		{"3", ""},
		{"", `LogicalId: "" is not a logical ID.` + fix},
		{"Vpc/S3", `LogicalId: "Vpc/S3" is not a logical ID.` + fix},
		{"VpcS3A5408339\n", `LogicalId: "VpcS3A5408339\n" is not a logical ID.` + fix},
		{"${Token[TOKEN.12]}", `LogicalId: "${Token[TOKEN.12]}" is a token, but logical IDs must be known at synth.` + fix},
		{"#{Token[TOKEN.12]}", `LogicalId: "#{Token[TOKEN.12]}" is a token, but logical IDs must be known at synth.` + fix},
	} {
		var want []string
		if test.problem != "" {
			want = []string{test.problem}
		}
		var gateway, link problems
		planGateway(&gateway, "", commonProps{}, &GatewayS3RouteProps{Vpc: &noVpc{}, LogicalId: &test.id})
		compareProblems(t, gateway, want)
		planInterface(&link, "", commonProps{}, &InterfaceS3LinkProps{Vpc: &noVpc{}, LogicalId: &test.id})
		compareProblems(t, link, want)
	}
}

func TestTakenLogicalId(t *testing.T) {
	vpcWithEndpoint := func(stack awscdk.Stack) awsec2.Vpc {
		return awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2), GatewayEndpoints: &map[string]*awsec2.GatewayVpcEndpointOptions{
			"S3": {Service: awsec2.GatewayVpcEndpointAwsService_S3()},
		}})
	}
	gateway := func(scope awscdk.Stack, vpc awsec2.IVpc, id string) {
		NewGatewayS3Route(scope, jsii.String("S3"), &GatewayS3RouteProps{Vpc: vpc, LogicalId: &id})
	}
	runBadInput(t, []badInput{
		{
			name:     "of an endpoint that the app still creates",
			bad:      func(stack awscdk.Stack) { gateway(stack, vpcWithEndpoint(stack), "VpcS3A5408339") },
			want:     []string{`LogicalId: "VpcS3A5408339" is the logical ID of Stack/Vpc/S3, which the app still creates. Remove it where the app creates it, such as from VpcProps.GatewayEndpoints, from a call of AddInterfaceEndpoint, or from an included template.`},
			nearMiss: func(stack awscdk.Stack) { gateway(stack, isolatedVpc(stack), "VpcS3A5408339") },
		},
		{
			name: "of something else",
			bad:  func(stack awscdk.Stack) { gateway(stack, isolatedVpc(stack), "Vpc8378EB38") },
			want: []string{`LogicalId: "Vpc8378EB38" is the logical ID of Stack/Vpc, which is not a VPC endpoint. Use the logical ID that the deployed template has for the endpoint, such as "VpcS3A5408339".`},
			nearMiss: func(stack awscdk.Stack) { // the same ID in another stack, and in a nested one
				vpc := isolatedVpc(awscdk.NewStack(awscdk.App_Of(stack), jsii.String("Other"), nil))
				awsec2.NewCfnInternetGateway(awscdk.NewNestedStack(stack, jsii.String("Nested"), nil), jsii.String("Vpc8378EB38"), nil)
				gateway(stack, vpc, "Vpc8378EB38")
			},
		},
		{
			name: "of a parameter",
			bad: func(stack awscdk.Stack) {
				awscdk.NewCfnParameter(stack, jsii.String("Stage"), nil)
				gateway(stack, isolatedVpc(stack), "Stage")
			},
			want: []string{`LogicalId: "Stage" is the logical ID of Stack/Stage, which is not a VPC endpoint. Use the logical ID that the deployed template has for the endpoint, such as "VpcS3A5408339".`},
			nearMiss: func(stack awscdk.Stack) { // outputs have logical IDs of their own
				awscdk.NewCfnOutput(stack, jsii.String("Stage"), &awscdk.CfnOutputProps{Value: jsii.String("test")})
				gateway(stack, isolatedVpc(stack), "Stage")
			},
		},
		{
			name: "of both endpoints",
			bad: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: isolatedVpc(stack), Gateway: &GatewayS3RouteProps{LogicalId: jsii.String("A")}, Interface: &InterfaceS3LinkProps{LogicalId: jsii.String("A")},
				})
			},
			want: []string{`Interface.LogicalId: "A" is also the logical ID of Gateway. Use the logical ID of each endpoint in the deployed template.`},
			nearMiss: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: isolatedVpc(stack), Gateway: &GatewayS3RouteProps{LogicalId: jsii.String("A")}, Interface: &InterfaceS3LinkProps{LogicalId: jsii.String("B")},
				})
			},
		},
	})
}

// Each form in which the CDK creates the endpoints. What a change of would replace an endpoint stays as it is.
func TestTakingOver(t *testing.T) {
	s3 := awsec2.InterfaceVpcEndpointAwsService_S3()
	gatewayService := awsec2.GatewayVpcEndpointAwsService_S3()
	anywhere := &awscdk.StackProps{}
	for _, test := range []struct {
		name   string
		props  *awscdk.StackProps
		create func(stack awscdk.Stack, vpc awsec2.Vpc)
	}{
		{"L2", anywhere, func(stack awscdk.Stack, vpc awsec2.Vpc) {
			awsec2.NewGatewayVpcEndpoint(stack, jsii.String("Gateway"), &awsec2.GatewayVpcEndpointProps{Vpc: vpc, Service: gatewayService})
			awsec2.NewInterfaceVpcEndpoint(stack, jsii.String("Interface"), &awsec2.InterfaceVpcEndpointProps{Vpc: vpc, Service: s3})
		}},
		{"L2 in a known Region", &awscdk.StackProps{Env: &awscdk.Environment{Region: jsii.String("eu-west-1")}}, func(stack awscdk.Stack, vpc awsec2.Vpc) {
			awsec2.NewGatewayVpcEndpoint(stack, jsii.String("Gateway"), &awsec2.GatewayVpcEndpointProps{Vpc: vpc, Service: gatewayService})
			awsec2.NewInterfaceVpcEndpoint(stack, jsii.String("Interface"), &awsec2.InterfaceVpcEndpointProps{Vpc: vpc, Service: s3})
		}},
		{"methods of the VPC", anywhere, func(_ awscdk.Stack, vpc awsec2.Vpc) {
			vpc.AddGatewayEndpoint(jsii.String("Gateway"), &awsec2.GatewayVpcEndpointOptions{Service: gatewayService})
			vpc.AddInterfaceEndpoint(jsii.String("Interface"), &awsec2.InterfaceVpcEndpointOptions{Service: s3})
		}},
		{"L1", anywhere, func(stack awscdk.Stack, vpc awsec2.Vpc) {
			service := awscdk.Fn_Join(jsii.String(""), &[]*string{jsii.String("com.amazonaws."), awscdk.Aws_REGION(), jsii.String(".s3")})
			awsec2.NewCfnVPCEndpoint(stack, jsii.String("Gateway"), &awsec2.CfnVPCEndpointProps{VpcId: vpc.VpcId(), ServiceName: service, VpcEndpointType: jsii.String("Gateway")})
			awsec2.NewCfnVPCEndpoint(stack, jsii.String("Interface"), &awsec2.CfnVPCEndpointProps{VpcId: vpc.VpcId(), ServiceName: service, VpcEndpointType: jsii.String("Interface")})
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			stackOf := func() awscdk.Stack {
				app := testApp(t, map[string]any{"@aws-cdk/core:target-partitions": []string{"aws", "aws-us-gov"}})
				return awscdk.NewStack(app, jsii.String("Stack"), test.props)
			}
			byType := func(stack awscdk.Stack) map[string]map[string]any {
				found := map[string]map[string]any{}
				for id, resource := range *assertions.Template_FromStack(stack, nil).FindResources(jsii.String("AWS::EC2::VPCEndpoint"), nil) {
					properties := (*resource)["Properties"].(map[string]any)
					found[properties["VpcEndpointType"].(string)] = map[string]any{
						"LogicalId": id, "ServiceName": properties["ServiceName"], "ServiceRegion": properties["ServiceRegion"], "VpcId": properties["VpcId"],
					}
				}
				return found
			}
			stack := stackOf()
			test.create(stack, isolatedVpc(stack))
			before := byType(stack)

			stack = stackOf()
			id := func(kind string) *string { return jsii.String(before[kind]["LogicalId"].(string)) }
			NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
				Vpc:       isolatedVpc(stack),
				Gateway:   &GatewayS3RouteProps{LogicalId: id("Gateway")},
				Interface: &InterfaceS3LinkProps{LogicalId: id("Interface")},
			})
			if diff := cmp.Diff(before, byType(stack)); diff != "" || len(before) != 2 {
				t.Errorf("the endpoints differ (-before +after):\n%s", diff)
			}
		})
	}
}
