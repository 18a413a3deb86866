package network

import (
	"cmp"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

const (
	typeVpnPropagation         = "AWS::EC2::VPNGatewayRoutePropagation"
	typeRouteServerPropagation = "AWS::EC2::RouteServerPropagation"
)

// VpnConnection is a site-to-site VPN connection.
type VpnConnection struct {
	Entity
	// VpnGatewayId is the VPN gateway that it ends at, absent if it ends at a transit gateway.
	VpnGatewayId Fact[Key]
	// StaticRoutesOnly is false by default: then the routes are learned over BGP, which no template shows.
	StaticRoutesOnly Fact[bool]
	// Cidrs are the blocks of its static routes, which are networks on premises.
	Cidrs []Cidr
}

func (b *builder) connectVpn(r *template.Resource) {
	c, p := b.vpns[resourceKey(r)], b.properties(r)
	c.VpnGatewayId = p.key("VpnGatewayId")
	c.StaticRoutesOnly = p.bool("StaticRoutesOnly")
}

func (b *builder) addVpnRoute(r *template.Resource) {
	p := b.properties(r)
	id := p.key("VpnConnectionId")
	b.placeBy(r, "VpnConnectionId", id)
	c := b.vpn(id)
	if c == nil {
		return
	}
	c.Cidrs = append(c.Cidrs, p.cidr("DestinationCidrBlock"))
}

// linkVpns adds the blocks of VPN connections to the VPCs and tables of their gateways.
func (b *builder) linkVpns() {
	byGateway := map[Key][]*VpnConnection{}
	var unknown *template.Cause // why there is a connection that may be of any gateway
	for _, c := range b.vpns.sorted() {
		if c.VpnGatewayId.isOpen() || c.Resource == nil {
			unknown = cmp.Or(c.VpnGatewayId.Cause, c.Cause)
		}
		if c.VpnGatewayId.State == Known {
			byGateway[c.VpnGatewayId.Value] = append(byGateway[c.VpnGatewayId.Value], c)
		}
	}
	for _, v := range b.vpcs.sorted() {
		for _, gateway := range v.VpnGateways {
			for _, c := range byGateway[gateway.GatewayId.Value] {
				v.VpnCidrs = append(v.VpnCidrs, c.Cidrs...)
			}
		}
	}
	for _, t := range b.tables.sorted() {
		t.PropagatesMore = template.False
		for _, propagation := range t.Propagations {
			connections := byGateway[propagation.GatewayId.Value]
			// Without a connection in the templates there is another, or Direct Connect.
			if len(connections) == 0 {
				t.PropagatesMore = template.True
			}
			if unknown != nil {
				t.PropagatesMore, t.PropagatesCause = t.PropagatesMore.Or(template.Undecided), unknown
			}
			for _, c := range connections {
				static := c.StaticRoutesOnly.Or(false)
				t.PropagatesMore = t.PropagatesMore.Or(static.Is(true).Not())
				if static.Cause != nil {
					t.PropagatesCause = static.Cause
				}
				for _, block := range c.Cidrs {
					e := c.Entity
					e.Exists = e.Exists.And(propagation.Exists)
					t.Propagated = append(t.Propagated, &Route{
						Entity:       e,
						RouteTableId: known(t.Key),
						Destination:  block,
						Origin:       RoutePropagated,
						Target:       TargetVpnGateway,
						TargetId:     propagation.GatewayId,
					})
				}
			}
		}
	}
}
