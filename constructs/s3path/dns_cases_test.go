package s3path_test

// inIreland begins an assembly with one stack, whose Region is known.
const inIreland = `
== Network 111122223333/eu-west-1
`

// zone is a private hosted zone for S3's names, and alias the properties of an alias to the interface endpoint.
const (
	zone = `
Zone  AWS::Route53::HostedZone  {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
`
	alias = `Type: A, AliasTarget: {DNSName: {Fn::Select: [1, {Fn::Split: [":", {Fn::Select: [0, @Link.DnsEntries]}]}]},
		HostedZoneId: {Fn::Select: [0, {Fn::Split: [":", {Fn::Select: [0, @Link.DnsEntries]}]}]}}`
)

// dnsCases have something that changes what the usual name resolves to.
var dnsCases = []networkCase{
	{
		"a private zone of another VPC", pagePrivateZones, inIreland + withNat + linkHere + `
			Other   VPC                        {CidrBlock: 10.8.0.0/16}
			Zone    AWS::Route53::HostedZone   {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Other, VPCRegion: eu-west-1}]}
			Record  AWS::Route53::RecordSet    {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", ` + alias + `}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"a private zone of another service", pagePrivateZones, inIreland + withNat + linkHere + `
			Zone  AWS::Route53::HostedZone  {Name: sqs.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"a public zone", pagePrivateZones, inIreland + withNat + `
			Zone  AWS::Route53::HostedZone  {Name: example.com}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"Amazon's DNS servers by name", pageDhcp, withNat + `
			Dhcp   DHCPOptions                {DomainName: shop.example, DomainNameServers: [AmazonProvidedDNS]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"DHCP options of another VPC", pageDhcp, withGateway + `
			Other  VPC                        {CidrBlock: 10.8.0.0/16}
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Other, DhcpOptionsId: @Dhcp}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"private DNS of an endpoint, for all resolvers", pagePrivateDns, vault + `
			Vault  VPC          {CidrBlock: 10.2.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true}
			Link   VPCEndpoint  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: true,
			                     DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, SubnetIds: [@Shelf], SecurityGroupIds: [@Door.GroupId]}`,
		"Shelf usual yes by interface", "passes",
	},
	{
		"an IPv6-only subnet with an IPv4 gateway endpoint", pageS3Names, withGateway + `
			Six    VPCCidrBlock               {VpcId: @Vpc, AmazonProvidedIpv6CidrBlock: true}
			Iso    Subnet                     {VpcId: @Vpc, Ipv6Native: true, Ipv6CidrBlock: "2001:db8:0:9::/64", AssignIpv6AddressOnCreation: true}
			Out    EgressOnlyInternetGateway  {VpcId: @Vpc}
			Route  Route                      {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "::/0", EgressOnlyInternetGatewayId: @Out}`,
		"Iso usual no", "",
	},
	{
		"a dual-stack subnet with an IPv4 gateway endpoint", pageS3Names, withGateway + `
			Iso    Subnet  {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64"}`,
		"Iso usual yes by gateway", "",
	},
	{
		"a private zone leads the usual name to the interface endpoint", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", ` + alias + `}`,
		"Iso usual yes by interface\nPub usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a private zone with a group of records", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Records  AWS::Route53::RecordSetGroup  {HostedZoneId: @Zone, RecordSets: [
				{Name: s3.eu-west-1.amazonaws.com., ` + alias + `}, {Name: "*.s3.eu-west-1.amazonaws.com.", ` + alias + `}]}`,
		"Iso usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a private zone without records", pagePrivateZones, inIreland + withNat + zone,
		"Iso usual no", "",
	},
	{
		"a private zone whose record leads to an address", pagePrivateZones, inIreland + withNat + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", Type: A, TTL: "60", ResourceRecords: [10.9.9.9]}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a private zone whose name is a parameter", pagePrivateZones, inIreland + `
			Parameters: {Name: {Type: String}}` + withGateway + `
			Zone  AWS::Route53::HostedZone  {Name: @Name, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a private zone whose VPC is a parameter", pagePrivateZones, inIreland + `
			Parameters: {Which: {Type: String}}` + withGateway + `
			Zone  AWS::Route53::HostedZone  {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Which, VPCRegion: eu-west-1}]}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a Route 53 profile of the VPC without resources", pagePrivateZones, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a Resolver rule of the VPC", pagePrivateZones, inIreland + withGateway + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: amazonaws.com, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a DNS firewall of the VPC", pagePrivateZones, inIreland + withGateway + `
			Here  AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: rslvr-1, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown", "",
	},
	{
		"DNS servers of one's own", pageDhcp, withNat + `
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown\nPub usual unknown", "refuses",
	},
	{
		"DNS servers of one's own beside Amazon's", pageDhcp, withNat + `
			Dhcp   DHCPOptions                {DomainNameServers: [AmazonProvidedDNS, 10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown", "refuses",
	},
	{
		"DNS servers that a parameter names", pageDhcp, `
			Parameters: {Servers: {Type: CommaDelimitedList}}` + withNat + `
			Dhcp   DHCPOptions                {DomainNameServers: @Servers}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown", "refuses",
	},
	{
		"DHCP options that no template has", pageDhcp, withGateway + `
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: dopt-1}`,
		"Iso usual unknown", "refuses",
	},
	{
		"private DNS of an endpoint, with DNS support off", pagePrivateDns, vault + `
			Vault  VPC          {CidrBlock: 10.2.0.0/16, EnableDnsSupport: false}
			Link   VPCEndpoint  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: true,
			                     DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, SubnetIds: [@Shelf], SecurityGroupIds: [@Door.GroupId]}`,
		"Shelf usual unknown", "",
	},
	{
		"an IPv6-only subnet whose resolver makes IPv6 addresses of IPv4 ones", pageNat64, withNat + `
			Iso    Subnet  {VpcId: @Vpc, Ipv6Native: true, Ipv6CidrBlock: "2001:db8:0:9::/64", EnableDns64: true}
			Route  Route   {RouteTableId: @IsoTable, DestinationIpv6CidrBlock: "64:ff9b::/96", NatGatewayId: @Nat}`,
		"Iso usual unknown by nat", "refuses translates from IPv6 to IPv4",
	},
	{
		"a condition decides whether a subnet is IPv6-only", pageS3Names, undecided + withGateway + `
			Iso    Subnet  {VpcId: @Vpc, Ipv6Native: {Fn::If: [Open, true, false]}, CidrBlock: {Fn::If: [Open, @AWS::NoValue, 10.0.9.0/24]}, Ipv6CidrBlock: "2001:db8:0:9::/64"}`,
		"Iso usual unknown by unknown", "refuses",
	},
}
