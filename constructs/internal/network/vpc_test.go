package network

import (
	"fmt"
	"slices"
	"testing"
)

func TestBlocksOfVpcsAndSubnets(t *testing.T) {
	n := build(t, `
		"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"Ipv4IpamPoolId": "ipam-pool-1"}},
		"Second": {"Type": "AWS::EC2::VPCCidrBlock", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.2.0.9/16"}},
		"Six": {"Type": "AWS::EC2::VPCCidrBlock", "Properties": {"VpcId": {"Ref": "Vpc"}, "AmazonProvidedIpv6CidrBlock": true}},
		"Third": {"Type": "AWS::EC2::VPCCidrBlock", "Properties": {"VpcId": {"Ref": "Vpc"}, "Ipv4IpamPoolId": "ipam-pool-1"}},
		"Both": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "Ipv4IpamPoolId": "ipam-pool-1", "AvailabilityZoneId": "euw1-az1"}},
		"Added": {"Type": "AWS::EC2::SubnetCidrBlock", "Properties": {"SubnetId": {"Ref": "Both"}, "Ipv6CidrBlock": "2001:db8::/64"}},
		"Native": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "Ipv6Native": true, "Ipv6CidrBlock": "2001:db8:0:1::/64"}},
		"Egress": {"Type": "AWS::EC2::EgressOnlyInternetGateway", "Properties": {"VpcId": {"Ref": "Vpc"}}}`)
	v := Find(n.Vpcs, "Net.Vpc")
	if got := fmt.Sprint(v.Cidrs, v.Ipv6Cidrs); got != "[${Vpc.CidrBlock} 10.2.0.9/16 ${Third.CidrBlock}] [${Vpc.Ipv6CidrBlocks[0]}]" {
		t.Errorf("the VPC's blocks are %s", got)
	}
	if len(v.EgressOnlyInternetGateways) != 1 || v.EgressOnlyInternetGateways[0].GatewayId.Value != "Net.Egress" {
		t.Errorf("the egress-only gateways are %+v", v.EgressOnlyInternetGateways)
	}
	both, native := Find(n.Subnets, "Net.Both"), Find(n.Subnets, "Net.Native")
	if got := fmt.Sprint(both.Cidr, both.Ipv6Cidrs, both.AvailabilityZoneId); got != "${Both.CidrBlock} [2001:db8::/64] euw1-az1" {
		t.Errorf("the subnet is read as %s", got)
	}
	if got := fmt.Sprintf("%t %s", native.Cidr.State() == Absent, native.Ipv6Cidrs); got != "true [2001:db8:0:1::/64]" {
		t.Errorf("the subnet without IPv4 is read as %s", got)
	}
}

func TestNatGateways(t *testing.T) {
	n := build(t, vpcAndSubnet+`,
		"Regional": {"Type": "AWS::EC2::NatGateway", "Properties": {"AvailabilityMode": "Regional", "ConnectivityType": "public", "VpcId": {"Ref": "Vpc"}}},
		"Zonal": {"Type": "AWS::EC2::NatGateway", "Properties": {"SubnetId": {"Ref": "Subnet"}, "ConnectivityType": "private"}}`)
	var got []string
	for _, g := range n.NatGateways {
		got = append(got, fmt.Sprintf("%s %s %t %t", show(g.AvailabilityMode), show(g.ConnectivityType), g.Vpc == Find(n.Vpcs, "Net.Vpc"), g.Subnet == Find(n.Subnets, "Net.Subnet")))
	}
	if want := []string{"regional public true false", "- private false true"}; !slices.Equal(got, want) {
		t.Errorf("NAT gateways are %q, want %q", got, want)
	}
	if gateways := Find(n.Vpcs, "Net.Vpc").NatGateways; !slices.Equal(gateways, n.NatGateways[:1]) {
		t.Errorf("the VPC has the regional gateways %+v", gateways)
	}
}

func TestBlockPublicAccess(t *testing.T) {
	n := build(t, vpcAndSubnet+`,
		"Block": {"Type": "AWS::EC2::VPCBlockPublicAccessOptions", "Properties": {"InternetGatewayBlockMode": "Block-Ingress"}},
		"OfVpc": {"Type": "AWS::EC2::VPCBlockPublicAccessExclusion", "Properties": {"InternetGatewayExclusionMode": "allow-egress", "VpcId": {"Ref": "Vpc"}}},
		"OfSubnet": {"Type": "AWS::EC2::VPCBlockPublicAccessExclusion", "Properties": {"InternetGatewayExclusionMode": {"Ref": "On"}, "SubnetId": {"Ref": "Subnet"}}}`)
	if len(n.BlockPublicAccess) != 1 || show(n.BlockPublicAccess[0].Mode) != "block-ingress" {
		t.Errorf("the setting is read as %+v", n.BlockPublicAccess)
	}
	var got []string
	for _, x := range n.BlockPublicAccessExclusions {
		got = append(got, fmt.Sprintf("%s %t %t", show(x.Mode), x.Vpc != nil, x.Subnet != nil))
	}
	if want := []string{"? false true", "allow-egress true false"}; !slices.Equal(got, want) {
		t.Errorf("exclusions are %q, want %q", got, want)
	}
}

