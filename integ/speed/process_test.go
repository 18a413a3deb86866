package speed

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// sample is what one run of an app took: seconds, and the peak of its memory in KiB.
type sample struct {
	seconds float64
	memory  float64
}

// run runs an app as a process of its own, from its start to its exit, with or without the CDK's validation.
func run(b *testing.B, variant string, accesses int, validation bool) sample {
	b.Helper()
	app := command(b, variant, accesses, b.TempDir(), validation)
	app.Env = append(os.Environ(), optimized())
	start := time.Now()
	output, err := app.Output()
	elapsed := time.Since(start)
	if err != nil {
		b.Fatalf("%s with %d accesses: %v\n%s", variant, accesses, err, complaint(err))
	}
	s := sample{seconds: elapsed.Seconds(), memory: float64(peakOf(app.ProcessState))}
	if variant != javaScript {
		if s.memory, err = strconv.ParseFloat(strings.TrimSpace(string(output)), 64); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

// command returns the command that runs a variant of the app.
func command(b *testing.B, variant string, accesses int, outdir string, validation bool) *exec.Cmd {
	b.Helper()
	if variant != javaScript {
		return exec.Command(os.Args[0], appMode, variant, strconv.Itoa(accesses), outdir, strconv.FormatBool(validation))
	}
	path := filepath.Join(b.TempDir(), "context.json")
	if err := contextFile(path); err != nil {
		b.Fatal(err)
	}
	return exec.Command("node", "app.js", strconv.Itoa(accesses), path, outdir, strconv.FormatBool(validation))
}

// complaint returns what a failed command wrote to its standard error.
func complaint(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(exit.Stderr)
	}
	return ""
}
