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

// junit has a test case for each check. Errors are failures, and warnings are output.
func (f *findings) junit() string {
	suite := testSuite{Name: "privates3 " + f.command}
	for _, c := range f.checks {
		test := testCase{Class: c.class, Name: c.name}
		var failures, output []string
		for _, finding := range c.found {
			text := finding.Message
			for _, l := range finding.Locations {
				text += "\n  " + f.places.of(l).String()
			}
			text += "\n" + f.rule(finding.Rule).Fix
			if finding.Severity == lint.Error {
				failures = append(failures, text)
			} else {
				output = append(output, text)
			}
		}
		if len(failures) > 0 {
			test.Failure = &failure{Message: c.title, Text: strings.Join(failures, "\n\n")}
			suite.Failures++
		}
		test.Output = strings.Join(output, "\n\n")
		suite.Cases = append(suite.Cases, test)
	}
	suite.Tests = len(suite.Cases)
	data, _ := xml.MarshalIndent(testSuites{Tests: suite.Tests, Failures: suite.Failures, Suites: []testSuite{suite}}, "", "  ") // strings have no error
	return xml.Header + string(data) + "\n"
}
