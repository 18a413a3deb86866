// Package golden compares templates that tests synthesize with files under testdata, in readable JSON.
//
// The flag that rewrites the files belongs to the test that uses this package:
//
//	var update = flag.Bool("update", false, "rewrite the golden files in testdata")
//
//	func TestMain(m *testing.M) { golden.Main(m) }
//
//	func TestTemplate(t *testing.T) {
//		stack := NewNetworkStack(golden.App(t, ".", nil), "Network")
//		golden.Template(t, *update, "network", stack)
//	}
package golden

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/assertions"
)

// Template synthesizes the stack's app and compares the stack's template with testdata/<name>.template.json, or writes that
// file if update is true. If they differ, the test fails and lists the differences, each with its place in the template. If there are
// more than 60, each resource that only one of the templates has is one line with its type.
// Before the differences, it lists every VPC endpoint that deploying the change would replace or remove, because a replaced
// interface endpoint has new DNS names.
//
// The template does not contain the stack's own name. If it changes, CloudFormation creates another stack with endpoints of
// its own, but the test fails only if the template contains the name elsewhere, such as in tags.
//
// In the file, the hash of each asset is replaced by a number. Otherwise, every CDK upgrade that changes the CDK's own
// Lambda functions, and every change to your own code, would change the file. Assets are the files and container images that
// the assembly's *.assets.json files list. They are numbered in the order in which they occur in the template, so an S3Key
// becomes "<asset 1>.zip" and an image tag becomes "<asset 2>". Any other string stays as it is, even if it looks like a
// hash. The template of a nested stack is an asset of its parent: compare it with a separate call.
//
// "cdk diff" decides whether a changed property replaces an endpoint, based on AWS's specification of the resource. It is
// run with npx, and only if an endpoint or a resource that it refers to has changed. If it cannot be run, the failure says
// that replacements are unknown. It compares values as they are written: a value that is written differently but resolves to
// the same value counts as changed.
// See https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html.
func Template(t testing.TB, update bool, name string, stack awscdk.Stack) {
	t.Helper()
	file := filepath.Join("testdata", name+".template.json")
	got := synthesize(t, name, stack)
	before, err := parse(stored(t, update, file, got))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	after, err := parse(got)
	if err != nil {
		t.Fatal(err)
	}
	if found := differences(before.all, after.all); len(found) > 0 {
		lines := append(endpointChanges(before, after, paths(stack)), fmt.Sprintf(differ, file))
		t.Error(strings.Join(append(lines, found...), "\n"))
	}
}

// Text compares got with testdata/<name>, or writes that file if update is true. If they differ, the test fails with the
// first line that differs.
func Text(t testing.TB, update bool, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if want := stored(t, update, file, got); want != got {
		t.Errorf(differ+"\n%s", file, differentLine(want, got))
	}
}

// differentLine returns the first line that differs, in both texts.
func differentLine(want, got string) string {
	wanted, lines := strings.Split(want, "\n"), strings.Split(got, "\n")
	first := 0
	for first < min(len(wanted), len(lines)) && wanted[first] == lines[first] {
		first++
	}
	line := func(sign string, text []string) string {
		if first == len(text) {
			return sign + "(the end)"
		}
		return sign + text[first]
	}
	return fmt.Sprintf("line %d:\n%s\n%s", first+1, line("-", wanted), line("+", lines))
}

const differ = "%s differs (-want +got). If the change is intentional, run the test with -update."

// stored returns the content of the file, which is got if update is true.
func stored(t testing.TB, update bool, file, got string) string {
	t.Helper()
	if update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return got
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v. Run the test with -update to write it.", err)
	}
	return string(want)
}

// synthesize returns the stack's template as it stands in its file.
func synthesize(t testing.TB, name string, stack awscdk.Stack) string {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("cannot synthesize %s: %v", name, r)
		}
	}()
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(assertions.Template_FromStack(stack, nil).ToJSON()); err != nil {
		t.Fatal(err)
	}
	hashes, err := assetHashes(*awscdk.Stage_Of(stack).Synth(nil).Directory()) // synthesized already
	if err != nil {
		t.Fatal(err)
	}
	return numberAssets(text.String(), hashes)
}
