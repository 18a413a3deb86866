package s3path

import (
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// coveredBy reports whether every address of a block is in one of the others, which may be pieces of an IPv4 block such as
// halves.
func coveredBy(block netip.Prefix, others []netip.Prefix) bool {
	others = slices.DeleteFunc(slices.Clone(others), func(other netip.Prefix) bool { return !other.Overlaps(block) })
	if len(others) == 0 {
		return false
	}
	if slices.ContainsFunc(others, func(other netip.Prefix) bool { return network.ContainsPrefix(other, block) }) {
		return true
	}
	if !block.Addr().Is4() {
		return false
	}
	low, high := halves(block)
	return coveredBy(low, others) && coveredBy(high, others)
}

// halves splits an IPv4 block that has more than one address.
func halves(block netip.Prefix) (low, high netip.Prefix) {
	bits := block.Bits() + 1
	first := block.Addr().As4()
	first[(bits-1)/8] |= 0x80 >> ((bits - 1) % 8)
	return netip.PrefixFrom(block.Addr(), bits), netip.PrefixFrom(netip.AddrFrom4(first), bits)
}
