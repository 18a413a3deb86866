package main

import (
	"io"
	"slices"

	"github.com/privates3/privates3-go/constructs/cmd/privates3/internal/page"
	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// html writes the paths and the findings of the rules as a page.
func (r *pathReport) html(out io.Writer) error {
	found, err := r.rules()
	if err != nil {
		return err
	}
	p := page.Page{Report: r.Report, Place: func(l s3path.Location) string { return found.places.of(l).String() }}
	for _, finding := range found.list {
		shown := page.Finding{
			Severity: string(finding.Severity), Rule: finding.Rule, Message: finding.Message, Fix: found.fix(finding.Rule),
		}
		if i := slices.IndexFunc(found.rules, func(rule lint.Rule) bool { return rule.Id == finding.Rule }); i >= 0 {
			shown.Page = found.rules[i].Page
		}
		for _, l := range finding.Locations {
			shown.Places = append(shown.Places, found.places.of(l).String())
		}
		p.Findings = append(p.Findings, shown)
	}
	return p.Write(out)
}
