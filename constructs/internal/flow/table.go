package flow

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Rank orders routes to destinations of equal length. See "Route priority" of
// https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html.
type Rank uint8

const (
	// LocalRoute is the VPC's own.
	LocalRoute Rank = iota
	// StaticRoute is one that somebody added.
	StaticRoute
	// ListRoute is one to the entries of a prefix list; so is that of a gateway endpoint.
	ListRoute
	// PropagatedRoute is one that a VPN gateway, or an attachment of a transit gateway, adds.
	PropagatedRoute
)

// Route is one line of a table.
type Route struct {
	Ref  Ref
	Dest Block
	// Exists is Undecided for a route that may not be there.
	Exists truth.Value
	Rank   Rank
	To     Alts[Target]
	// Causes are why Exists is not known.
	Causes Causes
}

// Table is a set of routes, of which the one with the longest destination decides.
type Table struct {
	ref    Ref
	routes []Route
	// groups has the routes to symbols that share no address, by what these have in common: of a VPC's many subnets, an
	// address is in one. rest has the others.
	groups []group
	rest   []int
}

type group struct {
	apart any
	all   []int
	of    map[*Symbol][]int
}

// NewTable returns a table.
func NewTable(ref Ref, routes []Route) *Table {
	t := &Table{ref: ref}
	t.SetRoutes(routes)
	return t
}

// Ref returns the caller's own object for the table.
func (t *Table) Ref() Ref { return t.ref }

// SetRoutes replaces the routes of a table, which may lead back to it. They are no longer changed.
func (t *Table) SetRoutes(routes []Route) {
	t.routes = slices.DeleteFunc(slices.Clone(routes), func(r Route) bool { return r.Exists == truth.False })
	t.groups, t.rest = nil, nil
	for i, r := range t.routes {
		s := r.Dest.Of
		if s == nil || s.Apart == nil {
			t.rest = append(t.rest, i)
			continue
		}
		j := slices.IndexFunc(t.groups, func(g group) bool { return g.apart == s.Apart })
		if j < 0 {
			j = len(t.groups)
			t.groups = append(t.groups, group{apart: s.Apart, of: map[*Symbol][]int{}})
		}
		t.groups[j].all = append(t.groups[j].all, i)
		t.groups[j].of[s] = append(t.groups[j].of[s], i)
	}
}

// matching returns the routes that may match a region, without those that are known to be apart from it.
func (t *Table) matching(dst Region) []int {
	if len(t.groups) == 0 {
		return t.rest
	}
	list := slices.Clone(t.rest)
	for _, g := range t.groups {
		if in := dst.Of.memberOf(g.apart); in != nil {
			list = append(list, g.of[in]...)
		} else {
			list = append(list, g.all...)
		}
	}
	slices.Sort(list)
	return list
}

// UnseenRoute returns a route for what cannot be seen: it may exist, have any destination, and lead anywhere.
func UnseenRoute(ref Ref, causes Causes) Route {
	return Route{
		Ref: ref, Exists: truth.Undecided, Causes: causes,
		Dest: Block{Addresses: All(), MaxBits: 128}, Rank: StaticRoute,
		To: Sure(Target{Kind: Anywhere, Ref: ref, Causes: causes}),
	}
}

// Choice is a part of what was looked up, and the routes that may be taken; nil is none.
type Choice struct {
	Dst    Region
	Routes Alts[*Route]
}

// leadsAnywhere returns a route that may be taken and may have any target, nil if there is none.
func (c Choice) leadsAnywhere() *Route {
	for _, r := range c.Routes.of {
		if r != nil && len(r.To.of) == 1 && r.To.of[0].Kind == Anywhere {
			return r
		}
	}
	return nil
}

// Lookup returns which routes packets to a region take.
func (t *Table) Lookup(dst Region) []Choice {
	parts := []part{{window: dst.Window}}
	for _, i := range t.matching(dst) {
		r := &t.routes[i]
		sure, maybe := r.Dest.match(dst)
		if sure.Empty() && maybe.Empty() {
			continue
		}
		why := r.Causes
		if !maybe.Empty() {
			why = why.And(r.Dest.causes(dst))
		}
		matched := sure.Union(maybe)
		var next []part
		for _, p := range parts {
			if p.window.Intersect(matched).Empty() {
				next = append(next, p)
				continue
			}
			next = p.split(next, sure, candidate{r, r.Exists == truth.True}, r.Causes)
			next = p.split(next, maybe, candidate{r, false}, why)
			if rest := p.window.Minus(matched); !rest.Empty() {
				next = append(next, part{rest, p.candidates, p.causes})
			}
		}
		parts = next
	}
	var choices []Choice
	for _, p := range parts {
		routes := p.best()
		i := slices.IndexFunc(choices, func(c Choice) bool { return slices.Equal(c.Routes.of, routes.of) })
		if i < 0 {
			choices = append(choices, Choice{Region{dst.Of, p.window}, routes})
			continue
		}
		choices[i].Dst.Window = choices[i].Dst.Window.Union(p.window)
		choices[i].Routes.causes = choices[i].Routes.causes.And(routes.causes)
	}
	return choices
}

// part is a part of a destination, with the routes that match all of it or may match.
type part struct {
	window     Addresses
	candidates []candidate
	causes     Causes
}

type candidate struct {
	*Route
	sure bool
}

// split adds the part that a route matches.
func (p part) split(parts []part, window Addresses, c candidate, causes Causes) []part {
	hit := p.window.Intersect(window)
	if hit.Empty() {
		return parts
	}
	if c.sure {
		causes = nil
	}
	return append(parts, part{hit, append(slices.Clip(p.candidates), c), p.causes.And(causes)})
}

// best returns the routes that no other surely goes before.
func (p part) best() Alts[*Route] {
	var routes []*Route
	var lengths Causes
	sure := 0
	candidates := p.withoutOverridden()
	for _, c := range candidates {
		if slices.ContainsFunc(candidates, func(other candidate) bool { return other.beats(c) }) {
			continue
		}
		routes = append(routes, c.Route)
		if !c.sure {
			continue
		}
		sure++
		if c.Dest.Of != nil && c.Dest.MinBits != c.Dest.MaxBits {
			lengths = lengths.And(Causes{c.Dest.Of.Cause})
		}
	}
	causes := p.causes
	switch {
	case sure == 0:
		routes = append(routes, nil)
	case sure > 1:
		causes = causes.And(lengths)
	}
	if len(causes) == 0 {
		causes = Causes{EqualRoutes.cause()}
	}
	return OneOf(causes, routes...)
}

// withoutOverridden returns the candidates without propagated routes if the local route matches, however long they are. If it may
// match, they may not count. See https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html.
func (p part) withoutOverridden() []candidate {
	isLocal := func(c candidate) bool { return c.Rank == LocalRoute }
	isPropagated := func(c candidate) bool { return c.Rank == PropagatedRoute }
	if !slices.ContainsFunc(p.candidates, isLocal) || !slices.ContainsFunc(p.candidates, isPropagated) {
		return p.candidates
	}
	list := slices.Clone(p.candidates)
	if slices.ContainsFunc(list, func(c candidate) bool { return isLocal(c) && c.sure }) {
		return slices.DeleteFunc(list, isPropagated)
	}
	for i := range list {
		list[i].sure = list[i].sure && !isPropagated(list[i])
	}
	return list
}

// beats reports whether a route surely goes before another one where both match.
func (c candidate) beats(other candidate) bool {
	return c.sure && (c.Dest.MinBits > other.Dest.MaxBits ||
		c.Dest.MinBits == other.Dest.MaxBits && c.Rank < other.Rank)
}
