package flow

import (
	"net/netip"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/ranges"
)

// TestText: blocks cover exactly the addresses, up to the last one of a family.
func TestText(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"10.0.0.0", "10.0.255.255", "10.0.0.0/16"},
		{"10.0.0.7", "10.0.0.7", "10.0.0.7/32"},
		{"10.1.1.0", "10.1.1.191", "10.1.1.0/25, 10.1.1.128/26"},
		{"10.1.1.63", "10.1.1.65", "10.1.1.63/32, 10.1.1.64/31"},
		{"0.0.0.0", "255.255.255.255", "0.0.0.0/0"},
		{"192.0.0.0", "255.255.255.255", "192.0.0.0/2"},
		{"fffe::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fffe::/15"},
	} {
		a := ranges.Of(netip.MustParseAddr(c.first), netip.MustParseAddr(c.last))
		if got := Text(a); got != c.want {
			t.Errorf("%s to %s: %s, want %s", c.first, c.last, got, c.want)
		}
	}
}
