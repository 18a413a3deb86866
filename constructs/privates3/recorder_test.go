package privates3

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Every call into the CDK is a request to a child process, which JSII_NODE names. Here it is this test binary once more,
// which writes down what it is sent and hands it on to node.
const (
	jsiiNode   = "JSII_NODE"
	realNode   = "PRIVATES3_NODE"
	requestLog = "PRIVATES3_REQUEST_LOG"
)

// standInForNode tells whether this process is that child: the program that node is to run, and the file for the requests.
func standInForNode() (entrypoint, log string) {
	if len(os.Args) != 2 {
		return "", ""
	}
	return os.Args[1], os.Getenv(requestLog)
}

// recordRequests has the requests of this process written down.
func recordRequests() (remove func(), err error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "requests")
	if err != nil {
		return nil, err
	}
	for name, value := range map[string]string{
		realNode:   cmp.Or(os.Getenv(jsiiNode), "node"),
		jsiiNode:   self,
		requestLog: filepath.Join(folder, "requests"),
	} {
		if err := os.Setenv(name, value); err != nil {
			return nil, err
		}
	}
	return func() { _ = os.RemoveAll(folder) }, nil
}

// copyRequests is the child. A request is on file before node has it, and so before its answer is back.
func copyRequests(entrypoint, log string) (exitCode int) {
	file, err := os.OpenFile(log, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		panic(err)
	}
	node := exec.Command(os.Getenv(realNode), entrypoint)
	node.Stdin, node.Stdout, node.Stderr = io.TeeReader(os.Stdin, file), os.Stdout, os.Stderr
	if err := node.Run(); err != nil {
		panic(err)
	}
	return 0
}

// request is what one line of the log tells.
type request struct {
	Api      string
	Fqn      string
	Method   string
	Property string
}

func (r request) String() string {
	return strings.Join(strings.Fields(r.Api+" "+r.Fqn+" "+r.Method+" "+r.Property), " ")
}

// requestsOf are the requests that f sends.
func requestsOf(t *testing.T, f func()) (sent []request) {
	t.Helper()
	log := func() []byte {
		text, err := os.ReadFile(os.Getenv(requestLog))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	before := len(log())
	f()
	for line := range bytes.Lines(log()[before:]) {
		var r request
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		sent = append(sent, r)
	}
	return sent
}
