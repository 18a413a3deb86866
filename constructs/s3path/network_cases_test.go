package s3path_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// networkCase is a network in the notation of templatetest, and what is right to say of it.
type networkCase struct {
	name string
	// page is the AWS page that decides, if it is not plain from the network.
	page    string
	network string
	// want has a line for each row that is checked: the client's name or block, the name that it asks for, whether the
	// request reaches S3, and perhaps by which path. "absent" is no row.
	want string
	// private is "passes" if RequirePrivate is to pass, and "refuses" if not, perhaps with what it is to say.
	private string
}

var networkCases = slices.Concat(
	unseenCases, makerCases, nestedCases, escapedCases, ssmCases, unmodelledCases, routeCases, natCases, transitCases, hubCases, inspectionCases, instanceCases, onPremisesCases, dnsCases, privateZoneCases, resolverCases,
	dnsFirewallCases, profileCases, dualstackCases, filterCases, groupCases, gatewayTableCases, transitIpv6Cases,
	blockCases, outsideCases, hiddenCases, announcedCases, valueCases, conditionCases,
)

// The pages on which the cases rest.
const (
	pageForEach            = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html"
	pageLanguageExtensions = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-languageextensions.html"
	pageSsm                = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html"
	pageMacros             = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html"
	pageProducts           = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html"
	pageStackSets          = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stackset.html"
	pageModules            = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules.html"
	pageExtensions         = "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/what-is-cloudformation-cli.html"
	pageBlock              = "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html"
	pagePriority           = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"
	pageRouteServer        = "https://docs.aws.amazon.com/vpc/latest/userguide/dynamic-routing-route-server.html"
	pageIpamLists          = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-ipamprefixlistresolvertarget.html"
	pageEncryption         = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html"
	pageIngress            = "https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html"
	pageTransitTables      = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html"
	pageTransitZones       = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html"
	pageLocalZones         = "https://docs.aws.amazon.com/local-zones/latest/ug/local-zones-connectivity-transit-gateway-lzs.html"
	pagePeerGroups         = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html"
	pageGroupRules         = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"
	pageTransitIpv6        = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html"
	pageTransitAcls        = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html"
	pageTransitNat         = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-transitgatewayattachmentnatconfiguration.html"
	pageTransitNatGateway  = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html"
	pageNat                = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html"
	pageRegionalNat        = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html"
	pageNat64              = "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html"
	pageVpnPriority        = "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html"
	pageStaticVpn          = "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html"
	pagePrivateZones       = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html"
	pageDelegation         = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/outbound-delegation-tutorial.html"
	pageResolverRules      = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-using-rules.html"
	pageDirectConnect      = "https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html"
	pageDhcp               = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html"
	pageS3Names            = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ipv6-access.html"
	pageDualstack          = "https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html"
	pageS3AddressTypes     = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#privatelink-ip-address-types"
	pageEgressOnly         = "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html"
	pageLambdaIpv6         = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-ipv6"
	pageFirewall           = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-groups.html"
	pageFirewallActions    = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-actions.html"
	pageFirewallDomains    = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-domain-lists.html"
	pageProfiles           = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html"
	pagePrivateDns         = "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html"
	pageGatewayEnds        = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"
)

