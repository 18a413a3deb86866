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

// sample is what one run of an app as a process took.
type sample struct {
	seconds float64
	memory  float64
}

// run runs an app as a process of its own, from its start to its exit, with or without the CDK's validation.
func run(b *testing.B, way string, accesses int, validation bool) sample {
	b.Helper()
	outdir := b.TempDir()
	app := command(b, way, accesses, outdir)
	app.Env = append(os.Environ(), "CDK_VALIDATION="+strconv.FormatBool(validation), "JSII_NODE="+quickNode(b))
	start := time.Now()
	output, err := app.Output()
	elapsed := time.Since(start)
	if err != nil {
		b.Fatalf("%s with %d accesses: %v\n%s", way, accesses, err, complaint(err))
	}
	s := sample{seconds: elapsed.Seconds(), memory: float64(peakOf(app.ProcessState))}
	if way != javaScript {
		if s.memory, err = strconv.ParseFloat(strings.TrimSpace(string(output)), 64); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

func command(b *testing.B, way string, accesses int, outdir string) *exec.Cmd {
	b.Helper()
	if way != javaScript {
		return exec.Command(os.Args[0], appMode, way, strconv.Itoa(accesses), outdir)
	}
	path := filepath.Join(b.TempDir(), "context.json")
	if err := contextFile(path); err != nil {
		b.Fatal(err)
	}
	return exec.Command(quickNode(b), "app.js", strconv.Itoa(accesses), path, outdir)
}

func complaint(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return string(exit.Stderr)
	}
	return ""
}
