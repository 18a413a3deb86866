package main

import (
	"bytes"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

const homepage = "https://github.com/privates3/privates3-go"

// sarif is for code scanning: SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
func (f *findings) sarif() string {
	run := sarif.NewRunWithInformationURI("privates3", homepage).WithColumnKind("unicodeCodePoints")
	driver := run.Tool.Driver.WithVersion(version())
	for _, r := range f.rules {
		rule := sarif.NewRule(r.Id).
			WithShortDescription(sarif.NewMultiformatMessageString().WithText(r.Title)).
			WithFullDescription(sarif.NewMultiformatMessageString().WithText(happens(r))).
			WithHelp(sarif.NewMultiformatMessageString().WithText(r.Fix)).
			WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(string(r.Severity)))
		if r.Page != "" {
			rule.WithHelpURI(r.Page)
		}
		driver.AddRule(rule)
	}
	for _, finding := range f.list {
		if len(finding.Locations) == 0 { // GitHub refuses a result that is nowhere
			finding.Locations = []lint.Location{{File: f.places.input}}
		}
		rule := slices.IndexFunc(f.rules, func(r lint.Rule) bool { return r.Id == finding.Rule })
		result := sarif.NewRuleResult(finding.Rule).
			WithRuleIndex(rule).
			WithLevel(string(finding.Severity)).
			WithMessage(sarif.NewTextMessage(f.withFix(finding)))
		for i, l := range finding.Locations {
			location := f.sarifLocation(l)
			if i == 0 {
				result.AddLocation(location)
			} else {
				result.AddRelatedLocation(location)
			}
		}
		run.AddResult(result)
	}
	report := sarif.NewReport()
	report.AddRun(run)
	var b bytes.Buffer
	_ = report.PrettyWrite(&b) // a buffer has no error
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (f *findings) sarifLocation(l lint.Location) *sarif.Location {
	at := f.places.of(l)
	physical := sarif.NewPhysicalLocation().WithArtifactLocation(sarif.NewSimpleArtifactLocation(at.uri()))
	if at.Line > 0 {
		physical.WithRegion(sarif.NewRegion().WithStartLine(at.Line).WithStartColumn(at.Column))
	}
	location := sarif.NewLocation().WithPhysicalLocation(physical)
	if l.Construct != "" {
		location.WithLogicalLocations([]*sarif.LogicalLocation{sarif.NewLogicalLocation().WithFullyQualifiedName(l.Construct)})
	}
	return location
}

// happens returns what happens, with AWS's message if there is one.
func happens(r lint.Rule) string {
	if r.AwsError == "" {
		return r.Effect
	}
	return r.Effect + " AWS's message: " + r.AwsError
}
