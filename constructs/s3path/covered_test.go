package s3path

import (
	"net/netip"
	"testing"
)

func TestCoveredBy(t *testing.T) {
	for _, test := range []struct {
		block  string
		others []string
		want   bool
		reason string
	}{
		{"10.0.1.0/24", nil, false, "nothing"},
		{"10.0.1.0/24", []string{"10.0.0.0/16"}, true, "one is larger"},
		{"10.0.1.0/24", []string{"10.0.1.0/24"}, true, "one is the same"},
		{"10.0.1.0/24", []string{"10.0.1.0/25", "10.0.1.128/25"}, true, "two halves"},
		{"10.0.1.0/24", []string{"10.0.1.0/25", "10.0.1.128/26"}, false, "a quarter is missing"},
		{"10.0.1.0/24", []string{"10.0.1.192/26", "10.0.1.0/25", "10.0.1.128/26"}, true, "three pieces in any order"},
		{"10.0.1.0/24", []string{"10.0.1.128/25", "10.0.1.128/25"}, false, "the same half twice"},
		{"10.0.1.0/24", []string{"10.0.0.0/24", "10.0.2.0/24"}, false, "the neighbors"},
		{"0.0.0.0/0", []string{"0.0.0.0/1", "128.0.0.0/1"}, true, "the whole internet"},
		{"0.0.0.0/0", []string{"0.0.0.0/1", "128.0.0.0/2"}, false, "not all of it"},
		{"0.0.0.0/0", []string{"0.0.0.0/0"}, true, "a default route"},
		{"10.0.0.1/32", []string{"10.0.0.0/32"}, false, "another address"},
		{"10.0.0.0/31", []string{"10.0.0.0/32", "10.0.0.1/32"}, true, "two addresses"},
		{"2001:db8::/64", []string{"2001:db8::/65"}, false, "a half of the other family"},
		{"0.0.0.0/0", []string{"::/0"}, false, "the other family"},
	} {
		var others []netip.Prefix
		for _, other := range test.others {
			others = append(others, netip.MustParsePrefix(other))
		}
		if got := coveredBy(netip.MustParsePrefix(test.block), others); got != test.want {
			t.Errorf("%s: %s by %v: %t", test.reason, test.block, test.others, got)
		}
	}
}
