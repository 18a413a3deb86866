package s3path

import (
	"strings"
	"testing"
)

// TestStops reads what the reasons of a subnet say of what stops its requests.
func TestStops(t *testing.T) {
	const (
		six = `, "Six": {"Type": "AWS::EC2::VPCCidrBlock", "Properties": {"VpcId": {"Ref": "Vpc"}, "Ipv6CidrBlock": "2a05:d018:1::/56", "Ipv6Pool": "pool"}},
			"Native": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "Ipv6Native": true, "Ipv6CidrBlock": "2a05:d018:1:1::/64", "EnableDns64": true}},
			"NativeTable": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
			"NativeAssociation": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Native"}, "RouteTableId": {"Ref": "NativeTable"}}}`
		translated = `, "Translated": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "NativeTable"}, "DestinationIpv6CidrBlock": "64:ff9b::/96", "NatGatewayId": {"Ref": "Nat"}}}`
		regional   = `, "Nat": {"Type": "AWS::EC2::NatGateway", "Properties": {"AvailabilityMode": "regional", "VpcId": {"Ref": "Vpc"}}}` + privateDefault + `"NatGatewayId": {"Ref": "Nat"}}}`
		stop       = `, "Edge": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
			"AtEdge": {"Type": "AWS::EC2::GatewayRouteTableAssociation", "Properties": {"GatewayId": {"Ref": "Igw"}, "RouteTableId": {"Ref": "Edge"}}},
			"Stop": {"Type": "AWS::EC2::NetworkInterface", "Properties": {"SubnetId": {"Ref": "Private"}}},
			"Bend": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Edge"}, "DestinationCidrBlock": "10.1.0.0/24", "NetworkInterfaceId": {"Ref": "Stop"}}}`
	)
	for _, test := range []struct{ resources, client, want string }{
		{experiment + six, "Native", "route table NativeTable has no route to 64:ff9b::/96, which has these addresses"},
		{experiment + nat + six + translated, "Native", "route Translated leads to the NAT gateway Nat, which translates requests to IPv4"},
		{replace(t, experiment, `"AWS::EC2::VPCGatewayAttachment"`, `"AWS::EC2::FlowLog"`) + regional, "Private", "route PrivateDefault leads to the NAT gateway Nat, but no internet gateway is attached to Vpc"},
		{experiment + stop, "Public", "route Bend sends responses for 10.1.0.0/24 to a network interface whose source/destination check is on"},
	} {
		var reasons []string
		for row := range analyze(t, test.resources, Options{}).Rows() {
			if row.Client.Name == test.client && row.Name == UsualName {
				reasons = append(reasons, row.Reason)
			}
		}
		if text := strings.Join(reasons, "\n"); !strings.Contains(text, test.want) {
			t.Errorf("%s: %q, want %q", test.client, text, test.want)
		}
	}
}
