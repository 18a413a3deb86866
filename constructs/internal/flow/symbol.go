package flow

import (
	"encoding/binary"
	"math"
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Symbol is a set of addresses that is known by its identity rather than by its addresses, such as S3's own, the members
// of a security group, or a network interface. It has at least one address if it is asked for.
type Symbol struct {
	// Name is chosen by the caller, for messages.
	Name string
	// Must are addresses that it surely has; all that it has are in May.
	Must, May Addresses
	// In are sets that it is surely part of: the VPC of a subnet, the subnet of an interface, the group of a member.
	In []*Symbol
	// Apart is not nil for one of several symbols that share no address, such as the subnets of a VPC; it is the same for
	// all of them.
	Apart any
	// Without are symbols that it shares no address with.
	Without []*Symbol
	// AtLeast is a number of addresses that it surely has, and Wider a length of blocks none of which holds all of them; 0
	// is unknown. S3 is known by both.
	AtLeast uint64
	Wider   int
	// Translated is true for IPv6 addresses that stand for IPv4 ones, which NAT gateways translate.
	Translated bool
	// Members is true for the members of a security group, which filters do not know behind a transit gateway.
	Members bool
	// Cause is why its addresses are not known.
	Cause Cause
}

// All returns the symbol's addresses.
func (s *Symbol) All() Region { return Region{Of: s, Window: s.May} }

// memberOf returns the symbol, or the one that it is part of, which is one of several that share no address; nil is none.
func (s *Symbol) memberOf(apart any) *Symbol {
	if s == nil || s.Apart == apart {
		return s
	}
	for _, in := range s.In {
		if member := in.memberOf(apart); member != nil {
			return member
		}
	}
	return nil
}

// within reports whether a symbol is surely part of another.
func (s *Symbol) within(t *Symbol) bool {
	return s == t || slices.ContainsFunc(s.In, func(in *Symbol) bool { return in.within(t) })
}

// apart reports whether two symbols surely share no address.
func (s *Symbol) apart(t *Symbol) bool {
	if s != t && s.Apart != nil && s.Apart == t.Apart || slices.Contains(s.Without, t) || slices.Contains(t.Without, s) {
		return true
	}
	return slices.ContainsFunc(s.In, func(in *Symbol) bool { return in.apart(t) }) ||
		slices.ContainsFunc(t.In, func(in *Symbol) bool { return s.apart(in) })
}

// Region is one side of a flow.
type Region struct {
	// Of is nil for a region that is the addresses of Window themselves. Else it is those of the symbol that are in Window.
	Of     *Symbol
	Window Addresses
}

// Literal returns the region of known addresses.
func Literal(a Addresses) Region { return Region{Window: a} }

// Inhabited reports whether the region surely has an address. It is never False for a window that is not empty.
func (r Region) Inhabited() truth.Value {
	if r.Window.Empty() {
		return truth.False
	}
	if r.Of == nil || !r.Window.Intersect(r.Of.Must).Empty() {
		return truth.True
	}
	rest := r.Of.May.Minus(r.Window)
	if rest.Empty() || count(rest) < r.Of.AtLeast || r.Of.Wider > 0 && inOneBlock(rest, r.Of.Wider) {
		return truth.True
	}
	return truth.Undecided
}

// count returns the number of addresses, or the highest number if there are more.
func count(a Addresses) uint64 {
	n := uint64(0)
	for _, r := range a {
		first, last := r.First.As16(), r.Last.As16()
		if binary.BigEndian.Uint64(first[:8]) != binary.BigEndian.Uint64(last[:8]) {
			return math.MaxUint64
		}
		n += binary.BigEndian.Uint64(last[8:]) - binary.BigEndian.Uint64(first[8:]) + 1
	}
	return n
}

// inOneBlock reports whether one block of a length has all addresses of a set.
func inOneBlock(a Addresses, bits int) bool {
	block, err := a[0].First.Prefix(bits)
	return err == nil && block.Contains(a[len(a)-1].Last)
}

// Block is what a route, rule or entry names: addresses, or a symbol.
type Block struct {
	// Addresses are the block's own if Of is nil.
	Addresses Addresses
	Of        *Symbol
	// MinBits and MaxBits bound the length of the block, or of those that the symbol consists of. Filters do not ask for it.
	MinBits, MaxBits int
}

// Prefix returns a literal block.
func Prefix(p netip.Prefix) Block {
	return Block{Addresses: Of(p), MinBits: p.Bits(), MaxBits: p.Bits()}
}

// OfSymbol returns a block with the addresses of a symbol.
func OfSymbol(s *Symbol, minBits, maxBits int) Block {
	return Block{Of: s, MinBits: minBits, MaxBits: maxBits}
}

// match returns the parts of a region's window that the block surely has, and those that it may have.
func (b Block) match(r Region) (sure, maybe Addresses) {
	switch {
	case b.Of == nil:
		return r.Window.Intersect(b.Addresses), nil
	case r.Of == nil:
	case r.Of.within(b.Of):
		return r.Window, nil
	case r.Of.apart(b.Of):
		return nil, nil
	}
	sure = r.Window.Intersect(b.Of.Must)
	return sure, r.Window.Intersect(b.Of.May).Minus(sure)
}

// causes are why a match is not sure.
func (b Block) causes(r Region) Causes {
	var c Causes
	for _, s := range []*Symbol{b.Of, r.Of} {
		if s != nil {
			c = c.And(Causes{s.Cause})
		}
	}
	return c
}
