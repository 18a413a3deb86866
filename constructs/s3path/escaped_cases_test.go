package s3path_test

// escapedCases hand the id of a route table to something that was not read, and which may add routes.
var escapedCases = []networkCase{
	{
		"a nested stack without a template has the table's id", "", isolated + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/nat.yaml", Parameters: {Table: @IsoTable}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a nested stack has the table's id inside a text", "", isolated + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/nat.yaml", Parameters: {Tables: {Fn::Sub: "rtb-1,${IsoTable}"}}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a nested stack passes the table's id to one that was not read", "", `
== Network
` + isolated + `
Middle  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/middle", Parameters: {Table: @IsoTable}} {Metadata: {"aws:asset:path": middle.json}}
== middle.json
{"Parameters": {"Table": {"Type": "String"}}, "Resources": {
	"Inner": {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://example.com/inner", "Parameters": {"T": {"Ref": "Table"}}}}}}
`,
		"Iso usual unknown by unknown", "refuses Inner",
	},
	{
		"a missing stack may import the table's id", "", `
== Network
` + isolated + `
Outputs: {Table: {Value: @IsoTable, Export: {Name: iso-table}}}
== Egress
`,
		"Iso usual unknown by unknown", "refuses Egress.template.json",
	},
	{
		"a missing stack may read the SSM parameter with the table's id", "", `
== Network
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: /net/table, Value: @IsoTable}
== Egress
`,
		"Iso usual unknown by unknown", "refuses Egress.template.json",
	},
	{
		"a custom resource has the table's id", "", isolated + `
			Extra  Custom::Routes  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Table: @IsoTable}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a custom resource of CloudFormation's own type has the table's id in a list", "", isolated + `
			Extra  AWS::CloudFormation::CustomResource  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:routes", Tables: [{Id: @IsoTable.RouteTableId}]}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a macro may use the table", pageMacros, isolated + `
			Fn::Transform {Name: Routes}`,
		"Iso usual unknown by unknown", "refuses Fn::Transform",
	},
	{
		"an export that a stack of the app uses for a NAT route", "", `
== Network
` + isolated + `
Outputs: {Table: {Value: @IsoTable, Export: {Name: iso-table}}}
== Egress
Out  Route  {RouteTableId: {Fn::ImportValue: iso-table}, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"an export that the stacks of the app use for something else", "", `
== Network
` + isolated + `
Outputs: {Table: {Value: @IsoTable, Export: {Name: iso-table}}}
== Egress
Note  AWS::SNS::Topic  {DisplayName: {Fn::ImportValue: iso-table}}
`,
		"Iso usual no by none", "passes",
	},
	{
		"an output without an export", "", isolated + `
			Outputs: {Table: {Value: @IsoTable}}`,
		"Iso usual no by none", "passes",
	},
	{
		"a custom resource without an id of the network", "", withGateway + `
			Bucket  AWS::S3::Bucket
			Fill    Custom::Fill  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:fill", Bucket: @Bucket}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a custom resource that empties the default security group", "", withGateway + `
			Restrict  Custom::VpcRestrictDefaultSG  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:f", DefaultSecurityGroupId: @Vpc.DefaultSecurityGroup}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a custom resource of the CDK looks the VPC up", "", withGateway + `
			Look  Custom::AWS  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:aws",
				Create: {Fn::Join: ["", ["{\"service\":\"EC2\",\"action\":\"describeRouteTables\",\"parameters\":{\"Id\":\"", @Vpc, "\"}}"]]}}`,
		"Iso usual yes by gateway", "passes",
	},
	{
		"a custom resource of the CDK creates a route", "", isolated + `
			Make  Custom::AWS  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:aws",
				Create: {Fn::Join: ["", ["{\"service\":\"EC2\",\"action\":\"createRoute\",\"parameters\":{\"Id\":\"", @IsoTable, "\"}}"]]}}`,
		"Iso usual unknown by unknown", "refuses Make",
	},
	{
		"a nested stack has one of two tables, as a condition chooses", "", undecided + withInternet + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/nat.yaml", Parameters: {Table: {Fn::If: [Open, @IsoTable, @PubTable]}}}`,
		"Iso usual unknown by unknown\nPub usual unknown by unknown", "refuses Extra",
	},
	{
		"a nested stack has the VPC's id and may attach tables and subnets", "", withInternet + `
			-PubRoute
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/web.yaml", Parameters: {Vpc: @Vpc}}`,
		"", "refuses Extra",
	},
	{
		"a nested stack has the id of the endpoint's group", "", isolated + linkHere + `
			Door   SecurityGroup               {VpcId: @Vpc}
			Rules  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/rules.yaml", Parameters: {Group: @Door.GroupId}}`,
		"Iso endpoint unknown", "",
	},
	{
		"a nested stack has the id of a network ACL", "", withGateway + `
			Acl       NetworkAcl                   {VpcId: @Vpc}
			AclAssoc  SubnetNetworkAclAssociation  {SubnetId: @Iso, NetworkAclId: @Acl}
			Entries   AWS::CloudFormation::Stack   {TemplateURL: "https://example.com/entries.yaml", Parameters: {Acl: @Acl}}`,
		"Iso usual unknown by gateway", "",
	},
	{
		"a provisioned product has the table's id", pageProducts, isolated + `
			Extra  AWS::ServiceCatalog::CloudFormationProvisionedProduct  {ProductName: egress, ProvisioningParameters: [{Key: Table, Value: @IsoTable}]}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a stack set has the table's id", pageStackSets, isolated + `
			Extra  AWS::CloudFormation::StackSet  {StackSetName: egress, Parameters: [{ParameterKey: Table, ParameterValue: @IsoTable}]}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a module has the table's id", pageModules, isolated + `
			Extra  Shop::Network::Egress::MODULE  {Table: @IsoTable}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a resource of a third party's type has the table's id", pageExtensions, isolated + `
			Extra  Shop::Network::Egress  {Table: @IsoTable}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a module makes resources", pageModules, withGateway + `
			Extra  Shop::Network::Subnets::MODULE  {Vpc: @Vpc}`,
		"", "refuses Extra",
	},
	{
		"a custom resource has the VPC's id and may make subnets", "", withGateway + `
			Extra  Custom::Subnets  {ServiceToken: "arn:aws:lambda:eu-west-1:111122223333:function:subnets", Vpc: @Vpc}`,
		"", "refuses Extra",
	},
}

// ssmCases have a stack that publishes its table's id as an SSM parameter, and another that adds a NAT route to what it
// reads under that name.
var ssmCases = []networkCase{
	{
		"an SSM parameter is read by a parameter of the template", "", `
== Network 111122223333/eu-west-1
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: /net/table, Value: @IsoTable}
== Egress 111122223333/eu-west-1
Parameters: {Table: {Type: AWS::SSM::Parameter::Value<String>, Default: /net/table}}
Out   Route  {RouteTableId: @Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"an SSM parameter is read by a dynamic reference", "", `
== Network 111122223333/eu-west-1
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: /net/table, Value: @IsoTable}
== Egress 111122223333/eu-west-1
Out   Route  {RouteTableId: "{{resolve:ssm:/net/table}}", DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"an SSM parameter has a list, of which the first is read", "", `
== Network 111122223333/eu-west-1
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: StringList, Name: /net/tables, Value: {Fn::Join: [",", [@IsoTable, rtb-1]]}}
== Egress 111122223333/eu-west-1
Parameters: {Tables: {Type: "AWS::SSM::Parameter::Value<List<String>>", Default: /net/tables}}
Out   Route  {RouteTableId: {Fn::Select: [0, @Tables]}, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual unknown by nat", "refuses (nat)",
	},
	{
		"an SSM parameter whose name is a parameter", "", `
== Network 111122223333/eu-west-1
Parameters: {Prefix: {Type: String}}
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: {Fn::Sub: "/${Prefix}/table"}, Value: @IsoTable}
== Egress 111122223333/eu-west-1
Out   Route  {RouteTableId: "{{resolve:ssm:/net/table}}", DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual unknown by unknown", "refuses",
	},
	{
		"an SSM parameter of the same name in another Region", "", `
== Network 111122223333/eu-west-1
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: /net/table, Value: @IsoTable}
== Egress 111122223333/eu-central-1
Out   Route  {RouteTableId: "{{resolve:ssm:/net/table}}", DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual no by none", "passes",
	},
	{
		"an SSM parameter that no stack sets names the table of a route", pageSsm, isolated + `
			Parameters: {Table: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::RouteTable::Id>", Default: /net/table}}
			Out   Route  {RouteTableId: @Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}`,
		"Iso usual unknown by unknown", "refuses SSM parameter /net/table",
	},
	{
		"an SSM parameter that no stack sets names the table of a gateway endpoint", pageSsm, isolated + `
			Parameters: {Table: {Type: "AWS::SSM::Parameter::Value<String>", Default: /net/table}}
			S3    VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@Table]}`,
		"Iso usual unknown by unknown", "refuses SSM parameter /net/table",
	},
	{
		"a nested stack that was not read has an SSM parameter that no stack sets", pageSsm, isolated + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/network.json", Parameters: {Table: "{{resolve:ssm:/net/table}}"}}`,
		"Iso usual unknown by unknown", "refuses Extra",
	},
	{
		"a nested stack that was not read has another text", pageSsm, isolated + `
			Extra  AWS::CloudFormation::Stack  {TemplateURL: "https://example.com/network.json", Parameters: {Table: /net/table}}`,
		"Iso usual no by none", "refuses Extra",
	},
	{
		"an SSM parameter that no stack sets decides a condition, and its name does not", pageSsm, isolated + `
			Parameters: {Flag: {Type: "AWS::SSM::Parameter::Value<String>", Default: /net/flag}}
			Conditions: {Open: {Fn::Equals: [@Flag, /net/flag]}}
			Out   Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1} {Condition: Open}`,
		"Iso usual unknown by unknown", "refuses condition Open",
	},
	{
		"an SSM parameter that no stack sets has the block of a route", pageSsm, isolated + `
			Parameters: {Block: {Type: "AWS::SSM::Parameter::Value<String>", Default: 10.0.0.0/8}}
			Out   Route  {RouteTableId: @IsoTable, DestinationCidrBlock: @Block, NatGatewayId: nat-1}`,
		"Iso usual unknown by unknown", "refuses SSM parameter 10.0.0.0/8",
	},
	{
		"an SSM parameter that no stack sets names the subnet of another table", pageSsm, withInternet + `
			Parameters: {Subnet: {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>", Default: /net/subnet}}
			Other  Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.5.0/24}
			To     SubnetRouteTableAssociation  {SubnetId: @Subnet, RouteTableId: @PubTable}`,
		"Other usual unknown by unknown", "",
	},
	{
		"an SSM parameter that no stack reads", "", `
== Network 111122223333/eu-west-1
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: /net/table, Value: @IsoTable}
== Data 111122223333/eu-west-1
Bucket  AWS::S3::Bucket
`,
		"Iso usual no by none", "passes",
	},
	{
		"an SSM parameter is read under a name that is a parameter", "", `
== Network 111122223333/eu-west-1
` + isolated + `
Keep  AWS::SSM::Parameter  {Type: String, Name: /net/table, Value: @IsoTable}
== Egress 111122223333/eu-west-1
Parameters: {Table: {Type: AWS::SSM::Parameter::Value<String>}}
Out   Route  {RouteTableId: @Table, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: nat-1}
`,
		"Iso usual unknown by unknown", "refuses",
	},
}
