package s3path_test

// sixes adds IPv6 to isolated, with an endpoint of both IP versions.
const sixes = `
	Six    VPCCidrBlock   {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
	Iso    Subnet         {VpcId: @Vpc, Ipv6Native: true, Ipv6CidrBlock: "2001:db8:0:9::/64"}
	Rack   Subnet         {VpcId: @Vpc, CidrBlock: 10.0.8.0/24, Ipv6CidrBlock: "2001:db8:0:8::/64"}
	RackA  SubnetRouteTableAssociation  {SubnetId: @Rack, RouteTableId: @IsoTable}
	Door   SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIpv6: "2001:db8::/56"}]}
`

// resolverCases have something else that answers the clients' queries, or may answer them.
var resolverCases = []networkCase{
	{
		"a Resolver rule forwards AWS's names", pageResolverRules, inIreland + withGateway + linkHere + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: amazonaws.com, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule.ResolverRuleId, VPCId: @Vpc}`,
		"Iso usual unknown by unknown\nIso endpoint unknown by interface", "refuses Resolver rule Rule forwards",
	},
	{
		"a Resolver rule forwards all names", pageResolverRules, inIreland + withGateway + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: ".", RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a Resolver rule forwards all names but AWS's", pageResolverRules, inIreland + withGateway + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: ".", RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}
			Own   AWS::Route53Resolver::ResolverRule             {DomainName: amazonaws.com, RuleType: SYSTEM}
			Too   AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Own, VPCId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a Resolver rule goes before a private zone of the same domain", pageResolverRules, inIreland + withNat + linkHere + zone + record + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: s3.eu-west-1.amazonaws.com, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a private zone goes before a Resolver rule of a wider domain", pageResolverRules, inIreland + withNat + linkHere + zone + record + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: ".", RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}`,
		"Iso usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a Resolver rule forwards other names", pageResolverRules, inIreland + withGateway + `
			Rule  AWS::Route53Resolver::ResolverRule             {DomainName: corp.example, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a Resolver rule of another VPC", pageResolverRules, inIreland + withGateway + `
			Other  VPC                                            {CidrBlock: 10.8.0.0/16}
			Rule   AWS::Route53Resolver::ResolverRule             {DomainName: ".", RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			There  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: @Rule, VPCId: @Other}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a Resolver rule that another account shares", pageResolverRules, inIreland + withGateway + `
			Here  AWS::Route53Resolver::ResolverRuleAssociation  {ResolverRuleId: rslvr-rr-1, VPCId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses rslvr-rr-1",
	},
	{
		"a profile of another VPC", pagePrivateZones, inIreland + withGateway + `
			Other  VPC                                        {CidrBlock: 10.8.0.0/16}
			There  AWS::Route53Profiles::ProfileAssociation  {Name: there, ProfileId: rp-1, ResourceId: @Other}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a DNS firewall for a VPC by parameter", pagePrivateZones, inIreland + `
			Parameters: {Which: {Type: String}}` + withGateway + `
			Here  AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: rslvr-1, Priority: 101, VpcId: @Which}`,
		"Iso usual unknown by unknown", "refuses parameter Which",
	},

	{
		"own DNS servers and an isolated VPC with an interface endpoint", pageDhcp, isolated + linkHere + `
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53, 10.0.1.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown by unknown\nIso endpoint unknown by interface", "refuses DHCP options Dhcp name the DNS servers 10.0.0.53, 10.0.1.53",
	},
	{
		"a DNS server that is empty", pageDhcp, withGateway + `
			Dhcp   DHCPOptions                {DomainNameServers: [AmazonProvidedDNS, ""]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown by unknown", `refuses the DNS servers AmazonProvidedDNS, "", and what they answer is unknown`,
	},
	{
		"own DNS servers and an endpoint that allows no client", pageDhcp, isolated + linkHere + `
			Door   SecurityGroup              {VpcId: @Vpc}
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso endpoint no by interface", "refuses",
	},
	{
		"the VPC's resolver by its addresses", pageDhcp, withGateway + `
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.2, 169.254.169.253]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DHCP options without DNS servers", pageDhcp, withGateway + `
			Dhcp   DHCPOptions                {DomainName: shop.example}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"the default DHCP options", pageDhcp, withGateway + `
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: default}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DHCP options on condition", pageDhcp, undecided + withGateway + `
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp} {Condition: Open}`,
		"Iso usual unknown by unknown", "refuses condition Open",
	},
	{
		"DHCP options for a VPC by parameter", pageDhcp, `
			Parameters: {Which: {Type: String}}` + withGateway + `
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Which, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown by unknown", "refuses parameter Which",
	},
	{
		"DNS support by parameter", pageDhcp, `
			Parameters: {Support: {Type: String}}` + withGateway + `
			Vpc  VPC  {CidrBlock: 10.0.0.0/16, EnableDnsSupport: @Support}`,
		"Iso usual unknown by unknown", "refuses if EnableDnsSupport of Vpc is false",
	},
	{
		"DNS servers of one's own need no DNS support", pageDhcp, withGateway + linkHere + `
			Vpc    VPC                        {CidrBlock: 10.0.0.0/16, EnableDnsSupport: false}
			Dhcp   DHCPOptions                {DomainNameServers: [10.0.0.53]}
			Uses   VPCDHCPOptionsAssociation  {VpcId: @Vpc, DhcpOptionsId: @Dhcp}`,
		"Iso usual unknown by unknown\nIso endpoint unknown by interface", "refuses 10.0.0.53",
	},
	{
		"private DNS of an endpoint for the resolver of a VPC by parameter", pagePrivateDns, `
			Parameters: {Which: {Type: String}}` + withGateway + `
			Link  VPCEndpoint  {VpcId: @Which, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, PrivateDnsEnabled: true,
			                    DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, SubnetIds: [@Iso]}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"private DNS of an endpoint for a service by parameter", pagePrivateDns, `
			Parameters: {Service: {Type: String}}` + withGateway + `
			Link  VPCEndpoint  {VpcId: @Vpc, ServiceName: @Service, VpcEndpointType: Interface, PrivateDnsEnabled: true,
			                    DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers}, SubnetIds: [@Iso]}`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown", "refuses parameter Service",
	},

	{
		"a loop makes interface endpoints beside a gateway endpoint", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Links [S, [s3, ecr], {"${S}Link": {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: @Vpc, VpcEndpointType: Interface,
				ServiceName: {Fn::Sub: "com.amazonaws.eu-west-1.${S}"}, SubnetIds: [@Iso]}}}]`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown", "refuses Fn::ForEach::Links",
	},
	{
		"a loop makes endpoints of other services", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Links [S, [ecr.api, ecr.dkr, "s3-outposts"], {"&{S}Link": {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: @Vpc, VpcEndpointType: Interface,
				PrivateDnsEnabled: true, ServiceName: {Fn::Sub: "com.amazonaws.${AWS::Region}.${S}"}, SubnetIds: [@Iso]}}}]`,
		"Iso usual yes by gateway\nIso endpoint no by none", "passes",
	},
	{
		"a loop makes endpoints of services by parameter", pageForEach, withGateway + `
			Parameters: {Last: {Type: String}}
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Links [S, [ecr.api, @Last], {"&{S}Link": {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: @Vpc, VpcEndpointType: Interface,
				PrivateDnsEnabled: true, ServiceName: {Fn::Sub: "com.amazonaws.${AWS::Region}.${S}"}, SubnetIds: [@Iso]}}}]`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown", "refuses Fn::ForEach::Links",
	},
	{
		"a loop puts S3's name together", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Links [S, ["3", qs], {"Link${S}": {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: @Vpc, VpcEndpointType: Interface,
				ServiceName: {Fn::Join: ["", [com.amazonaws.eu-west-1., {Fn::Sub: "s${S}"}]]}, SubnetIds: [@Iso]}}}]`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown", "refuses Fn::ForEach::Links",
	},
	{
		"a nested stack may make endpoints in a peered VPC", "", shop + `
			Vault  VPC                          {CidrBlock: 10.2.0.0/16}
			Pcx    VPCPeeringConnection         {VpcId: @Shop, PeerVpcId: @Vault}
			There  Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, VpcPeeringConnectionId: @Pcx}
			Ends   AWS::CloudFormation::Stack   {TemplateURL: "https://example.com/ends.json", Parameters: {Vpc: @Vault}}`,
		"Till usual no by none\nTill endpoint unknown by unknown", "",
	},

	{
		"an IPv6-only subnet and an endpoint of both IP versions", pageS3Names, isolated + sixes + `
			Link   VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, IpAddressType: dualstack,
			                       SubnetIds: [@Rack], SecurityGroupIds: [@Door.GroupId]}`,
		"Iso usual no by none\nIso endpoint yes by interface", "passes",
	},
	{
		"an IPv6-only subnet and private DNS of an endpoint of both IP versions", pageS3Names, isolated + sixes + `
			Link   VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface, IpAddressType: dualstack,
			                       PrivateDnsEnabled: true, DnsOptions: {PrivateDnsOnlyForInboundResolverEndpoint: AllResolvers},
			                       SubnetIds: [@Rack], SecurityGroupIds: [@Door.GroupId]}`,
		"Iso usual yes by interface\nRack usual partly by interface", "refuses dual-stack names in the private DNS of Link",
	},
	{
		"an IPv6-only subnet and an endpoint of IPv4", pageS3Names, isolated + sixes + `
			Link   VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
			                       SubnetIds: [@Rack], SecurityGroupIds: [@Door.GroupId]}`,
		"Iso endpoint no\nRack endpoint no", "passes",
	},
	{
		"an IPv6-only subnet and a gateway endpoint that answers IPv6 addresses", pageS3Names, isolated + sixes + `
			S3   VPCEndpoint    {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, IpAddressType: dualstack, DnsOptions: {DnsRecordIpType: dualstack},
			                     RouteTableIds: [@IsoTable]}`,
		"Iso usual yes by gateway\nRack usual yes by gateway", "passes",
	},
	{
		"a dual-stack subnet whose resolver makes IPv6 addresses of IPv4 ones", pageNat64, withGateway + `
			Six    VPCCidrBlock   {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Iso    Subnet         {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64", EnableDns64: true}`,
		"Iso usual partly by gateway", "passes",
	},
	{
		"a subnet that may be IPv6-only", pageS3Names, `
			Parameters: {Native: {Type: String}}` + withGateway + `
			Iso    Subnet  {VpcId: @Vpc, Ipv6Native: @Native, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64"}`,
		"Iso usual unknown by unknown", "refuses parameter Native",
	},
}
