package s3path

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	acl = `,
	"Acl": {"Type": "AWS::EC2::NetworkAcl", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"AclAssociation": {"Type": "AWS::EC2::SubnetNetworkAclAssociation", "Properties": {"SubnetId": {"Ref": "Private"}, "NetworkAclId": {"Ref": "Acl"}}}`
	aclOut = `,
	"Out": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 100, "Egress": true, "RuleAction": "allow",
		"Protocol": 6, "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 443, "To": 443}}}`
	aclIn = `,
	"In": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 100, "RuleAction": "allow",
		"Protocol": 6, "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 1024, "To": 65535}}}`
	aclDeny = `,
	"Deny": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 50, "Egress": true, "RuleAction": "deny",
		"Protocol": -1, "CidrBlock": "0.0.0.0/0"}}`
	privateDefault = `, "PrivateDefault": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "0.0.0.0/0", `
)

// pathCase is one row of a report: who asks for which name, what is expected, and a piece of the reason.
type pathCase struct {
	client, resources string
	name              Name
	reachable         Reachable
	path              Path
	why, reason       string // a piece of the row's reason, and why there is the case
}

func (c pathCase) check(t *testing.T) {
	t.Helper()
	got := find(t, analyze(t, c.resources, Options{CrossRegion: true}), c.client, c.name)
	if got.Reachable != c.reachable || got.Path != c.path || !strings.Contains(got.Reason, c.why) {
		t.Errorf("%s: %s by %s: %s; want %s by %s: …%s…", c.reason, got.Reachable, got.Path, got.Reason, c.reachable, c.path, c.why)
	}
}

