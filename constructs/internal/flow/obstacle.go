package flow

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Obstacle is something that stops packets.
type Obstacle struct {
	*Step // where they are stopped, with the steps before
	Prev  *Obstacle
}

func (o *Obstacle) equal(other *Obstacle) bool {
	for ; o != other; o, other = o.Prev, other.Prev {
		if o == nil || other == nil || !o.isLike(other.Step) {
			return false
		}
	}
	return true
}

// Obstacles returns what stops the packets, in the order of their path, each once. A piece of a [Net] that does not follow
// packets past obstacles has none.
func Obstacles(pieces []Piece) []*Step {
	var all []*Step
	for _, e := range Ends(pieces) {
		next := len(all) // where the one before the last belongs
		for o := e.Obstacles; o != nil; o = o.Prev {
			i := slices.IndexFunc(all, o.stopsAs)
			if i < 0 {
				i = next
				all = slices.Insert(all, i, o.Step)
			}
			next = min(next, i)
		}
	}
	return all
}

// IsCertain reports whether an obstacle stops its packets whatever the templates leave open.
func IsCertain(pieces []Piece, s *Step) bool {
	stopped := func(e End) truth.Value {
		for o := e.Obstacles; o != nil; o = o.Prev {
			if o.stopsAs(s) {
				return truth.True
			}
		}
		return truth.False
	}
	return !slices.ContainsFunc(pieces, func(p Piece) bool { return p.all(stopped) == truth.Undecided })
}

// stopsAs reports whether two steps stop packets for the same reason.
func (s *Step) stopsAs(other *Step) bool {
	return s.isLike(other) && s.Packets.Src.equal(other.Packets.Src) && s.Packets.Dst.equal(other.Packets.Dst)
}

func (r Region) equal(other Region) bool { return r.Of == other.Of && r.Window.Equal(other.Window) }

// stopped is the end of packets that are lost, unless they are followed past what stops them.
func (w *walk) stopped(p packets, kind StepKind, ref Ref, past func(packets) []Piece) []Piece {
	if w.net.Past {
		p = p.step(kind, ref)
		p.obstacles = &Obstacle{p.trace, p.obstacles}
		return past(p)
	}
	return []Piece{{Flow: p.Flow, Ends: []End{{Result: Dropped, Gates: p.gates, Trace: p.step(kind, ref).trace}}}}
}

// stoppedAt returns packets past a filter that stops them.
func (p packets) stoppedAt(lost []End) packets {
	for _, e := range lost {
		p.trace, p.obstacles = e.Trace, &Obstacle{e.Trace, p.obstacles}
	}
	return p
}

// beyond follows packets past what stops them: requests to S3 as if their subnet used a gateway endpoint or, for those of a
// NAT gateway, an internet gateway; all others as if they were routed to their destination.
func (w *walk) beyond(p packets) []Piece {
	i := w.net.Interfaces[p.Dst.Of]
	switch {
	case p.Answer && p.home.Outside != nil:
		return w.cross(p, nil, edge, p.arrive)
	case p.Answer:
		return w.route(p, p.home.Subnet, p.arrive)
	case i != nil:
		return w.route(p, i.Subnet, func(p packets) []Piece { return w.connect(p, i) })
	}
	p.from, p.as, p.vpc, p.origin = p.home.Subnet, host, p.home.Subnet.Vpc, p.home.origin()
	if p.origin.nat {
		return w.toInternet(p, Target{Kind: Internet})
	}
	return w.cross(p, nil, edge, p.arrive)
}

// route follows packets to a subnet that their routes do not lead to. In another VPC, that is over a transit gateway if both
// are attached to one, or else over a peering connection.
func (w *walk) route(p packets, to *Subnet, then func(packets) []Piece) []Piece {
	if p.vpc == to.Vpc {
		return w.cross(p, to, host, then)
	}
	if here, there := p.vpc.sharedTransit(to.Vpc); here != nil && p.from != nil && !p.origin.outside {
		if p.as == attachment {
			return w.enter(p, there, p.from.Zone)
		}
		return w.toTransit(p, Target{Kind: ToTransit, Ref: here.Transit.Ref, Transit: here.Transit})
	}
	return w.cross(p, nil, edge, func(p packets) []Piece {
		p.vpc = to.Vpc
		return w.cross(p, to, host, then)
	})
}

// leaveZone follows packets to a transit gateway out of a zone in which its attachment has no subnet, as if it had one.
func (w *walk) leaveZone(p packets, a *Attachment) []Piece {
	return w.check(p, []check{{p.from, Destination}}, func(p packets) []Piece {
		p.as = attachment
		return w.forward(p, a)
	})
}

// sharedTransit returns the attachments of two VPCs to one transit gateway, nil if there is none that both are surely attached to.
func (v *Vpc) sharedTransit(other *Vpc) (here, there *Attachment) {
	for _, a := range v.Attachments {
		for _, b := range other.Attachments {
			if a.Transit == b.Transit && a.Exists == truth.True && b.Exists == truth.True {
				return a, b
			}
		}
	}
	return nil, nil
}
