package flow

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// world is a network of which everything is known. The naive evaluator reads it packet by packet; compile makes objects of
// the engine of it, with parts hidden.
type world struct {
	vpcs        []*wVpc
	subnets     []*wSubnet
	tables      []*wTable
	acls        []*wAcl
	nats        []*wNat
	transits    int
	attachments []*wAttachment
	interfaces  []*wInterface
	s3          []netip.Prefix // S3's own list
	outside     *wOutside
}

type wVpc struct {
	block netip.Prefix
}

type wSubnet struct {
	vpc, table, acl int
	block           netip.Prefix
	zone            string
	publicIp        bool
	access          Access
	hide            float64
	hideTable       float64
	hideAcl         float64
	hidePublic      float64
	hideZone        float64
}

type wTable struct {
	name   string
	routes []wRoute
	hide   float64
}

type wRoute struct {
	name string
	dest []netip.Prefix // several are a prefix list; each counts with its own length
	rank Rank
	to   wTarget
	hide float64
	how  int
	is   bool // whether it exists
}

type wTarget struct {
	kind  TargetKind
	name  string
	index int // of what it leads to
}

type wAcl struct {
	name    string
	in, out []wEntry
	hide    float64
}

type wEntry struct {
	name  string
	allow bool
	peers netip.Prefix
	ports Ports
	hide  float64
	how   int
	is    bool
}

type wNat struct {
	subnet int
	addr   netip.Addr
	public bool
	hide   float64
}

type wAttachment struct {
	vpc       int
	subnets   []int
	table     int // -1 is none
	is        bool
	hide      float64
	hideTable float64
}

type wInterface struct {
	subnet int
	addr   netip.Addr
	groups []wEntry
	hide   float64
}

type wOutside struct {
	block netip.Prefix
	vpc   int
}

// generator makes sane networks with faults.
type generator struct {
	*rand.Rand
	n int
}

func (g *generator) name(kind string) string {
	g.n++
	return fmt.Sprintf("%s%d", kind, g.n)
}

func (g *generator) chance(p float64) bool { return g.Float64() < p }

func pick[T any](g *generator, list ...T) T { return list[g.IntN(len(list))] }

func block(text string) netip.Prefix { return netip.MustParsePrefix(text) }

func (g *generator) world() *world {
	w := &world{s3: []netip.Prefix{block("52.216.0.0/15"), block("3.5.0.0/19"), block("54.231.64.0/20")}, transits: 1}
	for range 1 + g.IntN(3) {
		g.vpc(w)
	}
	if g.chance(0.5) {
		w.outside = &wOutside{block: block("192.168.0.0/16"), vpc: g.IntN(len(w.vpcs))}
	}
	if len(w.vpcs) > 1 || g.chance(0.3) {
		g.transit(w)
	}
	for i, s := range w.subnets {
		if g.chance(0.35) {
			w.nats = append(w.nats, &wNat{subnet: i, addr: address(s.block, 200), public: g.chance(0.8), hide: g.Float64()})
		}
	}
	for i, s := range w.subnets {
		if g.chance(0.5) {
			w.interfaces = append(w.interfaces, &wInterface{subnet: i, addr: address(s.block, byte(100+g.IntN(2)*100-60)), groups: g.group(w), hide: g.Float64()})
		}
	}
	for i := range w.tables {
		g.routes(w, i)
	}
	return w
}

func (g *generator) vpc(w *world) {
	v := &wVpc{block: block(fmt.Sprintf("10.%d.0.0/16", len(w.vpcs)))}
	if len(w.vpcs) == 2 && g.chance(0.2) {
		v.block = w.vpcs[0].block // as peering forbids, and a transit gateway does not
	}
	index := len(w.vpcs)
	w.vpcs = append(w.vpcs, v)
	tables := 1 + g.IntN(3)
	first := len(w.tables)
	for range tables {
		w.tables = append(w.tables, &wTable{name: g.name("table"), hide: g.Float64()})
	}
	firstAcl := len(w.acls)
	for range 1 + g.IntN(2) {
		w.acls = append(w.acls, g.acl())
	}
	for i := range 1 + g.IntN(4) {
		bytes := v.block.Addr().As4()
		bytes[2] = byte(i)
		w.subnets = append(w.subnets, &wSubnet{
			vpc: index, table: first + g.IntN(tables), acl: firstAcl + g.IntN(len(w.acls)-firstAcl),
			block: netip.PrefixFrom(netip.AddrFrom4(bytes), 24), zone: pick(g, "a", "a", "b"), publicIp: g.chance(0.6),
			access: pick(g, OpenAccess, OpenAccess, OpenAccess, OpenAccess, OpenAccess, EgressAccess, NoAccess),
			hide:   g.Float64(), hideTable: g.Float64(), hideAcl: g.Float64(), hidePublic: g.Float64(), hideZone: g.Float64(),
		})
	}
}

