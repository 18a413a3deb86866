package s3path_test

// ownTables disables the default route table of the transit gateway, and has a table for each attachment.
const ownTables = `
Tgw        TransitGateway                       {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}
ShopRoutes TransitGatewayRouteTable             {TransitGatewayId: @Tgw}
BackRoutes TransitGatewayRouteTable             {TransitGatewayId: @Tgw}
ShopUses   TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @ShopAtt, TransitGatewayRouteTableId: @ShopRoutes}
VaultUses  TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @VaultAtt, TransitGatewayRouteTableId: @BackRoutes}
`

// propagations are those of both VPCs.
const propagations = `
ToVault    TransitGatewayRouteTablePropagation  {TransitGatewayAttachmentId: @VaultAtt, TransitGatewayRouteTableId: @ShopRoutes}
ToShop     TransitGatewayRouteTablePropagation  {TransitGatewayAttachmentId: @ShopAtt, TransitGatewayRouteTableId: @BackRoutes}
`

// attachmentSubnet attaches the vault in a subnet of its own, which has a network ACL without entries.
const attachmentSubnet = `
Gate       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.9.0/28, AvailabilityZone: eu-west-1a}
GateAssoc  SubnetRouteTableAssociation  {SubnetId: @Gate, RouteTableId: @ShelfTable}
VaultAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Gate]}
Acl        NetworkAcl                   {VpcId: @Vault}
AclAssoc   SubnetNetworkAclAssociation  {SubnetId: @Gate, NetworkAclId: @Acl}
`

// tillAcl is a network ACL of the client's subnet, which allows requests out and responses in.
const tillAcl = `
Acl       NetworkAcl                   {VpcId: @Shop}
AclAssoc  SubnetNetworkAclAssociation  {SubnetId: @Till, NetworkAclId: @Acl}
Out       NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: allow, Protocol: 6, CidrBlock: 10.2.0.0/16, PortRange: {From: 443, To: 443}}
In        NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 10, RuleAction: allow, Protocol: 6, CidrBlock: 10.2.0.0/16, PortRange: {From: 1024, To: 65535}}
`

