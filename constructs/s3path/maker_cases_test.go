package s3path_test

const (
	pageNested       = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html"
	pageApplications = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-serverless-application.html"
	pageRotation     = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html"
	pageNatFailover  = "https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html"
	pageCustom       = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html"
)

const rotationMySql = `"arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSMySQLRotationSingleUser"`

// exitByDefault is a nested stack that makes a NAT route unless its parent passes the parameter.
const exitByDefault = `{"Parameters": {"Table": {"Type": "String"}, "Exit": {"Type": "String", "Default": "yes"}},
	"Conditions": {"Open": {"Fn::Equals": [{"Ref": "Exit"}, "yes"]}},
	"Resources": {"Out": {"Type": "AWS::EC2::Route", "Condition": "Open",
		"Properties": {"RouteTableId": {"Ref": "Table"}, "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-1"}}}}`

// nestedCases have a nested stack whose parameter has a default.
var nestedCases = []networkCase{
	{
		"the parent leaves a parameter of the nested stack out", pageNested, `
== Network
` + isolated + `
Exit  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/exit", Parameters: {Table: @IsoTable}} {Metadata: {"aws:asset:path": exit.json}}
== exit.json
` + exitByDefault + `
`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"the parent passes another value than the default", pageNested, `
== Network
` + isolated + `
Exit  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/exit", Parameters: {Table: @IsoTable, Exit: no}} {Metadata: {"aws:asset:path": exit.json}}
== exit.json
` + exitByDefault + `
`,
		"Iso usual no by none", "passes",
	},
	{
		"the parent passes a parameter of its own", pageNested, `
== Network
Parameters: {Choice: {Type: String, Default: "no"}}
` + isolated + `
Exit  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/exit", Parameters: {Table: @IsoTable, Exit: @Choice}} {Metadata: {"aws:asset:path": exit.json}}
== exit.json
` + exitByDefault + `
`,
		"Iso usual unknown by unknown", "refuses",
	},
}

