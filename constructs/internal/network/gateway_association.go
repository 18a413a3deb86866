package network

// GatewayAssociation associates an internet gateway or a VPN gateway with a route table for what enters the VPC by it. Without
// one, that is routed to its subnet. https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
type GatewayAssociation struct {
	*Association[RouteTable]
	GatewayId Fact[Key]
}

func (b *builder) associateGateway(p properties) {
	a := &GatewayAssociation{associate(p, &b.tables, "RouteTableId"), p.placeKey("GatewayId")}
	b.GatewayAssociations = append(b.GatewayAssociations, a)
}
