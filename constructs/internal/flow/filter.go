package flow

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Entry is one line of a filter. One for another protocol than TCP is left out; one of an unknown protocol may exist.
type Entry struct {
	Ref Ref
	// Allow is False for an entry that denies; Exists is Undecided for one that may not be there.
	Allow, Exists truth.Value
	// Peers are what the entry is for, on the other side of the filter; Ports those that packets go to.
	Peers []Block
	Ports Ports
	// Causes are why Allow or Exists is not known.
	Causes Causes
}

// Filter is an ordered list of entries, of which the first that matches decides; what none matches is dropped. A network
// ACL is two filters, one for each direction. All security groups of an interface together are one filter, for each
// direction, that only allows.
type Filter struct {
	ref     Ref
	entries []Entry
	blind   *Filter // see withoutMembers; nil until it is asked for
}

// NewFilter returns a filter. The caller no longer changes the entries.
func NewFilter(ref Ref, entries []Entry) *Filter {
	return &Filter{ref: ref, entries: slices.DeleteFunc(slices.Clone(entries), func(e Entry) bool { return e.Exists == truth.False })}
}

// withoutMembers returns the filter as it is for packets of which it does not know what security groups their sender or receiver
// is a member of.
func (f *Filter) withoutMembers() *Filter {
	if f.blind != nil {
		return f.blind
	}
	isOfMembers := func(b Block) bool { return b.Of != nil && b.Of.Members }
	f.blind = f
	if slices.ContainsFunc(f.entries, func(e Entry) bool { return slices.ContainsFunc(e.Peers, isOfMembers) }) {
		f.blind = NewFilter(f.ref, f.entries)
		f.blind.blind = f.blind
		for i := range f.blind.entries {
			e := &f.blind.entries[i]
			e.Peers = slices.DeleteFunc(slices.Clone(e.Peers), isOfMembers)
		}
	}
	return f.blind
}

// AllowAll returns a filter that allows everything.
func AllowAll(ref Ref) *Filter {
	return NewFilter(ref, []Entry{{Ref: ref, Allow: truth.True, Exists: truth.True, Peers: []Block{{Addresses: All()}}, Ports: AllPorts()}})
}

// Unseen returns an entry for what cannot be seen: it may exist, and may allow anything or deny it.
func Unseen(ref Ref, allow truth.Value, causes Causes) Entry {
	return Entry{Ref: ref, Allow: allow, Exists: truth.Undecided, Peers: []Block{{Addresses: All()}}, Ports: AllPorts(), Causes: causes}
}

// Side is a side of a flow.
type Side uint8

const (
	// Source is the side that sends packets.
	Source Side = iota
	// Destination is where they go to.
	Destination
)

func (f *Flow) side(s Side) *Region {
	if s == Source {
		return &f.Src
	}
	return &f.Dst
}

// Decide reports which packets the filter allows: ends are Passed or Dropped. The peers of its entries are on the
// given side of the flow. Trace is the steps before.
func (f *Filter) Decide(packets Flow, peers Side, trace *Step) []Piece {
	return f.decide(packets, peers, trace, func(Ref) {})
}

// Uses reports whether an entry decides on any of the packets, or may do so, by what refers to it. Without one that does
// not, the filter decides as it does with it.
func (f *Filter) Uses(packets Flow, peers Side) map[Ref]bool {
	used := map[Ref]bool{}
	f.decide(packets, peers, nil, func(ref Ref) { used[ref] = true })
	return used
}

func (f *Filter) decide(packets Flow, peers Side, trace *Step, matches func(Ref)) []Piece {
	var done []Piece
	live := []Piece{{Flow: packets}}
	for i := range f.entries {
		var next []Piece
		for _, p := range live {
			isHit := false
			if done, next, isHit = f.entries[i].take(p, peers, trace, done, next); isHit {
				matches(f.entries[i].Ref)
			}
		}
		live = next
		if len(live) == 0 {
			break
		}
	}
	for _, p := range live {
		none := End{Result: Dropped, Trace: &Step{Kind: NoEntry, Ref: f.ref, Packets: p.Flow, Prev: trace}}
		done = append(done, p.with(none, nil).settled())
	}
	return done
}

// take splits a piece by what an entry does with it. It appends the part that the entry surely decides to decided, and to rest what
// later entries decide too: the part that it does not match, and the part that it may decide. It reports whether it matches, or may
// match, any packet.
func (e *Entry) take(p Piece, peers Side, trace *Step, decided, rest []Piece) (_, _ []Piece, isHit bool) {
	region := *p.side(peers)
	ports := p.DstPorts.Intersect(e.Ports)
	sure, maybe, causes := matchAny(e.Peers, region)
	if ports.Empty() || sure.Empty() && maybe.Empty() {
		return decided, append(rest, p), false
	}
	part := func(window Addresses, ports Ports) Piece {
		q := p
		q.side(peers).Window, q.DstPorts = window, ports
		return q
	}
	matched := sure.Union(maybe)
	for _, missed := range []Piece{part(region.Window.Minus(matched), p.DstPorts), part(matched, p.DstPorts.Minus(ports))} {
		if !missed.empty() {
			rest = append(rest, missed)
		}
	}
	if !maybe.Empty() {
		rest = append(rest, e.decides(part(maybe, ports), trace, causes.And(e.Causes)))
	}
	switch isLast := e.Exists == truth.True && e.Allow != truth.Undecided; {
	case sure.Empty():
	case isLast:
		decided = append(decided, e.decides(part(sure, ports), trace, nil).settled())
	default:
		rest = append(rest, e.decides(part(sure, ports), trace, e.Causes))
	}
	return decided, rest, true
}

// decides adds what the entry does with packets that it matches.
func (e *Entry) decides(p Piece, trace *Step, causes Causes) Piece {
	if e.Allow != truth.True {
		p = p.with(End{Result: Dropped, Trace: &Step{Kind: Denied, Ref: e.Ref, Packets: p.Flow, Prev: trace}}, causes)
	}
	if e.Allow != truth.False {
		p = p.with(End{Result: Passed, Trace: &Step{Kind: Allowed, Ref: e.Ref, Packets: p.Flow, Prev: trace}}, causes)
	}
	return p
}

// matchAny returns the parts of a region that any of several blocks surely has or may have, and why it is not known.
func matchAny(blocks []Block, r Region) (sure, maybe Addresses, causes Causes) {
	for _, b := range blocks {
		s, m := b.match(r)
		sure, maybe = sure.Union(s), maybe.Union(m)
		if !m.Empty() {
			causes = causes.And(b.causes(r))
		}
	}
	return sure, maybe.Minus(sure), causes
}

// Filter reports which packets the subnet's network ACL allows: into the subnet if their peers are the source, and
// out of it if their peers are the destination.
func (s *Subnet) Filter(f Flow, peers Side) []Piece {
	passed := func(p packets) []Piece { return []Piece{{Flow: p.Flow, Ends: []End{{Result: Passed, Trace: p.trace}}}} }
	return (&walk{net: &Net{}}).check(packets{Flow: f}, []check{{s, peers}}, passed)
}
