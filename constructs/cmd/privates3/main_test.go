package main

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

const (
	networkFile = "testdata/network.yaml"
	examples    = "../../../examples/"
)

// execute runs a command line.
func execute(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, err strings.Builder
	status = run(args, strings.NewReader(stdin), &out, &err)
	return status, out.String(), err.String()
}

func TestRun(t *testing.T) {
	file := func(text string) string {
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	on := []string{"--parameters", "PrivateDns=true"}
	for _, test := range []struct {
		name           string
		args           []string
		status         int
		stdout, stderr string
	}{
		{"paths of a template in YAML", []string{"paths", networkFile}, 0, "gateway", ""},
		{"paths of an assembly's template", []string{"paths", examples + "private-s3-access/testdata/both.template.json"}, 0, "gateway", ""},
		{"paths of two templates", []string{"paths", networkFile, examples + "fleet/testdata"}, 0, "gateway", ""},
		{"paths as JSON", []string{"paths", "--format", "json", networkFile}, 0, `"version": `, ""},
		{"paths as Markdown", []string{"paths", "--format", "markdown", networkFile}, 0, "| --- |", ""},
		{"paths as a page", []string{"paths", "--format", "html", networkFile}, 0, "<h2 id=\"findings-heading\">", ""},
		{"paths as a drawing", []string{"paths", "--format", "mermaid", networkFile}, 0, "flowchart", ""},
		{"no forbidden path", []string{"paths", "--forbid", "nat,internet", "--defaults", networkFile}, 0, "gateway", ""},
		{"a forbidden path", []string{"paths", "--forbid", "gateway", "--defaults", networkFile}, 1, "gateway", "has a forbidden path to S3 (gateway)"},
		{"workloads without a forbidden path, beside a subnet that has one", []string{"paths", "--forbid", "gateway", "--workloads", "--defaults", withFunction(t, "Spare")}, 0, "Fn", ""},
		{"subnets, of which one has a forbidden path", []string{"paths", "--forbid", "gateway", "--defaults", withFunction(t, "Spare")}, 1, "Fn", "1 subnet has a forbidden path to S3 (gateway)"},
		{"a workload with a forbidden path", []string{"paths", "--forbid", "gateway", "--workloads", "--defaults", withFunction(t, "Private")}, 1, "Fn", "1 workload has a forbidden path to S3 (gateway)"},
		{"no workloads", []string{"paths", "--forbid", "nat", "--workloads", "--defaults", networkFile}, 1, "gateway", "the templates have no workloads"},
		{"paths that are not there", []string{"paths", "--forbid", "teleport", networkFile}, 2, "", `--forbid: unknown path "teleport"`},
		{"no VPC", []string{"paths", file("Parameters: {Subnet: {Type: String}}\nResources: {}\n")}, 0, "", "pass the file of \"privates3 account\" with --account"},
		{"a VPC by condition", []string{"paths", file("Parameters: {Own: {Type: String}}\nConditions: {Own: !Equals [!Ref Own, 'yes']}\nResources:\n  Vpc: {Type: AWS::EC2::VPC, Condition: Own, Properties: {CidrBlock: 10.0.0.0/16}}\n  Subnet: {Type: AWS::EC2::Subnet, Properties: {VpcId: !If [Own, !Ref Vpc, vpc-1], CidrBlock: 10.0.0.0/24}}\n")}, 0, "1 unknown", ""},
		{"workloads alone", []string{"paths", file("Parameters: {Subnet: {Type: String}}\nResources:\n  Worker: {Type: AWS::Lambda::Function, Properties: {VpcConfig: {SubnetIds: !Split [',', !Ref Subnet], SecurityGroupIds: [sg-1]}}}\n")}, 0, "not all subnets of Worker", "the templates have no VPC"},
		{"nothing forbidden", []string{"paths", "--forbid", "", networkFile}, 2, "", "--forbid: no paths"},
		{"no mistake", []string{"rules", "--defaults", networkFile}, 0, "0 errors, 0 warnings", ""},
		{"a mistake by a parameter", append([]string{"rules", networkFile}, on...), 1, "network.yaml:48:7 Resources.Link.Properties.PrivateDnsEnabled", ""},
		{"a mistake by a parameter of the stack", []string{"rules", "--parameters", "network:PrivateDns=true", networkFile}, 1, "private-dns", ""},
		{"parameters of aws cloudformation", []string{"rules", "--parameters-file", file(`[{"ParameterKey": "PrivateDns", "ParameterValue": "true"}]`), networkFile}, 1, "private-dns", ""},
		{"parameters of CodePipeline", []string{"rules", "--parameters-file", file(`{"Parameters": {"PrivateDns": "true"}}`), networkFile}, 1, "private-dns", ""},
		{"parameters in YAML", []string{"rules", "--parameters-file", file(`PrivateDns: true`), networkFile}, 1, "private-dns", ""},
		{"a flag before a file", []string{"rules", "--parameters-file", file(`PrivateDns: false`), "--parameters", "PrivateDns=true", networkFile}, 1, "private-dns", ""},
		{"a parameter that is not there", []string{"rules", "--parameters", "Dns=true", networkFile}, 2, "", "parameter Dns: no template has it; they have network:PrivateDns"},
		{"a value that is not allowed", []string{"paths", "--parameters", "PrivateDns=maybe", networkFile}, 2, "", `parameter PrivateDns of stack network: "maybe" is not one of its AllowedValues; want true, false`},
		{"a long number in a file of parameters", []string{"rules", "--parameters-file", file(`{"PrivateDns": 111122223333}`), networkFile}, 2, "", `"111122223333" is not one of its AllowedValues`},
		{"a parameter without a value", []string{"rules", "--parameters", "PrivateDns", networkFile}, 2, "", "--parameters PrivateDns: want Name=Value"},
		{"a file of parameters of another form", []string{"rules", "--parameters-file", file(`[1]`), networkFile}, 2, "", "line 1, column 1: is not a template"},
		{"warnings", []string{"rules", file(`{"Resources": {"V": {}}}`)}, 0, "unreadable-template", ""},
		{"warnings, strictly", []string{"rules", "--strict", file(`{"Resources": {"V": {}}}`)}, 1, "unreadable-template", ""},
		{"a mistake in YAML", []string{"rules", file("Resources:\n  A: [1\n  B: 2\n")}, 2, "", "line 3"},
		{"a template that is not there", []string{"paths", "none.yaml"}, 2, "", "none.yaml: no such file or directory"},
		{"a format that is not there", []string{"rules", "--format", "xml", networkFile}, 2, "", `--format: unknown format "xml"; want text, json`},
		{"a format for findings without a check", []string{"paths", "--format", "sarif", networkFile}, 2, "", "--format sarif lists forbidden paths; pass --forbid"},
		{"standard input and a file", []string{"rules", "-", networkFile}, 2, "", "cannot be combined with other arguments"},
		{"a rule", []string{"explain", "private-dns"}, 0, "Fix: Set PrivateDnsEnabled to false", ""},
		{"all rules", []string{"explain"}, 0, "unreadable-template", ""},
		{"a rule as findings at synth name it", []string{"explain", "privates3::private-dns"}, 0, "private-dns (error)", ""},
		{"a file that is no template", []string{"rules", file("services:\n  web: {image: nginx}\n")}, 2, "", "is not a template, because it has no section of one, such as Resources"},
		{"a list as a parameter", []string{"rules", "--parameters-file", file("A: [1]"), networkFile}, 2, "", "the value of A is not a string, number or boolean"},
		{"a network that is no block", []string{"paths", "--on-premises", "x", networkFile}, 2, "", `--on-premises[0]: "x" is not an IPv4 CIDR`},
		{"a rule that is not there", []string{"explain", "dns"}, 2, "", `there is no rule "dns"`},
		{"the version", []string{"version"}, 0, "privates3 ", ""},
		{"a command that is not there", []string{"path"}, 2, "", `unknown command "path"`},
		{"a flag that is not there", []string{"paths", "--forbit", "nat"}, 2, "", "unknown flag: --forbit"},
		{"help", []string{"help", "paths"}, 0, "Usage:", ""},
		{"completion", []string{"completion", "bash"}, 0, "__start_privates3", ""},
		{"completion of a rule", []string{"__complete", "explain", "private-dns-"}, 0, "private-dns-conflict", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			status, stdout, stderr := execute("", test.args...)
			if status != test.status || !strings.Contains(stdout, test.stdout) || !strings.Contains(stderr, test.stderr) || test.stdout == "" && stdout != "" || test.args[0] == "paths" && test.status == 0 && test.stderr == "" && stderr != "" {
				t.Errorf("%v: status %d, want %d\nstdout %s\nstderr %s", test.args, status, test.status, stdout, stderr)
			}
		})
	}
}

