package flow

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// hiddenEntry is an entry that the engine sees a part of; is says what it is.
type hiddenEntry struct {
	seen  Entry
	is    Addresses
	ports Ports
	allow bool
	there bool
}

func (g *generator) hiddenEntry(i int, hide float64) hiddenEntry {
	e := hiddenEntry{
		is: Of(g.small()), ports: PortRange(Port(g.IntN(4)), Port(g.IntN(8))), allow: g.chance(0.5), there: g.chance(0.9),
	}
	e.seen = Entry{Ref: i, Allow: truth.Of(e.allow), Exists: truth.Of(e.there), Peers: []Block{{Addresses: e.is}}, Ports: e.ports}
	if g.chance(0.3) {
		more := Of(g.small())
		e.is = e.is.Union(more)
		e.seen.Peers = append(e.seen.Peers, Block{Addresses: more})
	}
	if !g.chance(hide) {
		return e
	}
	e.seen.Causes = Causes{{Order: i, Of: "entry"}}
	switch g.IntN(3) {
	case 0:
		e.seen.Exists = truth.Undecided
	case 1:
		e.seen.Allow = truth.Undecided
	default:
		s := &Symbol{May: e.is.Union(Of(g.small())), Cause: Cause{Order: 100 + i, Of: "peers"}}
		if g.chance(0.5) {
			s.Must = e.is.Minus(Of(g.small()))
		}
		e.seen.Peers = []Block{OfSymbol(s, 0, 32)}
	}
	return e
}

// small returns one of few blocks of 16 addresses, so that many overlap.
func (g *generator) small() netip.Prefix {
	p, _ := netip.AddrFrom4([4]byte{10, 0, 0, byte(g.IntN(16))}).Prefix(28 + g.IntN(5))
	return p
}

// TestFilterAgrees compares a filter with what happens packet by packet: the fate is among the ends, and the only one if
// nothing is hidden.
func TestFilterAgrees(t *testing.T) {
	unknown, packets := 0, 0
	for n := range 4000 {
		if !templatetest.InSample(fmt.Sprint(n), 8) {
			continue
		}
		g := newGenerator(n)
		hide := []float64{0, 0.3}[n%2]
		var entries []hiddenEntry
		var seen []Entry
		for i := range 1 + g.IntN(6) {
			entries = append(entries, g.hiddenEntry(i, hide))
			seen = append(seen, entries[i].seen)
		}
		question := Flow{Src: Literal(Of(block("10.0.0.0/28"))), Dst: Literal(Of(block("10.9.0.0/32"))), SrcPorts: Ephemeral(), DstPorts: PortRange(0, 7)}
		pieces := NewFilter("filter", seen).Decide(question, Source, nil)
		for last := range 16 {
			for port := range Port(8) {
				src := netip.AddrFrom4([4]byte{10, 0, 0, byte(last)})
				want := Dropped
				i := slices.IndexFunc(entries, func(e hiddenEntry) bool { return e.there && e.is.Has(src) && e.ports.Has(port) })
				if i >= 0 && entries[i].allow {
					want = Passed
				}
				found := slices.DeleteFunc(slices.Clone(pieces), func(p Piece) bool { return !p.Src.Window.Has(src) || !p.DstPorts.Has(port) })
				if len(found) != 1 {
					t.Fatalf("%d: %d pieces have %s:%d", n, len(found), src, port)
				}
				packets++
				if len(found[0].Ends) > 1 {
					unknown++
				}
				if !slices.ContainsFunc(found[0].Ends, func(e End) bool { return e.Result == want }) || hide == 0 && len(found[0].Ends) > 1 {
					t.Fatalf("%d: %s:%d: want %d of %+v: %s", n, src, port, want, entries, describe(found[0]))
				}
				if len(found[0].Ends) > 1 && found[0].Causes[0].Of == Unexplained {
					t.Fatalf("%d: a doubt without a cause: %s", n, describe(found[0]))
				}
			}
		}
	}
	if unknown*4 > packets || unknown == 0 {
		t.Errorf("%d of %d packets are unknown", unknown, packets)
	}
}

