package privates3

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
	"github.com/privates3/privates3-go/examples/byhand"
)

// Each call into the CDK is a request to another process. The constructs are compared with handwritten code for the same
// template: how many more requests they send, for the first construct of an app and for each further one in the stack.
func TestRequests(t *testing.T) {
	const organization = "o-a1b2c3d4e5"
	office := func() []awsec2.IPeer {
		return []awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}
	}
	for _, test := range []struct {
		name           string
		library        func(stack awscdk.Stack, id string, vpc awsec2.Vpc)
		byHand         func(scope constructs.Construct, id string, props byhand.Props)
		first, further int // more requests than handwritten code
	}{
		{
			name: "GatewayS3Route",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				NewGatewayS3Route(stack, &id, &GatewayS3RouteProps{Vpc: vpc})
			},
			byHand: byhand.Gateway,
			// An L1 takes no subnets: the VPC is asked for them by type, and each of the four for its route table.
			first: 17, further: 7,
		},
		{
			name: "InterfaceS3Link",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				NewInterfaceS3Link(stack, &id, &InterfaceS3LinkProps{Vpc: vpc})
			},
			byHand: byhand.Interface,
			first:  9, further: -2, // the first asks for the partitions that the app is for
		},
		{
			name: "PrivateS3Access",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				NewPrivateS3Access(stack, &id, &PrivateS3AccessProps{Vpc: vpc})
			},
			byHand: byhand.Access,
			first:  13, further: 2, // the first registers the rules with the app, which handwritten code does not
		},
		{
			name: "PrivateS3Access with clients, a policy and a prefix",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				clients := office()
				NewPrivateS3Access(stack, &id, &PrivateS3AccessProps{
					Vpc:          vpc,
					Interface:    &InterfaceS3LinkProps{Clients: &clients},
					Policy:       &EndpointPolicy{Organizations: jsii.Strings(organization)},
					OutputPrefix: &id,
				})
			},
			byHand: func(scope constructs.Construct, id string, props byhand.Props) {
				props.Clients, props.Organization, props.OutputPrefix = office(), organization, id
				byhand.Access(scope, id, props)
			},
			first: 12, further: 0,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			library, byHand := testStack(t), testStack(t)
			props := byhand.Props{}
			for _, construct := range []struct {
				id   string
				more int
			}{{"First", test.first}, {"Second", test.further}} {
				vpc := construct.id + "Vpc"
				libraryVpc := awsec2.NewVpc(library, &vpc, &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
				props.Vpc = awsec2.NewVpc(byHand, &vpc, &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
				got := jsiitest.RequestsOf(t, func() { test.library(library, construct.id, libraryVpc) })
				want := jsiitest.RequestsOf(t, func() {
					if props.GatewayService == nil && test.name != "InterfaceS3Link" {
						props.GatewayService = byhand.GatewayService()
					}
					if props.InterfaceService == nil && test.name != "GatewayS3Route" {
						props.InterfaceService = byhand.InterfaceService(byHand)
					}
					test.byHand(byHand, construct.id, props)
				})
				t.Logf("%s: %d requests, by hand %d", construct.id, len(got), len(want))
				if len(got) != len(want)+construct.more {
					t.Errorf("%s: %d requests, want %d:\n%s\nby hand:\n%s", construct.id, len(got), len(want)+construct.more, lines(got), lines(want))
				}
			}
			if diff := cmp.Diff(templateOf(byHand), templateOf(library)); diff != "" {
				t.Errorf("the templates differ (-by hand +library):\n%s", diff)
			}
		})
	}
}

func lines(requests []jsiitest.Request) string {
	var b strings.Builder
	for _, r := range requests {
		fmt.Fprintf(&b, "\t%s\n", r)
	}
	return b.String()
}

func templateOf(stack awscdk.Stack) map[string]any {
	return *assertions.Template_FromStack(stack, nil).ToJSON()
}