func TestStandardInput(t *testing.T) {
	data, err := os.ReadFile(networkFile)
	if err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := execute(string(data), "rules", "--parameters", "PrivateDns=true", "-")
	if status != 1 || !strings.Contains(stdout, "standard input:48:7 ") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	if status, _, stderr := execute("", "paths", "-"); status != 2 || !strings.Contains(stderr, "empty") {
		t.Errorf("nothing on standard input: status %d: %s", status, stderr)
	}
}

// The forms for tools are read by a tool of their kind.
func TestFormsForTools(t *testing.T) {
	for _, test := range []struct {
		args                []string
		rule, github, junit string
		line, column        int
	}{
		{
			[]string{"rules", "--parameters", "PrivateDns=true", networkFile},
			"private-dns",
			"::error title=privates3 private-dns,file=testdata/network.yaml,line=48,col=7::Link sets ", "private-dns", 48, 7,
		},
		{
			[]string{"paths", "--forbid", "gateway", "--defaults", networkFile},
			"forbidden-path",
			"::error title=privates3 forbidden-path,file=testdata/network.yaml,line=25,col=3::Private 10.1.0.0/24: gateway: ", "Private", 25, 3,
		},
	} {
		render := func(format string) string {
			status, stdout, stderr := execute("", append([]string{test.args[0], "--format", format}, test.args[1:]...)...)
			if status != 1 {
				t.Fatalf("status %d: %s", status, stderr)
			}
			return stdout
		}
		report, err := sarif.FromString(render("sarif"))
		if err != nil {
			t.Fatal(err)
		}
		if err := report.Validate(); err != nil {
			t.Error(err)
		}
		result := report.Runs[0].Results[0]
		at := result.Locations[0].PhysicalLocation
		if *result.RuleID != test.rule || *at.ArtifactLocation.URI != networkFile || *at.Region.StartLine != test.line || *at.Region.StartColumn != test.column {
			t.Errorf("SARIF has %s at %s:%d:%d", *result.RuleID, *at.ArtifactLocation.URI, *at.Region.StartLine, *at.Region.StartColumn)
		}
		var suites testSuites
		if err := xml.Unmarshal([]byte(render("junit")), &suites); err != nil || suites.Failures != 1 || suites.Tests != len(suites.Suites[0].Cases) {
			t.Errorf("JUnit has %d failures: %v", suites.Failures, err)
		}
		for _, c := range suites.Suites[0].Cases {
			if (c.Name == test.junit) != (c.Failure != nil) {
				t.Errorf("JUnit has %s with the failure %v", c.Name, c.Failure)
			}
		}
		var object map[string]any
		if err := json.Unmarshal([]byte(render("json")), &object); err != nil || object["version"] != 1.0 {
			t.Errorf("JSON: %v, %v", object, err)
		}
		if got := render("github"); !strings.HasPrefix(got, test.github) || strings.Count(got, "\n") != 1 {
			t.Errorf("%q, want %q", got, test.github)
		}
	}
	_, stdout, _ := execute("", "rules", "--parameters", "PrivateDns=true", "--format", "markdown", networkFile)
	if want := "| error | `private-dns` | Link sets "; !strings.Contains(stdout, want) {
		t.Errorf("%q, want %q", stdout, want)
	}
}

