package s3path

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// maxSentences, maxCauses and maxBlocks are how many of each a reason has.
const maxSentences, maxCauses, maxBlocks = 2, 3, 2

// reasonFor writes the sentence of a row: what decides or, if something is in doubt, what may happen and what it depends on.
func (a *analysis) reasonFor(pieces []flow.Piece, v verdict) (text string, why flow.Causes) {
	arrived := a.rulesThatAllow(pieces)
	var leads []string
	if arrived == "" {
		leads = a.leads(pieces)
		arrived = strings.Join(leads, reasonOr)
	}
	unseen := ""
	for _, e := range flow.Ends(pieces) {
		unseen = cmp.Or(unseen, a.unseen(e))
	}
	var stopped []string // each with what leads there
	partial := false     // whether some are for a part of the addresses
	all := wholeOf(pieces)
	for p, e := range flow.Ends(pieces) {
		if e.Result == flow.Arrived || e.Result == flow.Dropped && isOpenToo(e, p) || isDroppedIn(e) {
			continue
		}
		lead, clause := a.ending(e)
		if e.Trace.Kind == flow.Inspected && arrived != "" {
			lead, clause = "", fmt.Sprintf("the appliances behind %s send requests elsewhere", a.gateName(e.Trace.Ref))
		}
		if clause == "" { // something unseen, which the sentence has already if it decides
			continue
		}
		if !slices.Contains(leads, lead) {
			clause = joined(lead, clause)
		}
		clause = strings.TrimPrefix(clause, ", ")
		if part, ok := all.part(p); ok && v.Reachable != No && v.Reachable != Partly {
			partial = true
			if name := a.regionName(part); !strings.Contains(clause, name) {
				clause = fmt.Sprintf("for %s, %s", name, clause)
			}
		}
		if !slices.Contains(stopped, clause) {
			stopped = append(stopped, clause)
		}
	}
	text = unseen
	switch {
	case v.Reachable == Yes && len(v.Possible) == 0 && arrived != "":
		return arrived, nil
	case v.Reachable == No && len(v.Possible) == 0 && len(stopped) > 0:
		return stopped[0], nil
	case v.Reachable == Partly:
		return a.partlyReason(pieces, strings.Join(stopped[:min(len(stopped), maxSentences)], reasonAnd)), nil
	case unseen != "":
	case arrived == "":
		text = strings.Join(stopped[:min(len(stopped), maxSentences)], reasonOr)
		if len(stopped) > 1 {
			text = reasonEither + text
		}
	case len(stopped) == 0:
		text = arrived
		if len(leads) > 1 {
			text = reasonEither + arrived
		}
	default:
		text = arrived + reasonUnless + strings.Join(stopped[:min(len(stopped), maxSentences)], reasonOr)
		if partial {
			text = arrived + reasonExcept + stopped[0]
		}
	}
	why = doubts(pieces)
	words := a.dependsOn(why, unseen)
	if strings.HasSuffix(words, undocumented) {
		text = strings.TrimSuffix(text, reasonTargetBeyond)
	}
	return text + words, why
}

// partlyReason words which part of a request arrives, which does not, and why not.
func (a *analysis) partlyReason(pieces []flow.Piece, why string) string {
	works, rest := a.partsOf(pieces, truth.True), a.partsOf(pieces, truth.False)
	if strings.Contains(why, rest) {
		return fmt.Sprintf("works only for %s: %s", works, why)
	}
	return fmt.Sprintf("works for %s, but not for %s: %s", works, rest, why)
}

// isOpenToo reports whether packets may, instead of being lost at a gateway, go on from there to something unknown.
func isOpenToo(lost flow.End, p flow.Piece) bool {
	return slices.ContainsFunc(p.Ends, func(e flow.End) bool {
		return e.Result == flow.Open && topology.FirstRoute(e) != nil && topology.FirstRoute(e) == topology.FirstRoute(lost)
	})
}

// joined puts what leads somewhere and what happens there into one sentence.
func joined(lead, clause string) string {
	switch {
	case lead == "":
		return clause
	case strings.HasPrefix(clause, ", "):
		return lead + clause
	}
	return lead + reasonBut + clause
}

// leads words the routes by which packets arrive through a gateway, for at most two paths.
func (a *analysis) leads(pieces []flow.Piece) []string {
	var leads []string
	var paths []Path
	for _, e := range flow.Ends(pieces) {
		path := pathOfEnd(e)
		if e.Result != flow.Arrived || toInterface(e) || slices.Contains(paths, path) || len(leads) == maxSentences {
			continue
		}
		if lead := a.lead(e, false); lead != "" && !slices.Contains(leads, lead) {
			leads, paths = append(leads, lead), append(paths, path)
		}
	}
	return leads
}

