package s3path_test

// byParameter has the client's block in a parameter.
const byParameter = `
Parameters: {Block: {Type: String}, Other: {Type: String}}
Iso        Subnet                       {VpcId: @Vpc, CidrBlock: @Block, AvailabilityZone: eu-west-1a}
`

// twoStacks has a stack that allows clients; a case adds the stack that defines which.
const twoStacks = `
== Net 111122223333/eu-west-1` + isolated + linkHere + byParameter + `
Door       SecurityGroup                {VpcId: @Vpc}
Outputs: {Door: {Value: @Door.GroupId, Export: {Name: door}}, Block: {Value: @Block, Export: {Name: block}}}
== Rules 111122223333/eu-west-1`

// blockCases have blocks that are known only at deploy time, or that are public. A block that is written alike is the same block.
var blockCases = []networkCase{
	{
		"a VPC with public addresses, and a route to another", "", withGateway + `
			Vpc    VPC                   {CidrBlock: 172.40.0.0/16}
			Iso    Subnet                {VpcId: @Vpc, CidrBlock: 172.40.9.0/24}
			Other  VPC                   {CidrBlock: 172.41.0.0/16}
			Pcx    VPCPeeringConnection  {VpcId: @Vpc, PeerVpcId: @Other}
			There  Route                 {RouteTableId: @IsoTable, DestinationCidrBlock: 172.41.0.0/16, VpcPeeringConnectionId: @Pcx}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a route to public addresses of no VPC", "", withGateway + `
			There  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 172.41.0.0/16, VpcPeeringConnectionId: pcx-1}`,
		"Iso usual unknown by gateway", "refuses",
	},
	{
		"a condition decides whether the client's VPC has the addresses of the endpoint as well", "", undecided + onTransit + `
			There  Route         {RouteTableId: @TillTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}
			More   VPCCidrBlock  {VpcId: @Shop, CidrBlock: 10.2.0.0/16} {Condition: Open}`,
		"Till endpoint unknown", "",
	},
	{
		"the client's VPC has the addresses of the endpoint as well", "", onTransit + `
			There  Route         {RouteTableId: @TillTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}
			More   VPCCidrBlock  {VpcId: @Shop, CidrBlock: 10.2.0.0/16}`,
		"Till endpoint no", "",
	},
	{
		"a condition decides whether the client's VPC has other addresses as well", "", undecided + onTransit + `
			More   VPCCidrBlock  {VpcId: @Shop, CidrBlock: 10.5.0.0/16} {Condition: Open}`,
		"Till endpoint yes", "",
	},
	{
		"the only IPv4 block of a VPC is known only at deploy time", "", withNat + byParameter + `
			Vpc  VPC           {CidrBlock: @Other}
			Six  VPCCidrBlock  {VpcId: @Vpc, AmazonProvidedIpv6CidrBlock: true}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"a route may be to a part of a subnet whose block is known only at deploy time", "", withNat + byParameter + `
			Vpc    VPC           {CidrBlock: @Other}
			Six    VPCCidrBlock  {VpcId: @Vpc, AmazonProvidedIpv6CidrBlock: true}
			There  Route         {RouteTableId: @PubTable, DestinationCidrBlock: 10.0.9.0/28, VpcPeeringConnectionId: pcx-1}`,
		"Iso usual unknown by nat", "refuses (nat",
	},
	{
		"a group allows the parameter that is the client's block", "", isolated + linkHere + byParameter + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: @Block}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a group allows another parameter", "", isolated + linkHere + byParameter + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: @Other}]}`,
		"Iso endpoint unknown by interface", "",
	},
	{
		"a group allows everything", "", isolated + linkHere + byParameter + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a group allows the VPC of a block that a parameter names", "", isolated + linkHere + byParameter + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a group allows a block outside of the VPC alone", "", isolated + linkHere + byParameter + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}`,
		"Iso endpoint no by interface", "",
	},
	{
		"a group allows the block of a VPC whose block a pool allocates", "", isolated + linkHere + `
			Vpc   VPC            {Ipv4IpamPoolId: ipam-pool-1, Ipv4NetmaskLength: 16}
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: @Vpc.CidrBlock}]}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"the parameter of another stack has the same name", "", twoStacks + `
Parameters: {Block: {Type: String}}
In    SecurityGroupIngress  {GroupId: {Fn::ImportValue: door}, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: @Block}`,
		"Iso endpoint unknown by interface", "",
	},
	{
		"another stack imports the block", "", twoStacks + `
In    SecurityGroupIngress  {GroupId: {Fn::ImportValue: door}, IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: {Fn::ImportValue: block}}`,
		"Iso endpoint yes by interface", "",
	},
	{
		"a network ACL denies another parameter", "", gatewayAcl + `
			Parameters: {Block: {Type: String}}
			Deny  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: deny, Protocol: -1, CidrBlock: @Block}`,
		"Iso usual unknown by gateway", "",
	},
	{
		"a route leads the client's answers elsewhere if a parameter is its block", "", peered + `
			Parameters: {Block: {Type: String}}
			Astray  Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: @Block, NetworkInterfaceId: eni-1}`,
		"Till endpoint unknown by interface", "",
	},
}
