package deploy

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// command builds the command privates3 once.
var command = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "privates3-")
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "privates3")
	build := exec.Command("go", "build", "-o", binary, ".")
	build.Dir = "../../constructs/cmd/privates3"
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, output)
	}
	return binary, nil
})

// privates3 runs the command and returns what it prints.
func (c *cloud) privates3(t *testing.T, args ...string) []byte {
	t.Helper()
	binary, err := command()
	must(t, err)
	run := exec.Command(binary, args...)
	run.Env = c.environment
	output, err := run.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("privates3 %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
	}
	must(t, err)
	return output
}

// sameFromTheAccount compares the paths that the account has with those that the templates promise.
func (c *cloud) sameFromTheAccount(t *testing.T, assembly string, stands map[string]deployed) {
	t.Helper()
	args := []string{"account"}
	for _, stack := range slices.Sorted(maps.Keys(stands)) {
		for _, name := range slices.Sorted(maps.Keys(stands[stack].ids)) {
			if id := stands[stack].ids[name]; strings.HasPrefix(id, "vpc-") && !slices.Contains(args, id) {
				args = append(args, "--vpc", id)
			}
		}
	}
	if len(args) == 1 {
		return
	}
	file := filepath.Join(t.TempDir(), "account.json")
	must(t, os.WriteFile(file, c.privates3(t, args...), 0o600))
	promised, found := c.paths(t, assembly), c.paths(t, file)
	for question, answer := range promised {
		if strings.Contains(answer, "unknown") { // the account may know more
			delete(promised, question)
			delete(found, question)
		}
	}
	if diff := cmp.Diff(promised, found); diff != "" {
		t.Errorf("the account has other paths (+) than the templates (-):\n%s", diff)
	}
}

// paths returns the result of each client. VPCs and clients are known by their blocks, because the account has other names
// for them. Workloads are left out, because the command does not read them from the account.
func (c *cloud) paths(t *testing.T, source string) map[string]string {
	t.Helper()
	var report s3path.Report
	must(t, json.Unmarshal(c.privates3(t, "paths", "--ungrouped", "--format", "json", source), &report))
	blocks := map[string]string{}
	for _, v := range report.Vpcs {
		blocks[v.Name] = strings.Join(v.Cidrs, ",")
	}
	paths := map[string]string{}
	for row := range report.Rows() {
		if row.Client.Kind == s3path.Workload {
			continue
		}
		question := fmt.Sprintf("%s %s in %s, %s name", row.Client.Kind, row.Client.Cidr, blocks[row.Client.Vpc], row.Name)
		paths[question] = fmt.Sprintf("%s, %s, %s", row.Dns, row.Path, row.Reachable)
	}
	return paths
}
