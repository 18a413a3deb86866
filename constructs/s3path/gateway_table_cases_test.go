package s3path_test

// atEdge associates a route table without routes of its own with the internet gateway.
const atEdge = withNat + `
Edge    RouteTable                    {VpcId: @Vpc}
AtEdge  GatewayRouteTableAssociation  {GatewayId: @Igw, RouteTableId: @Edge}
`

// gatewayTableCases have route tables for what enters a VPC by a gateway.
var gatewayTableCases = []networkCase{
	{"a route table of the internet gateway with the local route", pageIngress, atEdge, "Pub usual yes by internet\nIso usual yes by nat", ""},
	{
		"a route table of the internet gateway sends what comes in through a firewall", pageIngress, atEdge + `
			Inspect  Route  {RouteTableId: @Edge, DestinationCidrBlock: 10.0.0.0/24, VpcEndpointId: vpce-1}`,
		"Pub usual unknown by internet\nIso usual unknown by nat", "refuses",
	},
	{
		"a route table of the internet gateway sends what comes in for another subnet through a firewall", pageIngress, atEdge + `
			Inspect  Route  {RouteTableId: @Edge, DestinationCidrBlock: 10.0.9.0/24, VpcEndpointId: vpce-1}`,
		"Pub usual yes by internet\nIso usual yes by nat", "",
	},
	{
		"a route table of the internet gateway sends what comes in to a network interface", pageIngress, atEdge + `
			Stop     NetworkInterface  {SubnetId: @Iso}
			Inspect  Route             {RouteTableId: @Edge, DestinationCidrBlock: 10.0.0.0/24, NetworkInterfaceId: @Stop}`,
		"Pub usual no by internet\nIso usual no by nat", "refuses",
	},
	{
		"a route table of the internet gateway sends what comes in to a network interface, if at all", pageIngress, undecided + atEdge + `
			Stop     NetworkInterface              {SubnetId: @Iso}
			Inspect  Route                         {RouteTableId: @Edge, DestinationCidrBlock: 10.0.0.0/24, NetworkInterfaceId: @Stop}
			AtEdge   GatewayRouteTableAssociation  {GatewayId: @Igw, RouteTableId: @Edge} {Condition: Open}`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a parameter names the gateway that has a route table", pageIngress, `
			Parameters: {Which: {Type: String}}` + atEdge + `
			Stop     NetworkInterface              {SubnetId: @Iso}
			Inspect  Route                         {RouteTableId: @Edge, DestinationCidrBlock: 10.0.0.0/24, NetworkInterfaceId: @Stop}
			AtEdge   GatewayRouteTableAssociation  {GatewayId: @Which, RouteTableId: @Edge}`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a route table of the internet gateway that no template has", pageIngress, atEdge + `
			AtEdge  GatewayRouteTableAssociation  {GatewayId: @Igw, RouteTableId: rtb-1}`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a loop makes the route table's association with the internet gateway", pageForEach, atEdge + `
			-AtEdge
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Edges [N, [1], {"AtEdge${N}": {Type: AWS::EC2::GatewayRouteTableAssociation, Properties: {GatewayId: @Igw, RouteTableId: @Edge}}}]`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a route table of another gateway", pageIngress, atEdge + `
			Stop     NetworkInterface              {SubnetId: @Iso}
			Inspect  Route                         {RouteTableId: @Edge, DestinationCidrBlock: 10.0.0.0/24, NetworkInterfaceId: @Stop}
			AtEdge   GatewayRouteTableAssociation  {GatewayId: vgw-1, RouteTableId: @Edge}`,
		"Pub usual yes by internet", "",
	},
	{
		"a route table of the VPN gateway sends what comes in to a network interface", pageIngress, fromSite + `
			Door    SecurityGroup                 {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}
			Edge    RouteTable                    {VpcId: @Vault}
			AtEdge  GatewayRouteTableAssociation  {GatewayId: @Vgw, RouteTableId: @Edge}
			Stop    NetworkInterface              {SubnetId: @Shelf}
			Bend    Route                         {RouteTableId: @Edge, DestinationCidrBlock: 10.2.0.0/24, NetworkInterfaceId: @Stop}`,
		"192.168.0.0/16 endpoint no by interface", "",
	},
	{
		"a route table of the VPN gateway with the local route", pageIngress, fromSite + `
			Door    SecurityGroup                 {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}
			Edge    RouteTable                    {VpcId: @Vault}
			AtEdge  GatewayRouteTableAssociation  {GatewayId: @Vgw, RouteTableId: @Edge}`,
		"192.168.0.0/16 endpoint yes by interface", "",
	},
}
