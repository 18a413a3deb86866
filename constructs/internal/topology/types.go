package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// changes are the answers that resources of a type may change.
type changes uint8

const nothing changes = 0

const (
	// changesRoutes changes the routes of the route tables and VPCs that it names.
	changesRoutes changes = 1 << iota
	// changesTransit changes the routes of the transit gateways, and of their tables and attachments, that it names.
	changesTransit
	// changesInternet changes what passes the internet gateways of the VPCs that it names.
	changesInternet
	// changesTraffic changes what the subnets of the VPCs that it names can send and receive.
	changesTraffic
	// changesLists changes the entries of the prefix lists that it names.
	changesLists
	// changesDns changes what names resolve to in the VPCs that it names.
	changesDns
	// changesPropagated changes the routes that the VPN gateways that it names propagate.
	changesPropagated
)

const (
	typeEncryptionControl  = "AWS::EC2::VPCEncryptionControl"
	typeFirewallPolicy     = "AWS::FMS::Policy"
	typeOrganizationPolicy = "AWS::Organizations::Policy"
	typeServiceNetworkLink = "AWS::VpcLattice::ServiceNetworkVpcAssociation"
	typeVpc                = "AWS::EC2::VPC"
)

// changesOf is the table of resource types of networks that the model does not read. One that changes something makes it
// unknown, for the parts that it names, or for all if it names none; ok is false for a type that is not in the table.
func changesOf(resourceType string) (c changes, ok bool) {
	switch resourceType {
	case
		typeEncryptionControl: // drops traffic that is not encrypted, such as through gateways that are not excluded
		return changesTraffic, true
	case
		"AWS::EC2::IpPoolRouteTableAssociation",
		"AWS::EC2::LocalGatewayRouteTableVPCAssociation",
		typeOrganizationPolicy: // can turn VPC Block Public Access on
		return changesInternet, true
	case
		"AWS::EC2::TransitGatewayAttachmentNatConfiguration", // translates the addresses of clients
		"AWS::EC2::TransitGatewayPolicyTableAssociation",     // chooses tables by policy
		"AWS::EC2::TransitGatewayPolicyTableEntry",
		"AWS::EC2::TransitGatewayConnectPeer",
		"AWS::NetworkManager::TransitGatewayPeering",
		"AWS::NetworkManager::TransitGatewayRouteTableAttachment":
		return changesTransit, true
	case
		"AWS::DirectConnect::DirectConnectGatewayAssociation",
		"AWS::DirectConnect::PrivateVirtualInterface":
		return changesPropagated, true
	case
		"AWS::EC2::IPAMPrefixListResolverTarget":
		return changesLists, true
	case
		typeServiceNetworkLink, // can create hosted zones for the VPC
		typeFirewallPolicy:     // can associate groups of DNS Firewall rules with all VPCs
		return changesDns, true
	}
	service, name, _ := strings.Cut(strings.TrimPrefix(resourceType, "AWS::"), "::")
	names, isOfNetworks := unreadTypes(service)
	return nothing, !isOfNetworks || network.IsRead(resourceType) ||
		slices.Contains(strings.Fields(names), name) || service == "EC2" && isOfComputing(name)
}

