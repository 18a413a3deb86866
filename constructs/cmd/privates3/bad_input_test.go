package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"
)

// encoded returns a text in UTF-16.
func encoded(order binary.ByteOrder, text string) string {
	var b bytes.Buffer
	_ = binary.Write(&b, order, utf16.Encode([]rune(text))) // a buffer has no error
	return b.String()
}

// A file that cannot be read is an error of one line with the file and, if there is one, the place. Nothing is printed.
func TestBadInput(t *testing.T) {
	merges := "a0: &a0 {x0: 1}\n"
	for i := range 30 {
		merges += fmt.Sprintf("a%d: &a%d {<<: [%s], x%d: 1}\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 20), i+1)
	}
	aliases := "a0: &a0 x\n"
	for i := range 12 {
		aliases += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 10))
	}
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", "the text is empty, want a template"},
		{"JSON that ends early", "{\"Resources\":\n  {\"A\":", "line 2, column 7 (byte 21): invalid JSON: unexpected end of file"},
		{"data after the end", `{"Resources": {}} x`, "line 1, column 18 (byte 18): unexpected data after the end of the JSON object"},
		{"deep nesting in JSON", `{"Resources": ` + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000) + "}", "line 1, column 10014 (byte 10014): invalid JSON"},
		{"deep nesting in YAML", "Resources: " + strings.Repeat("{a: ", 100_000) + strings.Repeat("}", 100_000), "line 1, column 40012: not YAML: exceeded max depth"},
		{"deep indentation", "Resources:\n" + indentation(3000), "line 502, column 502: is nested deeper than 500 levels"},
		{"aliases that multiply", aliases + "Resources: *a12\n", "line 2, column 15: the aliases expand to more than 2000000 values"},
		{"merges that multiply", merges + "Resources: *a30\n", "line 2, column 5: the merges expand to more than 2000000 values"},
		{"an alias in itself", "Resources:\n  A: &a\n    B: *a\n", "line 3, column 8: is nested deeper than 500 levels"},
		{"an unknown alias", "Resources:\n  A: *a\n", "line 2, column 6: not YAML: unknown anchor"},
		{"a tab", "Resources:\n\tA: 1\n", "line 2, column 1: not YAML"},
		{"Latin-1", "Description: x\nDescription2: caf\xe9\nResources: {}\n", "line 2, column 19: not YAML: invalid"},
		{"a null byte", "Resources:\n  A: \"\x00\"\n", "line 2, column 7: not YAML: control characters are not allowed"},
		{"UTF-16 without a mark", encoded(binary.LittleEndian, "Resources: {}"), "line 1, column 2: not YAML: control characters are not allowed"},
		{"no template", "services: {web: {image: nginx}}\n", "is not a template, because it has no section of one, such as Resources"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "network.yaml")
			write(t, file, test.text)
			for _, command := range []string{"paths", "rules", "account"} {
				refuses(t, file+": "+test.want, command, file)
			}
			refuses(t, file+": "+test.want, "diff", networkFile, file)
			refuses(t, "", "rules", "--format", "sarif", file)
			refuses(t, "", "paths", "--parameters-file", file, networkFile)
		})
	}
}

func indentation(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i+1) + "a:\n")
	}
	return b.String()
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// refuses fails the test unless a command line prints nothing but one error.
func refuses(t *testing.T, want string, args ...string) {
	t.Helper()
	done := make(chan struct{})
	var status int
	var stdout, stderr string
	go func() {
		defer close(done)
		status, stdout, stderr = execute("", args...)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatalf("%v has not ended after a minute", args)
	}
	if status != statusUnusable || stdout != "" || !strings.HasPrefix(stderr, "privates3: ") || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 {
		t.Errorf("%v: status %d, want %q\nstdout %.300s\nstderr %.300s", args, status, want, stdout, stderr)
	}
}

