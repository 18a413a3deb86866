package flow

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
)

// question is one that the engine is asked.
type question struct {
	subnet int // -1 is outside
	target int // an interface, -1 is S3
}

func (w *world) questions() []question {
	var list []question
	for i := range w.subnets {
		list = append(list, question{i, -1})
		for j := range w.interfaces {
			list = append(list, question{i, j})
		}
	}
	if w.outside != nil {
		for j := range w.interfaces {
			list = append(list, question{-1, j})
		}
	}
	return list
}

func (c *compiler) ask(q question) []Piece {
	f := Flow{Dst: c.s3.All(), SrcPorts: Ephemeral(), DstPorts: Https()}
	if q.target >= 0 {
		f.Dst = c.asked[q.target].All()
	}
	if q.subnet < 0 {
		o := &Outside{Ref: "office", By: Sure(Entrance{Vpc: c.vpcs[c.outside.vpc]}), Behind: func(r Ref) bool { return r == "vpn" }}
		f.Src = Literal(Of(c.outside.block))
		return c.net.Ask(Client{Outside: o}, f)
	}
	f.Src = Literal(Of(c.world.subnets[q.subnet].block))
	if s := c.subnetOf[q.subnet]; s.Must.Empty() {
		f.Src = s.All()
	}
	return c.net.Ask(Client{Subnet: c.subnets[q.subnet]}, f)
}

// packet picks one of the question's packets.
func (w *world) packet(g *generator, q question) (src, dst netip.Addr, port Port) {
	from := block("192.168.0.0/16")
	if q.subnet >= 0 {
		from = w.subnets[q.subnet].block
	}
	src = address(from, byte(g.IntN(256)))
	if q.subnet < 0 && g.chance(0.5) {
		src = netip.MustParseAddr("192.168.200.7")
	}
	if q.target >= 0 {
		dst = w.interfaces[q.target].addr
	} else {
		p := pick(g, w.s3...)
		dst = address(p, byte(g.IntN(256)))
		if p.Bits() == 15 && g.chance(0.5) {
			dst = netip.MustParseAddr("52.217.3.4")
		}
	}
	return src, dst, Port(1024 + g.IntN(64512))
}

func gates(g *Gate) []string {
	var list []string
	for ; g != nil; g = g.Prev {
		list = append(list, fmt.Sprint(g.Ref))
	}
	slices.Reverse(list)
	return list
}

// has reports whether an end may be a packet's fate. One that is open may go on to any other gate.
func (e End) has(f fate) bool {
	by := gates(e.Gates)
	if e.Result == Open {
		return len(by) <= len(f.gates) && slices.Equal(by, f.gates[:len(by)])
	}
	return e.Result == f.result && slices.Equal(by, f.gates)
}

