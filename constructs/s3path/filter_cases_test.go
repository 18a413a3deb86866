package s3path_test

// gatewayAcl has a network ACL for the subnet with the gateway endpoint. It allows everything except what a case denies.
const gatewayAcl = withGateway + `
Acl   NetworkAcl                   {VpcId: @Vpc}
Here  SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @Acl}
Out   NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
In    NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
`

// byGroup makes a function of the shop the only client that the vault's endpoint allows, by its security group.
const byGroup = `
Own   SecurityGroup          {VpcId: @Shop}
Door  SecurityGroup          {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: @Own.GroupId}]}
Fn    AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Till], SecurityGroupIds: [@Own.GroupId]}, Environment: {Variables: {Url: {Fn::Select: [0, @Link.DnsEntries]}}}}
`

// groupCases have rules for security groups, and something between the two groups.
var groupCases = []networkCase{
	{"a rule for a group, over a peering connection", pagePeerGroups, peered + byGroup, "Fn endpoint yes by interface", ""},
	{"a rule for a group, over a transit gateway", pageTransitZones, onTransit + byGroup, "Fn endpoint no by interface\nTill endpoint no by interface", ""},
	{
		"a rule for a group, over a transit gateway with security group referencing", pageTransitZones, onTransit + byGroup + `
			Tgw  TransitGateway  {SecurityGroupReferencingSupport: enable}`,
		"Fn endpoint no by interface", "",
	},
	{
		"a rule for the block beside it, over a transit gateway", pageTransitZones, onTransit + byGroup + `
			Beside  SecurityGroupIngress  {GroupId: @Door.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/24}`,
		"Fn endpoint yes by interface", "",
	},
	{
		"an egress rule for the endpoint's group, over a transit gateway", pageTransitZones, onTransit + byGroup + `
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/24}]}
			Own   SecurityGroup  {VpcId: @Shop, SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: @Door.GroupId}]}`,
		"Fn endpoint no by interface", "",
	},
	{
		"an egress rule for the endpoint's group, over a peering connection", pagePeerGroups, peered + byGroup + `
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/24}]}
			Own   SecurityGroup  {VpcId: @Shop, SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, DestinationSecurityGroupId: @Door.GroupId}]}`,
		"Fn endpoint yes by interface", "",
	},
	{
		"a rule for a group of a peer in another Region", pagePeerGroups, "\n== Net 111122223333/eu-west-1\n" + peered + byGroup + `
			Pcx  VPCPeeringConnection  {VpcId: @Shop, PeerVpcId: @Vault, PeerRegion: us-east-1}`,
		"Fn endpoint no by interface", "",
	},
	{
		"a rule for a group of a peer in the same Region", pagePeerGroups, "\n== Net 111122223333/eu-west-1\n" + peered + byGroup + `
			Pcx  VPCPeeringConnection  {VpcId: @Shop, PeerVpcId: @Vault, PeerRegion: eu-west-1}`,
		"Fn endpoint yes by interface", "",
	},
	{
		"a rule for a group of a peer whose Region may be another", pagePeerGroups, peered + byGroup + `
			Pcx  VPCPeeringConnection  {VpcId: @Shop, PeerVpcId: @Vault, PeerRegion: eu-west-1}`,
		"Fn endpoint unknown by interface", "",
	},
	{
		"a rule for a group, through a NAT gateway, which has none", pageNat, onTransit + byGroup + `
			Hall       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.3.0/24, AvailabilityZone: eu-west-1a}
			HallTable  RouteTable                   {VpcId: @Shop}
			HallAssoc  SubnetRouteTableAssociation  {SubnetId: @Hall, RouteTableId: @HallTable}
			HallOut    Route                        {RouteTableId: @HallTable, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: @Tgw}
			Nat        NatGateway                   {SubnetId: @Hall, ConnectivityType: private}
			There      Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, NatGatewayId: @Nat}`,
		"Fn endpoint no by interface", "",
	},
	{
		"a rule for a group, through a firewall in the VPC", pageGroupRules, isolated + linkHere + `
			Hall       Subnet                          {VpcId: @Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: eu-west-1a}
			HallTable  RouteTable                      {VpcId: @Vpc}
			HallAssoc  SubnetRouteTableAssociation     {SubnetId: @Hall, RouteTableId: @HallTable}
			Watch      Subnet                          {VpcId: @Vpc, CidrBlock: 10.0.4.0/24, AvailabilityZone: eu-west-1a}
			Fire       AWS::NetworkFirewall::Firewall  {FirewallName: x, FirewallPolicyArn: x, VpcId: @Vpc, SubnetMappings: [{SubnetId: @Watch}]}
			HallOut    Route                           {RouteTableId: @HallTable, DestinationCidrBlock: 10.0.9.0/24, VpcEndpointId: {Fn::Select: [0, @Fire.EndpointIds]}}
			Own        SecurityGroup                   {VpcId: @Vpc}
			Door       SecurityGroup                   {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourceSecurityGroupId: @Own.GroupId}]}
			Fn         AWS::Lambda::Function           {VpcConfig: {SubnetIds: [@Hall], SecurityGroupIds: [@Own.GroupId]}, Environment: {Variables: {Url: {Fn::Select: [0, @Link.DnsEntries]}}}}`,
		"Fn endpoint no by interface", "",
	},
}

