package ranges

import (
	"cmp"
	"math/rand/v2"
	"net/netip"
	"testing"
)

// small is a number from 0 to 15, so that a set can be compared with a mask of 16 bits.
type small uint8

func (n small) Compare(m small) int { return cmp.Compare(n, m) }
func (n small) Next() small         { return (n + 1) % 16 }
func (n small) Prev() small         { return (n + 15) % 16 }

func ofMask(mask uint16) Set[small] {
	var s Set[small]
	for n := range small(16) {
		if mask>>n&1 == 1 {
			s = s.Union(Of(n, n))
		}
	}
	return s
}

func maskOf(s Set[small]) uint16 {
	var mask uint16
	for _, r := range s {
		for n := r.First; ; n++ {
			mask |= 1 << n
			if n == r.Last {
				break
			}
		}
	}
	return mask
}

func TestSetsAgreeWithMasks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		a, b := uint16(random.Uint32()&random.Uint32()), uint16(random.Uint32())
		s, u := ofMask(a), ofMask(b)
		for name, test := range map[string]struct {
			got  Set[small]
			want uint16
		}{
			"union": {s.Union(u), a | b}, "intersect": {s.Intersect(u), a & b}, "minus": {s.Minus(u), a &^ b},
		} {
			if maskOf(test.got) != test.want {
				t.Fatalf("%v %s %v is %v, want %016b", s, name, u, test.got, test.want)
			}
			if !test.got.Equal(ofMask(test.want)) {
				t.Fatalf("%v %s %v is %v, which has ranges that overlap or touch", s, name, u, test.got)
			}
		}
		if s.Covers(u) != (b&^a == 0) || s.Covers(s.Intersect(u)) != true || s.Empty() != (a == 0) {
			t.Fatalf("%v covers %v: %t", s, u, s.Covers(u))
		}
		for n := range small(16) {
			if s.Has(n) != (a>>n&1 == 1) {
				t.Fatalf("%v has %d: %t", s, n, s.Has(n))
			}
		}
	}
}

func TestAddressesOfBothFamilies(t *testing.T) {
	block := func(first, last string) Set[netip.Addr] {
		return Of(netip.MustParseAddr(first), netip.MustParseAddr(last))
	}
	all4, all6 := block("0.0.0.0", "255.255.255.255"), block("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")
	all := all6.Union(all4)
	if len(all) != 2 {
		t.Errorf("all addresses are %v, want a range for each family", all)
	}
	if halves := block("128.0.0.0", "255.255.255.255").Union(block("0.0.0.0", "127.255.255.255")); !halves.Equal(all4) {
		t.Errorf("two halves are %v", halves)
	}
	if rest := all.Minus(all4); !rest.Equal(all6) {
		t.Errorf("all addresses without those of IPv4 are %v", rest)
	}
	if rest := all.Minus(all6); !rest.Equal(all4) {
		t.Errorf("all addresses without those of IPv6 are %v", rest)
	}
	if !Of(netip.MustParseAddr("10.0.0.2"), netip.MustParseAddr("10.0.0.1")).Empty() {
		t.Error("a range that ends before it begins is not empty")
	}
}
