package s3path

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recorder is a TB that keeps the failure.
type recorder struct{ failure string }

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(format string, args ...any) { r.failure = fmt.Sprintf(format, args...) }

func TestRequirePrivate(t *testing.T) {
	const shared = `, "PrivateDefault": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-1"}}`
	for _, test := range []struct{ resources, want, reason string }{
		{experiment + gateway, "", "every table has the gateway endpoint"},
		{experiment + nat + gateway, "", "also before NAT"},
		{experiment, "1 subnet reaches", "the public subnet takes the internet; the isolated one goes nowhere, which is private"},
		{experiment + nat, "2 subnets reach", "NAT"},
		{experiment + nat + linked, "2 subnets reach", "an interface endpoint does not change the usual name"},
		{experiment + gatewayElsewhere + shared, "2 subnets reach", "a transit gateway may lead to the internet"},
		{experiment + gatewayElsewhere + privateDefault + `"InstanceId": "i-1"}}`, "2 subnets reach", "a NAT instance"},
		{"", "the templates have no subnets", "a template without a network proves nothing"},
	} {
		var r recorder
		RequirePrivate(&r, []byte(`{"Resources": {`+test.resources+`}}`))
		if !strings.HasPrefix(r.failure, test.want) || (test.want == "") != (r.failure == "") {
			t.Errorf("%s: failure %q, want %q", test.reason, r.failure, test.want)
		}
	}
}

func TestSources(t *testing.T) {
	data, err := os.ReadFile("testdata/NatGateway.template.json")
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.Unmarshal(data, &object); err != nil {
		t.Fatal(err)
	}
	var r recorder
	RequirePrivate(&r, data)
	RequirePrivate(&r, object)
	RequirePrivate(&r, &object)
	RequirePrivate(&r, "testdata/NatGateway.template.json")
	RequirePrivate(&r, "../internal/template/testdata/weak")
	if r.failure != "" {
		t.Error(r.failure)
	}
	RequirePrivate[*map[string]any](&r, nil)
	if !strings.HasPrefix(r.failure, "the template is nil") {
		t.Errorf("nil: %q", r.failure)
	}
}

