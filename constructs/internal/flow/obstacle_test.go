package flow

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// past asks a question of which the packets are followed past what stops them.
func (c *compiler) past(q question) []Piece {
	c.net.Past = true
	defer func() { c.net.Past = false }()
	return c.ask(q)
}

// TestObstacles holds that packets have obstacles if and only if they do not arrive, and that they arrive once all of these
// are fixed.
func TestObstacles(t *testing.T) {
	var open, fixed, several, unfixed, tangled int
	eachWorld(t, 1600, func(t *testing.T, _ *generator, w *world) {
		c := compile(w, 0, false)
		for _, q := range w.questions() {
			pieces, past := c.ask(q), c.past(q)
			obstacles := Obstacles(past)
			switch arrives := Occurs(pieces, End.Arrives); {
			case ForAll(pieces, End.Arrives) == truth.True && len(obstacles) > 0:
				t.Fatalf("%v: packets arrive, and have obstacles: %s", q, steps(obstacles))
			case arrives != truth.False:
				open++
				continue
			case len(obstacles) == 0:
				t.Fatalf("%v: packets do not arrive, and have no obstacles: %s", q, describe(pieces[0]))
			}
			better := w.clone()
			if !better.fix(q, obstacles) {
				unfixed++
				continue
			}
			fixed++
			if len(obstacles) > 1 {
				several++
			}
			mended := compile(better, 0, false)
			after := mended.ask(q)
			if Occurs(after, End.Arrives) != truth.False {
				continue
			}
			left := Obstacles(mended.past(q))
			if tangled++; slices.ContainsFunc(left, func(s *Step) bool { return s.Kind != FromOutside && s.Kind != Loop }) {
				t.Fatalf("%v: without\n%s\nthere are still\n%s", q, steps(obstacles), steps(left))
			}
		}
	})
	t.Logf("%d arrive, %d fixed, %d of them with several obstacles, %d where a new route leads elsewhere, %d not fixed", open, fixed, several, tangled, unfixed)
	if fixed < unfixed || several*5 < fixed || tangled*1000 > fixed {
		t.Error("the networks are not worth it")
	}
}

func steps(list []*Step) string {
	var lines []string
	for _, s := range list {
		lines = append(lines, fmt.Sprintf("\t%d %v answer %t %v -> %v", s.Kind, s.Ref, s.Packets.Answer, s.Packets.Src.Window, s.Packets.Dst.Window))
	}
	return strings.Join(lines, "\n")
}

func (w *world) clone() *world {
	c := *w
	c.subnets, c.tables, c.acls, c.nats, c.attachments, c.interfaces = nil, nil, nil, nil, nil, nil
	for _, s := range w.subnets {
		of := *s
		c.subnets = append(c.subnets, &of)
	}
	for _, t := range w.tables {
		of := *t
		of.routes = slices.Clone(t.routes)
		c.tables = append(c.tables, &of)
	}
	for _, a := range w.acls {
		of := *a
		of.in, of.out = slices.Clone(a.in), slices.Clone(a.out)
		c.acls = append(c.acls, &of)
	}
	for _, n := range w.nats {
		of := *n
		c.nats = append(c.nats, &of)
	}
	for _, a := range w.attachments {
		of := *a
		of.subnets = slices.Clone(a.subnets)
		c.attachments = append(c.attachments, &of)
	}
	for _, i := range w.interfaces {
		of := *i
		of.groups = slices.Clone(i.groups)
		c.interfaces = append(c.interfaces, &of)
	}
	return &c
}

// fix changes what stops packets, and returns false if it cannot.
func (w *world) fix(q question, obstacles []*Step) bool {
	for _, s := range obstacles {
		if !w.fixOne(q, s) {
			return false
		}
	}
	return true
}

func (w *world) fixOne(q question, s *Step) bool {
	everything := wEntry{name: "fixed", allow: true, is: true, hide: 1, peers: block("0.0.0.0/0"), ports: AllPorts()}
	switch s.Kind {
	case Denied, NoEntry:
		for _, a := range w.acls {
			for _, list := range []*[]wEntry{&a.in, &a.out} {
				name := a.name + "in"
				if list == &a.out {
					name = a.name + "out"
				}
				if s.Ref == name || slices.ContainsFunc(*list, func(e wEntry) bool { return e.name == s.Ref }) {
					*list = slices.Insert(*list, 0, everything)
					return true
				}
			}
		}
		w.interfaces[q.target].groups = append(w.interfaces[q.target].groups, everything)
		return true
	case NoPublicAddress:
		for _, n := range w.nats {
			n.public = true
		}
		for _, subnet := range w.subnets {
			subnet.publicIp = true
		}
		return true
	case AccessBlocked:
		for _, subnet := range w.subnets {
			subnet.access = OpenAccess
		}
		return true
	}
	if q.subnet < 0 || q.target >= 0 && w.subnets[q.subnet].vpc == w.subnets[w.interfaces[q.target].subnet].vpc {
		return false // a detour over a transit gateway
	}
	if s.Kind != NoRoute && (s.Kind != LeadsNowhere || q.target >= 0) {
		return false // a tangle, in which a new route stops something else
	}
	return w.reroute(q, s)
}

