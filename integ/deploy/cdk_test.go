package deploy

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// cli is the CDK CLI that README.md names.
const cli = "aws-cdk@2.1148.1"

// app is a CDK app, as the CLI runs it.
type app struct {
	*cloud
	dir    string   // the folder of its cdk.json
	args   []string // context, and what else every command is given
	binary string
}

// change is an edit of an app's source: what stands there once, and what stands there instead.
type change struct{ old, new string }

// exampleApp is one of the examples, with changes of its main.go.
func exampleApp(t *testing.T, c *cloud, name string, changes ...change) *app {
	t.Helper()
	root := rootDir(t)
	built := &app{cloud: c, dir: root}
	built.binary = build(t, root, "./examples/"+name, filepath.Join(root, "examples", name, "main.go"), changes)
	return built
}

// rootDir is the library's own module.
func rootDir(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	must(t, err)
	return root
}

// build compiles a program. A changed source lies beside the module, not in it.
func build(t *testing.T, module, program, source string, changes []change) string {
	t.Helper()
	text, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	changed := string(text)
	for _, c := range changes {
		if n := strings.Count(changed, c.old); n != 1 {
			t.Fatalf("%s has %q %d times, expected once", source, c.old, n)
		}
		changed = strings.Replace(changed, c.old, c.new, 1)
	}
	dir := t.TempDir()
	beside, overlay := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json")
	replaced, err := json.Marshal(map[string]any{"Replace": map[string]string{source: beside}})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(beside, []byte(changed), 0o600), os.WriteFile(overlay, replaced, 0o600)); err != nil {
		t.Fatal(err)
	}

	binary := filepath.Join(dir, "app")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	command := exec.Command("go", "build", "-overlay", overlay, "-o", binary, program)
	command.Dir = module
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", program, err, output)
	}
	return binary
}

// run is a command of the CDK CLI that succeeds, and what it prints.
func (a *app) run(t *testing.T, args ...string) string {
	t.Helper()
	output, err := a.try(args...)
	if err != nil {
		t.Fatalf("cdk %s: %v\n%s", strings.Join(args, " "), err, output)
	}
	return output
}

func (a *app) try(args ...string) (string, error) {
	args = append([]string{"--yes", cli, "--app", a.binary, "--output", filepath.Join(filepath.Dir(a.binary), "cdk.out")}, append(args, a.args...)...)
	command := exec.Command("npx", args...)
	command.Dir, command.Env = a.dir, a.environment
	output, err := command.CombinedOutput()
	return string(output), err
}

// bootstrap prepares the account and the Region, as every CDK app needs it once.
func (c *cloud) bootstrap(t *testing.T, environments ...string) {
	t.Helper()
	if len(environments) == 0 {
		environments = []string{"aws://" + c.account + "/" + c.region}
	}
	command := exec.Command("npx", append([]string{"--yes", cli, "bootstrap"}, environments...)...)
	command.Dir, command.Env = t.TempDir(), c.environment
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("cdk bootstrap: %v\n%s", err, output)
	}
}

func (a *app) deploy(t *testing.T, args ...string) string {
	t.Helper()
	return a.run(t, append([]string{"deploy", "--all", "--method", "direct", "--require-approval", "never"}, args...)...)
}

// changes says whether the app would change what is deployed.
func (a *app) changes(t *testing.T) bool {
	t.Helper()
	output, err := a.try("diff", "--all", "--method", "template", "--fail")
	switch {
	case err == nil:
		return false
	case strings.Contains(output, "Number of stacks with differences:"):
		return true
	}
	t.Fatalf("cdk diff: %v\n%s", err, output)
	return false
}

func (a *app) destroy(t *testing.T) {
	t.Helper()
	a.run(t, "destroy", "--all", "--force")
}
