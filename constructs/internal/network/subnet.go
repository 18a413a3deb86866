package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// Subnet is a subnet.
type Subnet struct {
	Entity
	// VpcId is the subnet's VPC; Vpc is nil if it is unknown.
	VpcId Fact[Key]
	Vpc   *Vpc
	// Cidr is its IPv4 block, absent for one that has IPv6 alone; Ipv6Cidrs are its IPv6 blocks.
	Cidr      Cidr
	Ipv6Cidrs []Cidr
	// Ipv6Native is true for a subnet without IPv4. It is false by default.
	Ipv6Native Fact[bool]
	// EnableDns64 makes the VPC's resolver answer IPv6 addresses for names that have IPv4 addresses alone. It is false by
	// default.
	EnableDns64 Fact[bool]
	// AvailabilityZone is the zone. In a stack without a Region it is a token, and Equal compares zones all the same.
	AvailabilityZone template.Value
	// MapPublicIpOnLaunch is false by default.
	MapPublicIpOnLaunch Fact[bool]
	// ContextType is "Public", "Private" or "Isolated" for a subnet that was looked up, else empty.
	ContextType string
	// RouteTable is the table that the subnet is associated with, or the VPC's main table if there is no association. It
	// is nil if that cannot be determined.
	RouteTable *RouteTable
	// NetworkAcl is the ACL that the subnet is associated with, or else the VPC's default one if the templates add entries
	// to it; nil for a default one without, which allows everything.
	NetworkAcl *Acl
	// AclExists is undecided if a condition decides whether NetworkAcl is the subnet's.
	AclExists template.Truth
}

func (b *builder) connectSubnet(r *template.Resource) {
	s, p := b.subnets[resourceKey(r)], b.properties(r)
	s.VpcId = p.key("VpcId")
	s.Vpc = b.vpc(s.VpcId)
	s.Ipv6Native = p.bool("Ipv6Native")
	s.EnableDns64 = p.bool("EnableDns64")
	if s.Cidr = p.cidr("CidrBlock"); s.Cidr.State() == Absent && s.Ipv6Native.Or(false).Is(true) != template.True {
		s.Cidr = assigned(r, "CidrBlock") // by an address manager
	}
	if block := p.cidr("Ipv6CidrBlock"); block.State() != Absent {
		s.Ipv6Cidrs = append(s.Ipv6Cidrs, block)
	}
	s.AvailabilityZone = r.Property("AvailabilityZone")
	if s.AvailabilityZone.Kind() == template.Absent {
		s.AvailabilityZone = r.Property("AvailabilityZoneId")
	}
	s.MapPublicIpOnLaunch = p.bool("MapPublicIpOnLaunch")
}

// addSubnetCidr reads a AWS::EC2::SubnetCidrBlock.
func (b *builder) addSubnetCidr(r *template.Resource) {
	p := b.properties(r)
	id := p.key("SubnetId")
	b.placeBy(r, "SubnetId", id)
	s := b.subnet(id)
	if s == nil {
		return
	}
	block := p.cidr("Ipv6CidrBlock")
	if block.State() == Absent { // an address manager assigns it
		block = assigned(r, "Ipv6CidrBlock")
	}
	s.Ipv6Cidrs = append(s.Ipv6Cidrs, block)
}

// association is what the templates say of a subnet's route table and ACL.
type association struct {
	hasTable  bool
	table     *RouteTable // nil if it cannot be determined
	acl       *Acl
	aclExists template.Truth
}

// associateTable notes which route table a subnet uses.
func (b *builder) associateTable(r *template.Resource) {
	p := b.properties(r)
	subnet := p.key("SubnetId")
	b.placeBy(r, "SubnetId", subnet)
	b.openAssociations = b.openAssociations || subnet.isOpen()
	if b.subnet(subnet) == nil {
		return
	}
	a := b.associations[subnet.Value]
	table := b.table(p.key("RouteTableId"))
	if r.Exists() != template.True || a.hasTable && a.table != table {
		table = nil
	}
	a.hasTable, a.table = true, table
	b.associations[subnet.Value] = a
}

// associateAcl notes which network ACL a subnet uses.
func (b *builder) associateAcl(r *template.Resource) {
	p := b.properties(r)
	subnet := p.key("SubnetId")
	b.placeBy(r, "SubnetId", subnet)
	b.openAclAssociations = b.openAclAssociations || subnet.isOpen()
	if b.subnet(subnet) == nil {
		return
	}
	a := b.associations[subnet.Value]
	id := p.key("NetworkAclId")
	a.acl = b.acl(id)
	a.aclExists = r.Exists()
	if a.acl == nil {
		e := b.external("unknown")
		if id.Cause != nil {
			e.Cause = id.Cause
		}
		a.acl, a.aclExists = &Acl{Entity: e}, template.Undecided
	}
	b.associations[subnet.Value] = a
}

// linkSubnets sets the route table and ACL of every subnet, and the routes of every table.
func (b *builder) linkSubnets() {
	for _, s := range b.subnets.sorted() {
		a := b.associations[s.Key]
		s.NetworkAcl, s.AclExists = a.acl, a.aclExists
		if a.acl == nil && s.Vpc != nil {
			b.linkDefaultAcl(s)
		}
		switch {
		case a.hasTable:
			s.RouteTable = a.table
		case s.RouteTable != nil:
			// The context has it.
		case !b.openAssociations && s.Declared && s.Vpc != nil:
			s.RouteTable = b.mainTable(s.Vpc)
		}
		if t := s.RouteTable; t != nil && t.Vpc == nil && t.VpcId.State == Absent {
			t.Vpc, t.VpcId = s.Vpc, s.VpcId
		}
	}
}
