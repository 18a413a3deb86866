package s3path_test

// onVpnSite adds a static VPN connection whose routes the endpoint's table gets, except the routes.
const onVpnSite = onVpn + `
Site      CustomerGateway             {Type: ipsec.1, IpAddress: 203.0.113.9, BgpAsn: 65000}
Vpn       VPNConnection               {Type: ipsec.1, StaticRoutesOnly: true, CustomerGatewayId: @Site, VpnGatewayId: @Vgw}
Spread    VPNGatewayRoutePropagation  {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}
Door      SecurityGroup               {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}
`

// aisle is a second subnet of the vault, with the same routes.
const aisle = `
Door       SecurityGroup                {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.2.0.0/16}]}
Aisle      Subnet                       {VpcId: @Vault, CidrBlock: 10.2.8.0/24, AvailabilityZone: eu-west-1a}
AisleHere  SubnetRouteTableAssociation  {SubnetId: @Aisle, RouteTableId: @ShelfTable}
`

// onPremisesCases have clients outside the VPCs.
var onPremisesCases = []networkCase{
	{
		"a route back for half of the office", pagePriority, onVpn + `
			Door  SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}
			Back  Route          {RouteTableId: @ShelfTable, DestinationCidrBlock: 192.168.0.0/17, GatewayId: @Vgw}`,
		"192.168.0.0/16 endpoint partly", "",
	},
	{
		"routes back for both halves of the office", pagePriority, onVpn + `
			Door   SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}
			Back   Route          {RouteTableId: @ShelfTable, DestinationCidrBlock: 192.168.0.0/17, GatewayId: @Vgw}
			Back2  Route          {RouteTableId: @ShelfTable, DestinationCidrBlock: 192.168.128.0/17, GatewayId: @Vgw}`,
		"192.168.0.0/16 endpoint yes by interface", "",
	},
	{
		"routes back for three quarters of the office", pagePriority, onVpn + `
			Door   SecurityGroup  {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 192.168.0.0/16}]}
			Back   Route          {RouteTableId: @ShelfTable, DestinationCidrBlock: 192.168.0.0/17, GatewayId: @Vgw}
			Back2  Route          {RouteTableId: @ShelfTable, DestinationCidrBlock: 192.168.192.0/18, GatewayId: @Vgw}`,
		"192.168.0.0/16 endpoint partly", "",
	},
	{
		"a static VPN connection propagates a part of the office", pageStaticVpn, onVpnSite + `
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 192.168.7.0/24}`,
		"192.168.0.0/16 endpoint partly", "",
	},
	{
		"a static VPN connection propagates all of the office", pageStaticVpn, onVpnSite + `
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 192.168.0.0/16}`,
		"192.168.0.0/16 endpoint yes by interface", "",
	},
	{
		"a static VPN connection propagates the office in halves", pageStaticVpn, onVpnSite + `
			Desk   VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 192.168.0.0/17}
			Desk2  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 192.168.128.0/17}`,
		"192.168.0.0/16 endpoint yes by interface", "",
	},
	{
		"a static VPN connection propagates a part of the VPC", pageVpnPriority, onVpnSite + aisle + `
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 10.2.0.0/25}`,
		"Aisle endpoint yes by interface", "",
	},
	{
		"a static VPN connection propagates a part of the VPC, which a static route leads elsewhere", pageVpnPriority, onVpnSite + aisle + `
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 10.2.0.0/25}
			Stop  NetworkInterface    {SubnetId: @Aisle, SourceDestCheck: true}
			Bend  Route               {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.2.0.0/24, NetworkInterfaceId: @Stop}`,
		"Aisle endpoint no", "",
	},
	{
		"an office of unknown block, and an ACL that allows all", "", onVpn + `
			Spread  VPNGatewayRoutePropagation   {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}
			Acl     NetworkAcl                   {VpcId: @Vault}
			Here    SubnetNetworkAclAssociation  {SubnetId: @Shelf, NetworkAclId: @Acl}
			Out     NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}
			In      NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 10, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/0}`,
		"on-premises endpoint yes by interface", "",
	},
	{
		"an office of unknown block, and an ACL that allows half of all", "", onVpn + `
			Spread  VPNGatewayRoutePropagation   {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}
			Acl     NetworkAcl                   {VpcId: @Vault}
			Here    SubnetNetworkAclAssociation  {SubnetId: @Shelf, NetworkAclId: @Acl}
			Out     NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 10, Egress: true, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/1}
			In      NetworkAclEntry              {NetworkAclId: @Acl, RuleNumber: 10, RuleAction: allow, Protocol: -1, CidrBlock: 0.0.0.0/1}`,
		"on-premises endpoint unknown by interface", "",
	},
	{
		"an office of unknown block, and an ACL that denies all", "", onVpn + `
			Spread  VPNGatewayRoutePropagation   {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}
			Acl     NetworkAcl                   {VpcId: @Vault}
			Here    SubnetNetworkAclAssociation  {SubnetId: @Shelf, NetworkAclId: @Acl}`,
		"on-premises endpoint no by interface", "",
	},
	{
		"a parameter decides whether a VPN connection is static", pageStaticVpn, `
			Parameters: {Static: {Type: String}}` + onVpnSite + `
			Vpn   VPNConnection       {Type: ipsec.1, StaticRoutesOnly: @Static, CustomerGatewayId: @Site, VpnGatewayId: @Vgw}
			Desk  VPNConnectionRoute  {VpnConnectionId: @Vpn, DestinationCidrBlock: 192.168.7.0/24}`,
		"192.168.0.0/16 endpoint unknown", "",
	},
	{
		"the group allows another VPC of the app", "", shop + onVpn + `
			Door    SecurityGroup               {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.0.0/16}]}
			Spread  VPNGatewayRoutePropagation  {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}`,
		"10.1.0.0/16 endpoint absent", "",
	},
	{
		"the group allows a subnet of another VPC of the app", "", shop + onVpn + `
			Door    SecurityGroup               {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.1.7.0/24}]}
			Spread  VPNGatewayRoutePropagation  {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}`,
		"10.1.7.0/24 endpoint absent", "",
	},
	{
		"the group allows another block of a VPC of the app", "", shop + onVpn + `
			More    VPCCidrBlock                {VpcId: @Shop, CidrBlock: 10.5.0.0/16}
			Door    SecurityGroup               {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.5.0.0/16}]}
			Spread  VPNGatewayRoutePropagation  {RouteTableIds: [@ShelfTable], VpnGatewayId: @Vgw}`,
		"10.5.0.0/16 endpoint absent", "",
	},
}
