package rules

import "testing"

// TestPieces has blocks, ports and groups that only together decide, and values in other forms. Package s3path has the
// same networks, and the rules must not disagree with it.
func TestPieces(t *testing.T) {
	for _, c := range []struct {
		rule string
		ruleCase
	}{
		{"acl-blocks-gateway", ruleCase{"egress is denied in halves", NonCompliant, `{
			"Low": {"Like": "AclOut", "RuleNumber": 10, "RuleAction": "deny", "CidrBlock": "0.0.0.0/1"},
			"High": {"Like": "AclOut", "RuleNumber": 11, "RuleAction": "deny", "CidrBlock": "128.0.0.0/1"}
		}`}},
		{"acl-blocks-gateway", ruleCase{"egress is denied in quarters", NonCompliant, `{
			"A": {"Like": "AclOut", "RuleNumber": 10, "RuleAction": "deny", "CidrBlock": "0.0.0.0/2"},
			"B": {"Like": "AclOut", "RuleNumber": 11, "RuleAction": "deny", "CidrBlock": "64.0.0.0/2"},
			"C": {"Like": "AclOut", "RuleNumber": 12, "RuleAction": "DENY", "CidrBlock": "128.0.0.0/2"},
			"D": {"Like": "AclOut", "RuleNumber": 13, "RuleAction": "deny", "CidrBlock": "192.0.0.0/2"}
		}`}},
		{"acl-blocks-gateway", ruleCase{"egress is denied to a half, which S3 may be in", Unknown, `{
			"Low": {"Like": "AclOut", "RuleNumber": 10, "RuleAction": "deny", "CidrBlock": "0.0.0.0/1"}
		}`}},
		{"acl-blocks-gateway", ruleCase{"answers are denied in ranges of ports", NonCompliant, `{
			"Low": {"Like": "AclIn", "RuleNumber": 10, "RuleAction": "deny", "Protocol": 6, "PortRange": {"From": 0, "To": 32767}},
			"High": {"Like": "AclIn", "RuleNumber": 11, "RuleAction": "deny", "Protocol": "6", "PortRange": {"From": "32768", "To": "65535"}}
		}`}},
		{"acl-blocks-gateway", ruleCase{"egress is allowed in halves", Compliant, `{
			"AclOut.CidrBlock": "0.0.0.0/1",
			"High": {"Like": "AclOut", "RuleNumber": 101, "Protocol": "6", "CidrBlock": "128.0.0.0/1", "PortRange": {"From": "443", "To": "443"}}
		}`}},
		{"acl-blocks-gateway", ruleCase{"egress is allowed before it is denied in halves", Compliant, `{
			"Low": {"Like": "AclOut", "RuleNumber": 110, "RuleAction": "deny", "CidrBlock": "0.0.0.0/1"},
			"High": {"Like": "AclOut", "RuleNumber": 111, "RuleAction": "deny", "CidrBlock": "128.0.0.0/1"}
		}`}},
		{"acl-blocks-interface", ruleCase{"ingress is denied in halves", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "SubnetA"}],
			"Low": {"Like": "AclIn", "RuleNumber": 10, "RuleAction": "deny", "CidrBlock": "0.0.0.0/1"},
			"High": {"Like": "AclIn", "RuleNumber": 11, "RuleAction": "deny", "CidrBlock": "128.0.0.0/1"}
		}`}},
		{"acl-blocks-interface", ruleCase{"answers are denied in ranges of ports", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "SubnetA"}],
			"Low": {"Like": "AclOut", "RuleNumber": 10, "RuleAction": "deny", "Protocol": 6, "PortRange": {"From": 1, "To": 32767}},
			"High": {"Like": "AclOut", "RuleNumber": 11, "RuleAction": "deny", "Protocol": 6, "PortRange": {"From": 32768, "To": 65535}}
		}`}},
		{"acl-blocks-interface", ruleCase{"ingress is denied from a half", Compliant, `{
			"Interface.SubnetIds": [{"Ref": "SubnetA"}],
			"High": {"Like": "AclIn", "RuleNumber": 11, "RuleAction": "deny", "CidrBlock": "128.0.0.0/1"}
		}`}},
		{"public-subnets", ruleCase{"an internet route in halves", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "Public"}],
			"PublicRoute.DestinationCidrBlock": "0.0.0.0/1",
			"Rest": {"Like": "PublicRoute", "DestinationCidrBlock": "128.0.0.0/1"}
		}`}},
		{"public-subnets", ruleCase{"an internet route in quarters", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "Public"}],
			"PublicRoute.DestinationCidrBlock": "0.0.0.0/2",
			"Rest2": {"Like": "PublicRoute", "DestinationCidrBlock": "64.0.0.0/2"},
			"Rest3": {"Like": "PublicRoute", "DestinationCidrBlock": "128.0.0.0/2"},
			"Rest4": {"Like": "PublicRoute", "DestinationCidrBlock": "192.0.0.0/2"}
		}`}},
		{"public-subnets", ruleCase{"an internet route in a prefix list of halves", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "Public"}],
			"All": {"Type": "AWS::EC2::PrefixList", "AddressFamily": "IPv4", "Entries": [{"Cidr": "0.0.0.0/1"}, {"Cidr": "128.0.0.0/1"}]},
			"PublicRoute.DestinationCidrBlock": null,
			"PublicRoute.DestinationPrefixListId": {"Fn::GetAtt": ["All", "PrefixListId"]}
		}`}},
		{"public-subnets", ruleCase{"an internet route for IPv6, in halves", NonCompliant, `{
			"Interface.SubnetIds": [{"Ref": "Public"}],
			"PublicRoute.DestinationCidrBlock": null,
			"PublicRoute.DestinationIpv6CidrBlock": "::/1",
			"Rest": {"Like": "PublicRoute", "DestinationIpv6CidrBlock": "8000::/1"}
		}`}},
		{"nat-bypasses-gateway", ruleCase{"a NAT route in halves", NonCompliant, `{
			"Gateway.RouteTableIds": [{"Ref": "PublicTable"}],
			"NatRoute.DestinationCidrBlock": "0.0.0.0/1",
			"Rest": {"Like": "NatRoute", "DestinationCidrBlock": "128.0.0.0/1"}
		}`}},
		{"ingress-open-to-world", ruleCase{"three blocks", NonCompliant, `{"Sg.SecurityGroupIngress": [
			{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/2"},
			{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "64.0.0.0/2"},
			{"IpProtocol": "TCP", "FromPort": 400, "ToPort": 500, "CidrIp": "128.0.0.0/1"}
		]}`}},
		{"ingress-open-to-world", ruleCase{"halves of IPv6, in two groups", NonCompliant, `{
			"Interface.IpAddressType": "dualstack",
			"Sg.SecurityGroupIngress": [{"IpProtocol": "-1", "CidrIpv6": "::/1"}],
			"Sg2": {"Like": "Sg", "SecurityGroupIngress": [{"IpProtocol": "6", "FromPort": 443, "ToPort": 443, "CidrIpv6": "8000::/1"}]},
			"Interface.SecurityGroupIds": [{"Ref": "Sg"}, {"Ref": "Sg2"}]
		}`}},
		{"ingress-open-to-world", ruleCase{"a prefix list of halves", NonCompliant, `{
			"All": {"Type": "AWS::EC2::PrefixList", "AddressFamily": "IPv4", "Entries": [{"Cidr": "0.0.0.0/1"}, {"Cidr": "128.0.0.0/1"}]},
			"Sg.SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "SourcePrefixListId": {"Fn::GetAtt": ["All", "PrefixListId"]}}]
		}`}},
		{"ingress-open-to-world", ruleCase{"all but one quarter", Compliant, `{"Sg.SecurityGroupIngress": [
			{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/1"},
			{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "192.0.0.0/2"}
		]}`}},
		{"no-ingress-443", ruleCase{"a range of ports around 443", Compliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "TCP", "FromPort": "400", "ToPort": "500", "CidrIp": "10.0.0.0/8"}]
		}`}},
		{"no-ingress-443", ruleCase{"the protocol by its number", Compliant, `{
			"Sg.SecurityGroupIngress": [{"IpProtocol": "6", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8"}]
		}`}},
		{"no-ingress-443", ruleCase{"two ranges of ports beside 443", NonCompliant, `{"Sg.SecurityGroupIngress": [
			{"IpProtocol": "tcp", "FromPort": 0, "ToPort": 442, "CidrIp": "10.0.0.0/8"},
			{"IpProtocol": "tcp", "FromPort": 444, "ToPort": 65535, "CidrIp": "10.0.0.0/8"}
		]}`}},
	} {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			if got := worst(ruleById(t, c.rule).Check(edited(t, c.edit))); got.Compliance != c.want {
				t.Errorf("%s, want %s: %s", got.Compliance, c.want, got.Message)
			}
		})
	}
}
