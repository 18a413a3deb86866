//go:build unix

package template

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// An assembly or a template of somebody else's must neither block the reader nor show it files from elsewhere.
func TestLoadReadsNothingElse(t *testing.T) {
	const manifest = `{"artifacts": {"A": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "A.json"}}}}`
	for _, test := range []struct {
		name, want string
		make       func(path string) error
	}{
		{"a link out of the assembly", "escapes", func(path string) error {
			return os.Symlink(filepath.Join(write(t, map[string]string{"A.json": nestedTemplate}), "A.json"), path)
		}},
		{"a named pipe", "is not a regular file", func(path string) error { return syscall.Mkfifo(path, 0o600) }},
		{"a directory", "is not a regular file", func(path string) error { return os.Mkdir(path, 0o700) }},
		{"a huge file", "more than the", func(path string) error {
			return errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, maxFile+1))
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, map[string]string{"manifest.json": manifest})
			if err := test.make(filepath.Join(dir, "A.json")); err != nil {
				t.Fatal(err)
			}
			a := load(t, dir)
			if len(a.Gaps) != 1 || !strings.Contains(a.Gaps[0].Problem, test.want) {
				t.Errorf("gaps are %v, want %q", a.Gaps, test.want)
			}
		})
	}
	pipe := filepath.Join(t.TempDir(), "A.json")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(pipe); err == nil || !strings.Contains(err.Error(), "is not a regular file") {
		t.Errorf("a lone named pipe: %v", err)
	}
}

// TestLoadFollowsLinksToFiles has links in a directory of templates.
func TestLoadFollowsLinksToFiles(t *testing.T) {
	elsewhere := write(t, map[string]string{"other.json": nestedTemplate})
	dir := write(t, map[string]string{"net.json": nestedTemplate, "linked.txt": strings.Replace(nestedTemplate, "Vpc", "Net", 1)})
	for link, to := range map[string]string{"again.json": "net.json", "shared.json": "linked.txt", "out.json": elsewhere + "/other.json", "gone.json": "none.json"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	a := load(t, dir)
	if got := stackIds(a); strings.Join(got, " ") != "again linked.txt out" {
		t.Errorf("stacks are %v", got)
	}
	if len(a.Gaps) != 1 || !strings.Contains(a.Gaps[0].String(), "out.json: path escapes") {
		t.Errorf("gaps are %v, want the link out of the directory", a.Gaps)
	}
}
