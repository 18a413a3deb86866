package s3path_test

import "strings"

// conditions has conditions of which some imply others.
const conditions = `
Parameters: {Any: {Type: String}, Other: {Type: String}}
Conditions: {Open: {Fn::Equals: [@Any, "yes"]}, Else: {Fn::Equals: [@Other, "yes"]},
             Both: {Fn::And: [{Condition: Open}, {Condition: Else}]}, Written: {Fn::And: [{Fn::Equals: [@Any, "yes"]}, {Condition: Else}]},
             Wide: {Fn::Or: [{Fn::Equals: [@Any, "all"]}, {Condition: Both}]}, Shut: {Fn::Not: [{Condition: Open}]}}
`

// withPublic returns a VPC with a public subnet under one condition, whose internet gateway is attached under another.
func withPublic(subnet, attachment string) string {
	return conditions + strings.NewReplacer("SUBNET", subnet, "ATTACHMENT", attachment).Replace(`
Vpc        VPC                          {CidrBlock: 10.0.0.0/16}
Igw        InternetGateway
Attached   VPCGatewayAttachment         {VpcId: @Vpc, InternetGatewayId: @Igw}                                {Condition: ATTACHMENT}
Pub        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true}      {Condition: SUBNET}
PubTable   RouteTable                   {VpcId: @Vpc}                                                         {Condition: SUBNET}
PubAssoc   SubnetRouteTableAssociation  {SubnetId: @Pub, RouteTableId: @PubTable}                             {Condition: SUBNET}
PubRoute   Route                        {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw} {Condition: SUBNET}
`)
}

// withTables returns a network whose gateway endpoint has the tables, and whose isolated subnet has a condition.
func withTables(tables, subnet string) string {
	return conditions + withInternet + `
Iso       Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.9.0/24}           {Condition: ` + subnet + `}
IsoTable  RouteTable                   {VpcId: @Vpc}                                   {Condition: ` + subnet + `}
IsoAssoc  SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: @IsoTable}       {Condition: ` + subnet + `}
S3        VPCEndpoint                  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: ` + tables + `}
`
}

// conditionCases have parts whose conditions imply those of other parts, or do not.
var conditionCases = []networkCase{
	{"an attachment under the condition of the route", pageConditions, withPublic("Open", "Open"), "Pub usual yes by internet", ""},
	{"an attachment under a part of the route's condition", pageConditions, withPublic("Both", "Open"), "Pub usual yes by internet", ""},
	{"an attachment under a part of the route's condition that is written out", pageConditions, withPublic("Written", "Open"), "Pub usual yes by internet", ""},
	{"an attachment under one of several conditions", pageConditions, withPublic("Both", "Wide"), "Pub usual yes by internet", ""},
	{"an attachment under more conditions than the route", pageConditions, withPublic("Open", "Both"), "Pub usual unknown by internet", ""},
	{"an attachment under another condition", pageConditions, withPublic("Open", "Else"), "Pub usual unknown by internet", ""},
	{"an attachment under the opposite condition", pageConditions, withPublic("Open", "Shut"), "Pub usual unknown by internet", ""},
	{"a route table that an endpoint names under its condition", pageIf, withTables(`[{Fn::If: [Open, @IsoTable, @AWS::NoValue]}]`, "Open"), "Iso usual yes by gateway\nPub usual yes by internet", "refuses (internet)"},
	{"a route table that an endpoint names under a part of its condition", pageIf, withTables(`{Fn::If: [Open, [@IsoTable], []]}`, "Both"), "Iso usual yes by gateway\nPub usual yes by internet", "refuses (internet)"},
	{"a route table that an endpoint names in a text", pageIf, withTables(`{Fn::Split: [",", {Fn::If: [Open, @IsoTable, "rtb-1"]}]}`, "Open"), "Iso usual yes by gateway\nPub usual yes by internet", "refuses (internet)"},
	{"a condition adds a route table to a text that is split", pageIf, withTables(`{Fn::Split: [",", {Fn::Sub: ["${PubTable}${More}", {More: {Fn::If: [Open, {Fn::Sub: ",${IsoTable}"}, ""]}}]}]}`, "Else"), "Iso usual unknown by unknown", "refuses condition Open"},
	{"a route table that an endpoint names under another condition", pageIf, withTables(`[{Fn::If: [Else, @IsoTable, @AWS::NoValue]}]`, "Open"), "Iso usual unknown by unknown\nPub usual yes by internet", "refuses Else"},
	{"a route table that an endpoint names under the opposite condition", pageIf, withTables(`[{Fn::If: [Shut, @IsoTable, @AWS::NoValue]}]`, "Open"), "Iso usual no by none\nPub usual yes by internet", "refuses (internet)"},
	{"a route table that an endpoint names, or that a parameter names", pageIf, withTables(`[{Fn::If: [Open, @IsoTable, @Any]}]`, "Open"), "Iso usual yes by gateway\nPub usual yes by unknown", "refuses"},
	{"a route table that an endpoint names, or that is in the ID of a route", pageIf, withTables(`[{Fn::If: [Open, @IsoTable, {Fn::Select: [0, {Fn::Split: ["|", @PubRoute]}]}]}]`, "Open"), "Iso usual yes by gateway\nPub usual yes by unknown", "refuses"},
	{"a route table that an endpoint names, or that is an output of a product", pageIf, withTables(`[{Fn::If: [Open, @IsoTable, {Fn::GetAtt: [Product, Outputs.Table]}]}]`, "Open") + `
Product  AWS::ServiceCatalog::CloudFormationProvisionedProduct  {ProductName: network, ProvisioningArtifactName: v1}
`, "Iso usual yes by gateway\nPub usual unknown by unknown", "refuses"},
	{"a route table that an endpoint names, or that another stack exports", pageIf, withTables(`[{Fn::If: [Else, @IsoTable, {Fn::ImportValue: table}]}]`, "Open"), "Pub usual yes by unknown", "refuses"},
}