func TestForbid(t *testing.T) {
	const (
		nothing = "no path; want one or more of gateway, interface, nat, internet, transit, vpn, peering, none, unknown"
		remedy  = "\nAdd an S3 gateway endpoint to a subnet's route table; it takes precedence over the default route."
	)
	for _, test := range []struct {
		resources string
		paths     []Path
		want      string
		reason    string
	}{
		{experiment + nat, []Path{Nat}, "1 subnet reaches S3 over a forbidden path (nat):\n  Private 10.1.1.0/24: nat: route PrivateDefault leads to the NAT gateway Nat" + remedy, "NAT"},
		{experiment + nat, []Path{Internet, Nat}, "2 subnets reach S3 over a forbidden path (nat, internet):\n  Public 10.1.0.0/24: internet: route PublicDefault leads to the internet gateway Igw\n  Private 10.1.1.0/24: nat: route PrivateDefault leads to the NAT gateway Nat" + remedy, "two paths"},
		{experiment + privateDefault + `"InstanceId": "i-1"}}`, []Path{Nat}, "1 subnet reaches S3 over a forbidden path (nat):\n  Private 10.1.1.0/24: nat: route PrivateDefault leads to the instance i-1, which may be a NAT instance, and the path beyond it is not in the templates" + remedy, "a NAT instance"},
		{experiment + privateDefault + `"TransitGatewayId": "tgw-1"}}`, []Path{Nat}, "", "a transit gateway is another path"},
		{experiment + nat, []Path{Vpn}, "", "there is no VPN"},
		{experiment, []Path{None}, "1 subnet has no path to S3:\n  Private 10.1.1.0/24: none: route table PrivateTable has no route to S3: no gateway endpoint and no default route", "no name leads to S3"},
		{experiment + linked, []Path{None}, "", "the endpoint's name does"},
		{experiment + gateway, []Path{Gateway}, "2 subnets reach S3 over a forbidden path (gateway):\n  Public 10.1.0.0/24: gateway: gateway endpoint Gateway is on route table PublicTable and takes precedence over any default route\n  Private 10.1.1.0/24: gateway: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route", "no remedy opens another path"},
		{experiment + privateDefault + `"VpcEndpointId": "vpce-1"}}`, []Path{Internet, UnknownPath}, "1 subnet reaches S3 over a forbidden path (internet); 1 subnet has an unknown path to S3:\n  Public 10.1.0.0/24: internet: route PublicDefault leads to the internet gateway Igw\n  Private 10.1.1.0/24: unknown: route PrivateDefault leads to the VPC endpoint vpce-1, and the path beyond it is not in the templates" + remedy, "each with its cause"},
		{experiment + vpn + gateway, []Path{None, UnknownPath}, "", "clients outside are not subnets"},
		{experiment + nat, nil, nothing, "a list that nobody filled"},
		{experiment + nat, []Path{}, nothing, "an empty one"},
		{experiment + nat, []Path{Nat, "natt"}, `unknown path "natt"; want one or more of gateway, interface, nat, internet, transit, vpn, peering, none, unknown`, "a misspelled one"},
		{`"Bucket": {"Type": "AWS::S3::Bucket"}`, []Path{Nat}, "the templates have no subnets, so there are no paths to check; pass the whole cloud assembly, such as cdk.out", "no subnets"},
	} {
		err := analyze(t, test.resources, Options{}).Forbid(test.paths...)
		if test.want == "" && err != nil || test.want != "" && (err == nil || err.Error() != test.want) {
			t.Errorf("%s: %v, want %s", test.reason, err, test.want)
		}
	}
	other := analyze(t, experiment+nat+gateway, Options{OtherRegion: true}).Forbid(Nat)
	if want := "1 subnet reaches S3 over a forbidden path (nat):\n  Private 10.1.1.0/24 (other-region name): nat: a gateway"; other == nil || !strings.HasPrefix(other.Error(), want) {
		t.Errorf("%v, want %s", other, want)
	}
}

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
		if err := report.Forbid(Nat); (err != nil) != test.hides || err != nil && !strings.HasPrefix(err.Error(), "the report may lack subnets:\n  "+line) {
			t.Errorf("%s: %v", test.reason, err)
		}
		for _, text := range []string{report.String(), report.JSON(), report.Markdown()} {
			if !strings.Contains(text, test.place) {
				t.Errorf("%s: the gap is not in\n%s", test.reason, text)
			}
		}
	}
	both := analyze(t, experiment+`, "Broken": 5`, Options{}).Forbid(Internet)
	if want := "1 subnet reaches S3 over a forbidden path (internet); the report may lack subnets:\n  Public 10.1.0.0/24: "; both == nil || !strings.HasPrefix(both.Error(), want) {
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

func TestLookedUpVpcs(t *testing.T) {
	const known, alone = "testdata/LookedUp.template.json", `"G": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": "vpc-0123456789abcdef0", "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": ["rtb-0aaaaaaaaaaaaaaa1"]}}`
	report, err := Analyze(known, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := find(t, report, inPrivate, UsualName); got.Path != Gateway {
		t.Errorf("the context beside the template is not read: %+v", got)
	}
	half := analyze(t, alone, Options{ContextFile: "testdata/cdk.context.json"})
	if got := find(t, half, inPublic, UsualName); got.Path != Gateway {
		t.Errorf("the public subnet has the gateway endpoint: %+v", got)
	}
	if got := find(t, half, inPrivate, UsualName); got.Path != UnknownPath || !strings.Contains(got.Reason, "was looked up as Private") {
		t.Errorf("the private one may have another: %+v", got)
	}
	if _, err := Analyze(known, Options{ContextFile: "testdata/none.json"}); err == nil {
		t.Error("a context that was named and is missing passes")
	}
}

func TestOptionsThatAreNoBlocks(t *testing.T) {
	_, err := Analyze([]byte(`{}`), Options{OnPremises: []string{"192.168.0.0", "10.0.0.0/8", "::/0"}})
	want := `OnPremises[0]: "192.168.0.0" is not an IPv4 CIDR; use one such as "192.168.0.0/16"` + "\n" +
		`OnPremises[2]: "::/0" is not an IPv4 CIDR; use one such as "192.168.0.0/16"`
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
