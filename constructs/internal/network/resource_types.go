package network

import "slices"

// resourceType is how the resources of a type become parts of the network.
type resourceType struct {
	name string
	// create makes a part that others refer to; nil if there is none.
	create func(b *builder, e Entity)
	// connect reads the properties once all parts are there; nil if there are none to read.
	connect func(b *builder, p properties)
}

// resourceTypes is the table of all resource types that the model reads.
func resourceTypes() []resourceType {
	return []resourceType{
		{"AWS::EC2::VPC", func(b *builder, e Entity) { b.vpcs.add(e) }, (*builder).connectVpc},
		{"AWS::EC2::VPCCidrBlock", nil, (*builder).addCidrs},
		{"AWS::EC2::Subnet", func(b *builder, e Entity) { b.subnets.add(e) }, (*builder).connectSubnet},
		{"AWS::EC2::SubnetCidrBlock", nil, (*builder).addSubnetCidr},
		{"AWS::EC2::RouteTable", func(b *builder, e Entity) { b.tables.add(e) }, (*builder).connectTable},
		{"AWS::EC2::SubnetRouteTableAssociation", nil, (*builder).associateTable},
		{"AWS::EC2::Route", nil, func(b *builder, p properties) { b.routes = append(b.routes, p) }},
		{"AWS::EC2::PrefixList", func(b *builder, e Entity) { b.lists.add(e) }, (*builder).connectList},

		{"AWS::EC2::InternetGateway", func(b *builder, e Entity) { b.gatewayKinds[e.Key] = TargetInternetGateway }, nil},
		{"AWS::EC2::VPNGateway", func(b *builder, e Entity) { b.gatewayKinds[e.Key] = TargetVpnGateway }, nil},
		{"AWS::EC2::VPCGatewayAttachment", nil, (*builder).attach},
		{"AWS::EC2::EgressOnlyInternetGateway", nil, (*builder).attachEgressOnly},
		{"AWS::EC2::NatGateway", func(b *builder, e Entity) { b.nats.add(e) }, (*builder).connectNat},
		{"AWS::EC2::EIP", nil, (*builder).addElasticIp},
		{"AWS::EC2::EIPAssociation", nil, (*builder).addElasticIp},
		{typeInstance, func(b *builder, e Entity) { b.forwarders.add(e) }, (*builder).connectForwarder},
		{typeNetworkInterface, func(b *builder, e Entity) { b.forwarders.add(e) }, (*builder).connectForwarder},
		{typeFirewall, func(b *builder, e Entity) { b.firewalls.add(e) }, (*builder).connectFirewall},
		{typeFirewallAssociation, func(b *builder, e Entity) { b.firewalls.add(e) }, (*builder).connectFirewall},
		{"AWS::EC2::VPCPeeringConnection", func(b *builder, e Entity) { b.peerings.add(e) }, (*builder).connectPeering},
		{"AWS::EC2::VPCBlockPublicAccessOptions", nil, (*builder).addPublicAccess},
		{"AWS::EC2::VPCBlockPublicAccessExclusion", nil, (*builder).addPublicAccessExclusion},

		{"AWS::EC2::VPNConnection", func(b *builder, e Entity) { b.vpns.add(e) }, (*builder).connectVpn},
		{"AWS::EC2::VPNConnectionRoute", nil, (*builder).addVpnRoute},
		{"AWS::EC2::GatewayRouteTableAssociation", nil, (*builder).associateGateway},
		{typeVpnPropagation, nil, (*builder).propagate},
		{typeRouteServerPropagation, nil, (*builder).propagate},

		{"AWS::EC2::TransitGateway", func(b *builder, e Entity) { b.transits.add(e) }, (*builder).connectTransit},
		{"AWS::EC2::TransitGatewayAttachment", func(b *builder, e Entity) { b.transitAttachments.add(e).Kind = AttachmentVpc }, (*builder).connectTransitAttachment},
		{"AWS::EC2::TransitGatewayVpcAttachment", func(b *builder, e Entity) { b.transitAttachments.add(e).Kind = AttachmentVpc }, (*builder).connectTransitAttachment},
		{"AWS::EC2::TransitGatewayPeeringAttachment", func(b *builder, e Entity) { b.transitAttachments.add(e).Kind = AttachmentPeering }, (*builder).connectTransitAttachment},
		{"AWS::EC2::TransitGatewayConnect", func(b *builder, e Entity) { b.transitAttachments.add(e).Kind = AttachmentConnect }, (*builder).connectTransitAttachment},
		{"AWS::EC2::TransitGatewayRouteTable", func(b *builder, e Entity) { b.transitTables.add(e) }, (*builder).connectTransitTable},
		{"AWS::EC2::TransitGatewayRoute", nil, (*builder).addTransitRoute},
		{"AWS::EC2::TransitGatewayRouteTableAssociation", nil, (*builder).associateTransitTable},
		{"AWS::EC2::TransitGatewayRouteTablePropagation", nil, (*builder).propagateTransit},

		{"AWS::EC2::SecurityGroup", func(b *builder, e Entity) { b.groups.add(e) }, (*builder).connectGroup},
		{typeIngress, nil, (*builder).addRule},
		{"AWS::EC2::SecurityGroupEgress", nil, (*builder).addRule},
		{"AWS::EC2::NetworkAcl", func(b *builder, e Entity) { b.acls.add(e) }, (*builder).connectAcl},
		{"AWS::EC2::NetworkAclEntry", nil, (*builder).addAclEntry},
		{"AWS::EC2::SubnetNetworkAclAssociation", nil, (*builder).associateAcl},

		{"AWS::EC2::VPCEndpoint", func(b *builder, e Entity) { b.endpoints.add(e) }, (*builder).connectEndpoint},
		{"AWS::EC2::DHCPOptions", func(b *builder, e Entity) { b.dhcps.add(e) }, (*builder).connectDhcp},
		{"AWS::EC2::VPCDHCPOptionsAssociation", nil, (*builder).associateDhcp},
		{"AWS::Route53::HostedZone", func(b *builder, e Entity) { b.zones.add(e) }, (*builder).connectZone},
		{"AWS::ServiceDiscovery::PrivateDnsNamespace", func(b *builder, e Entity) { b.zones.add(e).Namespace = true }, (*builder).connectNamespace},
		{"AWS::Route53Resolver::ResolverRule", func(b *builder, e Entity) { b.resolverRules.add(e) }, (*builder).connectResolverRule},
		{"AWS::Route53Resolver::ResolverRuleAssociation", nil, (*builder).associateResolverRule},
		{"AWS::Route53Resolver::FirewallDomainList", func(b *builder, e Entity) { b.domainLists.add(e) }, (*builder).connectDomainList},
		{"AWS::Route53Resolver::FirewallRuleGroup", func(b *builder, e Entity) { b.dnsFirewalls.add(e) }, (*builder).connectDnsFirewall},
		{"AWS::Route53Resolver::FirewallRuleGroupAssociation", nil, (*builder).associateDnsFirewall},
		{"AWS::Route53Profiles::Profile", func(b *builder, e Entity) { b.profiles.add(e) }, nil},
		{"AWS::Route53Profiles::ProfileAssociation", nil, (*builder).associateProfile},
		{"AWS::Route53Profiles::ProfileResourceAssociation", nil, (*builder).addProfileResource},
		{typeRecordSet, nil, (*builder).addRecords},
		{"AWS::Route53::RecordSetGroup", nil, (*builder).addRecords},

		{"AWS::S3::BucketPolicy", nil, (*builder).addBucketPolicy},
	}
}

// IsRead reports whether the model reads the resources of a type.
func IsRead(name string) bool {
	return slices.ContainsFunc(resourceTypes(), func(t resourceType) bool { return t.name == name })
}
