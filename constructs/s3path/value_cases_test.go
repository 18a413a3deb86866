package s3path_test

const (
	pageConditions = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html"
	pageSelect     = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html"
	pageInclude    = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html"
	pageIf         = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html"
	pageAnatomy    = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html"
)

// nestedNat is a nested stack that makes a NAT route.
const nestedNat = `{"Parameters": {"Table": {"Type": "String"}},
	"Resources": {"Out": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}}}`

// nestedExit has a nested stack under a condition.
func nestedExit(condition string) string {
	return `
== Network
Parameters: {Any: {Type: String}}
Conditions: {Open: {Fn::Equals: ` + condition + `}}
` + isolated + `
Exit  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/exit", Parameters: {Table: @IsoTable}} {Condition: Open, Metadata: {"aws:asset:path": exit.json}}
== exit.json
` + nestedNat + `
`
}

// valueCases have values in places that decide whether the template, a part of it or an element of a list is there.
var valueCases = []networkCase{
	{"a condition decides whether a nested stack is created", pageConditions, nestedExit(`[@Any, "yes"]`), "Iso usual unknown by unknown", "refuses parameter Any"},
	{"the condition of a nested stack holds", pageConditions, nestedExit(`["yes", "yes"]`), "Iso usual unknown by nat", "refuses (nat)"},
	{"the condition of a nested stack does not hold", pageConditions, nestedExit(`["no", "yes"]`), "Iso usual no by none", "passes"},
	{
		"the condition of a nested stack that was not read does not hold", pageConditions, `
			Conditions: {Open: {Fn::Equals: ["no", "yes"]}}` + isolated + `
			Exit  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/exit", Parameters: {Table: @IsoTable}} {Condition: Open}`,
		"Iso usual no by none", "passes",
	},
	{
		"an element that may be left out moves the one that is selected", pageSelect, undecided + withNat + `
			IsoAssoc  SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: {Fn::Select: [1, [{Fn::If: [Open, rtb-1, @AWS::NoValue]}, @Other, @IsoTable]]}}
			Other     RouteTable                   {VpcId: @Vpc}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"an element that may be left out is behind the one that is selected", pageSelect, undecided + withNat + `
			IsoAssoc  SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: {Fn::Select: [0, [@Other, {Fn::If: [Open, rtb-1, @AWS::NoValue]}]]}}
			Other     RouteTable                   {VpcId: @Vpc}`,
		"Iso usual no by none", "",
	},
	{
		"an include at the top of the template", pageInclude, isolated + `
			Fn::Transform: {Name: AWS::Include, Parameters: {Location: "s3://bucket/egress.yaml"}}`,
		"Iso usual unknown by unknown", "refuses AWS::Include",
	},
	{
		"a transform of AWS's at the top of the template", pageInclude, isolated + `
			Transform: AWS::LanguageExtensions`,
		"Iso usual no by none", "passes",
	},
	{
		"a function in the place of all properties", pageIf, undecided + isolated + `
			Out  Route  {Fn::If: [Open, {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}, @AWS::NoValue]}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a function in the place of a bucket's properties", pageIf, undecided + isolated + `
			Data  AWS::S3::Bucket  {Fn::If: [Open, {BucketName: data}, @AWS::NoValue]}`,
		"Iso usual no by none", "passes",
	},
	{
		"a section that CloudFormation does not have", pageAnatomy, isolated + `
			Modules: {Egress: {Source: ./egress.yaml}}`,
		"Iso usual unknown by unknown", "refuses Modules",
	},
	{
		"a section that changes no resource", pageAnatomy, isolated + `
			Metadata: {Egress: {Source: ./egress.yaml}}`,
		"Iso usual no by none", "passes",
	},
	{
		"a gateway endpoint whose VPC is cut out of what is attached to it", "", withInternet + `
			S3  VPCEndpoint  {VpcId: {Fn::Select: [1, {Fn::Split: ["|", @Attached]}]}, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a gateway endpoint whose VPC a parameter names", "", `
			Parameters: {Which: {Type: String}}` + isolated + `
			S3  VPCEndpoint  {VpcId: @Which, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a gateway endpoint whose VPC is that of a security group", "", isolated + `
			Door  SecurityGroup  {VpcId: @Vpc}
			S3    VPCEndpoint    {VpcId: @Door.VpcId, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a gateway endpoint whose VPC is that of a security group that a loop makes", "", isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Doors [N, [1], {"Door${N}": {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: Door, VpcId: @Vpc}}}]
			S3  VPCEndpoint  {VpcId: @Door1.VpcId, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual unknown by unknown", "",
	},
	{
		"a condition chooses between an internet gateway and a NAT gateway", pageIf, undecided + withInternet + `
			PubRoute  Route  {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: {Fn::If: [Open, @Igw, @AWS::NoValue]},
			                  NatGatewayId: {Fn::If: [Open, @AWS::NoValue, nat-1]}}`,
		"Pub usual unknown by unknown", "refuses",
	},
	{
		"a condition may leave out the only target", pageIf, undecided + withInternet + `
			PubRoute  Route  {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: {Fn::If: [Open, nat-1, @AWS::NoValue]}}`,
		"Pub usual unknown by nat", "refuses (nat",
	},
	{
		"a macro may add properties to a route with a target", pageMacros, withInternet + `
			PubRoute  Route  {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw, Fn::Transform: {Name: Properties}}`,
		"Pub usual yes by internet", "refuses (internet)",
	},
	{
		"a condition decides whether there is a network at all", pageConditions, undecided + `
			Vpc        VPC                          {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}            {Condition: Open}
			Iso        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.9.0/24}                         {Condition: Open}
			IsoTable   RouteTable                   {VpcId: @Vpc}                                                 {Condition: Open}
			IsoAssoc   SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: @IsoTable}                     {Condition: Open}
			IsoAcl     NetworkAcl                   {VpcId: @Vpc}                                                 {Condition: Open}
			AclAssoc   SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @IsoAcl}                       {Condition: Open}
			Out        NetworkAclEntry              {NetworkAclId: @IsoAcl, RuleNumber: 1, Protocol: -1, RuleAction: allow, Egress: true, CidrBlock: 0.0.0.0/0} {Condition: Open}
			In         NetworkAclEntry              {NetworkAclId: @IsoAcl, RuleNumber: 1, Protocol: -1, RuleAction: allow, CidrBlock: 0.0.0.0/0} {Condition: Open}
			S3         VPCEndpoint                  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]} {Condition: Open}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a condition decides whether there is a network with a NAT gateway", pageConditions, undecided + `
			Vpc        VPC                          {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}            {Condition: Open}
			Igw        InternetGateway              {}                                                            {Condition: Open}
			Attached   VPCGatewayAttachment         {VpcId: @Vpc, InternetGatewayId: @Igw}                        {Condition: Open}
			Pub        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true} {Condition: Open}
			Assoc      SubnetRouteTableAssociation  {SubnetId: @Pub, RouteTableId: @Table}                        {Condition: Open}
			Table      RouteTable                   {VpcId: @Vpc}                                                 {Condition: Open}
			Out        Route                        {RouteTableId: @Table, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw} {Condition: Open}
			Nat        NatGateway                   {SubnetId: @Pub, AllocationId: eipalloc-1}                    {Condition: Open}
			Iso        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.9.0/24}                         {Condition: Open}
			IsoTable   RouteTable                   {VpcId: @Vpc}                                                 {Condition: Open}
			IsoAssoc   SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: @IsoTable}                     {Condition: Open}
			IsoOut     Route                        {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat} {Condition: Open}`,
		"Iso usual yes by nat\nPub usual yes by internet", "refuses (nat, internet)",
	},
	{
		"two conditions decide whether there is a network and its endpoint", pageConditions, `
			Parameters: {Any: {Type: String}}
			Conditions: {Open: {Fn::Equals: [@Any, "yes"]}, Endpoint: {Fn::Equals: [@Any, "no"]}}
			Vpc        VPC                          {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}            {Condition: Open}
			Iso        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.9.0/24}                         {Condition: Open}
			IsoTable   RouteTable                   {VpcId: @Vpc}                                                 {Condition: Open}
			IsoAssoc   SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: @IsoTable}                     {Condition: Open}
			S3         VPCEndpoint                  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]} {Condition: Endpoint}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a condition decides whether a network in a nested stack is created", pageConditions, `
