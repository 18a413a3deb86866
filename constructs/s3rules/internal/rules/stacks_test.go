package rules

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// assembly writes the templates of several stacks, by environment and in that order, and loads them.
func assembly(t *testing.T, stacks ...[2]string) *template.Assembly {
	t.Helper()
	dir := t.TempDir()
	artifacts := map[string]any{}
	for i, stack := range stacks {
		id := fmt.Sprintf("Stack%d", i)
		artifacts[id] = map[string]any{
			"type": "aws:cloudformation:stack", "environment": stack[0], "properties": map[string]any{"templateFile": id + ".json"},
		}
		if err := os.WriteFile(filepath.Join(dir, id+".json"), []byte(stack[1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	manifest, err := json.Marshal(map[string]any{"artifacts": artifacts})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), manifest, 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := template.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestGatewaysOfDifferentStacks(t *testing.T) {
	const ireland, frankfurt, anywhere = "aws://111122223333/eu-west-1", "aws://111122223333/eu-central-1", "aws://unknown-account/unknown-region"
	gateway := func(table string) string {
		return `"Gate": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": "vpc-1", "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "RouteTableIds": [` + table + `]}}`
	}
	template := func(table string) string { return `{"Resources": {` + gateway(table) + `}}` }
	const imported = `{"Fn::ImportValue": "Shared"}`
	exporting := `{"Resources": {"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": "vpc-1"}}, ` + gateway(`{"Ref": "Table"}`) + `},
		"Outputs": {"Table": {"Value": {"Ref": "Table"}, "Export": {"Name": "Shared"}}}}`
	for _, test := range []struct {
		first, second [2]string
		want          Compliance
		reason        string
	}{
		{[2]string{ireland, exporting}, [2]string{ireland, template(imported)}, NonCompliant, "a table of the one stack, imported by the other"},
		{[2]string{anywhere, exporting}, [2]string{anywhere, template(imported)}, NonCompliant, "the same, in stacks without an environment"},
		{[2]string{ireland, exporting}, [2]string{frankfurt, template(imported)}, Compliant, "an import in another Region, which is of another stack"},
		{[2]string{ireland, template(`"rtb-1"`)}, [2]string{ireland, template(`"rtb-1"`)}, NonCompliant, "one literal id"},
		{[2]string{ireland, template(`"rtb-1"`)}, [2]string{ireland, template(`"rtb-2"`)}, Compliant, "two literal ids"},
		{[2]string{ireland, template(imported)}, [2]string{ireland, template(imported)}, NonCompliant, "one import from outside the assembly"},
		{[2]string{ireland, template(imported)}, [2]string{frankfurt, template(imported)}, Compliant, "imports of the same name in two Regions"},
		{[2]string{anywhere, template(imported)}, [2]string{anywhere, template(imported)}, Compliant, "imports that may be in two Regions"},
	} {
		a := assembly(t, test.first, test.second)
		if got := worst(ruleById(t, "gateways-on-one-route-table").Check(a, network.New(a, nil))); got != test.want {
			t.Errorf("%s, want %s: %s", got, test.want, test.reason)
		}
	}
}

// What the CDK has looked up is judged too.
func TestLookedUpVpc(t *testing.T) {
	context, err := network.ParseContext("cdk.context.json", []byte(`{"vpc-provider:x": {"vpcId": "vpc-1", "vpcCidrBlock": "10.1.0.0/16", "subnetGroups": [
		{"name": "Public", "type": "Public", "subnets": [{"subnetId": "subnet-1", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-1"}]},
		{"name": "Private", "type": "Private", "subnets": [{"subnetId": "subnet-2", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-2"}]}]}}`))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := load(t, edited(t, `{"Link": {"VpcId": "vpc-1", "SubnetIds": ["subnet-1", "subnet-2"]}}`), "eu-west-1")
	n := network.New(a, context)
	for id, want := range map[string]Compliance{
		"public-subnets":       NonCompliant,
		"subnets-in-same-zone": NonCompliant,
		"acl-blocks-interface": Unknown,
		"wrong-id-type":        Compliant,
	} {
		if got := worst(ruleById(t, id).Check(a, n)); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestServiceNamesByRegion(t *testing.T) {
	names := func(gateway, link string) string {
		return fmt.Sprintf(`{"Gate": {"ServiceName": %s}, "Link": {"ServiceName": %s}}`, gateway, link)
	}
	const token, inChina = `{"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}`, `{"Fn::Sub": "cn.com.amazonaws.${AWS::Region}.s3"}`
	for _, test := range []struct {
		region, edit string
		want         Compliance
		reason       string
	}{
		{"cn-north-1", names(token, inChina), Compliant, "China's names"},
		{"cn-north-1", names(token, token), NonCompliant, "an interface without cn."},
		{"cn-north-1", names(inChina, inChina), NonCompliant, "a gateway with cn."},
		{"us-gov-west-1", names(token, token), Compliant, "GovCloud's names are as usual"},
		{"", names(token, token), Compliant, "the stack's Region, whichever it is"},
		{"", names(`"com.amazonaws.eu-west-1.s3"`, token), Unknown, "a Region, in a stack that may be in it"},
		{"", names(token, `"com.amazonaws.cn-north-1.s3"`), NonCompliant, "an interface without cn., wherever the stack is"},
		{"eusc-de-east-1", names(token, token), Unknown, "a partition whose names are not certain"},
	} {
		a, n := load(t, edited(t, test.edit), test.region)
		if got := worst(ruleById(t, "wrong-service-name").Check(a, n)); got != test.want {
			t.Errorf("%q: %s, want %s: %s", test.region, got, test.want, test.reason)
		}
	}
}