func address(p netip.Prefix, last byte) netip.Addr {
	bytes := p.Addr().As4()
	bytes[3] = last
	return netip.AddrFrom4(bytes)
}

func (g *generator) acl() *wAcl {
	a := &wAcl{name: g.name("acl"), hide: g.Float64()}
	for _, list := range []*[]wEntry{&a.in, &a.out} {
		if g.chance(0.35) {
			for range g.IntN(3) {
				*list = append(*list, g.entry(g.chance(0.5)))
			}
		}
		if g.chance(0.9) {
			all := g.entry(true)
			all.peers, all.ports = block("0.0.0.0/0"), AllPorts()
			*list = append(*list, all)
		}
	}
	return a
}

func (g *generator) entry(allow bool) wEntry {
	return wEntry{
		name: g.name("entry"), allow: allow, hide: g.Float64(), how: g.IntN(3), is: g.chance(0.9),
		peers: block(pick(g, "0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "10.0.0.0/24", "10.0.1.0/25", "52.216.0.0/16", "192.168.0.0/17")),
		ports: pick(g, AllPorts(), AllPorts(), Https(), Ephemeral(), PortRange(32768, 65535), PortRange(80, 80)),
	}
}

func (g *generator) group(*world) []wEntry {
	var list []wEntry
	for range 1 + g.IntN(3) {
		e := g.entry(true)
		if g.chance(0.6) {
			e.peers, e.ports = block(pick(g, "0.0.0.0/0", "10.0.0.0/8")), Https()
		}
		list = append(list, e)
	}
	return list
}

// add adds a route, unless the table has one of the same destination, which AWS refuses.
func (t *wTable) add(r wRoute) {
	if !slices.ContainsFunc(t.routes, func(other wRoute) bool { return other.rank == r.rank && slices.Equal(other.dest, r.dest) }) {
		t.routes = append(t.routes, r)
	}
}

// transit attaches VPCs, with one table for all or one for each.
func (g *generator) transit(w *world) {
	shared := -1
	for i := range w.vpcs {
		if g.chance(0.1) {
			continue
		}
		a := &wAttachment{vpc: i, table: -1, is: g.chance(0.95), hide: g.Float64(), hideTable: g.Float64()}
		zones := map[string]bool{}
		for j, s := range w.subnets {
			if s.vpc == i && !zones[s.zone] && g.chance(0.85) {
				a.subnets = append(a.subnets, j)
				zones[s.zone] = true
			}
		}
		if len(a.subnets) == 0 {
			continue
		}
		switch {
		case g.chance(0.05):
		case shared >= 0 && g.chance(0.8):
			a.table = shared
		default:
			shared = len(w.tables)
			a.table = shared
			w.tables = append(w.tables, &wTable{name: g.name("transitTable"), hide: g.Float64()})
		}
		w.attachments = append(w.attachments, a)
	}
}

func (g *generator) route(dest netip.Prefix, rank Rank, to wTarget) wRoute {
	return wRoute{name: g.name("route"), dest: []netip.Prefix{dest}, rank: rank, to: to, hide: g.Float64(), how: g.IntN(4), is: g.chance(0.95)}
}

// routes fills a table: that of subnets by what their VPC has, that of a transit gateway by its attachments.
func (g *generator) routes(w *world, index int) {
	t := w.tables[index]
	for _, a := range w.attachments {
		if a.table == index {
			g.transitRoutes(w, t)
			return
		}
	}
	vpc := -1
	for _, s := range w.subnets {
		if s.table == index {
			vpc = s.vpc
		}
	}
	if vpc < 0 {
		return
	}
	local := g.route(w.vpcs[vpc].block, LocalRoute, wTarget{kind: Local, name: "local"})
	local.is, local.hide = true, 1
	t.add(local)
	if g.chance(0.8) {
		dest := pick(g, "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/1")
		t.add(g.route(block(dest), StaticRoute, g.target(w, vpc)))
		if dest == "0.0.0.0/1" && g.chance(0.7) {
			t.add(g.route(block("128.0.0.0/1"), StaticRoute, g.target(w, vpc)))
		}
	}
	if g.chance(0.4) {
		r := g.route(block("0.0.0.0/0"), ListRoute, wTarget{kind: Service, name: fmt.Sprint("gateway", vpc)})
		r.dest = w.s3
		t.add(r)
	}
	for other := range w.vpcs {
		if other != vpc && g.chance(0.8) {
			to := wTarget{kind: ToTransit, name: "transit", index: 0}
			if w.vpcs[other].block != w.vpcs[vpc].block && g.chance(0.3) {
				to = wTarget{kind: Peering, name: fmt.Sprint("peering", min(vpc, other), max(vpc, other)), index: other}
			}
			t.add(g.route(w.vpcs[other].block, StaticRoute, to))
		}
	}
	if o := w.outside; o != nil && g.chance(0.8) {
		t.add(g.route(pick(g, o.block, o.block, block("192.168.0.0/17")), pick(g, StaticRoute, PropagatedRoute), pick(g, wTarget{kind: Elsewhere, name: "vpn"}, wTarget{kind: Elsewhere, name: "vpn"}, g.target(w, vpc))))
	}
	if g.chance(0.25) {
		dest := pick(g, "52.216.0.0/16", "52.0.0.0/8", "8.8.8.8/32", "10.1.0.0/17", "10.0.0.0/8", "10.0.0.0/24", "10.1.1.128/25")
		r := g.route(block(dest), pick(g, StaticRoute, ListRoute, PropagatedRoute), g.target(w, vpc))
		if r.rank == ListRoute && g.chance(0.5) {
			r.dest = append(r.dest, block("54.231.0.0/16"))
		}
		t.add(r)
	}
}

func (g *generator) transitRoutes(w *world, t *wTable) {
	for i, a := range w.attachments {
		to := wTarget{kind: ToAttachment, name: "attachment", index: i}
		if g.chance(0.9) && a.is {
			t.add(g.route(w.vpcs[a.vpc].block, PropagatedRoute, to))
		}
	}
	if len(w.attachments) > 0 && g.chance(0.5) {
		i := g.IntN(len(w.attachments))
		if w.attachments[i].is {
			t.add(g.route(block("0.0.0.0/0"), StaticRoute, wTarget{kind: ToAttachment, name: "attachment", index: i}))
		}
	}
	if g.chance(0.2) {
		t.add(g.route(block(pick(g, "10.0.0.0/8", "10.1.0.0/24", "10.0.0.0/16")), StaticRoute, wTarget{kind: Nowhere, name: "blackhole"}))
	}
	if g.chance(0.2) {
		t.add(g.route(block(pick(g, "0.0.0.0/0", "192.168.0.0/16")), PropagatedRoute, wTarget{kind: Elsewhere, name: "vpn"}))
	}
}

// target returns what a default route may lead to.
func (g *generator) target(w *world, vpc int) wTarget {
	list := []wTarget{{kind: Internet, name: fmt.Sprint("internet", vpc)}, {kind: Nowhere, name: "detached"}, {kind: Elsewhere, name: "instance"}, {kind: ToTransit, name: "transit"}}
	for i, n := range w.nats {
		if w.subnets[n.subnet].vpc == vpc {
			to := wTarget{kind: ToNat, name: fmt.Sprint("nat", i), index: i}
			list = append(list, to, to, to)
		}
	}
	if g.chance(0.5) {
		return list[0]
	}
	return pick(g, list...)
}

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
