package rules

import (
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// What the CDK has looked up is checked too.
func TestLookedUpVpc(t *testing.T) {
	context, err := network.ParseContext("cdk.context.json", []byte(`{"vpc-provider:x": {
		"vpcId": "vpc-1",
		"vpcCidrBlock": "10.1.0.0/16",
		"subnetGroups": [
			{"name": "Public", "type": "Public", "subnets": [
				{"subnetId": "subnet-1", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-1"}
			]},
			{"name": "Private", "type": "Private", "subnets": [
				{"subnetId": "subnet-2", "availabilityZone": "eu-west-1a", "routeTableId": "rtb-2"}
			]}
		]
	}}`))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := edited(t, `{"Interface.VpcId": "vpc-1", "Interface.SubnetIds": ["subnet-1", "subnet-2"]}`)
	n := network.New(a, context)
	for id, want := range map[string]Compliance{
		"public-subnets":       NonCompliant,
		"subnets-in-same-zone": NonCompliant,
		"acl-blocks-interface": Unknown,
		"wrong-id-type":        Compliant,
	} {
		if got := worst(ruleById(t, id).Check(a, n)).Compliance; got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	const want = "Interface is in the subnet subnet-1, which is public because of the route 0.0.0.0/0 of rtb-1."
	if got := worst(ruleById(t, "public-subnets").Check(a, n)).Message; got != want {
		t.Errorf("public-subnets says %q, want %q", got, want)
	}
}
