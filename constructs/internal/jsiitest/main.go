// Package jsiitest runs tests that use the CDK.
package jsiitest

import (
	_ "embed"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/node"
)

// Main runs the tests of a package, stops Node and ends the process. Call it from TestMain.
func Main(m *testing.M) {
	node.OptimizeForSynth()
	os.Exit(run(m))
}

func run(m *testing.M) int {
	code := m.Run()
	jsii.Close()
	return code
}

const requestLog = "JSIITEST_REQUESTS"

//go:embed pipes.cjs
var pipes []byte

// MainRecorded is Main with the requests to Node recorded, for RequestsOf, and without the CDK's own validation, except that of
// ShareValidation.
func MainRecorded(m *testing.M) {
	folder, err := os.MkdirTemp("", "jsiitest")
	if err != nil {
		panic(err)
	}
	script := filepath.Join(folder, "pipes.cjs")
	if err := os.WriteFile(script, pipes, 0o600); err != nil {
		panic(err)
	}
	setenv(requestLog, filepath.Join(folder, "requests"))
	setenv("CDK_VALIDATION", "false")
	node.OptimizeForSynth()
	setenv("NODE_OPTIONS", os.Getenv("NODE_OPTIONS")+" --require="+strconv.Quote(script))
	jsii.Close() // the process that OptimizeForSynth has prepared has the options as they were
	code := run(m)
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
