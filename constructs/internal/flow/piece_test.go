package flow

import (
	"net/netip"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// TestOccursOfTwoSymbols has halves of two symbols that may each be in either half: together the halves are all addresses of
// neither.
func TestOccursOfTwoSymbols(t *testing.T) {
	low, high := Of(netip.MustParsePrefix("10.0.0.0/25")), Of(netip.MustParsePrefix("10.0.0.128/25"))
	symbol := func() *Symbol { return &Symbol{May: low.Union(high)} }
	a, b := symbol(), symbol()
	passed := func(s *Symbol, window Addresses) Piece {
		return Piece{Flow: Flow{Src: Literal(low), Dst: Region{s, window}, SrcPorts: AllPorts(), DstPorts: Https()}, Ends: []End{{Result: Passed}}}
	}
	for _, test := range []struct {
		reason string
		pieces []Piece
		want   truth.Value
	}{
		{"both halves of one symbol", []Piece{passed(a, low), passed(a, high)}, truth.True},
		{"a half of each", []Piece{passed(a, low), passed(b, high)}, truth.Undecided},
	} {
		if got := Occurs(test.pieces, End.Passes); got != test.want {
			t.Errorf("%s: %v, want %v", test.reason, got, test.want)
		}
	}
}
