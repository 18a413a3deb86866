package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// Severity is how certain the harm is.
type Severity string

const (
	// Error means that the deploy certainly fails, or that clients are certainly cut off. The one exception is private-dns,
	// which is an error because this library requires private DNS to be off.
	Error Severity = "error"
	// Warning means that there is a risk.
	Warning Severity = "warning"
)

// Rule is one kind of mistake.
type Rule struct {
	// Id is short and stable. Users acknowledge a rule by it.
	Id string
	// Title says what the mistake is.
	Title string
	// Severity is that of all findings of the rule.
	Severity Severity
	// AwsError is the error message of the deploy, word for word, with "…" for the parts that vary; empty if the deploy succeeds or
	// the message is not documented.
	AwsError string
	// Effect is what happens, if AwsError is empty.
	Effect string
	// Fix says how to correct the mistake.
	Fix string
	// Page is the AWS page that the rule rests on.
	Page string

	check func(in *input) []Result
}

// input is what rules check.
type input struct {
	assembly *template.Assembly
	network  *network.Network
	asked    *topology.Topology // nil until a rule asks
}

// topology returns the network that rules ask what becomes of packets.
func (in *input) topology() *topology.Topology {
	if in.asked == nil {
		in.asked = topology.New(in.assembly, in.network, topology.Options{OtherApps: true})
	}
	return in.asked
}

// Check returns the violations of all rules, in the order of All, those of one rule in the order of the resources, and then
// what could not be checked. If a rule panics, the others are checked all the same.
func Check(a *template.Assembly, n *network.Network) []Finding {
	findings := check(All(), &input{assembly: a, network: n})
	for _, gap := range n.Gaps {
		findings = append(findings, unreadable(a, gap))
	}
	return findings
}

func check(rules []Rule, in *input) (findings []Finding) {
	var failed []Finding
	for _, rule := range rules {
		func() {
			defer func() {
				if r := recover(); r != nil {
					failed = append(failed, NotChecked(fmt.Sprintf("the rule %s was not checked: %v", rule.Id, r)))
				}
			}()
			for _, r := range rule.check(in) {
				if r.Compliance == NonCompliant {
					r.Message = plain.Text(r.Message)
					findings = append(findings, Finding{Result: r, Rule: rule})
				}
			}
		}()
	}
	return append(findings, failed...)
}

// Check returns one result for each resource that the rule checks.
func (r Rule) Check(a *template.Assembly, n *network.Network) []Result {
	return r.check(&input{assembly: a, network: n})
}