func allow(ref Ref, block Block) Entry {
	return Entry{Ref: ref, Allow: truth.True, Exists: truth.True, Peers: []Block{block}, Ports: Https()}
}

func deny(ref Ref, block Block) Entry {
	return Entry{Ref: ref, Allow: truth.False, Exists: truth.True, Peers: []Block{block}, Ports: AllPorts()}
}

func TestFilter(t *testing.T) {
	prefix := func(text string) Block { return Prefix(block(text)) }
	symbol := func(name string, may Addresses) *Symbol {
		return &Symbol{Name: name, May: may, Cause: Cause{Order: 1, Of: name}}
	}
	vpc := symbol("vpc", All())
	one, two := symbol("one", All()), symbol("two", All())
	one.In, one.Apart, two.Apart = []*Symbol{vpc}, vpc, vpc
	member := symbol("member", AllIpv4())
	member.In = []*Symbol{symbol("group", AllIpv4())}
	s3 := symbol("s3", PublicIpv4())
	s3.Wider, s3.AtLeast = 9, 1024
	client := Literal(Of(block("10.1.0.0/24")))
	for name, test := range map[string]struct {
		entries   []Entry
		peers     Region
		some, all truth.Value // whether some of it passes, and all of it
	}{
		"no entry":                       {nil, client, truth.False, truth.False},
		"two halves":                     {[]Entry{allow(1, prefix("10.1.0.0/25")), allow(2, prefix("10.1.0.128/25"))}, client, truth.True, truth.True},
		"one half":                       {[]Entry{allow(1, prefix("10.1.0.0/25"))}, client, truth.True, truth.False},
		"the first entry decides":        {[]Entry{deny(1, prefix("10.1.0.0/16")), allow(2, prefix("0.0.0.0/0"))}, client, truth.False, truth.False},
		"a wider one after halves":       {[]Entry{deny(1, prefix("10.1.0.0/25")), deny(2, prefix("10.1.0.128/25")), allow(3, prefix("0.0.0.0/0"))}, client, truth.False, truth.False},
		"IPv6 is another family":         {[]Entry{allow(1, prefix("::/0"))}, client, truth.False, truth.False},
		"the same symbol":                {[]Entry{allow(1, OfSymbol(one, 0, 32))}, one.All(), truth.True, truth.True},
		"a symbol that it is part of":    {[]Entry{allow(1, OfSymbol(vpc, 0, 32))}, one.All(), truth.True, truth.True},
		"another symbol":                 {[]Entry{allow(1, OfSymbol(symbol("other", All()), 0, 32))}, one.All(), truth.Undecided, truth.Undecided},
		"a symbol that is apart":         {[]Entry{allow(1, OfSymbol(two, 0, 32))}, one.All(), truth.False, truth.False},
		"a member of the group":          {[]Entry{allow(1, OfSymbol(member.In[0], 0, 32))}, member.All(), truth.True, truth.True},
		"who may be a member":            {[]Entry{allow(1, OfSymbol(member.In[0], 0, 32))}, client, truth.Undecided, truth.Undecided},
		"a narrow part of S3 is denied":  {[]Entry{deny(1, prefix("8.8.8.8/32")), allow(2, prefix("0.0.0.0/0"))}, s3.All(), truth.True, truth.Undecided},
		"a half of S3 is denied":         {[]Entry{deny(1, prefix("0.0.0.0/1")), allow(2, prefix("0.0.0.0/0"))}, s3.All(), truth.Undecided, truth.Undecided},
		"what is not S3's is denied":     {[]Entry{deny(1, prefix("10.0.0.0/8")), allow(2, prefix("0.0.0.0/0"))}, s3.All(), truth.True, truth.True},
		"both halves of S3 are allowed":  {[]Entry{allow(1, prefix("0.0.0.0/1")), allow(2, prefix("128.0.0.0/1"))}, s3.All(), truth.True, truth.True},
		"private addresses are not S3's": {[]Entry{allow(1, prefix("10.0.0.0/8"))}, s3.All(), truth.False, truth.False},
		"an entry that may exist":        {[]Entry{{Ref: 1, Allow: truth.False, Exists: truth.Undecided, Peers: []Block{prefix("0.0.0.0/0")}, Ports: AllPorts(), Causes: Causes{{1, "x"}}}, allow(2, prefix("0.0.0.0/0"))}, client, truth.Undecided, truth.Undecided},
		"one that changes nothing":       {[]Entry{{Ref: 1, Allow: truth.True, Exists: truth.Undecided, Peers: []Block{prefix("0.0.0.0/0")}, Ports: AllPorts(), Causes: Causes{{1, "x"}}}, allow(2, prefix("0.0.0.0/0"))}, client, truth.True, truth.True},
		"another port":                   {[]Entry{{Ref: 1, Allow: truth.True, Exists: truth.True, Peers: []Block{prefix("0.0.0.0/0")}, Ports: PortRange(80, 80)}}, client, truth.False, truth.False},
		"unseen entries at the front":    {[]Entry{Unseen(1, truth.Undecided, Causes{{1, "x"}}), allow(2, prefix("0.0.0.0/0"))}, client, truth.Undecided, truth.Undecided},
		"unseen rules of a group":        {[]Entry{allow(2, prefix("0.0.0.0/0")), Unseen(1, truth.True, Causes{{1, "x"}})}, client, truth.True, truth.True},
	} {
		t.Run(name, func(t *testing.T) {
			flow := Flow{Src: test.peers, Dst: Literal(Of(block("10.1.1.9/32"))), SrcPorts: Ephemeral(), DstPorts: Https()}
			pieces := NewFilter("filter", test.entries).Decide(flow, Source, nil)
			if got := Occurs(pieces, End.Passes); got != test.some {
				t.Errorf("some passes: %s, want %s", got, test.some)
			}
			if got := ForAll(pieces, End.Passes); got != test.all {
				t.Errorf("all passes: %s, want %s", got, test.all)
			}
			if Occurs(pieces, End.Passes) == truth.Undecided && len(Doubts(pieces, End.Passes)) == 0 {
				t.Error("a doubt without a cause")
			}
		})
	}
}

