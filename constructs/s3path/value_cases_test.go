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
}
