package deploy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// event is what the probe is asked.
type event struct {
	Seconds int        `json:"seconds"` // patience with each step of a request
	Names   []question `json:"names"`
}

type question struct {
	Name s3path.Name `json:"name"`
	Url  string      `json:"url"`
}

// answer is how a request by one name fared, in the words of probe/probe.py.
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
	text := fmt.Sprintf("%s name: DNS answers %s, the request %s in %d ms", a.Name, a.dns(), a.Result, a.Milliseconds)
	if a.Status != 0 {
		return fmt.Sprintf("%s, with %d", text, a.Status)
	}
	return fmt.Sprintf("%s: %s", text, a.Error)
}

func (a answer) dns() string {
	return strings.Join(append([]string{string(a.Dns)}, a.Addresses...), " ")
}

// subnetRows are the rows of the subnet with an address block.
func subnetRows(report *s3path.Report, block string) []s3path.Row {
	return slices.DeleteFunc(report.Rows(), func(row s3path.Row) bool {
		return row.Client.Kind != s3path.Subnet || row.Client.Cidr != block
	})
}

// disagreements are the differences between what a function in a subnet answers and what was foretold of the subnet.
func disagreements(report *s3path.Report, block string, answers []answer) []string {
	rows := subnetRows(report, block)
	if len(rows) == 0 {
		return []string{fmt.Sprintf("%s: nothing was foretold of this subnet", block)}
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
			found = append(found, fmt.Sprintf("%s, %s name: nobody asked, foretold is that DNS answers %s", block, row.Name, row.Dns))
		}
	}
	return found
}

// disagreement is the first difference between an answer and the row that foretold it, empty if there is none. What the
// row does not tell is not compared.
func disagreement(row s3path.Row, got answer) string {
	want, why := foretold(row)
	switch {
	case row.Dns != s3path.UnknownAnswer && got.Dns != row.Dns:
		return fmt.Sprintf("DNS answers %s, foretold is %s", got.dns(), row.Dns)
	case want == "":
		return ""
	case got.Result != want:
		return fmt.Sprintf("the request %s, foretold is that it %s: %s", got.Result, want, why)
	case want == "works" && got.Status != 200 && got.Status != 403:
		return fmt.Sprintf("the request is answered with %d: the bucket is not at %s", got.Status, got.Host)
	}
	return ""
}

// foretold is how a function in the row's subnet is to fare, and why; empty if the row does not tell. A row is about
// instances, and those of a public subnet have public addresses. A function's network interface has none, so an internet
// gateway takes nothing from it; on the other ways it is like an instance.
func foretold(row s3path.Row) (result, why string) {
	switch {
	case row.Dns == s3path.NoSuchName:
		return "is not asked", row.Reason
	case row.Path == s3path.Internet:
		return "times out", "a function has no public address for an internet gateway"
	case row.Reachable == s3path.No:
		return "times out", row.Reason
	case row.Reachable == s3path.Yes:
		return "works", row.Reason
	}
	return "", row.Reason
}

const (
	publicSubnet   = "10.1.0.0/24"
	isolatedSubnet = "10.1.1.0/24"
)

var (
	usualWorks    = answer{Name: s3path.UsualName, Dns: s3path.PublicIp, Result: "works", Status: 403}
	usualTimesOut = answer{Name: s3path.UsualName, Dns: s3path.PublicIp, Result: "times out"}
	ownWorks      = answer{Name: s3path.EndpointName, Dns: s3path.PrivateIp, Result: "works", Status: 403}
)

// The five observations of the experiment are what s3path foretells of the example. A function fares as the instance of the
// experiment did, but in the public subnet, where the instance had a public address.
func TestProbeObservations(t *testing.T) {
	for n, c := range []struct {
		stage, subnet string
		name          s3path.Name
		dns           s3path.Answer
		reachable     s3path.Reachable
		path          s3path.Path
		function      string
	}{
		{"none", publicSubnet, s3path.UsualName, s3path.PublicIp, s3path.Yes, s3path.Internet, "times out"},
		{"none", isolatedSubnet, s3path.UsualName, s3path.PublicIp, s3path.No, s3path.None, "times out"},
		{"gateway", isolatedSubnet, s3path.UsualName, s3path.PublicIp, s3path.Yes, s3path.Gateway, "works"},
		{"interface", isolatedSubnet, s3path.UsualName, s3path.PublicIp, s3path.No, s3path.None, "times out"},
		{"interface", isolatedSubnet, s3path.EndpointName, s3path.PrivateIp, s3path.Yes, s3path.Interface, "works"},
	} {
		rows := subnetRows(stage(t, c.stage), c.subnet)
		row := rows[slices.IndexFunc(rows, func(row s3path.Row) bool { return row.Name == c.name })]
		if row.Dns != c.dns || row.Reachable != c.reachable || row.Path != c.path || row.Basis != s3path.Observed {
			t.Errorf("observation %d: foretold is %+v", n+1, row)
		}
		if result, why := foretold(row); result != c.function {
			t.Errorf("observation %d: a function %s, want %s: %s", n+1, result, c.function, why)
		}
	}
}

// stage is what s3path foretells of the template of an example's stage.
func stage(t *testing.T, name string) *s3path.Report {
	t.Helper()
	report, err := s3path.Analyze("../../examples/private-s3-access/testdata/"+name+".template.json", s3path.Options{})
	must(t, err)
	return report
}

