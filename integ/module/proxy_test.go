package module

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
)

// packed is the library at the commit that is checked out, as the Go module proxy would serve it.
type packed struct {
	root    string // of the work tree
	version module.Version
	time    time.Time
	mod     []byte
	zip     []byte
}

// pack does not read the work tree, only the commit.
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
	var buffer bytes.Buffer
	if err := modzip.CreateFromVCS(&buffer, p.version, root, "HEAD", ""); err != nil {
		t.Fatal(err)
	}
	p.zip = buffer.Bytes()
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
func (p packed) serve(t *testing.T) string {
	t.Helper()
	info, err := json.Marshal(struct {
		Version string
		Time    time.Time
	}{p.version.Version, p.time})
	if err != nil {
		t.Fatal(err)
	}
	proxy := t.TempDir()
	folder := filepath.Join(proxy, library, "@v")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"list":                      nil, // a pseudo-version is not listed
		p.version.Version + ".info": info,
		p.version.Version + ".mod":  p.mod,
		p.version.Version + ".zip":  p.zip,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return "file://" + filepath.ToSlash(proxy)
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
