package s3path_test

const (
	pageFirewallRoutes = "https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html"
	pageBlockBasics    = "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html"
	pageFirewallIds    = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html"
	pageLoadBalancer   = "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/getting-started.html"
	pageAppliances     = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html"
)

// withFirewall has a firewall in a subnet of its own, to which the subnet that was isolated has a default route.
const withFirewall = withInternet + `
Guard       Subnet                          {VpcId: @Vpc, CidrBlock: 10.0.8.0/28, AvailabilityZone: eu-west-1a}
GuardTable  RouteTable                      {VpcId: @Vpc}
GuardAssoc  SubnetRouteTableAssociation     {SubnetId: @Guard, RouteTableId: @GuardTable}
Fw          AWS::NetworkFirewall::Firewall  {FirewallName: fw, FirewallPolicyArn: arn, VpcId: @Vpc, SubnetMappings: [{SubnetId: @Guard}]}
Inspect     Route                           {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0,
                                             VpcEndpointId: {Fn::Select: [1, {Fn::Split: [":", {Fn::Select: [0, @Fw.EndpointIds]}]}]}}
`

// guardNat leads from the firewall to a NAT gateway, and guardGateway to a gateway endpoint.
const (
	guardNat = `
Nat         NatGateway                      {SubnetId: @Pub, AllocationId: eipalloc-1}
GuardOut    Route                           {RouteTableId: @GuardTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}
`
	guardGateway = `
S3          VPCEndpoint                     {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@GuardTable]}
`
)

// blockedBehind leads from the firewall to the internet gateway, which Block Public Access blocks.
const blockedBehind = `
Iso         Subnet                          {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, AvailabilityZone: eu-west-1a, MapPublicIpOnLaunch: true}
GuardOut    Route                           {RouteTableId: @GuardTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
Block       VPCBlockPublicAccessOptions     {InternetGatewayBlockMode: block-bidirectional}
`

// guardRow is a subnet of another zone, where the firewall has an endpoint too.
const guardRow = `
Guard2       Subnet                          {VpcId: @Vpc, CidrBlock: 10.0.8.16/28, AvailabilityZone: eu-west-1b}
Guard2Table  RouteTable                      {VpcId: @Vpc}
Guard2Assoc  SubnetRouteTableAssociation     {SubnetId: @Guard2, RouteTableId: @Guard2Table}
Fw           AWS::NetworkFirewall::Firewall  {FirewallName: fw, FirewallPolicyArn: arn, VpcId: @Vpc, SubnetMappings: [{SubnetId: @Guard}, {SubnetId: @Guard2}]}
`

// withLoadBalancer has the endpoint of a Gateway Load Balancer in the firewall's place.
const withLoadBalancer = withFirewall + `
-Fw
Lb       VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.vpce.eu-west-1.vpce-svc-1, VpcEndpointType: GatewayLoadBalancer, SubnetIds: [@Guard]}
Inspect  Route        {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: @Lb}
`

