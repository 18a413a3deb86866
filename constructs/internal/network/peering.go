package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Peering is a VPC peering connection.
type Peering struct {
	Entity
	// Vpc and PeerVpc are its two sides, nil if they are unknown.
	Vpc, PeerVpc *Vpc
	// OtherRegion reports whether the two sides are in different Regions.
	OtherRegion template.Truth
	// PeerRegion is the peer's Region, absent for that of the VPC.
	PeerRegion Fact[string]
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

func (b *builder) connectPeering(p properties) {
	c := b.peerings[resourceKey(p.r)]
	c.Vpc, c.PeerVpc = place(p, &b.vpcs, "VpcId"), place(p, &b.vpcs, "PeerVpcId")
	c.PeerRegion = p.text("PeerRegion")
	c.OtherRegion = template.False
	if token, ok := p.get("PeerRegion").Token(); c.PeerRegion.State != Absent && (!ok || token.Name != "AWS::Region") {
		c.OtherRegion = template.Undecided
		if p.r.Stack.Region != "" {
			c.OtherRegion = c.PeerRegion.Is(p.r.Stack.Region).Not()
		}
	}
}
