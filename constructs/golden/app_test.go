package golden

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func TestPlainAppWithoutCdkJson(t *testing.T) {
	if got := failure(func(r testing.TB) { App(r, t.TempDir(), nil) }); got == "" {
		t.Error("an app without cdk.json is accepted")
	}
}

func TestAppWithoutContext(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "cdk.json", `{"app": "go run ."}`)
	if got := App(t, ".", map[string]any{"flag": "test"}).Node().TryGetContext(jsii.String("flag")); got != "test" {
		t.Errorf("the context is %v, want the test's", got)
	}
}

// The other test runs in a process that cannot start Node.
func TestPlainAppWithoutNode(t *testing.T) {
	test := exec.Command(os.Args[0], "-test.run=^TestAppWithoutContext$")
	test.Env = append(os.Environ(), "JSII_NODE=no-such-program")
	output, err := test.CombinedOutput()
	if err == nil || !strings.Contains(string(output), `cannot start the CDK: exec: "no-such-program": executable file not found in $PATH. It needs Node.js, as the program "node" on the PATH.`) {
		t.Errorf("without Node, a test prints %s (%v)", output, err)
	}
}

func TestContextTakesPrecedence(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "cdk.json", `{"context": {"flag": "file", "other": "file"}}`)
	app := App(t, ".", map[string]any{"flag": "test"})
	if flag, other := app.Node().TryGetContext(jsii.String("flag")), app.Node().TryGetContext(jsii.String("other")); flag != "test" || other != "file" {
		t.Errorf("the context is %v and %v, want the test's and the file's", flag, other)
	}
	write(t, "cdk.context.json", `{"flag": "lookup", "other": "lookup"}`)
	app = App(t, ".", map[string]any{"flag": "test"})
	if flag, other := app.Node().TryGetContext(jsii.String("flag")), app.Node().TryGetContext(jsii.String("other")); flag != "test" || other != "lookup" {
		t.Errorf("the context is %v and %v, want the test's and the lookup's", flag, other)
	}
}

// The CDK validates templates, strictly as cdk.json says, unless the tests run with -short.
func TestValidation(t *testing.T) {
	app := App(t, "../..", nil)
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	awscdk.NewCfnResource(stack, jsii.String("Topic"), &awscdk.CfnResourceProps{
		Type: jsii.String("AWS::SNS::Topic"), Properties: &map[string]any{"NoProperty": "value"},
	})
	failed := failure(func(testing.TB) { app.Synth(nil) }) != ""
	if want := !testing.Short(); failed != want {
		t.Errorf("a template with an unknown property fails the synth: %t, want %t", failed, want)
	}
}
