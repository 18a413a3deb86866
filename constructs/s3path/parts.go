package s3path

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// regionName words addresses: the blocks if they are few, or else what has them.
func (a *analysis) regionName(r flow.Region) string {
	if e := a.topology.EndpointAt(r); e != nil && a.brief {
		return "endpoint " + e.Name()
	}
	switch {
	case a.own != nil && a.topology.IsAllOf(r, a.own):
		return "the subnet"
	case r.Of == nil:
		return flow.Text(r.Window)
	case r.Of.Must.Empty() && r.Window.Equal(r.Of.May):
		return r.Of.Name
	case len(flow.Blocks(r.Window)) <= maxBlocks:
		return flow.Text(r.Window)
	}
	if rest := r.Of.May.Minus(r.Window); len(flow.Blocks(r.Of.May)) == 1 && len(flow.Blocks(rest)) <= maxBlocks {
		return flow.Text(r.Of.May) + " except " + flow.Text(rest)
	}
	if r.Window.Equal(r.Of.May) {
		return r.Of.Name
	}
	return "some of " + r.Of.Name
}

// whole is all of a question, whose parts are pieces.
type whole struct {
	from flow.Addresses
	to   map[*flow.Symbol]flow.Addresses
}

func wholeOf(pieces []flow.Piece) whole {
	w := whole{to: map[*flow.Symbol]flow.Addresses{}}
	for _, p := range pieces {
		w.from = w.from.Union(p.Src.Window)
		w.to[p.Dst.Of] = w.to[p.Dst.Of].Union(p.Dst.Window)
	}
	return w
}

// isAllOf reports whether some addresses are all those of a destination.
func (w whole) isAllOf(r flow.Region) bool { return r.Window.Equal(w.to[r.Of]) }

// part returns the part of a question that a piece is; ok is false if it is all of it.
func (w whole) part(p flow.Piece) (part flow.Region, ok bool) {
	switch {
	case !p.Src.Window.Equal(w.from):
		return p.Src, true
	case !w.isAllOf(p.Dst), len(w.to) > 1:
		return p.Dst, true
	}
	return flow.Region{}, false
}

// split is a part of a question that surely arrives or surely does not: some of the sources, to some of the destinations.
type split struct {
	from flow.Region
	to   []flow.Region
}

// partsOf names the parts of a question that arrive, or those that do not.
func (a *analysis) partsOf(pieces []flow.Piece, arrive truth.Value) string {
	var byDestination, parts []split
	for _, p := range pieces {
		if p.Ends[0].Arrives() != arrive {
			continue
		}
		i := slices.IndexFunc(byDestination, func(s split) bool { return s.to[0].Of == p.Dst.Of && s.to[0].Window.Equal(p.Dst.Window) })
		if i < 0 {
			byDestination = append(byDestination, split{p.Src, []flow.Region{p.Dst}})
			continue
		}
		byDestination[i].from.Window = byDestination[i].from.Window.Union(p.Src.Window)
	}
	for _, s := range byDestination {
		i := slices.IndexFunc(parts, func(other split) bool { return other.from.Window.Equal(s.from.Window) })
		if i < 0 {
			parts = append(parts, s)
			continue
		}
		parts[i].to = addTo(parts[i].to, s.to[0])
	}
	all := wholeOf(pieces)
	var words []string
	for _, s := range parts {
		words = append(words, a.namesOf(s, all)...)
	}
	return listed(words, maxSentences)
}

// addTo unites a destination with those that are of the same symbol.
func addTo(list []flow.Region, r flow.Region) []flow.Region {
	for i := range list {
		if list[i].Of == r.Of {
			list[i].Window = list[i].Window.Union(r.Window)
			return list
		}
	}
	return append(list, r)
}

// namesOf returns the names of what a split has, without a side that is all of the question's.
func (a *analysis) namesOf(s split, all whole) []string {
	from := a.regionName(s.from)
	if len(s.to) == len(all.to) && !slices.ContainsFunc(s.to, func(r flow.Region) bool { return !all.isAllOf(r) }) {
		return []string{from}
	}
	var words []string
	for _, to := range s.to {
		if s.from.Window.Equal(all.from) {
			words = append(words, a.regionName(to))
		} else {
			words = append(words, from+" to "+a.regionName(to))
		}
	}
	return words
}

// listed joins words, of which some are left out if there are too many.
func listed(words []string, most int) string {
	if more := len(words) - most; more > 0 {
		words = append(words[:most], fmt.Sprintf(reasonMore, more))
	}
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