// makerCases have a resource of a type that makes other resources, or that is itself made by a loop.
var makerCases = []networkCase{
	{
		"a serverless application has the table's id", pageApplications, isolated + `
			Transform: AWS::Serverless-2016-10-31
			Extra  AWS::Serverless::Application  {Location: "https://example.com/nat.yaml", Parameters: {Table: @IsoTable}}`,
		"Iso usual unknown by unknown", "refuses serverless application Extra",
	},
	{
		"a serverless application without an id of the network", pageApplications, withGateway + `
			Transform: AWS::Serverless-2016-10-31
			Extra  AWS::Serverless::Application  {Location: {ApplicationId: "arn:aws:serverlessrepo:us-east-1:111122223333:applications/rotation", SemanticVersion: 1.1.0}}`,
		"Iso usual yes by gateway", "refuses serverless application Extra",
	},
	{
		"a serverless application by which AWS rotates secrets", pageRotation, withGateway + `
			Transform: AWS::Serverless-2016-10-31
			Mappings: {Apps: {aws: {id: ` + rotationMySql + `}, aws-cn: {id: "arn:aws-cn:serverlessrepo:cn-north-1:193023089310:applications/SecretsManagerRDSMySQLRotationSingleUser"}}}
			Extra  AWS::Serverless::Application  {Location: {ApplicationId: {Fn::FindInMap: [Apps, @AWS::Partition, id]}, SemanticVersion: 1.1.671}}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a serverless application whose name is that of one by which AWS rotates secrets", pageRotation, withGateway + `
			Transform: AWS::Serverless-2016-10-31
			Mappings: {Apps: {aws: {id: ` + rotationMySql + `}, aws-cn: {id: "arn:aws-cn:serverlessrepo:cn-north-1:111122223333:applications/SecretsManagerRDSMySQLRotationSingleUser"}}}
			Extra  AWS::Serverless::Application  {Location: {ApplicationId: {Fn::FindInMap: [Apps, @AWS::Partition, id]}, SemanticVersion: 1.1.671}}`,
		"Iso usual yes by gateway", "refuses serverless application Extra",
	},
	{
		"a serverless application that a parameter names", pageRotation, withGateway + `
			Transform: AWS::Serverless-2016-10-31
			Parameters: {App: {Type: String, Default: ` + rotationMySql + `}}
			Extra  AWS::Serverless::Application  {Location: {ApplicationId: @App, SemanticVersion: 1.1.671}}`,
		"Iso usual unknown by unknown", "refuses serverless application Extra",
	},
	{
		"a serverless application may block public access to all VPCs", pageBlock, withInternet + `
			Transform: AWS::Serverless-2016-10-31
			Extra  AWS::Serverless::Application  {Location: "https://example.com/block.yaml"}`,
		"Pub usual unknown by internet", "",
	},
	{
		"a nested stack that is passed nothing", pageNested, withGateway + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/extra"}`,
		"Iso usual yes by gateway", "refuses nested stack Extra",
	},
	{
		"a provisioned product that is passed nothing", pageProducts, withGateway + `
			Extra  AWS::ServiceCatalog::CloudFormationProvisionedProduct  {ProductName: network}`,
		"Iso usual yes by gateway", "refuses provisioned product Extra",
	},
	{
		"a stack set that is passed nothing", pageStackSets, withGateway + `
			Extra  AWS::CloudFormation::StackSet  {StackSetName: extra, PermissionModel: SELF_MANAGED, TemplateURL: "https://example.com/extra"}`,
		"Iso usual yes by gateway", "refuses stack set Extra",
	},
	{
		"a module that is passed nothing", pageExtensions, withGateway + `
			Extra  Example::Network::Exit::MODULE  {Size: 2}`,
		"Iso usual yes by gateway", "refuses module Extra",
	},
	{
		"a custom resource that is passed nothing", pageCustom, withGateway + `
			Extra  Custom::User  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:users", Name: ann}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a function has the table's id", pageNatFailover, isolated + `
			Extra  AWS::Lambda::Function  {Environment: {Variables: {TABLES: {Fn::Join: [",", [@IsoTable, rtb-1]]}}}}`,
		"Iso usual unknown by unknown", "refuses program with the ID of the route table: Extra",
	},
	{
		"the user data of an instance has the table's id", pageNatFailover, isolated + `
			Extra  Instance  {SubnetId: @Iso, UserData: {Fn::Base64: {Fn::Sub: "aws ec2 replace-route --route-table-id ${IsoTable}"}}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a function has the subnet's id and a parameter", pageNatFailover, isolated + `
			Parameters: {Mode: {Type: String}}
			Extra  AWS::Lambda::Function  {Environment: {Variables: {SUBNET: @Iso, MODE: @Mode}}}`,
		"Iso usual no by none", "passes",
	},
	{
		"a function has the id of another table", pageNatFailover, isolated + `
			Other  RouteTable             {VpcId: @Vpc}
			Extra  AWS::Lambda::Function  {Environment: {Variables: {TABLE: @Other}}}`,
		"Iso usual no by none", "passes",
	},
	{
		"a custom resource has the VPC's id", pageCustom, withGateway + `
			Extra  Custom::Subnets  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:subnets", Vpc: @Vpc}`,
		"", "refuses custom resource Extra",
	},
	{
		"a serverless function", pageApplications, withGateway + `
			Transform: AWS::Serverless-2016-10-31
			Extra  AWS::Serverless::Function  {CodeUri: src, Handler: index.handler, Runtime: nodejs24.x}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a loop makes custom resources with the table's id", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Routes [T, [IsoTable], {"Make${T}": {Type: Custom::Routes,
				Properties: {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Table: {Ref: "${T}"}}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Routes",
	},
	{
		"a loop makes custom resources without an id of the network", pageForEach, withGateway + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Users [U, [ann, bob], {"Make${U}": {Type: Custom::User,
				Properties: {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:users", Name: {Fn::Sub: "${U}"}}}}]`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a loop makes nested stacks", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Stacks [T, [Iso], {"Make${T}": {Type: AWS::CloudFormation::Stack,
				Properties: {TemplateURL: "https://example.com/nat.yaml", Parameters: {Table: {Ref: "${T}Table"}}}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Stacks",
	},
	{
		"a loop names the table by the letters and digits of its values", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Fn::ForEach::Routes [T, ["I.so"], {"Make&{T}": {Type: AWS::EC2::Route,
				Properties: {RouteTableId: {Ref: "&{T}Table"}, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Routes",
	},
	{
		"a loop names tables in one text", pageForEach, isolated + `
			Transform: AWS::LanguageExtensions
			Other  RouteTable  {VpcId: @Vpc}
			Fn::ForEach::Routes [T, [Table], {"Make${T}": {Type: Custom::Routes, Properties: {
				ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Tables: {Fn::Sub: "${Other},${Main${T}},${Iso${T}}"}}}}]`,
		"Iso usual unknown by unknown", "refuses Fn::ForEach::Routes",
	},
	{
		"a custom resource whose name begins as one of the CDK", pageCustom, isolated + `
			Extra  Custom::S3Routes  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Table: @IsoTable}`,
		"Iso usual unknown by unknown", "refuses custom resource Extra",
	},
	{
		"a custom resource has the subnet's id", pageCustom, isolated + `
			Extra  Custom::Routes  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Subnets: [@Iso]}`,
		"Iso usual unknown by unknown", "refuses custom resource Extra",
	},
	{
		"a custom resource has the id of the subnet's association", pageCustom, isolated + `
			Extra  Custom::Routes  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Association: @IsoAssoc}`,
		"Iso usual unknown by unknown", "refuses custom resource Extra",
	},
	{
		"a custom resource has the id of another subnet", pageCustom, isolated + `
			Other    Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.8.0/24}
			ToTable  SubnetRouteTableAssociation  {SubnetId: @Other, RouteTableId: @IsoTable}
			Extra    Custom::Routes               {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Subnets: [@Other]}`,
		"Iso usual no by none\nOther usual unknown by unknown", "refuses custom resource Extra",
	},
	{
		"a custom resource has the gateway endpoint's id", pageCustom, withGateway + `
			Extra  Custom::Tables  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:tables", Endpoint: @S3}`,
		"Iso usual unknown by unknown", "refuses custom resource Extra",
	},
	{
		"a custom resource of the CDK copies a bucket", pageCustom, withGateway + `
			Extra  Custom::CDKBucketDeployment  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:copy", Table: @IsoTable}`,
		"Iso usual yes by gateway", "passes",
	},
}

// returnedCases name a route table by what another resource returns. They are in no test that hides resources: one that is
// passed what another returns, and no id of the network, is not taken to change the network.
var returnedCases = []networkCase{
	{
		"a NAT route is in a table that a serverless application names", pageApplications, isolated + `
			Transform: AWS::Serverless-2016-10-31
			Extra  AWS::Serverless::Application  {Location: "https://example.com/ids.yaml"}
			Out    Route                         {RouteTableId: @Extra.Outputs.Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"a NAT route is in a table that a custom resource finds and returns as its id", pageCustom, isolated + `
			Find  Custom::Find  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:find", Tag: isolated}
			Out   Route         {RouteTableId: @Find, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}`,
		"Iso usual unknown by unknown", "refuses Find",
	},
	{
		"a NAT route is in a table that a third party's resource finds", pageExtensions, isolated + `
			Find  Example::Network::Table  {Tag: isolated}
			Out   Route                    {RouteTableId: @Find.TableId, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}`,
		"Iso usual unknown by unknown", "refuses Find",
	},
	{
		"a NAT route is in a table of its own", "", isolated + `
			Other  RouteTable  {VpcId: @Vpc}
			Out    Route       {RouteTableId: @Other.RouteTableId, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}`,
		"Iso usual no by none", "passes",
	},
}
