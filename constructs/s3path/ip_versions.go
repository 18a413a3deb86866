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

// byVersion is the verdict for a client with addresses of both IP versions, or perhaps of one of them alone. If the paths
// differ, the one over IPv6 is named, which clients prefer (https://www.rfc-editor.org/rfc/rfc6724), unless there is none.
func (a *analysis) byVersion(four, six version) verdict {
	obstacles := addObstacles(four.obstacles, six.obstacles)
	if four.fares(six.verdict) {
		four.obstacles = obstacles
		return four.verdict
	}
	v := six.verdict
	if six.path == None {
		v = four.verdict
	}
	isSure := four.Has == truth.True && six.Has == truth.True
	path, possible := eitherPath([]verdict{four.verdict, six.verdict})
	if v.possible = possible; path == UnknownPath && (possible == nil || !isSure && four.path != None && six.path != None) {
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
		v.reason += a.dependsOn(four.Doubts.And(six.Doubts), "")
		v.why = v.why.And(four.Doubts).And(six.Doubts)
	}
	return v
}

// fares reports whether two verdicts differ in the reason alone.
func (v verdict) fares(other verdict) bool {
	return v.dns == other.dns && v.path == other.path && v.through == other.through && v.reachable == other.reachable &&
		slices.Equal(v.possible, other.possible)
}
