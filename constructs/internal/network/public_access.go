package network

// BlockPublicAccess is the setting of VPC Block Public Access, of which an account and Region has one. It applies to the VPCs
// in the account and Region of its resource's stack.
// https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
type BlockPublicAccess struct {
	Entity
	// Mode is "block-bidirectional", "block-ingress" or "off".
	Mode Fact[string]
}

// BlockPublicAccessExclusion exempts a VPC or a subnet from Block Public Access.
type BlockPublicAccessExclusion struct {
	Entity
	// Mode is "allow-bidirectional" or "allow-egress".
	Mode Fact[string]
	// VpcId or SubnetId is what is exempt, and the other is absent; Vpc and Subnet are nil if they are absent or unknown.
	VpcId, SubnetId Fact[Key]
	Vpc             *Vpc
	Subnet          *Subnet
}

func (b *builder) addPublicAccess(p properties) {
	b.BlockPublicAccess = append(b.BlockPublicAccess, &BlockPublicAccess{
		Entity: entityOf(p.r),
		Mode:   p.word("InternetGatewayBlockMode", "block-bidirectional", "block-ingress", "off"),
	})
}

func (b *builder) addPublicAccessExclusion(p properties) {
	x := &BlockPublicAccessExclusion{
		Entity:   entityOf(p.r),
		Mode:     p.word("InternetGatewayExclusionMode", "allow-bidirectional", "allow-egress"),
		VpcId:    p.key("VpcId"),
		SubnetId: p.key("SubnetId"),
	}
	x.Vpc, x.Subnet = b.vpc(x.VpcId), b.subnet(x.SubnetId)
	b.BlockPublicAccessExclusions = append(b.BlockPublicAccessExclusions, x)
}
