package golden

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

func TestMain(m *testing.M) { Main(m) }

// recorder is a test that keeps its failures.
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

// failure runs f and returns why it fails or panics, "" if it does neither.
func failure(f func(t testing.TB)) string {
	r := &recorder{}
	func() {
		defer func() {
			if raised := recover(); raised != nil && raised != any(r) {
				r.Errorf("%v", raised)
			}
		}()
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

func TestTemplate(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "cdk.json", `{}`)
	stack := awscdk.NewStack(App(t, ".", nil), jsii.String("Stack"), nil)
	awscdk.NewCfnResource(stack, jsii.String("One"), &awscdk.CfnResourceProps{
		Type: jsii.String("Test::One::Thing"), Properties: &map[string]any{"Text": "<&>"},
	})
	Template(t, true, "stack", stack)
	Template(t, false, "stack", stack)

	other := awscdk.NewStack(App(t, ".", nil), jsii.String("Stack"), nil)
	awscdk.NewCfnResource(other, jsii.String("Two"), &awscdk.CfnResourceProps{Type: jsii.String("Test::Two::Thing")})
	if got := failure(func(r testing.TB) { Template(r, false, "stack", other) }); !strings.Contains(got, "- Resources.One.Type: \"Test::One::Thing\"\n") || !strings.Contains(got, "+ Resources.Two.Type: \"Test::Two::Thing\"") {
		t.Errorf("a further resource is reported as %q", got)
	}

	written, err := os.ReadFile("testdata/stack.template.json")
	if want := "\n    \"One\": {\n      \"Properties\": {\n        \"Text\": \"<&>\"\n      },\n      \"Type\": \"Test::One::Thing\"\n"; err != nil || !strings.Contains(string(written), want) {
		t.Errorf("the file is %s, %v", written, err)
	}
}