func TestRouting(t *testing.T) {
	const otherHalf = `, "Half": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PublicTable"}, "DestinationCidrBlock": "128.0.0.0/1", "GatewayId": {"Ref": "Igw"}}}`
	for _, c := range []pathCase{
		{inPrivate, replace(t, experiment, `{"SubnetId": {"Ref": "Private"}, "RouteTableId"`, `{"SubnetId": {"Ref": "Public"}, "RouteTableId"`), UsualName, No, NoPath, "Private uses the main route table of Vpc", "a subnet that was forgotten has the main table"},
		{inPrivate, experiment + gateway, CrossRegionName, No, NoPath, "route table PrivateTable has no default route", "the gateway endpoint is there, but not for other Regions"},
		{inPrivate, experiment + privateDefault + `"TransitGatewayId": "tgw-1"}}`, UsualName, Unknown, Transit, "the transit gateway tgw-1", "the path beyond the transit gateway is not in the template"},
		{inPrivate, experiment + vpn + privateDefault + `"GatewayId": {"Ref": "Vgw"}}}`, UsualName, Unknown, Vpn, "the VPN gateway Vgw", "nor that beyond the VPN"},
		{inPrivate, experiment + privateDefault + `"VpcPeeringConnectionId": "pcx-1"}}`, UsualName, No, Peering, "cannot use the peer VPC's gateways", "a peer's internet gateway"},
		{inPrivate, experiment + privateDefault + `"NetworkInterfaceId": "eni-1"}}`, UsualName, Unknown, UnknownPath, "network interface eni-1, which may be a NAT instance", "an appliance may do anything"},
		{inPrivate, experiment + privateDefault + `"InstanceId": "i-1"}}`, UsualName, Unknown, UnknownPath, "instance i-1, which may be a NAT instance", "an instance that no template has"},
		{inPrivate, experiment + privateDefault + `"VpcEndpointId": "vpce-1"}}`, UsualName, Unknown, Firewall, "Gateway Load Balancer endpoint vpce-1", "a firewall is no NAT"},
		{inPrivate, experiment + privateDefault + `"NatGatewayId": "nat-1"}}`, UsualName, Unknown, Nat, "not in the templates", "a NAT gateway of another app"},
		{inPrivate, experiment + replace(t, nat, `{"SubnetId": {"Ref": "Public"}`, `{"SubnetId": {"Ref": "Private"}`), UsualName, No, Nat, "has no route to an internet gateway", "a NAT gateway in a private subnet"},
		{inPrivate, replace(t, experiment, `"GatewayId": {"Ref": "Igw"}`, `"VpcEndpointId": "vpce-1"`) + nat, UsualName, Unknown, Nat, "and route PublicDefault leads to the Gateway Load Balancer endpoint vpce-1, whose appliances may send requests elsewhere", "a firewall between the NAT gateway and the internet"},
		{inPrivate, replace(t, experiment, `"0.0.0.0/0"`, `"0.0.0.0/1"`) + nat, UsualName, Unknown, Nat, "for some of S3's public addresses, route table PublicTable of its subnet has no route", "half of a route behind the NAT gateway"},
		{inPrivate, replace(t, experiment, `"0.0.0.0/0"`, `"0.0.0.0/1"`) + otherHalf + nat, UsualName, Yes, Nat, "NAT gateway Nat", "both halves"},
		{inPrivate, experiment + nat + replace(t, gateway, `, {"Ref": "PrivateTable"}`, ``), UsualName, Unknown, Nat, "whose subnet has gateway endpoint Gateway; whether a NAT gateway can use it is unknown", "the NAT gateway's subnet alone has the gateway endpoint"},
		{inPrivate, experiment + nat + gatewayElsewhere, UsualName, Yes, Nat, "NAT gateway Nat", "a gateway endpoint on another table"},
		{inPrivate, experiment + replace(t, nat, `{"SubnetId"`, `{"ConnectivityType": "private", "SubnetId"`), UsualName, No, Nat, "Nat is a private NAT gateway", "a private NAT gateway"},
		{inPublic, replace(t, experiment, `"Attached": {`, `"Attached": {"Condition": "Open", `), UsualName, Unknown, Internet, "unless Igw is not attached to Vpc; this depends on condition Open", "an attachment on condition"},
		{inPublic, replace(t, experiment, `"InternetGatewayId": {"Ref": "Igw"}`, `"InternetGatewayId": "igw-2"`), UsualName, No, Internet, "not attached to Vpc", "a gateway that is not this VPC's"},
		{inPublic, replace(t, experiment, `"MapPublicIpOnLaunch": true`, `"MapPublicIpOnLaunch": false`), UsualName, Unknown, Internet, "MapPublicIpOnLaunch is not true", "without a public IP there is no path"},
		{inPublic, replace(t, experiment+gateway, `"MapPublicIpOnLaunch": true`, `"MapPublicIpOnLaunch": false`), UsualName, Yes, Gateway, "Gateway", "the gateway endpoint needs no public IP"},
		{inPrivate, experiment + replace(t, gateway, `"Gateway": {`, `"Gateway": {"Condition": "Open", `), UsualName, Unknown, UnknownPath, "unless route table PrivateTable has no route to S3: no gateway endpoint and no default route; this depends on condition Open of stack template (Resources.Gateway.Condition)", "a gateway endpoint on condition"},
		{inPublic, experiment + replace(t, gateway, `"Gateway": {`, `"Gateway": {"Condition": "Open", `), UsualName, Yes, UnknownPath, "either route PublicDefault leads to the internet gateway Igw, or gateway endpoint Gateway is on route table PublicTable and takes precedence over any default route; this depends on condition Open", "one on condition beside a default route"},
		{inPrivate, experiment + replace(t, gateway, `"RouteTableIds": [{"Ref": "PublicTable"}, {"Ref": "PrivateTable"}]`, `"RouteTableIds": {"Fn::Split": [",", {"Fn::Transform": "x"}]}`), UsualName, Unknown, UnknownPath, "this depends on macro Fn::Transform of stack template (Resources.Gateway.Properties.RouteTableIds)", "tables that are not known"},
		{inPrivate, experiment + replace(t, gateway, `.s3"`, `.s3express"`), UsualName, No, NoPath, "no gateway endpoint", "a gateway endpoint of another service"},
		{inPrivate, experiment + gateway + `, "Narrow": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "52.216.0.0/15", "NatGatewayId": "nat-1"}}`, UsualName, Unknown, Gateway, "for 52.216.0.0/15, route Narrow leads to the NAT gateway nat-1", "a narrower route comes before the gateway endpoint"},
		{inPrivate, experiment + gateway + `, "Office": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "192.168.0.0/16", "TransitGatewayId": "tgw-1"}}`, UsualName, Yes, Gateway, "Gateway", "one to private addresses does not"},
		{inPrivate, experiment + `, "List": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationPrefixListId": "pl-1", "TransitGatewayId": "tgw-1"}}`, UsualName, Unknown, UnknownPath, "entries of prefix list pl-1", "a prefix list that is not in the template"},
		{inPrivate, experiment + `, "Office": {"Type": "AWS::EC2::PrefixList", "Properties": {"Entries": [{"Cidr": "192.168.0.0/16"}]}}, "List": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationPrefixListId": {"Ref": "Office"}, "TransitGatewayId": "tgw-1"}}`, UsualName, No, NoPath, "no route to S3", "one of private addresses alone"},
		{inPrivate, experiment + nat + `, "Half": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "0.0.0.0/1", "TransitGatewayId": "tgw-1"}}`, UsualName, Unknown, UnknownPath, "for some of S3's public addresses, route Half leads to the transit gateway tgw-1", "two default routes in halves"},
		{inPublic, replace(t, experiment, `"0.0.0.0/0"`, `"0.0.0.0/1"`), UsualName, Unknown, UnknownPath, "for some of S3's public addresses, route table PublicTable has no route to S3", "half of the internet"},
		{inPublic, replace(t, experiment, `"0.0.0.0/0"`, `"0.0.0.0/1"`) + otherHalf, UsualName, Yes, Internet, "internet gateway Igw", "both halves are all of it"},
		{inPrivate, experiment + gateway + `, "Public52": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "52.216.0.0/15", "VpcPeeringConnectionId": "pcx-1"}}`, UsualName, Unknown, Gateway, "for 52.216.0.0/15, route Public52 leads to the peering connection pcx-1, but traffic over a peering connection", "a peer with public addresses takes those of S3 away"},
		{inPrivate, experiment + `, "Stray": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Fn::If": ["Open", "rtb-1", "rtb-2"]}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}`, UsualName, Unknown, UnknownPath, "route Stray leads to the NAT gateway nat-1, which is not in the templates, or route table PrivateTable has no route to S3: no gateway endpoint and no default route; this depends on condition Open", "a route that any table may have"},
		{inPrivate, experiment + `, "Other": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}, "ServiceName": {"Ref": "On"}}}`, EndpointName, Unknown, UnknownPath, "which endpoints the VPC has cannot be determined", "an endpoint of a service that a parameter names"},
		{inPrivate, experiment + `, "Other": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcEndpointType": "Interface", "VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.sqs"}}`, EndpointName, No, NoPath, "has no S3 interface endpoint", "one of another service"},
		{inPrivate, experiment + vpn + `, "Propagation": {"Type": "AWS::EC2::VPNGatewayRoutePropagation", "Properties": {"RouteTableIds": [{"Ref": "PrivateTable"}], "VpnGatewayId": {"Ref": "Vgw"}}}`, UsualName, Unknown, UnknownPath, "Propagation propagates a route, and the path beyond it is not in the templates, or route table PrivateTable has no route to S3", "BGP may add a default route"},
		{inPrivate, replace(t, experiment+gateway, `"EnableDnsSupport": true`, `"EnableDnsSupport": false`), UsualName, Unknown, UnknownPath, "EnableDnsSupport of Vpc is false", "without the Amazon resolver, another one may answer anything"},
	} {
		c.check(t)
	}
}

