package privates3

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// Every method of a construct that is nil or a zero value, as a field of a stack is that was never set, says so.
func TestPlainMethodsOfNoConstruct(t *testing.T) {
	const (
		noGateway = "GatewayS3Route: it is nil or a zero value. Use NewGatewayS3Route or GatewayS3Route_FromGatewayS3RouteAttributes."
		noLink    = "InterfaceS3Link: it is nil or a zero value. Use NewInterfaceS3Link or InterfaceS3Link_FromInterfaceS3LinkAttributes."
		noAccess  = "PrivateS3Access: it is nil or a zero value. Use NewPrivateS3Access."
	)
	for _, test := range []struct {
		construct any
		want      string
	}{
		{(*GatewayS3Route)(nil), noGateway},
		{&GatewayS3Route{}, noGateway},
		{(*InterfaceS3Link)(nil), noLink},
		{&InterfaceS3Link{}, noLink},
		{(*PrivateS3Access)(nil), noAccess},
		{&PrivateS3Access{}, noAccess},
	} {
		v := reflect.ValueOf(test.construct)
		for i := range v.NumMethod() {
			method := v.Type().Method(i)
			if _, ofConstruct := reflect.TypeFor[constructs.Construct]().MethodByName(method.Name); ofConstruct {
				continue // Node and ToString, which are the CDK's own
			}
			arguments := make([]reflect.Value, method.Type.NumIn()-1)
			for i := range arguments {
				arguments[i] = reflect.Zero(method.Type.In(i + 1))
			}
			raised := validationErrorOf(t, func() { v.Method(i).Call(arguments) })
			if raised == nil {
				t.Fatalf("%T.%s does not panic", test.construct, method.Name)
			}
			compareProblems(t, raised.Problems, []string{test.want})
		}
	}
}

type embedding struct{ awscdk.Stack }

type embeddedVpc struct{ awsec2.IVpc }

type embeddedGroup struct{ awsec2.ISecurityGroup }

// A Go struct that embeds an object of the CDK has its methods, but the CDK does not take it.
func TestObjectsThatAreOnlyEmbedded(t *testing.T) {
	runBadInput(t, []badInput{
		{
			name: "a stack, a VPC and a security group in structs",
			bad: func(stack awscdk.Stack) {
				vpc := &embeddedVpc{isolatedVpc(stack)}
				group := awsec2.SecurityGroup_FromSecurityGroupId(stack, jsii.String("Group"), jsii.String("sg-0a1b2c3d"), nil)
				NewInterfaceS3Link(&embedding{stack}, jsii.String("Link"), &InterfaceS3LinkProps{
					Vpc: vpc, SecurityGroups: &[]awsec2.ISecurityGroup{embeddedGroup{group}, &embeddedGroup{}},
				})
			},
			want: []string{
				"scope: the CDK does not take a *privates3.embedding as a construct, because it only embeds one. Pass the embedded value, or create the struct with a function New…_Override.",
				"Vpc: the CDK does not take a *privates3.embeddedVpc as a VPC, because it only embeds one. Pass the embedded value, or create the struct with a function New…_Override.",
				"SecurityGroups[0]: the CDK does not take a privates3.embeddedGroup as a security group, because it only embeds one. Pass the embedded value, or create the struct with a function New…_Override.",
				"SecurityGroups[1]: nil is not a security group. Remove the element.",
			},
			nearMiss: func(stack awscdk.Stack) {
				own := &ownStack{}
				awscdk.NewStack_Override(own, awscdk.App_Of(stack), jsii.String("Own"), nil)
				NewInterfaceS3Link(own, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(own)})
			},
		},
		{
			name: "zero values",
			bad: func(stack awscdk.Stack) {
				NewPrivateS3Access(&PrivateS3Access{}, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: &embeddedVpc{}, Policy: &EndpointPolicy{Buckets: &[]awss3.IBucket{&struct{ awss3.IBucket }{}}},
				})
			},
			want: []string{
				"scope: nil is not a construct. Pass a stack, or a construct in a stack.",
				"Vpc: nil is not a VPC. Pass the VPC to create the endpoint in.",
				"Policy.Buckets[0]: nil is not a bucket. Remove the element.",
			},
			nearMiss: func(stack awscdk.Stack) {
				NewPrivateS3Access(stack, jsii.String("S3"), &PrivateS3AccessProps{
					Vpc: isolatedVpc(stack), Policy: &EndpointPolicy{Buckets: &[]awss3.IBucket{awss3.NewBucket(stack, jsii.String("Bucket"), nil)}},
				})
			},
		},
		{
			name: "a bucket in a struct",
			bad: func(stack awscdk.Stack) {
				RestrictBucket(&struct{ awss3.IBucket }{awss3.NewBucket(stack, jsii.String("Bucket"), nil)}, &RestrictBucketProps{VpcEndpointIds: jsii.Strings("vpce-0a1b2c3d")})
			},
			want: []string{"bucket: the CDK does not take a *struct { awss3.IBucket } as a bucket, because it only embeds one. Pass the embedded value, or create the struct with a function New…_Override."},
			nearMiss: func(stack awscdk.Stack) {
				RestrictBucket(awss3.NewBucket(stack, jsii.String("Bucket"), nil), &RestrictBucketProps{VpcEndpointIds: jsii.Strings("vpce-0a1b2c3d")})
			},
		},
	})
}

