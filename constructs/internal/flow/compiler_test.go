package flow

import (
	"fmt"
	"net/netip"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// compiler makes objects of the engine of a world. An element is hidden if its number is below the level.
type compiler struct {
	*world
	level       float64
	net         *Net
	order       int
	vpcs        []*Vpc
	subnets     []*Subnet
	subnetOf    []*Symbol
	tables      []*Table
	acls        []*Acl
	nats        [][]*Nat // what each may be
	transit     *Transit
	attachments []*Attachment
	s3          *Symbol
	asked       []*Symbol // the interfaces
}

func (c *compiler) hidden(hide float64) bool { return hide < c.level }

func (c *compiler) cause(of string) Causes {
	c.order++
	return Causes{{Order: c.order, Of: of}}
}

func addresses(blocks ...netip.Prefix) Addresses {
	var all Addresses
	for _, b := range blocks {
		all = all.Union(Of(b))
	}
	return all
}

// symbol returns a set of addresses of which only the bounds are known if it is hidden.
func (c *compiler) symbol(name string, is, may Addresses, hidden bool) *Symbol {
	s := &Symbol{Name: name, Must: is, May: is, Cause: c.cause(name)[0]}
	if hidden {
		s.Must, s.May = nil, may
	}
	return s
}

// compile makes objects of the engine. At level 0 everything is known; at a higher level all is hidden that is at a
// lower one.
func compile(w *world, level float64, hideS3 bool) *compiler {
	c := &compiler{world: w, level: level, net: &Net{Interfaces: map[*Symbol]*Interface{}}, transit: &Transit{Ref: "transit"}}
	c.s3 = c.symbol("s3", addresses(w.s3...), PublicIpv4(), hideS3)
	c.s3.Wider = 9
	for i := range w.vpcs {
		c.vpcs = append(c.vpcs, &Vpc{Ref: i})
	}
	for i := range w.subnets {
		c.subnets = append(c.subnets, &Subnet{Ref: i})
	}
	for _, t := range w.tables {
		c.tables = append(c.tables, &Table{ref: t.name})
	}
	for _, a := range w.acls {
		c.acls = append(c.acls, &Acl{Ref: a.name, In: c.filter(a.name+"in", a.in, a.hide, truth.Undecided), Out: c.filter(a.name+"out", a.out, a.hide, truth.Undecided)})
	}
	for i, s := range w.subnets {
		c.fillSubnet(i, s)
	}
	for _, n := range w.nats {
		var list []*Nat
		addr := c.symbol("natAddress", addresses(netip.PrefixFrom(n.addr, 32)), addresses(w.subnets[n.subnet].block), c.hidden(n.hide))
		addr.In = []*Symbol{c.subnetOf[n.subnet]}
		for _, public := range []bool{n.public, !n.public} {
			list = append(list, &Nat{Subnet: Sure(c.subnets[n.subnet]), Address: addr.All(), Public: public})
		}
		if !c.hidden(n.hide) {
			list = list[:1]
		}
		c.nats = append(c.nats, list)
	}
	for i, a := range w.attachments {
		at := &Attachment{Ref: fmt.Sprint("attachment", i), Transit: c.transit, Exists: truth.Of(a.is)}
		if c.hidden(a.hide) {
			at.Exists, at.Causes = truth.Undecided, c.cause("attachment")
		}
		for _, s := range a.subnets {
			at.Subnets = append(at.Subnets, c.subnets[s])
		}
		at.Table = Sure[*Table](nil)
		if a.table >= 0 {
			at.Table = Sure(c.tables[a.table])
			if c.hidden(a.hideTable) {
				at.Table = OneOf(c.cause("table of attachment"), c.tables[a.table], nil)
			}
		}
		c.vpcs[a.vpc].Attachments = append(c.vpcs[a.vpc].Attachments, at)
		c.attachments = append(c.attachments, at)
	}
	for i, t := range w.tables {
		*c.tables[i] = *c.table(t)
	}
	for i, n := range w.interfaces {
		s := c.symbol("interface", addresses(netip.PrefixFrom(n.addr, 32)), addresses(w.subnets[n.subnet].block), c.hidden(n.hide))
		s.In = []*Symbol{c.subnetOf[n.subnet]}
		c.net.Interfaces[s] = &Interface{Ref: fmt.Sprint("interface", i), Subnet: c.subnets[n.subnet], Groups: Sure(c.filter("groups", n.groups, n.hide, truth.True))}
		c.asked = append(c.asked, s)
	}
	c.deliveries()
	return c
}

func (c *compiler) fillSubnet(i int, s *wSubnet) {
	symbol := c.symbol("subnet", addresses(s.block), addresses(c.world.vpcs[s.vpc].block), c.hidden(s.hide))
	symbol.Apart = c.vpcs[s.vpc]
	if c.hidden(s.hide) {
		for _, other := range c.world.subnets {
			if other != s && other.vpc == s.vpc && !c.hidden(other.hide) {
				symbol.May = symbol.May.Minus(addresses(other.block))
			}
		}
	}
	c.subnetOf = append(c.subnetOf, symbol)
	out := c.subnets[i]
	out.Vpc, out.Zone = c.vpcs[s.vpc], Zone{Name: s.zone, Group: "names"}
	if c.hidden(s.hideZone) {
		out.Zone = Zone{Cause: c.cause("zone")[0]}
	}
	out.Table, out.Acl, out.PublicIp, out.Access = Sure(c.tables[s.table]), Sure(c.acls[s.acl]), Sure(s.publicIp), Sure(s.access)
	if c.hidden(s.hideTable) {
		for j, other := range c.world.subnets {
			if other.vpc == s.vpc && c.world.subnets[j].table != s.table {
				out.Table = OneOf(c.cause("association"), c.tables[s.table], c.tables[other.table])
			}
		}
	}
	if c.hidden(s.hideAcl) {
		out.Acl = OneOf(c.cause("acl"), c.acls[s.acl], OpenAcl("default"))
	}
	if c.hidden(s.hidePublic) {
		out.PublicIp, out.Access = OneOf(c.cause("public ip"), true, false), OneOf(c.cause("access"), s.access, OpenAccess, NoAccess)
	}
}

func (c *compiler) filter(name string, entries []wEntry, hide float64, unseen truth.Value) *Filter {
	var list []Entry
	blind := c.hidden(hide) && hide < 0.2
	if blind && unseen == truth.Undecided {
		list = append(list, Unseen(name+"unseen", unseen, c.cause("entries")))
	}
	for i, e := range entries {
		if blind && i%2 == 1 {
			continue
		}
		entry := Entry{Ref: e.name, Allow: truth.Of(e.allow), Exists: truth.Of(e.is), Peers: []Block{Prefix(e.peers)}, Ports: e.ports}
		if c.hidden(e.hide) {
			entry.Causes = c.cause("entry")
			switch {
			case e.how == 0 || !e.is:
				entry.Exists = truth.Undecided
			case e.how == 1 && unseen == truth.Undecided:
				entry.Allow = truth.Undecided
			default:
				entry.Peers = []Block{OfSymbol(c.symbol("peers", Of(e.peers), AllIpv4(), true), 0, 32)}
			}
		}
		list = append(list, entry)
	}
	if blind && unseen == truth.True {
		list = append(list, Unseen(name+"unseen", unseen, c.cause("rules")))
	}
	return NewFilter(name, list)
}

func (c *compiler) table(t *wTable) *Table {
	var routes []Route
	for _, r := range t.routes {
		for _, dest := range r.dest {
			routes = append(routes, c.route(r, dest))
		}
	}
	if c.hidden(t.hide) && t.hide < 0.1 {
		// The routes of odd numbers are not seen.
		var seen []Route
		for i, r := range routes {
			if i%2 == 0 {
				seen = append(seen, r)
			}
		}
		routes = append(seen, UnseenRoute(t.name+"unseen", c.cause("routes")))
	}
	return NewTable(t.name, routes)
}

func (c *compiler) route(r wRoute, dest netip.Prefix) Route {
	route := Route{Ref: r.name, Dest: Prefix(dest), Exists: truth.Of(r.is), Rank: r.rank, To: c.target(r.to)}
	if r.to.kind == Service && c.s3.Must.Empty() {
		route.Dest = OfSymbol(c.s3, 9, 32)
	}
	if !c.hidden(r.hide) {
		return route
	}
	switch {
	case r.how == 0 || !r.is:
		route.Exists, route.Causes = truth.Undecided, c.cause("route")
	case r.how == 1:
		route.To = OneOf(c.cause("target"), append(append([]Target{}, route.To.of...), Target{Kind: Nowhere, Ref: "detached"})...)
	case r.how == 2:
		why := c.cause("anywhere")
		route.To = Sure(Target{Kind: Anywhere, Ref: r.name, Causes: why})
	default:
		s := c.symbol("destination", Of(dest), AllIpv4(), true)
		route.Dest = OfSymbol(s, 0, 32)
	}
	return route
}

func (c *compiler) target(to wTarget) Alts[Target] {
	t := Target{Kind: to.kind, Ref: to.name}
	switch to.kind {
	case ToNat:
		var list []Target
		for _, n := range c.nats[to.index] {
			list = append(list, Target{Kind: ToNat, Ref: to.name, Nat: n})
		}
		return OneOf(Causes{c.s3.Cause}, list...)
	case ToTransit:
		t.Transit = c.transit
	case ToAttachment:
		t.Attachment = c.attachments[to.index]
	case Peering:
		t.Vpc = c.vpcs[to.index]
	case Elsewhere:
		t.Causes = c.cause("elsewhere")
	default:
	}
	return Sure(t)
}

// deliveries makes the tables of the VPCs' own addresses.
func (c *compiler) deliveries() {
	for i, v := range c.vpcs {
		var routes []Route
		for j, s := range c.world.subnets {
			if s.vpc == i {
				dest := OfSymbol(c.subnetOf[j], 24, 24)
				if !c.hidden(s.hide) {
					dest = Prefix(s.block)
				}
				routes = append(routes, Route{Ref: j, Dest: dest, Exists: truth.True, To: Sure(Target{Kind: Deliver, Ref: j, Subnet: c.subnets[j]})})
			}
		}
		v.Delivery = NewTable(i, routes)
	}
}