// transitCases have a client and an endpoint on a transit gateway.
var transitCases = []networkCase{
	{"a transit gateway with its default route table", pageTransitTables, onTransit, "Till endpoint yes by interface", ""},
	{
		"a transit gateway without tables", pageTransitTables, onTransit + `
			Tgw  TransitGateway  {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}`,
		"Till endpoint no", "",
	},
	{
		"a transit gateway whose default route table nothing is propagated to", pageTransitTables, onTransit + `
			Tgw  TransitGateway  {DefaultRouteTablePropagation: disable}`,
		"Till endpoint no", "",
	},
	{"own tables without routes", pageTransitTables, onTransit + ownTables, "Till endpoint no", ""},
	{"own tables with both propagations", pageTransitTables, onTransit + ownTables + propagations, "Till endpoint yes by interface", ""},
	{
		"own tables, and nothing is propagated for the answers", pageTransitTables, onTransit + ownTables + propagations + `
			-ToShop`,
		"Till endpoint no", "",
	},
	{
		"own tables with static routes", pageTransitTables, onTransit + ownTables + `
			ToVault  TransitGatewayRoute  {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @VaultAtt}
			ToShop   TransitGatewayRoute  {TransitGatewayRouteTableId: @BackRoutes, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayAttachmentId: @ShopAtt}`,
		"Till endpoint yes by interface", "",
	},
	{
		"a blackhole is as wide as what is propagated", pageTransitTables, onTransit + ownTables + propagations + `
			Hole  TransitGatewayRoute  {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 10.2.0.0/16, Blackhole: true}`,
		"Till endpoint no", "",
	},
	{
		"a blackhole is wider than what is propagated", pageTransitTables, onTransit + ownTables + propagations + `
			Hole  TransitGatewayRoute  {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 10.0.0.0/8, Blackhole: true}`,
		"Till endpoint yes by interface", "",
	},
	{
		"a blackhole takes half of the client's answers", pageTransitTables, onTransit + ownTables + propagations + `
			Hole  TransitGatewayRoute  {TransitGatewayRouteTableId: @BackRoutes, DestinationCidrBlock: 10.1.0.0/25, Blackhole: true}`,
		"Till endpoint partly", "",
	},
	{
		"a parameter names the table of an attachment", pageTransitTables, `
			Parameters: {Which: {Type: String}}` + onTransit + ownTables + propagations + `
			ShopUses  TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @ShopAtt, TransitGatewayRouteTableId: @Which}`,
		"Till endpoint unknown", "",
	},
	{
		"a parameter decides whether there is a default route table", pageTransitTables, `
			Parameters: {Mode: {Type: String}}` + onTransit + `
			Tgw  TransitGateway  {DefaultRouteTableAssociation: @Mode, DefaultRouteTablePropagation: @Mode}`,
		"Till endpoint unknown", "",
	},
	{
		"a transit gateway that no template has", pageTransitTables, onTransit + `
			-Tgw
			ShopAtt   TransitGatewayVpcAttachment  {TransitGatewayId: tgw-1, VpcId: @Shop, SubnetIds: [@Till]}
			VaultAtt  TransitGatewayVpcAttachment  {TransitGatewayId: tgw-1, VpcId: @Vault, SubnetIds: [@Shelf]}
			There     Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: tgw-1}
			Back      Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: tgw-1}`,
		"Till endpoint unknown", "",
	},
	{
		"the client's zone has no attachment", pageTransitZones, onTransit + `
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1b}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Till endpoint yes by interface\nCafe endpoint no", "",
	},
	{
		"the client's zone has no attachment, and is the second of the Region", pageTransitZones, onTransit + `
			Till       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.0.0/24, AvailabilityZone: {Fn::Select: [0, {Fn::GetAZs: ""}]}}
			Shelf      Subnet                       {VpcId: @Vault, CidrBlock: 10.2.0.0/24, AvailabilityZone: {Fn::Select: [0, {Fn::GetAZs: ""}]}}
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: {Fn::Select: [1, {Fn::GetAZs: ""}]}}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Till endpoint yes by interface\nCafe endpoint no", "",
	},
	{
		"the client's zone is a parameter", pageTransitZones, `
			Parameters: {Zone: {Type: String}}` + onTransit + `
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: @Zone}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Cafe endpoint unknown", "",
	},
	{
		"the client is in a Local Zone, whose parent zone may have the attachment", pageLocalZones, onTransit + `
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1-lhr-1a}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Till endpoint yes by interface\nCafe endpoint unknown", "",
	},
	{
		"the zone of one subnet is a name, and that of the other an ID", pageTransitZones, onTransit + `
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZoneId: euw1-az1}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Cafe endpoint unknown", "",
	},
	{
		"the zones of both subnets are IDs", pageTransitZones, onTransit + `
			Till       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.0.0/24, AvailabilityZoneId: euw1-az2}
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZoneId: euw1-az1}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Cafe endpoint no", "",
	},
	{
		"the client's zone has an attachment in another subnet", pageTransitZones, onTransit + `
			Cafe       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1a}
			CafeAssoc  SubnetRouteTableAssociation  {SubnetId: @Cafe, RouteTableId: @TillTable}`,
		"Cafe endpoint yes by interface", "",
	},
	{
		"one of the endpoint's two zones has no attachment", pageTransitZones, onTransit + `
			Rack       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.1.0/24, AvailabilityZone: eu-west-1b}
			RackAssoc  SubnetRouteTableAssociation  {SubnetId: @Rack, RouteTableId: @ShelfTable}
			Link       VPCEndpoint                  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
			                                         PrivateDnsEnabled: false, SubnetIds: [@Shelf, @Rack], SecurityGroupIds: [@Door.GroupId]}`,
		"Till endpoint partly", "",
	},
	{
		"both of the endpoint's zones have an attachment", pageTransitZones, onTransit + `
			Rack       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.1.0/24, AvailabilityZone: eu-west-1b}
			RackAssoc  SubnetRouteTableAssociation  {SubnetId: @Rack, RouteTableId: @ShelfTable}
			VaultAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf, @Rack]}
			Link       VPCEndpoint                  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
			                                         PrivateDnsEnabled: false, SubnetIds: [@Shelf, @Rack], SecurityGroupIds: [@Door.GroupId]}`,
		"Till endpoint yes by interface", "",
	},
	{
		"the attachment's subnet allows nothing out to the endpoint", pageTransitAcls, onTransit + attachmentSubnet + `
			In  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}`,
		"Till endpoint no", "",
	},
	{
		"the attachment's subnet lets no answers in", pageTransitAcls, onTransit + attachmentSubnet + `
			Out  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}`,
		"Till endpoint no", "",
	},
	{
		"the attachment's subnet allows what is evaluated, towards the endpoint and from it", pageTransitAcls, onTransit + attachmentSubnet + `
			Out  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: allow, Protocol: 6, CidrBlock: 10.2.0.0/24, PortRange: {From: 443, To: 443}}
			In   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 10, RuleAction: allow, Protocol: 6, CidrBlock: 10.2.0.0/24, PortRange: {From: 1024, To: 65535}}`,
		"Till endpoint yes by interface", "",
	},
	{
		"the client shares the attachment's subnet, which does not let its own requests in", pageTransitAcls, onTransit + tillAcl,
		"Till endpoint no", "",
	},
	{
		"the client shares the attachment's subnet, which lets its own requests in", pageTransitAcls, onTransit + tillAcl + `
			Own  NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 20, RuleAction: allow, Protocol: 6, CidrBlock: 10.1.0.0/24, PortRange: {From: 443, To: 443}}`,
		"Till endpoint yes by interface", "",
	},
	{
		"the client shares the attachment's subnet, which lets no answers in", pageTransitAcls, onTransit + tillAcl + `
			In   NetworkAclEntry  {NetworkAclId: @Acl, RuleNumber: 20, RuleAction: allow, Protocol: 6, CidrBlock: 10.1.0.0/24, PortRange: {From: 443, To: 443}}`,
		"Till endpoint yes by interface", "",
	},
	{
		"the client has an attachment in a subnet of its own", pageTransitAcls, onTransit + tillAcl + `
			Gate     Subnet                       {VpcId: @Shop, CidrBlock: 10.1.9.0/28, AvailabilityZone: eu-west-1a}
			ShopAtt  TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Gate]}`,
		"Till endpoint yes by interface", "",
	},
	{
		"the client has an attachment in a subnet of its own, and its subnet lets no answers in", pageTransitAcls, onTransit + tillAcl + `
			-In
			Gate     Subnet                       {VpcId: @Shop, CidrBlock: 10.1.9.0/28, AvailabilityZone: eu-west-1a}
			ShopAtt  TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Gate]}`,
		"Till endpoint no", "",
	},
	{
		"the gateway endpoint in the hub does not serve a spoke", pageGatewayEnds, onTransit + `
			There  Route        {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
			S3     VPCEndpoint  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@ShelfTable]}`,
		"Till usual unknown by transit\nShelf usual yes by gateway", "refuses (transit)",
	},
	{
		"the hub's default route does not leave by its gateway endpoint", pageGatewayEnds, onTransit + ownTables + `
			There  Route                {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
			ToHub  TransitGatewayRoute  {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @VaultAtt}
			Home   TransitGatewayRoute  {TransitGatewayRouteTableId: @BackRoutes, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayAttachmentId: @ShopAtt}
			S3     VPCEndpoint          {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@ShelfTable]}`,
		"Till usual no by transit", "refuses (transit)",
	},
	{
		"a VPN connection of the transit gateway may announce a default route", pageTransitTables, onTransit + `
			There  Route            {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
			Site   CustomerGateway  {Type: ipsec.1, IpAddress: 203.0.113.9, BgpAsn: 65000}
			Vpn    VPNConnection    {Type: ipsec.1, CustomerGatewayId: @Site, TransitGatewayId: @Tgw}`,
		"Till usual unknown by transit", "refuses (transit)",
	},
	{
		"a Direct Connect gateway of the transit gateway may announce a default route", pageTransitTables, onTransit + `
			There  Route                                             {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
			Dx     AWS::DirectConnect::DirectConnectGateway             {DirectConnectGatewayName: dx}
			Here   AWS::DirectConnect::DirectConnectGatewayAssociation  {DirectConnectGatewayId: @Dx, AssociatedGatewayId: @Tgw}`,
		"Till usual unknown by transit", "refuses (transit)",
	},
	{
		"the transit gateway leads back to the client's VPC, which has a gateway endpoint there", pageTransitTables, onTransit + ownTables + `
			There      Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
			Back       TransitGatewayRoute          {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @ShopAtt}
			Edge       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.9.0/28, AvailabilityZone: eu-west-1a}
			EdgeTable  RouteTable                   {VpcId: @Shop}
			EdgeAssoc  SubnetRouteTableAssociation  {SubnetId: @Edge, RouteTableId: @EdgeTable}
			ShopAtt    TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Edge]}
			Gate       VPCEndpoint                  {VpcId: @Shop, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Gateway, RouteTableIds: [@EdgeTable]}`,
		"Till usual unknown by unknown", "refuses",
	},
	{
		"the transit gateway translates the clients' addresses", pageTransitNat, onTransit + `
			Nat  TransitGatewayAttachmentNatConfiguration  {TransitGatewayAttachmentId: @ShopAtt, NatGatewaySupport: enable,
			                                                NatGatewayRules: [{SourceCidr: 10.1.0.0/24, NatCidr: 100.64.0.0/24}]}`,
		"Till endpoint unknown", "",
	},
	{
		"a policy chooses between the transit gateway's tables", pageTransitTables, onTransit + ownTables + propagations + `
			Policy  TransitGatewayPolicyTable             {TransitGatewayId: @Tgw}
			Uses    TransitGatewayPolicyTableAssociation  {TransitGatewayPolicyTableId: @Policy, TransitGatewayAttachmentId: @ShopAtt}`,
		"Till endpoint unknown", "",
	},
}

