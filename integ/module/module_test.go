// Package module tests the library as users have it: packed as the Go module proxy packs it, and imported by an app
// repository.
package module

import (
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

const library = "github.com/privates3/privates3-go"

// required are the modules that the library's go.mod may require directly.
var required = []string{
	"github.com/aws/aws-cdk-go/awscdk/v2",
	"github.com/aws/constructs-go/constructs/v10",
	"github.com/aws/jsii-runtime-go",
	"github.com/google/go-cmp",
}

// built are the modules that a build of an app may use: the library, the CDK, and what the CDK itself uses.
var built = []string{
	"github.com/Masterminds/semver/v3",
	"github.com/aws/aws-cdk-go/awscdk/v2",
	"github.com/aws/constructs-go/constructs/v10",
	"github.com/aws/jsii-runtime-go",
	"github.com/cdklabs/awscdk-asset-awscli-go/awscliv1/v2",
	"github.com/cdklabs/awscdk-asset-node-proxy-agent-go/nodeproxyagentv6/v2",
	"github.com/cdklabs/cloud-assembly-schema-go/awscdkcloudassemblyschema/v55",
	library,
	"example.com/network",
}

// nested are the modules that are left out of the zip on purpose, by their folders.
var nested = []string{"constructs/cmd/privates3", "examples/app-repo", "integ"}

func TestZipHasEveryFile(t *testing.T) {
	p := pack(t)
	committed := strings.Split(strings.TrimSuffix(git(t, p.root, "ls-tree", "-r", "-z", "--name-only", "HEAD"), "\x00"), "\x00")
	for _, file := range committed {
		if folder := path.Dir(file); path.Base(file) == "go.mod" && folder != "." && !slices.Contains(nested, folder) {
			t.Errorf("%s is an unexpected module: its files are not in the zip", folder)
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
	p := pack(t)
	if direct := slices.Sorted(maps.Keys(p.required(t))); !slices.Equal(direct, required) {
		t.Errorf("go.mod requires %q, want %q", direct, required)
	}
	file, err := modfile.Parse("go.mod", p.mod, nil)
	if err != nil {
		t.Fatal(err)
	}
	// Users' builds ignore these, so they would not build what is tested here.
	if len(file.Replace) > 0 || len(file.Exclude) > 0 {
		t.Error("go.mod replaces or excludes a module")
	}
}

// README.md says what an app has to have.
func TestReadmeStatesTheMinimumVersions(t *testing.T) {
	p := pack(t)
	readme := git(t, p.root, "show", "HEAD:README.md")
	_, versions, _ := strings.Cut(readme, "\n## Versions\n")
	versions, _, _ = strings.Cut(strings.Join(strings.Fields(versions), " "), "Tested with")
	for module, version := range p.required(t) {
		name := "`" + strings.TrimPrefix(strings.TrimPrefix(module, "github.com/"), "aws/") + "` " + version
		if module != "github.com/google/go-cmp" && !strings.Contains(versions, name) {
			t.Errorf("README.md does not say that the library requires %s", name)
		}
	}
}

func TestAppRepo(t *testing.T) {
	p := pack(t)
	env := environment(t, serve(t, p))

	t.Run("with the library's CDK", func(t *testing.T) {
		u := user{folder: p.copyCommitted(t, "examples/app-repo"), env: env}
		u.goCommand(t, "mod", "edit", "-dropreplace", library, "-require", p.version.String())
		u.goCommand(t, "mod", "tidy")
		u.takes(t, library, p.version.Version)
		u.goCommand(t, "vet", "./...")
		u.goCommand(t, "build", "./...")
		u.goCommand(t, "build", library+"/...")
		u.goCommand(t, "test", "-count=1", "./...")

		u.takesOnly(t, built, "./...")
		u.takesOnly(t, append(slices.Clone(built), "github.com/google/go-cmp"), "-test", "./...", library+"/...")
	})

	// go get raises an app with an older CDK to the minimum versions, and no further.
	t.Run("with an older CDK", func(t *testing.T) {
		u := user{folder: p.copyCommitted(t, "examples/app-repo"), env: env}
		u.goCommand(t, "mod", "edit", "-go", "1.25.0", "-dropreplace", library, "-droprequire", library,
			"-require", "github.com/aws/aws-cdk-go/awscdk/v2@v2.270.0",
			"-require", "github.com/aws/constructs-go/constructs/v10@v10.6.0",
			"-require", "github.com/aws/jsii-runtime-go@v1.139.0")
		u.goCommand(t, "get", p.version.String())
		floor := p.required(t)
		for _, module := range required {
			u.takes(t, module, floor[module])
		}
		u.goCommand(t, "build", "./...")
	})
}

// The program and the test of README.md work in a new module, and the test needs no module that the program does not.
func TestReadme(t *testing.T) {
	p := pack(t)
	u := user{folder: t.TempDir(), env: environment(t, serve(t, p))}
	readme := git(t, p.root, "show", "HEAD:README.md")
	u.write(t, "main.go", goBlock(t, readme, "func main()"))
	u.write(t, "cdk.json", `{"app": "go run ."}`)
	u.goCommand(t, "mod", "init", "example.com/network")
	u.goCommand(t, "mod", "edit", "-require", p.version.String())
	u.goCommand(t, "mod", "tidy")
	u.write(t, "main_test.go", goBlock(t, readme, "func TestMain("))
	u.goCommand(t, "test", ".", "-update")
	u.goCommand(t, "test", "-count=1", ".")
}

// goBlock returns the block of Go code that contains a text.
func goBlock(t *testing.T, markdown, contains string) string {
	t.Helper()
	for _, block := range strings.Split(markdown, "```go\n")[1:] {
		if code, _, _ := strings.Cut(block, "```"); strings.Contains(code, contains) {
			return code
		}
	}
	t.Fatalf("README.md has no Go code with %s", contains)
	return ""
}

// The command is installed as README.md says once both modules have a tag.
func TestInstallCommand(t *testing.T) {
	const folder, version = "constructs/cmd/privates3", "v0.1.0"
	p := pack(t)
	u := user{folder: t.TempDir(), env: environment(t, serve(t, p.released(t, "", version), p.released(t, folder, version)))}
	bin := t.TempDir()
	u.env = append(u.env, "GOBIN="+bin)
	u.env = append(u.env, "GOFLAGS=-mod=mod -modcacherw -trimpath") // as some users have it
	u.goCommand(t, "install", path.Join(library, folder)+"@"+version)
	privates3 := filepath.Join(bin, "privates3")
	if got, want := run(t, exec.Command(privates3, "version")), "privates3 "+version+"\n"; got != want {
		t.Errorf("the version is %q, want %q", got, want)
	}
	template := filepath.Join(p.root, "examples/private-s3-access/testdata/both.template.json")
	if got := run(t, exec.Command(privates3, "paths", "--forbid", "nat,internet", template)); !strings.Contains(got, "gateway") {
		t.Errorf("the paths are %s", got)
	}
	if got := run(t, exec.Command(privates3, "rules", template)); !strings.HasSuffix(got, "0 errors, 0 warnings\n") {
		t.Errorf("the findings are %s", got)
	}
}

// The command is released as CONTRIBUTING.md says: once the library has its tag, its checksum is all that changes.
func TestReleaseCommand(t *testing.T) {
	const folder, version = "constructs/cmd/privates3", "v0.1.0"
	p := pack(t)
	u := user{folder: p.copyCommitted(t, folder), env: environment(t, serve(t, p.released(t, "", version)))}
	committed := map[string]string{}
	for _, file := range []string{"go.mod", "go.sum"} {
		committed[file] = u.read(t, file)
	}
	u.goCommand(t, "mod", "tidy")
	if got := u.read(t, "go.mod"); got != committed["go.mod"] {
		t.Errorf("go.mod becomes\n%s", got)
	}
	var others []string
	for line := range strings.Lines(u.read(t, "go.sum")) {
		if !strings.HasPrefix(line, library+" "+version) {
			others = append(others, line)
		}
	}
	if got := strings.Join(others, ""); got != committed["go.sum"] {
		t.Errorf("beside the library, go.sum becomes\n%s", got)
	}
	u.goCommand(t, "build", "-mod=readonly", ".")
}

// user has an app repository.
type user struct {
	folder string
	env    []string
}

// environment returns the environment of the go command. Its module cache is empty, and yours serves as a proxy, so that
// little is downloaded and yours is not written. With -trimpath, builds are cached although the module cache moves.
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

func (u user) read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(u.folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func (u user) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(u.folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// goCommand runs the go command in the app repository and returns its standard output.
func (u user) goCommand(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = u.folder
	cmd.Env = append(cmd.Environ(), u.env...)
	return run(t, cmd)
}

// takes fails the test if the app repository uses another version of the module.
func (u user) takes(t *testing.T, module, version string) {
	t.Helper()
	if got := strings.TrimSpace(u.goCommand(t, "list", "-m", "-f", "{{.Version}}{{with .Replace}} replaced{{end}}", module)); got != version {
		t.Errorf("the app uses %s at %s, want %s", module, got, version)
	}
}

// takesOnly fails the test if packages, with all that they import, are of modules that are not allowed.
func (u user) takesOnly(t *testing.T, allowed []string, packages ...string) {
	t.Helper()
	list := append([]string{"list", "-deps", "-f", "{{with .Module}}{{.Path}} {{$.ImportPath}}{{end}}"}, packages...)
	for line := range strings.Lines(u.goCommand(t, list...)) {
		if of, imported, ok := strings.Cut(strings.TrimSpace(line), " "); ok && !slices.Contains(allowed, of) {
			t.Errorf("go list %s: %s is of the module %s, which is not allowed", strings.Join(packages, " "), imported, of)
		}
	}
}
