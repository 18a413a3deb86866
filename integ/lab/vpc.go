//go:build linux

package lab

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
)

type (
	vpc struct {
		*resource
		blocks          []netip.Prefix
		six             []netip.Prefix // its IPv6 blocks
		dns             bool           // its clients ask Amazon's DNS server
		hostnames       bool
		main            *routeTable
		internetGateway string // empty if none is attached
		vpnGateway      string
	}
	subnet struct {
		*resource
		vpc     *vpc
		block   netip.Prefix // not valid if it has IPv6 addresses alone
		six     netip.Prefix // not valid if it has none
		zone    string
		public  bool   // instances get a public address at launch
		blocked string // the mode of VPC Block Public Access for it; empty if it is off
		table   *routeTable
		acl     *acl
	}
	// egressOnly is an egress-only internet gateway.
	egressOnly struct {
		*resource
		vpc *vpc
	}
	nat struct {
		*resource
		subnet  *subnet
		public  bool
		address netip.Addr
		// isInstance is true for a NAT instance, which has security groups.
		isInstance bool
		groups     []*group
	}
	endpoint struct {
		*resource
		vpc        *vpc
		gateway    bool // of type Gateway, not Interface
		versions   string
		interfaces []networkInterface
		groups     []*group
		privateDns bool // for the VPC's own clients
	}
	networkInterface struct {
		subnet  *subnet
		address netip.Addr
	}
	peering struct {
		*resource
		vpcs [2]*vpc
	}
)

func (n *Network) readVpcs() {
	each(n, "AWS::EC2::VPC", func(r *resource, p struct {
		CidrBlock                            string
		EnableDnsSupport, EnableDnsHostnames *boolean
	},
	) {
		v := &vpc{resource: r, blocks: []netip.Prefix{n.block(p.CidrBlock, r)}}
		v.dns = p.EnableDnsSupport == nil || bool(*p.EnableDnsSupport)
		v.hostnames = p.EnableDnsHostnames != nil && bool(*p.EnableDnsHostnames)
		v.main = &routeTable{resource: r, vpc: v}
		n.parts[r.id] = v
		n.parts[defaultOf("DefaultSecurityGroup", r.id)] = defaultGroup(v)
		n.parts[defaultOf("DefaultNetworkAcl", r.id)] = defaultAcl(v)
	})
	each(n, "AWS::EC2::VPCCidrBlock", func(r *resource, p struct {
		VpcId, CidrBlock, Ipv6CidrBlock string
		AmazonProvidedIpv6CidrBlock     boolean
	},
	) {
		v := at[*vpc](n, p.VpcId, r)
		if p.CidrBlock != "" {
			v.blocks = append(v.blocks, n.block(p.CidrBlock, r))
		}
		if six := n.block6(p.Ipv6CidrBlock); six.IsValid() {
			v.six = append(v.six, six)
		}
	})
	each(n, "AWS::EC2::Subnet", func(r *resource, p struct {
		VpcId, CidrBlock, Ipv6CidrBlock, AvailabilityZone string
		MapPublicIpOnLaunch, Ipv6Native                   boolean
	},
	) {
		s := &subnet{resource: r, vpc: at[*vpc](n, p.VpcId, r), zone: r.zone(), public: bool(p.MapPublicIpOnLaunch), six: n.block6(p.Ipv6CidrBlock)}
		if !p.Ipv6Native {
			s.block = n.block(p.CidrBlock, r)
		}
		s.table, s.acl = s.vpc.main, at[*acl](n, defaultOf("DefaultNetworkAcl", s.vpc.id), r)
		n.parts[r.id] = s
	})
	each(n, "AWS::EC2::RouteTable", func(r *resource, p struct{ VpcId string }) {
		n.parts[r.id] = &routeTable{resource: r, vpc: at[*vpc](n, p.VpcId, r)}
	})
	each(n, "AWS::EC2::SubnetRouteTableAssociation", func(r *resource, p struct{ SubnetId, RouteTableId string }) {
		at[*subnet](n, p.SubnetId, r).table = at[*routeTable](n, p.RouteTableId, r)
	})
	each(n, "AWS::EC2::VPCGatewayAttachment", func(r *resource, p struct{ VpcId, InternetGatewayId, VpnGatewayId string }) {
		v := at[*vpc](n, p.VpcId, r)
		v.internetGateway = cmp.Or(p.InternetGatewayId, v.internetGateway)
		v.vpnGateway = cmp.Or(p.VpnGatewayId, v.vpnGateway)
	})
	each(n, "AWS::EC2::EgressOnlyInternetGateway", func(r *resource, p struct{ VpcId string }) {
		n.parts[r.id] = &egressOnly{resource: r, vpc: at[*vpc](n, p.VpcId, r)}
	})
	each(n, "AWS::EC2::NatGateway", func(r *resource, p struct {
		SubnetId, AllocationId, ConnectivityType string
		VpcId, AvailabilityMode                  string // of a regional one
	},
	) {
		g := &nat{resource: r, public: p.ConnectivityType != "private"}
		if p.AvailabilityMode == "regional" {
			g.subnet = n.regional(r, at[*vpc](n, p.VpcId, r))
		} else {
			g.subnet = at[*subnet](n, p.SubnetId, r)
		}
		n.parts[r.id] = g
	})
	each(n, "AWS::EC2::VPCPeeringConnection", func(r *resource, p struct{ VpcId, PeerVpcId string }) {
		n.parts[r.id] = &peering{resource: r, vpcs: [2]*vpc{at[*vpc](n, p.VpcId, r), at[*vpc](n, p.PeerVpcId, r)}}
	})
	n.readPublicAccess()
}

