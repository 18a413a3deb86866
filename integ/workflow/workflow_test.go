// Package workflow tests the GitHub workflows as far as that is possible without GitHub: it lints them, and runs the commands of
// the app repository's workflow on a pull request, with a gh that keeps comments in a file.
package workflow

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

const appRepo = "../../examples/app-repo"

func workflows() []string {
	return []string{"../../.github/workflows/ci.yml", appRepo + "/.github/workflows/ci.yml"}
}

func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "gh" {
		if err := gh(os.Args[1:]); err != nil {
			_, _ = io.WriteString(os.Stderr, "gh: "+err.Error()+"\n")
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func TestLint(t *testing.T) {
	for _, file := range workflows() {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		problems, err := linter.Lint(file, content, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			t.Errorf("%s:%d:%d: %s", file, p.Line, p.Column, p.Message)
		}
	}
}

// Actions are pinned to a commit, with the tag for people.
func TestActionsArePinned(t *testing.T) {
	pinned := regexp.MustCompile(`^[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	for _, file := range workflows() {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		uses := regexp.MustCompile(`(?m)uses: (.*)$`).FindAllStringSubmatch(string(content), -1)
		for _, use := range uses {
			if !pinned.MatchString(use[1]) {
				t.Errorf("%s: %s is not pinned to a commit", file, use[1])
			}
		}
		if len(uses) == 0 {
			t.Errorf("%s uses no actions", file)
		}
	}
}

// commands returns the commands of the only job of a workflow.
func commands(t *testing.T, file string) (list []string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	workflow, problems := actionlint.Parse(content)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, step := range workflow.Jobs["run"].Steps {
		if run, ok := step.Exec.(*actionlint.ExecRun); ok {
			list = append(list, run.Run.Value)
		}
	}
	return list
}

// repository is a clone of the app repository on a machine of GitHub's.
type repository struct {
	dir, temp string
	env       []string
}

func (r repository) run(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), r.env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (r repository) commit(t *testing.T, message string) {
	t.Helper()
	r.run(t, "git", "add", "--all")
	r.run(t, "git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", message)
}

func (r repository) edit(t *testing.T, file, old, replacement string) {
	t.Helper()
	path := filepath.Join(r.dir, file)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(content, []byte(old)) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(path, bytes.Replace(content, []byte(old), []byte(replacement), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}

// comments returns what the pull request shows.
func (r repository) comments(t *testing.T) (list []comment) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(r.temp, "comments.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(list, func(c comment) bool { return c.User.Login != bot })
}

// newRepository returns the app repository, with the library and the command of this one.
func newRepository(t *testing.T) repository {
	t.Helper()
	if testing.Short() {
		t.Skip("synthesizes apps")
	}
	for _, tool := range []string{"git", "bash", "npx"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("NOT TESTED: there is no %s on the PATH", tool)
		}
	}
	bin := t.TempDir()
	r := repository{dir: filepath.Join(t.TempDir(), "network"), temp: t.TempDir()}
	r.env = []string{
		"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "RUNNER_TEMP=" + r.temp, "NUMBER=7", "GH_TOKEN=none",
		"GITHUB_REPOSITORY=acme/network", "GITHUB_STEP_SUMMARY=" + filepath.Join(r.temp, "summary.md"), stateVariable + "=" + filepath.Join(r.temp, "comments.json"),
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "gh")); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-C", "../../constructs/cmd/privates3", "-o", filepath.Join(bin, "privates3"), ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.CopyFS(r.dir, os.DirFS(appRepo)); err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, unwanted := range []string{"cdk.out", "network"} {
		_ = os.RemoveAll(filepath.Join(r.dir, unwanted))
	}
	r.run(t, "go", "mod", "edit", "-replace", "github.com/privates3/privates3-go="+root)
	r.run(t, "git", "init", "--quiet")
	r.commit(t, "Start")
	return r
}

func TestPullRequest(t *testing.T) {
	r := newRepository(t)
	r.edit(t, "network_stack.go", "NatGateways: jsii.Number(1)", "NatGateways: jsii.Number(0)")
	r.run(t, "go", "test", ".", "-update")
	r.commit(t, "Isolate the private subnets")
	installed := false
	for _, command := range commands(t, workflows()[1]) {
		if strings.HasPrefix(command, "go install github.com/privates3/privates3-go/constructs/cmd/privates3@v") {
			installed = true // the command of this repository stands in
			continue
		}
		t.Logf("$ %s\n%s", command, r.run(t, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command))
	}
	if !installed {
		t.Error("the workflow does not install the command")
	}
	if summary, err := os.ReadFile(filepath.Join(r.temp, "summary.md")); err != nil || !bytes.Contains(summary, []byte("| gateway |")) {
		t.Errorf("the summary is %s, %v", summary, err)
	}
	var report struct {
		Version string
		Runs    []struct {
			Tool struct{ Driver struct{ Name string } }
		}
	}
	if data, err := os.ReadFile(filepath.Join(r.dir, "privates3.sarif")); err != nil || json.Unmarshal(data, &report) != nil || report.Version != "2.1.0" || report.Runs[0].Tool.Driver.Name != "privates3" {
		t.Errorf("SARIF is %+v, %v", report, err)
	}
	first := r.comments(t)
	if len(first) != 1 || !strings.Contains(first[0].Body, "| new | gateway | ") {
		t.Fatalf("the comments are %+v", first)
	}

	base := filepath.Join(r.temp, "base", "cdk.out")
	r.run(t, ".github/comment.sh", "cdk.out", base)
	second := r.comments(t)
	if len(second) != 1 || second[0].Id != first[0].Id || second[0].Body == first[0].Body {
		t.Errorf("a later run leaves the comments %+v, want the first one, updated", second)
	}
	r.run(t, ".github/comment.sh", base, base)
	r.run(t, ".github/comment.sh", base, base)
	if left := r.comments(t); len(left) != 0 {
		t.Errorf("nothing changes, and the comments are %+v", left)
	}
}
