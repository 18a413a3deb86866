package deploy

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// cli is the CDK CLI that README.md names.
const cli = "aws-cdk@2.1148.1"

// allStacks selects the stacks of an app and of its stages.
const allStacks = "**"

// cdk runs the CDK CLI and returns what it prints.
func cdk(dir string, environment []string, args ...string) (string, error) {
	command := exec.Command("npx", append([]string{"--yes", cli}, args...)...)
	command.Dir = dir
	command.Env = append(environment,
		"NO_COLOR=1",
		"CDK_VALIDATION=false", // the test of each example has it on and strict
		"JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=1",
	)
	output, err := command.CombinedOutput()
	return string(output), err
}

// bootstrap prepares the account and the Region, as every CDK app needs it once.
func (c *cloud) bootstrap(t *testing.T, args ...string) {
	t.Helper()
	args = append([]string{"bootstrap", "aws://" + c.account + "/" + c.region}, args...)
	if output, err := cdk(t.TempDir(), c.environment, args...); err != nil {
		t.Fatalf("cdk bootstrap: %v\n%s", err, output)
	}
}

// app is a compiled CDK app.
type app struct {
	binary      string
	dir         string   // the folder of its cdk.json
	environment []string // of the CLI
	args        []string // of every command, such as context
}

// change is an edit of an app's source: the text to replace, which occurs once, and its replacement.
type change struct{ old, new string }

// exampleApp compiles an example with changes of its source.
func exampleApp(t *testing.T, c *cloud, name string, changes ...change) *app {
	t.Helper()
	root := rootDir(t)
	folder := filepath.Join(root, "examples", name)
	built := &app{dir: root, environment: c.environment}
	if settings, err := os.ReadFile(filepath.Join(folder, "cdk.json")); err == nil {
		// The CLI writes lookups beside cdk.json. A copy of the file keeps them out of the example, and the example's out of the test.
		built.dir = t.TempDir()
		must(t, os.WriteFile(filepath.Join(built.dir, "cdk.json"), settings, 0o600))
	}
	built.binary = build(t, folder, changes...)
	return built
}

// rootDir returns the folder of the library's module.
func rootDir(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	must(t, err)
	return root
}

// build compiles the program in a folder. An overlay holds the changed sources, so that the checkout stays as it is.
func build(t *testing.T, folder string, changes ...change) (binary string) {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join(folder, "*.go"))
	must(t, err)
	dir := t.TempDir()
	replaced, found := map[string]string{}, map[change]int{}
	for i, source := range sources {
		text, err := os.ReadFile(source)
		must(t, err)
		changed := string(text)
		for _, c := range changes {
			found[c] += strings.Count(changed, c.old)
			changed = strings.ReplaceAll(changed, c.old, c.new)
		}
		if changed != string(text) {
			replaced[source] = filepath.Join(dir, fmt.Sprintf("%d.go", i))
			must(t, os.WriteFile(replaced[source], []byte(changed), 0o600))
		}
	}
	for _, c := range changes {
		if found[c] != 1 {
			t.Fatalf("%s has %q %d times, want once", folder, c.old, found[c])
		}
	}
	overlay := filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": replaced})
	must(t, err)
	must(t, os.WriteFile(overlay, text, 0o600))

	binary = filepath.Join(dir, "app")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	command := exec.Command("go", "build", "-overlay", overlay, "-o", binary, ".")
	command.Dir = folder
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", folder, err, output)
	}
	return binary
}

// assembly returns the folder of the cloud assembly that the app last synthesized.
func (a *app) assembly() string { return filepath.Join(filepath.Dir(a.binary), "cdk.out") }

func (a *app) try(args ...string) (string, error) {
	args = append([]string{"--app", a.binary, "--output", a.assembly()}, append(args, a.args...)...)
	return cdk(a.dir, a.environment, args...)
}

func (a *app) run(t *testing.T, args ...string) {
	t.Helper()
	if output, err := a.try(args...); err != nil {
		t.Fatalf("cdk %s: %v\n%s", strings.Join(args, " "), err, output)
	}
}

// deploy deploys all stacks. If the test fails they are destroyed, as far as possible.
func (a *app) deploy(t *testing.T) {
	t.Helper()
	deployed := *a
	t.Cleanup(func() {
		if t.Failed() {
			_, _ = deployed.try("destroy", allStacks, "--force")
		}
	})
	a.run(t, "deploy", allStacks, "--method", "direct", "--require-approval", "never")
}

func (a *app) destroy(t *testing.T) {
	t.Helper()
	a.run(t, "destroy", allStacks, "--force")
}

// difference is what cdk diff prints.
type difference struct {
	any      bool
	replaced map[string]string // the resources that the change replaces: construct path by logical id
}

// replacement is a line of cdk diff: a resource's type, construct path and logical id. The CLI knows what replaces a resource
// from CloudFormation's resource specification.
var replacement = regexp.MustCompile(`(?m)^\[~\] \S+ (\S+) (\S+) replace$`)

// diff compares the app with what is deployed, or with a template.
func (a *app) diff(t *testing.T, args ...string) difference {
	t.Helper()
	output, err := a.try(append([]string{"diff", allStacks, "--fail", "--method", "template"}, args...)...)
	if err != nil && !strings.Contains(output, "Number of stacks with differences:") {
		t.Fatalf("cdk diff: %v\n%s", err, output)
	}
	found := difference{any: err != nil, replaced: map[string]string{}}
	for _, match := range replacement.FindAllStringSubmatch(output, -1) {
		found.replaced[match[2]] = match[1]
	}
	return found
}
