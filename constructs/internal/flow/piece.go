package flow

import (
	"iter"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Flow is a rectangle of TCP packets: every combination of its addresses and ports.
type Flow struct {
	Src, Dst           Region
	SrcPorts, DstPorts Ports
	// Answer is true for packets that answer a connection. Security groups allow them, and gateways that make
	// connections of their own do not take them.
	Answer bool
}

// Reverse returns the packets that answer.
func (f Flow) Reverse() Flow {
	return Flow{Src: f.Dst, Dst: f.Src, SrcPorts: f.DstPorts, DstPorts: f.SrcPorts, Answer: !f.Answer}
}

// intersect returns the packets of both flows, of which the symbols are the same; ok is false if there are none.
func (f Flow) intersect(g Flow) (both Flow, ok bool) {
	both = f
	both.Src.Window = f.Src.Window.Intersect(g.Src.Window)
	both.Dst.Window = f.Dst.Window.Intersect(g.Dst.Window)
	both.SrcPorts = f.SrcPorts.Intersect(g.SrcPorts)
	both.DstPorts = f.DstPorts.Intersect(g.DstPorts)
	return both, !both.empty()
}

func (f Flow) empty() bool {
	return f.Src.Window.Empty() || f.Dst.Window.Empty() || f.SrcPorts.Empty() || f.DstPorts.Empty()
}

// inhabited reports whether the flow surely has a packet, and why not. Which ports a client uses, its system decides.
func (f Flow) inhabited() (truth.Value, Causes) {
	all := truth.True
	var causes Causes
	for _, r := range []Region{f.Src, f.Dst} {
		if h := r.Inhabited(); h != truth.True {
			all = all.And(h)
			if r.Of != nil { // else there is no address
				causes = causes.And(Causes{r.Of.Cause})
			}
		}
	}
	for _, p := range []Ports{f.SrcPorts, f.DstPorts} {
		if !p.Intersect(Ephemeral()).Empty() && !p.Covers(Ephemeral()) {
			all = all.And(truth.Undecided)
			causes = causes.And(Causes{ClientChooses.cause()})
		}
	}
	return all, causes
}

// Piece is a part of a flow, with every result that it can have.
type Piece struct {
	Flow
	Ends []End
	// Causes are why there is more than one end, or one that is not known.
	Causes Causes
}

// Ends iterates over the ends of all pieces, each with its piece.
func Ends(pieces []Piece) iter.Seq2[Piece, End] {
	return func(yield func(Piece, End) bool) {
		for _, p := range pieces {
			for _, e := range p.Ends {
				if !yield(p, e) {
					return
				}
			}
		}
	}
}

// Result is what happens to packets.
type Result uint8

const (
	// Dropped means that they or their answers are lost.
	Dropped Result = iota
	// Passed means that a filter allows them.
	Passed
	// Arrived means that they arrive, and that their answers return.
	Arrived
	// Open means that they, or their answers, reach something whose behavior is unknown: they may be lost or arrive, by the
	// same gates and perhaps others behind them.
	Open
)

// End is one possible result of packets.
type End struct {
	Result Result
	// Gates are those by which the request leaves subnets, the last first.
	Gates *Gate
	// Trace are the steps on the path that decided something, the last first. Two ends that differ by nothing else are one.
	Trace *Step
	// Obstacles are what stops the packets, the last first, if they were followed past it.
	Obstacles *Obstacle
}

// Arrives reports whether the packets arrive and are answered.
func (e End) Arrives() truth.Value {
	if e.Result == Passed || e.Result == Open {
		return truth.Undecided
	}
	return truth.Of(e.Result == Arrived)
}

// Passes reports whether a filter allows packets.
func (e End) Passes() truth.Value { return truth.Of(e.Result == Passed) }

// Ref is the caller's own object for an object of the network. It must be comparable.
type Ref any

// Gate is the exit by which a request leaves a subnet.
type Gate struct {
	Kind TargetKind
	Ref  Ref
	Prev *Gate
}

func (g *Gate) equal(h *Gate) bool {
	for ; g != h; g, h = g.Prev, h.Prev {
		if g == nil || h == nil || g.Kind != h.Kind || g.Ref != h.Ref {
			return false
		}
	}
	return true
}

// leadsTo reports whether a path continues from one gate to another, or ends there.
func (g *Gate) leadsTo(h *Gate) bool {
	for ; h != nil; h = h.Prev {
		if g.equal(h) {
			return true
		}
	}
	return g == nil
}

// leadsTo reports whether an end is open, and has all in it that another one is.
func (e End) leadsTo(other End) bool {
	return e.Result == Open && e.Gates.leadsTo(other.Gates) && e.Obstacles.equal(other.Obstacles)
}

// Step is one decision on a path.
type Step struct {
	Kind StepKind
	// Ref is what decides: a route or an entry, or the table or filter in which none matches.
	Ref Ref
	// Packets are those that it decides on. A NAT gateway's are its own.
	Packets Flow
	Prev    *Step
}

// StepKind is what a step decides.
type StepKind uint8

const (
	// ByRoute means that a route is taken.
	ByRoute StepKind = iota
	// NoRoute means that a table has no route.
	NoRoute
	// Allowed means that an entry of a filter allows packets.
	Allowed
	// Denied means that an entry stops them.
	Denied
	// NoEntry means that no entry of a filter allows them.
	NoEntry
	// Associated means that a subnet uses this table or filter, among several that it may use.
	Associated
	// NoSuchAddress means that no subnet of the VPC has the address.
	NoSuchAddress
	// WrongNetwork means that another network with the same addresses gets the packets.
	WrongNetwork
	// NoPublicAddress means that an internet gateway is reached by a client without a public address.
	NoPublicAddress
	// AccessBlocked means that the account blocks public access.
	AccessBlocked
	// WrongFamily means that a gateway does not take packets of this IP version.
	WrongFamily
	// NotAttached means that the VPC is not attached to the transit gateway.
	NotAttached
	// NotInZone means that the attachment has no subnet in the zone.
	NotInZone
	// NotAssociated means that the attachment has no table of the transit gateway.
	NotAssociated
	// FromOutside means that a gateway serves only its own VPC, and the packets are from outside it.
	FromOutside
	// AnswerAstray means that an answer is routed to a gateway that takes only requests.
	AnswerAstray
	// Loop means that the packets reach a table for the second time.
	Loop
	// Inspected means that an appliance may drop the packets, or send them on in an unknown way.
	Inspected
	// LeadsNowhere means that the target of a route drops packets.
	LeadsNowhere
	// LeadsOn means that the target of a route is not followed.
	LeadsOn
)

// sameEnd reports whether two ends differ only in the steps that lead to them.
func sameEnd(a, b End) bool {
	if a.Result != b.Result || !a.Gates.equal(b.Gates) || !a.Obstacles.equal(b.Obstacles) {
		return false
	}
	return a.Result != Dropped || a.Trace == b.Trace || a.Trace != nil && b.Trace != nil && a.Trace.isLike(b.Trace)
}

// isLike reports whether two steps make the same decision, perhaps about different packets.
func (s *Step) isLike(other *Step) bool {
	return s.Kind == other.Kind && s.Ref == other.Ref && s.Packets.Answer == other.Packets.Answer
}

// with returns the piece with another end. One that is open has all in it that goes on from there; of two that are the
// same the later is kept, which is the surer.
func (p Piece) with(e End, causes Causes) Piece {
	p.Causes = p.Causes.And(causes)
	ends := make([]End, 0, len(p.Ends)+1)
	for _, other := range p.Ends {
		if other.leadsTo(e) && !sameEnd(other, e) {
			return p
		}
		if !sameEnd(other, e) && !e.leadsTo(other) {
			ends = append(ends, other)
		}
	}
	p.Ends = append(ends, e)
	return p
}

// settled returns the piece without causes if nothing is in doubt.
func (p Piece) settled() Piece {
	if len(p.Ends) == 1 && p.Ends[0].Result != Open {
		p.Causes = nil
	} else {
		p.Causes = p.Causes.orUnexplained()
	}
	return p
}

// joined returns pieces after others. In most cases there are no others, and nothing is copied.
func joined(all, more []Piece) []Piece {
	if len(all) == 0 {
		return more
	}
	return append(all, more...)
}

// cross puts the pieces of two alternatives together: either may be what happens.
func cross(a, b []Piece, causes Causes) []Piece {
	var all []Piece
	for _, p := range a {
		for _, q := range b {
			both, ok := p.intersect(q.Flow)
			if !ok {
				continue
			}
			piece := Piece{Flow: both, Ends: p.Ends, Causes: p.Causes.And(q.Causes)}
			for _, e := range q.Ends {
				piece = piece.with(e, causes)
			}
			all = append(all, piece.settled())
		}
	}
	return all
}

// either adds an end to all pieces.
func either(pieces []Piece, e End, causes Causes) []Piece {
	for i, p := range pieces {
		pieces[i] = p.with(e, causes).settled()
	}
	return pieces
}

// doubted adds causes to the pieces that are in doubt.
func doubted(pieces []Piece, causes Causes) []Piece {
	for i, p := range pieces {
		p.Causes = p.Causes.And(causes)
		pieces[i] = p.settled()
	}
	return pieces
}

// Occurs reports whether some of the packets have a result.
func Occurs(pieces []Piece, is func(End) truth.Value) truth.Value {
	occurs := truth.False
	var sure []Flow
	for _, p := range pieces {
		all := p.all(is)
		if all == truth.True {
			sure = append(sure, p.Flow)
		}
		if all != truth.False {
			occurs = truth.Undecided
		}
	}
	for _, f := range united(sure) {
		if inhabited, _ := f.inhabited(); inhabited == truth.True {
			return truth.True
		}
	}
	return occurs
}

// ForAll reports whether all of them have it.
func ForAll(pieces []Piece, is func(End) truth.Value) truth.Value {
	return Occurs(pieces, func(e End) truth.Value { return is(e).Not() }).Not()
}

// Partly reports whether something becomes of some of the packets and not of others, and of none is it unknown.
func Partly(pieces []Piece, is func(End) truth.Value) bool {
	isDoubtful := func(p Piece) bool { return p.all(is) == truth.Undecided }
	return !slices.ContainsFunc(pieces, isDoubtful) && Occurs(pieces, is) == truth.True && ForAll(pieces, is) == truth.False
}

// Doubts returns the causes of what is in doubt about something.
func Doubts(pieces []Piece, is func(End) truth.Value) Causes {
	var causes Causes
	for _, p := range pieces {
		if p.all(is) == truth.Undecided {
			causes = causes.And(p.Causes)
		}
	}
	if len(causes) > 0 {
		return causes
	}
	for _, p := range pieces {
		_, why := p.inhabited()
		causes = causes.And(why)
	}
	return causes
}

// all reports whether something holds for all ends of a piece: undecided if for some.
func (p Piece) all(is func(End) truth.Value) truth.Value {
	all := is(p.Ends[0])
	for _, e := range p.Ends[1:] {
		if is(e) != all {
			return truth.Undecided
		}
	}
	return all
}

// united puts flows between the same symbols together that differ in one side alone: each of two parts may be without
// packets, and both together not.
func united(flows []Flow) []Flow {
	for _, without := range []func(*Flow){
		func(f *Flow) { f.Dst.Window = nil }, func(f *Flow) { f.Src.Window = nil }, func(f *Flow) { f.SrcPorts = nil },
	} {
		var list []Flow
		for _, f := range flows {
			i := slices.IndexFunc(list, func(g Flow) bool {
				f := f
				without(&f)
				without(&g)
				return f.Src.equal(g.Src) && f.Dst.equal(g.Dst) && f.SrcPorts.Equal(g.SrcPorts) && f.DstPorts.Equal(g.DstPorts)
			})
			if i < 0 {
				list = append(list, f)
				continue
			}
			g := &list[i]
			g.Src.Window, g.Dst.Window = g.Src.Window.Union(f.Src.Window), g.Dst.Window.Union(f.Dst.Window)
			g.SrcPorts = g.SrcPorts.Union(f.SrcPorts)
		}
		flows = list
	}
	return flows
}