// filterCases have rules and entries that have to be united, or that write one thing in another form. The rules have the
// same networks.
var filterCases = []networkCase{
	{
		"an endpoint without security groups, and a rule of the VPC's default group", "", isolated + linkHere + `
			Link  VPCEndpoint           {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: false, SubnetIds: [@Iso]}
			More  SecurityGroupIngress  {GroupId: @Vpc.DefaultSecurityGroup, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"an endpoint without security groups, and a rule of another group", "", isolated + linkHere + `
			Link  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: false, SubnetIds: [@Iso]}`,
		"Iso endpoint unknown by interface", "",
	},
	{
		"a protocol in capitals", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: TCP, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a protocol by its number", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: "6", FromPort: "443", ToPort: "443", CidrIp: 10.0.0.0/16}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"all protocols", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/16}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"another protocol in capitals", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: UDP, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}`,
		"Iso endpoint no", "",
	},
	{
		"a network ACL denies in halves", "", gatewayAcl + `
			Low   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: deny, Protocol: -1, CidrBlock: 0.0.0.0/1}
			High  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 11, Egress: true, RuleAction: deny, Protocol: -1, CidrBlock: 128.0.0.0/1}`,
		"Iso usual no by gateway", "",
	},
	{
		"a network ACL denies in quarters", "", gatewayAcl + `
			A  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: deny, Protocol: 6, CidrBlock: 0.0.0.0/2, PortRange: {From: 443, To: 443}}
			B  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 11, Egress: true, RuleAction: deny, Protocol: 6, CidrBlock: 64.0.0.0/2, PortRange: {From: 443, To: 443}}
			C  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 12, Egress: true, RuleAction: deny, Protocol: 6, CidrBlock: 128.0.0.0/2, PortRange: {From: 443, To: 443}}
			D  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 13, Egress: true, RuleAction: deny, Protocol: 6, CidrBlock: 192.0.0.0/2, PortRange: {From: 443, To: 443}}`,
		"Iso usual no by gateway", "",
	},
	{
		"a network ACL denies one half", "", gatewayAcl + `
			Low  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: deny, Protocol: -1, CidrBlock: 0.0.0.0/1}`,
		"Iso usual unknown by gateway", "",
	},
	{
		"a network ACL denies answers in ranges of ports", "", gatewayAcl + `
			Low   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, RuleAction: deny, Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: {From: 0, To: 32767}}
			High  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 11, RuleAction: deny, Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: {From: 32768, To: 65535}}`,
		"Iso usual no by gateway", "",
	},
	{
		"a network ACL allows in halves", "", gatewayAcl + `
			Out   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 100, Egress: true, RuleAction: allow, Protocol: "-1", CidrBlock: 0.0.0.0/1}
			Out2  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 101, Egress: true, RuleAction: allow, Protocol: "6", CidrBlock: 128.0.0.0/1, PortRange: {From: "443", To: "443"}}
			In    NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 100, RuleAction: ALLOW, Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: {From: 1024, To: 40000}}
			In2   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 101, RuleAction: allow, Protocol: 6, CidrBlock: 0.0.0.0/0, PortRange: {From: 40001, To: 65535}}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a network ACL has a narrow deny inside of a wide allow with host bits", "", gatewayAcl + `
			Out   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 5, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
			Deny  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: deny, Protocol: -1, CidrBlock: 52.1.2.3/8}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a group allows the client in quarters", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [
				{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.0/26}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.64/26},
				{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.128/26}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.192/26}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a group allows the client in a list of halves", "", isolated + linkHere + `
			Half  PrefixList     {PrefixListName: half, AddressFamily: IPv4, MaxEntries: 2, Entries: [{Cidr: 10.0.9.0/25}, {Cidr: 10.0.9.128/25}]}
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, SourcePrefixListId: @Half.PrefixListId}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"two groups allow the client, each a half", "", isolated + linkHere + `
			Door   SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.0/25}]}
			Door2  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.128/25}]}
			Link   VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
			                       PrivateDnsEnabled: false, SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId, @Door2.GroupId]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a group allows three quarters of the client", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [
				{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.0/25}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.9.128/26}]}`,
		"Iso endpoint partly", "",
	},
	{
		"a group allows all of the world in three blocks", "", isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/2},
				{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 64.0.0.0/2}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 128.0.0.0/1}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a group's rules stand beside it, in halves", "", isolated + linkHere + `
			Door  SecurityGroup         {VpcId: @Vpc}
			Low   SecurityGroupIngress  {GroupId: @Door.GroupId, IpProtocol: TCP, FromPort: 0, ToPort: 443, CidrIp: 10.0.9.0/25}
			High  SecurityGroupIngress  {GroupId: @Door.GroupId, IpProtocol: tcp, FromPort: 443, ToPort: 1000, CidrIp: 10.0.9.128/25}`,
		"Iso endpoint yes by interface", "",
	},
}
