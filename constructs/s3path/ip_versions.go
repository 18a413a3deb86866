package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// version is the verdict for a name over one IP version.
type version struct {
	topology.Resolution
	verdict
}

// isSure reports whether the client surely has addresses of the IP version, and the name too.
func (v version) isSure() bool {
	isNone := func(a topology.Answer) bool { return a.Kind == topology.NoAddress }
	return v.Has == truth.True && !slices.ContainsFunc(v.Answers, isNone)
}

// byVersion is the verdict for a client with addresses of both IP versions, or perhaps of one of them alone. If the paths
// differ, the one over IPv6 is named, which clients prefer (https://www.rfc-editor.org/rfc/rfc6724), unless there is none.
func (a *analysis) byVersion(four, six version) verdict {
	obstacles := addObstacles(four.obstacles, six.obstacles)
	if four.fares(six.verdict) {
		four.obstacles = obstacles
		return four.verdict
	}
	v, other := six, four
	if six.path == None {
		v, other = four, six
	}
	path, possible := eitherPath([]verdict{four.verdict, six.verdict})
	if v.possible = possible; path == UnknownPath && (possible == nil || !v.isSure() || !other.isSure() && other.path != None) {
		v.path = UnknownPath
	}
	if four.dns != six.dns {
		v.dns = UnknownAnswer
	}
	if v.path == UnknownPath || four.path == six.path && four.through != six.through {
		v.through = ""
	}
	if !slices.Equal(four.via, six.via) {
		v.via = nil
	}
	v.obstacles = obstacles
	v.locations = slices.Clone(four.locations)
	for _, at := range six.locations {
		v.locations.add(at)
	}
	isSure := four.isSure() && six.isSure()
	v.reachable = four.reachable
	switch {
	case four.reachable == six.reachable:
	case !isSure || four.reachable == Unknown || six.reachable == Unknown:
		v.reachable = Unknown
	default:
		v.reachable = Partly
	}
	v.reason = fmt.Sprintf(reasonOverVersions, four.reason, six.reason)
	v.why = four.why.And(six.why)
	if !isSure {
		doubts := four.Doubts.And(six.Doubts).And(four.Causes).And(six.Causes)
		v.reason += a.dependsOn(doubts, v.reason)
		v.why = v.why.And(doubts)
	}
	return v.verdict
}

// fares reports whether two verdicts differ in the reason alone.
func (v verdict) fares(other verdict) bool {
	return v.dns == other.dns && v.path == other.path && v.through == other.through && v.reachable == other.reachable &&
		slices.Equal(v.possible, other.possible)
}