func TestNetworks(t *testing.T) {
	names := map[string]bool{}
	for _, c := range slices.Concat(networkCases, returnedCases, overlapCases) {
		if names[c.name] {
			t.Errorf("two cases have the name %q", c.name)
		}
		names[c.name] = true
		t.Run(c.name, func(t *testing.T) {
			report, err := s3path.Analyze(templatetest.Source(t, c.network), s3path.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkRemedies(t, report)
			for line := range strings.Lines(c.want) {
				if line = strings.TrimSpace(line); line != "" {
					checkLine(t, report, line)
				}
			}
			c.checkPrivate(t, report)
			checkObstacles(t, report)
			if t.Failed() {
				t.Logf("%s\n%s", c.page, report)
			}
		})
	}
}

// checkRemedies fails if something is unknown without a remedy.
func checkRemedies(t *testing.T, report *s3path.Report) {
	t.Helper()
	for row := range report.Rows() {
		isUnknown := row.Reachable == s3path.Unknown || row.Path == s3path.UnknownPath
		if isUnknown != (len(row.Remedies) > 0) && len(row.Possible) == 0 {
			t.Errorf("%s by the %s name is %s by %s, and the remedies are %q: %s", row.Client.Name, row.Name, row.Reachable, row.Path, row.Remedies, row.Reason)
		}
	}
}

// checkLine compares the rows of a client and a name with a line such as "Private usual yes by gateway".
func checkLine(t *testing.T, report *s3path.Report, line string) {
	t.Helper()
	words := strings.Fields(line)
	if len(words) != 3 && (len(words) != 5 || words[3] != "by") {
		t.Fatalf("%q is not a client, a name, an answer and perhaps a path", line)
	}
	found := false
	for row := range report.Rows() {
		// The names of several stacks begin with the stack.
		isClient := row.Client.Cidr == words[0] || row.Client.Name == words[0] || strings.HasSuffix(row.Client.Name, "."+words[0])
		if !isClient || row.Name != s3path.Name(words[1]) {
			continue
		}
		if words[2] == "absent" {
			t.Errorf("there is a row for %s", line)
		}
		found = true
		if row.Reachable != s3path.Reachable(words[2]) || len(words) == 5 && row.Path != s3path.Path(words[4]) {
			t.Errorf("got %s by %s: %s; want %s", row.Reachable, row.Path, row.Reason, line)
		}
		if row.Reachable == s3path.Unknown && row.Reason == "" {
			t.Errorf("%s is unknown without a cause", line)
		}
	}
	if !found && words[2] != "absent" {
		t.Errorf("there is no row for %s", line)
	}
}

func (c networkCase) checkPrivate(t *testing.T, report *s3path.Report) {
	t.Helper()
	verb, text, _ := strings.Cut(c.private, " ")
	err := report.Forbid(s3path.Nat, s3path.Internet, s3path.Transit, s3path.Vpn, s3path.Peering, s3path.Firewall, s3path.UnknownPath)
	switch {
	case verb == "":
	case verb == "passes" && err != nil:
		t.Errorf("RequirePrivate says %v", err)
	case verb == "refuses" && err == nil:
		t.Error("RequirePrivate passes")
	case verb == "refuses" && !strings.Contains(err.Error(), text):
		t.Errorf("RequirePrivate does not say %q: %v", text, err)
	}
}

// The networks of the cases.
const (
	// isolated is a VPC with one subnet, which has no default route.
	isolated = `
Vpc        VPC                          {CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true}
Iso        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.9.0/24, AvailabilityZone: eu-west-1a}
IsoTable   RouteTable                   {VpcId: @Vpc}
IsoAssoc   SubnetRouteTableAssociation  {SubnetId: @Iso, RouteTableId: @IsoTable}
`
	// withGateway adds a gateway endpoint to isolated.
	withGateway = isolated + `
S3         VPCEndpoint                  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@IsoTable]}
`
	// withInternet adds a public subnet.
	withInternet = isolated + `
Igw        InternetGateway
Attached   VPCGatewayAttachment         {VpcId: @Vpc, InternetGatewayId: @Igw}
Pub        Subnet                       {VpcId: @Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a, MapPublicIpOnLaunch: true}
PubTable   RouteTable                   {VpcId: @Vpc}
PubAssoc   SubnetRouteTableAssociation  {SubnetId: @Pub, RouteTableId: @PubTable}
PubRoute   Route                        {RouteTableId: @PubTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: @Igw}
`
	// withNat has a NAT gateway for the subnet that was isolated.
	withNat = withInternet + `
Nat        NatGateway                   {SubnetId: @Pub, AllocationId: eipalloc-1}
NatRoute   Route                        {RouteTableId: @IsoTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: @Nat}
`
	// linkHere is an interface endpoint in isolated.
	linkHere = `
Door       SecurityGroup                {VpcId: @Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}
Link       VPCEndpoint                  {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
                                         PrivateDnsEnabled: false, SubnetIds: [@Iso], SecurityGroupIds: [@Door.GroupId]}
`
	// shop is a VPC with a client, and vault one with an interface endpoint.
	shop = `
Shop       VPC                          {CidrBlock: 10.1.0.0/16}
Till       Subnet                       {VpcId: @Shop, CidrBlock: 10.1.0.0/24, AvailabilityZone: eu-west-1a}
TillTable  RouteTable                   {VpcId: @Shop}
TillAssoc  SubnetRouteTableAssociation  {SubnetId: @Till, RouteTableId: @TillTable}
`
	vault = `
Vault      VPC                          {CidrBlock: 10.2.0.0/16}
Shelf      Subnet                       {VpcId: @Vault, CidrBlock: 10.2.0.0/24, AvailabilityZone: eu-west-1a}
ShelfTable RouteTable                   {VpcId: @Vault}
ShelfAssoc SubnetRouteTableAssociation  {SubnetId: @Shelf, RouteTableId: @ShelfTable}
Door       SecurityGroup                {VpcId: @Vault, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}
Link       VPCEndpoint                  {VpcId: @Vault, ServiceName: com.amazonaws.eu-west-1.s3, VpcEndpointType: Interface,
                                         PrivateDnsEnabled: false, SubnetIds: [@Shelf], SecurityGroupIds: [@Door.GroupId]}
`
	// peered is both, with a peering connection.
	peered = shop + vault + `
Pcx        VPCPeeringConnection         {VpcId: @Shop, PeerVpcId: @Vault}
There      Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, VpcPeeringConnectionId: @Pcx}
Back       Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/16, VpcPeeringConnectionId: @Pcx}
`
	// onTransit is both, on a transit gateway.
	onTransit = shop + vault + `
Tgw        TransitGateway
ShopAtt    TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Shop, SubnetIds: [@Till]}
VaultAtt   TransitGatewayVpcAttachment  {TransitGatewayId: @Tgw, VpcId: @Vault, SubnetIds: [@Shelf]}
There      Route                        {RouteTableId: @TillTable, DestinationCidrBlock: 10.2.0.0/16, TransitGatewayId: @Tgw}
Back       Route                        {RouteTableId: @ShelfTable, DestinationCidrBlock: 10.1.0.0/16, TransitGatewayId: @Tgw}
`
	// onVpn is a VPC with an interface endpoint and a VPN gateway.
	onVpn = vault + `
Vgw        VPNGateway                   {Type: ipsec.1}
VgwHere    VPCGatewayAttachment         {VpcId: @Vault, VpnGatewayId: @Vgw}
`
	// undecided has a parameter and a condition of it.
	undecided = `
Parameters: {Any: {Type: String}}
Conditions: {Open: {Fn::Equals: [@Any, "yes"]}}
`
)
