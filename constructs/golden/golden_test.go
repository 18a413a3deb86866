package golden

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/jsiitest"
)

func TestMain(m *testing.M) { jsiitest.Main(m) }

// recorder is a test whose failures are looked at.
type recorder struct {
	testing.TB
	failures []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}

func (r *recorder) Error(args ...any) { r.Errorf("%s", fmt.Sprint(args...)) }

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	panic(r)
}

func (r *recorder) Fatal(args ...any) { r.Fatalf("%s", fmt.Sprint(args...)) }

// failure runs f with a recorder and returns what it was told, "" if nothing.
func failure(f func(t testing.TB)) string {
	r := &recorder{}
	func() {
		defer func() { _ = recover() }()
		f(r)
	}()
	return strings.Join(r.failures, "\n")
}

func TestPlainText(t *testing.T) {
	t.Chdir(t.TempDir())
	if got := failure(func(t testing.TB) { Text(t, false, "note.txt", "one\n") }); !strings.Contains(got, "Run the test with -update to write it") {
		t.Errorf("a missing file is reported as %q", got)
	}
	Text(t, true, "note.txt", "one\n")
	Text(t, false, "note.txt", "one\n")
	if got := failure(func(t testing.TB) { Text(t, false, "note.txt", "two\n") }); !strings.Contains(got, "testdata/note.txt differs") {
		t.Errorf("a difference is reported as %q", got)
	}
}

func TestAppWithoutContext(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("cdk.json", []byte(`{"app": "go run ."}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := App(t, ".", map[string]any{"flag": "test"}).Node().TryGetContext(jsii.String("flag")); got != "test" {
		t.Errorf("the context is %v, want the test's", got)
	}
}

func TestPlainAppWithoutCdkJson(t *testing.T) {
	if got := failure(func(r testing.TB) { App(r, t.TempDir(), nil) }); got == "" {
		t.Error("an app without cdk.json is accepted")
	}
}

func TestTemplate(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("cdk.json", []byte(`{"context": {"flag": "file", "other": "file"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	app := App(t, ".", map[string]any{"flag": "test"})
	if flag, other := app.Node().TryGetContext(jsii.String("flag")), app.Node().TryGetContext(jsii.String("other")); flag != "test" || other != "file" {
		t.Errorf("the context is %v and %v, want the test's and the file's", flag, other)
	}
	if err := os.WriteFile("cdk.context.json", []byte(`{"flag": "lookup", "other": "lookup"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	app = App(t, ".", map[string]any{"flag": "test"})
	if flag, other := app.Node().TryGetContext(jsii.String("flag")), app.Node().TryGetContext(jsii.String("other")); flag != "test" || other != "lookup" {
		t.Errorf("the context is %v and %v, want the test's and the lookup's", flag, other)
	}
	stack := awscdk.NewStack(app, jsii.String("Stack"), nil)
	awscdk.NewCfnResource(stack, jsii.String("One"), &awscdk.CfnResourceProps{Type: jsii.String("Test::One::Thing")})
	Template(t, true, "stack", stack)
	Template(t, false, "stack", stack)

	other := awscdk.NewStack(App(t, ".", nil), jsii.String("Stack"), nil)
	awscdk.NewCfnResource(other, jsii.String("Two"), &awscdk.CfnResourceProps{Type: jsii.String("Test::Two::Thing")})
	if got := failure(func(r testing.TB) { Template(r, false, "stack", other) }); !strings.Contains(got, "- Resources.One.Type: \"Test::One::Thing\"\n") || !strings.Contains(got, "+ Resources.Two.Type: \"Test::Two::Thing\"") {
		t.Errorf("a further resource is reported as %q", got)
	}

	written, err := os.ReadFile("testdata/stack.template.json")
	if err != nil || !strings.Contains(string(written), "\n    \"One\": {\n      \"Type\": \"Test::One::Thing\"\n") {
		t.Errorf("the file is %s, %v", written, err)
	}
}