func TestOtherEncodings(t *testing.T) {
	data, err := os.ReadFile(networkFile)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for name, text := range map[string]string{
		"byte order mark":   "\ufeff" + text,
		"UTF-16":            encoded(binary.LittleEndian, "\ufeff"+text),
		"big-endian UTF-16": encoded(binary.BigEndian, "\ufeff"+text),
		"CRLF":              strings.ReplaceAll(text, "\n", "\r\n"),
		"CR":                strings.ReplaceAll(text, "\n", "\r"),
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "network.yaml")
			write(t, file, text)
			status, stdout, stderr := execute("", "rules", "--parameters", "PrivateDns=true", file)
			if status != statusFindings || !strings.Contains(stdout, file+":48:7 ") {
				t.Errorf("status %d: %s%s", status, stdout, stderr)
			}
		})
	}
}

// What is no regular file would block or never end.
func TestFilesThatAreNotRegular(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no named pipes and devices")
	}
	pipe := filepath.Join(t.TempDir(), "pipe.yaml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{pipe, "/dev/zero"} {
		want := file + ": is not a regular file"
		for _, command := range []string{"paths", "rules", "account"} {
			refuses(t, want, command, file)
		}
		refuses(t, want, "diff", file, networkFile)
		for _, flag := range []string{"--parameters-file", "--context", "--account"} {
			refuses(t, want, "paths", flag, file, networkFile)
		}
	}
}

// Of an assembly nothing outside it is read, and what cannot be read is a finding with its file.
func TestAssemblyThatLeadsOut(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.json")
	write(t, secret, `{"Resources": {"Secret": {}}}`)
	write(t, filepath.Join(dir, "manifest.json"), `{"artifacts": {
		"Above": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "../secret.json"}},
		"Link": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "link.json"}},
		"Pipe": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "pipe.json"}}}}`)
	if err := os.Symlink(secret, filepath.Join(dir, "link.json")); err != nil {
		t.Skip(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := execute("", "rules", dir)
	for _, want := range []string{"manifest.json:2:", "link.json", "pipe.json", "0 errors, 3 warnings"} {
		if !strings.Contains(stdout, want) {
			t.Errorf("no %q in\n%s%s", want, stdout, stderr)
		}
	}
	if status != statusOk || strings.Contains(stdout, "Secret") {
		t.Errorf("status %d:\n%s%s", status, stdout, stderr)
	}
	if status, _, stderr := execute("", "paths", "--forbid", "nat", dir); status != statusFindings || !strings.Contains(stderr, "subnets may be missing") {
		t.Errorf("status %d: %s", status, stderr)
	}
}

// A template of 50 MB is read in bounded memory, and its findings have their lines. A larger file is refused.
func TestLargeFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 50 MB")
	}
	dir := t.TempDir()
	var b strings.Builder
	b.WriteString("{\n\"Resources\": {\n\"V\": {},\n")
	for i := range 100_000 {
		fmt.Fprintf(&b, "\"Q%d\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {\"QueueName\": \"%s\"}},\n", i, strings.Repeat("x", 440))
	}
	b.WriteString("\"W\": {}}}\n")
	file := filepath.Join(dir, "large.json")
	write(t, file, b.String())
	status, stdout, stderr := execute("", "rules", file)
	for _, want := range []string{file + ":3:1 Resources.V", file + ":100004:1 Resources.W"} {
		if status != statusOk || !strings.Contains(stdout, want) {
			t.Errorf("status %d, no %s in\n%.1000s%.1000s", status, want, stdout, stderr)
		}
	}
	larger := filepath.Join(dir, "larger.json")
	write(t, larger, "")
	if err := os.Truncate(larger, 70<<20); err != nil {
		t.Fatal(err)
	}
	refuses(t, larger+": has 73400320 bytes, more than the 67108864 that are read", "rules", larger)
	if status, _, stderr := execute(strings.Repeat(" ", 65<<20), "rules", "-"); status != statusUnusable || !strings.Contains(stderr, "standard input is larger than 67108864 bytes") {
		t.Errorf("status %d: %s", status, stderr)
	}
}
