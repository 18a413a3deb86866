package s3path

import (
	"fmt"
	"strings"
	"testing"
)

// recorder is a TB that keeps the failure.
type recorder struct{ failure string }

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(format string, args ...any) { r.failure = fmt.Sprintf(format, args...) }

func TestRequirePrivate(t *testing.T) {
	const shared = `, "PrivateDefault": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-1"}}`
	const perhaps = `, "Perhaps": {"Type": "AWS::EC2::VPCEndpoint", "Condition": "Open", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": {"Fn::Sub": "com.amazonaws.${AWS::Region}.s3"}, "RouteTableIds": [{"Ref": "PublicTable"}]}}`
	publicGateway := replace(t, gateway, `, {"Ref": "PrivateTable"}`, "")
	for _, test := range []struct{ resources, want, reason string }{
		{experiment + gateway, "", "every table has the gateway endpoint"},
		{experiment + nat + gateway, "", "also before NAT"},
		{experiment, "1 subnet has a forbidden path", "the public subnet takes the internet; the isolated one goes nowhere, which is private"},
		{experiment + nat, "2 subnets have forbidden paths", "NAT"},
		{experiment + nat + linked, "2 subnets have forbidden paths", "an interface endpoint does not change the usual name"},
		{experiment + gatewayElsewhere + shared, "2 subnets have forbidden paths", "a transit gateway may lead to the internet"},
		{experiment + gatewayElsewhere + privateDefault + `"InstanceId": "i-1"}}`, "1 subnet has a forbidden path to S3 (internet); 1 subnet has an unknown path", "an instance"},
		{experiment + publicGateway + replace(t, perhaps, "PublicTable", "PrivateTable"), "", "either a gateway endpoint or no path"},
		{experiment + perhaps, "1 subnet has an unknown path to S3", "either a gateway endpoint or the internet"},
		{"", "the templates have no subnets", "a template without a network proves nothing"},
	} {
		var r recorder
		RequirePrivate(&r, []byte(`{"Conditions": {"Open": {"Fn::Equals": [{"Ref": "AWS::AccountId"}, "111122223333"]}}, "Resources": {`+test.resources+`}}`))
		if !strings.HasPrefix(r.failure, test.want) || (test.want == "") != (r.failure == "") {
			t.Errorf("%s: failure %q, want %q", test.reason, r.failure, test.want)
		}
	}
}

// TestRequirePrivateWithOptions has a route to a partner's address, which may be S3's.
func TestRequirePrivateWithOptions(t *testing.T) {
	template := []byte(`{"Resources": {` + experiment + gateway +
		`, "Partner": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "8.8.8.8/32", "TransitGatewayId": "tgw-1"}}}}`)
	for _, test := range []struct {
		options []Options
		want    string
	}{
		{nil, "1 subnet may send some requests"},
		{[]Options{{}}, "1 subnet may send some requests"},
		{[]Options{{NotS3: []string{"8.8.8.8/32"}}}, ""},
		{[]Options{{NotS3: []string{"8.8.8.8"}}}, `NotS3[0]: "8.8.8.8" is not an IPv4 CIDR`},
		{[]Options{{}, {}}, "2 Options; pass at most one"},
	} {
		var r recorder
		RequirePrivate(&r, template, test.options...)
		if !strings.HasPrefix(r.failure, test.want) || (test.want == "") != (r.failure == "") {
			t.Errorf("%v: failure %q, want %q", test.options, r.failure, test.want)
		}
	}
}

