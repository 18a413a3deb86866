package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// resourceType is how the resources of a type become parts of the network.
type resourceType struct {
	// create makes a part that others refer to; nil if there is none.
	create func(b *builder, e Entity)
	// connect reads the properties once all parts are there; nil if there are none to read.
	connect func(b *builder, r *template.Resource)
}

// resourceTypeNamed is the table of all resource types that the model reads; false for any other.
func resourceTypeNamed(name string) (resourceType, bool) {
	switch name {
	case "AWS::EC2::VPC":
		return resourceType{func(b *builder, e Entity) { b.vpcs[e.Key] = &Vpc{Entity: e, Declared: true} }, (*builder).connectVpc}, true
	case "AWS::EC2::VPCCidrBlock":
		return resourceType{connect: (*builder).addCidrs}, true
	case "AWS::EC2::Subnet":
		return resourceType{func(b *builder, e Entity) { b.subnets[e.Key] = &Subnet{Entity: e, Declared: true} }, (*builder).connectSubnet}, true
	case "AWS::EC2::SubnetCidrBlock":
		return resourceType{connect: (*builder).addSubnetCidr}, true
	case "AWS::EC2::RouteTable":
		return resourceType{func(b *builder, e Entity) {
			b.tables[e.Key] = &RouteTable{Entity: e, Complete: !e.Resource.Stack.Partial()}
		}, (*builder).connectTable}, true
	case "AWS::EC2::SubnetRouteTableAssociation":
		return resourceType{connect: (*builder).associateTable}, true
	case "AWS::EC2::Route":
		return resourceType{connect: func(b *builder, r *template.Resource) { b.routeResources = append(b.routeResources, r) }}, true
	case "AWS::EC2::PrefixList":
		return resourceType{func(b *builder, e Entity) { b.lists[e.Key] = &PrefixList{Entity: e} }, (*builder).connectList}, true

	case "AWS::EC2::InternetGateway":
		return resourceType{create: func(b *builder, e Entity) { b.gatewayKinds[e.Key] = TargetInternetGateway }}, true
	case "AWS::EC2::VPNGateway":
		return resourceType{create: func(b *builder, e Entity) { b.gatewayKinds[e.Key] = TargetVpnGateway }}, true
	case "AWS::EC2::VPCGatewayAttachment":
		return resourceType{connect: (*builder).attach}, true
	case "AWS::EC2::EgressOnlyInternetGateway":
		return resourceType{connect: (*builder).attachEgressOnly}, true
	case "AWS::EC2::NatGateway":
		return resourceType{func(b *builder, e Entity) { b.nats[e.Key] = &NatGateway{Entity: e} }, (*builder).connectNat}, true
	case "AWS::EC2::VPCPeeringConnection":
		return resourceType{func(b *builder, e Entity) { b.peerings[e.Key] = &Peering{Entity: e} }, (*builder).connectPeering}, true
	case "AWS::EC2::VPCBlockPublicAccessOptions":
		return resourceType{connect: (*builder).addPublicAccess}, true
	case "AWS::EC2::VPCBlockPublicAccessExclusion":
		return resourceType{connect: (*builder).addPublicAccessExclusion}, true

	case "AWS::EC2::VPNConnection":
		return resourceType{func(b *builder, e Entity) { b.vpns[e.Key] = &VpnConnection{Entity: e} }, (*builder).connectVpn}, true
	case "AWS::EC2::VPNConnectionRoute":
		return resourceType{connect: (*builder).addVpnRoute}, true
	case typeVpnPropagation, typeRouteServerPropagation:
		return resourceType{connect: (*builder).propagate}, true

	case "AWS::EC2::TransitGateway":
		return resourceType{func(b *builder, e Entity) { b.transits[e.Key] = &TransitGateway{Entity: e, Declared: true} }, (*builder).connectTransit}, true
	case "AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment":
		return transitAttachment(AttachmentVpc), true
	case "AWS::EC2::TransitGatewayPeeringAttachment":
		return transitAttachment(AttachmentPeering), true
	case "AWS::EC2::TransitGatewayConnect":
		return transitAttachment(AttachmentConnect), true
	case "AWS::EC2::TransitGatewayRouteTable":
		return resourceType{func(b *builder, e Entity) {
			b.transitTables[e.Key] = &TransitGatewayRouteTable{Entity: e, Complete: !e.Resource.Stack.Partial()}
		}, (*builder).connectTransitTable}, true
	case "AWS::EC2::TransitGatewayRoute":
		return resourceType{connect: (*builder).addTransitRoute}, true
	case "AWS::EC2::TransitGatewayRouteTableAssociation":
		return resourceType{connect: func(b *builder, r *template.Resource) {
			b.addTransitLink(r, func(t *TransitGatewayRouteTable) *[]*TransitGatewayLink { return &t.Associations },
				func(a *TransitGatewayAttachment) *[]*TransitGatewayLink { return &a.Associations })
		}}, true
	case "AWS::EC2::TransitGatewayRouteTablePropagation":
		return resourceType{connect: func(b *builder, r *template.Resource) {
			b.addTransitLink(r, func(t *TransitGatewayRouteTable) *[]*TransitGatewayLink { return &t.Propagations },
				func(a *TransitGatewayAttachment) *[]*TransitGatewayLink { return &a.Propagations })
		}}, true

	case "AWS::EC2::SecurityGroup":
		return resourceType{func(b *builder, e Entity) {
			b.groups[e.Key] = &SecurityGroup{Entity: e, Complete: !e.Resource.Stack.Partial()}
		}, (*builder).connectGroup}, true
	case typeIngress, "AWS::EC2::SecurityGroupEgress":
		return resourceType{connect: (*builder).addRule}, true
	case "AWS::EC2::NetworkAcl":
		return resourceType{func(b *builder, e Entity) { b.acls[e.Key] = &Acl{Entity: e, Complete: !e.Resource.Stack.Partial()} }, (*builder).connectAcl}, true
	case "AWS::EC2::NetworkAclEntry":
		return resourceType{connect: (*builder).addAclEntry}, true
	case "AWS::EC2::SubnetNetworkAclAssociation":
		return resourceType{connect: (*builder).associateAcl}, true

	case "AWS::EC2::VPCEndpoint":
		return resourceType{func(b *builder, e Entity) { b.endpoints[e.Key] = &Endpoint{Entity: e} }, (*builder).connectEndpoint}, true
	case "AWS::EC2::DHCPOptions":
		return resourceType{func(b *builder, e Entity) { b.dhcps[e.Key] = &DhcpOptions{Entity: e, Declared: true} }, (*builder).connectDhcp}, true
	case "AWS::EC2::VPCDHCPOptionsAssociation":
		return resourceType{connect: (*builder).associateDhcp}, true
	case "AWS::Route53::HostedZone":
		return resourceType{func(b *builder, e Entity) { b.zones[e.Key] = &HostedZone{Entity: e, Declared: true} }, (*builder).connectZone}, true
	case typeRecordSet, "AWS::Route53::RecordSetGroup":
		return resourceType{connect: (*builder).addRecords}, true

	case "AWS::S3::BucketPolicy":
		return resourceType{connect: (*builder).addBucketPolicy}, true
	}
	return resourceType{}, false
}

func transitAttachment(kind AttachmentKind) resourceType {
	return resourceType{func(b *builder, e Entity) {
		b.transitAttachments[e.Key] = &TransitGatewayAttachment{Entity: e, Kind: kind}
	}, (*builder).connectTransitAttachment}
}