// unreadTypes returns the types of a networking service that the model does not read, but that change nothing by themselves. Some
// have an effect only if a type that is read, or one of those above, names them; the others do not affect a subnet's connections to
// S3. Route 53 Global Resolver answers only clients that are configured to use it, and ResolverConfig is about reverse DNS. For other
// services, ok is false.
func unreadTypes(service string) (names string, ok bool) {
	switch service {
	case "DirectConnect":
		names = "Connection DirectConnectGateway Lag PublicVirtualInterface ResiliencyGroup TransitVirtualInterface"
	case "EC2":
		names = "CarrierGateway ClientVpnAuthorizationRule ClientVpnEndpoint ClientVpnRoute ClientVpnTargetNetworkAssociation " +
			"CustomerGateway FlowLog InstanceConnectEndpoint LocalGatewayRoute LocalGatewayRouteTable " +
			"LocalGatewayRouteTableVirtualInterfaceGroupAssociation LocalGatewayVirtualInterface " +
			"LocalGatewayVirtualInterfaceGroup NetworkInsightsAccessScope NetworkInsightsAccessScopeAnalysis " +
			"NetworkInsightsAnalysis NetworkInsightsPath NetworkInterfaceAttachment NetworkInterfacePermission " +
			"NetworkPerformanceMetricSubscription RouteServer RouteServerAssociation RouteServerEndpoint RouteServerPeer " +
			"SecondaryNetwork SecurityGroupVpcAssociation SubnetCidrReservation TrafficMirrorFilter TrafficMirrorFilterRule " +
			"TrafficMirrorSession TrafficMirrorTarget TransitGatewayMeteringPolicy TransitGatewayMeteringPolicyEntry " +
			"TransitGatewayMulticastDomain TransitGatewayMulticastDomainAssociation TransitGatewayMulticastGroupMember " +
			"TransitGatewayMulticastGroupSource TransitGatewayPolicyTable VPCEndpointConnectionNotification " +
			"VPCEndpointService VPCEndpointServicePermissions VPNConcentrator VerifiedAccessEndpoint VerifiedAccessGroup " +
			"VerifiedAccessInstance VerifiedAccessTrustProvider"
	case "GlobalAccelerator":
		names = "Accelerator CrossAccountAttachment EndpointGroup Listener"
	case "NetworkFirewall":
		names = "ContainerAssociation FirewallPolicy LoggingConfiguration RuleGroup TLSInspectionConfiguration"
	case "NetworkManager":
		names = "ConnectAttachment ConnectPeer Connection CoreNetwork CoreNetworkPrefixListAssociation CustomerGatewayAssociation " +
			"Device DirectConnectGatewayAttachment GlobalNetwork Link LinkAssociation Site SiteToSiteVpnAttachment " +
			"TransitGatewayRegistration VpcAttachment"
	case "Route53":
		names = "CidrCollection DNSSEC DelegationSet HealthCheck KeySigningKey QueryLoggingConfig TrafficPolicy " +
			"TrafficPolicyInstance"
	case "Route53GlobalResolver":
		names = "AccessSource AccessToken DnsView FirewallDomainList FirewallRule GlobalResolver HostedZoneAssociation"
	case "Route53Profiles":
	case "Route53Resolver":
		names = "FirewallConfig OutpostResolver ResolverConfig ResolverDNSSECConfig ResolverEndpoint ResolverQueryLoggingConfig " +
			"ResolverQueryLoggingConfigAssociation"
	case "ServiceDiscovery":
		names = "HttpNamespace Instance PublicDnsNamespace Service"
	case "VpcLattice":
		names = "AccessLogSubscription AuthPolicy DomainVerification Listener ResourceConfiguration ResourceGateway " +
			"ResourcePolicy Rule Service ServiceNetwork ServiceNetworkResourceAssociation ServiceNetworkServiceAssociation " +
			"TargetGroup"
	default:
		return "", false
	}
	return names, true
}

// unreadChanges returns what resources of a type change that is not read. A type which is not in the table is new, and may
// change anything.
func unreadChanges(resourceType string) changes {
	changes, ok := changesOf(resourceType)
	if !ok {
		return changesRoutes | changesTransit | changesInternet | changesLists | changesDns | changesPropagated
	}
	return changes
}

// isOfComputing reports whether the name of an EC2 type shows that it is about computing rather than networking.
func isOfComputing(name string) bool {
	return slices.ContainsFunc([]string{
		"ApplicationStatusCheck", "Capacity", "EC2Fleet", "Enclave", "FpgaImage", "Host", "IPAM", "IPv4Pool",
		"InstanceEventWindow", "Ipam", "KeyPair", "LaunchTemplate", "PlacementGroup", "Snapshot", "SpotFleet", "SqlHa", "Volume",
	}, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}