// pieceOf returns the only piece that has a packet.
func pieceOf(t *testing.T, pieces []Piece, src, dst netip.Addr, port Port) Piece {
	t.Helper()
	var found []Piece
	for _, p := range pieces {
		if p.Src.Window.Has(src) && p.Dst.Window.Has(dst) && p.SrcPorts.Has(port) && p.DstPorts.Has(443) {
			found = append(found, p)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d pieces have %s:%d to %s, want one", len(found), src, port, dst)
	}
	return found[0]
}

// tally counts what the tests saw, so that they can check that the networks are varied enough.
type tally struct{ packets, unknown, arrived, dropped, open int }

func (c *tally) add(p Piece, f fate) {
	c.packets++
	if len(p.Ends) > 1 || p.Ends[0].Result == Open {
		c.unknown++
	}
	switch f.result {
	case Arrived:
		c.arrived++
	case Dropped:
		c.dropped++
	case Open, Passed:
		c.open++
	}
}

// eachWorld makes random networks, one in eight of them without -all. A failure names the number of its network.
func eachWorld(t *testing.T, networks int, test func(t *testing.T, g *generator, w *world)) {
	t.Helper()
	for i := range networks {
		if !templatetest.InSample(fmt.Sprint(i), 8) {
			continue
		}
		g := &generator{Rand: rand.New(rand.NewPCG(uint64(i), 11))}
		t.Run(fmt.Sprint(i), func(t *testing.T) { test(t, g, g.world()) })
	}
}

func (g *generator) naive(w *world, q question) *naive {
	return &naive{world: w, natPort: Port(1024 + g.IntN(64512)), target: q.target}
}

// TestExactness holds that where nothing is hidden, each packet has one end, and that it is the packet's fate. What a NAT
// or transit gateway chooses is hidden always.
func TestExactness(t *testing.T) {
	var seen tally
	chosen := 0
	eachWorld(t, 400, func(t *testing.T, g *generator, w *world) {
		c := compile(w, 0, false)
		for _, q := range w.questions() {
			pieces := c.ask(q)
			for range 12 {
				src, dst, port := w.packet(g, q)
				f := g.naive(w, q).ask(q.subnet, src, dst, port, 443)
				p := pieceOf(t, pieces, src, dst, port)
				seen.add(p, f)
				if !slices.ContainsFunc(p.Ends, func(e End) bool { return e.has(f) }) {
					t.Fatalf("%v: %s:%d to %s: %v; ends are %s", q, src, port, dst, f, describe(p))
				}
				if len(p.Ends) == 1 {
					continue
				}
				chosen++
				if !slices.ContainsFunc(p.Causes, func(c Cause) bool { return c.Of == NatChooses || c.Of == TransitChooses }) {
					t.Fatalf("%v: %s:%d to %s: %v; in doubt: %s", q, src, port, dst, f, describe(p))
				}
			}
		}
	})
	t.Logf("%+v, %d that AWS chooses", seen, chosen)
	if seen.arrived*10 < seen.packets || chosen*20 > seen.packets {
		t.Errorf("%+v, %d that AWS chooses: the networks are not worth it", seen, chosen)
	}
}

// TestCompletion holds that where anything is hidden, a packet's fate is among its ends, and that each doubt has a cause.
func TestCompletion(t *testing.T) {
	var seen tally
	eachWorld(t, 300, func(t *testing.T, g *generator, w *world) {
		for range 3 {
			c := compile(w, g.Float64()*0.35, g.chance(0.7))
			for _, q := range w.questions() {
				pieces := c.ask(q)
				for _, p := range pieces {
					if (len(p.Ends) > 1 || p.Ends[0].Result == Open) && (len(p.Causes) == 0 || p.Causes[0].Of == Unexplained) {
						t.Fatalf("%v: a doubt without a cause: %s", q, describe(p))
					}
				}
				for range 8 {
					src, dst, port := w.packet(g, q)
					f := g.naive(w, q).ask(q.subnet, src, dst, port, 443)
					p := pieceOf(t, pieces, src, dst, port)
					seen.add(p, f)
					if !slices.ContainsFunc(p.Ends, func(e End) bool { return e.has(f) }) {
						t.Fatalf("%v: %s:%d to %s: %v; ends are %s", q, src, port, dst, f, describe(p))
					}
				}
			}
		}
	})
	t.Logf("%+v", seen)
	if seen.unknown*10 > seen.packets*6 {
		t.Errorf("%+v: too much is unknown", seen)
	}
}

// TestMonotonicity holds that hiding more never takes an end away.
func TestMonotonicity(t *testing.T) {
	eachWorld(t, 300, func(t *testing.T, g *generator, w *world) {
		level := g.Float64() * 0.3
		less, more := compile(w, level, false), compile(w, level+0.2, g.chance(0.5))
		for _, q := range w.questions() {
			before, after := less.ask(q), more.ask(q)
			for range 8 {
				src, dst, port := w.packet(g, q)
				p, hidden := pieceOf(t, before, src, dst, port), pieceOf(t, after, src, dst, port)
				for _, e := range p.Ends {
					if !slices.ContainsFunc(hidden.Ends, func(h End) bool {
						return h.has(fate{e.Result, gates(e.Gates)})
					}) {
						t.Fatalf("%v: %s:%d to %s: %s; hidden %s", q, src, port, dst, describe(p), describe(hidden))
					}
				}
			}
		}
	})
}

// describe writes a piece for a failure.
func describe(p Piece) string {
	text := ""
	for _, e := range p.Ends {
		text += fmt.Sprintf("\n\tresult %d by %v:", e.Result, gates(e.Gates))
		for s := e.Trace; s != nil; s = s.Prev {
			text += fmt.Sprintf(" %d %v %t <-", s.Kind, s.Ref, s.Packets.Answer)
		}
	}
	return fmt.Sprintf("%s\n\tcauses %v\n\t%v -> %v, ports %v -> %v", text, p.Causes, p.Src.Window, p.Dst.Window, p.SrcPorts, p.DstPorts)
}
