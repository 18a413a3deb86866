package flow

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func newGenerator(seed int) *generator {
	return &generator{Rand: rand.New(rand.NewPCG(uint64(seed), 7))}
}

// TestTableAgrees compares a table with what happens address by address.
func TestTableAgrees(t *testing.T) {
	type is struct {
		blocks []netip.Prefix
		there  bool
	}
	unknown, packets := 0, 0
	for n := range 6000 {
		if !templatetest.InSample(fmt.Sprint(n), 8) {
			continue
		}
		g := newGenerator(n)
		hide := []float64{0, 0.3}[n%2]
		var routes []Route
		var truly []is
		for i := range 1 + g.IntN(6) {
			p := g.small()
			rank := Rank(1 + g.IntN(3))
			if slices.ContainsFunc(routes, func(r Route) bool { return r.Rank == rank && r.Dest.MinBits == p.Bits() }) {
				continue // two of one rank and length are for AWS to choose from
			}
			r := Route{Ref: i, Dest: Prefix(p), Exists: truth.Of(g.chance(0.9)), Rank: rank, To: Sure(Target{Kind: Elsewhere, Ref: i})}
			this := is{[]netip.Prefix{p}, r.Exists == truth.True}
			if g.chance(hide) {
				r.Causes = Causes{{Order: i, Of: "route"}}
				if g.chance(0.5) {
					r.Exists = truth.Undecided
				} else {
					s := &Symbol{May: Of(p).Union(Of(g.small())), Cause: Cause{Order: 100 + i, Of: "destination"}}
					if g.chance(0.5) {
						s.Must = Of(p).Minus(Of(g.small()))
					}
					r.Dest = OfSymbol(s, min(p.Bits(), 27+g.IntN(6)), max(p.Bits(), 27+g.IntN(6)))
				}
			}
			routes, truly = append(routes, r), append(truly, this)
		}
		choices := NewTable("table", routes).Lookup(Literal(Of(block("10.0.0.0/28"))))
		for last := range 16 {
			dst := netip.AddrFrom4([4]byte{10, 0, 0, byte(last)})
			best := -1
			for i, r := range truly {
				if !r.there || !r.blocks[0].Contains(dst) {
					continue
				}
				if best < 0 || r.blocks[0].Bits() > truly[best].blocks[0].Bits() ||
					r.blocks[0].Bits() == truly[best].blocks[0].Bits() && routes[i].Rank < routes[best].Rank {
					best = i
				}
			}
			found := slices.DeleteFunc(slices.Clone(choices), func(c Choice) bool { return !c.Dst.Window.Has(dst) })
			if len(found) != 1 {
				t.Fatalf("%d: %d choices have %s", n, len(found), dst)
			}
			c := found[0].Routes
			packets++
			if len(c.of) > 1 {
				unknown++
			}
			if !slices.ContainsFunc(c.of, func(r *Route) bool { return r == nil && best < 0 || r != nil && best >= 0 && r.Ref == routes[best].Ref }) {
				t.Fatalf("%d: %s: want %d of %+v, got %v", n, dst, best, routes, c.of)
			}
			if hide == 0 && len(c.of) > 1 || len(c.of) > 1 && (len(c.causes) == 0 || c.causes[0].Of == Unexplained) {
				t.Fatalf("%d: %s: %v by %v", n, dst, c.of, c.causes)
			}
		}
	}
	if unknown*3 > packets || unknown == 0 {
		t.Errorf("%d of %d packets are unknown", unknown, packets)
	}
}

