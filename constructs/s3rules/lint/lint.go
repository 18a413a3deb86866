// Package lint checks templates with the rules of package s3rules in plain Go, without an app, the CDK or Node. Use it for
// templates from other sources: a Go CDK app runs the rules at synth.
package lint

import (
	"cmp"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/source"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/internal/rules"
)

// SchemaVersion is the version of the JSON form of a Report, which report.schema.json describes. It is incremented when a change
// breaks readers.
const SchemaVersion = 1

// Options add information that the templates do not contain. The zero value is right for most templates.
type Options struct {
	// Parameters are the values of the templates' parameters, by name, or by stack and name as in "Network:VpcCidr".
	// A value that its parameter does not allow is an error. Default: parameters are unknown, because a deploy can replace their
	// defaults.
	Parameters map[string]string
	// DefaultParameters controls whether a parameter without a value in Parameters has its default. Default: false.
	DefaultParameters bool
	// ContextFile is the path of the cdk.context.json with the VPCs that were looked up. Default: the cdk.context.json beside
	// the source, if that is a path (of several, the first); if there is none, the one in the working directory, if any.
	ContextFile string
	// AccountFile is the path of a file with the VPCs of an account, which "privates3 account" writes. Resources that the
	// templates refer to by AWS ID are looked up in it. Default: none.
	AccountFile string
	// ToJson converts a template that is not JSON, such as YAML, to JSON. Default: nil; only JSON is read.
	ToJson func(template []byte) ([]byte, error)
}

// Severity is how certain the harm is.
type Severity string

// The severities.
const (
	// Error means that the deploy certainly fails, or that clients are certainly cut off. The one exception is the rule
	// private-dns, which is an error because this library requires private DNS to be off.
	Error Severity = "error"
	// Warning means that there is a risk.
	Warning Severity = "warning"
)

// Rule is one kind of mistake.
type Rule struct {
	// Id is stable, such as "private-dns".
	Id string `json:"id"`
	// Title describes the mistake.
	Title string `json:"title"`
	// Severity is that of all findings of the rule.
	Severity Severity `json:"severity"`
	// Effect describes what happens. If AwsError is not empty, the deploy fails with that error.
	Effect string `json:"effect"`
	// AwsError is AWS's error message, word for word, with "…" for the parts that vary; empty if the deploy succeeds or the message
	// is not documented.
	AwsError string `json:"awsError,omitempty"`
	// Fix describes how to correct the mistake.
	Fix string `json:"fix"`
	// Page is the AWS page that the rule is based on; empty for unreadable-template.
	Page string `json:"page,omitempty"`
}

// Finding is a mistake in the templates.
type Finding struct {
	// Rule is the rule's ID.
	Rule string `json:"rule"`
	// Severity is the severity of the rule.
	Severity Severity `json:"severity"`
	// Message describes what is wrong, with the resources and the value that decides.
	Message string `json:"message"`
	// Locations are where the mistake is, the most relevant one first; empty if it is in no template.
	Locations []Location `json:"locations"`
}

// Location is a place in a template.
type Location = s3path.Location

// Report has the findings.
type Report struct {
	// Version is SchemaVersion.
	Version int `json:"version"`
	// Findings are in the order of Rules. The findings of unreadable-template, about input that could not be read, come last.
	Findings []Finding `json:"findings"`
	// Parameters are the parameters with values from Options, or with their defaults. The findings depend on them.
	Parameters []s3path.Parameter `json:"parameters,omitempty"`
}

// Check checks the templates of a source with all rules. Parts that cannot be read are findings of the rule
// unreadable-template. It returns an error, with the file and the place, if the source is neither a template nor a cloud
// assembly, and an error if no template has a parameter in the options, or the parameter does not allow the value.
func Check[S s3path.Source](from S, options Options) (*Report, error) {
	reader := template.Reader{ToJson: options.ToJson, Parameters: options.Parameters, Defaults: options.DefaultParameters, Account: options.AccountFile}
	assembly, context, err := source.Read(from, reader, options.ContextFile)
	if err != nil {
		return nil, err
	}
	report := &Report{Version: SchemaVersion, Findings: []Finding{}}
	for _, p := range assembly.Assigned {
		report.Parameters = append(report.Parameters, s3path.Parameter(p))
	}
	for _, f := range rules.Check(assembly, network.New(assembly, context)) {
		report.Findings = append(report.Findings, findingOf(f))
	}
	return report, nil
}

func findingOf(f rules.Finding) Finding {
	locations := []Location{}
	for _, l := range f.Locations {
		location := Location{File: l.Stack.File, Stack: l.Stack.Id, Construct: l.Stack.ConstructPath(l.LogicalId), Place: l.Path}
		if l.InResource() {
			location.Resource = l.LogicalId
			location.Place = "Resources." + l.LogicalId
			if l.Path != "" {
				location.Place += "." + l.Path
			}
		}
		locations = append(locations, location)
	}
	return Finding{Rule: f.Rule.Id, Severity: Severity(f.Rule.Severity), Message: f.Message, Locations: locations}
}

// Rules returns all rules, errors first, and unreadable-template last.
func Rules() []Rule {
	var all []Rule
	for _, r := range append(rules.All(), rules.Unreadable()) {
		all = append(all, Rule{
			Id:       r.Id,
			Title:    r.Title,
			Severity: Severity(r.Severity),
			Effect:   cmp.Or(r.Effect, "The deploy fails."),
			AwsError: r.AwsError,
			Fix:      r.Fix,
			Page:     r.Page,
		})
	}
	return all
}
