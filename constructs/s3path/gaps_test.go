package s3path

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGaps has parts of templates that cannot be read, or that create what the templates do not show.
func TestGaps(t *testing.T) {
	const (
		private = experiment + gateway
		loop    = `, "Fn::ForEach::Things": ["Name", ["A", "B"], {"${Name}": {"Type": %q}}]`
		child   = `, "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com/child.json"}}`
	)
	for _, test := range []struct {
		resources, place, problem string
		hides                     bool
		reason                    string
	}{
		{private + `, "Broken": 5`, "Resources.Broken", "want a resource", true, "a resource that cannot be read may be a subnet"},
		{private + `, "Broken": {"Properties": {}}`, "Resources.Broken", "has no Type", true, "the same"},
		{private + fmt.Sprintf(loop, "AWS::EC2::Subnet"), "Resources.Fn::ForEach::Things", "loop Fn::ForEach::Things may create subnets", true, "a loop over subnets"},
		{private + fmt.Sprintf(loop, "AWS::S3::Bucket"), "", "", false, "a loop over buckets"},
		{private + child, "Resources.Child", "nested stack Child may create subnets", true, "a nested stack whose template is not there"},
		{private + `, "Fn::Transform": {"Name": "Networks"}`, "Resources.Fn::Transform", "macro Fn::Transform may create subnets", true, "a macro"},
		{replace(t, private, `"CidrBlock": "10.1.1.0/24"`, `"CidrBlock": {"Fn::Join": 3}`), "Resources.Private.Properties.CidrBlock.Fn::Join", "is 3", false, "a value"},
		{replace(t, private, `"CidrBlock": "10.1.1.0/24"`, `"CidrBlock": "10.1.1.0"`), "Resources.Private.Properties.CidrBlock", "want an IPv4 CIDR block", false, "a block that is none"},
	} {
		report := analyze(t, test.resources, Options{})
		if test.problem == "" {
			if len(report.Gaps) > 0 {
				t.Errorf("%s: %v", test.reason, report.Gaps)
			}
			continue
		}
		if len(report.Gaps) != 1 || report.Gaps[0].Place != test.place || !strings.Contains(report.Gaps[0].Problem, test.problem) || report.Gaps[0].HidesSubnets != test.hides {
			t.Errorf("%s: gaps %+v, want %+v", test.reason, report.Gaps, test)
			continue
		}
		line := "template: " + test.place + ": "
		err := report.Forbid(Nat)
		if (err != nil) != test.hides {
			t.Errorf("%s: %v", test.reason, err)
		}
		for _, want := range []string{"subnets may be missing from the report:\n", "\n  " + line} {
			if err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %q", test.reason, err, want)
			}
		}
		for _, text := range []string{report.String(), report.JSON(), report.Markdown()} {
			if !strings.Contains(text, test.place) {
				t.Errorf("%s: the gap is not in\n%s", test.reason, text)
			}
		}
	}
	alone := analyze(t, `"Broken": 5`, Options{}).String()
	if want := "Not covered by this report\nFILE      PLACE             PROBLEM\ntemplate  Resources.Broken  is "; !strings.HasPrefix(alone, want) {
		t.Errorf("%s, want %s", alone, want)
	}
	both := analyze(t, experiment+fmt.Sprintf(loop, "AWS::EC2::Subnet"), Options{}).Forbid(Internet)
	if want := "1 subnet has a forbidden path to S3 (internet); subnets may be missing from the report:\n  Public 10.1.0.0/24: "; both == nil || !strings.HasPrefix(both.Error(), want) {
		t.Errorf("%v, want %s", both, want)
	}
}

// TestGapsOfFiles has a stack and an entry of the context that cannot be read, beside what can.
func TestGapsOfFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"manifest.json": `{"artifacts": {
			"Net": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Net.json"}},
			"Cut": {"type": "aws:cloudformation:stack", "properties": {"templateFile": "Cut.json"}}}}`,
		"Net.json":     `{"Resources": {` + experiment + gateway + `}}`,
		"Cut.json":     `{"Resources": {`,
		"context.json": `{"vpc-provider:a": 5}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, err := Analyze(dir, Options{ContextFile: filepath.Join(dir, "context.json")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, gap := range report.Gaps {
		got = append(got, fmt.Sprintf("%s %s %t", filepath.Base(gap.File), gap.Place, gap.HidesSubnets))
	}
	if want := "[Cut.json line 1, column 15 (byte 15) true context.json vpc-provider:a true]"; fmt.Sprint(got) != want {
		t.Errorf("gaps %v, want %s", got, want)
	}
	if find(t, report, inPrivate, UsualName).Path != Gateway {
		t.Error("what can be read is not reported")
	}
}
