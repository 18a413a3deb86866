package s3path

import (
	"encoding/json"
	"os"
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
	if r.failure != "" {
		t.Error(r.failure)
	}
	RequirePrivate[*map[string]any](&r, nil)
	if !strings.HasPrefix(r.failure, "the template is nil") {
		t.Errorf("nil: %q", r.failure)
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
