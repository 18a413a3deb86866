// Package jsiitest runs tests that use the CDK.
package jsiitest

import (
	"cmp"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/aws/jsii-runtime-go"
)

// jsii starts the program that JSII_NODE names, with one argument: the script that Node is to run. Here that program is the
// test binary itself, which then starts Node.
const (
	jsiiNode   = "JSII_NODE"
	realNode   = "JSIITEST_NODE"
	requestLog = "JSIITEST_REQUESTS"
)

// Main runs the tests of a package, stops Node and ends the process. Call it from TestMain.
//
// It starts Node with options under which the CDK's first validation of a template is faster. A package that validates one
// template took 0.50 of the CPU time on Node 20, 0.51 on Node 22 and 0.57 on Node 24. One that validates 40 took 0.97 to 1.05,
// and one that validates none 0.1 s more (awscdk 2.276, medians of 4 to 7 runs).
func Main(m *testing.M) {
	standIn()
	os.Exit(run(m))
}

// MainRecorded is Main with the requests to Node recorded, for RequestsOf.
func MainRecorded(m *testing.M) {
	standIn()
	folder, err := os.MkdirTemp("", "jsiitest")
	if err != nil {
		panic(err)
	}
	setenv(requestLog, filepath.Join(folder, "requests"))
	code := run(m)
	if err := os.RemoveAll(folder); err != nil {
		panic(err)
	}
	os.Exit(code)
}

func run(m *testing.M) (exitCode int) {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	setenv(realNode, cmp.Or(os.Getenv(jsiiNode), "node"))
	setenv(jsiiNode, self)
	jsii.Close() // importing the CDK has prepared a process with the environment as it was
	code := m.Run()
	jsii.Close()
	return code
}

func setenv(name, value string) {
	if err := os.Setenv(name, value); err != nil {
		panic(err)
	}
}

// standIn runs Node and ends the process if this process was started in place of Node.
func standIn() {
	node := os.Getenv(realNode)
	if node == "" || len(os.Args) != 2 || filepath.Ext(os.Args[1]) != ".js" {
		return
	}
	jsii.Close()
	// The engine that validates templates is WebAssembly whose memory grows in many steps. While Node collects garbage in the
	// background it does a full collection at each step. Optimizing the engine takes longer than a few validations.
	child := exec.Command(node, "--no-concurrent-marking", "--liftoff-only", os.Args[1])
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	if log := os.Getenv(requestLog); log != "" {
		file, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			panic(err)
		}
		child.Stdin = io.TeeReader(os.Stdin, file) // writes a request to the file before Node has it
	}
	var exit *exec.ExitError
	if err := child.Run(); err != nil && !errors.As(err, &exit) {
		panic(err)
	}
	os.Exit(child.ProcessState.ExitCode())
}
