package s3path_test

// unmodelledCases have what changes routes and filters from beside.
var unmodelledCases = []networkCase{
	{
		"Block Public Access blocks both directions", pageBlock, withNat + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-bidirectional}`,
		"Pub usual no\nIso usual no", "",
	},
	{
		"Block Public Access blocks what comes in", pageBlock, withNat + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-ingress}`,
		"Pub usual no\nIso usual yes by nat", "refuses (nat",
	},
	{
		"Block Public Access does not concern endpoints", pageBlock, withGateway + linkHere + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-bidirectional}`,
		"Iso usual yes by gateway\nIso endpoint yes by interface", "passes",
	},
	{
		"Block Public Access excludes the VPC", pageBlock, withNat + `
			Block    VPCBlockPublicAccessOptions    {InternetGatewayBlockMode: block-bidirectional}
			Exclude  VPCBlockPublicAccessExclusion  {InternetGatewayExclusionMode: allow-bidirectional, VpcId: @Vpc}`,
		"Pub usual yes by internet\nIso usual yes by nat", "refuses (nat",
	},
	{
		"Block Public Access excludes the public subnet", pageBlock, withInternet + `
			Other      Subnet                         {VpcId: @Vpc, CidrBlock: 10.0.1.0/24, MapPublicIpOnLaunch: true}
			OtherHere  SubnetRouteTableAssociation    {SubnetId: @Other, RouteTableId: @PubTable}
			Block      VPCBlockPublicAccessOptions    {InternetGatewayBlockMode: block-bidirectional}
			Exclude    VPCBlockPublicAccessExclusion  {InternetGatewayExclusionMode: allow-bidirectional, SubnetId: @Pub}`,
		"Pub usual yes by internet\nOther usual no", "",
	},
	{
		"Block Public Access lets the VPC's requests out", pageBlock, withNat + `
			Block    VPCBlockPublicAccessOptions    {InternetGatewayBlockMode: block-bidirectional}
			Exclude  VPCBlockPublicAccessExclusion  {InternetGatewayExclusionMode: allow-egress, VpcId: @Vpc}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"Block Public Access has a mode that a parameter names", pageBlock, `
			Parameters: {Mode: {Type: String}}` + withInternet + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: @Mode}`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"Block Public Access depends on a condition", pageBlock, undecided + withInternet + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-bidirectional} {Condition: Open}`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a route server propagates routes to the table", pageRouteServer, isolated + `
			Server  RouteServer             {AmazonSideAsn: 65000}
			Here    RouteServerAssociation  {RouteServerId: @Server, VpcId: @Vpc}
			Routes  RouteServerPropagation  {RouteServerId: @Server, RouteTableId: @IsoTable}`,
		"Iso usual unknown by unknown", "refuses Routes",
	},
	{
		"a route server propagates routes to another table", pageRouteServer, withInternet + `
			Server  RouteServer             {AmazonSideAsn: 65000}
			Here    RouteServerAssociation  {RouteServerId: @Server, VpcId: @Vpc}
			Routes  RouteServerPropagation  {RouteServerId: @Server, RouteTableId: @PubTable}`,
		"Iso usual no by none\nPub usual unknown by unknown", "refuses Routes",
	},
	{
		"encryption controls may shut the internet gateway", pageEncryption, withInternet + `
			Enforce  VPCEncryptionControl  {VpcId: @Vpc, Mode: enforce}`,
		"Pub usual unknown", "refuses",
	},
	{
		"the VPC itself has encryption controls", pageEncryption, withInternet + `
			Vpc  VPC  {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true, VpcEncryptionControl: {Mode: enforce}}`,
		"Pub usual unknown", "refuses",
	},
	{
		"the VPC's own encryption controls only monitor", pageEncryption, withInternet + `
			Vpc  VPC  {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true, VpcEncryptionControl: {Mode: monitor}}`,
		"Pub usual yes by internet", "",
	},
	{
		"Block Public Access excludes what a parameter names", pageBlock, `
			Parameters: {Which: {Type: String}}` + withNat + `
			Block    VPCBlockPublicAccessOptions    {InternetGatewayBlockMode: block-bidirectional}
			Exclude  VPCBlockPublicAccessExclusion  {InternetGatewayExclusionMode: allow-bidirectional, SubnetId: @Which}`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a route server propagates routes to a table that a parameter names", pageRouteServer, `
			Parameters: {Table: {Type: String}}` + isolated + `
			Routes  RouteServerPropagation  {RouteServerId: rs-1, RouteTableId: @Table}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a route server may propagate routes to the main table", pageRouteServer, `
			Parameters: {Table: {Type: String}}` + isolated + `
			-IsoAssoc
			Routes  RouteServerPropagation  {RouteServerId: rs-1, RouteTableId: @Table}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"an IPAM resolver fills the prefix list of a route", pageIpamLists, peered + `
			Nets    PrefixList                       {PrefixListName: nets, AddressFamily: IPv4, MaxEntries: 9, Entries: [{Cidr: 10.9.0.0/16}]}
			Filled  IPAMPrefixListResolverTarget     {IpamPrefixListResolverId: ipam-1, PrefixListId: @Nets.PrefixListId, PrefixListRegion: eu-west-1}
			ByList  Route                            {RouteTableId: @TillTable, DestinationPrefixListId: @Nets.PrefixListId, NatGatewayId: nat-1}`,
		"Till endpoint unknown", "",
	},
}