func TestNetworkAcls(t *testing.T) {
	const part = `, "Part": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 50, "Egress": true, "RuleAction": "deny", "Protocol": 6, "CidrBlock": "52.216.0.0/15", "PortRange": {"From": 443, "To": 443}}}`
	natAcl := replace(t, acl, `{"Ref": "Private"}`, `{"Ref": "Public"}`)
	const fromClient = `, "FromClient": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 10, "RuleAction": "allow", "Protocol": 6, "CidrBlock": "10.1.1.0/24", "PortRange": {"From": 443, "To": 443}}},
		"ToClient": {"Type": "AWS::EC2::NetworkAclEntry", "Properties": {"NetworkAclId": {"Ref": "Acl"}, "RuleNumber": 10, "Egress": true, "RuleAction": "allow", "Protocol": 6, "CidrBlock": "10.1.1.0/24", "PortRange": {"From": 1024, "To": 65535}}}`
	for _, c := range []pathCase{
		{inPrivate, experiment + gateway + acl, UsualName, No, Gateway, "network ACL Acl has no entry that allows TCP 443 to S3's public addresses", "an ACL without entries stops everything"},
		{inPrivate, experiment + gateway + acl + aclOut, UsualName, No, Gateway, "allows TCP 1024-65535 from S3's public addresses", "responses are forgotten"},
		{inPrivate, experiment + gateway + acl + aclOut + aclIn, UsualName, Yes, Gateway, "gateway endpoint", "requests and responses"},
		{inPrivate, experiment + gateway + acl + aclOut + aclIn + aclDeny, UsualName, No, Gateway, "network ACL entry Deny (rule 50 denies all traffic to 0.0.0.0/0) denies", "the lower number decides"},
		{inPrivate, experiment + gateway + acl + aclOut + aclIn + replace(t, aclDeny, `50`, `200`), UsualName, Yes, Gateway, "gateway endpoint", "a higher one does not"},
		{inPrivate, experiment + gateway + acl + aclOut + aclIn + replace(t, aclDeny, `50`, `{"Ref": "Number"}`), UsualName, Unknown, Gateway, "network ACL entry Deny", "an unknown one may"},
		{inPrivate, experiment + gateway + acl + aclOut + aclIn + part, UsualName, Unknown, Gateway, "; network ACL entry Part (rule 50 denies TCP 443 to 52.216.0.0/15) denies TCP 443 to 52.216.0.0/15", "S3 may have the addresses that are denied"},
		{inPrivate, experiment + gateway + acl + aclOut + aclIn + replace(t, part, `"deny"`, `"allow"`) + replace(t, aclDeny, `50`, `60`), UsualName, Unknown, Gateway, "; network ACL entry Deny (rule 60 denies all traffic to 0.0.0.0/0) denies TCP 443 to some of S3's public addresses", "a part is allowed before all is denied"},
		{inPrivate, experiment + gateway + acl + aclOut + replace(t, aclIn, `1024`, `32768`), UsualName, Unknown, Gateway, "unless network ACL Acl has no entry that allows TCP 1024-32767 from S3's public addresses; this depends on the ports that the client uses", "some clients use other ports"},
		{inPrivate, experiment + gateway + replace(t, acl, `{"Ref": "Acl"}}}`, `"acl-1"}}`), UsualName, Unknown, Gateway, "not all entries of network ACL acl-1 are in the templates", "an ACL of another app"},
		{inPrivate, experiment + nat + acl, CrossRegionName, No, Nat, "network ACL Acl has no entry", "buckets of other Regions are behind the ACL as well"},
		{inPrivate, experiment + nat + natAcl, UsualName, No, Nat, "but network ACL Acl has no entry that allows TCP 443 from 10.1.1.0/24", "the NAT gateway's subnet has an ACL too"},
		{inPrivate, experiment + nat + natAcl + fromClient, UsualName, No, Nat, "allows TCP 443 to S3's public addresses", "clients are allowed, S3 is not"},
		{inPrivate, experiment + nat + natAcl + fromClient + aclOut + aclIn, UsualName, Yes, Nat, "NAT gateway Nat", "both sides pass"},
		{inPrivate, experiment + nat + natAcl + replace(t, fromClient, `10.1.1.0/24`, `10.1.1.0/28`) + aclOut + aclIn, UsualName, Partly, Nat, "works only for 10.1.1.0/28: network ACL Acl has no entry that allows TCP 443 from 10.1.1.0/24 except 10.1.1.0/28", "some clients pass"},
		{inPublic, experiment + linked + acl + aclOut + aclIn, EndpointName, No, Interface, "allows TCP 443 from 10.1.0.0/24", "the endpoint's subnet allows responses, but no requests"},
		{inPrivate, experiment + replace(t, linked, `[{"Ref": "Private"}]`, `["subnet-1"]`), EndpointName, Unknown, Interface, "not all entries of the network ACL of subnet-1 are in the templates", "a subnet of another app may have any ACL"},
		{inPrivate, experiment + replace(t, linked, `[{"Ref": "Private"}]`, `[{"Ref": "Public"}]`), EndpointName, Yes, Interface, "security group rule", "one of this app without an association has the default one"},
		{inPrivate, experiment + linked + acl, EndpointName, Yes, Interface, "security group rule", "inside a subnet no ACL applies"},
	} {
		c.check(t)
	}
}

