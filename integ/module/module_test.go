// Package module tests the library the way that users get it: packed as the Go module proxy packs it, and imported by an
// app repository.
package module

import (
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

const library = "github.com/privates3/privates3-go"

// required are the modules that the library's go.mod may name itself.
var required = []string{
	"github.com/aws/aws-cdk-go/awscdk/v2",
	"github.com/aws/constructs-go/constructs/v10",
	"github.com/aws/jsii-runtime-go",
	"github.com/google/go-cmp",
}

// built are the modules that a build of an app may take packages from: the CDK, and what it takes itself.
var built = []string{
	"github.com/Masterminds/semver/v3",
	"github.com/aws/aws-cdk-go/awscdk/v2",
	"github.com/aws/constructs-go/constructs/v10",
	"github.com/aws/jsii-runtime-go",
	"github.com/cdklabs/awscdk-asset-awscli-go/awscliv1/v2",
	"github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2",
	"github.com/cdklabs/cloud-assembly-schema-go/awscdkcloudassemblyschema/v54",
	library,
	"example.com/network",
}

// nested are the modules that are left out of the zip on purpose, by their folders.
var nested = []string{"examples/app-repo", "integ"}

func TestZipHasEveryFile(t *testing.T) {
	p := pack(t)
	committed := strings.Split(strings.TrimSuffix(git(t, p.root, "ls-tree", "-r", "-z", "--name-only", "HEAD"), "\x00"), "\x00")
	for _, file := range committed {
		if folder := path.Dir(file); path.Base(file) == "go.mod" && folder != "." && !slices.Contains(nested, folder) {
			t.Errorf("%s is a module that nobody meant: its files are not in the zip", folder)
		}
	}
	zipped := p.files(t)
	for _, file := range committed {
		want := !slices.ContainsFunc(nested, func(folder string) bool { return strings.HasPrefix(file, folder+"/") })
		if got := slices.Contains(zipped, file); got != want {
			t.Errorf("%s: in the zip is %t, want %t", file, got, want)
		}
	}
	t.Logf("%d of %d files are in the zip", len(zipped), len(committed))
}

func TestRequiresOnlyTheCdk(t *testing.T) {
	file, err := modfile.Parse("go.mod", pack(t).mod, nil)
	if err != nil {
		t.Fatal(err)
	}
	var direct []string
	for _, require := range file.Require {
		if !require.Indirect {
			direct = append(direct, require.Mod.Path)
		}
	}
	slices.Sort(direct)
	if !slices.Equal(direct, required) {
		t.Errorf("go.mod requires %q, want %q", direct, required)
	}
	// Users' builds do not see these, so they would not build what is tested here.
	if len(file.Replace) > 0 || len(file.Exclude) > 0 {
		t.Error("go.mod replaces or excludes a module")
	}
}

func TestAppRepo(t *testing.T) {
	p := pack(t)
	u := user{folder: p.copyCommitted(t, "examples/app-repo"), env: environment(t, p.serve(t))}

	u.goCommand(t, "mod", "edit", "-dropreplace", library, "-require", p.version.String())
	u.goCommand(t, "mod", "tidy")
	taken := u.goCommand(t, "list", "-m", "-f", "{{.Version}}{{with .Replace}} replaced{{end}}", library)
	if strings.TrimSpace(taken) != p.version.Version {
		t.Fatalf("the app takes the library at %s, want %s", taken, p.version.Version)
	}
	u.goCommand(t, "vet", "./...")
	u.goCommand(t, "build", "./...")
	u.goCommand(t, "build", library+"/...")
	u.goCommand(t, "test", "-count=1", "./...")

	u.takesOnly(t, built, "./...")
	u.takesOnly(t, append(slices.Clone(built), "github.com/google/go-cmp"), "-test", "./...", library+"/...")
}

// user is somebody with an app repository.
type user struct {
	folder string
	env    []string
}

// environment is that of the go command. Its module cache is empty: what the user has is served as a proxy, so that
// little is downloaded and nothing is written there. -trimpath lets builds be cached although the cache moves.
func environment(t *testing.T, proxy string) []string {
	t.Helper()
	env := func(name string) string { return strings.TrimSpace(run(t, exec.Command("go", "env", name))) }
	return []string{
		"GOPROXY=" + proxy + ",file://" + env("GOMODCACHE") + "/cache/download," + env("GOPROXY"),
		"GOMODCACHE=" + t.TempDir(),
		"GOFLAGS=" + strings.TrimSpace(env("GOFLAGS")+" -modcacherw -trimpath"),
		"GONOPROXY=none",
		"GONOSUMDB=" + library,
		"GOWORK=off",
	}
}

// goCommand runs the go command in the app repository and gives its standard output.
func (u user) goCommand(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = u.folder
	cmd.Env = append(cmd.Environ(), u.env...)
	return run(t, cmd)
}

// takesOnly fails the test if packages, with all that they import, are of other modules than those allowed.
func (u user) takesOnly(t *testing.T, allowed []string, packages ...string) {
	t.Helper()
	list := append([]string{"list", "-deps", "-f", "{{with .Module}}{{.Path}} {{$.ImportPath}}{{end}}"}, packages...)
	for line := range strings.Lines(u.goCommand(t, list...)) {
		if of, imported, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !slices.Contains(allowed, of) {
			t.Errorf("go list %s: %s is of the module %s, which users should not need", strings.Join(packages, " "), imported, of)
		}
	}
}
