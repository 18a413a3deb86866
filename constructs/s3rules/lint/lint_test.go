package lint

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/s3rules/internal/rules"
)

// privateDns is a template with an endpoint whose private DNS a parameter decides.
const privateDns = `{"Parameters": {"Dns": {"Type": "String", "Default": "true"}}, "Resources": {
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.1.0.0/16", "EnableDnsSupport": true, "EnableDnsHostnames": true}},
	"Subnet": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.1.0.0/24"}},
	"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"VpcId": {"Ref": "Vpc"}, "GroupDescription": "clients",
		"SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.0.0/16"}]}},
	"Link": {"Type": "AWS::EC2::VPCEndpoint", "Metadata": {"aws:cdk:path": "Net/Link/Resource"}, "Properties": {"VpcId": {"Ref": "Vpc"}, "VpcEndpointType": "Interface",
		"ServiceName": "com.amazonaws.eu-west-1.s3", "SubnetIds": [{"Ref": "Subnet"}], "SecurityGroupIds": [{"Ref": "Group"}],
		"PrivateDnsEnabled": {"Ref": "Dns"}}}}}`

func TestCheck(t *testing.T) {
	file := filepath.Join(t.TempDir(), "Net.template.json")
	if err := os.WriteFile(file, []byte(privateDns), 0o600); err != nil {
		t.Fatal(err)
	}
	on := Finding{
		Rule:      "private-dns",
		Severity:  Error,
		Message:   "Net/Link sets PrivateDnsEnabled to true.", // at the beginning
		Locations: []Location{{File: file, Stack: "Net", Resource: "Link", Construct: "Net/Link/Resource", Place: "Resources.Link.Properties.PrivateDnsEnabled"}},
	}
	for _, test := range []struct {
		name    string
		options Options
		want    bool
	}{
		{"a value that makes the mistake", Options{Parameters: map[string]string{"Dns": "true"}}, true},
		{"a default that makes it", Options{DefaultParameters: true}, true},
		{"a value that does not", Options{Parameters: map[string]string{"Dns": "false"}}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			report, err := Check(file, test.options)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(report.Findings, func(f Finding) bool { return f.Rule == on.Rule })
			if (i >= 0) != test.want {
				t.Fatalf("findings are %+v", report.Findings)
			}
			if i >= 0 && !equal(report.Findings[i], on) {
				t.Errorf("%+v, want %+v", report.Findings[i], on)
			}
			if len(report.Parameters) != 1 {
				t.Errorf("parameters are %v", report.Parameters)
			}
		})
	}
}

func equal(a, b Finding) bool {
	return a.Rule == b.Rule && a.Severity == b.Severity && strings.HasPrefix(a.Message, b.Message) && slices.Equal(a.Locations, b.Locations)
}

// A part that cannot be read is a finding, and the rest is checked.
func TestCheckOfAnUnreadablePart(t *testing.T) {
	report, err := Check([]byte(strings.Replace(privateDns, `"10.1.0.0/24"`, `{"Fn::Join": 3}`, 1)), Options{DefaultParameters: true})
	if err != nil {
		t.Fatal(err)
	}
	last := report.Findings[len(report.Findings)-1]
	if last.Rule != "unreadable-template" || last.Locations[0].Place != "Resources.Subnet.Properties.CidrBlock.Fn::Join" || report.Findings[0].Rule != "private-dns" {
		t.Errorf("%+v", report.Findings)
	}
	if _, err := json.Marshal(report); err != nil {
		t.Error(err)
	}
}

func TestRulesHaveAllFields(t *testing.T) {
	if got, want := len(Rules()), len(rules.All())+1; got != want {
		t.Errorf("%d rules, want %d", got, want)
	}
	for _, r := range Rules() {
		if r.Id == "" || r.Title == "" || r.Effect == "" || r.Fix == "" || r.Severity == "" {
			t.Errorf("%+v lacks something", r)
		}
	}
}
