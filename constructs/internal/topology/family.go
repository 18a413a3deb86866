package topology

import (
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Two VPCs are of one family if the network stays the same when they change places: their subnets, tables, ACLs and
// attachments are equal, and what there is outside of them, such as the tables of a transit gateway, leads to the one as it
// leads to the other. Subnets that correspond then have the same result for everything outside of both.

// shape is what a VPC is compared by.
type shape struct {
	t     *Topology
	v     *vpc
	own   map[any]bool // what changes places with the VPC
	words map[any]int  // of what was met of it
	queue []any
	names map[string]bool // of subnets, which causes name
	flow.Describer
}

// Families groups VPCs that differ in nothing but names and addresses. The subnets of all VPCs of a family correspond in the
// order of their addresses.
func (t *Topology) Families(vpcs []*network.Vpc) [][]*network.Vpc {
	candidates := map[*network.Vpc]*shape{}
	for _, v := range vpcs {
		if s := t.shapeOf(v); s != nil {
			candidates[v] = s
		}
	}
	t.compareOutside(vpcs, candidates)
	return groupBy(vpcs, func(v *network.Vpc) any {
		if s := candidates[v]; s != nil {
			return s.String()
		}
		return v
	})
}

// shapeOf returns a shape with what a VPC has of its own, nil for one that is like no other: one of which not all is known.
func (t *Topology) shapeOf(n *network.Vpc) *shape {
	v := t.vpcs[n]
	r := t.resolverOf(n)
	isPlain := n.Declared && n.Resource != nil && !v.foreign && v.all.Must.Equal(v.all.May) && len(n.Ipv6Cidrs)+len(n.Peerings) == 0 &&
		len(n.Subnets) > 0 && r.isPlain() && v.flow.FromInternet.IsNone() && v.flow.FromVpn.IsNone()
	if !isPlain || slices.ContainsFunc(t.standIns, func(s *subnet) bool { return s.flow.Vpc == v.flow }) {
		return nil
	}
	s := &shape{t: t, v: v, own: map[any]bool{}, words: map[any]int{}, names: map[string]bool{}}
	s.Object, s.Addresses, s.Cause = s.addObject, s.addRelative, s.addCause
	for _, subnet := range n.Subnets {
		made := t.subnets[subnet]
		if made.ipv4 == nil || made.ipv4.Must.Empty() || made.ipv6 != nil || subnet.Resource == nil {
			return nil
		}
		s.names[subnet.Name()] = true
		s.addOwn(subnet, made.flow, made.ipv4)
	}
	s.addOwn(v.flow, v.all, LocalRoute{n})
	for _, table := range n.RouteTables {
		s.addOwn(table, t.tables[table])
	}
	if n.MainRouteTable != nil {
		s.addOwn(n.MainRouteTable, t.tables[n.MainRouteTable])
	}
	for _, e := range n.Endpoints {
		s.addOwn(e)
	}
	for _, list := range [][]network.Attachment{n.InternetGateways, n.EgressOnlyInternetGateways, n.VpnGateways} {
		for _, a := range list {
			for _, kind := range []network.TargetKind{network.TargetInternetGateway, network.TargetEgressOnlyInternetGateway, network.TargetVpnGateway} {
				s.addOwn(Gateway{kind, a.GatewayId.Value}, Detached{Gateway{kind, a.GatewayId.Value}, n})
			}
		}
	}
	for _, a := range v.flow.Attachments {
		s.addOwn(a, a.Ref)
	}
	for key, nat := range t.nats {
		if key.Subnet != nil && key.Subnet.Vpc == n {
			s.addOwn(nat, Gateway{network.TargetNatGateway, key.Key})
		}
	}
	for key, appliance := range t.appliances {
		if key.vpc == v {
			s.addOwn(appliance, key.Gateway)
		}
	}
	for acl, made := range t.acls {
		if acl.DefaultOf == n {
			s.addOwn(made)
		}
	}
	s.describe(n)
	return s
}

func (s *shape) addOwn(list ...any) {
	for _, x := range list {
		s.own[x] = true
	}
}

// describe writes what a VPC has.
func (s *shape) describe(n *network.Vpc) {
	kinds := [2]bool{}
	for _, e := range n.Endpoints {
		if e.IsS3() != truth.False {
			kinds[0], kinds[1] = kinds[0] || e.IsGateway() != truth.False, kinds[1] || e.IsInterface() != truth.False
		}
	}
	s.Name(n.Region)
	s.Bool(kinds[0])
	s.Bool(kinds[1])
	for _, a := range n.TransitGateways {
		s.Object(a.GatewayId)
	}
	for _, subnet := range byAddress(n.Subnets) {
		made := s.t.subnets[subnet]
		s.Subnet(made.flow)
		s.Object(subnet.Ipv6Native)
		s.Object(subnet.EnableDns64)
		s.Bool(s.t.compared().hosts[subnet])
		s.Addresses(made.ipv4.Must)
	}
	for _, a := range s.v.flow.Attachments {
		s.Attachment(a)
	}
	s.Word("delivery")
	s.Table(s.v.flow.Delivery)
	s.work()
}

// work describes what was met and not described yet.
func (s *shape) work() {
	for len(s.queue) > 0 {
		x := s.queue[0]
		s.queue = s.queue[1:]
		s.Word("object")
		s.Object(x)
		switch x := x.(type) {
		case *flow.Table:
			s.Table(x)
		case *flow.Acl:
			s.Acl(x)
		case *flow.Nat:
			s.Nat(x)
		case *flow.Appliance:
			s.Appliance(x)
		}
	}
}

// addObject adds a word for an object: for one of the VPC's own by when it was met.
func (s *shape) addObject(x any) {
	if !s.own[x] {
		s.Number(s.t.compared().number(x))
		return
	}
	if _, ok := s.words[x]; !ok {
		s.words[x] = len(s.words)
		s.queue = append(s.queue, x)
	}
	s.Word("own")
	s.Number(s.words[x])
}

// addCause adds a word for a cause: for one that names nothing but a subnet of the VPC by its kind.
func (s *shape) addCause(c flow.Cause) {
	if of, ok := c.Of.(template.Cause); ok && s.names[of.Subject] && of == (template.Cause{Kind: of.Kind, Subject: of.Subject}) {
		s.Word("own")
		s.Name(string(of.Kind))
		return
	}
	s.Number(c.Order)
}

// addRelative adds addresses, those within the VPC by where they are in it.
func (s *shape) addRelative(all flow.Addresses) {
	if len(all) == 1 {
		for i, r := range s.v.all.Must {
			if all[0].First.Is4() && r.First.Compare(all[0].First) <= 0 && all[0].Last.Compare(r.Last) <= 0 {
				s.Word("at")
				s.Number(i)
				s.Number(int(distance(r.First, all[0].First)))
				s.Number(int(distance(r.First, all[0].Last)))
				return
			}
		}
	}
	addAddresses(&s.Describer, all)
}

// distance returns how many IPv4 addresses are between two.
func distance(from, to netip.Addr) uint32 {
	number := func(a netip.Addr) uint32 {
		bytes := a.As4()
		return uint32(bytes[0])<<24 | uint32(bytes[1])<<16 | uint32(bytes[2])<<8 | uint32(bytes[3])
	}
	return number(to) - number(from)
}

// compareOutside adds to shapes what there is outside of their VPCs for their addresses, and removes those for which that cannot
// be compared.
func (t *Topology) compareOutside(vpcs []*network.Vpc, candidates map[*network.Vpc]*shape) {
	o := &outside{candidates: candidates, all: map[*flow.Symbol]*network.Vpc{}, known: map[string]bool{}}
	for _, v := range vpcs {
		if s := candidates[v]; s != nil {
			o.all[s.v.all] = v
			for _, r := range s.v.all.Must {
				o.blocks = append(o.blocks, owned{r.First, r.Last, v})
			}
		}
	}
	slices.SortFunc(o.blocks, func(a, b owned) int { return a.first.Compare(b.first) })
	for i := 1; i < len(o.blocks); i++ {
		if o.blocks[i-1].last.Compare(o.blocks[i].first) >= 0 { // nobody can tell by the address which is meant
			clear(candidates)
			return
		}
	}
	for _, s3 := range t.services() {
		o.cover(s3.May)
	}
	for _, v := range t.network.Vpcs {
		if candidates[v] == nil {
			o.visit(nil, flow.Block{Addresses: t.vpcs[v].all.Must}, nil)
		}
	}
	for _, s := range t.network.Subnets {
		if s.Vpc == nil && t.subnets[s].ipv4 != nil {
			o.visit(nil, flow.Block{Addresses: t.subnets[s].ipv4.Must}, nil)
		}
	}
	for _, n := range t.network.RouteTables {
		o.table(n.Vpc, t.tables[n])
	}
	for _, n := range t.network.TransitRouteTables {
		o.table(nil, t.transitTables[n])
	}
	for _, g := range t.network.TransitGateways {
		o.table(nil, t.transits[g].defaultTable)
	}
	for _, n := range t.network.NetworkAcls {
		for _, f := range []*flow.Filter{t.acl(n).In, t.acl(n).Out} {
			f.Peers(func(b flow.Block) { o.visit(nil, b, nil) })
		}
	}
	for _, e := range t.links {
		t.ingress(e).Peers(func(b flow.Block) { o.visit(e.Vpc, b, nil) })
	}
	for v, s := range candidates {
		own := s.v.all.Must
		for _, r := range own {
			s.Word("size")
			s.Number(int(distance(r.First, r.Last)))
		}
		for i, all := range o.covers {
			switch {
			case all.Covers(own):
				s.Word("in")
				s.Number(i)
			case !all.Intersect(own).Empty(): // it is for a part
				delete(candidates, v)
			}
		}
	}
}

// outside is what there is outside of VPCs.
type outside struct {
	candidates map[*network.Vpc]*shape
	blocks     []owned
	all        map[*flow.Symbol]*network.Vpc
	// covers are what there is for addresses other than those within one VPC, each once.
	covers []flow.Addresses
	known  map[string]bool
}

func (o *outside) cover(all flow.Addresses) {
	if key := addressesText(all); !o.known[key] {
		o.known[key] = true
		o.covers = append(o.covers, all)
	}
}

// owned are addresses of a VPC.
type owned struct {
	first, last netip.Addr
	vpc         *network.Vpc
}

func (o *outside) table(owner *network.Vpc, table *flow.Table) {
	table.Routes(func(dest flow.Block, add func(*flow.Describer)) {
		o.visit(owner, dest, func(s *shape) {
			s.Word("from")
			s.Object(table)
			add(&s.Describer)
			s.work()
		})
	})
}

// visit takes into account that something outside is for a block. For one within a VPC, other than the owner's own, add
// describes it.
func (o *outside) visit(owner *network.Vpc, b flow.Block, add func(*shape)) {
	all := b.Addresses
	if b.Of != nil {
		if v := o.ownerOf(b.Of); v != nil && v != owner {
			delete(o.candidates, v) // such as a group's members
		}
		all = b.Of.May
	}
	if all.Empty() {
		return
	}
	i, found := slices.BinarySearchFunc(o.blocks, all[0].First, func(block owned, first netip.Addr) int { return block.first.Compare(first) })
	if !found {
		i--
	}
	if i < 0 || all[len(all)-1].Last.Compare(o.blocks[i].last) > 0 {
		o.cover(all)
		return
	}
	v := o.blocks[i].vpc
	switch s := o.candidates[v]; {
	case v == owner || s == nil:
	case add == nil || b.Of != nil:
		delete(o.candidates, v) // in an ordered list, other entries may come first
	default:
		add(s)
	}
}

// ownerOf returns the VPC that has all addresses of a symbol, nil if there is none.
func (o *outside) ownerOf(s *flow.Symbol) *network.Vpc {
	if v := o.all[s]; v != nil {
		return v
	}
	for _, in := range s.In {
		if v := o.ownerOf(in); v != nil {
			return v
		}
	}
	return nil
}

// byAddress sorts subnets by their block.
func byAddress(subnets []*network.Subnet) []*network.Subnet {
	return slices.SortedStableFunc(slices.Values(subnets), func(s, t *network.Subnet) int {
		return s.Cidr.Prefix.Addr().Compare(t.Cidr.Prefix.Addr())
	})
}