// ownStack is a stack of the user's own type.
type ownStack struct{ awscdk.Stack }

// Describe is exported because the CDK takes only types that have an exported method.
func (s *ownStack) Describe() string { return "own" }

func TestBadIds(t *testing.T) {
	create := func(id *string) func(stack awscdk.Stack) {
		return func(stack awscdk.Stack) {
			NewGatewayS3Route(stack, id, &GatewayS3RouteProps{Vpc: isolatedVpc(stack)})
		}
	}
	const taken = `id: "Vpc" is already the ID of another construct in the scope. Use an ID that is unique in the scope.`
	runBadInput(t, []badInput{
		{
			name:     "a token",
			bad:      func(stack awscdk.Stack) { create(jsii.String(anyToken))(stack) },
			want:     []string{`id: "` + anyToken + `" is a token, but construct IDs must be known at synth. Pass a name that is unique in the scope, such as jsii.String("S3").`},
			nearMiss: func(stack awscdk.Stack) { create(jsii.String("$Token"))(stack) },
		},
		{
			name: "an ID that is taken, reported with the other problems",
			bad: func(stack awscdk.Stack) {
				NewGatewayS3Route(stack, jsii.String("Vpc"), &GatewayS3RouteProps{Vpc: isolatedVpc(stack), IpAddressType: "IPV5"})
			},
			want:     []string{`IpAddressType: "IPV5" is not an IP address type. Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.`, taken},
			nearMiss: create(jsii.String("Gateway")),
		},
		{name: "an ID that is taken", bad: create(jsii.String("Vpc")), want: []string{taken}, nearMiss: create(jsii.String("Default"))},
	})
}

// An error of an import names the function, because it has attributes and no props.
func TestErrorsOfImports(t *testing.T) {
	stack := testStack(t)
	isolatedVpc(stack)
	for want, create := range map[string]func(){
		"privates3: invalid arguments for GatewayS3Route_FromGatewayS3RouteAttributes of Stack/Vpc": func() {
			GatewayS3Route_FromGatewayS3RouteAttributes(stack, jsii.String("Vpc"), &GatewayS3RouteAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d")})
		},
		"privates3: invalid arguments for InterfaceS3Link_FromInterfaceS3LinkAttributes of Stack/Vpc": func() {
			InterfaceS3Link_FromInterfaceS3LinkAttributes(stack, jsii.String("Vpc"), &InterfaceS3LinkAttributes{VpcEndpointId: jsii.String("vpce-0a1b2c3d"), DnsName: jsii.String(anyToken)})
		},
	} {
		raised := validationErrorOf(t, create)
		if raised == nil {
			t.Fatalf("no panic, want %s", want)
		}
		compareProblems(t, raised.Problems, []string{`id: "Vpc" is already the ID of another construct in the scope. Use an ID that is unique in the scope.`})
		if !strings.HasPrefix(raised.Error(), want+"\n") {
			t.Errorf("%v, want %s", raised, want)
		}
	}
}
