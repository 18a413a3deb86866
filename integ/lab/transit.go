//go:build linux

package lab

import (
	"cmp"
	"net/netip"
	"slices"
)

type (
	transit struct {
		*resource
		main       *transitTable // with the default associations and propagations; nil if there are none
		propagates bool
	}
	// transitTable has routes that lead to an attachment, by its id, or to none if packets are dropped.
	transitTable struct {
		routes []route
	}
	// attachment is that of a VPC, or of the office if it has none.
	attachment struct {
		id      string
		transit *transit
		vpc     *vpc
		subnets []*subnet
		table   *transitTable
	}
	vpn struct {
		id      string
		gateway string // a VPN gateway's or transit gateway's id
		static  bool
		routes  []netip.Prefix
	}
)

func (n *Network) readTransit() {
	each(n, "AWS::EC2::TransitGateway", func(r *resource, p struct {
		DefaultRouteTableAssociation, DefaultRouteTablePropagation string
	},
	) {
		t := &transit{resource: r}
		if p.DefaultRouteTableAssociation != "disable" {
			t.main = &transitTable{}
		}
		t.propagates = t.main != nil && p.DefaultRouteTablePropagation != "disable"
		n.parts[r.id] = t
	})
	for _, kind := range []string{"AWS::EC2::TransitGatewayAttachment", "AWS::EC2::TransitGatewayVpcAttachment"} {
		each(n, kind, func(r *resource, p struct {
			TransitGatewayId, VpcId string
			SubnetIds               []string
		},
		) {
			a := &attachment{id: r.id, transit: at[*transit](n, p.TransitGatewayId, r), vpc: at[*vpc](n, p.VpcId, r)}
			for _, id := range p.SubnetIds {
				s := at[*subnet](n, id, r)
				if slices.ContainsFunc(a.subnets, func(other *subnet) bool { return other.zone == s.zone }) {
					refuse("%s has two subnets in %s, which AWS refuses", r, s.zone)
				}
				a.subnets = append(a.subnets, s)
			}
			n.attach(a, a.vpc.blocks)
		})
	}
	each(n, "AWS::EC2::TransitGatewayRouteTable", func(r *resource, p struct{ TransitGatewayId string }) {
		at[*transit](n, p.TransitGatewayId, r)
		n.parts[r.id] = &transitTable{}
	})
	type member struct{ TransitGatewayRouteTableId, TransitGatewayAttachmentId string }
	each(n, "AWS::EC2::TransitGatewayRouteTableAssociation", func(r *resource, p member) {
		a := at[*attachment](n, p.TransitGatewayAttachmentId, r)
		if a.table != nil {
			refuse("%s: %s has a route table already, which AWS refuses to replace", r, a.id)
		}
		a.table = at[*transitTable](n, p.TransitGatewayRouteTableId, r)
	})
	each(n, "AWS::EC2::TransitGatewayRouteTablePropagation", func(r *resource, p member) {
		a := at[*attachment](n, p.TransitGatewayAttachmentId, r)
		at[*transitTable](n, p.TransitGatewayRouteTableId, r).propagate(a, a.vpc.blocks)
	})
	each(n, "AWS::EC2::TransitGatewayRoute", func(r *resource, p struct {
		member
		DestinationCidrBlock string
		Blackhole            boolean
	},
	) {
		t := at[*transitTable](n, p.TransitGatewayRouteTableId, r)
		if !p.Blackhole {
			at[*attachment](n, p.TransitGatewayAttachmentId, r)
		}
		t.routes = append(t.routes, route{to: n.block(p.DestinationCidrBlock, r), rank: static, via: p.TransitGatewayAttachmentId})
	})
}

// attach puts an attachment on its transit gateway's default route table, if it has one, with routes to the blocks.
func (n *Network) attach(a *attachment, blocks []netip.Prefix) {
	n.parts[a.id] = a
	a.table = a.transit.main
	if a.transit.propagates {
		a.table.propagate(a, blocks)
	}
}

// propagate adds the routes that a table learns of an attachment.
func (t *transitTable) propagate(a *attachment, blocks []netip.Prefix) {
	for _, b := range blocks {
		t.routes = append(t.routes, route{to: b, rank: propagated, via: a.id})
	}
}

// readVpn reads the VPN connections, and connects the office to each gateway for which the templates show no VPN connection.
func (n *Network) readVpn() {
	each(n, "AWS::EC2::VPNConnection", func(r *resource, p struct {
		Type, VpnGatewayId, TransitGatewayId string
		StaticRoutesOnly                     boolean
	},
	) {
		n.parts[r.id] = &vpn{id: r.id, gateway: cmp.Or(p.VpnGatewayId, p.TransitGatewayId), static: bool(p.StaticRoutesOnly)}
	})
	each(n, "AWS::EC2::VPNConnectionRoute", func(r *resource, p struct{ VpnConnectionId, DestinationCidrBlock string }) {
		c := at[*vpn](n, p.VpnConnectionId, r)
		c.routes = append(c.routes, n.block(p.DestinationCidrBlock, r))
	})
	if len(n.office) == 0 {
		return
	}
	shown := map[string]bool{"": true}
	for _, c := range all[*vpn](n) {
		shown[c.gateway] = true
	}
	connect := func(gateway string) {
		if id := "office on " + gateway; !shown[gateway] {
			n.parts[id] = &vpn{id: id, gateway: gateway}
		}
	}
	for _, v := range all[*vpc](n) {
		connect(v.vpnGateway)
	}
	for _, t := range all[*transit](n) {
		if t.main != nil {
			connect(t.id)
		}
	}
	for _, c := range all[*vpn](n) {
		if t, ok := n.parts[c.gateway].(*transit); ok {
			n.attach(&attachment{id: "attachment of " + c.id, transit: t}, c.announced(n))
		}
	}
}

// announced are the blocks that a gateway learns over a connection: its static routes, or by BGP all of the office but the
// addresses of VPCs.
func (c *vpn) announced(n *Network) []netip.Prefix {
	if c.static {
		return slices.Clone(c.routes)
	}
	var blocks []netip.Prefix
	for _, b := range n.office {
		blocks = append(blocks, n.withoutVpcs(b)...)
	}
	slices.SortFunc(blocks, netip.Prefix.Compare)
	return slices.Compact(blocks)
}

// withoutVpcs are the parts of a block that are in no VPC.
func (n *Network) withoutVpcs(b netip.Prefix) []netip.Prefix {
	overlaps, within := false, false
	for _, v := range all[*vpc](n) {
		for _, own := range v.blocks {
			overlaps = overlaps || own.Overlaps(b)
			within = within || own.Overlaps(b) && own.Bits() <= b.Bits()
		}
	}
	switch {
	case within:
		return nil
	case !overlaps:
		return []netip.Prefix{b}
	}
	low := netip.PrefixFrom(b.Addr(), b.Bits()+1)
	high := netip.PrefixFrom(offset(b.Addr(), 1<<(31-b.Bits())), b.Bits()+1)
	return append(n.withoutVpcs(low), n.withoutVpcs(high)...)
}
