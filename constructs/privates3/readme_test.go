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
	"github.com/privates3/privates3-go/constructs/privates3"
)

func TestReadmeLines(t *testing.T) {
	stack := awscdk.NewStack(golden.App(t, "../..", nil), jsii.String("Stack"), nil)
	otherVpc := awsec2.NewVpc(stack, jsii.String("OtherVpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	// README begins
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})

	// Workloads in the VPC keep the usual bucket names and use the gateway endpoint; the office uses the interface endpoint.
	access := privates3.NewPrivateS3Access(stack, jsii.String("S3"), &privates3.PrivateS3AccessProps{
		Vpc: vpc,
		Interface: &privates3.InterfaceS3LinkProps{
			Clients: &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.168.0.0/16"))}, // over Direct Connect
		},
	})
	awscdk.Tags_Of(access).Add(jsii.String("team"), jsii.String("storage"), nil)
	awscdk.NewCfnOutput(stack, jsii.String("ForTheOffice"), &awscdk.CfnOutputProps{Value: access.Interface().BucketEndpointUrl()})

	// With these environment variables, a workload uses the interface endpoint.
	link := privates3.NewInterfaceS3Link(stack, jsii.String("Link"), &privates3.InterfaceS3LinkProps{Vpc: otherVpc})
	var env *map[string]*string = link.ClientEnvironment() // AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL_S3_CONTROL
	// README ends

	awscdk.NewCfnOutput(stack, jsii.String("Environment"), &awscdk.CfnOutputProps{Value: (*env)["AWS_ENDPOINT_URL_S3"]})
	golden.Template(t, flag.Lookup("update").Value.String() == "true", "readme", stack)
}

func TestReadmeSaysWhatIsTested(t *testing.T) {
	source, err := os.ReadFile("readme_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(source), "// README begins\n")
	lines, _, _ := strings.Cut(rest, "\t// README ends")
	lines = strings.ReplaceAll(strings.TrimPrefix(lines, "\t"), "\n\t", "\n")

	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(readme), lines) {
		t.Errorf("README.md does not have the lines of TestReadmeLines:\n%s", lines)
	}
}
