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

	"github.com/privates3/privates3-go/constructs/node"
)

// Main runs the tests of a package, stops Node and ends the process. Call it from TestMain.
func Main(m *testing.M) {
	node.OptimizeForSynth()
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

// jsii starts the program that JSII_NODE names, with one argument: the script that Node is to run. To record the requests to
// Node, that program is the test binary itself, which then starts Node.
const (
	jsiiNode   = "JSII_NODE"
	realNode   = "JSIITEST_NODE"
	requestLog = "JSIITEST_REQUESTS"
)

// MainRecorded is Main with the requests to Node recorded, for RequestsOf, and without the CDK's own validation, except that of
// ShareValidation.
func MainRecorded(m *testing.M) {
	standIn()
	folder, err := os.MkdirTemp("", "jsiitest")
	if err != nil {
		panic(err)
	}
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	setenv(requestLog, filepath.Join(folder, "requests"))
	setenv(realNode, cmp.Or(os.Getenv(jsiiNode), "node"))
	setenv(jsiiNode, self)
	setenv("CDK_VALIDATION", "false")
	node.OptimizeForSynth()
	code := m.Run()
	jsii.Close()
	if err := os.RemoveAll(folder); err != nil {
		panic(err)
	}
	os.Exit(code)
}

func setenv(name, value string) {
	if err := os.Setenv(name, value); err != nil {
		panic(err)
	}
}

// standIn runs Node and ends the process if this process was started in place of Node.
func standIn() {
	program := os.Getenv(realNode)
	if program == "" || len(os.Args) != 2 || filepath.Ext(os.Args[1]) != ".js" {
		return
	}
	jsii.Close()
	file, err := os.OpenFile(os.Getenv(requestLog), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	child := exec.Command(program, os.Args[1])
	child.Stdin, child.Stdout, child.Stderr = io.TeeReader(os.Stdin, file), os.Stdout, os.Stderr // a request is in the file before Node has it
	var exit *exec.ExitError
	if err := child.Run(); err != nil && !errors.As(err, &exit) {
		panic(err)
	}
	os.Exit(child.ProcessState.ExitCode())
}