// reroute leads packets from the table that stops them to where they are for.
func (w *world) reroute(q question, s *Step) bool {
	at := -1
	for i, t := range w.tables {
		if s.Kind == NoRoute && s.Ref == t.name {
			at = i
		}
	}
	isNat := s.Packets.Src.Of != nil && s.Packets.Src.Of.Name == "natAddress"
	if q.target < 0 && !s.Packets.Answer && !isNat {
		at = w.subnets[q.subnet].table
	}
	for step := s; step != nil && at < 0; step = step.Prev {
		if step.Kind != ByRoute {
			continue
		}
		for i, t := range w.tables {
			// One that was replaced already keeps its name.
			route := slices.IndexFunc(t.routes, func(r wRoute) bool { return r.name == step.Ref })
			if route < 0 {
				continue
			}
			if t.routes[route].rank == LocalRoute {
				return false
			}
			at = i
			for j, r := range t.routes {
				if r.to == t.routes[route].to && r.to.kind == Nowhere {
					t.routes[j].is = false
				}
			}
			t.routes[route].is = false
			break
		}
	}
	isOfNat := slices.ContainsFunc(w.nats, func(n *wNat) bool { return s.Packets.Src.Window.Has(n.addr) && w.subnets[n.subnet].table == at })
	if at < 0 || q.target < 0 && isNat && (at == w.subnets[q.subnet].table || !isOfNat) {
		return false // a table of others too
	}
	for _, a := range w.attachments {
		if a.table == at {
			return w.routeToAttachment(q, s, w.tables[at])
		}
	}
	vpc := -1
	for _, subnet := range w.subnets {
		if subnet.table == at {
			vpc = subnet.vpc
		}
	}
	route := wRoute{name: "fixed", hide: 1, is: true, rank: StaticRoute}
	switch {
	case q.target < 0 && !s.Packets.Answer:
		route.dest, route.rank, route.to = w.s3, ListRoute, wTarget{kind: Service, name: fmt.Sprint("gateway", vpc)}
		if isNat {
			route.to = wTarget{kind: Internet, name: fmt.Sprint("internet", vpc)}
		}
	default:
		other, dest := w.home(q, s)
		if other < 0 || other == vpc || w.vpcs[other].block == w.vpcs[vpc].block {
			return false
		}
		route.dest = []netip.Prefix{dest}
		route.to = wTarget{kind: Peering, name: fmt.Sprint("peering", min(vpc, other), max(vpc, other)), index: other}
		if w.attached(vpc) >= 0 && w.attached(other) >= 0 {
			route.to = wTarget{kind: ToTransit, name: "transit"}
		}
	}
	w.tables[at].routes = append(w.tables[at].routes, route)
	return true
}

// home returns the VPC and the block that packets are for.
func (w *world) home(q question, s *Step) (vpc int, dest netip.Prefix) {
	to := q.subnet
	if s.Packets.Dst.Of != nil && s.Packets.Dst.Of.Name == "natAddress" {
		return -1, dest
	}
	if !s.Packets.Answer {
		to = w.interfaces[q.target].subnet
	}
	if to < 0 {
		return -1, dest
	}
	return w.subnets[to].vpc, w.subnets[to].block
}

func (w *world) attached(vpc int) int {
	return slices.IndexFunc(w.attachments, func(a *wAttachment) bool { return a.vpc == vpc && a.is })
}

func (w *world) routeToAttachment(q question, s *Step, t *wTable) bool {
	if q.target < 0 {
		return false
	}
	vpc, dest := w.home(q, s)
	if vpc < 0 || w.attached(vpc) < 0 {
		return false
	}
	to := wTarget{kind: ToAttachment, name: "attachment", index: w.attached(vpc)}
	t.routes = append(t.routes, wRoute{name: "fixed", hide: 1, is: true, rank: StaticRoute, dest: []netip.Prefix{dest}, to: to})
	return true
}