// A check that cannot pass has findings too, though no client has a forbidden path.
func TestPathsWithoutClients(t *testing.T) {
	const loop = "Resources:\n  Fn::ForEach::Subnets: [Zone, [a], {'Subnet${Zone}': {Type: AWS::EC2::Subnet}}]\n"
	for _, test := range []struct{ name, template, want string }{
		{"no subnets", "Resources: {Bucket: {Type: AWS::S3::Bucket}}", "::error title=privates3 no-clients::the templates have no subnets"},
		{"a loop", loop, "::error title=privates3 missing-clients,file=standard input,line=2,col=3::"},
	} {
		if status, stdout, stderr := execute(test.template, "paths", "--forbid", "nat", "--format", "github", "-"); status != 1 || !strings.HasPrefix(stdout, test.want) {
			t.Errorf("%s: status %d: %s%s, want %s", test.name, status, stdout, stderr, test.want)
		}
	}
	directory := t.TempDir()
	write(t, filepath.Join(directory, "bucket.yaml"), "Resources: {Bucket: {Type: AWS::S3::Bucket}}")
	_, stdout, _ := execute("", "paths", "--forbid", "nat", "--format", "sarif", directory)
	report, err := sarif.FromString(stdout)
	if err != nil || len(report.Runs[0].Results) != 1 || len(report.Runs[0].Results[0].Locations) != 1 || report.Runs[0].Results[0].RuleIndex != 2 {
		t.Errorf("SARIF without clients: %v\n%s", err, stdout)
	}
	status, stdout, stderr := execute("", "paths", "--forbid", "nat", "--defaults", "--format", "github", networkFile)
	if status != 0 || stdout != "" || stderr != "" {
		t.Errorf("no forbidden path: status %d: %s%s", status, stdout, stderr)
	}
}

// Names that come from a template must be text in each form.
func TestFormsAreNeutral(t *testing.T) {
	const hostile = `{"Resources": {"Li\u001b[31mnk\n::error::x|y` + "`" + `<b>": {}}}`
	for _, test := range []struct{ format, not string }{
		{"text", "\x1b"}, {"markdown", "|y"}, {"markdown", "<b>"}, {"sarif", "\x1b"}, {"junit", "<b>"}, {"github", "\n::error::"}, {"json", "\x1b"},
	} {
		if _, stdout, _ := execute(hostile, "rules", "--format", test.format, "-"); strings.Contains(strings.ReplaceAll(stdout, `\|y`, ""), test.not) || !strings.Contains(stdout, "mnk") {
			t.Errorf("%s has %q:\n%s", test.format, test.not, stdout)
		}
	}
}
