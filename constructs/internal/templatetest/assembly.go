package templatetest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Stack is one stack of a cloud assembly.
type Stack struct {
	Name string
	// Environment is account and Region, as in "111122223333/eu-west-1"; empty if the stack can be deployed to any.
	Environment string
	// Template is nil if its file is missing.
	Template map[string]any
	// Nested is the template of a stack nested in it, nil if there is none.
	Nested map[string]any
}

// nestedFile is the file of the nested template.
func (s Stack) nestedFile() string { return s.Name + ".nested.template.json" }

// Assembly writes a cloud assembly and returns its directory.
func Assembly(t testing.TB, stacks ...Stack) (dir string) {
	t.Helper()
	dir = t.TempDir()
	WriteAssembly(t, dir, stacks...)
	return dir
}

// WriteAssembly writes a cloud assembly to a directory.
func WriteAssembly(t testing.TB, dir string, stacks ...Stack) {
	t.Helper()
	artifacts := map[string]any{}
	for _, s := range stacks {
		file := s.Name + ".template.json"
		artifact := map[string]any{"type": "aws:cloudformation:stack", "properties": map[string]any{"templateFile": file}}
		if s.Environment != "" {
			artifact["environment"] = "aws://" + s.Environment
		}
		artifacts[s.Name] = artifact
		if s.Template != nil {
			writeJson(t, filepath.Join(dir, file), s.Template)
		}
		if s.Nested != nil {
			writeJson(t, filepath.Join(dir, s.nestedFile()), s.Nested)
		}
	}
	writeJson(t, filepath.Join(dir, "manifest.json"), map[string]any{"artifacts": artifacts})
}

func writeJson(t testing.TB, file string, value any) {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, string(data))
}

func write(t testing.TB, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Source writes a template in the notation of Template, and returns its file. A text with lines that begin with == is an
// assembly, of which it returns the directory:
//
//	== Network 111122223333/eu-west-1
//	Vpc  VPC  {CidrBlock: 10.0.0.0/16}
//	== Missing
//	== child.yaml
//	Resources: {}
//
// Below such a line stands the template of a stack. A name with a dot is that of a file, whose text stands below it as it
// is. A stack with nothing below it has no file.
func Source(t testing.TB, text string) (path string) {
	t.Helper()
	if !strings.Contains(text, "\n== ") {
		path = filepath.Join(t.TempDir(), "template.json")
		writeJson(t, path, Template(t, text))
		return path
	}
	dir := t.TempDir()
	var stacks []Stack
	for _, section := range strings.Split(text, "\n== ")[1:] {
		head, body, _ := strings.Cut(section, "\n")
		name, environment, _ := strings.Cut(strings.TrimSpace(head), " ")
		switch {
		case strings.Contains(name, "."):
			write(t, filepath.Join(dir, name), body)
		case strings.TrimSpace(body) == "":
			stacks = append(stacks, Stack{Name: name, Environment: environment})
		default:
			stacks = append(stacks, Stack{Name: name, Environment: environment, Template: Template(t, body)})
		}
	}
	WriteAssembly(t, dir, stacks...)
	return dir
}
