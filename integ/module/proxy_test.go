package module

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
)

// packed is a module of the commit that is checked out, as the Go module proxy would serve it.
type packed struct {
	root    string // of the work tree
	version module.Version
	time    time.Time
	mod     []byte
	zip     []byte
}

// pack packs the library. It does not read the work tree, only the commit.
func pack(t *testing.T) packed {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if dir, err := exec.Command("git", "-C", root, "rev-parse", "--git-dir").Output(); err != nil || strings.TrimSpace(string(dir)) != ".git" {
		t.Skipf("the library is packed from a commit, but %s is no git work tree with a .git folder of its own", root)
	}
	if changes := git(t, root, "status", "--short"); changes != "" {
		t.Logf("not committed, and so not tested:\n%s", changes)
	}
	committed, err := time.Parse(time.RFC3339, strings.TrimSpace(git(t, root, "log", "-1", "--format=%cI")))
	if err != nil {
		t.Fatal(err)
	}
	revision := strings.TrimSpace(git(t, root, "rev-parse", "HEAD"))
	p := packed{
		root:    root,
		version: module.Version{Path: library, Version: module.PseudoVersion("v0", "", committed, revision[:12])},
		time:    committed.UTC(),
		mod:     []byte(git(t, root, "show", "HEAD:go.mod")),
	}
	p.zip = p.pack(t, "")
	return p
}

// pack returns the zip of the module in a folder.
func (p packed) pack(t *testing.T, folder string) []byte {
	t.Helper()
	var buffer bytes.Buffer
	if err := modzip.CreateFromVCS(&buffer, p.version, p.root, "HEAD", folder); err != nil {
		t.Fatal(err)
	}
	return buffer.Bytes()
}

// released returns the module in a folder, empty for the library, as it is served once the version has a tag.
func (p packed) released(t *testing.T, folder, version string) packed {
	t.Helper()
	p.version = module.Version{Path: path.Join(library, folder), Version: version}
	p.mod = []byte(git(t, p.root, "show", "HEAD:"+path.Join(folder, "go.mod")))
	p.zip = p.pack(t, folder)
	return p
}

// required returns the versions of the modules that go.mod itself requires.
func (p packed) required(t *testing.T) map[string]string {
	t.Helper()
	file, err := modfile.Parse("go.mod", p.mod, nil)
	if err != nil {
		t.Fatal(err)
	}
	versions := map[string]string{}
	for _, require := range file.Require {
		if !require.Indirect {
			versions[require.Mod.Path] = require.Mod.Version
		}
	}
	return versions
}

// files are the names in the zip, without the module and version that each begins with.
func (p packed) files(t *testing.T) (names []string) {
	t.Helper()
	reader, err := zip.NewReader(bytes.NewReader(p.zip), int64(len(p.zip)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range reader.File {
		names = append(names, strings.TrimPrefix(file.Name, p.version.String()+"/"))
	}
	return names
}

// serve writes what a file proxy serves, and returns its URL for GOPROXY.
func serve(t *testing.T, modules ...packed) string {
	t.Helper()
	proxy := t.TempDir()
	for _, p := range modules {
		p.write(t, proxy)
	}
	return "file://" + filepath.ToSlash(proxy)
}

func (p packed) write(t *testing.T, proxy string) {
	t.Helper()
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{p.version.Version, p.time})
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(proxy, p.version.Path, "@v")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	var list []byte
	if !module.IsPseudoVersion(p.version.Version) {
		list = []byte(p.version.Version + "\n")
	}
	for name, content := range map[string][]byte{
		"list":                      list,
		p.version.Version + ".info": info,
		p.version.Version + ".mod":  p.mod,
		p.version.Version + ".zip":  p.zip,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// copyCommitted copies a folder of the commit, which may be a module of its own, and returns the copy.
func (p packed) copyCommitted(t *testing.T, folder string) string {
	t.Helper()
	archive := git(t, p.root, "archive", "--format=zip", "HEAD:"+folder)
	files, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	target := t.TempDir()
	if err := os.CopyFS(target, files); err != nil {
		t.Fatal(err)
	}
	return target
}

func git(t *testing.T, root string, args ...string) string {
	t.Helper()
	return run(t, exec.Command("git", append([]string{"-C", root}, args...)...))
}

// run returns the standard output. If the command fails, the test fails with all output.
func run(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			out = append(out, exit.Stderr...)
		}
		t.Fatalf("%s: %v\n%s", strings.Join(cmd.Args, " "), err, out)
	}
	return string(out)
}
