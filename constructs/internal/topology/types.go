package topology

import (
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
	case
		// What has an effect only where something above, or something that is read, names it.
		"AWS::DirectConnect::DirectConnectGateway", "AWS::DirectConnect::TransitVirtualInterface",
		"AWS::EC2::CarrierGateway", "AWS::EC2::CustomerGateway", "AWS::EC2::LocalGatewayRoute",
		"AWS::EC2::LocalGatewayRouteTable", "AWS::EC2::LocalGatewayRouteTableVirtualInterfaceGroupAssociation",
		"AWS::EC2::LocalGatewayVirtualInterface", "AWS::EC2::LocalGatewayVirtualInterfaceGroup", "AWS::EC2::RouteServer",
		"AWS::EC2::RouteServerAssociation", "AWS::EC2::RouteServerEndpoint", "AWS::EC2::RouteServerPeer",
		"AWS::EC2::TransitGatewayPolicyTable", "AWS::EC2::VPNConcentrator", "AWS::NetworkManager::ConnectAttachment",
		"AWS::NetworkManager::ConnectPeer", "AWS::NetworkManager::CoreNetwork",
		"AWS::NetworkManager::CoreNetworkPrefixListAssociation", "AWS::NetworkManager::DirectConnectGatewayAttachment",
		"AWS::NetworkManager::SiteToSiteVpnAttachment", "AWS::NetworkManager::TransitGatewayRegistration",
		"AWS::NetworkManager::VpcAttachment", "AWS::Route53Resolver::FirewallConfig",
		"AWS::Route53Resolver::OutpostResolver", "AWS::Route53Resolver::ResolverDNSSECConfig",
		"AWS::Route53Resolver::ResolverEndpoint",
		"AWS::VpcLattice::ResourceConfiguration", "AWS::VpcLattice::ResourceGateway", "AWS::VpcLattice::Service",
		"AWS::VpcLattice::ServiceNetwork", "AWS::VpcLattice::ServiceNetworkResourceAssociation",
		"AWS::VpcLattice::ServiceNetworkServiceAssociation",
		// What changes nothing on the path of a subnet's connections to S3. Route 53 Global Resolver answers clients that are set
		// up to ask it, and the configuration of a VPC's resolver is for names of addresses.
		"AWS::DirectConnect::Connection", "AWS::DirectConnect::Lag", "AWS::DirectConnect::PublicVirtualInterface",
		"AWS::DirectConnect::ResiliencyGroup",
		"AWS::EC2::ClientVpnAuthorizationRule", "AWS::EC2::ClientVpnEndpoint", "AWS::EC2::ClientVpnRoute",
		"AWS::EC2::ClientVpnTargetNetworkAssociation", "AWS::EC2::FlowLog",
		"AWS::EC2::InstanceConnectEndpoint", "AWS::EC2::NetworkInsightsAccessScope",
		"AWS::EC2::NetworkInsightsAccessScopeAnalysis", "AWS::EC2::NetworkInsightsAnalysis", "AWS::EC2::NetworkInsightsPath",
		"AWS::EC2::NetworkInterfaceAttachment", "AWS::EC2::NetworkInterfacePermission",
		"AWS::EC2::NetworkPerformanceMetricSubscription", "AWS::EC2::SecondaryNetwork",
		"AWS::EC2::SecurityGroupVpcAssociation", "AWS::EC2::SubnetCidrReservation", "AWS::EC2::TrafficMirrorFilter",
		"AWS::EC2::TrafficMirrorFilterRule", "AWS::EC2::TrafficMirrorSession", "AWS::EC2::TrafficMirrorTarget",
		"AWS::EC2::TransitGatewayMeteringPolicy", "AWS::EC2::TransitGatewayMeteringPolicyEntry",
		"AWS::EC2::TransitGatewayMulticastDomain", "AWS::EC2::TransitGatewayMulticastDomainAssociation",
		"AWS::EC2::TransitGatewayMulticastGroupMember", "AWS::EC2::TransitGatewayMulticastGroupSource",
		"AWS::EC2::VPCEndpointConnectionNotification", "AWS::EC2::VPCEndpointService",
		"AWS::EC2::VPCEndpointServicePermissions", "AWS::EC2::VerifiedAccessEndpoint", "AWS::EC2::VerifiedAccessGroup",
		"AWS::EC2::VerifiedAccessInstance", "AWS::EC2::VerifiedAccessTrustProvider",
		"AWS::GlobalAccelerator::Accelerator", "AWS::GlobalAccelerator::CrossAccountAttachment",
		"AWS::GlobalAccelerator::EndpointGroup", "AWS::GlobalAccelerator::Listener",
		"AWS::NetworkFirewall::ContainerAssociation", "AWS::NetworkFirewall::FirewallPolicy",
		"AWS::NetworkFirewall::LoggingConfiguration", "AWS::NetworkFirewall::RuleGroup",
		"AWS::NetworkFirewall::TLSInspectionConfiguration", "AWS::NetworkManager::Connection",
		"AWS::NetworkManager::CustomerGatewayAssociation", "AWS::NetworkManager::Device",
		"AWS::NetworkManager::GlobalNetwork", "AWS::NetworkManager::Link", "AWS::NetworkManager::LinkAssociation",
		"AWS::NetworkManager::Site", "AWS::Route53::CidrCollection", "AWS::Route53::DNSSEC", "AWS::Route53::DelegationSet",
		"AWS::Route53::HealthCheck", "AWS::Route53::KeySigningKey", "AWS::Route53::QueryLoggingConfig",
		"AWS::Route53::TrafficPolicy", "AWS::Route53::TrafficPolicyInstance",
		"AWS::Route53GlobalResolver::AccessSource", "AWS::Route53GlobalResolver::AccessToken",
		"AWS::Route53GlobalResolver::DnsView", "AWS::Route53GlobalResolver::FirewallDomainList",
		"AWS::Route53GlobalResolver::FirewallRule", "AWS::Route53GlobalResolver::GlobalResolver",
		"AWS::Route53GlobalResolver::HostedZoneAssociation",
		"AWS::Route53Resolver::ResolverConfig", "AWS::Route53Resolver::ResolverQueryLoggingConfig",
		"AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation", "AWS::ServiceDiscovery::HttpNamespace",
		"AWS::ServiceDiscovery::Instance", "AWS::ServiceDiscovery::PublicDnsNamespace", "AWS::ServiceDiscovery::Service",
		"AWS::VpcLattice::AccessLogSubscription",
		"AWS::VpcLattice::AuthPolicy", "AWS::VpcLattice::DomainVerification", "AWS::VpcLattice::Listener",
		"AWS::VpcLattice::ResourcePolicy", "AWS::VpcLattice::Rule", "AWS::VpcLattice::TargetGroup":
		return nothing, true
	}
	return nothing, !isOfNetworks(resourceType) || network.IsRead(resourceType)
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

// isOfNetworks reports whether a type is of a service whose types are all in the table, but for those of EC2 that are named
// after computing.
func isOfNetworks(resourceType string) bool {
	service, name, _ := strings.Cut(strings.TrimPrefix(resourceType, "AWS::"), "::")
	switch service {
	case "DirectConnect", "GlobalAccelerator", "NetworkFirewall", "NetworkManager", "Route53", "Route53GlobalResolver", "Route53Profiles",
		"Route53Resolver", "ServiceDiscovery", "VpcLattice":
		return true
	case "EC2":
		for _, prefix := range []string{
			"ApplicationStatusCheck", "Capacity", "EC2Fleet", "Enclave", "FpgaImage", "Host", "IPAM", "IPv4Pool",
			"InstanceEventWindow", "Ipam", "KeyPair", "LaunchTemplate", "PlacementGroup", "Snapshot", "SpotFleet", "SqlHa", "Volume",
		} {
			if strings.HasPrefix(name, prefix) {
				return false
			}
		}
		return true
	}
	return false
}
