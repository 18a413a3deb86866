package s3path_test

// Both IP versions in isolated, IPv6 alone, and IPv6 routes out of the VPC.
const (
	both = `
	Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
	Iso    Subnet        {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64", AvailabilityZone: eu-west-1a}
`
	sixOnly = `
	Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
	Iso    Subnet        {VpcId: @Vpc, Ipv6Native: true, Ipv6CidrBlock: "2001:db8:0:9::/64", AvailabilityZone: eu-west-1a}
`
	egressOnly = `
	Out    EgressOnlyInternetGateway  {VpcId: @Vpc}
	Route  Route                      {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: @Out}
`
	dualGateway = `
	S3     VPCEndpoint   {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, IpAddressType: dualstack, RouteTableIds: [@IsoTable]}
`
)

// dualstackCases ask for the dual-stack name, or have IPv6.
var dualstackCases = []networkCase{
	{
		"a subnet without IPv6 has one result for both names", pageDualstack, withGateway,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"a subnet without IPv6 in a VPC with an egress-only gateway", pageEgressOnly, withGateway + egressOnly,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"IPv6 leaves by an egress-only gateway beside a gateway endpoint of IPv4", pageS3AddressTypes, withGateway + both + egressOnly,
		"Iso usual yes by gateway\nIso dualstack yes by internet", "refuses egress-only internet gateway Out",
	},
	{
		"a gateway endpoint of both IP versions beside an egress-only gateway", pageS3AddressTypes, isolated + both + dualGateway + egressOnly,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"a gateway endpoint of IPv6 alone beside a NAT gateway", pageS3AddressTypes, withNat + both + egressOnly + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, IpAddressType: ipv6, RouteTableIds: [@IsoTable]}`,
		"Iso usual yes by nat\nIso dualstack yes by gateway", "refuses (nat",
	},
	{
		"a gateway endpoint of a type by parameter", pageS3AddressTypes, `
			Parameters: {Kind: {Type: String}}` + isolated + both + egressOnly + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, IpAddressType: @Kind, RouteTableIds: [@IsoTable]}`,
		"Iso dualstack unknown by unknown", "refuses parameter Kind",
	},
	{
		"a gateway endpoint of both IP versions on another table", pageS3AddressTypes, isolated + both + egressOnly + `
			Other  RouteTable   {VpcId: @Vpc}
			S3     VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, IpAddressType: dualstack, RouteTableIds: [@Other]}`,
		"Iso usual no by none\nIso dualstack partly by internet", "refuses (internet",
	},
	{
		"IPv6 has no route", pageS3AddressTypes, withGateway + both,
		"Iso usual yes by gateway\nIso dualstack partly by gateway", "passes",
	},
	{
		"IPv6 leaves by the internet gateway of a public subnet", pageS3AddressTypes, withInternet + `
			Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Pub    Subnet        {VpcId: @Vpc, CidrBlock: 10.0.0.0/24, Ipv6CidrBlock: "2001:db8:0:1::/64", AvailabilityZone: eu-west-1a}
			Route  Route         {RouteTableId: @PubTable, DestinationIpv6CidrBlock: "::/0", GatewayId: @Igw}
			S3     VPCEndpoint   {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@PubTable, @IsoTable]}`,
		"Pub usual yes by gateway\nPub dualstack yes by internet\nIso dualstack absent", "refuses internet gateway Igw",
	},
	{
		"an IPv6-only subnet and a gateway endpoint of IPv4", pageS3Names, withGateway + sixOnly + egressOnly,
		"Iso usual no by none\nIso dualstack yes by internet", "refuses egress-only internet gateway Out",
	},
	{
		"an IPv6-only subnet and a gateway endpoint of both IP versions", pageS3Names, isolated + sixOnly + dualGateway + egressOnly,
		"Iso usual no by none\nIso dualstack yes by gateway", "passes",
	},
	{
		"an IPv6-only subnet without a route", pageS3Names, isolated + sixOnly,
		"Iso usual no by none\nIso dualstack no by none", "passes",
	},
	{
		"IPv6 leaves by a transit gateway", pageEgressOnly, withGateway + both + `
			Route  Route  {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "::/0", TransitGatewayId: tgw-1}`,
		"Iso usual yes by gateway\nIso dualstack unknown by transit", "refuses transit gateway tgw-1",
	},
	{
		"IPv6 leaves by a VPN gateway's propagated route", pageEgressOnly, withGateway + both + `
			Vgw      VPNGateway                  {Type: ipsec.1}
			Joined   VPCGatewayAttachment        {VpcId: @Vpc, VpnGatewayId: @Vgw}
			Spread   VPNGatewayRoutePropagation  {RouteTableIds: [@IsoTable], VpnGatewayId: @Vgw}`,
		"Iso usual yes by gateway\nIso dualstack unknown by unknown", "refuses Spread",
	},
	{
		"a narrow IPv6 route beside a gateway endpoint of both IP versions", pagePriority, isolated + both + dualGateway + egressOnly + `
			Narrow  Route  {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "2600:1f00::/24", EgressOnlyInternetGatewayId: @Out}`,
		"Iso usual yes by gateway\nIso dualstack yes by gateway", "refuses may send some requests to S3 over a forbidden path (internet)",
	},
	{
		"an IPv6 route of addresses that are not public", pagePriority, isolated + both + dualGateway + egressOnly + `
			Narrow  Route  {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "fd00::/8", TransitGatewayId: tgw-1}`,
		"Iso dualstack absent", "passes",
	},
	{
		"a prefix list with an IPv6 block by parameter", pagePriority, `
			Parameters: {Block: {Type: String}}` + isolated + both + dualGateway + egressOnly + `
			List  PrefixList  {PrefixListName: six, AddressFamily: IPv6, MaxEntries: 1, Entries: [{Cidr: @Block}]}
			More  Route       {RouteTableId: @IsoTable, DestinationPrefixListId: @List.PrefixListId, EgressOnlyInternetGatewayId: @Out}`,
		"Iso usual yes by gateway\nIso dualstack yes by unknown", "refuses parameter Block",
	},
	{
		"a prefix list with an IPv6 block of S3 beside an egress-only gateway", pagePriority, isolated + both + `
			Out   EgressOnlyInternetGateway  {VpcId: @Vpc}
			List  PrefixList  {PrefixListName: six, AddressFamily: IPv6, MaxEntries: 1, Entries: [{Cidr: "2000::/3"}]}
			More  Route       {RouteTableId: @IsoTable, DestinationPrefixListId: @List.PrefixListId, EgressOnlyInternetGatewayId: @Out}`,
		"Iso usual no by none\nIso dualstack partly by internet", "refuses (internet",
	},
	{
		"an egress-only gateway of another VPC", pageEgressOnly, withGateway + both + `
			Other  VPC                        {CidrBlock: 10.8.0.0/16}
			Out    EgressOnlyInternetGateway  {VpcId: @Other}
			Route  Route                      {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: @Out}`,
		"Iso dualstack partly by internet", "refuses not attached",
	},
	{
		"a loop makes the egress-only gateway", pageForEach, withGateway + both + `
			Transform: AWS::LanguageExtensions
			Route  Route  {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: @Outside}
			Fn::ForEach::Outs [S, [side], {"Out${S}": {Type: AWS::EC2::EgressOnlyInternetGateway, Properties: {VpcId: @Vpc}}}]`,
		"Iso usual yes by gateway\nIso dualstack unknown by internet", "refuses",
	},
	{
		"VPC Block Public Access leaves egress-only gateways open", pageBlock, inIreland + withGateway + both + egressOnly + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-ingress}`,
		"Iso dualstack yes by internet", "refuses egress-only",
	},
	{
		"VPC Block Public Access closes egress-only gateways", pageBlock, inIreland + withGateway + both + egressOnly + `
			Block  VPCBlockPublicAccessOptions  {InternetGatewayBlockMode: block-bidirectional}`,
		"Iso dualstack partly by internet", "refuses VPC Block Public Access",
	},
	{
		"a network ACL allows only IPv4", "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html", isolated + both + dualGateway + `
			Acl    NetworkAcl                   {VpcId: @Vpc}
			Uses   SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @Acl}
			Go     NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0}
			Come   NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}`,
		"Iso usual yes by gateway\nIso dualstack partly by gateway", "passes",
	},
	{
		"a network ACL allows both IP versions", "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html", isolated + both + dualGateway + `
			Acl    NetworkAcl                   {VpcId: @Vpc}
			Uses   SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @Acl}
			Go     NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0}
			Come   NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 100, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0}
			Go6    NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 101, Protocol: -1, RuleAction: allow, Egress: true, Ipv6CidrBlock: "::/0"}
			Come6  NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 101, Protocol: -1, RuleAction: allow, Ipv6CidrBlock: "::/0"}`,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"a private zone of S3's names does not have the dual-stack name", pagePrivateZones, inIreland + withNat + linkHere + zone + record,
		"Iso usual yes by interface\nIso dualstack yes by nat", "refuses route NatRoute",
	},
	{
		"a private zone of the dual-stack name", pagePrivateZones, inIreland + withGateway + linkHere + `
			Zone    AWS::Route53::HostedZone  {Name: s3.dualstack.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
			Record  AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: "*.s3.dualstack.eu-west-1.amazonaws.com", ` + alias + `}`,
		"Iso usual yes by gateway\nIso dualstack unknown by interface", "passes",
	},
	{
		"a private zone of the dual-stack name without records", pagePrivateZones, inIreland + withNat + `
			Zone    AWS::Route53::HostedZone  {Name: s3.dualstack.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by nat\nIso dualstack no by none", "refuses (nat",
	},
	{
		"a private zone of the dual-stack name of another Region", pagePrivateZones, inIreland + withGateway + `
			Zone    AWS::Route53::HostedZone  {Name: s3.dualstack.eu-central-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"a Resolver rule of the dual-stack name", pageResolverRules, inIreland + withGateway + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: dualstack.eu-west-1.amazonaws.com, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}`,
		"Iso usual yes by gateway\nIso dualstack unknown by unknown", "refuses Resolver rule Rule",
	},
	{
		"private DNS of an IPv4 endpoint does not have the dual-stack name", pagePrivateDns, withNat + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}
			Link  VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: true,
			                      DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId]}`,
		"Iso usual yes by interface\nIso dualstack yes by nat", "refuses route NatRoute",
	},
	{
		"private DNS of a dual-stack endpoint may have the dual-stack name", pagePrivateDns, withNat + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}
			Link  VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: true, IpAddressType: dualstack,
			                      DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId]}`,
		"Iso usual yes by interface\nIso dualstack unknown by unknown", "refuses private DNS of Link",
	},
	{
		"DNS64 leads a dual-stack subnet past its gateway endpoint", pageNat64, withNat + dualGateway + `
			Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Iso    Subnet        {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64", EnableDns64: true, AvailabilityZone: eu-west-1a}
			Route  Route         {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "64:ff9b::/96", NatGatewayId: @Nat}`,
		"Iso usual unknown by nat\nIso dualstack yes by gateway", "refuses (nat",
	},
	{
		"DNS64 with an egress-only gateway alone", pageNat64, isolated + egressOnly + `
			Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Iso    Subnet        {VpcId: @Vpc, Ipv6Native: true, Ipv6CidrBlock: "2001:db8:0:9::/64", EnableDns64: true, AvailabilityZone: eu-west-1a}`,
		"Iso usual unknown by internet\nIso dualstack yes by internet", "refuses (internet",
	},
	{
		"DNS64 by parameter", pageNat64, `
			Parameters: {Make: {Type: String}}` + withNat + dualGateway + `
			Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Iso    Subnet        {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64", EnableDns64: @Make, AvailabilityZone: eu-west-1a}
			Route  Route         {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "64:ff9b::/96", NatGatewayId: @Nat}`,
		"Iso usual unknown by unknown", "refuses parameter Make",
	},
	{
		"a nested stack may add an IPv6 block", "", withGateway + `
			Six    VPCCidrBlock                {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Stack  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/six.json", Parameters: {Subnet: @Iso}}`,
		"Iso usual yes by gateway\nIso dualstack unknown by gateway", "refuses subnets may be missing",
	},
	{
		"a nested stack may add an IPv6 block to the subnet, but not to the VPC", "", withGateway + `
			Stack  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/six.json", Parameters: {Subnet: @Iso}}`,
		"Iso usual yes by gateway\nIso dualstack absent", "refuses subnets may be missing",
	},
	{
		"a function without IPv6 in a subnet with it", pageLambdaIpv6, withGateway + both + egressOnly + `
			Group  SecurityGroup          {VpcId: @Vpc}
			Task   AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Iso], SecurityGroupIds: [@Group.GroupId]}}`,
		"Task usual yes by gateway\nTask dualstack absent", "",
	},
	{
		"a function with IPv6", pageLambdaIpv6, withGateway + both + egressOnly + `
			Group  SecurityGroup          {VpcId: @Vpc, SecurityGroupEgress: [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}, {IpProtocol: "-1", CidrIpv6: "::/0"}]}
			Task   AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Iso], SecurityGroupIds: [@Group.GroupId], Ipv6AllowedForDualStack: true}}`,
		"Task usual yes by gateway\nTask dualstack yes by internet", "",
	},
	{
		"a function with IPv6 whose security group allows only IPv4", pageLambdaIpv6, withGateway + both + egressOnly + `
			Group  SecurityGroup          {VpcId: @Vpc, SecurityGroupEgress: [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}]}
			Task   AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Iso], SecurityGroupIds: [@Group.GroupId], Ipv6AllowedForDualStack: true}}`,
		"Task usual yes by gateway\nTask dualstack partly", "",
	},
	{
		"a function with IPv6 by parameter", pageLambdaIpv6, `
			Parameters: {Six: {Type: String}}` + withGateway + both + egressOnly + `
			Group  SecurityGroup          {VpcId: @Vpc, SecurityGroupEgress: [{IpProtocol: "-1", CidrIp: 0.0.0.0/0}, {IpProtocol: "-1", CidrIpv6: "::/0"}]}
			Task   AWS::Lambda::Function  {VpcConfig: {SubnetIds: [@Iso], SecurityGroupIds: [@Group.GroupId], Ipv6AllowedForDualStack: @Six}}`,
		"Task usual yes by gateway\nTask dualstack yes by unknown", "",
	},
}
