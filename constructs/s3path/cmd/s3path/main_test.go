package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	const both, nat = "../../testdata/ExperimentBoth.template.json", "../../testdata/NatNone.template.json"
	for _, test := range []struct {
		args           []string
		status         int
		stdout, stderr string
		reason         string
	}{
		{[]string{both}, 0, "CLIENTS ", "", "a table is the default"},
		{[]string{"--format", "json", both}, 0, "{\n  \"version\": 1,", "", "for machines"},
		{[]string{"--format", "markdown", both}, 0, "### 2 subnets of 1 VPC by the usual name: 2 gateway", "", "for pull requests"},
		{[]string{"--format", "mermaid", both}, 0, "flowchart LR", "", "the drawing"},
		{[]string{"--forbid", "nat, internet", both}, 0, "CLIENTS ", "", "no subnet has a forbidden path"},
		{[]string{"--forbid", "nat", nat}, 1, "CLIENTS ", "1 subnet reaches S3 over a forbidden path (nat)", "one does"},
		{[]string{"--forbid", "nat,internet,transit,vpn,peering,unknown", both}, 0, "CLIENTS ", "", "private in the words of RequirePrivate"},
		{[]string{"--on-premises", "172.16.0.0/12", "--on-premises", "10.9.0.0/16", both}, 0, "10.9.0.0/16", "", "the flag may be repeated"},
		{[]string{"--other-region", both}, 0, "other-region", "", "buckets in other Regions"},
		{[]string{"--forbid", "carrier pigeon", both}, 2, "", `s3path: --forbid: unknown path "carrier pigeon"; want one or more of gateway, interface`, "a misspelled path"},
		{[]string{"--forbid", "", both}, 2, "", "s3path: --forbid: no paths; want one or more of gateway, interface", "a variable that is not set"},
		{[]string{"--forbid", "nat", "--forbid", "internet", nat}, 1, "CLIENTS ", "2 subnets reach S3 over a forbidden path (nat, internet)", "the flag may be repeated"},
		{[]string{both, "--forbid"}, 2, "", "2 arguments", "flags come first"},
		{[]string{"--forbid"}, 2, "", "flag needs an argument: -forbid", "no value"},
		{[]string{"--forbid", "nat", "../../../internal/network/testdata/none.json"}, 2, "", "no such file", "the input is read before it is judged"},
		{[]string{"--format", "xml", both}, 2, "", `s3path: --format: unknown format "xml"; want table, json, markdown or mermaid`, "nor here"},
		{[]string{"--on-premises", "here", both}, 2, "", `s3path: OnPremises[0]: "here" is not an IPv4 CIDR`, "nor here"},
		{[]string{both, nat}, 2, "", "s3path: 2 arguments; want one, a cloud assembly or a template, after the flags", "one input"},
		{[]string{"--unknown"}, 2, "", "flag provided but not defined", "usage"},
		{[]string{"none"}, 2, "", `run "cdk synth" first`, "an input that is not there"},
		{[]string{"main.go"}, 2, "", "main.go: line 1, column 1 (byte 1): not JSON", "an input that is no template"},
		{[]string{"../../../../cdk.json"}, 0, "", "cdk.json has no VPC", "an input that is JSON, but no template with a VPC"},
		{[]string{"--forbid", "nat", "../../../../cdk.json"}, 1, "", "the templates have no subnets", "which says so once"},
		{[]string{"--context", "none.json", both}, 2, "", "none.json: no such file", "a context that is not there"},
		{[]string{"--help"}, 0, "", "usage: s3path [flags] [cdk.out]", "help"},
	} {
		var stdout, stderr strings.Builder
		status := run(test.args, &stdout, &stderr)
		if status != test.status || !strings.Contains(stdout.String(), test.stdout) || !strings.Contains(stderr.String(), test.stderr) ||
			test.stdout == "" && stdout.Len() > 0 || test.stderr == "" && stderr.Len() > 0 {
			t.Errorf("%s: %v: status %d, want %d\nstdout %s\nstderr %s", test.reason, test.args, status, test.status, stdout.String(), stderr.String())
		}
	}
}

// TestContextOfTheWorkingDirectory has the context where the CDK leaves it, and the assembly elsewhere.
func TestContextOfTheWorkingDirectory(t *testing.T) {
	read := func(name string) []byte {
		data, err := os.ReadFile("../../testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	template, context := read("LookedUp.template.json"), read("cdk.context.json")
	t.Chdir(t.TempDir())
	for name, data := range map[string][]byte{"out/LookedUp.template.json": template, "cdk.context.json": context} {
		if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr strings.Builder
	if status := run([]string{"out/LookedUp.template.json"}, &stdout, &stderr); status != 0 || !strings.Contains(stdout.String(), "10.1.1.0/24") {
		t.Errorf("status %d: %s%s", status, stdout.String(), stderr.String())
	}
}
