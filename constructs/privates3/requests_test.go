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

	"github.com/privates3/privates3-go/internal/byhand"
)

// A call into the CDK is a round trip to another process. The constructs are held to make no more of them than the CDK's own
// constructs need for the same template.
func TestRequests(t *testing.T) {
	const organization = "o-a1b2c3d4e5"
	office := func() []awsec2.IPeer {
		return []awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}
	}
	for _, test := range []struct {
		name    string
		library func(stack awscdk.Stack, id string, vpc awsec2.Vpc)
		byHand  func(scope constructs.Construct, id string, props byhand.Props)
	}{
		{
			name: "GatewayS3Route",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				NewGatewayS3Route(stack, &id, &GatewayS3RouteProps{Vpc: vpc})
			},
			byHand: byhand.Gateway,
		},
		{
			name: "InterfaceS3Link",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				NewInterfaceS3Link(stack, &id, &InterfaceS3LinkProps{Vpc: vpc})
			},
			byHand: byhand.Interface,
		},
		{
			name: "PrivateS3Access",
			library: func(stack awscdk.Stack, id string, vpc awsec2.Vpc) {
				NewPrivateS3Access(stack, &id, &PrivateS3AccessProps{Vpc: vpc})
			},
			byHand: byhand.Access,
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
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			library, byHand := testStack(t), testStack(t)
			var props byhand.Props
			for _, id := range []string{"First", "Second"} {
				libraryVpc := awsec2.NewVpc(library, jsii.String(id+"Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
				byHandVpc := awsec2.NewVpc(byHand, jsii.String(id+"Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
				ours := requestsOf(t, func() { test.library(library, id, libraryVpc) })
				theirs := requestsOf(t, func() {
					props.Vpc = byHandVpc
					if props.GatewayService == nil && test.name != "InterfaceS3Link" {
						props.GatewayService = byhand.GatewayService()
					}
					if props.InterfaceService == nil && test.name != "GatewayS3Route" {
						props.InterfaceService = byhand.InterfaceService(byHand)
					}
					test.byHand(byHand, id, props)
				})
				t.Logf("%s in the stack: %d requests, by hand %d\n%s\nby hand\n%s", id, len(ours), len(theirs), list(ours), list(theirs))
			}
			if diff := cmp.Diff(templateOf(byHand), templateOf(library)); diff != "" {
				t.Errorf("the templates differ (-by hand +library):\n%s", diff)
			}
		})
	}
}

func list(requests []request) string {
	var b strings.Builder
	for _, r := range requests {
		fmt.Fprintf(&b, "\t%s\n", r)
	}
	return b.String()
}

func templateOf(stack awscdk.Stack) map[string]any {
	return *assertions.Template_FromStack(stack, nil).ToJSON()
}