func TestTable(t *testing.T) {
	to := func(ref Ref, dest Block, rank Rank) Route {
		return Route{Ref: ref, Dest: dest, Exists: truth.True, Rank: rank, To: Sure(Target{Kind: Elsewhere, Ref: ref})}
	}
	prefix := func(text string) Block { return Prefix(block(text)) }
	s3 := &Symbol{Name: "s3", May: PublicIpv4(), Wider: 9, Cause: Cause{Order: 1, Of: "s3"}}
	other := &Symbol{Name: "other region", May: PublicIpv4(), Cause: Cause{Order: 2, Of: "other"}}
	s3.Apart, other.Apart = "regions", "regions"
	office := Literal(Of(block("192.168.0.0/16")))
	perhaps := to("perhaps", prefix("0.0.0.0/0"), StaticRoute)
	perhaps.Exists, perhaps.Causes = truth.Undecided, Causes{{3, "condition"}}
	perhapsLocal := perhaps
	perhapsLocal.Rank = LocalRoute
	for name, test := range map[string]struct {
		routes []Route
		dst    Region
		want   string
	}{
		"longest destination":                  {[]Route{to("wide", prefix("0.0.0.0/0"), StaticRoute), to("narrow", prefix("192.168.0.0/16"), PropagatedRoute)}, office, "all [narrow]"},
		"a part by each":                       {[]Route{to("wide", prefix("0.0.0.0/0"), StaticRoute), to("half", prefix("192.168.0.0/17"), StaticRoute)}, office, "part [half] part [wide]"},
		"static before list":                   {[]Route{to("list", prefix("192.168.0.0/16"), ListRoute), to("static", prefix("192.168.0.0/16"), StaticRoute)}, office, "all [static]"},
		"list before propagated":               {[]Route{to("propagated", prefix("192.168.0.0/16"), PropagatedRoute), to("list", prefix("192.168.0.0/16"), ListRoute)}, office, "all [list]"},
		"a narrower propagated one":            {[]Route{to("propagated", prefix("192.168.0.0/17"), PropagatedRoute), to("static", prefix("192.168.0.0/16"), StaticRoute)}, office, "part [propagated] part [static]"},
		"a narrower propagated one in the VPC": {[]Route{to("propagated", prefix("192.168.0.0/24"), PropagatedRoute), to("local", prefix("192.168.0.0/16"), LocalRoute)}, office, "all [local]"},
		"a static one between them":            {[]Route{to("propagated", prefix("192.168.0.0/25"), PropagatedRoute), to("static", prefix("192.168.0.0/24"), StaticRoute), to("local", prefix("192.168.0.0/16"), LocalRoute)}, office, "part [static] part [local]"},
		"a VPC that may have it":               {[]Route{to("propagated", prefix("192.168.0.0/25"), PropagatedRoute), to("static", prefix("192.168.0.0/24"), StaticRoute), perhapsLocal}, office, "part [propagated static] part [static] part [perhaps <nil>]"},
		"no route":                             {[]Route{to("other", prefix("10.0.0.0/8"), StaticRoute)}, office, "all [<nil>]"},
		"gateway endpoint before default":      {[]Route{to("default", prefix("0.0.0.0/0"), StaticRoute), to("gateway", OfSymbol(s3, 9, 32), ListRoute)}, s3.All(), "all [gateway]"},
		"and before a wide one":                {[]Route{to("wide", prefix("52.0.0.0/8"), StaticRoute), to("gateway", OfSymbol(s3, 9, 32), ListRoute)}, s3.All(), "all [gateway]"},
		"an address beside it":                 {[]Route{to("partner", prefix("8.8.8.8/32"), StaticRoute), to("gateway", OfSymbol(s3, 9, 32), ListRoute)}, s3.All(), "part [partner] part [gateway]"},
		"a narrow block beside it":             {[]Route{to("partner", prefix("8.8.8.0/24"), StaticRoute), to("gateway", OfSymbol(s3, 9, 32), ListRoute)}, s3.All(), "part [partner gateway] part [gateway]"},
		"another Region's S3":                  {[]Route{to("default", prefix("0.0.0.0/0"), StaticRoute), to("gateway", OfSymbol(s3, 9, 32), ListRoute)}, other.All(), "all [default]"},
		"a route that may exist":               {[]Route{perhaps}, s3.All(), "all [perhaps <nil>]"},
		"unseen routes":                        {[]Route{to("local", prefix("192.168.0.0/16"), LocalRoute), UnseenRoute("unseen", Causes{{4, "macro"}})}, office, "all [local unseen]"},
		"equal routes":                         {[]Route{to("one", prefix("192.168.0.0/16"), ListRoute), to("two", prefix("192.168.0.0/16"), ListRoute)}, office, "all [one two]"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, c := range NewTable("table", test.routes).Lookup(test.dst) {
				part := "part"
				if c.Dst.Window.Equal(test.dst.Window) {
					part = "all"
				}
				var refs []any
				for _, r := range c.Routes.of {
					if r == nil {
						refs = append(refs, nil)
						continue
					}
					refs = append(refs, r.Ref)
				}
				got += fmt.Sprint(" ", part, " ", refs)
			}
			if got != " "+test.want {
				t.Errorf("got%s, want %s", got, test.want)
			}
		})
	}
}

func TestInhabited(t *testing.T) {
	s3 := &Symbol{May: PublicIpv4(), Wider: 9, AtLeast: 1024}
	for _, test := range []struct {
		of     *Symbol
		window Addresses
		want   truth.Value
		reason string
	}{
		{nil, Of(block("10.0.0.1/32")), truth.True, "an address is one"},
		{nil, nil, truth.False, "none is none"},
		{s3, PublicIpv4(), truth.True, "all that S3 can have"},
		{s3, Of(block("8.8.8.8/32")), truth.Undecided, "an address that S3 may have"},
		{s3, PublicIpv4().Minus(Of(block("52.216.0.0/15"))), truth.True, "all but a block that cannot have all of S3"},
		{s3, PublicIpv4().Minus(Of(block("52.0.0.0/8"))), truth.Undecided, "all but a block that may"},
		{s3, PublicIpv4().Minus(Of(block("8.8.8.8/32"))).Minus(Of(block("52.1.1.0/24"))), truth.True, "all but few addresses"},
		{s3, PublicIpv4().Minus(Of(block("8.8.0.0/16"))).Minus(Of(block("52.1.0.0/16"))), truth.Undecided, "all but two blocks that may have all of S3 together"},
		{&Symbol{May: Of(block("10.0.0.0/24"))}, Of(block("10.0.0.0/25")), truth.Undecided, "half of a subnet, for one interface"},
		{&Symbol{May: All(), Must: Of(block("10.0.0.7/32"))}, Of(block("10.0.0.0/25")), truth.True, "an address that it surely has"},
	} {
		if got := (Region{test.of, test.window}).Inhabited(); got != test.want {
			t.Errorf("%s: %s, want %s", test.reason, got, test.want)
		}
	}
}
