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
}

// NewTable returns a table. The caller no longer changes the routes.
func NewTable(ref Ref, routes []Route) *Table {
	return &Table{ref: ref, routes: slices.DeleteFunc(slices.Clone(routes), func(r Route) bool { return r.Exists == truth.False })}
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
	for i := range t.routes {
		r := &t.routes[i]
		sure, maybe := r.Dest.match(dst)
		if sure.Empty() && maybe.Empty() {
			continue
		}
		why := r.Causes
		if !maybe.Empty() {
			why = why.And(r.Dest.causes(dst))
		}
		var next []part
		for _, p := range parts {
			next = p.split(next, sure, candidate{r, r.Exists == truth.True}, r.Causes)
			next = p.split(next, maybe, candidate{r, false}, why)
			if rest := p.window.Minus(sure).Minus(maybe); !rest.Empty() {
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
	sure, lengths := false, Causes(nil)
	for _, c := range p.candidates {
		if slices.ContainsFunc(p.candidates, func(other candidate) bool { return other.beats(c) }) {
			continue
		}
		routes = append(routes, c.Route)
		sure = sure || c.sure
		if c.Dest.Of != nil && c.Dest.MinBits != c.Dest.MaxBits {
			lengths = lengths.And(Causes{c.Dest.Of.Cause})
		}
	}
	if !sure {
		routes = append(routes, nil)
	}
	causes := p.causes
	if len(routes) > 1 {
		causes = causes.And(lengths)
	}
	if len(causes) == 0 {
		causes = Causes{EqualRoutes.cause()}
	}
	return OneOf(causes, routes...)
}

// beats reports whether a route surely goes before another one where both match.
func (c candidate) beats(other candidate) bool {
	return c.sure && (c.Dest.MinBits > other.Dest.MaxBits ||
		c.Dest.MinBits == other.Dest.MaxBits && c.Rank < other.Rank)
}
