package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// NatGateway is a NAT gateway.
type NatGateway struct {
	Entity
	// AvailabilityMode is "zonal" by default, or "regional": such a gateway is in no subnet, and AWS makes a route table for it
	// with a route to the VPC's internet gateway.
	// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
	AvailabilityMode Fact[string]
	// SubnetId is the subnet of a zonal gateway; Subnet is nil if it is absent or unknown.
	SubnetId Fact[Key]
	Subnet   *Subnet
	// Vpc is the VPC of a regional gateway, nil if it is absent or unknown; RouteTable is the table of one that is or may be
	// regional.
	Vpc        *Vpc
	RouteTable *RouteTable
	// ConnectivityType is "public" by default, or "private".
	ConnectivityType Fact[string]
}

func (b *builder) connectNat(p properties) {
	g := b.nats[resourceKey(p.r)]
	g.AvailabilityMode = p.word("AvailabilityMode", "zonal", "regional")
	g.SubnetId = p.key("SubnetId")
	g.Subnet = b.subnet(g.SubnetId)
	g.Vpc = b.vpc(p.key("VpcId"))
	g.ConnectivityType = p.word("ConnectivityType", "public", "private")
}

// linkNats makes the route tables of regional NAT gateways, which have no resource in a template.
func (b *builder) linkNats() {
	for _, g := range b.nats.sorted() {
		if g.AvailabilityMode.Or("zonal").Is("regional") == template.False {
			continue
		}
		t := b.table(known(g.Key + ".RouteTableId"))
		t.name, t.Declared, t.Cause, t.RegionalNat = "the route table of "+g.Name(), g.Declared, g.Cause, g
		if g.Vpc != nil {
			t.VpcId, t.Vpc = known(g.Vpc.Key), g.Vpc
		}
		g.RouteTable = t
	}
}
