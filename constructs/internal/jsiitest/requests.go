package jsiitest

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// Request is one request to the child process, and what it is for.
type Request struct {
	// Api is the kind of the request: "create", "invoke", "get" and so on.
	Api string
	// Fqn is the type, for requests that name one.
	Fqn string
	// Method is the method that is called.
	Method string
	// Property is the property that is read or written.
	Property string
}

func (r Request) String() string {
	return strings.Join(strings.Fields(r.Api+" "+r.Fqn+" "+r.Method+" "+r.Property), " ")
}

// RequestsOf are the requests that f sends. The package's TestMain must have called MainRecorded.
func RequestsOf(t testing.TB, f func()) (sent []Request) {
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
		var r Request
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		sent = append(sent, r)
	}
	return sent
}
