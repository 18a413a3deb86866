package jsiitest

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// Request is a request to Node. Only Api is in each.
type Request struct {
	Api      string // such as "create", "invoke" or "get"
	Fqn      string // of a type
	Method   string // that is called
	Property string // that is read or written
}

func (r Request) String() string {
	return strings.Join(strings.Fields(r.Api+" "+r.Fqn+" "+r.Method+" "+r.Property), " ")
}

// RequestsOf returns the requests that f sends. The package's TestMain must have called MainRecorded.
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