// overlapping attaches a third VPC that has a part of the shop's block.
const overlapping = onTransit + `
Stall      VPC                          {CidrBlock: 10.1.128.0/17}
Hatch      Subnet                       {VpcId: @Stall, CidrBlock: 10.1.129.0/24, AvailabilityZone: eu-west-1a}
HatchTable RouteTable                   {VpcId: @Stall}
HatchAssoc SubnetRouteTableAssociation  {SubnetId: @Hatch, RouteTableId: @HatchTable}
HatchOut   Route                        {RouteTableId: @HatchTable, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: @Tgw}
StallAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Stall, SubnetIds: [@Hatch]}
`

// overlapCases have VPCs with overlapping blocks on a transit gateway. A VPC that is hidden is taken not to overlap.
var overlapCases = []networkCase{
	{"two VPCs of a transit gateway overlap", pageTransitZones, overlapping, "Till endpoint unknown by interface\nHatch endpoint unknown by interface", ""},
	{
		"two VPCs of a transit gateway do not overlap", pageTransitZones, overlapping + `
			Stall     VPC     {CidrBlock: 10.3.0.0/16}
			Hatch     Subnet  {VpcId: @Stall, CidrBlock: 10.3.1.0/24, AvailabilityZone: eu-west-1a}
			BackWide  Route   {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}`,
		"Till endpoint yes by interface\nHatch endpoint yes by interface", "",
	},
	{
		"two VPCs overlap, and propagate to different tables of the transit gateway", pageTransitZones, overlapping + ownTables + propagations + `
			StallUses  TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @StallAtt, TransitGatewayRouteTableId: @ShopRoutes}`,
		"Till endpoint yes by interface", "",
	},
}

