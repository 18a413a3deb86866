package network

import (
	"fmt"
	"strings"
	"testing"
)

// TestValuesAreNormalised reads one value in all forms that AWS takes, and in some that it does not.
func TestValuesAreNormalised(t *testing.T) {
	for _, test := range []struct{ rule, want, gap string }{
		{`"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"`, "tcp 443-443 10.0.0.0/8", ""},
		{`"IpProtocol": "TCP", "FromPort": "443", "ToPort": 443.0, "CidrIp": "10.1.2.3/8"`, "tcp 443-443 10.0.0.0/8", ""},
		{`"IpProtocol": 6, "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"`, "tcp 443-443 10.0.0.0/8", ""},
		{`"IpProtocol": "6", "FromPort": -1, "ToPort": -1, "CidrIp": "10.0.0.0/8"`, "tcp 0-65535 10.0.0.0/8", ""},
		{`"IpProtocol": "tcp", "CidrIp": "10.0.0.0/8"`, "tcp 0-65535 10.0.0.0/8", ""},
		{`"IpProtocol": -1, "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"`, "-1 0-65535 10.0.0.0/8", ""},
		{`"IpProtocol": "-1", "CidrIpv6": "FC00::1/7"`, "-1 0-65535 fc00::/7", ""},
		{`"IpProtocol": "17", "FromPort": 53, "ToPort": 53, "CidrIp": "10.0.0.0/8"`, "udp 53-53 10.0.0.0/8", ""},
		{`"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "CidrIp": "10.0.0.0/8"`, "icmp 0-65535 10.0.0.0/8", ""},
		{`"IpProtocol": "58", "CidrIpv6": "::/0"`, "icmpv6 0-65535 ::/0", ""},
		{`"IpProtocol": "50", "CidrIp": "10.0.0.0/8"`, "50 0-65535 10.0.0.0/8", ""},
		{`"IpProtocol": {"Ref": "On"}, "FromPort": 443, "ToPort": 443, "CidrIp": {"Ref": "On"}`, "? ?-? ${On}", ""},
		{`"IpProtocol": "tpc", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"`, "? ?-? 10.0.0.0/8", `IpProtocol: is "tpc", want the name or number of a protocol`},
		{`"IpProtocol": "256", "CidrIp": "10.0.0.0/8"`, "? ?-? 10.0.0.0/8", `IpProtocol: is "256", want the name or number of a protocol`},
		{`"IpProtocol": "tcp", "FromPort": "https", "ToPort": 443, "CidrIp": "10.0.0.0/8"`, "tcp ?-443 10.0.0.0/8", `FromPort: is "https", want a number`},
		{`"IpProtocol": "tcp", "FromPort": 443, "CidrIp": "10.0.0.0/8"`, "tcp ?-? 10.0.0.0/8", ""},
		{`"IpProtocol": "tcp", "FromPort": 443, "ToPort": 80, "CidrIp": "10.0.0.0/8"`, "tcp ?-? 10.0.0.0/8", ""},
		{`"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/33"`, "tcp 443-443 10.0.0.0/33", `CidrIp: is "10.0.0.0/33", want an IPv4 CIDR block`},
		{`"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "2001:db8::/32"`, "tcp 443-443 2001:db8::/32", `CidrIp: is "2001:db8::/32", want an IPv4 CIDR block`},
		{`"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.1"`, "tcp 443-443 10.0.0.1", `CidrIp: is "10.0.0.1", want an IPv4 CIDR block`},
	} {
		n := build(t, `"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{`+test.rule+`}]}}`)
		r := n.SecurityGroups[0].Ingress[0]
		c := r.Cidr
		if c.State() == Absent {
			c = r.Ipv6Cidr
		}
		peer := c.String()
		if c.State() == Known {
			peer = c.Prefix.String()
		}
		got := fmt.Sprintf("%s %s-%s %s", show(r.Protocol), show(r.FromPort), show(r.ToPort), peer)
		if got != test.want {
			t.Errorf("%s is read as %s, want %s", test.rule, got, test.want)
		}
		var gaps []string
		for _, g := range n.Gaps {
			gaps = append(gaps, strings.TrimPrefix(g.String(), "Net.template.json: Resources.Group.Properties.SecurityGroupIngress.0."))
		}
		if got := strings.Join(gaps, "\n"); got != test.gap {
			t.Errorf("%s has the gaps %q, want %q", test.rule, got, test.gap)
		}
		for _, cause := range []bool{r.Protocol.State == Unknown && r.Protocol.Cause == nil, r.FromPort.State == Unknown && r.FromPort.Cause == nil, c.State() == Unknown && c.Cause == nil} {
			if cause {
				t.Errorf("%s is unknown without a cause", test.rule)
			}
		}
	}
}

func show[T comparable](f Fact[T]) string {
	switch f.State {
	case Known:
		return fmt.Sprint(f.Value)
	case Unknown:
		return "?"
	}
	return "-"
}

func TestAclEntriesAreNormalised(t *testing.T) {
	for _, test := range []struct{ entry, want string }{
		{`"Protocol": 6, "RuleAction": "allow", "Egress": "True", "PortRange": {"From": 443, "To": 443}`, "tcp allow true 443-443"},
		{`"Protocol": "TCP", "RuleAction": "DENY", "PortRange": {"From": "0", "To": "65535"}`, "tcp deny - 0-65535"},
		{`"Protocol": -1, "RuleAction": "Allow", "PortRange": {"From": 443, "To": 443}`, "-1 allow - 0-65535"},
		{`"Protocol": 6, "RuleAction": "refuse", "Egress": "no"`, "tcp ? ? 0-65535"},
	} {
		n := build(t, `"Acl": {"Type": "AWS::EC2::NetworkAcl"},
			"E": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 1, `+test.entry+`}}`)
		e := n.NetworkAcls[0].Entries[0]
		got := fmt.Sprintf("%s %s %s %s-%s", show(e.Protocol), show(e.RuleAction), show(e.Egress), show(e.FromPort), show(e.ToPort))
		if got != test.want {
			t.Errorf("%s is read as %s, want %s", test.entry, got, test.want)
		}
	}
}

