package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Peering is a VPC peering connection.
type Peering struct {
	Entity
	// Vpc and PeerVpc are its two sides, nil if they are unknown.
	Vpc, PeerVpc *Vpc
}

// Other returns the VPC on the other side, nil if it is unknown or the VPC is on neither.
func (p *Peering) Other(vpc *Vpc) *Vpc {
	switch vpc {
	case p.Vpc:
		return p.PeerVpc
	case p.PeerVpc:
		return p.Vpc
	}
	return nil
}

func (b *builder) connectPeering(r *template.Resource) {
	c, p := b.peerings[resourceKey(r)], b.properties(r)
	c.Vpc, c.PeerVpc = b.vpc(p.key("VpcId")), b.vpc(p.key("PeerVpcId"))
}