// onTransit6 is both VPCs with IPv6 alone between them, on a transit gateway.
const onTransit6 = onTransit + `
Shop6     VPCCidrBlock   {VpcId: @Shop, Ipv6CidrBlock: "2a05:d018:1::/56", Ipv6Pool: pool}
Vault6    VPCCidrBlock   {VpcId: @Vault, Ipv6CidrBlock: "2a05:d018:2::/56", Ipv6Pool: pool}
Till      Subnet         {VpcId: @Shop, Ipv6Native: true, Ipv6CidrBlock: "2a05:d018:1:1::/64", AvailabilityZone: eu-west-1a}
Shelf     Subnet         {VpcId: @Vault, CidrBlock: 10.2.0.0/24, Ipv6CidrBlock: "2a05:d018:2:1::/64", AvailabilityZone: eu-west-1a}
Hall      Subnet         {VpcId: @Shop, CidrBlock: 10.1.3.0/24, AvailabilityZone: eu-west-1a}
There     Route          {RouteTableId: @TillTable, DestinationIpv6CidrBlock: "2a05:d018:2::/56", TransitGatewayId: @Tgw}
Back      Route          {RouteTableId: @ShelfTable, DestinationIpv6CidrBlock: "2a05:d018:1::/56", TransitGatewayId: @Tgw}
Door      SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: "::/0"}]}
Link      VPCEndpoint    {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, IpAddressType: dualstack,
                          PrivateDnsEnabled: false, SubnetIds: [@Shelf], SecurityGroupIds: [@Door.GroupId]}
`

// transitIpv6Cases have attachments with and without IPv6 support.
var transitIpv6Cases = []networkCase{
	{"attachments of a transit gateway do not support IPv6 by default", pageTransitIpv6, onTransit6 + `
		ShopAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Hall]}`, "Till endpoint no by interface", ""},
	{
		"both attachments of a transit gateway support IPv6", pageTransitIpv6, onTransit6 + `
			ShopAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Hall], Options: {Ipv6Support: enable}}
			VaultAtt  TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf], Options: {Ipv6Support: enable}}`,
		"Till endpoint yes by interface", "",
	},
	{
		"one attachment of a transit gateway does not support IPv6", pageTransitIpv6, onTransit6 + `
			ShopAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Hall], Options: {Ipv6Support: enable}}
			VaultAtt  TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf], Options: {Ipv6Support: disable}}`,
		"Till endpoint no by interface", "",
	},
	{
		"a parameter decides whether an attachment supports IPv6", pageTransitIpv6, `
			Parameters: {Six: {Type: String}}` + onTransit6 + `
			ShopAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Hall], Options: {Ipv6Support: @Six}}
			VaultAtt  TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf], Options: {Ipv6Support: enable}}`,
		"Till endpoint unknown by interface", "",
	},
}
