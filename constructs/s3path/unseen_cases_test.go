package s3path_test

// unseenCases have resources that no template shows. The public subnets that they may make forbid RequirePrivate to pass.
var unseenCases = []networkCase{
	{
		"a loop makes public subnets beside an isolated one", pageForEach, withGateway + `
			Igw       InternetGateway
			Attached  VPCGatewayAttachment  {VpcId: @Vpc, InternetGatewayId: @Igw}
			Open      RouteTable            {VpcId: @Vpc}
			Out       Route                 {RouteTableId: @Open, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Subnets [N, [1, 2], {"Web${N}": {Type: AWS::EC2::Subnet, Properties: {VpcId: @Vpc, CidrBlock: {Fn::Sub: "10.0.${N}.0/24"}}}}]
			Fn::ForEach::Tables  [N, [1, 2], {"Assoc${N}": {Type: AWS::EC2::SubnetRouteTableAssociation,
				Properties: {RouteTableId: @Open, SubnetId: {Ref: {Fn::Sub: "Web${N}"}}}}}]`,
		"", "refuses Fn::ForEach::Subnets",
	},
	{
		"a loop makes all subnets", pageForEach, `
			Vpc  VPC  {CidrBlock: 10.0.0.0/16}
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Subnets [N, [1, 2], {"Web${N}": {Type: AWS::EC2::Subnet, Properties: {VpcId: @Vpc, CidrBlock: {Fn::Sub: "10.0.${N}.0/24"}}}}]`,
		"", "refuses Fn::ForEach::Subnets",
	},
	{
		"a loop inside a loop makes subnets", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Tiers [T, [1, 2], {"Fn::ForEach::Zones": [N, [3, 4],
				{"Web${T}${N}": {Type: AWS::EC2::Subnet, Properties: {VpcId: @Vpc, CidrBlock: {Fn::Sub: "10.0.${T}${N}.0/24"}}}}]}]`,
		"", "refuses Fn::ForEach::Tiers",
	},
	{
		"a loop makes types that it puts together", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Kinds [Kind, [Subnet], {"Web${Kind}": {Type: "AWS::EC2::${Kind}", Properties: {VpcId: @Vpc, CidrBlock: 10.0.1.0/24}}}]`,
		"", "refuses Fn::ForEach::Kinds",
	},
	{
		"a loop makes a route out of the isolated table", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Routes [N, [1], {"Out${N}": {Type: AWS::EC2::Route,
				Properties: {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Routes",
	},
	{
		"a loop makes routes in tables that its variable names", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Routes [T, [Table], {"Out${T}": {Type: AWS::EC2::Route,
				Properties: {RouteTableId: {Ref: "Iso${T}"}, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Routes",
	},
	{
		"a loop inside a loop makes routes", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Tables [T, [x], {"Fn::ForEach::Routes": [N, [y], {"Out${T}${N}": {Type: AWS::EC2::Route,
				Properties: {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}}}]}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Tables",
	},
	{
		"a loop makes the internet gateway's attachment", pageForEach, withInternet + `
			-Attached
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Gateways [N, [1], {"Attached${N}": {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: @Vpc, InternetGatewayId: @Igw}}}]`,
		"Pub usual unknown by internet", "refuses",
	},
	{
		"a loop makes buckets", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Buckets [N, [a, b], {"Bucket${N}": {Type: AWS::S3::Bucket}}]`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"an include makes resources", pageMacros, withGateway + `
			Fn::Transform {Name: AWS::Include, Parameters: {Location: "s3://bucket/network.json"}}`,
		"", "refuses Fn::Transform",
	},
	{
		"a macro makes resources", pageMacros, isolated + `
			Transform: [Networks]`,
		"Iso usual unknown", "refuses Networks",
	},
	{
		"a macro adds properties to the route table's association", pageMacros, withInternet + `
			IsoAssoc  SubnetRouteTableAssociation  {SubnetId: @Iso, Fn::Transform: {Name: Tables}}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a macro makes the rules of the endpoint's group", pageMacros, isolated + linkHere + `
			Door  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: {Fn::Transform: {Name: Rules}}}`,
		"Iso endpoint unknown", "",
	},
	{
		"a nested stack in YAML makes subnets", "", `
== Network
` + withGateway + `
Web  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/web.yaml", Parameters: {Vpc: @Vpc}} {Metadata: {"aws:asset:path": web.yaml}}
== web.yaml
Parameters: {Vpc: {Type: String}}
Resources:
  Web: {Type: "AWS::EC2::Subnet", Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
`,
		"", "refuses nested stack Web",
	},
	{
		"a nested stack is there, with a public subnet", "", `
== Network
` + withInternet + `
Web  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/web", Parameters: {Vpc: @Vpc, Table: @PubTable}} {Metadata: {"aws:asset:path": web.json}}
== web.json
{"Parameters": {"Vpc": {"Type": "String"}, "Table": {"Type": "String"}}, "Resources": {
	"Web": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.1.0/24", "MapPublicIpOnLaunch": true}},
	"WebAssoc": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Web"}, "RouteTableId": {"Ref": "Table"}}}}}
`,
		"10.0.1.0/24 usual yes by internet", "refuses (internet)",
	},
	{
		"a nested stack is there, with a bucket", "", `
== Network
` + withGateway + `
Data  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/data"} {Metadata: {"aws:asset:path": data.json}}
== data.json
{"Resources": {"Bucket": {"Type": "AWS::S3::Bucket"}}}
`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a stack of the app is missing", "", `
== Network
` + withGateway + `
== Web
`,
		"", "refuses Web.template.json",
	},
	{
		"a condition decides whether there is a public subnet", "", undecided + withInternet + `
			Pub  Subnet  {VpcId: @Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true} {Condition: Open}`,
		"", "refuses",
	},
	{
		"a condition decides whether there is a default route", "", undecided + isolated + `
			Out  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1} {Condition: Open}`,
		"Iso usual unknown by unknown", "refuses Open",
	},
	{
		"a condition decides whether there is a gateway endpoint", "", undecided + withNat + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]} {Condition: Open}`,
		"Iso usual yes by unknown", "refuses Open",
	},
	{
		"conditions choose between a network ACL that denies all and one that allows all", "", undecided + gatewayAcl + `
			Shut  NetworkAcl                   {VpcId: @Vpc}
			One   SubnetNetworkAclAssociation  {SubnetId: @Pub, NetworkAclId: @Shut} {Condition: Open}
			Two   SubnetNetworkAclAssociation  {SubnetId: @Pub, NetworkAclId: @Acl} {Condition: Open}
			Pub   Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.0.0/24}
			To    SubnetRouteTableAssociation  {SubnetId: @Pub, RouteTableId: @IsoTable}`,
		"Iso usual yes by gateway\nPub usual unknown by gateway", "",
	},
	{
		"conditions choose between a table with a gateway endpoint and one without a route", "", undecided + withGateway + `
			Pub   Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.0.0/24}
			Shut  RouteTable                   {VpcId: @Vpc}
			One   SubnetRouteTableAssociation  {SubnetId: @Pub, RouteTableId: @IsoTable} {Condition: Open}
			Two   SubnetRouteTableAssociation  {SubnetId: @Pub, RouteTableId: @Shut} {Condition: Open}`,
		"Pub usual unknown by unknown", "refuses Open",
	},
	{
		"entries of the default network ACL of a VPC that is elsewhere", "", isolated + `
			Parameters: {Elsewhere: {Type: String}}
			Far    Subnet                       {VpcId: @Elsewhere, CidrBlock: 10.0.0.0/24}
			FarS3  VPCEndpoint                  {VpcId: @Elsewhere, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [rtb-1]}
			To     SubnetRouteTableAssociation  {SubnetId: @Far, RouteTableId: rtb-1}`,
		"Far usual unknown by gateway", "",
	},
	{
		"parameters name the tables of the gateway endpoint", "", isolated + `
			Parameters: {Tables: {Type: CommaDelimitedList}}
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: @Tables}`,
		"Iso usual unknown by unknown", "refuses parameter Tables",
	},
	{
		"an import names the tables of the gateway endpoint", "", withNat + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: {Fn::Split: [",", {Fn::ImportValue: tables}]}}`,
		"Iso usual unknown by unknown", "refuses export tables",
	},
	{
		"a parameter names the destination of a route", "", isolated + `
			Parameters: {Where: {Type: String}}
			Out  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: @Where, NatGatewayId: nat-1}`,
		"Iso usual unknown", "refuses parameter Where",
	},
	{
		"a condition chooses between two tables", "", undecided + withInternet + `
			IsoAssoc  SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: {Fn::If: [Open, @IsoTable, @PubTable]}}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a loop makes the gateway endpoint and the interface endpoint", pageForEach, withNat + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Gateways   [S, [s3, dynamodb], {"${S}Gateway": {Type: AWS::EC2::VPCEndpoint,
				Properties: {VpcId: @Vpc, ServiceName: {Fn::Sub: "com.amazonaws.eu-west-1.${S}"}, RouteTableIds: [@IsoTable]}}}]
			Fn::ForEach::Interfaces [S, [s3, ecr], {"${S}Link": {Type: AWS::EC2::VPCEndpoint, Properties: {VpcId: @Vpc,
				VpcEndpointType: Interface, ServiceName: {Fn::Sub: "com.amazonaws.eu-west-1.${S}"}, SubnetIds: [@Iso]}}}]`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown", "refuses Fn::ForEach::Gateways",
	},
	{
		"a macro makes the endpoints", pageMacros, withNat + `
			Transform: [Endpoints]`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown\nPub endpoint unknown by unknown", "refuses Endpoints",
	},
	{
		"a nested stack makes the endpoints", "", withNat + `
			Ends  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/ends.json", Parameters: {Vpc: @Vpc, Tables: {Fn::Join: [",", [@IsoTable]]}}}`,
		"Iso usual unknown by unknown\nIso endpoint unknown by unknown", "refuses Ends",
	},
	{
		"a parameter names the target of the default route", "", isolated + `
			Parameters: {Exit: {Type: String}}
			Out  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Exit}`,
		"Iso usual unknown", "refuses parameter Exit",
	},
}
