package s3path

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

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
	RequirePrivate(&r, []string{"testdata/NatGateway.template.json", "../internal/template/testdata/weak"})
	if r.failure != "" {
		t.Error(r.failure)
	}
	RequirePrivate[*map[string]any](&r, nil)
	if !strings.HasPrefix(r.failure, "the template is nil") {
		t.Errorf("nil: %q", r.failure)
	}
	if RequirePrivate(&r, []string{}); !strings.HasPrefix(r.failure, "the source is an empty list") {
		t.Errorf("no path: %q", r.failure)
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
	for row := range half.Rows() {
		if row.Reachable == Unknown && !slices.Equal(row.Remedies, []string{remedyAccountOnly}) {
			t.Errorf("the remedies for %s are %q, although the context was read", row.Client.Name, row.Remedies)
		}
	}
	if _, err := Analyze(known, Options{ContextFile: "testdata/none.json"}); err == nil {
		t.Error("a context that was named and is missing passes")
	}
}

// TestNotS3 states that a partner's block is none of S3's, without which it is in doubt.
func TestNotS3(t *testing.T) {
	const partner = `, "Partner": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "8.8.8.0/24", "NatGatewayId": "nat-1"}}`
	doubted := find(t, analyze(t, experiment+gateway+partner, Options{}), inPrivate, UsualName)
	if doubted.Reachable != Unknown || doubted.Path != Gateway || fmt.Sprint(doubted.Possible) != "[gateway nat]" {
		t.Errorf("without a statement: %+v", doubted)
	}
	report := analyze(t, experiment+gateway+partner, Options{NotS3: []string{"8.8.8.0/23"}})
	if got := find(t, report, inPrivate, UsualName); got.Reachable != Yes || got.Path != Gateway || got.Possible != nil {
		t.Errorf("with one: %+v", got)
	}
	if err := report.Forbid(Nat); err != nil {
		t.Error(err)
	}
	for _, text := range []string{report.String(), report.Markdown(), report.JSON()} {
		if !strings.Contains(text, "8.8.8.0/23") {
			t.Errorf("the statement is not repeated in\n%s", text)
		}
	}
}

// TestNoNetwork states that a nested stack has no part of a network, without which it is in doubt.
func TestNoNetwork(t *testing.T) {
	const child = `, "Child": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com/child", "Parameters": {"Table": {"Ref": "PrivateTable"}}}}`
	if got := find(t, analyze(t, experiment+gateway+child, Options{}), inPrivate, UsualName); got.Reachable != Unknown {
		t.Errorf("without a statement: %+v", got)
	}
	for _, name := range []string{"Child", "template:Child"} {
		report := analyze(t, experiment+gateway+child, Options{NoNetwork: []string{name}})
		if got := find(t, report, inPrivate, UsualName); got.Reachable != Yes || got.Path != Gateway {
			t.Errorf("%s: %+v", name, got)
		}
		if err := report.Forbid(Nat); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, text := range []string{report.String(), report.Markdown(), report.JSON()} {
			if !strings.Contains(text, name) {
				t.Errorf("the statement is not repeated in\n%s", text)
			}
		}
	}
	for _, test := range []struct{ resources, name, want string }{
		{child, "Vpc", `NoNetwork[0]: "Vpc" names nothing that may change the network unseen; want one of Child`},
		{child, "Other:Child", `NoNetwork[0]: "Other:Child" names nothing that may change the network unseen; want one of Child`},
		{"", "Child", `NoNetwork[0]: "Child" names nothing that may change the network unseen; the templates have nothing that may`},
	} {
		_, err := Analyze([]byte(`{"Resources": {`+experiment+gateway+test.resources+`}}`), Options{NoNetwork: []string{test.name}})
		if err == nil || err.Error() != test.want {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}

// TestParameters has a NAT route on a condition that only a parameter decides.
func TestParameters(t *testing.T) {
	const parts = `{"Parameters": {"WithNat": {"Type": "String", "Default": "no"}}, "Conditions": {"Nat": {"Fn::Equals": [{"Ref": "WithNat"}, "yes"]}}, "Resources": {` + experiment + gateway +
		`, "Partner": {"Type": "AWS::EC2::Route", "Condition": "Nat", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "8.8.8.0/24", "NatGatewayId": "nat-1"}}}}`
	for _, test := range []struct {
		name    string
		options Options
		want    Reachable
		shown   string
	}{
		{"left open", Options{}, Unknown, ""},
		{"a value", Options{Parameters: map[string]string{"WithNat": "no"}}, Yes, `"value": "no"`},
		{"the other value", Options{Parameters: map[string]string{"template:WithNat": "yes"}}, Unknown, `"value": "yes"`},
		{"the default", Options{DefaultParameters: true}, Yes, `"default": true`},
	} {
		t.Run(test.name, func(t *testing.T) {
			report, err := Analyze([]byte(parts), test.options)
			if err != nil {
				t.Fatal(err)
			}
			if got := find(t, report, inPrivate, UsualName); got.Reachable != test.want {
				t.Errorf("%+v, want %s", got, test.want)
			}
			if !strings.Contains(report.JSON(), test.shown) || strings.Contains(report.String(), "WithNat  ") != (test.shown != "") {
				t.Errorf("the report does not say %q\n%s\n%s", test.shown, report, report.JSON())
			}
		})
	}
	if _, err := Analyze([]byte(parts), Options{Parameters: map[string]string{"Nat": "no"}}); err == nil || err.Error() != "parameter Nat: no template has it; they have template:WithNat" {
		t.Errorf("a parameter that is not there: %v", err)
	}
}

// TestPartly checks each form of the output for an endpoint that allows a part of a subnet.
func TestPartly(t *testing.T) {
	report := analyze(t, experiment+replace(t, linked, `{"Fn::GetAtt": ["Vpc", "CidrBlock"]}`, `"10.1.1.0/25"`), Options{})
	got := find(t, report, inPrivate, EndpointName)
	if got.Reachable != Partly || got.Path != Interface || got.Basis == "" || !strings.HasPrefix(got.Reason, "works only for 10.1.1.0/25: ") {
		t.Errorf("%+v", got)
	}
	for form, want := range map[string]string{
		report.String():   " interface  partly     works only for ",
		report.Markdown(): "| interface | partly | works only for ",
		report.JSON():     `"reachable": "partly"`,
		report.Mermaid():  `-.->|"endpoint's name, partly"|`,
	} {
		if !strings.Contains(form, want) {
			t.Errorf("%q is not in\n%s", want, form)
		}
	}
	if err := report.Forbid(NoPath); err == nil || !strings.Contains(err.Error(), "Private 10.1.1.0/24: none") {
		t.Errorf("a subnet of which only a part reaches S3 passes: %v", err)
	}
}

func TestOptionsThatAreNoBlocks(t *testing.T) {
	_, err := Analyze([]byte(`{}`), Options{OnPremises: []string{"192.168.0.0", "10.0.0.0/8", "::/0", "10.0.0.1/8"}})
	want := `OnPremises[0]: "192.168.0.0" is not an IPv4 CIDR; use one such as "192.168.0.0/16"` + "\n" +
		`OnPremises[2]: "::/0" is not an IPv4 CIDR; use one such as "192.168.0.0/16"` + "\n" +
		`OnPremises[3]: "10.0.0.1/8" has host bits; use 10.0.0.0/8 for the block or 10.0.0.1/32 for the address`
	if err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