// regional is where a regional NAT gateway stands: in no subnet of the VPC, with a route table of its own that leads to the
// internet gateway. See https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html.
func (n *Network) regional(r *resource, v *vpc) *subnet {
	place := netip.PrefixFrom(offset(netip.MustParseAddr("100.127.0.0"), 16*len(all[*nat](n))), 28)
	table := &routeTable{resource: r, vpc: v, routes: []route{{to: everything(), rank: static, via: v.internetGateway}}}
	return &subnet{resource: r, vpc: v, block: place, table: table, acl: defaultAcl(v)}
}

// readPublicAccess reads the mode of VPC Block Public Access, and what is excluded from it: an exclusion for a subnet, or
// for all of a VPC. See https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html.
func (n *Network) readPublicAccess() {
	each(n, "AWS::EC2::VPCBlockPublicAccessOptions", func(_ *resource, p struct{ InternetGatewayBlockMode string }) {
		if n.blocked = p.InternetGatewayBlockMode; n.blocked == "off" {
			n.blocked = ""
		}
	})
	for _, s := range all[*subnet](n) {
		s.blocked = n.blocked
	}
	each(n, "AWS::EC2::VPCBlockPublicAccessExclusion", func(r *resource, p struct{ VpcId, SubnetId, InternetGatewayExclusionMode string }) {
		for _, s := range all[*subnet](n) {
			if (s.id == p.SubnetId || s.vpc.id == p.VpcId) && n.blocked != "" {
				s.blocked = map[string]string{"allow-egress": "block-ingress", "allow-bidirectional": ""}[p.InternetGatewayExclusionMode]
			}
		}
	})
}

func (n *Network) readEndpoints() {
	each(n, "AWS::EC2::VPCEndpoint", func(r *resource, p struct {
		VpcId, ServiceName, VpcEndpointType, IpAddressType string
		RouteTableIds, SubnetIds, SecurityGroupIds         []string
		PrivateDnsEnabled                                  boolean
		DnsOptions                                         struct{ PrivateDnsOnlyForInboundResolverEndpoint string }
	},
	) {
		v := at[*vpc](n, p.VpcId, r)
		if !strings.HasSuffix(p.ServiceName, ".s3") {
			return // no packet to S3 passes it
		}
		e := &endpoint{resource: r, vpc: v, gateway: p.VpcEndpointType != "Interface", versions: cmp.Or(p.IpAddressType, "ipv4")}
		if e.versions != "ipv4" && !e.gateway {
			refuse("%s: the lab builds interface endpoints for IPv4 alone, not for %s", r, e.versions)
		}
		n.parts[r.id] = e
		if e.gateway {
			for _, id := range p.RouteTableIds {
				t := at[*routeTable](n, id, r)
				if len(t.gateways) > 0 {
					refuse("%s is on %s, which has a gateway endpoint for S3, so AWS refuses it", r, t.resource)
				}
				t.gateways = append(t.gateways, e)
			}
			return
		}
		for _, id := range p.SubnetIds {
			s := at[*subnet](n, id, r)
			if slices.Contains(e.zones(), s.zone) {
				refuse("%s has two subnets in %s, which AWS refuses", r, s.zone)
			}
			e.interfaces = append(e.interfaces, networkInterface{subnet: s})
		}
		if p.SecurityGroupIds == nil {
			p.SecurityGroupIds = []string{defaultOf("DefaultSecurityGroup", v.id)}
		}
		for _, id := range p.SecurityGroupIds {
			e.groups = append(e.groups, at[*group](n, id, r))
		}
		if p.PrivateDnsEnabled {
			if !v.dns {
				refuse("%s has private DNS in a VPC without DNS support, which AWS refuses", r)
			}
			e.privateDns = p.DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint == "AllResolvers"
		}
	})
}

// zones are those of an endpoint's subnets.
func (e *endpoint) zones() []string {
	var zones []string
	for _, i := range e.interfaces {
		zones = append(zones, i.subnet.zone)
	}
	return zones
}

// names are an interface endpoint's own names; nil for a gateway endpoint.
func (e *endpoint) names() []string {
	if e.gateway {
		return nil
	}
	return e.endpointNames(e.zones())
}

// other is the VPC at the other side.
func (p *peering) other(v *vpc) *vpc {
	if p.vpcs[0] == v {
		return p.vpcs[1]
	}
	return p.vpcs[0]
}
