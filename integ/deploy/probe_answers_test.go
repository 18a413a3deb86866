package deploy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// event is what the probe's function is invoked with.
type event struct {
	Seconds int        `json:"seconds"` // the timeout of each step of a request
	Names   []question `json:"names"`
}

type question struct {
	Name s3path.Name `json:"name"`
	Url  string      `json:"url"`
}

// answer is the result of a request by one name, in the words of probe/probe.py.
type answer struct {
	Name         s3path.Name
	Host         string
	Dns          s3path.Answer
	Addresses    []string
	Result       string
	Status       int
	Milliseconds int
	Error        string
}

func (a answer) String() string {
	return fmt.Sprintf("%s name: DNS answers %q, result %q, status %d, %d ms, error %q", a.Name, a.dns(), a.Result, a.Status, a.Milliseconds, a.Error)
}

func (a answer) dns() string {
	return strings.Join(append([]string{string(a.Dns)}, a.Addresses...), " ")
}

// subnetRows returns the rows of the subnet with a CIDR block.
func subnetRows(report *s3path.Report, block string) []s3path.Row {
	return slices.DeleteFunc(slices.Collect(report.Rows()), func(row s3path.Row) bool {
		return row.Client.Kind != s3path.Subnet || row.Client.Cidr != block
	})
}

// disagreements returns the differences between the answers from a subnet and the predictions for it.
func disagreements(report *s3path.Report, block string, answers []answer) []string {
	rows := subnetRows(report, block)
	if len(rows) == 0 {
		return []string{block + ": there is no prediction for this subnet"}
	}
	var found []string
	for _, row := range rows {
		at := slices.IndexFunc(answers, func(a answer) bool { return a.Name == row.Name })
		switch {
		case at >= 0:
			if difference := disagreement(row, answers[at]); difference != "" {
				found = append(found, fmt.Sprintf("%s, %s name: %s", block, row.Name, difference))
			}
		case row.Dns != s3path.NoSuchName:
			found = append(found, fmt.Sprintf("%s, %s name: not asked, want DNS answer %q", block, row.Name, row.Dns))
		}
	}
	return found
}

// disagreement returns the first difference between an answer and its prediction, or "". What is unknown is not compared.
func disagreement(row s3path.Row, got answer) string {
	want, reason := predicted(row)
	switch {
	case row.Dns != s3path.UnknownAnswer && got.Dns != row.Dns:
		return fmt.Sprintf("DNS answers %q, want %q", got.dns(), row.Dns)
	case want == "":
		return ""
	case got.Result != want:
		return fmt.Sprintf("result %q, want %q: %s", got.Result, want, reason)
	case want == "answered" && got.Status != 200 && got.Status != 403:
		return fmt.Sprintf("status %d: the bucket is not at %s", got.Status, got.Host)
	}
	return ""
}

// predicted returns the result of a function in the row's subnet, and the reason; "" if it is unknown. A row is about
// instances, and those of a public subnet have public addresses. A function's network interface has none, so an internet
// gateway drops its packets. On the other paths it is like an instance.
func predicted(row s3path.Row) (result, reason string) {
	switch {
	case row.Dns == s3path.NoSuchName:
		return "not sent", row.Reason
	case row.Path == s3path.Internet:
		return "timed out", "a function has no public address for an internet gateway"
	case row.Reachable == s3path.No:
		return "timed out", row.Reason
	case row.Reachable == s3path.Yes:
		return "answered", row.Reason
	}
	return "", row.Reason
}

const (
	publicSubnet   = "10.1.0.0/24"
	isolatedSubnet = "10.1.1.0/24"
)

var (
	usualAnswered    = answer{Name: s3path.UsualName, Dns: s3path.PublicIp, Result: "answered", Status: 403}
	usualTimedOut    = answer{Name: s3path.UsualName, Dns: s3path.PublicIp, Result: "timed out"}
	endpointAnswered = answer{Name: s3path.EndpointName, Dns: s3path.PrivateIp, Result: "answered", Status: 403}
)

// s3path predicts the five observations of the experiment. A function has the result of the experiment's instance, except in
// the public subnet, where the instance had a public address.
func TestProbeObservations(t *testing.T) {
	for n, c := range []struct {
		stage, subnet string
		name          s3path.Name
		dns           s3path.Answer
		reachable     s3path.Reachable
		path          s3path.Path
		function      string
	}{
		{"none", publicSubnet, s3path.UsualName, s3path.PublicIp, s3path.Yes, s3path.Internet, "timed out"},
		{"none", isolatedSubnet, s3path.UsualName, s3path.PublicIp, s3path.No, s3path.NoPath, "timed out"},
		{"gateway", isolatedSubnet, s3path.UsualName, s3path.PublicIp, s3path.Yes, s3path.Gateway, "answered"},
		{"interface", isolatedSubnet, s3path.UsualName, s3path.PublicIp, s3path.No, s3path.NoPath, "timed out"},
		{"interface", isolatedSubnet, s3path.EndpointName, s3path.PrivateIp, s3path.Yes, s3path.Interface, "answered"},
	} {
		rows := subnetRows(stage(t, c.stage), c.subnet)
		row := rows[slices.IndexFunc(rows, func(row s3path.Row) bool { return row.Name == c.name })]
		if row.Dns != c.dns || row.Reachable != c.reachable || row.Path != c.path || row.Basis != s3path.Observed {
			t.Errorf("observation %d: predicted is %+v", n+1, row)
		}
		if result, reason := predicted(row); result != c.function {
			t.Errorf("observation %d: a function has the result %q, want %q: %s", n+1, result, c.function, reason)
		}
	}
}