func toInterface(e flow.End) bool { return e.Gates != nil && e.Gates.Kind == flow.ToInterface }

// steps returns what decided on packets, the first first.
func steps(e flow.End) []*flow.Step {
	var list []*flow.Step
	for s := e.Trace; s != nil; s = s.Prev {
		list = append(list, s)
	}
	slices.Reverse(list)
	return list
}

// rulesThatAllow words the security group rules that allow requests to an interface endpoint, empty if there are none.
func (a *analysis) rulesThatAllow(pieces []flow.Piece) string {
	var rules []string
	var client flow.Region
	for p, e := range flow.Ends(pieces) {
		if e.Result != flow.Arrived || !toInterface(e) {
			continue
		}
		client.Of, client.Window = p.Src.Of, client.Window.Union(p.Src.Window)
		own := a.topology.WorkloadOf(p.Src) != nil // whose groups allow the request first
		for _, s := range steps(e) {
			if s.Kind != flow.Allowed {
				continue
			}
			if rule, ok := s.Ref.(*network.Rule); ok && !own && !slices.Contains(rules, rule.String()) {
				rules = append(rules, rule.String())
			}
			own = false
		}
	}
	switch len(rules) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("security group rule %s allows %s", rules[0], a.regionName(client))
	}
	return fmt.Sprintf("security group rules %s together allow %s", strings.Join(rules, " and "), a.regionName(client))
}

// lead words the routes by which packets leave their subnet, and a gateway behind it if all are wanted, empty if there are none
// to name. If something carries the packets to another network, it words all routes there and behind it.
func (a *analysis) lead(e flow.End, all bool) string {
	var words []string
	exit := exitOf(e)
	for _, s := range steps(e) {
		if s.Kind != flow.ByRoute || s.Packets.Answer {
			continue
		}
		switch ref := s.Ref.(type) {
		case topology.EndpointRoute:
			if len(words) == 0 || exit != nil && exit.Kind == flow.Service {
				words = append(words, fmt.Sprintf("gateway endpoint %s is on %s and takes precedence over any default route", ref.Endpoint.Name(), a.tableName(ref.Table)))
			}
		case *network.Route:
			words = append(words, a.routeName(ref))
		case *network.TransitGatewayRoute:
			if ref.Attachment != nil {
				words = append(words, fmt.Sprintf("transit gateway route %s leads to attachment %s", ref.Name(), ref.Attachment.Name()))
			}
		case *template.Resource:
			words = append(words, fmt.Sprintf("%s propagates a route", ref.Name()))
		}
	}
	switch {
	case len(words) == 0:
		return ""
	case isCarried(steps(e)) && len(words) > 1:
		last := len(words) - 1
		return strings.Join(words[:last], ", ") + reasonAnd + words[last]
	case len(words) == 1 || !all:
		return words[0]
	}
	return words[0] + reasonAnd + words[len(words)-1]
}

// isCarried reports whether a route on the path leads to something that carries packets to other routes.
func isCarried(list []*flow.Step) bool {
	return slices.ContainsFunc(list, func(s *flow.Step) bool {
		r, ok := s.Ref.(*network.Route)
		return ok && !s.Packets.Answer && slices.Contains([]network.TargetKind{
			network.TargetTransitGateway, network.TargetFirewall, network.TargetLoadBalancerEndpoint,
		}, r.Target)
	})
}

// ending words how packets end that do not arrive: the route that they take, and what stops them there or is unknown.
func (a *analysis) ending(e flow.End) (lead, clause string) {
	list := steps(e)
	last := list[len(list)-1]
	clause = a.stopped(last, list)
	if toInterface(e) || last.Packets.Answer && last.Kind != flow.NoEntry && last.Kind != flow.Denied {
		return "", clause
	}
	return a.lead(e, last.Kind == flow.LeadsOn), clause
}

// unseen words what is not seen of the part of the network that may decide, empty if that is nothing.
func (a *analysis) unseen(e flow.End) string {
	for _, s := range steps(e) {
		if unseen, ok := s.Ref.(topology.Unseen); ok {
			switch s.Kind {
			case flow.ByRoute, flow.Allowed, flow.Denied:
				return fmt.Sprintf("not all %s are in the templates", unseen.Part)
			default:
			}
		}
	}
	return ""
}
