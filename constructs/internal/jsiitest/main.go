// Package jsiitest runs tests that use the CDK.
package jsiitest

import (
	"cmp"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/aws/jsii-runtime-go"
)

// Every call into the CDK is a request to a child process, which JSII_NODE names. Here it is the test binary once more, which
// starts node as the tests want it.
const (
	jsiiNode   = "JSII_NODE"
	realNode   = "JSIITEST_NODE"
	requestLog = "JSIITEST_REQUESTS"
)

// Main is what TestMain is to do. It ends the process.
//
// With -short, the CDK does not validate templates.
func Main(m *testing.M) {
	standIn()
	os.Exit(run(m))
}

// MainRecorded is Main with the requests written down, for RequestsOf.
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
	flag.Parse()
	if testing.Short() {
		setenv("CDK_VALIDATION", "false")
	}
	jsii.Close() // the child process takes the environment over when it is prepared, which importing the CDK does
	code := m.Run()
	jsii.Close()
	return code
}

func setenv(name, value string) {
	if err := os.Setenv(name, value); err != nil {
		panic(err)
	}
}

// standIn is the child process, if this is one: it has one argument, the program that node is to run.
func standIn() {
	node := os.Getenv(realNode)
	if node == "" || len(os.Args) != 2 || filepath.Ext(os.Args[1]) != ".js" {
		return
	}
	jsii.Close()
	// The engine that validates templates is WebAssembly, and lets its memory grow in many steps. At each of them node collects
	// all garbage anew if it also does so in the background, which takes longer than everything else in a small synth; and
	// optimizing the engine costs more than a process that lives for seconds gets back.
	child := exec.Command(node, "--no-concurrent-marking", "--liftoff-only", os.Args[1])
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	if log := os.Getenv(requestLog); log != "" {
		file, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			panic(err)
		}
		child.Stdin = io.TeeReader(os.Stdin, file) // a request is in the file before node has it, and so before its answer is back
	}
	var exit *exec.ExitError
	if err := child.Run(); err != nil && !errors.As(err, &exit) {
		panic(err)
	}
	os.Exit(child.ProcessState.ExitCode())
}
