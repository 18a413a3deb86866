package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Vpc is a VPC.
type Vpc struct {
	Entity
	// LookedUp is true if the VPC is filled in from the context.
	LookedUp bool
	// Region is the VPC's Region, empty if it is unknown.
	Region string
	// Cidrs are the IPv4 blocks, the primary one first; Ipv6Cidrs the IPv6 ones.
	Cidrs, Ipv6Cidrs []Cidr
	// EnableDnsSupport is true by default, EnableDnsHostnames false.
	EnableDnsSupport, EnableDnsHostnames Fact[bool]
	// InternetGateways, VpnGateways, TransitGateways and EgressOnlyInternetGateways are the gateways attached to the VPC.
	InternetGateways, VpnGateways, TransitGateways, EgressOnlyInternetGateways []Attachment
	// Peerings are the peering connections of which the VPC is one side.
	Peerings []*Peering
	// VpnCidrs are the on-premises blocks of the static VPN connections to the VPC's VPN gateways.
	VpnCidrs []Cidr
	// DhcpOptions are the associations with DHCP options; none, and the ID "default", mean AWS's, with AmazonProvidedDNS.
	DhcpOptions []*Association[DhcpOptions]
	// HostedZones are the private hosted zones associated with the VPC.
	HostedZones []*HostedZone
	// ResolverRules are the rules of Route 53 Resolver for the VPC.
	ResolverRules []*Association[ResolverRule]
	// Firewalls are the rule groups of DNS Firewall for the VPC, and Profiles the profiles of Route 53.
	Firewalls []*FirewallAssociation
	Profiles  []*Association[Profile]
	// Subnets, RouteTables and Endpoints are those known to be in the VPC; NatGateways the regional ones.
	Subnets     []*Subnet
	RouteTables []*RouteTable
	Endpoints   []*Endpoint
	NatGateways []*NatGateway
	// DefaultNetworkAcl is the ACL of subnets without an association.
	DefaultNetworkAcl *Acl
	// MainRouteTable is the table of subnets without an association; nil if every subnet has one. No template can show
	// it, only a file of an account: it has the local route, and others only if something outside of the templates adds them.
	MainRouteTable *RouteTable
}

// Attachment is a gateway that is attached to a VPC.
type Attachment struct {
	Entity
	GatewayId Fact[Key]
}

func (b *builder) connectVpc(p properties) {
	v := b.vpcs[resourceKey(p.r)]
	block := p.ipv4Cidr("CidrBlock")
	if block.State() == Absent { // an address manager assigns it
		block = assigned(p.r, "CidrBlock")
	}
	v.Cidrs = append([]Cidr{block}, v.Cidrs...)
	if p.r.Stack.Region != "" {
		v.Region = p.r.Stack.Region
	}
	v.EnableDnsSupport = p.bool("EnableDnsSupport")
	v.EnableDnsHostnames = p.bool("EnableDnsHostnames")
}

// assigned is a block that AWS assigns at the deploy. It is known by the attribute that has it.
func assigned(r *template.Resource, attribute string) Cidr {
	return cidr(template.TokenValue(template.Token{Scope: r.Stack.Id, Name: r.LogicalId, Attribute: attribute}))
}

// addCidrs adds the blocks of a AWS::EC2::VPCCidrBlock.
func (b *builder) addCidrs(p properties) {
	v := place(p, &b.vpcs, "VpcId")
	if v == nil {
		return
	}
	block, ipv6 := ifExists(p.r, p.ipv4Cidr("CidrBlock")), ifExists(p.r, p.ipv6Cidr("Ipv6CidrBlock"))
	amazon := p.bool("AmazonProvidedIpv6CidrBlock").Or(false)
	switch {
	case ipv6.State() != Absent:
		v.Ipv6Cidrs = append(v.Ipv6Cidrs, ipv6)
	case amazon.Is(true) != template.False || p.text("Ipv6IpamPoolId").State != Absent || p.text("Ipv6Pool").State != Absent:
		of := p.r
		if v.Resource != nil {
			of = v.Resource
		}
		v.Ipv6Cidrs = append(v.Ipv6Cidrs, assigned(of, "Ipv6CidrBlocks[0]"))
	case block.State() == Absent: // an address manager assigns it
		block = assigned(p.r, "CidrBlock")
	}
	if block.State() != Absent {
		v.Cidrs = append(v.Cidrs, block)
	}
}

// ifExists returns a block of a resource, which is unknown if it is not known whether the resource exists.
func ifExists(r *template.Resource, block Cidr) Cidr {
	if block.State() == Absent || r.Exists() == template.True {
		return block
	}
	cause := r.WhyUndecided()
	return Cidr{Perhaps: block.Prefix, Value: template.TokenValue(template.Token{Kind: template.CauseCondition, Scope: r.Stack.Id, Name: r.Condition, Attribute: r.LogicalId}), Cause: &cause}
}

// attach reads the resources that attach a gateway to a VPC.
func (b *builder) attach(p properties) {
	v := place(p, &b.vpcs, "VpcId")
	for _, gateway := range []struct {
		property string
		kind     TargetKind
		list     func(*Vpc) *[]Attachment
	}{
		{"InternetGatewayId", TargetInternetGateway, func(v *Vpc) *[]Attachment { return &v.InternetGateways }},
		{"VpnGatewayId", TargetVpnGateway, func(v *Vpc) *[]Attachment { return &v.VpnGateways }},
		{"TransitGatewayId", TargetTransitGateway, func(v *Vpc) *[]Attachment { return &v.TransitGateways }},
	} {
		key := p.key(gateway.property)
		if key.State == Absent {
			continue
		}
		if key.State == Known {
			b.gatewayKinds[key.Value] = gateway.kind
		}
		if v != nil {
			*gateway.list(v) = append(*gateway.list(v), Attachment{Entity: entityOf(p.r).with(&v.Entity), GatewayId: key})
		}
	}
}

func (b *builder) attachEgressOnly(p properties) {
	if v := place(p, &b.vpcs, "VpcId"); v != nil {
		v.EgressOnlyInternetGateways = append(v.EgressOnlyInternetGateways, Attachment{Entity: entityOf(p.r).with(&v.Entity), GatewayId: known(resourceKey(p.r))})
	}
}
