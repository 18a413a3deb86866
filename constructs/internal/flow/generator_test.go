package flow

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
)

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
