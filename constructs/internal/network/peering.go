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
	c := b.peerings[resourceKey(r)]
	c.Vpc, c.PeerVpc = place(b, &b.vpcs, r, "VpcId"), place(b, &b.vpcs, r, "PeerVpcId")
}
