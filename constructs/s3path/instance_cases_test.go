package s3path_test

const (
	pageNatInstances = "https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html"
	pageRouteTargets = "https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html"
)

// withInstance has a NAT instance in a public subnet for the subnet that was isolated.
const withInstance = withInternet + `
Wall     SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: -1, CidrIp: 10.0.0.0/16}]}
Box      Instance       {SubnetId: @Pub, SourceDestCheck: false, SecurityGroupIds: [@Wall.GroupId]}
Forward  Route          {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, InstanceId: @Box}
`

// instanceCases have instances and network interfaces as targets of routes, and targets that are not followed.
var instanceCases = []networkCase{
	{"a NAT instance", pageNatInstances, withInstance, "Iso usual unknown by nat", "refuses (nat, internet)"},
	{
		"the network interface of a NAT instance", pageNatInstances, withInstance + `
			Box      NetworkInterface  {SubnetId: @Pub, SourceDestCheck: false, GroupSet: [@Wall.GroupId]}
			Forward  Route             {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NetworkInterfaceId: @Box}`,
		"Iso usual unknown by nat", "refuses (nat, internet)",
	},
	{
		"an instance with a source/destination check", pageNatInstances, withInstance + `
			Box  Instance  {SubnetId: @Pub, SecurityGroupIds: [@Wall.GroupId]}`,
		"Iso usual no by nat", "refuses its source/destination check is on",
	},
	{
		"an instance whose user data changes the check", pageNatInstances, withInstance + `
			Box  Instance  {SubnetId: @Pub, SecurityGroupIds: [@Wall.GroupId], UserData: {Fn::Base64: "aws ec2 modify-instance-attribute --no-source-dest-check"}}`,
		"Iso usual unknown by nat", "refuses",
	},
	{
		"an instance with a network interface that has no check", pageNatInstances, withInstance + `
			Card  NetworkInterface  {SubnetId: @Pub, SourceDestCheck: false, GroupSet: [@Wall.GroupId]}
			Box   Instance          {NetworkInterfaces: [{DeviceIndex: "0", NetworkInterfaceId: @Card}]}`,
		"Iso usual unknown by nat", "refuses (nat, internet)",
	},
	{
		"a parameter decides on the check", pageNatInstances, "Parameters: {Check: {Type: String}}" + withInstance + `
			Box  Instance  {SubnetId: @Pub, SourceDestCheck: @Check, SecurityGroupIds: [@Wall.GroupId]}`,
		"Iso usual unknown by nat", "refuses parameter Check",
	},
	{
		"a custom resource may change the check", pageNatInstances, withInstance + `
			Box   Instance     {SubnetId: @Pub, SecurityGroupIds: [@Wall.GroupId]}
			Sure  Custom::Off  {ServiceToken: x, Of: @Box}`,
		"Iso usual unknown by nat", "refuses",
	},
	{
		"the security group of a NAT instance does not allow its clients", pageNatInstances, withInstance + `
			Wall  SecurityGroup  {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/24}]}`,
		"Iso usual no by nat", "refuses security group Wall has no rule that allows TCP 443 from 10.0.9.0/24",
	},
	{
		"the network ACL of a NAT instance does not allow its clients", pageNatInstances, withInstance + `
			Acl       NetworkAcl                   {VpcId: @Vpc}
			AclAssoc  SubnetNetworkAclAssociation  {SubnetId: @Pub, NetworkAclId: @Acl}`,
		"Iso usual no by nat", "refuses",
	},
	{
		"an appliance in a subnet that is not public", pageRouteTargets, withInstance + `
			Rack       Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.7.0/24}
			RackTable  RouteTable                   {VpcId: @Vpc}
			RackAssoc  SubnetRouteTableAssociation  {SubnetId: @Rack, RouteTableId: @RackTable}
			Box        Instance                     {SubnetId: @Rack, SourceDestCheck: false, SecurityGroupIds: [@Wall.GroupId]}`,
		"Iso usual unknown by unknown", "refuses whose source/destination check is off",
	},
	{
		"an instance that no template has", pageRouteTargets, isolated + `
			Forward  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, InstanceId: i-1}`,
		"Iso usual unknown by unknown", "refuses may be a NAT instance",
	},
	{
		"a NAT instance beside a gateway endpoint", pageGatewayEnds, withInstance + `
			S3  VPCEndpoint  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}`,
		"Iso usual yes by gateway", "",
	},
	{
		"a core network", pageRouteTargets, isolated + `
			Out  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, CoreNetworkArn: "arn:aws:networkmanager::111122223333:core-network/core-1"}`,
		"Iso usual unknown by unknown", "refuses route Out leads to the core network",
	},
	{
		"a local gateway", pageRouteTargets, isolated + `
			Out  Route  {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, LocalGatewayId: lgw-1}`,
		"Iso usual unknown by unknown", "refuses route Out leads to the local gateway lgw-1",
	},
	{
		"a carrier gateway", pageRouteTargets, isolated + `
			Cagw  CarrierGateway  {VpcId: @Vpc}
			Out   Route           {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, CarrierGatewayId: @Cagw}`,
		"Iso usual unknown by unknown", "refuses route Out leads to the carrier gateway Cagw",
	},
}
