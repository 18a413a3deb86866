package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// findings are what a check found, and where. Every command that finds something prints it with them.
type findings struct {
	command string
	rules   []lint.Rule // of which there may be findings
	list    []lint.Finding
	checks  []check
	places  *places
}

// check is a test case: what was looked at, and what was found.
type check struct {
	class, name, title string
	found              []lint.Finding
}

// rule returns the rule with an ID.
func (f *findings) rule(id string) lint.Rule {
	for _, r := range f.rules {
		if r.Id == id {
			return r
		}
	}
	return lint.Rule{}
}

// withFix returns the message of a finding and what to do, as sentences.
func (f *findings) withFix(finding lint.Finding) string {
	message := finding.Message
	if !strings.HasSuffix(message, ".") {
		message += "."
	}
	return message + " " + f.rule(finding.Rule).Fix
}

func (f *findings) count() (errors, warnings int) {
	for _, finding := range f.list {
		if finding.Severity == lint.Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// text is for people: what is wrong, where, and what to do.
func (f *findings) text(t terminal) string {
	var b strings.Builder
	for _, finding := range f.list {
		fmt.Fprintf(&b, "%s %s: %s\n", t.severity("", finding.Severity), finding.Rule, plain.Text(finding.Message))
		for _, l := range finding.Locations {
			fmt.Fprintf(&b, "  %s\n", plain.Text(f.places.of(l).String()))
		}
		fmt.Fprintf(&b, "  %s\n\n", f.rule(finding.Rule).Fix)
	}
	errors, warnings := f.count()
	fmt.Fprintf(&b, "%s, %s\n", counted(errors, "error"), counted(warnings, "warning"))
	return b.String()
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func (f *findings) markdown() string {
	if len(f.list) == 0 {
		return "No findings.\n"
	}
	var b strings.Builder
	b.WriteString("| severity | rule | finding | place |\n| --- | --- | --- | --- |\n")
	for _, finding := range f.list {
		var places []string
		for _, l := range finding.Locations {
			places = append(places, f.places.of(l).String())
		}
		fmt.Fprintf(&b, "| %s | `%s` | %s | %s |\n", finding.Severity, finding.Rule, plain.Markdown(finding.Message), plain.Markdown(strings.Join(places, ", ")))
	}
	return b.String()
}

// indented returns a value as JSON.
func indented(v any) string {
	data, _ := json.MarshalIndent(v, "", "  ") // strings, numbers and lists have no error
	return string(data) + "\n"
}