== Network
Parameters: {Any: {Type: String}}
Conditions: {Open: {Fn::Equals: [@Any, "yes"]}}
Inner  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/inner"} {Condition: Open, Metadata: {"aws:asset:path": inner.json}}
== inner.json
{"Resources": {
	"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
	"Iso": {"Type": "AWS::EC2::Subnet", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.9.0/24"}},
	"Table": {"Type": "AWS::EC2::RouteTable", "Properties": {"VpcId": {"Ref": "Vpc"}}},
	"Assoc": {"Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {"SubnetId": {"Ref": "Iso"}, "RouteTableId": {"Ref": "Table"}}},
	"S3": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "Table"}]}}}}
`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"the nested stack with the endpoint is created under a condition, the network always", pageConditions, `
== Network
Parameters: {Any: {Type: String}}
Conditions: {Open: {Fn::Equals: [@Any, "yes"]}}
` + isolated + `
Inner  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/inner", Parameters: {Vpc: @Vpc, Table: @IsoTable}} {Condition: Open, Metadata: {"aws:asset:path": inner.json}}
== inner.json
{"Parameters": {"Vpc": {"Type": "String"}, "Table": {"Type": "String"}}, "Resources": {
	"S3": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": "com.amazonaws.eu-west-1.s3", "RouteTableIds": [{"Ref": "Table"}]}}}}
`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a condition decides whether there is a VPC that another one peers with", pageConditions, undecided + isolated + `
			Shop      VPC                          {CidrBlock: 10.5.0.0/16}                                       {Condition: Open}
			Till      Subnet                       {VpcId: @Shop, CidrBlock: 10.5.1.0/24}                         {Condition: Open}
			TillTable RouteTable                   {VpcId: @Shop}                                                 {Condition: Open}
			TillAssoc SubnetRouteTableAssociation  {SubnetId: @Till, RouteTableId: @TillTable}                    {Condition: Open}
			Pcx       VPCPeeringConnection         {VpcId: @Vpc, PeerVpcId: @Shop}                                {Condition: Open}
			ToShop    Route                        {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, VpcPeeringConnectionId: @Pcx} {Condition: Open}`,
		"Till usual no by none\nIso usual no by unknown", "",
	},
}
