package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Shells read the scripts, if they are there.
func TestCompletionScripts(t *testing.T) {
	for shell, check := range map[string][]string{
		"bash":       {"bash", "-n"},
		"zsh":        {"zsh", "-n"},
		"fish":       {"fish", "--no-execute"},
		"powershell": {"pwsh", "-NoProfile", "-File"},
	} {
		t.Run(shell, func(t *testing.T) {
			status, script, stderr := execute("", "completion", shell)
			if status != 0 || !strings.Contains(script, "__complete") {
				t.Fatalf("status %d: %s", status, stderr)
			}
			if _, err := exec.LookPath(check[0]); err != nil {
				t.Skipf("NOT TESTED: there is no %s on the PATH", check[0])
			}
			file := filepath.Join(t.TempDir(), "privates3.ps1")
			write(t, file, script)
			if out, err := exec.Command(check[0], append(check[1:], file)...).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func TestCompletion(t *testing.T) {
	for _, test := range []struct {
		want string
		args []string
	}{
		{"account diff explain paths rules version", []string{""}},
		{"sarif", []string{"rules", "--format", "s"}},
		{"html", []string{"paths", "--format", "h"}},
		{"markdown", []string{"diff", "--format", "m"}},
		{"nat none", []string{"paths", "--forbid", "n"}},
		{"private-dns-option-on-gateway", []string{"explain", "private-dns-o"}},
	} {
		_, stdout, _ := execute("", append([]string{"__complete"}, test.args...)...)
		var got []string
		for line := range strings.Lines(stdout) {
			word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if !strings.HasPrefix(word, ":") && strings.HasPrefix(word, test.args[len(test.args)-1]) && word != "help" && word != "completion" {
				got = append(got, word)
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: %q, want %q", test.args, got, test.want)
		}
	}
}

// Each command has a help that begins with a sentence, and says how it ends.
func TestHelp(t *testing.T) {
	for _, command := range newRoot().Commands() {
		_, help, _ := execute("", "help", command.Name())
		first, _, _ := strings.Cut(help, "\n")
		if first == "" || !strings.Contains(help, "Usage:") {
			t.Errorf("the help of %s is\n%s", command.Name(), help)
		}
		for line := range strings.Lines(command.Long) {
			if n := len(strings.TrimSuffix(line, "\n")); n > 80 {
				t.Errorf("a line of the help of %s has %d columns: %s", command.Name(), n, line)
			}
		}
	}
	for command, want := range map[string]string{"paths": "exit status is 1 if", "rules": "exit status is 1 if", "diff": "exit status is 0 or"} {
		if _, help, _ := execute("", "help", command); !strings.Contains(strings.Join(strings.Fields(help), " "), want) {
			t.Errorf("the help of %s has no %q:\n%s", command, want, help)
		}
	}
	if _, help, _ := execute("", "help"); !strings.Contains(help, "Exit status: 0 if the check passes, 1 if it fails, 2 for") {
		t.Errorf("the help has no exit status:\n%s", help)
	}
}
