package privates3_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/golden"
	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/privates3"
)

// README begins
func NewNetworkStack(app awscdk.App, id string) awscdk.Stack {
	stack := awscdk.NewStack(app, &id, nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), nil)

	// Workloads in the VPC keep the usual bucket names and use the gateway endpoint; the office uses the interface endpoint.
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: vpc,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // over Direct Connect
		},
	})
	awscdk.Tags_Of(access).Add(jsii.String("team"), jsii.String("storage"), nil)
	awscdk.NewCfnOutput(stack, jsii.String("ForTheOffice"), &awscdk.CfnOutputProps{Value: access.Interface().BucketEndpointUrl()})
	return stack
}

// README ends

func TestReadmeProgram(t *testing.T) {
	golden.Template(t, flag.Lookup("update").Value.String() == "true", "readme", NewNetworkStack(jsiitest.ShareValidation(golden.App(t, "../..", nil), templatetest.All()), "Network"))
}

func TestReadmeSaysWhatIsTested(t *testing.T) {
	source, err := os.ReadFile("readme_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(source), "// README begins\n")
	lines, _, _ := strings.Cut(rest, "\n// README ends")

	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), lines) {
		t.Errorf("README.md does not have this function:\n%s", lines)
	}
}