func TestSecurityGroups(t *testing.T) {
	const fromVpc, lowHalf = `"CidrIp": {"Fn::GetAtt": ["Vpc", "CidrBlock"]}`, `"CidrIp": "10.1.1.0/25"}`
	for _, c := range []pathCase{
		{inPrivate, experiment + replace(t, linked, fromVpc, `"CidrIp": "10.1.0.0/24"`), EndpointName, No, Interface, "security group Group has no rule that allows TCP 443 from 10.1.1.0/24", "the other subnet alone is allowed"},
		{inPublic, experiment + replace(t, linked, fromVpc, `"CidrIp": "10.1.0.0/24"`), EndpointName, Yes, Interface, "Group SecurityGroupIngress.0 (TCP 443 from 10.1.0.0/24)", "and this is that one"},
		{inPrivate, experiment + replace(t, linked, fromVpc, `"CidrIp": "10.1.1.0/28"`), EndpointName, Partly, Interface, "works only for 10.1.1.0/28: security group Group has no rule that allows TCP 443 from 10.1.1.0/24 except 10.1.1.0/28", "some clients are allowed"},
		{inPrivate, experiment + replace(t, linked, fromVpc, lowHalf+`, {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.1.128/25"`), EndpointName, Yes, Interface, "SecurityGroupIngress.1 (TCP 443 from 10.1.1.128/25) together allow 10.1.1.0/24", "two rules for halves"},
		{inPrivate, experiment + replace(t, linked, fromVpc, lowHalf+`, {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.1.1.128/26"`), EndpointName, Partly, Interface, "works only for 10.1.1.0/25, 10.1.1.128/26: security group Group has no rule that allows TCP 443 from 10.1.1.192/26", "a quarter is missing"},
		{inPrivate, experiment + replace(t, linked, fromVpc, lowHalf+`, {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "10.1.1.128/25"`), EndpointName, Partly, Interface, "works only for 10.1.1.0/25: security group Group has no rule that allows TCP 443 from 10.1.1.128/25", "the other half on another port"},
		{inPrivate, experiment + replace(t, linked, fromVpc, `"SourceSecurityGroupId": "sg-1"`), EndpointName, Unknown, Interface, "security group sg-1", "the members of a group are unknown"},
		{inPrivate, experiment + replace(t, linked, fromVpc, `"SourceSecurityGroupId": {"Ref": "Clients"}`) + `, "Clients": {"Type": "AWS::EC2::SecurityGroup", "Metadata": {"aws:cdk:path": "App/Clients/Resource"}}`, EndpointName, Unknown, Interface, "(TCP 443 from security group App/Clients)", "a group of the app is named by its path"},
		{inPrivate, experiment + replace(t, linked, fromVpc, `"SourcePrefixListId": "pl-1"`), EndpointName, Unknown, Interface, "prefix list pl-1", "nor what a foreign list has"},
		{inPrivate, experiment + replace(t, linked, `"FromPort": 443, "ToPort": 443, `+fromVpc, `"FromPort": 80, "ToPort": 80, `+fromVpc), EndpointName, No, Interface, "allows TCP 443", "another port"},
		{inPrivate, experiment + replace(t, linked, `[{"Ref": "Group"}]`, `["sg-1"]`), EndpointName, Unknown, Interface, "not all rules of the security groups of Link are in the templates; this depends on resource sg-1", "a group of another app"},
		{inPrivate, experiment + replace(t, linked, `, "SecurityGroupIds": [{"Ref": "Group"}]`, ``), EndpointName, Unknown, Interface, "the VPC's default security group", "no group at all"},
		{inPrivate, experiment + replace(t, linked, `"PrivateDnsEnabled": false`, `"ServiceRegion": "eu-central-1"`), EndpointName, Yes, Interface, "; it serves only buckets in eu-central-1", "another Region's S3"},
		{inPrivate, experiment + replace(t, linked, `"SubnetIds": [{"Ref": "Private"}]`, `"SubnetIds": []`), EndpointName, No, Interface, "has no network interface", "no subnet"},
		{inPrivate, replace(t, experiment, `"CidrBlock": "10.1.0.0/16"`, `"Ipv4IpamPoolId": "pool"`) + linked, EndpointName, Yes, Interface, "from ${Vpc.CidrBlock}", "a block that is known only at deploy time is the same block"},
	} {
		c.check(t)
	}
}

