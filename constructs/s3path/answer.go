package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// answer puts what becomes of a client's packets into the words of a row. A path is named only if every deploy takes it, or
// takes it for all but narrow parts of S3's addresses, which the reason names then.
func (a *analysis) answer(pieces []flow.Piece) verdict {
	if a.isPast {
		return verdict{Result: Result{Path: NoPath, Reachable: No, Obstacles: a.obstaclesOf(pieces)}}
	}
	v := verdict{Result: Result{Reachable: Unknown}}
	switch {
	case flow.ForAll(pieces, flow.End.Arrives) == truth.True:
		v.Reachable = Yes
	case flow.Occurs(pieces, flow.End.Arrives) == truth.False:
		v.Reachable = No
	case flow.Partly(pieces, flow.End.Arrives):
		v.Reachable = Partly
	}
	v.Path, v.Possible = a.pathOf(pieces)
	v.Through, v.Via = a.through(pieces, v.Path), a.via(pieces, v.Path)
	words := *a
	words.brief = v.Reachable == No
	v.Reason, v.why = words.reasonFor(pieces, v)
	v.Locations = a.locationsOf(pieces, v)
	return v
}

// pathOf returns the path of packets, and those that it may be if it is unknown or not that of all.
func (a *analysis) pathOf(pieces []flow.Piece) (path Path, possible []Path) {
	possible = pathsOf(pieces)
	if len(possible) == 1 {
		return possible[0], nil
	}
	path = UnknownPath
	certain := 0
	for _, candidate := range possible {
		if flow.Occurs(pieces, func(e flow.End) truth.Value { return truth.Of(pathOfEnd(e) == candidate || isDroppedIn(e)) }) == truth.True {
			path = candidate
			certain++
		}
	}
	if certain != 1 {
		path = UnknownPath
	}
	switch {
	case path != UnknownPath:
	case slices.Contains(possible, UnknownPath):
		return path, nil
	case slices.Contains(possible, Firewall) && allInspected(pieces):
		path = Firewall
	}
	return path, possible
}

// allInspected reports whether all packets reach an appliance.
func allInspected(pieces []flow.Piece) bool {
	return !slices.ContainsFunc(pieces, func(p flow.Piece) bool {
		return slices.ContainsFunc(p.Ends, func(e flow.End) bool { return !isInspected(e) })
	})
}

// pathsOf returns the paths of all ends, in the order of their declaration.
func pathsOf(pieces []flow.Piece) []Path {
	var paths []Path
	for _, e := range flow.Ends(pieces) {
		if path := pathOfEnd(e); !slices.Contains(paths, path) && !isDroppedIn(e) {
			paths = append(paths, path)
		}
	}
	slices.SortFunc(paths, comparePaths)
	return paths
}
