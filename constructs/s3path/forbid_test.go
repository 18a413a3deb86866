package s3path

import (
	"encoding/json"
	"fmt"
	"os"
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
		{"", "the templates have no subnet", "a template without a network proves nothing"},
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
	for _, test := range []struct {
		resources string
		ways      []Path
		want      string
		reason    string
	}{
		{experiment + nat, []Path{Nat}, "nat ", "NAT is taken"},
		{experiment + privateDefault + `"InstanceId": "i-1"}}`, []Path{Nat}, "nat ", "a NAT instance is taken"},
		{experiment + privateDefault + `"TransitGatewayId": "tgw-1"}}`, []Path{Nat}, "", "a transit gateway is another way"},
		{experiment + nat, []Path{Vpn}, "", "no VPN is"},
		{experiment, []Path{None}, "none ", "the isolated subnet reaches S3 by no name"},
		{experiment + linked, []Path{None}, "", "now it does, by the endpoint's name"},
		{experiment + vpn + gateway, []Path{None, UnknownPath}, "", "clients outside are no subnets"},
		{experiment + nat, nil, "", "nothing is forbidden"},
	} {
		err := analyze(t, test.resources, Options{}).Forbid(test.ways...)
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.reason, err)
		}
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
