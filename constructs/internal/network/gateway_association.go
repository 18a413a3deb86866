package network

// GatewayAssociation associates an internet gateway or a VPN gateway with a route table for what enters the VPC by it. Without
// one, that is routed to its subnet. https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
type GatewayAssociation struct {
	Entity
	// GatewayId is the gateway.
	GatewayId Fact[Key]
	// RouteTableId is the table; RouteTable is nil if it is unknown.
	RouteTableId Fact[Key]
	RouteTable   *RouteTable
}

func (b *builder) associateGateway(p properties) {
	a := &GatewayAssociation{Entity: entityOf(p.r), GatewayId: p.whole("GatewayId"), RouteTableId: p.key("RouteTableId")}
	a.RouteTable = b.table(a.RouteTableId)
	b.GatewayAssociations = append(b.GatewayAssociations, a)
}