// TestResourcesOfUnknownPartsAreUnplaced reads resources that name what they belong to by a parameter that may be anything.
func TestResourcesOfUnknownPartsAreUnplaced(t *testing.T) {
	references := map[string]string{ // by what they depend on
		"Open":                `{"Fn::If": ["Open", "x", {"Ref": "AWS::NoValue"}]}`,
		"On":                  `{"Ref": "On"}`,
		"Custom.Id":           `{"Fn::GetAtt": ["Custom", "Id"]}`,
		"Nested.Outputs.Part": `{"Fn::GetAtt": ["Nested", "Outputs.Part"]}`,
	}
	const others = `"Custom": {"Type": "Custom::Lookup"}, "Nested": {"Type": "AWS::CloudFormation::Stack"}`
	for _, test := range []struct{ resourceType, property string }{
		{"AWS::EC2::SecurityGroupIngress", "GroupId"},
		{"AWS::EC2::NetworkAclEntry", "NetworkAclId"},
		{"AWS::EC2::VPCGatewayAttachment", "VpcId"},
		{"AWS::EC2::VPCCidrBlock", "VpcId"},
		{"AWS::EC2::EgressOnlyInternetGateway", "VpcId"},
		{"AWS::EC2::SubnetCidrBlock", "SubnetId"},
		{"AWS::EC2::SubnetRouteTableAssociation", "SubnetId"},
		{"AWS::EC2::SubnetNetworkAclAssociation", "SubnetId"},
		{"AWS::EC2::VPNConnectionRoute", "VpnConnectionId"},
		{"AWS::EC2::VPNGatewayRoutePropagation", "RouteTableIds"},
		{"AWS::EC2::RouteServerPropagation", "RouteTableId"},
		{"AWS::EC2::TransitGatewayRoute", "TransitGatewayRouteTableId"},
		{"AWS::EC2::VPCDHCPOptionsAssociation", "VpcId"},
		{"AWS::Route53::RecordSet", "HostedZoneId"},
	} {
		for cause, reference := range references {
			n := build(t, others+`, "R": {"Type": "`+test.resourceType+`", "Properties": {"`+test.property+`": `+reference+`}}`)
			if len(n.Unplaced) != 1 || n.Unplaced[0].Name() != "R" || n.Unplaced[0].Cause.Subject != cause {
				t.Errorf("%s of %s: unplaced are %+v", test.resourceType, reference, n.Unplaced)
			}
		}
	}
	if n := build(t, `"R": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties": {"GroupId": "sg-1"}}`); len(n.Unplaced) != 0 {
		t.Error("a rule of a group that no template has is unplaced")
	}
}

func TestPartsOutsideNameTheirCause(t *testing.T) {
	n := build(t, `"A": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Sg"}, "RouteTableId": {"Fn::ImportValue": "Table"}}},
		"S": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": "vpc-1"}}`)
	for e, want := range map[*Entity]string{
		&Find(n.Vpcs, "vpc-1").Entity:                   "resource vpc-1",
		&Find(n.Subnets, "Net.Sg").Entity:               "parameter Sg of stack Net",
		&Find(n.RouteTables, "export Net.Table").Entity: "export Table",
	} {
		if e.Cause == nil || e.Cause.String() != want {
			t.Errorf("%s is outside by %v, want %s", e.Name(), e.Cause, want)
		}
	}
	if s := Find(n.Subnets, "Net.S"); s.Cause != nil {
		t.Errorf("a subnet of the templates is outside by %v", s.Cause)
	}
}

// TestOutputsMayNameAnyPart has VPCs whose IDs are attributes.
func TestOutputsMayNameAnyPart(t *testing.T) {
	for typeName, want := range map[string]bool{"CloudFormation::Stack": true, "Serverless::Application": true, "ServiceCatalog::CloudFormationProvisionedProduct": true, "RDS::DBInstance": false} {
		n := build(t, `"Made": {"Type": "AWS::`+typeName+`"}, "S": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Fn::GetAtt": ["Made", "Outputs.Vpc"]}}}`)
		if len(n.Vpcs) != 1 || n.Vpcs[0].Open != want {
			t.Errorf("%s: VPCs %v, want one that may be any: %t", typeName, n.Vpcs, want)
		}
	}
}

// TestGapsAreNamedOnce reads a property twice, as a reference and as a list of one.
func TestGapsAreNamedOnce(t *testing.T) {
	n := build(t, `"Client": {"Type": "AWS::EC2::Instance", "Properties": {"SubnetId": ""}},
		"Clients": {"Type": "AWS::Lambda::Function", "Properties": {"VpcConfig": {"SubnetIds": [""], "SecurityGroupIds": []}}}`)
	var got []string
	for _, g := range n.Gaps {
		got = append(got, strings.TrimPrefix(g.Place, "Resources."))
	}
	if want := "Client.Properties.SubnetId Clients.Properties.VpcConfig.SubnetIds.0"; strings.Join(got, " ") != want {
		t.Errorf("gaps at %q, want %s", got, want)
	}
}
