//go:build linux

package lab

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// observation is the result of a client of the experiment by one name.
type observation struct {
	stage, client, name string
	dns, request        string
	path                Path
	basis               string // where the post observes or asserts it; the rest follows
}

// The names that clients resolve, and the results of requests.
const (
	usual  = "usual"
	own    = "endpoint's"
	bareId = "vpce-…" // the endpoint's name without the prefix that the certificate has

	publicIp   = "public address"
	privateIp  = "private address"
	noSuchName = "no such name"

	works        = "works"
	timesOut     = "times out"
	otherNames   = "fails: certificate for other names"
	isNotAsked   = "is not sent"
	unclassified = "fails"
)

// The table of examples/private-s3-access/README.md. The office's requests by the usual name are the office's own affair: its
// VPN carries none of them.
var observations = []observation{
	{"none", "public", usual, publicIp, works, Internet, "observation 1"},
	{"none", "isolated", usual, publicIp, timesOut, "", "observation 2"},
	{"none", "office", usual, publicIp, works, OfficeInternet, ""},
	{"none", "isolated", own, noSuchName, isNotAsked, "", ""},

	{"gateway", "public", usual, publicIp, works, Gateway, "asserted"},
	{"gateway", "isolated", usual, publicIp, works, Gateway, "observation 3"},
	{"gateway", "office", usual, publicIp, works, OfficeInternet, ""},
	{"gateway", "isolated", own, noSuchName, isNotAsked, "", ""},

	{"interface", "public", usual, publicIp, works, Internet, ""},
	{"interface", "public", own, privateIp, works, Interface, ""},
	{"interface", "isolated", usual, publicIp, timesOut, "", "observation 4"},
	{"interface", "isolated", own, privateIp, works, Interface, "observation 5"},
	{"interface", "office", usual, publicIp, works, OfficeInternet, ""},
	{"interface", "office", own, privateIp, works, Interface, "asserted"},
	{"interface", "isolated", bareId, privateIp, otherNames, Interface, ""},

	{"both", "public", usual, publicIp, works, Gateway, "asserted"},
	{"both", "public", own, privateIp, works, Interface, ""},
	{"both", "isolated", usual, publicIp, works, Gateway, "asserted"},
	{"both", "isolated", own, privateIp, works, Interface, "asserted"},
	{"both", "office", usual, publicIp, works, OfficeInternet, ""},
	{"both", "office", own, privateIp, works, Interface, "asserted"},
	{"both", "isolated", bareId, privateIp, otherNames, Interface, ""},
}

// patience is how long a client waits for an answer. A busy machine may take its time.
const patience = 3 * time.Second

// officeBlock is the network behind the VPN that testdata/office.json adds to the example, which leaves it to its reader.
var officeBlock = netip.MustParsePrefix("192.168.0.0/16")

