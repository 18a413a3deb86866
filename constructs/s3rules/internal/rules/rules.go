package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// Severity is how certain the harm is. Package lint describes the values.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Rule is one kind of mistake. Package lint describes the fields.
type Rule struct {
	Id       string
	Title    string
	Severity Severity
	AwsError string
	Effect   string // if AwsError is empty
	Fix      string
	Page     string

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
