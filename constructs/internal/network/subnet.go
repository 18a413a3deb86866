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
	// AvailabilityZone is the zone's name, and AvailabilityZoneId its ID; at most one of them is set. In a stack without a Region
	// the name is a token, and Equal compares zones all the same.
	AvailabilityZone, AvailabilityZoneId template.Value
	// MapPublicIpOnLaunch is false by default.
	MapPublicIpOnLaunch Fact[bool]
	// ContextType is "Public", "Private" or "Isolated" for a subnet that was looked up, else empty.
	ContextType string
	// RouteTable is the table that the subnet uses: the one that it is associated with, or the main one of its VPC. It is nil
	// if that cannot be determined.
	RouteTable *RouteTable
	// RouteTables and NetworkAcls are the associations with route tables and network ACLs. Without any, the subnet has the main
	// route table and the default network ACL of its VPC.
	RouteTables []*Association[RouteTable]
	NetworkAcls []*Association[Acl]
	// Workloads are those that name the subnet.
	Workloads []*Workload
}

func (b *builder) connectSubnet(p properties) {
	s := b.subnets[resourceKey(p.r)]
	s.VpcId = p.key("VpcId")
	s.Vpc = b.vpc(s.VpcId)
	s.Ipv6Native = p.bool("Ipv6Native")
	s.EnableDns64 = p.bool("EnableDns64")
	if s.Cidr = p.ipv4Cidr("CidrBlock"); s.Cidr.State() == Absent && s.Ipv6Native.Or(false).Is(true) != template.True {
		s.Cidr = assigned(p.r, "CidrBlock") // by an address manager
	}
	switch block := p.ipv6Cidr("Ipv6CidrBlock"); {
	case block.State() != Absent:
		s.Ipv6Cidrs = append(s.Ipv6Cidrs, block)
	case p.text("Ipv6IpamPoolId").State != Absent || p.get("Ipv6NetmaskLength").Kind() != template.Absent: // an address manager assigns it
		s.Ipv6Cidrs = append(s.Ipv6Cidrs, assigned(p.r, "Ipv6CidrBlocks"))
	}
	s.AvailabilityZone, s.AvailabilityZoneId = p.get("AvailabilityZone"), p.get("AvailabilityZoneId")
	s.MapPublicIpOnLaunch = p.bool("MapPublicIpOnLaunch")
}

// addSubnetCidr reads a AWS::EC2::SubnetCidrBlock.
func (b *builder) addSubnetCidr(p properties) {
	s := place(p, &b.subnets, "SubnetId")
	if s == nil {
		return
	}
	block := p.ipv6Cidr("Ipv6CidrBlock")
	if block.State() == Absent { // an address manager assigns it
		block = assigned(p.r, "Ipv6CidrBlock")
	}
	s.Ipv6Cidrs = append(s.Ipv6Cidrs, block)
}

func (b *builder) associateTable(p properties) {
	if s := place(p, &b.subnets, "SubnetId"); s != nil {
		a := associate(p, &b.tables, "RouteTableId")
		a.Entity = a.with(&s.Entity)
		s.RouteTables = append(s.RouteTables, a)
	}
}

func (b *builder) associateAcl(p properties) {
	if s := place(p, &b.subnets, "SubnetId"); s != nil {
		a := associate(p, &b.acls, "NetworkAclId")
		a.Entity = a.with(&s.Entity)
		s.NetworkAcls = append(s.NetworkAcls, a)
	}
}

// linkSubnets sets the route table of every subnet.
func (b *builder) linkSubnets() {
	for _, s := range b.subnets.sorted() {
		switch a := s.RouteTables; {
		case len(a) == 1 && a[0].Exists == template.True:
			s.RouteTable = a[0].Part
		case len(a) > 0 && s.Declared && s.Vpc != nil:
			s.RouteTable = nil
			b.mainTable(s.Vpc) // if none of them exists
		case s.RouteTable == nil && s.Declared && s.Vpc != nil: // nor does the context have it
			s.RouteTable = b.mainTable(s.Vpc)
		}
		if t := s.RouteTable; t != nil && t.Vpc == nil && t.VpcId.State == Absent {
			t.Vpc, t.VpcId = s.Vpc, s.VpcId
		}
	}
}
