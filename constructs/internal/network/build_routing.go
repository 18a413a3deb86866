package network

import "github.com/privates3/privates3-go/constructs/internal/template"

// associateTable notes which route table a subnet uses.
func (b *builder) associateTable(r *template.Resource) {
	subnet := keyFact(r.Property("SubnetId"))
	b.subnet(subnet)
	if subnet.State != Known {
		b.openAssociations = true
		return
	}
	a := b.associations[subnet.Value]
	table := b.table(keyFact(r.Property("RouteTableId")))
	if r.Exists() != template.True || a.hasTable && a.table != table {
		table = nil
	}
	a.hasTable, a.table = true, table
	b.associations[subnet.Value] = a
}

// associateAcl notes which network ACL a subnet uses.
func (b *builder) associateAcl(r *template.Resource) {
	subnet := keyFact(r.Property("SubnetId"))
	if b.subnet(subnet) == nil {
		b.openAclAssociations = true
		return
	}
	a := b.associations[subnet.Value]
	a.acl = b.acl(keyFact(r.Property("NetworkAclId")))
	a.aclExists = r.Exists()
	if a.acl == nil {
		a.acl, a.aclExists = &Acl{Entity: external("unknown")}, template.Undecided
	}
	b.associations[subnet.Value] = a
}

// propagate notes that a VPN gateway adds its routes to tables.
func (b *builder) propagate(r *template.Resource) {
	gateway := keyFact(r.Property("VpnGatewayId"))
	for _, key := range keysFact(r.Property("RouteTableIds")).List {
		if t := b.table(key); t != nil {
			t.Propagations = append(t.Propagations, Attachment{Entity: entityOf(r), GatewayId: gateway})
		}
	}
}

// linkSubnets gives every subnet its route table and ACL, and every table its routes.
func (b *builder) linkSubnets() {
	for _, s := range sorted(b.subnets) {
		a := b.associations[s.Key]
		s.NetworkAcl, s.AclExists = a.acl, a.aclExists
		if a.acl == nil && s.Vpc != nil {
			b.linkDefaultAcl(s)
		}
		switch {
		case a.hasTable:
			s.RouteTable = a.table
		case s.RouteTable != nil:
			// The context has told it.
		case !b.openAssociations && s.Declared && s.Vpc != nil:
			s.RouteTable = b.mainTable(s.Vpc)
		}
		if t := s.RouteTable; t != nil && t.Vpc == nil && t.VpcId.State == Absent {
			t.Vpc, t.VpcId = s.Vpc, s.VpcId
		}
	}
	for _, r := range b.routes {
		b.connectRoute(r)
	}
}

// mainTable gives a VPC's main route table, which has no resource.
func (b *builder) mainTable(v *Vpc) *RouteTable {
	if v.MainRouteTable == nil {
		e := external(v.Key + ".main")
		e.name = "the main route table of " + v.Name()
		v.MainRouteTable = &RouteTable{Entity: e, Main: true, Complete: v.Declared, VpcId: known(v.Key), Vpc: v}
		b.tables[e.Key] = v.MainRouteTable
	}
	return v.MainRouteTable
}

func (b *builder) connectRoute(route *Route) {
	r := route.Resource
	route.RouteTableId = keyFact(r.Property("RouteTableId"))
	route.Destination = cidr(r.Property("DestinationCidrBlock"))
	route.Ipv6Destination = cidr(r.Property("DestinationIpv6CidrBlock"))
	route.PrefixListId = keyFact(r.Property("DestinationPrefixListId"))
	route.Target = TargetUnknown
	if id := keyFact(r.Property("GatewayId")); id.State != Absent {
		route.Target, route.TargetId = b.gatewayKind(id), id
	}
	for _, target := range targetProperties() {
		if id := keyFact(r.Property(target.property)); id.State != Absent {
			route.Target, route.TargetId = target.kind, id
		}
	}
	t := b.table(route.RouteTableId)
	if t == nil {
		b.unplacedRoutes = append(b.unplacedRoutes, route)
		return
	}
	t.Routes = append(t.Routes, route)
}

func (b *builder) connectList(l *PrefixList, r *template.Resource) {
	entries, ok := r.Property("Entries").List()
	l.Complete = ok || r.Property("Entries").Kind() == template.Absent
	for _, entry := range entries {
		l.Entries = append(l.Entries, cidr(entry.Field("Cidr")))
	}
}
