package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Peering is a VPC peering connection.
type Peering struct {
	Entity
	// VpcId and PeerVpcId are its two sides; Vpc and PeerVpc are nil if they are unknown.
	VpcId, PeerVpcId Fact[Key]
	Vpc, PeerVpc     *Vpc
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
	c.VpcId, c.PeerVpcId = p.key("VpcId"), p.key("PeerVpcId")
	c.Vpc, c.PeerVpc = b.vpc(c.VpcId), b.vpc(c.PeerVpcId)
}
