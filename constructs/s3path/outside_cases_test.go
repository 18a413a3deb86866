package s3path_test

// fromSite is a VPC with an interface endpoint that routes responses to an office.
const fromSite = onVpn + `
	Out   Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Vgw}
`

// outsideCases have blocks that are those of an office, of another VPC, or of both.
var outsideCases = []networkCase{
	{
		"a subnet of another stack may have a route table of its own", "", isolated + `
			Free  Subnet       {VpcId: @Vpc, CidrBlock: 10.0.8.0/24}
			Sqs   VPCEndpoint  {VpcId: @Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.eu-west-1.sqs, SubnetIds: [subnet-1]}`,
		"Free usual no by none\nsubnet-1 usual unknown by unknown", "refuses",
	},
	{
		"the group allows an office", "", shop + fromSite + `
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}`,
		"192.168.0.0/16 endpoint yes by interface", "",
	},
	{
		"the group allows an office and a part of another VPC's block", "", shop + fromSite + `
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [
				{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}, {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.4.0/22}]}`,
		"192.168.0.0/16 endpoint yes by interface\n10.1.4.0/22 endpoint absent", "",
	},
	{
		"the group allows a peered VPC's block", "", peered + `
			Vgw      VPNGateway            {Type: ipsec.1}
			VgwHere  VPCGatewayAttachment  {VpcId: @Vault, VpnGatewayId: @Vgw}
			Door     SecurityGroup         {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/16}]}`,
		"10.1.0.0/16 endpoint absent\nTill endpoint yes by interface", "",
	},
	{
		"the group allows a block that two VPCs have together", "", shop + fromSite + `
			Depot  VPC            {CidrBlock: 10.0.0.0/16}
			Door   SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/15}]}`,
		"10.0.0.0/15 endpoint absent", "",
	},
	{
		"the group allows a block of which a VPC has a part", "", shop + fromSite + `
			Door   SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/15}]}`,
		"10.0.0.0/15 endpoint yes by interface", "",
	},
	{
		"the group allows the block of a subnet whose VPC's block is a parameter", "", `
			Parameters: {Block: {Type: String}}` + shop + fromSite + `
			Shop  VPC            {CidrBlock: @Block}
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/24}]}`,
		"on-premises endpoint unknown", "",
	},
	{
		"a VPN connection has the block of a VPC that is not connected", "", shop + fromSite + `
			Site  CustomerGateway     {Type: ipsec.1, IpAddress: 203.0.113.7}
			Vpn   VPNConnection       {Type: ipsec.1, StaticRoutesOnly: true, CustomerGatewayId: @Site, VpnGatewayId: @Vgw}
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 10.1.0.0/16}`,
		"10.1.0.0/16 endpoint yes by interface", "",
	},
	{
		"a group for all private addresses, with a VPC on the same transit gateway", "", onTransit + `
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]}
			Back  Route          {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: @Tgw}`,
		"10.0.0.0/8 endpoint no by interface\nTill endpoint yes by interface", "",
	},
}
