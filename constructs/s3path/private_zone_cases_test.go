package s3path_test

// anyRegion is a private hosted zone in a stack whose Region is unknown, with an endpoint of the VPC's own Region.
const anyRegion = isolated + `
	Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}
	Link  VPCEndpoint    {VpcId: @Vpc, ServiceName: {Fn::Sub: "com.amazonaws.${AWS::Region}.s3"}, VpcEndpointType: Interface,
	                      PrivateDnsEnabled: false, SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId]}
`

const record = `
	Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", ` + alias + `}
`

// privateZoneCases have private hosted zones that answer the clients' queries, or may answer them.
var privateZoneCases = []networkCase{
	{
		"a private zone of S3's names with a record of all buckets", pagePrivateZones, inIreland + withNat + linkHere + zone + record,
		"Iso usual yes by interface\nIso endpoint yes by interface\nPub usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a private zone with records for its apex and for all buckets", pagePrivateZones, inIreland + withNat + linkHere + zone + record + `
			Apex  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: s3.eu-west-1.amazonaws.com., ` + alias + `}`,
		"Iso usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a private zone with its apex alone", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Apex  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: s3.eu-west-1.amazonaws.com., ` + alias + `}`,
		"Iso usual no by none", "refuses (dualstack name)",
	},
	{
		"a private zone without any record", pagePrivateZones, inIreland + withNat + zone,
		"Iso usual no by none", "refuses (dualstack name)",
	},
	{
		"a private zone with a record of another type", pagePrivateZones, inIreland + withNat + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", Type: TXT, TTL: "60", ResourceRecords: ['"x"']}`,
		"Iso usual no by none", "refuses (dualstack name)",
	},
	{
		"a private zone that delegates S3's names", pageDelegation, inIreland + withNat + linkHere + `
			Zone  AWS::Route53::HostedZone  {Name: amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
			To    AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: s3.eu-west-1.amazonaws.com, Type: NS, TTL: "60", ResourceRecords: [ns.example.com]}`,
		"Iso usual unknown by unknown", "refuses record To",
	},
	{
		"a private zone that delegates other names", pageDelegation, inIreland + withNat + linkHere + record + `
			Zone  AWS::Route53::HostedZone  {Name: amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
			To    AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: sqs.eu-west-1.amazonaws.com, Type: NS, TTL: "60", ResourceRecords: [ns.example.com]}`,
		"Iso usual yes by interface", "passes",
	},
	{
		"a private zone with IPv6 addresses alone", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", Type: AAAA, TTL: "60", ResourceRecords: ["2001:db8::1"]}`,
		"Iso usual no by none", "refuses (dualstack name)",
	},
	{
		"a private zone with a CNAME to the endpoint", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", Type: CNAME, TTL: "60",
				ResourceRecords: [{Fn::Join: ["", [bucket, {Fn::Select: [1, {Fn::Split: ["*", {Fn::Select: [0, @Link.DnsEntries]}]}]}]]}]}`,
		"Iso usual yes by interface", "refuses (dualstack name)",
	},
	{
		"a private zone with a zonal name of the endpoint", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", Type: CNAME, TTL: "60",
				ResourceRecords: [{Fn::Select: [1, @Link.DnsEntries]}]}`,
		"Iso usual unknown", "refuses",
	},
	{
		"a private zone with an address of its own", pagePrivateZones, inIreland + withNat + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", Type: A, TTL: "60", ResourceRecords: [10.0.0.9]}`,
		"Iso usual unknown by unknown", "refuses record Record resolves the name to 10.0.0.9",
	},
	{
		"a private zone with weighted records", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", SetIdentifier: one, Weight: 1, ` + alias + `}
			Other   AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", SetIdentifier: two, Weight: 1, Type: A, TTL: "60", ResourceRecords: [10.0.0.9]}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a private zone with a record for one country", pagePrivateZones, inIreland + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", SetIdentifier: one, GeoLocation: {CountryCode: IE}, ` + alias + `}`,
		"Iso usual unknown", "",
	},
	{
		"a private zone whose record depends on a condition", pagePrivateZones, inIreland + undecided + withNat + linkHere + zone + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: "*.s3.eu-west-1.amazonaws.com", ` + alias + `} {Condition: Open}`,
		"Iso usual unknown by unknown", "refuses condition Open",
	},
	{
		"a private zone with a record of one bucket beside that of all", pagePrivateZones, inIreland + withNat + linkHere + zone + record + `
			One  AWS::Route53::RecordSet  {HostedZoneId: @Zone, Name: logs.s3.eu-west-1.amazonaws.com, Type: A, TTL: "60", ResourceRecords: [10.0.0.9]}`,
		"Iso usual unknown by unknown", "refuses record One",
	},
	{
		"a private zone of one bucket", pagePrivateZones, inIreland + withGateway + linkHere + `
			Zone    AWS::Route53::HostedZone  {Name: logs.s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
			Record  AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: logs.s3.eu-west-1.amazonaws.com, ` + alias + `}`,
		"Iso usual unknown by unknown", "refuses name of the bucket",
	},
	{
		"a private zone of all names of the Region", pagePrivateZones, inIreland + withNat + linkHere + `
			Zone    AWS::Route53::HostedZone  {Name: eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}` + record,
		"Iso usual yes by interface", "passes",
	},
	{
		"a private zone of all names of AWS, without S3's", pagePrivateZones, inIreland + withNat + linkHere + `
			Zone  AWS::Route53::HostedZone  {Name: amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual no by none\nIso endpoint no", "passes",
	},
	{
		"a wide private zone beside a narrower one", pagePrivateZones, inIreland + withNat + linkHere + zone + record + `
			Wide  AWS::Route53::HostedZone  {Name: amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by interface", "passes",
	},
	{
		"a record of a wide domain does not reach below a name that exists", pagePrivateZones, inIreland + withNat + linkHere + `
			Zone  AWS::Route53::HostedZone  {Name: amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}
			All   AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: "*.eu-west-1.amazonaws.com", ` + alias + `}
			Apex  AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: s3.eu-west-1.amazonaws.com, ` + alias + `}`,
		"Iso usual no by none", "passes",
	},
	{
		"a private zone of another Region", pagePrivateZones, inIreland + withNat + linkHere + `
			Zone  AWS::Route53::HostedZone  {Name: s3.eu-central-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"a private zone of China's names", pagePrivateZones, inIreland + withNat + `
			Zone  AWS::Route53::HostedZone  {Name: s3.eu-west-1.amazonaws.com.cn, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by nat", "refuses (nat",
	},
	{
		"a private zone by the token of the Region", pagePrivateZones, anyRegion + `
			Zone    AWS::Route53::HostedZone  {Name: {Fn::Sub: "s3.${AWS::Region}.${AWS::URLSuffix}"}, VPCs: [{VPCId: @Vpc, VPCRegion: {Ref: "AWS::Region"}}]}
			Record  AWS::Route53::RecordSet   {HostedZoneId: @Zone, Name: {Fn::Sub: "*.s3.${AWS::Region}.amazonaws.com"}, ` + alias + `}`,
		"Iso usual yes by interface", "passes",
	},
	{
		"a private zone of a Region that may not be the VPC's", pagePrivateZones, anyRegion + zone + record + `
			Zone  AWS::Route53::HostedZone  {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Vpc, VPCRegion: {Ref: "AWS::Region"}}]}`,
		"Iso usual unknown by unknown", "refuses pseudo parameter AWS::Region",
	},
	{
		"the association says which Region the VPC is in", pagePrivateZones, anyRegion + zone + record,
		"Iso usual yes by interface", "passes",
	},
	{
		"a private zone that a parameter associates", pagePrivateZones, inIreland + `
			Parameters: {Which: {Type: String}}` + withGateway + `
			Zone  AWS::Route53::HostedZone  {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Which, VPCRegion: eu-west-1}]}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a private zone with a name by parameter", pagePrivateZones, inIreland + `
			Parameters: {Domain: {Type: String}}` + withNat + `
			Zone  AWS::Route53::HostedZone  {Name: @Domain, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual unknown by unknown", "refuses parameter Domain",
	},
	{
		"a private zone with a parameter in the name of another domain", pagePrivateZones, inIreland + `
			Parameters: {Domain: {Type: String}}` + withGateway + `
			Zone  AWS::Route53::HostedZone  {Name: {Fn::Sub: "${Domain}.corp.example"}, VPCs: [{VPCId: @Vpc, VPCRegion: eu-west-1}]}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"records of a zone that no template has", pagePrivateZones, inIreland + withGateway + linkHere + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: Z123, Name: "*.s3.eu-west-1.amazonaws.com", ` + alias + `}`,
		"Iso usual yes by unknown", "refuses Z123",
	},
	{
		"other records of a zone that no template has", pagePrivateZones, inIreland + withGateway + `
			Record  AWS::Route53::RecordSet  {HostedZoneId: Z123, Name: www.corp.example, Type: A, TTL: "60", ResourceRecords: [10.0.0.9]}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a private zone and DNS hostnames that are off", pagePrivateZones, inIreland + withNat + linkHere + zone + record + `
			Vpc  VPC  {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: false}`,
		"Iso usual yes by unknown", "refuses EnableDnsHostnames of",
	},
	{
		"a private zone in the hub for a peered VPC", pagePrivateZones, inIreland + peered + `
			Shop    VPC                       {CidrBlock: 10.1.0.0/16, EnableDnsHostnames: true}
			Zone    AWS::Route53::HostedZone  {Name: s3.eu-west-1.amazonaws.com, VPCs: [{VPCId: @Shop, VPCRegion: eu-west-1}]}` + record,
		"Till usual yes by interface\nShelf usual no by none", "passes",
	},
	{
		"a private zone that loops may fill", pageForEach, inIreland + withNat + linkHere + zone + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Records [N, ["*"], {"Record": {Type: AWS::Route53::RecordSet, Properties: {HostedZoneId: @Zone, Type: A}}}]`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a namespace of S3's names", "https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html", inIreland + withGateway + `
			Names  AWS::ServiceDiscovery::PrivateDnsNamespace  {Name: s3.eu-west-1.amazonaws.com, Vpc: @Vpc}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a namespace of other names", "https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html", inIreland + withGateway + `
			Names  AWS::ServiceDiscovery::PrivateDnsNamespace  {Name: shop.local, Vpc: @Vpc}`,
		"Iso usual yes by gateway", "passes",
	},
}
