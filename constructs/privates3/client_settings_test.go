package privates3

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsssm"
	"github.com/aws/jsii-runtime-go"
	"github.com/google/go-cmp/cmp"
)

func TestClientSettings(t *testing.T) {
	stack := testStack(t)
	link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack), CreateOutputs: jsii.Bool(false)})
	exports := *link.ClientExports()
	for key, value := range map[string]*string{"Export0": exports[0], "Export1": exports[1], "Config": link.ClientConfig(jsii.String("s3-link"))} {
		awscdk.NewCfnOutput(stack, jsii.String(key), &awscdk.CfnOutputProps{Value: value})
	}
	const host = "vpce-0e25b8cdd720f900e-argc85vg.s3.eu-west-1.vpce.amazonaws.com"
	aws := deployed{dnsEntries: []any{"Z38GZ743OKFT7T:*." + host}}
	got := map[string]any{}
	for key, output := range templateOf(stack)["Outputs"].(map[string]any) {
		got[key] = aws.value(t, output.(map[string]any)["Value"])
	}
	want := map[string]any{
		"Export0": "export AWS_ENDPOINT_URL_S3=https://bucket." + host,
		"Export1": "export AWS_ENDPOINT_URL_S3_CONTROL=https://control." + host,
		"Config":  "[services s3-link]\ns3 =\n  endpoint_url = https://bucket." + host + "\ns3_control =\n  endpoint_url = https://control." + host + "\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings differ (-want +got):\n%s", diff)
	}
}

// The order of a Go map changes from one run to the next; that of a template must not.
func TestClientSettingsAreTheSameInEachSynth(t *testing.T) {
	var first string
	for range 8 {
		stack := testStack(t)
		link := NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)})
		userData := awsec2.UserData_ForLinux(nil)
		userData.AddCommands(*link.ClientExports()...)
		userData.AddCommands(link.ClientConfig(jsii.String("s3-link")))
		awscdk.NewCfnResource(stack, jsii.String("Workload"), &awscdk.CfnResourceProps{
			Type:       jsii.String("Test::Work::Load"),
			Properties: &map[string]any{"UserData": userData.Render(), "Environment": link.ClientEnvironment()},
		})
		awsssm.NewStringParameter(stack, jsii.String("Url"), &awsssm.StringParameterProps{StringValue: link.BucketEndpointUrl()})
		text, err := os.ReadFile(filepath.Join(*awscdk.App_Of(stack).Synth(nil).Directory(), "Stack.template.json"))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(text)
		} else if diff := cmp.Diff(first, string(text)); diff != "" {
			t.Fatalf("a further synth differs (-first +further):\n%s", diff)
		}
	}
}

func TestBadInputOfClientConfig(t *testing.T) {
	config := func(name *string) func(awscdk.Stack) {
		return func(stack awscdk.Stack) {
			NewInterfaceS3Link(stack, jsii.String("Link"), &InterfaceS3LinkProps{Vpc: isolatedVpc(stack)}).ClientConfig(name)
		}
	}
	const wrong = ` is not a name for a services section. Use letters, digits, "_" and "-", such as "s3-link".`
	runBadInput(t, []badInput{
		{name: "nil", bad: config(nil), want: []string{"name: nil" + wrong}, nearMiss: config(jsii.String("s3-link"))},
		{name: "a bracket", bad: config(jsii.String("a]")), want: []string{`name: "a]"` + wrong}, nearMiss: config(jsii.String("a_9"))},
	})
}
