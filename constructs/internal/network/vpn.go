package network

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
	// Routes are its static routes, which lead to networks on premises.
	Routes []*VpnRoute
}

// VpnRoute is a static route of a VPN connection.
type VpnRoute struct {
	Entity
	Destination Cidr
}

func (b *builder) connectVpn(p properties) {
	c := b.vpns[resourceKey(p.r)]
	c.VpnGatewayId = p.key("VpnGatewayId")
	c.StaticRoutesOnly = p.bool("StaticRoutesOnly")
}

func (b *builder) addVpnRoute(p properties) {
	if c := place(p, &b.vpns, "VpnConnectionId"); c != nil {
		c.Routes = append(c.Routes, &VpnRoute{entityOf(p.r), p.cidr("DestinationCidrBlock")})
	}
}

// linkVpns adds the routes of VPN connections to the VPCs and tables of their gateways.
func (b *builder) linkVpns() {
	byGateway := map[Key][]*VpnConnection{}
	for _, c := range b.vpns.sorted() {
		if c.VpnGatewayId.State == Known {
			byGateway[c.VpnGatewayId.Value] = append(byGateway[c.VpnGatewayId.Value], c)
		}
	}
	for _, v := range b.vpcs.sorted() {
		for _, gateway := range v.VpnGateways {
			for _, c := range byGateway[gateway.GatewayId.Value] {
				for _, r := range c.Routes {
					v.VpnCidrs = append(v.VpnCidrs, r.Destination)
				}
			}
		}
	}
	for _, t := range b.tables.sorted() {
		for _, propagation := range t.Propagations {
			for _, c := range byGateway[propagation.GatewayId.Value] {
				for _, r := range c.Routes {
					e := r.Entity
					e.Exists = e.Exists.And(c.Exists).And(propagation.Exists)
					t.Propagated = append(t.Propagated, &Route{
						Entity:       e,
						RouteTableId: known(t.Key),
						Destination:  r.Destination,
						Origin:       RoutePropagated,
						Target:       TargetVpnGateway,
						TargetId:     propagation.GatewayId,
					})
				}
			}
		}
	}
}
