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

// partOf names the part of a question that a piece is, empty if it is all of it.
func (a *analysis) partOf(p flow.Piece, all []flow.Piece) string {
	if r, ok := partIn(p, all); ok {
		return a.regionName(r)
	}
	return ""
}

// partIn returns the part of a question that a piece is; ok is false if it is all of it.
func partIn(p flow.Piece, all []flow.Piece) (part flow.Region, ok bool) {
	var source, destination flow.Addresses
	for _, other := range all {
		if other.Dst.Of == p.Dst.Of {
			destination = destination.Union(other.Dst.Window)
		}
		source = source.Union(other.Src.Window)
	}
	switch {
	case !p.Src.Window.Equal(source):
		return p.Src, true
	case !p.Dst.Window.Equal(destination), p.Dst.Of != all[0].Dst.Of || p.Dst.Of != all[len(all)-1].Dst.Of:
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
	var all split
	var byDestination, parts []split
	for _, p := range pieces {
		all.from.Window = all.from.Window.Union(p.Src.Window)
		all.to = addTo(all.to, p.Dst)
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
func (a *analysis) namesOf(s, all split) []string {
	isAll := len(s.to) == len(all.to)
	for i := range s.to {
		isAll = isAll && slices.ContainsFunc(all.to, func(r flow.Region) bool { return r.Of == s.to[i].Of && r.Window.Equal(s.to[i].Window) })
	}
	from := a.regionName(s.from)
	if isAll {
		return []string{from}
	}
	var words []string
	for _, to := range s.to {
		if s.from.Window.Equal(all.from.Window) {
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
