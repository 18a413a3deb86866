package deploy

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// cli is the CDK CLI that README.md names.
const cli = "aws-cdk@2.1148.1"

// everything is all stacks of an app, those of its stages too.
const everything = "**"

// app is a CDK app, as the CLI runs it.
type app struct {
	*cloud
	dir    string   // the folder of its cdk.json
	args   []string // context, and what else every command is given
	binary string
}

// change is an edit of an app's source: what stands there once, and what stands there instead.
type change struct{ old, new string }

// exampleApp is one of the examples, with changes of its sources.
func exampleApp(t *testing.T, c *cloud, name string, changes ...change) *app {
	t.Helper()
	root := rootDir(t)
	folder := filepath.Join(root, "examples", name)
	built := &app{cloud: c, dir: root}
	if exists(filepath.Join(folder, "cdk.json")) {
		// The CLI writes what it looks up beside cdk.json: to a copy, and from nothing.
		built.dir = t.TempDir()
		settings, err := os.ReadFile(filepath.Join(folder, "cdk.json"))
		must(t, err)
		must(t, os.WriteFile(filepath.Join(built.dir, "cdk.json"), settings, 0o600))
	}
	module := root
	if exists(filepath.Join(folder, "go.mod")) {
		module = folder
	}
	built.binary = build(t, module, folder, changes)
	return built
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// rootDir is the library's own module.
func rootDir(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	must(t, err)
	return root
}

// build compiles the program in a folder. Changed sources lie beside the module, not in it.
func build(t *testing.T, module, folder string, changes []change) string {
	t.Helper()
	sources, err := filepath.Glob(filepath.Join(folder, "*.go"))
	must(t, err)
	dir := t.TempDir()
	replaced, made := map[string]string{}, map[change]int{}
	for i, source := range sources {
		text, err := os.ReadFile(source)
		must(t, err)
		changed := string(text)
		for _, c := range changes {
			made[c] += strings.Count(changed, c.old)
			changed = strings.ReplaceAll(changed, c.old, c.new)
		}
		if changed != string(text) {
			replaced[source] = filepath.Join(dir, fmt.Sprintf("%d.go", i))
			must(t, os.WriteFile(replaced[source], []byte(changed), 0o600))
		}
	}
	for _, c := range changes {
		if made[c] != 1 {
			t.Fatalf("%s has %q %d times, expected once", folder, c.old, made[c])
		}
	}
	overlay := filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": replaced})
	must(t, err)
	must(t, os.WriteFile(overlay, text, 0o600))

	binary := filepath.Join(dir, "app")
	if runtime.GOOS == "windows" {
		binary += ".exe"
	}
	command := exec.Command("go", "build", "-overlay", overlay, "-o", binary, folder)
	command.Dir = module
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go build %s: %v\n%s", folder, err, output)
	}
	return binary
}

// assembly is where the CLI puts what the app synthesises.
func (a *app) assembly() string { return filepath.Join(filepath.Dir(a.binary), "cdk.out") }

// template is what the app last synthesised for a stack.
func (a *app) template(t *testing.T, stack string) (parsed map[string]map[string]any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(a.assembly(), stack+".template.json"))
	must(t, err)
	must(t, json.Unmarshal(text, &parsed))
	return parsed
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
	args = append([]string{"--yes", cli, "--app", a.binary, "--output", a.assembly()}, append(args, a.args...)...)
	command := exec.Command("npx", args...)
	command.Dir, command.Env = a.dir, a.environment
	output, err := command.CombinedOutput()
	return string(output), err
}

// bootstrap prepares the account and the Region, as every CDK app needs it once.
func (c *cloud) bootstrap(t *testing.T, args ...string) {
	t.Helper()
	args = append([]string{"--yes", cli, "bootstrap", "aws://" + c.account + "/" + c.region}, args...)
	command := exec.Command("npx", args...)
	command.Dir, command.Env = t.TempDir(), c.environment
	if output, err := command.CombinedOutput(); err != nil {
		t.Fatalf("cdk bootstrap: %v\n%s", err, output)
	}
}

// deploy deploys all stacks. They are destroyed if the test fails, as far as that is possible.
func (a *app) deploy(t *testing.T) {
	t.Helper()
	stands := *a
	t.Cleanup(func() {
		if t.Failed() {
			_, _ = stands.try("destroy", everything, "--force")
		}
	})
	a.run(t, "deploy", everything, "--method", "direct", "--require-approval", "never")
}

// changes says whether the app would change what is deployed.
func (a *app) changes(t *testing.T) bool {
	t.Helper()
	output, err := a.try("diff", everything, "--method", "template", "--fail")
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
	a.run(t, "destroy", everything, "--force")
}
