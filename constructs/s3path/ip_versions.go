package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// version is the verdict for a name over one IP version.
type version struct {
	topology.Resolution
	verdict
}

// byVersion is the verdict for a client with addresses of both IP versions, or perhaps of one of them alone. If the paths
// differ, the one over IPv6 is named, which clients prefer (https://www.rfc-editor.org/rfc/rfc6724), unless there is none.
func (a *analysis) byVersion(four, six version) verdict {
	obstacles := addObstacles(four.Obstacles, six.Obstacles)
	if four.fares(six.Result) {
		four.Obstacles = obstacles
		return four.verdict
	}
	v, other := six, four
	if six.Path == NoPath {
		v, other = four, six
	}
	path, possible := eitherPath([]verdict{four.verdict, six.verdict})
	if v.Possible = possible; path == UnknownPath && (possible == nil || !v.IsSure() || !other.IsSure() && other.Path != NoPath) {
		v.Path = UnknownPath
	}
	if four.Dns != six.Dns {
		v.Dns = UnknownAnswer
	}
	if v.Path == UnknownPath || four.Path == six.Path && four.Through != six.Through {
		v.Through = ""
	}
	if !slices.Equal(four.Via, six.Via) {
		v.Via = nil
	}
	v.Obstacles = obstacles
	at := locations(slices.Clone(four.Locations))
	for _, l := range six.Locations {
		at.add(l)
	}
	v.Locations = at
	isSure := four.IsSure() && six.IsSure()
	v.Reachable = four.Reachable
	switch {
	case four.Reachable == six.Reachable:
	case !isSure || four.Reachable == Unknown || six.Reachable == Unknown:
		v.Reachable = Unknown
	default:
		v.Reachable = Partly
	}
	v.Reason = fmt.Sprintf("over IPv4, %s; over IPv6, %s", four.Reason, six.Reason)
	v.why = four.why.And(six.why)
	if !isSure {
		doubts := four.Doubts.And(six.Doubts).And(four.Causes).And(six.Causes)
		v.Reason += a.dependsOn(doubts, v.Reason)
		v.why = v.why.And(doubts)
	}
	return v.verdict
}

// fares reports whether two results differ in the reason alone.
func (r Result) fares(other Result) bool {
	return r.Dns == other.Dns && r.Path == other.Path && r.Through == other.Through && r.Reachable == other.Reachable &&
		slices.Equal(r.Possible, other.Possible)
}