func TestForbid(t *testing.T) {
	const (
		nothing = "no paths; want one or more of gateway, interface, nat, internet, transit, vpn, peering, firewall, none, unknown"
		remedy  = "\nAdd the route tables of these subnets to an S3 gateway endpoint. Its route takes precedence over the default route."
	)
	for _, test := range []struct {
		resources string
		paths     []Path
		want      string
		reason    string
	}{
		{experiment + nat, []Path{Nat}, "1 subnet has a forbidden path to S3 (nat):\n  Private 10.1.1.0/24: nat: route PrivateDefault leads to the NAT gateway Nat" + remedy, "NAT"},
		{experiment + nat, []Path{Internet, Nat}, "2 subnets have forbidden paths to S3 (nat, internet):\n  Public 10.1.0.0/24: internet: route PublicDefault leads to the internet gateway Igw\n  Private 10.1.1.0/24: nat: route PrivateDefault leads to the NAT gateway Nat" + remedy, "two paths"},
		{experiment + privateDefault + `"InstanceId": "i-1"}}`, []Path{Nat}, "1 subnet has an unknown path to S3:\n  Private 10.1.1.0/24: unknown: route PrivateDefault leads to the instance i-1, which may be a NAT instance, and the path beyond it is not in the templates; check whether it is a NAT instance", "what may be a NAT instance"},
		{experiment + privateDefault + `"TransitGatewayId": "tgw-1"}}`, []Path{Nat}, "", "a transit gateway is another path"},
		{experiment + nat, []Path{Vpn}, "", "there is no VPN"},
		{experiment, []Path{NoPath}, "1 subnet has no path to S3:\n  Private 10.1.1.0/24: none: route table PrivateTable has no route to S3: no gateway endpoint and no default route", "no name leads to S3"},
		{replace(t, experiment, `"0.0.0.0/0"`, `"0.0.0.0/1"`), []Path{NoPath}, "1 subnet has an unknown path to S3; 1 subnet has no path to S3:\n", "half of the internet"},
		{replace(t, experiment, `"0.0.0.0/0"`, `"0.0.0.0/1"`) + linked, []Path{NoPath}, "", "the endpoint's name does, for all"},
		{experiment + `, "Stray": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Fn::If": ["Open", "rtb-1", "rtb-2"]}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}`, []Path{NoPath}, "1 subnet has an unknown path to S3:\n", "an unknown path may be none"},
		{experiment + linked, []Path{NoPath}, "", "the endpoint's name does"},
		{experiment + gateway, []Path{Gateway}, "2 subnets have forbidden paths to S3 (gateway):\n  Vpc (2 subnets) 10.1.0.0/24, 10.1.1.0/24: gateway: gateway endpoint Gateway is on the subnet's route table and takes precedence over any default route", "no remedy opens another path"},
		{experiment + privateDefault + `"VpcEndpointId": "vpce-1"}}`, []Path{Internet, UnknownPath}, "1 subnet has a forbidden path to S3 (internet); 1 subnet may have a forbidden path to S3 behind a firewall (internet):\n  Public 10.1.0.0/24: internet: route PublicDefault leads to the internet gateway Igw\n  Private 10.1.1.0/24: firewall: route PrivateDefault leads to the Gateway Load Balancer endpoint vpce-1, and route PublicDefault leads to the internet gateway Igw, unless the appliances behind vpce-1 send requests elsewhere; this depends on subnet of vpce-1, appliances behind vpce-1 and public IP addresses of clients in Private; pass cdk.context.json if its VPC was looked up, or else the file that \"privates3 account\" writes; check where the appliances send requests" + remedy, "each with its cause"},
		{experiment + replace(t, nat, `"PrivateDefault": {`, `"PrivateDefault": {"Condition": "Open", `), []Path{Nat}, "1 subnet has an unknown path to S3:\n  Private 10.1.1.0/24: unknown: route PrivateDefault leads to the NAT gateway Nat, unless route table PrivateTable has no route to S3: no gateway endpoint and no default route; this depends on condition Open of stack template (Resources.PrivateDefault.Condition); pass parameter On with --parameters or in Options.Parameters", "a path that may be forbidden"},
		{experiment + replace(t, gateway, `"Gateway": {`, `"Gateway": {"Condition": "Open", `), []Path{Nat}, "", "one that is a gateway endpoint or none"},
		{experiment + gateway + `, "Partner": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "8.8.8.8/32", "TransitGatewayId": "tgw-1"}}`, []Path{Transit}, "1 subnet may send some requests to S3 over a forbidden path (transit):\n  Private 10.1.1.0/24: gateway: gateway endpoint Gateway is on route table PrivateTable and takes precedence over any default route; for 8.8.8.8/32, route Partner leads to the transit gateway tgw-1, and the path beyond it is not in the templates; this depends on addresses of Amazon S3 and whether an attachment of tgw-1 exists; if a block does not belong to S3 but, for example, to a partner, set Options.NotS3 or pass --not-s3; pass cdk.context.json if its VPC was looked up, or else the file that \"privates3 account\" writes", "a part of S3's addresses"},
		{experiment + vpn + gateway, []Path{NoPath, UnknownPath}, "", "clients outside are not subnets"},
		{experiment + nat, []Path{Gateway, Nat}, "1 subnet has a forbidden path to S3 (nat):\n  Private 10.1.1.0/24: nat: route PrivateDefault leads to the NAT gateway Nat", "no remedy that is forbidden"},
		{experiment + replace(t, gateway, `"Gateway": {`, `"Gateway": {"Condition": "Open", `), []Path{UnknownPath}, "2 subnets have unknown paths to S3:\n", "an unknown path, whatever is possible"},
		{experiment + nat, nil, nothing, "a list that nobody filled"},
		{experiment + nat, []Path{}, nothing, "an empty one"},
		{experiment + nat, []Path{Nat, "natt"}, `unknown path "natt"; want one or more of gateway, interface, nat, internet, transit, vpn, peering, firewall, none, unknown`, "a misspelled one"},
		{`"Bucket": {"Type": "AWS::S3::Bucket"}`, []Path{Nat}, "the templates have no subnets, so there are no paths to check; pass the whole cloud assembly, such as cdk.out", "no subnets"},
	} {
		err := analyze(t, test.resources, Options{}).Forbid(test.paths...)
		same := err != nil && (err.Error() == test.want || strings.HasSuffix(test.want, "\n") && strings.HasPrefix(err.Error(), test.want))
		if (test.want != "" || err != nil) && !same {
			t.Errorf("%s: %v, want %s", test.reason, err, test.want)
		}
	}
	other := analyze(t, experiment+nat+gateway, Options{CrossRegion: true}).Forbid(Nat)
	if want := "1 subnet has a forbidden path to S3 (nat):\n  Private 10.1.1.0/24 (cross-region name): nat: a gateway"; other == nil || !strings.HasPrefix(other.Error(), want) {
		t.Errorf("%v, want %s", other, want)
	}
}