// routeCases have routes that compete.
var routeCases = []networkCase{
	{
		"a prefix list is wider than a static route", pagePriority, peered + `
			Nets    PrefixList                   {PrefixListName: nets, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 10.0.0.0/8}]}
			Tgw     TransitGateway
			Att     TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Till]}
			ByList  Route                        {RouteTableId: @TillTable, DestinationPrefixListId: @Nets.PrefixListId, TransitGatewayId: @Tgw}`,
		"Till endpoint yes by interface", "",
	},
	{
		"a prefix list is as wide as a static route", pagePriority, peered + `
			Nets    PrefixList                   {PrefixListName: nets, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 10.2.0.0/16}]}
			Tgw     TransitGateway
			Att     TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Till]}
			ByList  Route                        {RouteTableId: @TillTable, DestinationPrefixListId: @Nets.PrefixListId, TransitGatewayId: @Tgw}`,
		"Till endpoint yes by interface", "",
	},
	{
		"a prefix list takes a part of the endpoint's subnet", pagePriority, peered + `
			Nets    PrefixList                   {PrefixListName: nets, AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: 10.2.0.0/25}]}
			Tgw     TransitGateway
			Att     TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Till]}
			ByList  Route                        {RouteTableId: @TillTable, DestinationPrefixListId: @Nets.PrefixListId, TransitGatewayId: @Tgw}`,
		"Till endpoint unknown", "",
	},
	{
		"a prefix list is in no template", pagePriority, peered + `
			ByList  Route  {RouteTableId: @TillTable, DestinationPrefixListId: pl-1, NatGatewayId: nat-1}`,
		"Till endpoint unknown", "",
	},
	{
		"half of the client's answers go elsewhere", pagePriority, peered + `
			Igw    InternetGateway
			There2 VPCGatewayAttachment  {VpcId: @Vault, InternetGatewayId: @Igw}
			Away   Route                 {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/25, GatewayId: @Igw}`,
		"Till endpoint partly", "",
	},
	{
		"all of the client's answers go elsewhere, in halves", pagePriority, peered + `
			Igw    InternetGateway
			There2 VPCGatewayAttachment  {VpcId: @Vault, InternetGatewayId: @Igw}
			Away1  Route                 {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/25, GatewayId: @Igw}
			Away2  Route                 {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.128/25, GatewayId: @Igw}`,
		"Till endpoint no", "",
	},
	{
		"the answers come back in halves", pagePriority, peered + `
			Back   Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/25, VpcPeeringConnectionId: @Pcx}
			Back2  Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.128/25, VpcPeeringConnectionId: @Pcx}`,
		"Till endpoint yes by interface", "",
	},
	{
		"one address of the client is routed elsewhere", pagePriority, peered + `
			Away   Route  {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.17/32, NatGatewayId: nat-1}`,
		"Till endpoint unknown", "",
	},
	{
		"the peering connection takes nothing but the peer's addresses", "", peered + `
			Far   VPC                          {CidrBlock: 10.3.0.0/16}
			Ends  Subnet                       {VpcId: @Far, CidrBlock: 10.3.0.0/24}
			Far2  VPCPeeringConnection         {VpcId: @Vault, PeerVpcId: @Far}
			On    Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.3.0.0/16, VpcPeeringConnectionId: @Pcx}
			On2   Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.3.0.0/16, VpcPeeringConnectionId: @Far2}
			Link  VPCEndpoint                  {VpcId: @Far, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, SubnetIds: [@Ends]}
			Pcx2  VPCPeeringConnection         {VpcId: @Shop, PeerVpcId: @Far}`,
		"Till endpoint no", "",
	},
	{
		"an internet route in halves", "", withInternet + `
			PubRoute  Route  {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/1, GatewayId: @Igw}
			PubRest   Route  {RouteTableId: @PubTable, DestinationCidrBlock: 128.0.0.0/1, GatewayId: @Igw}`,
		"Pub usual yes by internet", "refuses (internet)",
	},
	{
		"an internet route in quarters", "", withInternet + `
			PubRoute  Route  {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/2, GatewayId: @Igw}
			Pub2      Route  {RouteTableId: @PubTable, DestinationCidrBlock: 64.0.0.0/2, GatewayId: @Igw}
			Pub3      Route  {RouteTableId: @PubTable, DestinationCidrBlock: 128.0.0.0/2, GatewayId: @Igw}
			Pub4      Route  {RouteTableId: @PubTable, DestinationCidrBlock: 192.0.0.0/2, GatewayId: @Igw}`,
		"Pub usual yes by internet", "refuses (internet)",
	},
	{
		"an internet route in a prefix list of halves", "", withInternet + `
			All       PrefixList  {PrefixListName: all, AddressFamily: IPv4, MaxEntries: 2, Entries: [{Cidr: 0.0.0.0/1}, {Cidr: 128.0.0.0/1}]}
			PubRoute  Route       {RouteTableId: @PubTable, DestinationPrefixListId: @All.PrefixListId, GatewayId: @Igw}`,
		"Pub usual yes by internet", "refuses (internet)",
	},
	{
		"an internet route for a half", "", withInternet + `
			PubRoute  Route  {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/1, GatewayId: @Igw}`,
		"Pub usual unknown", "refuses",
	},
	{
		"a public address goes to a transit gateway, beside the gateway endpoint", pagePriority, withGateway + `
			Partner  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 8.8.8.8/32, TransitGatewayId: tgw-1}`,
		"Iso usual unknown by gateway", "refuses Partner",
	},
	{
		"public addresses of a list go to a transit gateway, beside the gateway endpoint", pagePriority, withGateway + `
			List     PrefixList  {PrefixListName: list, AddressFamily: IPv4, MaxEntries: 2, Entries: [{Cidr: 9.9.9.9/32}, {Cidr: 10.7.0.0/16}]}
			Partner  Route       {RouteTableId: @IsoTable, DestinationPrefixListId: @List.PrefixListId, TransitGatewayId: tgw-1}`,
		"Iso usual unknown by gateway", "refuses Partner",
	},
	{
		"a public block goes to the internet, beside the gateway endpoint", pagePriority, withInternet + `
			S3       VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@PubTable]}
			Partner  Route        {RouteTableId: @PubTable, DestinationCidrBlock: 52.218.0.0/17, GatewayId: @Igw}`,
		"", "refuses Partner",
	},
	{
		"private addresses go to a transit gateway, beside the gateway endpoint", pagePriority, withGateway + `
			Office  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 172.16.0.0/12, TransitGatewayId: tgw-1}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"all of IPv6 goes to the internet, beside the gateway endpoint", pageS3Names, withInternet + `
			S3   VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@PubTable, @IsoTable]}
			Six  Route        {RouteTableId: @PubTable, DestinationIpv6CidrBlock: "::/0", GatewayId: @Igw}`,
		"Pub usual yes by gateway", "",
	},
	{
		"half of the internet goes to a peer, which is no way out, and half to the NAT gateway", pagePriority, withNat + `
			Half  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/1, VpcPeeringConnectionId: pcx-1}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a prefix list is narrower than a static route", pagePriority, peered + `
			Nets    PrefixList                   {PrefixListName: nets, AddressFamily: IPv4, MaxEntries: 2, Entries: [{Cidr: 10.9.0.0/16}, {Cidr: 10.2.0.0/24}]}
			Igw     InternetGateway
			Here    VPCGatewayAttachment         {VpcId: @Shop, InternetGatewayId: @Igw}
			ByList  Route                        {RouteTableId: @TillTable, DestinationPrefixListId: @Nets.PrefixListId, GatewayId: @Igw}`,
		"Till endpoint no", "",
	},
}

// natCases have NAT gateways.
var natCases = []networkCase{
	{
		"the NAT gateway's subnet has a gateway endpoint and no internet gateway", "", withNat + `
			-Igw
			-Attached
			-PubRoute
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@PubTable]}`,
		"Iso usual unknown by nat", "refuses",
	},
	{
		"the NAT gateway's subnet has a gateway endpoint and an internet gateway", "", withNat + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@PubTable]}`,
		"Iso usual unknown by nat", "refuses",
	},
	{
		"the NAT gateway's subnet has neither", "", withNat + `
			-Igw
			-Attached
			-PubRoute`,
		"Iso usual no by nat", "refuses",
	},
	{
		"a private NAT gateway's subnet has neither", pageNat, withNat + `
			Nat  NatGateway  {SubnetId: @Pub, ConnectivityType: private}
			-Igw
			-Attached
			-PubRoute`,
		"Iso usual no by nat", "refuses",
	},
	{
		"a NAT gateway leads on to a peer", pageNat, peered + `
			NatTable  RouteTable                   {VpcId: @Shop}
			NatHere   Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1a}
			NatAssoc  SubnetRouteTableAssociation  {SubnetId: @NatHere, RouteTableId: @NatTable}
			Nat       NatGateway                   {SubnetId: @NatHere, ConnectivityType: private}
			There     Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, NatGatewayId: @Nat}
			On        Route                        {RouteTableId: @NatTable, DestinationCidrBlock: 10.2.0.0/16, VpcPeeringConnectionId: @Pcx}`,
		"Till endpoint unknown by interface", "",
	},
	{
		"a NAT gateway leads on to a transit gateway", pageNat, onTransit + `
			NatTable  RouteTable                   {VpcId: @Shop}
			NatHere   Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1a}
			NatAssoc  SubnetRouteTableAssociation  {SubnetId: @NatHere, RouteTableId: @NatTable}
			Nat       NatGateway                   {SubnetId: @NatHere, ConnectivityType: private}
			There     Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, NatGatewayId: @Nat}
			On        Route                        {RouteTableId: @NatTable, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: @Tgw}
			ShopAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@NatHere]}
			Back      Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.1.0/24, TransitGatewayId: @Tgw}`,
		"Till endpoint yes by interface", "",
	},
	{
		"a NAT gateway leads on to a transit gateway, and no route leads back to it", pageNat, onTransit + `
			NatTable  RouteTable                   {VpcId: @Shop}
			NatHere   Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1a}
			NatAssoc  SubnetRouteTableAssociation  {SubnetId: @NatHere, RouteTableId: @NatTable}
			Nat       NatGateway                   {SubnetId: @NatHere, ConnectivityType: private}
			There     Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, NatGatewayId: @Nat}
			On        Route                        {RouteTableId: @NatTable, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: @Tgw}
			Back      Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/24, TransitGatewayId: @Tgw}`,
		"Till endpoint no", "",
	},
	{
		"a NAT gateway leads on to nothing", pageNat, onTransit + `
			NatTable  RouteTable                   {VpcId: @Shop}
			NatHere   Subnet                       {VpcId: @Shop, CidrBlock: 10.1.1.0/24, AvailabilityZone: eu-west-1a}
			NatAssoc  SubnetRouteTableAssociation  {SubnetId: @NatHere, RouteTableId: @NatTable}
			Nat       NatGateway                   {SubnetId: @NatHere, ConnectivityType: private}
			There     Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, NatGatewayId: @Nat}`,
		"Till endpoint no", "",
	},
	{
		"a regional NAT gateway", pageRegionalNat, isolated + `
			Igw       InternetGateway
			Attached  VPCGatewayAttachment  {VpcId: @Vpc, InternetGatewayId: @Igw}
			Nat       NatGateway            {AvailabilityMode: regional, ConnectivityType: public, VpcId: @Vpc}
			NatRoute  Route                 {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat.NatGatewayId}`,
		"Iso usual yes by nat", "refuses (nat)",
	},
	{
		"a regional NAT gateway without an internet gateway", pageRegionalNat, isolated + `
			Nat       NatGateway  {AvailabilityMode: regional, VpcId: @Vpc}
			NatRoute  Route       {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}`,
		"Iso usual no by nat", "refuses (nat)",
	},
	{
		"a route in the table of a regional NAT gateway leads some of S3's addresses elsewhere", pageRegionalNat, isolated + regionalNat + `
			Tgw   TransitGateway
			Bend  Route           {RouteTableId: @Nat.RouteTableId, DestinationCidrBlock: 52.216.0.0/15, TransitGatewayId: @Tgw}`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"a route in the table of a regional NAT gateway to an office", pageRegionalNat, isolated + regionalNat + `
			Tgw   TransitGateway
			Bend  Route           {RouteTableId: @Nat.RouteTableId, DestinationCidrBlock: 192.168.0.0/16, TransitGatewayId: @Tgw}`,
		"Iso usual yes by nat", "refuses (nat)",
	},
	{
		"a gateway endpoint in the table of a regional NAT gateway", pageRegionalNat, isolated + regionalNat + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@Nat.RouteTableId]}`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"a nested stack has the table of a regional NAT gateway", pageRegionalNat, isolated + regionalNat + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/routes.yaml", Parameters: {Table: @Nat.RouteTableId}}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a NAT gateway that a parameter makes regional", pageRegionalNat, `
			Parameters: {Mode: {Type: String}}` + isolated + `
			Igw       InternetGateway
			Attached  VPCGatewayAttachment  {VpcId: @Vpc, InternetGatewayId: @Igw}
			Nat       NatGateway            {AvailabilityMode: @Mode, VpcId: @Vpc}
			NatRoute  Route                 {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}`,
		"Iso usual unknown by nat", "refuses",
	},
}

// regionalNat leads the isolated subnet to a regional NAT gateway.
const regionalNat = `
Igw       InternetGateway
Attached  VPCGatewayAttachment  {VpcId: @Vpc, InternetGatewayId: @Igw}
Nat       NatGateway            {AvailabilityMode: regional, VpcId: @Vpc}
NatRoute  Route                 {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}
`
