package flow

import (
	"cmp"
	"math"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Cause is something unknown that would settle a doubt if it were known.
type Cause struct {
	// Order identifies causes and sorts them in the order in which they were read.
	Order int
	// Of is what the cause is to the caller, or a [Doubt] of the engine.
	Of any
}

// Doubt is a cause that lies in AWS's own choices, or in the engine.
type Doubt uint8

const (
	// ClientChooses means that the client's system chooses its port.
	ClientChooses Doubt = iota
	// NatChooses means that a NAT gateway chooses its address and port.
	NatChooses
	// TransitChooses means that the transit gateway chooses the zone in which traffic enters a VPC.
	TransitChooses
	// EqualRoutes means that AWS chooses among routes of the same destination.
	EqualRoutes
	// NatAndEndpoint means that AWS does not document whether a NAT gateway uses a gateway endpoint.
	NatAndEndpoint
	// NatTranslates means that AWS does not document which routes and network ACLs apply to what a NAT gateway translates from IPv6
	// to IPv4.
	NatTranslates
	// NatAndPeering means that AWS does not document whether a NAT gateway uses a peering connection.
	NatAndPeering
	// ThroughVpc means that AWS does not document whether traffic from one transit gateway goes on to another.
	ThroughVpc
	// BackHome means that AWS does not document whether traffic that returns to its VPC over a transit gateway can use the VPC's
	// gateways.
	BackHome
	// TooMuch means that there are more possibilities than are followed.
	TooMuch
	// Unexplained means that the caller passed something as unknown, without a cause.
	Unexplained
)

// cause makes a cause of a doubt; these sort after all others.
func (d Doubt) cause() Cause { return Cause{Order: math.MaxInt - int(Unexplained) + int(d), Of: d} }

// Causes are sorted, each once. If there are many, the first are kept, whatever the order in which
// lists are merged.
type Causes []Cause

// maxCauses is how many are kept, which is more than a message lists.
const maxCauses = 8

// And returns the causes of both lists.
func (c Causes) And(d Causes) Causes {
	switch {
	case len(c) == 0:
		return d
	case len(d) == 0 || slices.Equal(c, d):
		return c
	}
	all := slices.Concat(c, d)
	slices.SortFunc(all, func(a, b Cause) int { return cmp.Compare(a.Order, b.Order) })
	all = slices.CompactFunc(all, func(a, b Cause) bool { return a.Order == b.Order })
	return all[:min(len(all), maxCauses)]
}

// orUnexplained makes sure that a doubt has a cause.
func (c Causes) orUnexplained() Causes {
	if len(c) == 0 {
		return Causes{Unexplained.cause()}
	}
	return c
}

// Alts are the things that something may be.
type Alts[T any] struct {
	of     []T
	causes Causes
}

// Sure returns the only alternative.
func Sure[T any](x T) Alts[T] { return Alts[T]{of: []T{x}} }

// OneOf returns several alternatives, and why it is not known which it is.
func OneOf[T any](causes Causes, of ...T) Alts[T] {
	if len(of) == 1 {
		return Sure(of[0])
	}
	return Alts[T]{of, causes.orUnexplained()}
}

// If returns met or unmet, depending on whether a condition is met, and both if that is unknown because of the causes.
func If[T any](is truth.Value, causes Causes, met, unmet T) Alts[T] {
	switch is {
	case truth.True:
		return Sure(met)
	case truth.False:
		return Sure(unmet)
	case truth.Undecided:
	}
	return OneOf(causes, met, unmet)
}

// Or adds alternatives, and causes of not knowing which one it is.
func (a Alts[T]) Or(causes Causes, more ...T) Alts[T] {
	return Alts[T]{of: append(slices.Clip(a.of), more...), causes: a.causes.And(causes)}
}

// Only returns the alternative if there is but one.
func (a Alts[T]) Only() (x T, ok bool) {
	if len(a.of) == 1 {
		return a.of[0], true
	}
	return x, false
}

// IsNone reports whether there is no alternative.
func (a Alts[T]) IsNone() bool { return len(a.of) == 0 }
