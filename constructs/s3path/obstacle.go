package s3path

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
)

// Obstacle is something that stops a request on its path to S3, or the response on its path back. If a route to S3 is
// missing, the obstacles after it are those of a subnet that uses a gateway endpoint.
type Obstacle struct {
	// Problem is one sentence that says what stops the request or the response. It begins with "perhaps" if the templates
	// leave open whether it does.
	Problem string `json:"problem"`
	// Response is whether it stops the response rather than the request.
	Response bool `json:"response,omitempty"`
	// Locations are the parts to change, such as the network ACL; empty if they are not in the templates. For a group of
	// several clients, they are the locations for one of them.
	Locations []Location `json:"locations,omitempty"`
}

// maxObstacles is how many obstacles a reason names after the first. [Result.Obstacles] has all.
const maxObstacles = 4

// explained returns an answer with its obstacles if it is no or partly.
func (a *analysis) explained(answer func(*analysis) verdict) verdict {
	v := answer(a)
	v.Obstacles = nil
	if v.Reachable != No && v.Reachable != Partly {
		return v
	}
	past := *a
	past.topology, past.isPast, past.brief = a.past(), true, v.Reachable == No
	v.Obstacles = answer(&past).Obstacles
	var more []string
	for _, o := range v.Obstacles {
		if !strings.Contains(v.Reason, strings.TrimPrefix(o.Problem, reasonPerhaps)) {
			more = append(more, o.Problem)
		}
	}
	if rest := len(more) - maxObstacles; rest > 0 {
		more = append(more[:maxObstacles], fmt.Sprintf(reasonMore, rest))
	}
	for _, problem := range more {
		if problem = afterLead(problem, v.Reason); !strings.Contains(v.Reason, problem) { // a response may meet what stops a request
			v.Reason += reasonThen + problem
		}
	}
	return v
}

// afterLead returns a problem without the route that leads to it if a reason names that already.
func afterLead(problem, reason string) string {
	lead, clause, ok := strings.Cut(problem, reasonBut)
	if ok && strings.Contains(reason, lead) && !strings.HasPrefix(clause, "it ") {
		return clause
	}
	return problem
}

// refused is the verdict for requests that one obstacle stops, which is at a part of the network; nil is none.
func refused(dns Answer, at *network.Entity, format string, args ...any) verdict {
	o := Obstacle{Problem: fmt.Sprintf(format, args...)}
	if at != nil {
		o.at(at)
	}
	return verdict{Result: Result{Dns: dns, Path: NoPath, Reachable: No, Reason: o.Problem, Obstacles: []Obstacle{o}}}
}

func (o *Obstacle) at(ref flow.Ref) {
	var l locations
	l.addRef(ref)
	o.Locations = l
}

// obstaclesOf words what stops packets that were followed past it.
func (a *analysis) obstaclesOf(pieces []flow.Piece) []Obstacle {
	var list []Obstacle
	for _, s := range flow.Obstacles(pieces) {
		lead, problem := a.ending(flow.End{Trace: s})
		if problem == "" {
			continue
		}
		if s.Kind != flow.NoEntry && s.Kind != flow.Denied {
			problem = joined(lead, problem)
		}
		if !flow.IsCertain(pieces, s) {
			problem = reasonPerhaps + problem
		}
		o := Obstacle{Problem: problem, Response: s.Packets.Answer}
		for _, ref := range a.decidedBy(s) {
			if len(o.Locations) == 0 {
				o.at(ref)
			}
		}
		list = addObstacles(list, []Obstacle{o})
	}
	return list
}

// decidedBy returns the parts of the network that may stop packets, the most likely one first.
func (a *analysis) decidedBy(s *flow.Step) []flow.Ref {
	parts := []flow.Ref{s.Ref}
	switch s.Kind {
	case flow.NoRoute, flow.NoEntry, flow.Denied, flow.NotInZone, flow.NotAssociated:
		return parts
	case flow.AccessBlocked:
		for _, setting := range a.network.BlockPublicAccess {
			parts = append(parts, setting)
		}
	case flow.NoPublicAddress:
		if w := a.topology.WorkloadOf(s.Packets.Src); w != nil {
			parts = append(parts, w)
		}
	default:
	}
	for ; s != nil; s = s.Prev { // the route that leads there
		if s.Kind == flow.ByRoute {
			parts = append(parts, s.Ref)
		}
	}
	return parts
}

// addObstacles adds those that are not in a list. What is certain for some of the packets is not "perhaps" for all.
func addObstacles(list, more []Obstacle) []Obstacle {
	list = slices.Clone(list)
	for _, o := range more {
		plain := strings.TrimPrefix(o.Problem, reasonPerhaps)
		i := slices.IndexFunc(list, func(other Obstacle) bool {
			return strings.TrimPrefix(other.Problem, reasonPerhaps) == plain && other.Response == o.Response
		})
		switch {
		case i < 0:
			list = append(list, o)
		case o.Problem == plain:
			list[i].Problem = plain
		}
	}
	return list
}

// problems returns those of all obstacles.
func (r Result) problems() []string {
	var problems []string
	for _, o := range r.Obstacles {
		problems = append(problems, o.Problem)
	}
	return problems
}