func TestClientsOutside(t *testing.T) {
	foreign := `, "Pcx": {"Type": "AWS::EC2::VPCPeeringConnection", "Properties": {"VpcId": {"Ref": "Vpc"}, "PeerVpcId": "vpc-2"}},
		"ToPeer": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "10.2.0.0/16", "VpcPeeringConnectionId": {"Ref": "Pcx"}}}`
	const (
		transitOffice = `, "Here": {"Type": "AWS::EC2::TransitGatewayAttachment", "Properties": {"TransitGatewayId": "tgw-1", "VpcId": {"Ref": "Vpc"}, "SubnetIds": [{"Ref": "Private"}]}},
			"ToOffice": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "192.168.0.0/16", "TransitGatewayId": "tgw-1"}}`
		propagation = `, "Vgw": {"Type": "AWS::EC2::VPNGateway"},
			"VgwAttached": {"Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {"VpcId": {"Ref": "Vpc"}, "VpnGatewayId": {"Ref": "Vgw"}}},
			"Propagation": {"Type": "AWS::EC2::VPNGatewayRoutePropagation", "Properties": {"RouteTableIds": [{"Ref": "PrivateTable"}], "VpnGatewayId": {"Ref": "Vgw"}}}`
	)
	for _, c := range []pathCase{
		{office, experiment + linked, EndpointName, Unknown, Interface, "show no VPN gateway or transit gateway attached to Vpc", "Direct Connect may be set up elsewhere"},
		{office, experiment + vpn + replace(t, linked, `[{"Ref": "Private"}]`, `{"Fn::Split": [",", {"Fn::ImportValue": "Ids"}]}`), EndpointName, Unknown, Interface, "not all subnets of endpoint Link are known", "subnets that are not known have routes that are not"},
		{office, experiment + linked + replace(t, vpn, `"192.168.0.0/16"`, `"192.168.0.0/24"`), EndpointName, Partly, Interface, "works only for 192.168.0.0/24: route table PrivateTable of the endpoint's subnet has no route back to 192.168.0.0/16 except 192.168.0.0/24", "a route to a part of the office"},
		{office, experiment + linked + nat + replace(t, vpn, `"192.168.0.0/16"`, `"172.16.0.0/12"`), EndpointName, No, Interface, "route table PrivateTable has no route back to 192.168.0.0/16, so route PrivateDefault sends responses to the NAT gateway", "a default route elsewhere"},
		{"10.2.0.0/16", experiment + linked + foreign, EndpointName, Yes, Interface, "from 10.2.0.0/16", "a peer that is not in the template, by the route to it"},
		{"10.2.0.0/16", experiment + linked + foreign, UsualName, Unknown, NoPath, "the path of its own VPC", "the gateway endpoint is not for peers"},
		{inPeer, experiment + linked + replace(t, peering, `"DestinationCidrBlock": "10.2.0.0/16"`, `"DestinationCidrBlock": "10.3.0.0/16"`), EndpointName, No, Interface, "PrivateTable of the endpoint's subnet has no route back to 10.2.0.0/24", "no route back to the peer"},
		{inPeer, experiment + linked + transit + `, "Astray": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PrivateTable"}, "DestinationCidrBlock": "10.2.0.0/16", "NetworkInterfaceId": "eni-1"}}`, EndpointName, Unknown, Interface, "route Astray sends responses for 10.2.0.0/24 to the network interface, and the path beyond it is not in the templates", "the most specific route decides"},
		{office, experiment + linked + replace(t, vpn, `"192.168.0.0/16"`, `"172.16.0.0/12"`) + `, "Propagation": {"Type": "AWS::EC2::VPNGatewayRoutePropagation", "Properties": {"RouteTableIds": [{"Ref": "PrivateTable"}], "VpnGatewayId": {"Ref": "Vgw"}}}`, EndpointName, Yes, Interface, "from 192.168.0.0/16", "a VPN gateway propagates a routes"},
		{office, experiment + linked + replace(t, vpn, `"Vgw": {`, `"Vgw2": {"Type": "AWS::EC2::VPNGateway"}, "Vgw": {`), EndpointName, Yes, Interface, "from 192.168.0.0/16", "a second gateway does not matter"},
		{office, experiment + linked + replace(t, vpn, `"VpnGatewayId": {"Ref": "Vgw"}`, `"VpnGatewayId": "vgw-2"`), EndpointName, Unknown, Interface, "route ToOffice sends responses for 192.168.0.0/16 to the VPN gateway, and the path beyond it is not in the templates; this depends on whether an attachment of Vgw exists", "another gateway is attached"},
		{office, experiment + linked + replace(t, vpn, `"VgwAttached": {`, `"VgwAttached": {"Condition": "Open", `), EndpointName, Unknown, Interface, "this depends on condition Open of stack template (Resources.VgwAttached.Condition)", "an attachment on condition"},
		{office, experiment + linked + transitOffice, EndpointName, Yes, Interface, "from 192.168.0.0/16", "a transit gateway that is attached"},
		{office, experiment + linked + replace(t, transitOffice, `"TransitGatewayId": "tgw-1", "VpcId"`, `"TransitGatewayId": "tgw-2", "VpcId"`), EndpointName, Unknown, Interface, "this depends on whether an attachment of tgw-1 exists", "another one that is not"},
		{office, experiment + linked + propagation, EndpointName, Yes, Interface, "from 192.168.0.0/16", "an attached VPN gateway propagates a routes"},
		{office, experiment + linked + replace(t, propagation, `"VpnGatewayId": {"Ref": "Vgw"}}}`, `"VpnGatewayId": "vgw-2"}}`), EndpointName, Unknown, Interface, "route Propagation sends responses for 192.168.0.0/16 to the VPN gateway, and the path beyond it is not in the templates; this depends on whether an attachment of Vgw exists", "one that is not attached may be attached elsewhere"},
		{office, experiment + linked + replace(t, propagation, `"Propagation": {`, `"Propagation": {"Condition": "Open", `), EndpointName, Unknown, Interface, "unless route table PrivateTable of the endpoint's subnet has no route back to 192.168.0.0/16; this depends on routes propagated by Propagation and condition Open", "a propagation on condition"},
		{"10.2.0.0/16", experiment + linked + replace(t, foreign, `"Pcx": {`, `"Pcx": {"Condition": "Open", `), EndpointName, Unknown, Interface, "unless Pcx does not exist; this depends on condition Open", "a peering connection on condition"},
		{inPeer, experiment + linked + replace(t, peering, `"Pcx": {`, `"Pcx": {"Condition": "Open", `), EndpointName, Unknown, Interface, "Pcx does not exist; this depends on condition Open", "the same between VPCs that are shown"},
		{inPeer, replace(t, experiment+linked, `"10.2.0.0/16"`, `"10.3.0.0/16"`) + peering, EndpointName, No, Interface, "allows TCP 443 from 10.2.0.0/24", "the peer is not allowed"},
	} {
		c.check(t)
	}
	// A VPC that is peered with itself, by mistake, has its endpoint's rows once.
	itself := analyze(t, experiment+linked+`, "Pcx": {"Type": "AWS::EC2::VPCPeeringConnection", "Properties": {"VpcId": {"Ref": "Vpc"}, "PeerVpcId": {"Ref": "Vpc"}}}`, Options{})
	find(t, itself, inPrivate, EndpointName)
	denied := find(t, analyze(t, replace(t, experiment+linked, `"192.168.0.0/16"`, `"192.168.1.0/24"`)+vpn, Options{OnPremises: []string{"172.16.0.0/12"}}), "172.16.0.0/12", EndpointName)
	if denied.Reachable != No || !strings.Contains(denied.Reason, "security group Group has no rule") {
		t.Errorf("an office that is not allowed: %+v", denied)
	}
	for row := range analyze(t, strings.ReplaceAll(`"Role": {"Type": "AWS::IAM::Role"}`+linked, `{"Ref": "Vpc"}`, `"vpc-1"`), Options{}).Rows() {
		if row.Client.Kind != Subnet {
			t.Errorf("a block that a VPC without known blocks allows may be its own: %+v", row)
		}
	}
	unnamed := find(t, analyze(t, experiment+vpn+gateway, Options{}), "", UsualName)
	if unnamed.Client.Kind != OnPremises {
		t.Errorf("a VPN gateway without known blocks: %+v", unnamed)
	}
}

