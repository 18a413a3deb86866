package rules

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// stack is one stack of an assembly.
type stack struct{ environment, template string }

// writeAssembly returns a directory with a cloud assembly of the stacks, in that order.
func writeAssembly(t testing.TB, stacks ...stack) (dir string) {
	t.Helper()
	dir = t.TempDir()
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	artifacts := map[string]any{}
	for i, s := range stacks {
		id := fmt.Sprintf("Stack%d", i)
		write(id+".template.json", []byte(s.template))
		artifacts[id] = map[string]any{
			"type":        "aws:cloudformation:stack",
			"environment": s.environment,
			"properties":  map[string]any{"templateFile": id + ".template.json"},
		}
	}
	manifest, err := json.Marshal(map[string]any{"artifacts": artifacts})
	if err != nil {
		t.Fatal(err)
	}
	write("manifest.json", manifest)
	return dir
}
