package network

import "github.com/privates3/privates3-go/constructs/internal/template"

func (b *builder) connectVpc(v *Vpc, r *template.Resource) {
	// The block is absent if an address manager gives it: then it is known by its attribute.
	block := r.Property("CidrBlock")
	if block.Kind() == template.Absent {
		block = template.TokenValue(template.Token{Scope: r.Stack.Id, Name: r.LogicalId, Attribute: "CidrBlock"})
	}
	v.Cidrs = append([]Cidr{cidr(block)}, v.Cidrs...)
	v.EnableDnsSupport = boolFact(r.Property("EnableDnsSupport"))
	v.EnableDnsHostnames = boolFact(r.Property("EnableDnsHostnames"))
}

// addCidrs adds the blocks of a AWS::EC2::VPCCidrBlock.
func (b *builder) addCidrs(r *template.Resource) {
	v := b.vpc(keyFact(r.Property("VpcId")))
	if v == nil {
		return
	}
	if block := cidr(r.Property("CidrBlock")); block.State() != Absent {
		v.Cidrs = append(v.Cidrs, block)
	}
	if r.Property("Ipv6CidrBlock").Kind() != template.Absent {
		v.Ipv6Cidrs = append(v.Ipv6Cidrs, cidr(r.Property("Ipv6CidrBlock")))
		return
	}
	if amazon, _ := r.Property("AmazonProvidedIpv6CidrBlock").Bool(); amazon && v.Resource != nil {
		token := template.Token{Scope: v.Resource.Stack.Id, Name: v.Resource.LogicalId, Attribute: "Ipv6CidrBlocks[0]"}
		v.Ipv6Cidrs = append(v.Ipv6Cidrs, cidr(template.TokenValue(token)))
	}
}

func (b *builder) connectSubnet(s *Subnet, r *template.Resource) {
	s.VpcId = keyFact(r.Property("VpcId"))
	s.Vpc = b.vpc(s.VpcId)
	s.Cidr = cidr(r.Property("CidrBlock"))
	s.Ipv6Cidr = cidr(r.Property("Ipv6CidrBlock"))
	s.AvailabilityZone = r.Property("AvailabilityZone")
	s.MapPublicIpOnLaunch = boolFact(r.Property("MapPublicIpOnLaunch"))
}

// attach reads the resources that attach a gateway to a VPC.
func (b *builder) attach(r *template.Resource) {
	v := b.vpc(keyFact(r.Property("VpcId")))
	if v == nil {
		return
	}
	attachment := func(property string) Attachment {
		return Attachment{Entity: entityOf(r), GatewayId: keyFact(r.Property(property))}
	}
	if r.Type == "AWS::EC2::EgressOnlyInternetGateway" {
		v.EgressOnlyInternetGateways = append(v.EgressOnlyInternetGateways, Attachment{Entity: entityOf(r), GatewayId: known(resourceKey(r))})
		return
	}
	if a := attachment("InternetGatewayId"); a.GatewayId.State != Absent {
		v.InternetGateways = append(v.InternetGateways, a)
		b.gatewayKinds[a.GatewayId.Value] = TargetInternetGateway
	}
	if a := attachment("VpnGatewayId"); a.GatewayId.State != Absent {
		v.VpnGateways = append(v.VpnGateways, a)
		b.gatewayKinds[a.GatewayId.Value] = TargetVpnGateway
		b.gatewayVpcs[a.GatewayId.Value] = v
	}
	if a := attachment("TransitGatewayId"); a.GatewayId.State != Absent {
		v.TransitGateways = append(v.TransitGateways, a)
	}
	delete(b.gatewayKinds, "")
	delete(b.gatewayVpcs, "")
}

func (b *builder) connectPeering(p *Peering, r *template.Resource) {
	p.VpcId, p.PeerVpcId = keyFact(r.Property("VpcId")), keyFact(r.Property("PeerVpcId"))
	p.Vpc, p.PeerVpc = b.vpc(p.VpcId), b.vpc(p.PeerVpcId)
}

// addVpnRoutes adds the on-premises blocks that static VPN connections name to the VPCs of their VPN gateways.
func (b *builder) addVpnRoutes() {
	gateways := map[Key]Fact[Key]{}
	for _, r := range b.resources {
		if r.Type == "AWS::EC2::VPNConnection" {
			gateways[resourceKey(r)] = keyFact(r.Property("VpnGatewayId"))
		}
	}
	for _, r := range b.resources {
		if r.Type != "AWS::EC2::VPNConnectionRoute" {
			continue
		}
		v := b.gatewayVpcs[gateways[keyFact(r.Property("VpnConnectionId")).Value].Value]
		if block := cidr(r.Property("DestinationCidrBlock")); v != nil && block.State() != Absent {
			v.VpnCidrs = append(v.VpnCidrs, block)
		}
	}
}
