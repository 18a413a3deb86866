package s3path_test

// hiddenCases have a part that a template names, but hides: by a parameter, or in a loop, a macro or a stack that was not
// read. Each has a near miss, in which what is hidden cannot change the answer.
var hiddenCases = []networkCase{
	{
		"a loop propagates a route server's routes to a table that a parameter names", pageRouteServer, `
			Parameters: {Table: {Type: String}}` + isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Servers [N, [1], {"Routes${N}": {Type: AWS::EC2::RouteServerPropagation, Properties: {RouteServerId: rs-1, RouteTableId: @Table}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Servers",
	},
	{
		"a loop propagates a route server's routes to a table of the template", pageRouteServer, `
			Parameters: {Server: {Type: String}}` + withInternet + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Servers [N, [1], {"Routes${N}": {Type: AWS::EC2::RouteServerPropagation, Properties: {RouteServerId: @Server, RouteTableId: @PubTable}}}]`,
		"Iso usual no by none\nPub usual unknown", "",
	},
	{
		"a macro inside a loop's route", pageMacros, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Routes [N, [1], {"Out${N}": {Type: AWS::EC2::Route, Properties: {Fn::Transform: {Name: Route}}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Routes",
	},
	{
		"a macro inside a loop's bucket", pageMacros, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Buckets [N, [1], {"Data${N}": {Type: AWS::S3::Bucket, Properties: {Fn::Transform: {Name: Bucket}}}}]`,
		"Iso usual no by none", "passes",
	},
	{
		"a macro inside the parameters of a nested stack", pageMacros, isolated + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/egress.yaml", Parameters: {Table: {Fn::Transform: {Name: Table}}}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a custom resource has one of two tables, as a condition chooses", "", undecided + withInternet + `
			Extra  Custom::Egress  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:egress", Table: {Fn::If: [Open, @IsoTable, @PubTable]}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a custom resource has the VPC and its transit gateway", pageTransitZones, onTransit + `
			-ShopAtt
			Extra  Custom::Attachment  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:attach", Vpc: @Shop, Gateway: @Tgw}`,
		"Till endpoint unknown", "",
	},
	{
		"a loop blocks public access to a VPC by encryption controls", pageEncryption, withInternet + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Controls [N, [1], {"Enforce${N}": {Type: AWS::EC2::VPCEncryptionControl, Properties: {VpcId: @Vpc, Mode: enforce}}}]`,
		"Pub usual unknown by internet", "",
	},
	{
		"a loop sets encryption controls for another VPC", pageEncryption, withInternet + shop + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Controls [N, [1], {"Enforce${N}": {Type: AWS::EC2::VPCEncryptionControl, Properties: {VpcId: @Shop, Mode: enforce}}}]`,
		"Pub usual yes by internet", "",
	},
	{
		"encryption controls for a VPC that a parameter names", pageEncryption, `
			Parameters: {Which: {Type: String}}` + withInternet + `
			Enforce  VPCEncryptionControl  {VpcId: @Which, Mode: enforce}`,
		"Pub usual unknown by internet", "",
	},
	{
		"a provisioned product has the subnet that Block Public Access blocks", pageBlock, withInternet + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-bidirectional}
			Extra  AWS::ServiceCatalog::CloudFormationProvisionedProduct  {ProductId: prod-1, ProvisioningParameters: [{Key: Subnet, Value: @Pub}]}`,
		"Pub usual unknown by internet", "",
	},
	{
		"a provisioned product has a subnet, and may block public access itself", pageBlock, withInternet + `
			Extra  AWS::ServiceCatalog::CloudFormationProvisionedProduct  {ProductId: prod-1, ProvisioningParameters: [{Key: Subnet, Value: @Pub}]}`,
		"Pub usual unknown by internet", "",
	},
	{
		"a loop makes a static VPN route", pageStaticVpn, onVpnSite + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Desks [N, [7], {"Desk${N}": {Type: AWS::EC2::VPNConnectionRoute, Properties: {VpnConnectionId: @Vpn, DestinationCidrBlock: {Fn::Sub: "192.168.${N}.0/24"}}}}]`,
		"192.168.0.0/16 endpoint unknown", "",
	},
	{
		"a static VPN connection without a route", pageStaticVpn, onVpnSite,
		"192.168.0.0/16 endpoint no", "",
	},
	{
		"a condition decides whether there is a static VPN route", pageStaticVpn, undecided + onVpnSite + `
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 192.168.0.0/16} {Condition: Open}`,
		"192.168.0.0/16 endpoint unknown", "",
	},
	{
		"a loop makes the VPC behind the transit gateway", pageTransitTables, onTransit + ownTables + propagations + `
			Hole  TransitGatewayRoute  {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 10.0.0.0/8, Blackhole: true}
			-Vault
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Vpcs [End, [t], {"Vaul${End}": {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.2.0.0/16}}}]`,
		"Till endpoint unknown by interface", "",
	},
	{
		"a loop makes the peering connection", pageForEach, peered + `
			-Pcx
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Peers [End, [x], {"Pc${End}": {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: @Shop, PeerVpcId: @Vault}}}]`,
		"Till endpoint unknown", "",
	},
	{
		"a loop makes a peering connection, and no VPC has an S3 interface endpoint", pageForEach, shop + `
			Depot  VPC  {CidrBlock: 10.3.0.0/16}
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Peers [End, [x], {"Pc${End}": {Type: AWS::EC2::VPCPeeringConnection, Properties: {VpcId: @Shop, PeerVpcId: @Depot}}}]`,
		"Till endpoint no by none", "",
	},
	{
		"a condition chooses the VPC that is attached to the transit gateway", pageTransitZones, undecided + onTransit + `
			ShopAtt  TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: {Fn::If: [Open, @Shop, vpc-0123456789abcdef0]}, SubnetIds: [@Till]}`,
		"Till endpoint unknown", "",
	},
	{
		"a loop makes the IPv6-only subnet of the endpoint", pageS3Names, isolated + sixes + `
			Link  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, IpAddressType: dualstack,
			                    SubnetIds: [@Rack], SecurityGroupIds: [@Door.GroupId]}
			-Rack
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Racks [End, [k], {"Rac${End}": {Type: AWS::EC2::Subnet, Properties: {VpcId: @Vpc, Ipv6Native: true, Ipv6CidrBlock: "2001:db8:0:9::/64"}}}]`,
		"Iso endpoint unknown", "",
	},
	{
		"a loop makes the VPC, and may switch its DNS support off", pageDhcp, withGateway + `
			-Vpc
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Vpcs [End, [c], {"Vp${End}": {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16, EnableDnsSupport: false}}}]`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a subnet of a VPC that a parameter names, beside one without DNS support", pageDhcp, `
			Parameters: {Which: {Type: String}}
			Other  VPC  {CidrBlock: 10.7.0.0/16, EnableDnsSupport: false}` + withGateway + `
			-Vpc
			Iso       Subnet       {VpcId: @Which, CidrBlock: 10.0.9.0/24}
			IsoTable  RouteTable   {VpcId: @Which}
			S3        VPCEndpoint  {VpcId: @Which, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a subnet of a VPC that a parameter names, beside one with DNS support", pageDhcp, `
			Parameters: {Which: {Type: String}}
			Other  VPC  {CidrBlock: 10.7.0.0/16}` + withGateway + `
			-Vpc
			Iso       Subnet       {VpcId: @Which, CidrBlock: 10.0.9.0/24}
			IsoTable  RouteTable   {VpcId: @Which}
			S3        VPCEndpoint  {VpcId: @Which, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual unknown by gateway", "",
	},
	{
		"a nested stack has the table whose name a parameter decides", pageLanguageExtensions, `
			Parameters: {Tier: {Type: String}}
			Transform: AWS::LanguageExtensions` + isolated + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/egress.yaml", Parameters: {Table: {Ref: {Fn::Sub: "${Tier}Table"}}}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a nested stack has the bucket whose name a parameter decides", pageLanguageExtensions, `
			Parameters: {Tier: {Type: String}}
			Transform: AWS::LanguageExtensions` + isolated + `
			IsoData  AWS::S3::Bucket
			Extra    AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/data.yaml", Parameters: {Bucket: {Fn::GetAtt: [{Fn::Sub: "${Tier}Data"}, Arn]}}}`,
		"Iso usual no by none", "",
	},
	{
		"encryption controls that only monitor", pageEncryption, withInternet + `
			Watch  VPCEncryptionControl  {VpcId: @Vpc, Mode: monitor}`,
		"Pub usual yes by internet", "",
	},
	{
		"a nested stack of the CDK's EKS clusters has the VPC's subnet", "", isolated + `
			awscdkawseksKubectlProviderNestedStack  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/kubectl.json", Parameters: {Subnet: @Iso, Vpc: @Vpc, Table: @IsoTable}}`,
		"Iso usual no by none", "passes",
	},
	{
		"a condition chooses the VPC of an attachment's subnet, whose table has a gateway endpoint", pageTransitZones, undecided + onTransit + ownTables + `
			There      Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
			Back       TransitGatewayRoute          {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @ShopAtt}
			Edge       Subnet                       {VpcId: {Fn::If: [Open, @Shop, @Vault]}, CidrBlock: 10.1.9.0/28, AvailabilityZone: eu-west-1a}
			EdgeTable  RouteTable                   {VpcId: @Shop}
			EdgeAssoc  SubnetRouteTableAssociation  {SubnetId: @Edge, RouteTableId: @EdgeTable}
			ShopAtt    TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Edge]}
			Gate       VPCEndpoint                  {VpcId: @Shop, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Gateway, RouteTableIds: [@EdgeTable]}`,
		"Till usual unknown by unknown", "refuses",
	},
}

// announcedCases have a network on premises that may announce more than its own blocks.
var announcedCases = []networkCase{
	{
		"an office may announce a block around the client's VPC", pageDirectConnect, onTransit + spread + `
			Back  Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}`,
		"Till endpoint unknown by interface", "",
	},
	{
		"an office may announce a block around the client's VPC, and a static route is for the VPC's block", pageDirectConnect, onTransit + spread,
		"Till endpoint yes by interface", "",
	},
	{
		"a static VPN connection announces nothing else", pageStaticVpn, onTransit + spread + staticVpn + `
			Back  Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}`,
		"Till endpoint yes by interface", "",
	},
	{
		"Direct Connect at the VPN gateway of a static VPN connection", pageDirectConnect, onTransit + spread + staticVpn + `
			Back  Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}
			Line  AWS::DirectConnect::DirectConnectGatewayAssociation  {AssociatedGatewayId: @Vgw, DirectConnectGatewayId: dx-1}`,
		"Till endpoint unknown by interface", "",
	},
	{
		"Direct Connect at another VPN gateway", pageDirectConnect, onTransit + spread + staticVpn + `
			Back   Route       {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}
			Other  VPNGateway  {Type: ipsec.1}
			Line   AWS::DirectConnect::PrivateVirtualInterface  {VirtualGatewayId: @Other, ConnectionId: dxcon-1}`,
		"Till endpoint yes by interface", "",
	},
	{
		"an office announces nothing that takes S3's addresses from the gateway endpoint", pageDirectConnect, withGateway + `
			Vgw      VPNGateway                  {Type: ipsec.1}
			VgwHere  VPCGatewayAttachment        {VpcId: @Vpc, VpnGatewayId: @Vgw}
			Spread   VPNGatewayRoutePropagation  {RouteTableIds: [@IsoTable], VpnGatewayId: @Vgw}`,
		"Iso usual yes by gateway", "passes",
	},
}

// spread propagates the routes of an office to the table of the endpoint's subnet.
const spread = `
Vgw        VPNGateway                  {Type: ipsec.1}
VgwHere    VPCGatewayAttachment        {VpcId: @Vault, VpnGatewayId: @Vgw}
Spread     VPNGatewayRoutePropagation  {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}
`

// staticVpn is a VPN connection without BGP.
const staticVpn = `
Site       CustomerGateway             {Type: ipsec.1, IpAddress: 203.0.113.9, BgpAsn: 65000}
Vpn        VPNConnection               {Type: ipsec.1, StaticRoutesOnly: true, CustomerGatewayId: @Site, VpnGatewayId: @Vgw}
`