// stage returns the report on the template of an example's stage.
func stage(t *testing.T, name string) *s3path.Report {
	t.Helper()
	report, err := s3path.Analyze("../../examples/private-s3-access/testdata/"+name+".template.json", s3path.Options{})
	must(t, err)
	return report
}

func TestProbeDisagreements(t *testing.T) {
	with := func(a answer, dns s3path.Answer, result string, status int) answer {
		a.Dns, a.Result, a.Status = dns, result, status
		return a
	}
	const public, private = s3path.PublicIp, s3path.PrivateIp
	for _, c := range []struct {
		name          string
		stage, subnet string
		answers       []answer
		want          string // the beginning of the only difference
	}{
		{
			"endpoints need no public address", "both", publicSubnet,
			[]answer{usualAnswered, endpointAnswered},
			"",
		}, {
			"all as predicted", "both", isolatedSubnet,
			[]answer{usualAnswered, endpointAnswered},
			"",
		}, {
			"in another order", "both", isolatedSubnet,
			[]answer{endpointAnswered, usualAnswered},
			"",
		}, {
			"the bucket is public", "both", isolatedSubnet,
			[]answer{usualAnswered, with(endpointAnswered, private, "answered", 200)},
			"",
		}, {
			"private DNS is on", "both", isolatedSubnet,
			[]answer{with(usualAnswered, private, "answered", 403), endpointAnswered},
			`10.1.1.0/24, usual name: DNS answers "private-ip", want "public-ip"`,
		}, {
			"the endpoint is gone, or its name is misspelled", "both", isolatedSubnet,
			[]answer{usualAnswered, with(endpointAnswered, s3path.NoSuchName, "not sent", 0)},
			`10.1.1.0/24, endpoint name: DNS answers "no-such-name", want "private-ip"`,
		}, {
			"the VPC has no resolver", "both", isolatedSubnet,
			[]answer{with(usualAnswered, "no-answer", "not sent", 0), endpointAnswered},
			`10.1.1.0/24, usual name: DNS answers "no-answer", want "public-ip"`,
		}, {
			"addresses of two kinds", "both", isolatedSubnet,
			[]answer{usualAnswered, with(endpointAnswered, "private-ip and public-ip", "answered", 403)},
			`10.1.1.0/24, endpoint name: DNS answers "private-ip and public-ip", want "private-ip"`,
		}, {
			"no route to the gateway endpoint", "gateway", isolatedSubnet,
			[]answer{usualTimedOut},
			`10.1.1.0/24, usual name: result "timed out", want "answered": `,
		}, {
			"another server has the address", "both", isolatedSubnet,
			[]answer{usualAnswered, with(endpointAnswered, private, "refused", 0)},
			`10.1.1.0/24, endpoint name: result "refused", want "answered": `,
		}, {
			"a name without its bucket.", "both", isolatedSubnet,
			[]answer{usualAnswered, with(endpointAnswered, private, "certificate for another name", 0)},
			`10.1.1.0/24, endpoint name: result "certificate for another name", want "answered": `,
		}, {
			"a path that the template does not show", "none", isolatedSubnet,
			[]answer{usualAnswered},
			`10.1.1.0/24, usual name: result "answered", want "timed out": `,
		}, {
			"refused after all by a server", "none", isolatedSubnet,
			[]answer{with(usualAnswered, public, "refused", 0)},
			`10.1.1.0/24, usual name: result "refused", want "timed out": `,
		}, {
			"a path other than the internet gateway", "none", publicSubnet,
			[]answer{usualAnswered},
			`10.1.0.0/24, usual name: result "answered", want "timed out": a function has no public address`,
		}, {
			"the name of another bucket", "both", isolatedSubnet,
			[]answer{with(usualAnswered, public, "answered", 404), endpointAnswered},
			`10.1.1.0/24, usual name: status 404: the bucket is not at `,
		}, {
			"the output with the endpoint's name is missing", "both", isolatedSubnet,
			[]answer{usualAnswered},
			`10.1.1.0/24, endpoint name: not asked, want DNS answer "private-ip"`,
		}, {
			"an endpoint that the template does not show", "gateway", isolatedSubnet,
			[]answer{usualAnswered, endpointAnswered},
			`10.1.1.0/24, endpoint name: DNS answers "private-ip", want "no-such-name"`,
		}, {
			"a subnet that the template does not show", "both", "10.1.2.0/24",
			[]answer{usualAnswered, endpointAnswered},
			`10.1.2.0/24: there is no prediction for this subnet`,
		},
	} {
		got := strings.Join(disagreements(stage(t, c.stage), c.subnet, c.answers), "\n")
		if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) || strings.Contains(got, "\n") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestProbeDisagreementWithUnknown(t *testing.T) {
	unknown := s3path.Row{Result: s3path.Result{Dns: s3path.PublicIp, Path: s3path.Transit, Reachable: s3path.Unknown}}
	for _, got := range []answer{usualAnswered, usualTimedOut} {
		if difference := disagreement(unknown, got); difference != "" {
			t.Error(difference)
		}
	}
	if disagreement(unknown, answer{Dns: s3path.PrivateIp}) == "" {
		t.Error("the DNS answer is known, and not compared")
	}
	unknown.Dns, unknown.Reachable = s3path.UnknownAnswer, s3path.No
	if difference := disagreement(unknown, answer{Dns: s3path.PrivateIp, Result: "timed out"}); difference != "" {
		t.Error(difference)
	}
}