// inspectionHub has a spoke whose requests pass the firewall of one VPC, and leave by the NAT gateway of another.
const inspectionHub = shop + `
Tgw         TransitGateway                       {DefaultRouteTableAssociation: disable, DefaultRouteTablePropagation: disable}
ShopAtt     TransitGatewayVpcAttachment          {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Till]}
There       Route                                {RouteTableId: @TillTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}

Watch       VPC                                  {CidrBlock: 10.3.0.0/16}
In          Subnet                               {VpcId: @Watch, CidrBlock: 10.3.0.0/28, AvailabilityZone: eu-west-1a}
InTable     RouteTable                           {VpcId: @Watch}
InAssoc     SubnetRouteTableAssociation          {SubnetId: @In, RouteTableId: @InTable}
Guard       Subnet                               {VpcId: @Watch, CidrBlock: 10.3.1.0/28, AvailabilityZone: eu-west-1a}
GuardTable  RouteTable                           {VpcId: @Watch}
GuardAssoc  SubnetRouteTableAssociation          {SubnetId: @Guard, RouteTableId: @GuardTable}
Fw          AWS::NetworkFirewall::Firewall       {FirewallName: fw, FirewallPolicyArn: arn, VpcId: @Watch, SubnetMappings: [{SubnetId: @Guard}]}
Inspect     Route                                {RouteTableId: @InTable, DestinationCidrBlock: 0.0.0.0/0,
                                                  VpcEndpointId: {Fn::Select: [1, {Fn::Split: [":", {Fn::Select: [0, @Fw.EndpointIds]}]}]}}
GuardOut    Route                                {RouteTableId: @GuardTable, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayId: @Tgw}
WatchAtt    TransitGatewayVpcAttachment          {TransitGatewayId: @Tgw, VpcId: @Watch, SubnetIds: [@In], Options: {ApplianceModeSupport: enable}}

Exit        VPC                                  {CidrBlock: 10.4.0.0/16}
Igw         InternetGateway
Attached    VPCGatewayAttachment                 {VpcId: @Exit, InternetGatewayId: @Igw}
Far         Subnet                               {VpcId: @Exit, CidrBlock: 10.4.0.0/28, AvailabilityZone: eu-west-1a}
FarTable    RouteTable                           {VpcId: @Exit}
FarAssoc    SubnetRouteTableAssociation          {SubnetId: @Far, RouteTableId: @FarTable}
FarOut      Route                                {RouteTableId: @FarTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}
ExitAtt     TransitGatewayVpcAttachment          {TransitGatewayId: @Tgw, VpcId: @Exit, SubnetIds: [@Far]}
Pub         Subnet                               {VpcId: @Exit, CidrBlock: 10.4.1.0/28, AvailabilityZone: eu-west-1a}
PubTable    RouteTable                           {VpcId: @Exit}
PubAssoc    SubnetRouteTableAssociation          {SubnetId: @Pub, RouteTableId: @PubTable}
PubOut      Route                                {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
PubBack     Route                                {RouteTableId: @PubTable, DestinationCidrBlock: 10.0.0.0/8, TransitGatewayId: @Tgw}
Nat         NatGateway                           {SubnetId: @Pub, AllocationId: eipalloc-1}

Spokes      TransitGatewayRouteTable             {TransitGatewayId: @Tgw}
ShopUses    TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @ShopAtt, TransitGatewayRouteTableId: @Spokes}
ExitUses    TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @ExitAtt, TransitGatewayRouteTableId: @Spokes}
ToWatch     TransitGatewayRoute                  {TransitGatewayRouteTableId: @Spokes, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @WatchAtt}
Watched     TransitGatewayRouteTable             {TransitGatewayId: @Tgw}
WatchUses   TransitGatewayRouteTableAssociation  {TransitGatewayAttachmentId: @WatchAtt, TransitGatewayRouteTableId: @Watched}
ToExit      TransitGatewayRoute                  {TransitGatewayRouteTableId: @Watched, DestinationCidrBlock: 0.0.0.0/0, TransitGatewayAttachmentId: @ExitAtt}
Home        TransitGatewayRoute                  {TransitGatewayRouteTableId: @Watched, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayAttachmentId: @ShopAtt}
`

