package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// onTerminal runs a command line on a terminal, and returns what it shows.
func onTerminal(t *testing.T, width uint16, args ...string) string {
	t.Helper()
	screen, stdout := openTerminal(t, width)
	var shown strings.Builder
	read := make(chan struct{})
	go func() {
		defer close(read)
		_, _ = io.Copy(&shown, screen) // which ends with an error
	}()
	run(args, strings.NewReader(""), stdout, stdout)
	_ = stdout.Close()
	<-read
	return strings.ReplaceAll(shown.String(), "\r\n", "\n")
}

func openTerminal(t *testing.T, width uint16) (screen, stdout *os.File) {
	t.Helper()
	screen, stdout, err := pty.Open()
	if err != nil {
		t.Skipf("NOT TESTED: no pseudoterminal: %v", err)
	}
	t.Cleanup(func() { _ = screen.Close() })
	if err := pty.Setsize(stdout, &pty.Winsize{Rows: 40, Cols: width}); err != nil {
		t.Fatal(err)
	}
	return screen, stdout
}

func TestTerminal(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	t.Setenv("NO_COLOR", "")
	withoutColors := func(text string) string { return regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(text, "") }
	_, plain, _ := execute("", "paths", networkFile)
	for _, width := range []uint16{60, 120, 1000} {
		got := onTerminal(t, width, "paths", networkFile)
		for line := range strings.Lines(withoutColors(got)) {
			if n := len([]rune(strings.TrimSuffix(line, "\n"))); n > int(width) && width >= 120 {
				t.Errorf("a line of %d columns on a terminal of %d:\n%s", n, width, line)
			}
		}
		if words := strings.Join(strings.Fields(withoutColors(got)), " "); words != strings.Join(strings.Fields(plain), " ") {
			t.Errorf("on a terminal of %d columns, the table is\n%s\nwant the words of\n%s", width, got, plain)
		}
		if !strings.Contains(got, "\x1b[32mgateway") || !strings.Contains(got, "\x1b[32minterface") {
			t.Errorf("not the colors of the results in %q", got)
		}
	}
	if got := withoutColors(onTerminal(t, 1000, "paths", networkFile)); got != plain {
		t.Errorf("on a wide terminal, the table is\n%s\nwant\n%s", got, plain)
	}
	if got := onTerminal(t, 80, "rules", "--parameters", "PrivateDns=true", networkFile); !strings.HasPrefix(got, "\x1b[31merror:\x1b[0m private-dns: ") {
		t.Errorf("no color for the error in %q", got)
	}
	t.Setenv("NO_COLOR", "1")
	for _, args := range [][]string{{"paths", networkFile}, {"rules", "--parameters", "PrivateDns=true", networkFile}} {
		if got := onTerminal(t, 120, args...); strings.Contains(got, "\x1b") {
			t.Errorf("%v has colors in spite of NO_COLOR: %q", args, got)
		}
	}
}

func TestColors(t *testing.T) {
	for _, test := range []struct {
		result string
		want   color
	}{
		{"gateway yes", green},
		{"interface yes", green},
		{"interface no", red},
		{"gateway partly", yellow},
		{"nat yes", red},
		{"internet unknown", red},
		{"transit partly", red},
		{"none no", red},
		{"none unknown", yellow},
		{"unknown unknown", yellow},
	} {
		if got := colorOf(strings.Fields(test.result)); got != test.want {
			t.Errorf("%s has the color %d, want %d", test.result, got, test.want)
		}
	}
}

// What goes into a file has neither colors nor lines of its own.
func TestNoTerminal(t *testing.T) {
	t.Setenv("TERM", "xterm-256color")
	t.Setenv("NO_COLOR", "")
	name := filepath.Join(t.TempDir(), "out")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	run([]string{"paths", networkFile}, strings.NewReader(""), file, file)
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	_, want, _ := execute("", "paths", networkFile)
	if err != nil || string(data) != want {
		t.Errorf("the file has %q, %v, want %q", data, err, want)
	}
}

func TestProgress(t *testing.T) {
	screen, stderr := openTerminal(t, 80)
	progress(stderr, "done at once")()
	stop := progress(stderr, "working")
	time.Sleep(1200 * time.Millisecond)
	stop()
	_ = stderr.Close()
	shown, _ := io.ReadAll(screen) // which ends with an error
	if got, want := string(shown), "\r\x1b[Kprivates3: working (1 s)\r\x1b[K"; got != want {
		t.Errorf("the terminal shows %q, want %q", got, want)
	}
	var pipe strings.Builder
	stop = progress(&pipe, "working")
	time.Sleep(1100 * time.Millisecond)
	stop()
	if pipe.Len() > 0 {
		t.Errorf("a pipe gets %q", pipe.String())
	}
}