func TestPrivateDns(t *testing.T) {
	const off = `"PrivateDnsEnabled": false`
	all := replace(t, linked, off, `"PrivateDnsEnabled": true, "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}`)
	inbound := replace(t, linked, off, `"PrivateDnsEnabled": true`)
	for _, c := range []struct {
		client, resources string
		dns               Answer
		reachable         Reachable
		path              Path
		reason            string
	}{
		{inPrivate, experiment + all, PrivateIp, Yes, Interface, "the usual name leads to the endpoint"},
		{inPrivate, experiment + gateway + all, PrivateIp, Yes, Interface, "even with a gateway endpoint"},
		{inPrivate, experiment + gateway + inbound, PublicIp, Yes, Gateway, "the default is for the inbound Resolver endpoint alone"},
		{office, experiment + vpn + gateway + inbound, UnknownAnswer, Unknown, UnknownPath, "the office's resolver may forward to it"},
		{inPrivate, experiment + replace(t, all, `"DnsOptions"`, `"ServiceRegion": "eu-central-1", "DnsOptions"`), UnknownAnswer, Unknown, UnknownPath, "an endpoint to a Region that may be this one"},
		{inPrivate, experiment + replace(t, all, `"PrivateDnsEnabled": true`, `"PrivateDnsEnabled": {"Ref": "On"}`), UnknownAnswer, Unknown, UnknownPath, "a parameter decides"},
		{inPrivate, experiment + replace(t, inbound, `"PrivateDnsEnabled": true`, `"PrivateDnsEnabled": {"Ref": "On"}`), PublicIp, No, NoPath, "a parameter decides for the inbound Resolver endpoint alone"},
	} {
		got := find(t, analyze(t, c.resources, Options{}), c.client, UsualName)
		if got.Dns != c.dns || got.Reachable != c.reachable || got.Path != c.path {
			t.Errorf("%s: %s, %s by %s, want %s, %s by %s: %s", c.reason, got.Dns, got.Reachable, got.Path, c.dns, c.reachable, c.path, got.Reason)
		}
	}
}

// TestPrivateDnsOfAnotherRegion needs a stack with a Region.
func TestPrivateDnsOfAnotherRegion(t *testing.T) {
	dir := t.TempDir()
	link := replace(t, linked, `"PrivateDnsEnabled": false`, `"PrivateDnsEnabled": true, "ServiceRegion": "eu-central-1", "DnsOptions": {"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}`)
	for name, text := range map[string]string{
		"manifest.json": `{"artifacts": {"Net": {"type": "aws:cloudformation:stack", "environment": "aws://111122223333/eu-west-1", "properties": {"templateFile": "Net.json"}}}}`,
		"Net.json":      `{"Resources": {` + experiment + link + `}}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report, err := Analyze(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := find(t, report, inPrivate, UsualName); got.Dns != PublicIp || got.Path != NoPath {
		t.Errorf("the usual name of the VPC's own Region: %+v", got)
	}
}