// inspectionCases have firewalls and appliances on the path.
var inspectionCases = []networkCase{
	{
		"responses pass appliances too", pageLoadBalancer, withInternet + `
			PubRoute  Route                        {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: vpce-1}
			Guard     Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.7.0/28, MapPublicIpOnLaunch: true}
			Guards    RouteTable                   {VpcId: @Vpc}
			GuardUse  SubnetRouteTableAssociation  {SubnetId: @Guard, RouteTableId: @Guards}
			GuardOut  Route                        {RouteTableId: @Guards, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
			In        RouteTable                   {VpcId: @Vpc}
			InUse     GatewayRouteTableAssociation {GatewayId: @Igw, RouteTableId: @In}
			InRoute   Route                        {RouteTableId: @In, DestinationCidrBlock: 10.0.0.0/24, VpcEndpointId: vpce-2}`,
		"Pub usual unknown by firewall", "refuses either the appliances behind vpce-2 may send responses elsewhere, or route PubRoute",
	},
	{
		"Block Public Access excludes the firewall's subnet alone", pageBlockBasics, withFirewall + blockedBehind + `
			Exclude  VPCBlockPublicAccessExclusion  {InternetGatewayExclusionMode: allow-bidirectional, SubnetId: @Guard}`,
		"Iso usual no by internet", "refuses",
	},
	{
		"Block Public Access excludes the VPC with the firewall", pageBlockBasics, withFirewall + blockedBehind + `
			Exclude  VPCBlockPublicAccessExclusion  {InternetGatewayExclusionMode: allow-bidirectional, VpcId: @Vpc}`,
		"Iso usual unknown by internet", "refuses",
	},
	{"a firewall in front of a NAT gateway", pageFirewallRoutes, withFirewall + guardNat, "Iso usual unknown by nat", "refuses (nat, internet)"},
	{"a firewall in front of a gateway endpoint", pageFirewallRoutes, withFirewall + "-PubRoute\n-PubTable\n-PubAssoc\n" + guardGateway, "Iso usual unknown by gateway", "passes"},
	{
		"a firewall in front of an internet gateway", pageFirewallRoutes, withFirewall + `
			Iso       Subnet  {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, AvailabilityZone: eu-west-1a, MapPublicIpOnLaunch: true}
			GuardOut  Route   {RouteTableId: @GuardTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}`,
		"Iso usual unknown by internet", "refuses (internet)",
	},
	{"a firewall whose subnet leads nowhere", pageFirewallRoutes, withFirewall + "-PubRoute", "Iso usual no by firewall", "refuses (firewall)"},
	{
		"a firewall whose subnet leads back to it", pageFirewallRoutes, withFirewall + `
			IsoAssoc    SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: @GuardTable}
			Inspect     Route                        {RouteTableId: @GuardTable, DestinationCidrBlock: 0.0.0.0/0,
			                                          VpcEndpointId: {Fn::Select: [1, {Fn::Split: [":", {Fn::Select: [0, @Fw.EndpointIds]}]}]}}`,
		"Iso usual no by firewall", "refuses",
	},
	{
		"the gateway endpoint is on the client's table, and not on the firewall's", pageFirewallRoutes, withFirewall + guardNat + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual yes by gateway", "",
	},
	{
		"an endpoint in each zone, and the same behind both", pageFirewallIds, withFirewall + guardRow + guardNat + `
			Guard2Out  Route  {RouteTableId: @Guard2Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}`,
		"Iso usual unknown by nat", "refuses (nat, internet)",
	},
	{
		"an endpoint in each zone, and only one leads to the gateway endpoint", pageFirewallIds, withFirewall + guardRow + guardGateway + `
			Guard2Out  Route  {RouteTableId: @Guard2Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"the endpoint of a zone is split out of all endpoints", pageFirewallIds, withFirewall + guardNat + `
			Inspect  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0,
			                 VpcEndpointId: {Fn::Select: [0, {Fn::Split: [",", {Fn::Select: [1, {Fn::Split: ["eu-west-1a:", {Fn::Join: [",", @Fw.EndpointIds]}]}]}]}]}}`,
		"Iso usual unknown by nat", "refuses (nat, internet)",
	},
	{
		"a custom resource looks up the firewall's endpoint", pageFirewallIds, withFirewall + `
			Ids      Custom::FirewallEndpoints  {ServiceToken: x}
			Inspect  Route                      {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: @Ids.EndpointId}`,
		"Iso usual unknown by firewall", "refuses",
	},
	{
		"a parameter names the subnet of the firewall", pageFirewallIds, "Parameters: {Where: {Type: String}}" + withFirewall + guardGateway + `
			Fw  AWS::NetworkFirewall::Firewall  {FirewallName: fw, FirewallPolicyArn: arn, VpcId: @Vpc, SubnetMappings: [{SubnetId: @Where}]}`,
		"Iso usual unknown by firewall\nGuard usual yes by gateway", "refuses",
	},
	{
		"the firewall's endpoint in another VPC than its own", pageFirewallIds, withFirewall + guardNat + `
			Fw       AWS::NetworkFirewall::VpcEndpointAssociation  {FirewallArn: arn, VpcId: @Vpc, SubnetMapping: {SubnetId: @Guard}}
			Inspect  Route                                         {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: @Fw.EndpointId}`,
		"Iso usual unknown by nat", "refuses (nat, internet)",
	},
	{"a Gateway Load Balancer endpoint in front of a gateway endpoint", pageLoadBalancer, withLoadBalancer + "-PubRoute\n" + guardGateway, "Iso usual unknown by firewall", "refuses (firewall)"},
	{"a Gateway Load Balancer endpoint in front of a NAT gateway", pageLoadBalancer, withLoadBalancer + guardNat, "Iso usual unknown by firewall", "refuses"},
	{"a Gateway Load Balancer endpoint whose subnet leads nowhere", pageLoadBalancer, withLoadBalancer, "Iso usual unknown by firewall", "refuses"},
	{
		"a Gateway Load Balancer endpoint that no template has", pageLoadBalancer, isolated + `
			Inspect  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, VpcEndpointId: vpce-1}`,
		"Iso usual unknown by firewall", "refuses (firewall)",
	},
	{"a spoke whose requests pass an inspection VPC and leave by another one", pageAppliances, inspectionHub, "Till usual unknown by nat", "refuses"},
	{
		"an inspection VPC whose firewall leads to no transit gateway", pageAppliances, inspectionHub + "-GuardOut",
		"Till usual no by firewall", "refuses",
	},
	{
		"the VPC of the NAT gateway's subnet behind the inspection VPC depends on a condition", pageAppliances, undecided + inspectionHub + `
			Pub  Subnet  {VpcId: {Fn::If: [Open, @Exit, @Watch]}, CidrBlock: 10.4.1.0/28, AvailabilityZone: eu-west-1a}`,
		"Till usual unknown", "refuses",
	},
	{"nothing leads from the inspection VPC back to the spoke", pageAppliances, inspectionHub + "-Home", "Till usual no by nat", "refuses"},
	{
		"the routes of the firewall's subnet back to the spoke are narrower", pageAppliances, inspectionHub + `
			GuardOut   Route  {RouteTableId: @GuardTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: @Tgw}`,
		"Till usual no by firewall", "refuses",
	},
}