func TestProbeDisagreements(t *testing.T) {
	with := func(a answer, change func(*answer)) answer {
		change(&a)
		return a
	}
	for _, c := range []struct {
		stage, subnet string
		answers       []answer
		want          string
		why           string
	}{
		{"both", publicSubnet, []answer{usualWorks, ownWorks}, "", "endpoints need no public address"},
		{"both", isolatedSubnet, []answer{usualWorks, ownWorks}, "", "all as foretold"},
		{"both", isolatedSubnet, []answer{ownWorks, usualWorks}, "", "the order does not matter"},
		{
			"both", isolatedSubnet,
			[]answer{usualWorks, with(ownWorks, func(a *answer) { a.Status = 200 })},
			"",
			"a bucket may be public",
		},
		{
			"both", isolatedSubnet,
			[]answer{with(usualWorks, func(a *answer) { a.Dns, a.Addresses = s3path.PrivateIp, []string{"10.1.1.7"} }), ownWorks},
			"10.1.1.0/24, usual name: DNS answers private IP 10.1.1.7, foretold is public IP",
			"private DNS is on, and nobody said so",
		},
		{
			"both", isolatedSubnet,
			[]answer{usualWorks, with(ownWorks, func(a *answer) { a.Dns, a.Result, a.Status = s3path.NoSuchName, "is not asked", 0 })},
			"10.1.1.0/24, endpoint name: DNS answers no such name, foretold is private IP",
			"the endpoint is gone, or its name is misspelt",
		},
		{
			"both", isolatedSubnet,
			[]answer{with(usualWorks, func(a *answer) { a.Dns, a.Result, a.Status = "nothing", "is not asked", 0 }), ownWorks},
			"10.1.1.0/24, usual name: DNS answers nothing, foretold is public IP",
			"the VPC has no resolver",
		},
		{
			"both", isolatedSubnet,
			[]answer{usualWorks, with(ownWorks, func(a *answer) { a.Dns = "private IP and public IP" })},
			"10.1.1.0/24, endpoint name: DNS answers private IP and public IP, foretold is private IP",
			"one address of another kind is one too many",
		},
		{
			"gateway", isolatedSubnet,
			[]answer{usualTimesOut},
			"10.1.1.0/24, usual name: the request times out, foretold is that it works: gateway endpoint",
			"no route to the gateway",
		},
		{
			"both", isolatedSubnet,
			[]answer{usualWorks, with(ownWorks, func(a *answer) { a.Result, a.Status = "is refused", 0 })},
			"10.1.1.0/24, endpoint name: the request is refused, foretold is that it works: ",
			"somebody else has the address",
		},
		{
			"both", isolatedSubnet,
			[]answer{usualWorks, with(ownWorks, func(a *answer) { a.Result, a.Status = "meets a certificate for other names", 0 })},
			"10.1.1.0/24, endpoint name: the request meets a certificate for other names, foretold is that it works: ",
			"a name without its bucket.",
		},
		{
			"none", isolatedSubnet,
			[]answer{usualWorks},
			"10.1.1.0/24, usual name: the request works, foretold is that it times out: route table",
			"a way that the template does not show",
		},
		{
			"none", isolatedSubnet,
			[]answer{with(usualWorks, func(a *answer) { a.Result, a.Status = "is refused", 0 })},
			"10.1.1.0/24, usual name: the request is refused, foretold is that it times out: route table",
			"who refuses has been reached",
		},
		{
			"none", publicSubnet,
			[]answer{usualWorks},
			"10.1.0.0/24, usual name: the request works, foretold is that it times out: a function has no public address",
			"it was not the internet gateway that it took",
		},
		{
			"both", isolatedSubnet,
			[]answer{with(usualWorks, func(a *answer) { a.Status = 404 }), ownWorks},
			"10.1.1.0/24, usual name: the request is answered with 404: the bucket is not at ",
			"another bucket's name proves nothing of this one",
		},
		{
			"both", isolatedSubnet,
			[]answer{usualWorks},
			"10.1.1.0/24, endpoint name: nobody asked, foretold is that DNS answers private IP",
			"the endpoint's output is missing",
		},
		{
			"gateway", isolatedSubnet,
			[]answer{usualWorks, ownWorks},
			"10.1.1.0/24, endpoint name: DNS answers private IP, foretold is no such name",
			"an endpoint that the template does not show",
		},
		{
			"both", "10.1.2.0/24",
			[]answer{usualWorks, ownWorks},
			"10.1.2.0/24: nothing was foretold of this subnet",
			"a subnet that the template does not show",
		},
	} {
		got := strings.Join(disagreements(stage(t, c.stage), c.subnet, c.answers), "\n")
		if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) || strings.Contains(got, "\n") {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

// What the templates do not tell is not compared.
func TestProbeDisagreementWithTheUnknown(t *testing.T) {
	unknown := s3path.Row{Dns: s3path.PublicIp, Path: s3path.Transit, Reachable: s3path.Unknown}
	for _, got := range []answer{usualWorks, usualTimesOut} {
		if difference := disagreement(unknown, got); difference != "" {
			t.Error(difference)
		}
	}
	if disagreement(unknown, answer{Dns: s3path.PrivateIp}) == "" {
		t.Error("what DNS answers is foretold, and not compared")
	}
	unknown.Dns, unknown.Reachable = s3path.UnknownAnswer, s3path.No
	if difference := disagreement(unknown, answer{Dns: s3path.PrivateIp, Result: "times out"}); difference != "" {
		t.Error(difference)
	}
}
