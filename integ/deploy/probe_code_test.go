package deploy

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// The probe's code requests servers on this machine, each of which fails differently.
func TestProbeCode(t *testing.T) {
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/denied":
			w.WriteHeader(http.StatusForbidden)
		case "/silent":
			<-r.Context().Done()
		}
	}))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	certificate := filepath.Join(t.TempDir(), "certificate.pem")
	must(t, os.WriteFile(certificate, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}), 0o600))
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	must(t, err)

	closed, silent, rude := listen(t), listen(t), listen(t)
	must(t, closed.Close())
	go func() {
		for {
			connection, err := rude.Accept()
			if err != nil {
				return
			}
			_ = connection.Close()
		}
	}()

	local := func(result string, status int) answer {
		return answer{Dns: s3path.PrivateIp, Addresses: []string{"127.0.0.1"}, Result: result, Status: status}
	}
	cases := []struct {
		name  string
		url   string
		want  answer
		error string
		waits bool // until the timeout
	}{
		{name: "answered", url: server.URL, want: local("answered", 200)},
		{name: "denied", url: server.URL + "/denied", want: local("answered", 403)},
		{name: "refused", url: "https://" + closed.Addr().String(), want: local("refused", 0), error: "ConnectionRefusedError"},
		{name: "no TLS handshake", url: "https://" + silent.Addr().String(), want: local("timed out", 0), error: "timed out", waits: true},
		{name: "no HTTP response", url: server.URL + "/silent", want: local("timed out", 0), error: "timed out", waits: true},
		{name: "connection closed", url: "https://" + rude.Addr().String(), want: local("failed", 0)},
		// An endpoint's name as EC2 lists it, with its wildcard, which the resolver rejects without a query.
		{name: "no such name", url: "https://*.vpce-1.invalid", want: answer{Dns: s3path.NoSuchName, Addresses: []string{}, Result: "not sent"}, error: "gaierror"},
		// The certificate is for 127.0.0.1. Neither is an endpoint's certificate for its name without "bucket.".
		{name: "other name", url: "https://localhost:" + port, want: local("certificate for another name", 0), error: "Hostname mismatch"},
	}
	asked := event{Seconds: 1}
	for _, c := range cases {
		asked.Names = append(asked.Names, question{Name: s3path.Name(c.name), Url: c.url})
	}
	var answers []answer
	python(t, "probe.handler(given, None)", certificate, asked, &answers)
	if len(answers) != len(cases) {
		t.Fatalf("%d names, but %d answers", len(cases), len(answers))
	}

	for i, c := range cases {
		got, want := answers[i], c.want
		want.Name = s3path.Name(c.name)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(answer{}, "Host", "Error", "Milliseconds")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", got, diff)
		}
		if !strings.Contains(got.Error, c.error) || (got.Error == "") != (c.want.Result == "answered") {
			t.Errorf("%s: the error is %q, want one with %q", c.name, got.Error, c.error)
		}
		if steps := got.Milliseconds / 1000 / asked.Seconds; (steps == 1) != c.waits || steps > 1 {
			t.Errorf("%s took %d ms, which is %d timeouts", c.name, got.Milliseconds, steps)
		}
	}
}

// A certificate of an unknown authority is not that of S3. The request fails, but not because of the name.
func TestProbeCodeUnknownAuthority(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	var answers []answer
	python(t, "probe.handler(given, None)", os.DevNull, event{Seconds: 1, Names: []question{{Name: "untrusted", Url: server.URL}}}, &answers)
	if got := answers[0]; got.Result != "failed" || !strings.Contains(got.Error, "CERTIFICATE_VERIFY_FAILED") {
		t.Errorf("a server with a certificate of an unknown authority: %s", got)
	}
}

func TestProbeCodeKinds(t *testing.T) {
	for _, c := range []struct {
		want      s3path.Answer
		addresses []string
	}{
		{s3path.PublicIp, []string{"52.218.1.2", "3.5.64.1"}},
		{s3path.PrivateIp, []string{"10.1.1.7"}},
		{s3path.PrivateIp, []string{"172.31.0.7", "192.168.0.7", "100.64.0.7"}}, // blocks that a VPC can have
		{"private-ip and public-ip", []string{"52.218.1.2", "10.1.1.7"}},
	} {
		var got s3path.Answer
		python(t, "probe.kind(given)", os.DevNull, c.addresses, &got)
		if got != c.want {
			t.Errorf("%v are %q, want %q", c.addresses, got, c.want)
		}
	}
}

// python evaluates an expression with the probe's module and the variable given. It trusts only the given certificates.
func python(t *testing.T, expression, certificates string, given, result any) {
	t.Helper()
	interpreter, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not on the PATH. The probe's code needs Python 3.10 or later.")
	}
	input, err := json.Marshal(given)
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, interpreter, "-B", "-c", "import json, sys, probe; given = json.load(sys.stdin); print(json.dumps("+expression+"))")
	command.Dir = "probe"
	command.Env = append(command.Environ(), "SSL_CERT_FILE="+certificates, "SSL_CERT_DIR="+os.DevNull)
	command.Stdin = bytes.NewReader(input)
	output, err := command.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Fatalf("%s: %v\n%s", expression, err, exit.Stderr)
	}
	must(t, err)
	must(t, json.Unmarshal(output, result))
}

// listen accepts connections and sends nothing.
func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}