// TestExperiment repeats the experiment that the project began with. With -v it prints what it saw.
func TestExperiment(t *testing.T) {
	buildable(t)
	var group sync.WaitGroup
	found := make([]observation, len(observations))
	for _, stage := range []string{"none", "gateway", "interface", "both"} {
		group.Go(func() {
			x := newExperiment(t, stage)
			if x == nil {
				return
			}
			defer x.lab.Close()
			for i, o := range observations {
				if o.stage == stage {
					found[i] = x.observe(t, o)
				}
			}
		})
	}
	group.Wait()
	table := &strings.Builder{}
	columns := tabwriter.NewWriter(table, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(columns, "ENDPOINTS\tCLIENT\tNAME\tDNS\tREQUEST\tPATH\tPOST")
	for i, o := range found {
		_, _ = fmt.Fprintf(columns, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", o.stage, o.client, o.name, o.dns, o.request, o.path, o.basis)
		if want := observations[i]; o != want {
			t.Errorf("%s, %s, %s name: saw %+v, want %+v", want.stage, want.client, want.name, o, want)
		}
	}
	_ = columns.Flush()
	t.Logf("what was seen:\n%s", table)
}

// experiment is one stage of the example, with an office.
type experiment struct {
	lab     *Lab
	bucket  string
	host    string // of the interface endpoint, without a prefix
	clients map[string]*Client
	dir     string
}

func newExperiment(t *testing.T, stage string) *experiment {
	stack := Stack{Name: "PrivateS3Access", Template: withOffice(t, example(t, "private-s3-access/testdata/"+stage+".template.json"))}
	n, err := Read(Options{Office: []netip.Prefix{officeBlock}}, stack)
	if err != nil {
		t.Error(err)
		return nil
	}
	l, err := Build(n)
	if err != nil {
		t.Error(err)
		return nil
	}
	x := &experiment{lab: l, dir: t.TempDir(), host: "vpce-0e25b8cdd720f900e-argc85vg.s3.eu-west-1.vpce.amazonaws.com"}
	x.bucket, err = n.Output(stack.Name, "BucketName")
	if err != nil {
		t.Error(err)
	}
	if stage == "interface" || stage == "both" {
		x.host, err = n.Output(stack.Name, "S3DnsName")
		if err != nil {
			t.Error(err)
		}
	}
	x.clients = map[string]*Client{
		"public":   l.Client(n.Subnet("VpcPublicSubnet1Subnet5C2D37C4")),
		"isolated": l.Client(n.Subnet("VpcIsolatedSubnet1SubnetE48C5737")),
		"office":   l.Office(officeBlock),
	}
	return x
}

// withOffice adds a VPN to an office to the example's template.
func withOffice(t *testing.T, template []byte) []byte {
	t.Helper()
	var whole map[string]json.RawMessage
	var resources map[string]json.RawMessage
	added, err := os.ReadFile("testdata/office.json")
	if err := errors.Join(err, json.Unmarshal(template, &whole)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(json.Unmarshal(whole["Resources"], &resources), json.Unmarshal(added, &resources)); err != nil {
		t.Fatal(err)
	}
	if whole["Resources"], err = json.Marshal(resources); err != nil {
		t.Fatal(err)
	}
	if template, err = json.Marshal(whole); err != nil {
		t.Fatal(err)
	}
	return template
}

// observe resolves a name, and sends requests by every program; all must have the same result.
func (x *experiment) observe(t *testing.T, o observation) observation {
	o.dns, o.request, o.path = "", "", ""
	client := x.clients[o.client]
	host := map[string]string{usual: "s3.eu-west-1.amazonaws.com", own: "bucket." + x.host, bareId: x.host}[o.name]
	switch addresses, err := client.Resolve(host); {
	case errors.Is(err, errNoSuchName):
		o.dns, o.request = noSuchName, isNotAsked
		return o
	case err != nil:
		t.Errorf("%s, %s: %v", o.stage, host, err)
	default:
		o.dns = publicIp
		if addresses[0].IsPrivate() {
			o.dns = privateIp
		}
	}
	programs := x.programs(t, client, o, host)
	results := make([]string, len(programs))
	var group sync.WaitGroup
	for i, send := range programs {
		group.Go(func() { results[i] = send() })
	}
	group.Wait()
	o.request = results[0]
	if slices.ContainsFunc(results, func(r string) bool { return r != results[0] }) {
		t.Errorf("%s, %s, %s name: the programs have different results: %q", o.stage, o.client, o.name, results)
	}
	seen := x.lab.Seen()
	if len(seen) == 0 && (o.request == works || o.request == otherNames) || len(seen) > 0 && o.request == timesOut {
		t.Errorf("%s, %s, %s name: it %s, and S3 saw %v", o.stage, o.client, o.name, o.request, seen)
	}
	for i, w := range seen {
		if i > 0 && w.Path != o.path {
			t.Errorf("%s, %s, %s name: requests took different paths: %v", o.stage, o.client, o.name, seen)
		}
		o.path = w.Path
	}
	return o
}

// programs send a request each, and return its result. The AWS CLI, which takes its time, repeats what the post says.
func (x *experiment) programs(t *testing.T, c *Client, o observation, host string) []func() string {
	programs := []func() string{
		func() string { return x.sdk(c, o.name, host, true) },
		func() string { return x.sdk(c, o.name, host, false) },
		func() string { return x.curl(t, c, host) },
		func() string { return x.probe(t, c, host) },
	}
	if o.name == bareId {
		programs = slices.Delete(programs, 1, 2) // bucket.vpce-… by virtual style: no name of the endpoint
	}
	if _, err := exec.LookPath("aws"); err == nil && o.basis != "" {
		programs = append(programs, func() string { return x.cli(t, c, o.name, host) })
	}
	return programs
}

// sdk lists the bucket by the AWS SDK for Go.
func (x *experiment) sdk(c *Client, name, host string, pathStyle bool) string {
	client, err := c.HTTP(patience)
	if err != nil {
		return err.Error()
	}
	options := s3.Options{
		Region: "eu-west-1", HTTPClient: client, UsePathStyle: pathStyle, RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider("AKIAIOSFODNN7EXAMPLE", "secret", ""),
	}
	if name != usual {
		options.BaseEndpoint = aws.String("https://" + host)
	}
	out, err := s3.New(options).ListObjectsV2(context.Background(), &s3.ListObjectsV2Input{Bucket: &x.bucket})
	if err == nil && *out.Name != x.bucket {
		return "lists " + *out.Name
	}
	return classify(err, "")
}

// classify puts an error, or what a program wrote of one, into a word.
func classify(err error, text string) string {
	if err == nil {
		return works
	}
	text += err.Error()
	for _, words := range [][2]string{
		{"timed out", timesOut},
		{"times out", timesOut},
		{"timeout", timesOut},
		{"Timeout", timesOut},
		{"deadline exceeded", timesOut},
		{"certificate is valid for", otherNames},
		{"doesn't match", otherNames},
		{"no alternative certificate subject name", otherNames},
		{"certificate for another name", otherNames},
	} {
		if strings.Contains(text, words[0]) {
			return words[1]
		}
	}
	return unclassified + ": " + text
}

// command prepares a program that trusts the lab's certificate and knows nothing of the machine.
func (x *experiment) command(t *testing.T, c *Client, program string, arguments ...string) *exec.Cmd {
	certificate := filepath.Join(x.dir, "certificate.pem")
	if _, err := os.Stat(certificate); err != nil {
		s3, err := c.lab.world.s3()
		if err == nil {
			err = os.WriteFile(certificate, s3.certificatePem(), 0o644)
		}
		if err != nil {
			t.Error(err)
		}
	}
	command := exec.Command(program, arguments...)
	command.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + x.dir, "SSL_CERT_FILE=" + certificate, "AWS_CA_BUNDLE=" + certificate, "PYTHONDONTWRITEBYTECODE=1",
		"AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY=secret", "AWS_EC2_METADATA_DISABLED=true", "AWS_MAX_ATTEMPTS=1",
	}
	return command
}

// curl asks without credentials: S3 answers 403 where it is reached.
func (x *experiment) curl(t *testing.T, c *Client, host string) string {
	out, err := c.Run(x.command(t, c, "curl", "--silent", "--show-error", "--write-out", "%{http_code}", "--output", os.DevNull,
		"--cacert", filepath.Join(x.dir, "certificate.pem"), "--max-time", fmt.Sprint(patience.Seconds()), "https://"+host+"/"+x.bucket))
	if err == nil && string(out) != fmt.Sprint(http.StatusForbidden) {
		return string(out)
	}
	return classify(err, string(out))
}

// probe asks by the code that integ/deploy puts into an account.
func (x *experiment) probe(t *testing.T, c *Client, host string) string {
	dir, err := filepath.Abs("../deploy/probe")
	if err != nil {
		return err.Error()
	}
	event, err := json.Marshal(map[string]any{
		"seconds": patience.Seconds(), "names": []any{map[string]string{"name": "it", "url": "https://" + host + "/" + x.bucket}},
	})
	if err != nil {
		return err.Error()
	}
	command := x.command(t, c, "python3", "-c", "import json, sys; sys.path.insert(0, sys.argv[1]); import probe; print(json.dumps(probe.handler(json.loads(sys.argv[2]), None)))",
		dir, string(event))
	out, err := c.Run(command)
	var answers []struct {
		Status int
		Result string
	}
	if err := errors.Join(err, json.Unmarshal(out, &answers)); err != nil || len(answers) != 1 {
		return fmt.Sprintf("%v: %s", err, out)
	}
	if answers[0].Status > 0 {
		return works
	}
	return classify(errors.New(answers[0].Result), "")
}

// cli lists the bucket by the AWS CLI.
func (x *experiment) cli(t *testing.T, c *Client, name, host string) string {
	arguments := []string{
		"s3api", "list-objects-v2", "--bucket", x.bucket, "--region", "eu-west-1",
		"--cli-connect-timeout", fmt.Sprint(patience.Seconds()), "--cli-read-timeout", fmt.Sprint(patience.Seconds()),
	}
	if name != usual {
		arguments = append(arguments, "--endpoint-url", "https://"+host)
	}
	out, err := c.Run(x.command(t, c, "aws", arguments...))
	return classify(err, string(out))
}
