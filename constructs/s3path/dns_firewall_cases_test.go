package s3path_test

// dnsFirewallCases have rules of DNS Firewall, which decide before anything that answers.
var dnsFirewallCases = []networkCase{
	{
		"DNS Firewall blocks other names", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: [bad.example.com, "*.example.org"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"DNS Firewall blocks all names", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual no by none\nIso endpoint no by none", "passes",
	},
	{
		"DNS Firewall blocks S3's names with no such name", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.s3.eu-west-1.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NXDOMAIN}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual no by none\nIso dualstack unknown by unknown", "refuses names to which CNAME records lead",
	},
	{
		"DNS Firewall blocks only the name above the buckets'", pageFirewallDomains, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: [s3.eu-west-1.amazonaws.com]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA, FirewallDomainRedirectionAction: TRUST_REDIRECTION_DOMAIN}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DNS Firewall blocks a name of AWS that S3 may lead to", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: [s3-r-w.eu-west-1.amazonaws.com]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses names to which CNAME records lead",
	},
	{
		"DNS Firewall answers another name", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: OVERRIDE, BlockOverrideDnsType: CNAME, BlockOverrideDomain: x.example.com, BlockOverrideTtl: 1}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses DNS Firewall rule group Rules",
	},
	{
		"DNS Firewall alerts and allows all names", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: ALERT}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DNS Firewall allows AWS's names alone", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: ALLOW}, {Priority: 20, FirewallDomainListId: @All, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}
			All    AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DNS Firewall allows S3's names, but not those that they lead to", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.s3.eu-west-1.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: ALLOW}, {Priority: 20, FirewallDomainListId: @All, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}
			All    AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}`,
		"Iso usual unknown by unknown\nIso dualstack no by none", "refuses names to which CNAME records lead",
	},
	{
		"DNS Firewall allows S3's names and trusts what they lead to", pageFirewallActions, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.s3.eu-west-1.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: ALLOW, FirewallDomainRedirectionAction: TRUST_REDIRECTION_DOMAIN}, {Priority: 20, FirewallDomainListId: @All, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}
			All    AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}`,
		"Iso usual yes by gateway\nIso dualstack no by none", "passes",
	},
	{
		"DNS Firewall blocks all names before it allows S3's", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: ALLOW}, {Priority: 5, FirewallDomainListId: @All, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}
			All    AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}`,
		"Iso usual no by none", "passes",
	},
	{
		"DNS Firewall blocks only IPv6", pageFirewall, inIreland + isolated + dualGateway + `
			Six    VPCCidrBlock  {VpcId: @Vpc, Ipv6CidrBlock: "2001:db8::/56"}
			Iso    Subnet        {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, Ipv6CidrBlock: "2001:db8:0:9::/64"}
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA, Qtype: AAAA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual yes by gateway\nIso dualstack absent", "passes",
	},
	{
		"DNS Firewall blocks mail", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA, Qtype: MX}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DNS Firewall blocks a list that no template has", pageFirewallDomains, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: rslvr-fdl-1, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses domains of the firewall rule",
	},
	{
		"DNS Firewall blocks a list from a file", pageFirewallDomains, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {DomainFileUrl: "s3://lists/bad"}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"DNS Firewall blocks suspicious names", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: [x]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, DnsThreatProtection: DGA, ConfidenceThreshold: LOW, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"DNS Firewall of another VPC", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Other}
			Other  VPC  {CidrBlock: 10.8.0.0/16}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a DNS Firewall rule group that no template has", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: rslvr-frg-1, Priority: 101, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses Here",
	},
	{
		"a DNS Firewall rule group of a lower priority allows the names", pageFirewall, inIreland + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}
			Allow  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 90, FirewallDomainListId: @List, Action: ALLOW}]}
			First  AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Allow.Id, Priority: 99, VpcId: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"DNS Firewall rule groups of priorities by parameter", pageFirewall, inIreland + `
			Parameters: {Order: {Type: Number}}` + withGateway + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: @Order, VpcId: @Vpc}
			Allow  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 90, FirewallDomainListId: @List, Action: ALLOW}]}
			First  AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Allow.Id, Priority: 99, VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"DNS Firewall goes before a private zone", pageFirewall, inIreland + withNat + linkHere + zone + record + `
			List   AWS::Route53Resolver::FirewallDomainList            {Domains: ["*.s3.eu-west-1.amazonaws.com"]}
			Rules  AWS::Route53Resolver::FirewallRuleGroup             {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Here   AWS::Route53Resolver::FirewallRuleGroupAssociation  {FirewallRuleGroupId: @Rules.Id, Priority: 101, VpcId: @Vpc}`,
		"Iso usual no by none", "refuses",
	},
}

