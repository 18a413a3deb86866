package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// resourceType is how the resources of a type become parts of the network.
type resourceType struct {
	// create makes a part that others refer to; nil if there is none.
	create func(b *builder, e Entity)
	// connect reads the properties once all parts are there; nil if there are none to read.
	connect func(b *builder, r *template.Resource)
}

// resourceTypeNamed is the table of all resource types that the model reads, the zero value for any other.
func resourceTypeNamed(name string) resourceType {
	switch name {
	case "AWS::EC2::VPC":
		return resourceType{func(b *builder, e Entity) { b.vpcs.add(e) }, (*builder).connectVpc}
	case "AWS::EC2::VPCCidrBlock":
		return resourceType{connect: (*builder).addCidrs}
	case "AWS::EC2::Subnet":
		return resourceType{func(b *builder, e Entity) { b.subnets.add(e) }, (*builder).connectSubnet}
	case "AWS::EC2::SubnetCidrBlock":
		return resourceType{connect: (*builder).addSubnetCidr}
	case "AWS::EC2::RouteTable":
		return resourceType{func(b *builder, e Entity) { b.tables.add(e) }, (*builder).connectTable}
	case "AWS::EC2::SubnetRouteTableAssociation":
		return resourceType{connect: (*builder).associateTable}
	case "AWS::EC2::Route":
		return resourceType{connect: func(b *builder, r *template.Resource) { b.routeResources = append(b.routeResources, r) }}
	case "AWS::EC2::PrefixList":
		return resourceType{func(b *builder, e Entity) { b.lists.add(e) }, (*builder).connectList}

	case "AWS::EC2::InternetGateway":
		return resourceType{create: func(b *builder, e Entity) { b.gatewayKinds[e.Key] = TargetInternetGateway }}
	case "AWS::EC2::VPNGateway":
		return resourceType{create: func(b *builder, e Entity) { b.gatewayKinds[e.Key] = TargetVpnGateway }}
	case "AWS::EC2::VPCGatewayAttachment":
		return resourceType{connect: (*builder).attach}
	case "AWS::EC2::EgressOnlyInternetGateway":
		return resourceType{connect: (*builder).attachEgressOnly}
	case "AWS::EC2::NatGateway":
		return resourceType{func(b *builder, e Entity) { b.nats.add(e) }, (*builder).connectNat}
	case "AWS::EC2::EIP", "AWS::EC2::EIPAssociation":
		return resourceType{connect: (*builder).addElasticIp}
	case typeInstance, typeNetworkInterface:
		return resourceType{func(b *builder, e Entity) { b.forwarders.add(e) }, (*builder).connectForwarder}
	case typeFirewall, typeFirewallAssociation:
		return resourceType{func(b *builder, e Entity) { b.firewalls.add(e) }, (*builder).connectFirewall}
	case "AWS::EC2::VPCPeeringConnection":
		return resourceType{func(b *builder, e Entity) { b.peerings.add(e) }, (*builder).connectPeering}
	case "AWS::EC2::VPCBlockPublicAccessOptions":
		return resourceType{connect: (*builder).addPublicAccess}
	case "AWS::EC2::VPCBlockPublicAccessExclusion":
		return resourceType{connect: (*builder).addPublicAccessExclusion}

	case "AWS::EC2::VPNConnection":
		return resourceType{func(b *builder, e Entity) { b.vpns.add(e) }, (*builder).connectVpn}
	case "AWS::EC2::VPNConnectionRoute":
		return resourceType{connect: (*builder).addVpnRoute}
	case "AWS::EC2::GatewayRouteTableAssociation":
		return resourceType{connect: (*builder).associateGateway}
	case typeVpnPropagation, typeRouteServerPropagation:
		return resourceType{connect: (*builder).propagate}

	case "AWS::EC2::TransitGateway":
		return resourceType{func(b *builder, e Entity) { b.transits.add(e) }, (*builder).connectTransit}
	case "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment":
		return transitAttachment(AttachmentVpc)
	case "AWS::EC2::TransitGatewayPeeringAttachment":
		return transitAttachment(AttachmentPeering)
	case "AWS::EC2::TransitGatewayConnect":
		return transitAttachment(AttachmentConnect)
	case "AWS::EC2::TransitGatewayRouteTable":
		return resourceType{func(b *builder, e Entity) { b.transitTables.add(e) }, (*builder).connectTransitTable}
	case "AWS::EC2::TransitGatewayRoute":
		return resourceType{connect: (*builder).addTransitRoute}
	case "AWS::EC2::TransitGatewayRouteTableAssociation":
		return resourceType{connect: (*builder).associateTransitTable}
	case "AWS::EC2::TransitGatewayRouteTablePropagation":
		return resourceType{connect: (*builder).propagateTransit}

	case "AWS::EC2::SecurityGroup":
		return resourceType{func(b *builder, e Entity) { b.groups.add(e) }, (*builder).connectGroup}
	case typeIngress, "AWS::EC2::SecurityGroupEgress":
		return resourceType{connect: (*builder).addRule}
	case "AWS::EC2::NetworkAcl":
		return resourceType{func(b *builder, e Entity) { b.acls.add(e) }, (*builder).connectAcl}
	case "AWS::EC2::NetworkAclEntry":
		return resourceType{connect: (*builder).addAclEntry}
	case "AWS::EC2::SubnetNetworkAclAssociation":
		return resourceType{connect: (*builder).associateAcl}

	case "AWS::EC2::VPCEndpoint":
		return resourceType{func(b *builder, e Entity) { b.endpoints.add(e) }, (*builder).connectEndpoint}
	case "AWS::EC2::DHCPOptions":
		return resourceType{func(b *builder, e Entity) { b.dhcps.add(e) }, (*builder).connectDhcp}
	case "AWS::EC2::VPCDHCPOptionsAssociation":
		return resourceType{connect: (*builder).associateDhcp}
	case "AWS::Route53::HostedZone":
		return resourceType{func(b *builder, e Entity) { b.zones.add(e) }, (*builder).connectZone}
	case "AWS::ServiceDiscovery::PrivateDnsNamespace":
		return resourceType{func(b *builder, e Entity) { b.zones.add(e).Namespace = true }, (*builder).connectNamespace}
	case "AWS::Route53Resolver::ResolverRule":
		return resourceType{func(b *builder, e Entity) { b.resolverRules.add(e) }, (*builder).connectResolverRule}
	case "AWS::Route53Resolver::ResolverRuleAssociation":
		return resourceType{connect: (*builder).associateResolverRule}
	case "AWS::Route53Resolver::FirewallDomainList":
		return resourceType{func(b *builder, e Entity) { b.domainLists.add(e) }, (*builder).connectDomainList}
	case "AWS::Route53Resolver::FirewallRuleGroup":
		return resourceType{func(b *builder, e Entity) { b.dnsFirewalls.add(e) }, (*builder).connectDnsFirewall}
	case "AWS::Route53Resolver::FirewallRuleGroupAssociation":
		return resourceType{connect: (*builder).associateDnsFirewall}
	case "AWS::Route53Profiles::Profile":
		return resourceType{create: func(b *builder, e Entity) { b.profiles.add(e) }}
	case "AWS::Route53Profiles::ProfileAssociation":
		return resourceType{connect: (*builder).associateProfile}
	case "AWS::Route53Profiles::ProfileResourceAssociation":
		return resourceType{connect: (*builder).addProfileResource}
	case typeRecordSet, "AWS::Route53::RecordSetGroup":
		return resourceType{connect: (*builder).addRecords}

	case "AWS::S3::BucketPolicy":
		return resourceType{connect: (*builder).addBucketPolicy}
	}
	return resourceType{}
}

func transitAttachment(kind AttachmentKind) resourceType {
	return resourceType{func(b *builder, e Entity) { b.transitAttachments.add(e).Kind = kind }, (*builder).connectTransitAttachment}
}

// IsRead reports whether the model reads the resources of a type.
func IsRead(resourceType string) bool {
	t := resourceTypeNamed(resourceType)
	return t.create != nil || t.connect != nil
}
