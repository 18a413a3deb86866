package main

import (
	"encoding/xml"
	"strings"

	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

// The elements of JUnit's XML that test reports of CI systems read.
type (
	testSuites struct {
		XMLName  xml.Name    `xml:"testsuites"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Suites   []testSuite `xml:"testsuite"`
	}
	testSuite struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Cases    []testCase `xml:"testcase"`
	}
	testCase struct {
		Class   string   `xml:"classname,attr"`
		Name    string   `xml:"name,attr"`
		Failure *failure `xml:"failure"`
		Output  string   `xml:"system-out,omitempty"`
	}
	failure struct {
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit has a test case for each rule. Errors are failures, and warnings are output.
func (f *findings) junit() string {
	suite := testSuite{Name: "privates3 rules"}
	for _, r := range lint.Rules() {
		var lines []string
		for _, finding := range f.report.Findings {
			if finding.Rule != r.Id {
				continue
			}
			lines = append(lines, finding.Message)
			for _, l := range finding.Locations {
				lines = append(lines, "  "+f.places.of(l).String())
			}
		}
		c := testCase{Class: "privates3", Name: r.Id}
		switch text := strings.Join(lines, "\n"); {
		case len(lines) == 0:
		case r.Severity == lint.Error:
			c.Failure = &failure{Message: r.Title, Text: text + "\n" + r.Fix}
			suite.Failures++
		default:
			c.Output = text
		}
		suite.Cases = append(suite.Cases, c)
	}
	suite.Tests = len(suite.Cases)
	data, _ := xml.MarshalIndent(testSuites{Tests: suite.Tests, Failures: suite.Failures, Suites: []testSuite{suite}}, "", "  ") // strings have no error
	return xml.Header + string(data) + "\n"
}