// profileCases have profiles of Route 53.
var profileCases = []networkCase{
	{
		"a profile with a private zone", pageProfiles, inIreland + withNat + linkHere + record + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Hub      VPC                                               {CidrBlock: 10.8.0.0/16, EnableDnsHostnames: true}
			Zone     AWS::Route53::HostedZone                          {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Hub, VPCRegion: eu-west-1}]}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: zone, ProfileId: @Profile, ResourceArn: {Fn::Sub: "arn:${AWS::Partition}:route53:::hostedzone/${Zone}"}}`,
		"Iso usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a profile with a private zone, for another VPC", pageProfiles, inIreland + withNat + linkHere + record + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Hub}
			Hub      VPC                                               {CidrBlock: 10.8.0.0/16, EnableDnsHostnames: true}
			Zone     AWS::Route53::HostedZone                          {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Hub, VPCRegion: eu-west-1}]}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: zone, ProfileId: @Profile, ResourceArn: {Fn::Sub: "arn:${AWS::Partition}:route53:::hostedzone/${Zone}"}}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"a profile with a zone of the VPC's own", pageProfiles, inIreland + withNat + linkHere + zone + record + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Hub      VPC                                               {CidrBlock: 10.8.0.0/16, EnableDnsHostnames: true}
			Zone     AWS::Route53::HostedZone                          {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: zone, ProfileId: @Profile, ResourceArn: {Fn::Sub: "arn:${AWS::Partition}:route53:::hostedzone/${Zone}"}}`,
		"Iso usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a profile with a Resolver rule", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Rule     AWS::Route53Resolver::ResolverRule                {DomainName: amazonaws.com, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: rule, ProfileId: @Profile, ResourceArn: @Rule.Arn}`,
		"Iso usual unknown by unknown", "refuses Resolver rule Rule",
	},
	{
		"a profile with a Resolver rule of another domain", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Rule     AWS::Route53Resolver::ResolverRule                {DomainName: corp.example, RuleType: FORWARD, TargetIps: [{Ip: 10.9.9.9}]}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: rule, ProfileId: @Profile, ResourceArn: @Rule.Arn}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a profile with a DNS Firewall rule group", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			List     AWS::Route53Resolver::FirewallDomainList          {Domains: ["*"]}
			Rules    AWS::Route53Resolver::FirewallRuleGroup           {FirewallRules: [{Priority: 10, FirewallDomainListId: @List, Action: BLOCK, BlockResponse: NODATA}]}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: wall, ProfileId: @Profile, ResourceArn: @Rules.Arn, ResourceProperties: "{\"priority\": 102}"}`,
		"Iso usual no by none", "passes",
	},
	{
		"a profile with an interface endpoint", pageProfiles, inIreland + withGateway + linkHere + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: link, ProfileId: @Profile, ResourceArn: {Fn::Sub: "arn:${AWS::Partition}:ec2:eu-west-1:111122223333:vpc-endpoint/${Link}"}}`,
		"Iso usual unknown by unknown", "refuses Shared",
	},
	{
		"a profile with a log of queries", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Log      AWS::Route53Resolver::ResolverQueryLoggingConfig  {DestinationArn: "arn:aws:s3:::logs"}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: log, ProfileId: @Profile, ResourceArn: @Log.Arn}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a profile that no template has", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: rp-1, ResourceId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses rp-1",
	},
	{
		"a profile with a zone that no template has", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Shared   AWS::Route53Profiles::ProfileResourceAssociation  {Name: zone, ProfileId: @Profile, ResourceArn: "arn:aws:route53:::hostedzone/Z1"}`,
		"Iso usual unknown by unknown", "refuses Shared",
	},
	{
		"a custom resource may add to a profile", pageProfiles, inIreland + withGateway + `
			Profile  AWS::Route53Profiles::Profile             {Name: shared}
			Here     AWS::Route53Profiles::ProfileAssociation  {Name: here, ProfileId: @Profile, ResourceId: @Vpc}
			Filler   Custom::Filler  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:f", Profile: @Profile}`,
		"Iso usual unknown by unknown", "refuses Filler",
	},
}
