package s3path_test

// gatewayAcl gives the subnet with the gateway endpoint a network ACL that allows everything except what a case adds.
const gatewayAcl = withGateway + `
Acl   NetworkAcl                   {VpcId: @Vpc}
Here  SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @Acl}
Out   NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
In    NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
`

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
