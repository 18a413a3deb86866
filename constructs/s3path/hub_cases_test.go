package s3path_test

// hubNat leads the client's requests to a NAT gateway of the vault.
const hubNat = onTransit + ownTables + `
There     Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
ToHub     TransitGatewayRoute          {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @VaultAtt}
Home      TransitGatewayRoute          {TransitGatewayRouteTableId: @BackRoutes, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayAttachmentId: @ShopAtt}
Igw       InternetGateway
Attached  VPCGatewayAttachment         {VpcId: @Vault, InternetGatewayId: @Igw}
Exit      Subnet                       {VpcId: @Vault, CidrBlock: 10.2.1.0/24, AvailabilityZone: eu-west-1a}
ExitTable RouteTable                   {VpcId: @Vault}
ExitAssoc SubnetRouteTableAssociation  {SubnetId: @Exit, RouteTableId: @ExitTable}
ExitOut   Route                        {RouteTableId: @ExitTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
ExitBack  Route                        {RouteTableId: @ExitTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: @Tgw}
Nat       NatGateway                   {SubnetId: @Exit, AllocationId: eipalloc-1}
Out       Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}
`

// hubCases have a hub with a NAT gateway behind a transit gateway.
var hubCases = []networkCase{
	{
		"the hub's default route leads to a NAT gateway", pageTransitNatGateway, hubNat,
		"Till usual yes by nat", "refuses",
	},
	{
		"the subnet of the hub's NAT gateway has no route back", pageTransitNatGateway, hubNat + "-ExitBack",
		"Till usual no by nat", "refuses",
	},
	{
		"the transit gateway has no route back from the hub", pageTransitNatGateway, hubNat + "-Home",
		"Till usual no by nat", "refuses",
	},
	{
		"the hub's NAT gateway has no internet gateway", pageTransitNatGateway, hubNat + "-ExitOut",
		"Till usual no by nat", "refuses",
	},
	{
		"a gateway endpoint of the client's VPC goes before the hub's NAT gateway", pageGatewayEnds, hubNat + `
			S3  VPCEndpoint  {VpcId: @Shop, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@TillTable]}`,
		"Till usual yes by gateway", "",
	},
	{
		"the hub's NAT gateway has a gateway endpoint in its subnet", pageGatewayEnds, hubNat + `
			S3  VPCEndpoint  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@ExitTable]}`,
		"Till usual unknown by nat", "refuses",
	},
	{
		"a blackhole for some of S3's addresses", pageTransitTables, hubNat + `
			Hole  TransitGatewayRoute  {TransitGatewayRouteTableId: @ShopRoutes, DestinationCidrBlock: 52.216.0.0/15, Blackhole: true}`,
		"Till usual unknown", "refuses",
	},
	{
		"appliance mode, and another subnet of the hub's attachment leads nowhere", pageTransitZones, hubNat + `
			Dead       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.8.0/28, AvailabilityZone: eu-west-1b}
			DeadTable  RouteTable                   {VpcId: @Vault}
			DeadAssoc  SubnetRouteTableAssociation  {SubnetId: @Dead, RouteTableId: @DeadTable}
			VaultAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf, @Dead], Options: {ApplianceModeSupport: enable}}`,
		"Till usual unknown", "refuses",
	},
	{
		"another subnet of the hub's attachment leads nowhere, without appliance mode", pageTransitZones, hubNat + `
			Dead       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.8.0/28, AvailabilityZone: eu-west-1b}
			DeadTable  RouteTable                   {VpcId: @Vault}
			DeadAssoc  SubnetRouteTableAssociation  {SubnetId: @Dead, RouteTableId: @DeadTable}
			VaultAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf, @Dead]}`,
		"Till usual yes by nat", "refuses",
	},
	{
		"a transit gateway that no template has, with a hub that has a NAT gateway", pageTransitTables, onTransit + `
			-Tgw
			ShopAtt    TransitGatewayVpcAttachment  {TransitGatewayId: tgw-1, VpcId: @Shop, SubnetIds: [@Till]}
			VaultAtt   TransitGatewayVpcAttachment  {TransitGatewayId: tgw-1, VpcId: @Vault, SubnetIds: [@Shelf]}
			There      Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: tgw-1}
			Back       Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: tgw-1}
			Igw        InternetGateway
			Attached   VPCGatewayAttachment         {VpcId: @Vault, InternetGatewayId: @Igw}
			Exit       Subnet                       {VpcId: @Vault, CidrBlock: 10.2.1.0/24, AvailabilityZone: eu-west-1a}
			ExitTable  RouteTable                   {VpcId: @Vault}
			ExitAssoc  SubnetRouteTableAssociation  {SubnetId: @Exit, RouteTableId: @ExitTable}
			ExitOut    Route                        {RouteTableId: @ExitTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
			ExitBack   Route                        {RouteTableId: @ExitTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: tgw-1}
			Nat        NatGateway                   {SubnetId: @Exit, AllocationId: eipalloc-1}
			Out        Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}`,
		"Till usual unknown by unknown", "refuses",
	},
}