// TestNoPackets asks for addresses of which there is none, as those outside of a VPC that has all.
func TestNoPackets(t *testing.T) {
	none := Flow{Src: Literal(nil), Dst: Literal(All()), SrcPorts: Ephemeral(), DstPorts: Https()}
	if pieces := AllowAll("all").Decide(none, Source, nil); Occurs(pieces, End.Passes) == truth.True || ForAll(pieces, End.Passes) == truth.True {
		t.Errorf("%v", pieces)
	}
}

// TestAnswerPorts: which ports a client uses, its system decides, so an entry for a part of them decides nothing.
func TestAnswerPorts(t *testing.T) {
	answer := Flow{Src: Literal(Of(block("10.1.1.9/32"))), Dst: Literal(Of(block("10.1.0.0/24"))), SrcPorts: Https(), DstPorts: Ephemeral(), Answer: true}
	entry := allow(1, Prefix(block("0.0.0.0/0")))
	for _, test := range []struct {
		ports     Ports
		some, all truth.Value
	}{
		{Ephemeral(), truth.True, truth.True},
		{PortRange(32768, 65535), truth.Undecided, truth.Undecided},
		{Https(), truth.False, truth.False},
	} {
		entry.Ports = test.ports
		pieces := NewFilter("filter", []Entry{entry}).Decide(answer, Source, nil)
		if some, all := Occurs(pieces, End.Passes), ForAll(pieces, End.Passes); some != test.some || all != test.all {
			t.Errorf("ports %v: some %s, all %s, want %s and %s", test.ports, some, all, test.some, test.all)
		}
		if test.some == truth.Undecided && !slices.ContainsFunc(Doubts(pieces, End.Passes), func(c Cause) bool { return c.Of == ClientChooses }) {
			t.Errorf("ports %v: the causes are %v", test.ports, Doubts(pieces, End.Passes))
		}
	}
}