func TestRoutesThatAreNotStatic(t *testing.T) {
	const vpn = vpcAndSubnet + `,
		"Vgw": {"Type": "AWS::EC2::VPNGateway"},
		"Attached": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpnGatewayId": {"Ref": "Vgw"}}},
		"Propagation": {"Type": "AWS::EC2::VPNGatewayRoutePropagation", "Properties": {"RouteTableIds": [{"Ref": "Table"}], "VpnGatewayId": {"Ref": "Vgw"}}},
		"Listed": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"}, "DestinationPrefixListId": {"Ref": "List"}, "GatewayId": {"Ref": "Vgw"}}},
		"List": {"Type": "AWS::EC2::PrefixList", "Properties": {"Entries": [{"Cidr": "10.9.0.0/16"}, {"Cidr": "10.9.1.1/32"}]}}`
	const connection = `, "Vpn": {"Type": "AWS::EC2::VPNConnection", "Properties": {"VpnGatewayId": %s, "StaticRoutesOnly": %s}},
		"Route": {"Type": "AWS::EC2::VPNConnectionRoute", "Properties": {"VpnConnectionId": {"Ref": "Vpn"}, "DestinationCidrBlock": "192.168.7.0/24"}}`
	for _, test := range []struct{ resources, want, reason string }{
		{fmt.Sprintf(connection, `{"Ref": "Vgw"}`, "true"), "[192.168.7.0/24]", "a static connection brings its own routes"},
		{fmt.Sprintf(connection, `{"Ref": "Vgw"}`, "false"), "[192.168.7.0/24]", "BGP brings others"},
		{fmt.Sprintf(connection, `{"Ref": "Vgw"}`, `{"Ref": "On"}`), "[192.168.7.0/24]", "it may be BGP"},
		{fmt.Sprintf(connection, `"vgw-1"`, "true"), "[]", "the connection is of another gateway"},
		{fmt.Sprintf(connection, `{"Fn::If": ["Open", {"Ref": "Vgw"}, "vgw-1"]}`, "true"), "[]", "the connection may be of this gateway"},
		{
			fmt.Sprintf(connection, `{"Ref": "Vgw"}`, "true") + `, "Other": {"Type": "AWS::EC2::VPNConnection", "Properties": {"VpnGatewayId": {"Fn::If": ["Open", {"Ref": "Vgw"}, "vgw-1"]}, "StaticRoutesOnly": true}}`,
			"[192.168.7.0/24]", "another connection may be of this gateway",
		},
		{``, "[]", "the connection is not in the templates, or it is Direct Connect"},
		{
			fmt.Sprintf(connection, `{"Ref": "Vgw"}`, "true") + `, "Server": {"Type": "AWS::EC2::RouteServerPropagation", "Properties": {"RouteTableId": {"Ref": "Table"}, "RouteServerId": "rs-1"}}`,
			"[192.168.7.0/24] server rs-1", "a route server adds routes too",
		},
	} {
		n := build(t, vpn+test.resources)
		table := Find(n.RouteTables, "Net.Table")
		var blocks []string
		for _, r := range table.Propagated {
			if r.Origin != RoutePropagated || r.Target != TargetVpnGateway {
				t.Errorf("a propagated route is %+v", r)
			}
			blocks = append(blocks, r.Destination.String())
		}
		got := fmt.Sprint(blocks)
		for _, s := range table.RouteServers {
			got += " server " + string(s.GatewayId.Value)
		}
		if got != test.want {
			t.Errorf("the table has %s, want %s: %s", got, test.want, test.reason)
		}
		if len(table.Routes) != 1 || table.Routes[0].Origin != RoutePrefixList {
			t.Errorf("routes are %+v", table.Routes)
		}
		if list := Find(n.PrefixLists, "Net.List"); len(list.Entries) != 2 || list.Entries[1].Prefix.Bits() != 32 {
			t.Errorf("the list is read as %+v", list)
		}
	}
}
