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
	// Vpc is the VPC of a regional gateway, nil if it is absent or unknown.
	Vpc *Vpc
	// ConnectivityType is "public" by default, or "private".
	ConnectivityType Fact[string]
}

func (b *builder) connectNat(r *template.Resource) {
	g, p := b.nats[resourceKey(r)], b.properties(r)
	g.AvailabilityMode = p.word("AvailabilityMode", "zonal", "regional")
	g.SubnetId = p.key("SubnetId")
	g.Subnet = b.subnet(g.SubnetId)
	g.Vpc = b.vpc(p.key("VpcId"))
	g.ConnectivityType = p.word("ConnectivityType", "public", "private")
}
