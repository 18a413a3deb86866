package main

import (
	"strings"
	"testing"
)

// Templates of the shapes that are written by hand. Where CloudFormation decides what the template becomes, nothing is certain.
func TestShapes(t *testing.T) {
	const (
		incomplete = "subnets may be missing from the report"
		gateway    = "1 subnet of 1 VPC by the usual name: 1 gateway"
		short      = "short_forms.yaml"
	)
	prod := []string{"--defaults", "--parameters", "Stage=prod"}
	for _, test := range []struct {
		name           string
		status         int
		stdout, stderr string
		args           []string
	}{
		{"short forms, anchors and merges", 0, "Vpc (2 subnets)  10.8.0.0/24, 10.8.1.0/24", "", []string{"--defaults", short}},
		{"mappings by a parameter", 0, "2 subnets of 1 VPC by the usual name: 2 gateway", "", append(prod, short)},
		{"conditions that are not decided", 1, "2 subnets of 1 VPC by the usual name: 2 unknown", "2 subnets have unknown paths", []string{short}},
		{"conditions that leave the endpoint out", 0, "2 subnets of 1 VPC by the usual name: 2 none", "", []string{"--defaults", short}},
		{"a value that is not allowed", 2, "", `parameter Stage of stack short_forms: "dev" is not one of its AllowedValues`, []string{"--parameters", "Stage=dev", short}},
		{"a loop", 1, "loop.yaml", incomplete, []string{"loop.yaml"}},
		{"a loop with defaults", 1, "Fn::ForEach::Subnets may create subnets", incomplete, []string{"--defaults", "loop.yaml"}},
		{"a macro", 1, "macro TagEverything", incomplete, []string{"macro.yaml"}},
		{"AWS::Include", 1, "macro Fn::Transform", incomplete, []string{"include.yaml"}},
		{"globals of AWS SAM", 0, "Worker ", "", []string{"serverless.yaml"}},
		{"stacks in a directory, by exports", 0, gateway, "", []string{"stacks"}},
		{"stacks one by one", 0, gateway, "", []string{"stacks/network.yaml", "stacks/endpoints.yaml"}},
		{"a stack without the others", 1, "", "the templates have no subnets", []string{"stacks/endpoints.yaml"}},
		{"nested stacks by their paths", 0, gateway, "", []string{"nested/parent.yaml"}},
		{"nested stacks in a directory", 0, gateway, "", []string{"nested"}},
		{"an assembly with a nested stack in YAML", 0, gateway, "", []string{"assembly"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir("testdata/shapes")
			status, stdout, stderr := execute("", append([]string{"paths", "--forbid", "nat,internet,unknown"}, test.args...)...)
			if status != test.status || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) || test.stderr == "" && stderr != "" {
				t.Errorf("status %d, want %d\n%s%s", status, test.status, stdout, stderr)
			}
			if status, stdout, stderr := execute("", append([]string{"rules"}, test.args...)...); (status == 2) != (test.status == 2) || strings.Contains(stdout, "unreadable-template") {
				t.Errorf("rules: status %d\n%s%s", status, stdout, stderr)
			}
		})
	}
}
