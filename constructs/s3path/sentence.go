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
func (a *analysis) reasonFor(pieces []flow.Piece, v verdict) string {
	arrived := a.rulesThatAllow(pieces)
	unseen := ""
	for _, p := range pieces {
		for _, e := range p.Ends {
			unseen = cmp.Or(unseen, a.unseen(e))
			if e.Result == flow.Arrived && !toInterface(e) {
				arrived = cmp.Or(arrived, a.lead(steps(e), false))
			}
		}
	}
	var stopped []string // each with what leads there
	partial := false     // whether some are for a part of the addresses
	for _, p := range pieces {
		for _, e := range p.Ends {
			if e.Result == flow.Arrived || e.Result == flow.Dropped && isOpenToo(e, p) {
				continue
			}
			lead, clause := a.ending(e)
			if clause == "" { // something unseen, which the sentence has already if it decides
				continue
			}
			if lead != arrived {
				clause = joined(lead, clause)
			}
			clause = strings.TrimPrefix(clause, ", ")
			if part := partOf(p, pieces); part != "" && v.reachable != No && v.reachable != Partly {
				partial = true
				if !strings.Contains(clause, part) {
					clause = fmt.Sprintf(reasonPart, part, clause)
				}
			}
			if !slices.Contains(stopped, clause) {
				stopped = append(stopped, clause)
			}
		}
	}
	text := unseen
	switch {
	case v.reachable == Yes && len(v.possible) == 0 && arrived != "":
		return arrived
	case v.reachable == No && len(v.possible) == 0 && len(stopped) > 0:
		return stopped[0]
	case v.reachable == Partly:
		return partlyReason(pieces, strings.Join(stopped[:min(len(stopped), maxSentences)], reasonAnd))
	case unseen != "":
	case arrived == "":
		text = strings.Join(stopped[:min(len(stopped), maxSentences)], reasonOr)
		if len(stopped) > 1 {
			text = reasonEither + text
		}
	case len(stopped) == 0:
		text = arrived
	default:
		text = arrived + reasonUnless + strings.Join(stopped[:min(len(stopped), maxSentences)], reasonOr)
		if partial {
			text = arrived + reasonExcept + stopped[0]
		}
	}
	why := dependsOn(doubts(pieces), unseen)
	if strings.HasSuffix(why, undocumented) {
		text = strings.TrimSuffix(text, reasonTargetBeyond)
	}
	return text + why
}

// partlyReason words which part of a request arrives, which does not, and why not.
func partlyReason(pieces []flow.Piece, why string) string {
	works, rest := partsOf(pieces, truth.True), partsOf(pieces, truth.False)
	if strings.Contains(why, rest) {
		return fmt.Sprintf(reasonOnlyPart, works, why)
	}
	return fmt.Sprintf(reasonPartly, works, rest, why)
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
	for _, p := range pieces {
		for _, e := range p.Ends {
			if e.Result != flow.Arrived || !toInterface(e) {
				continue
			}
			client.Of, client.Window = p.Src.Of, client.Window.Union(p.Src.Window)
			for _, s := range steps(e) {
				if rule, ok := s.Ref.(*network.Rule); ok && s.Kind == flow.Allowed && !slices.Contains(rules, rule.String()) {
					rules = append(rules, rule.String())
				}
			}
		}
	}
	switch len(rules) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf(reasonRuleAllows, rules[0], regionName(client))
	}
	return fmt.Sprintf(reasonRulesAllow, strings.Join(rules, " and "), regionName(client))
}

// lead words the routes by which packets leave their subnet and a gateway behind it, empty if there are none to name.
func (a *analysis) lead(list []*flow.Step, all bool) string {
	var words []string
	for _, s := range list {
		if s.Kind != flow.ByRoute || s.Packets.Answer {
			continue
		}
		switch ref := s.Ref.(type) {
		case topology.EndpointRoute:
			if len(words) == 0 {
				words = append(words, fmt.Sprintf(reasonGatewayEndpoint, ref.Endpoint.Name(), tableName(ref.Table)))
			}
		case *network.Route:
			words = append(words, a.routeName(ref))
		case *template.Resource:
			words = append(words, fmt.Sprintf(reasonPropagated, ref.Name()))
		}
	}
	switch {
	case len(words) == 0:
		return ""
	case len(words) == 1 || !all:
		return words[0]
	}
	return words[0] + reasonAnd + words[len(words)-1]
}

// routeName words a route and its target.
func (a *analysis) routeName(r *network.Route) string {
	switch {
	case r.Resource == nil: // cdk.context.json has it
		return fmt.Sprintf(reasonLookedUpDefault, a.network.Name(r.RouteTableId.Value), article(r.Target))
	case r.TargetId.State != network.Known:
		return fmt.Sprintf(reasonRoute, r.Name(), r.Target, reasonTargetUnnamed)
	}
	return fmt.Sprintf(reasonRoute, r.Name(), r.Target, a.network.Name(r.TargetId.Value))
}

// article puts "a" or "an" before a kind of target.
func article(kind network.TargetKind) string {
	switch kind[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

// ending words how packets end that do not arrive: the route that they take, and what stops them there or is unknown.
func (a *analysis) ending(e flow.End) (lead, clause string) {
	list := steps(e)
	last := list[len(list)-1]
	clause = a.stopped(last, list)
	if toInterface(e) || last.Packets.Answer && last.Kind != flow.NoEntry && last.Kind != flow.Denied {
		return "", clause
	}
	return a.lead(list, last.Kind == flow.LeadsOn), clause
}

// unseen words what is not seen of the part of the network that may decide, empty if that is nothing.
func (a *analysis) unseen(e flow.End) string {
	for _, s := range steps(e) {
		if unseen, ok := s.Ref.(topology.Unseen); ok {
			switch s.Kind {
			case flow.ByRoute, flow.Allowed, flow.Denied:
				return fmt.Sprintf(reasonUnseen, unseen.Part)
			default:
			}
		}
	}
	return ""
}

// stopped words the last step.
func (a *analysis) stopped(s *flow.Step, before []*flow.Step) string {
	source, destination := regionName(s.Packets.Src), regionName(s.Packets.Dst)
	switch s.Kind {
	case flow.NoRoute:
		return a.noRoute(s, destination)
	case flow.NoEntry:
		return a.noEntry(s, source)
	case flow.Denied:
		if entry, ok := s.Ref.(*network.AclEntry); ok {
			return fmt.Sprintf(reasonAclDenies, entry, a.traffic(s.Packets, entry.Egress.Value))
		}
	case flow.NoSuchAddress:
		if a.topology.IsS3(s.Packets.Dst) {
			return reasonPeeringEdge
		}
		return fmt.Sprintf(reasonNoSuchAddress, destination)
	case flow.WrongNetwork:
		return fmt.Sprintf(reasonWrongNetwork, destination)
	case flow.NoPublicAddress:
		if a.topology.IsNat(s.Packets.Src) {
			return fmt.Sprintf(reasonNatPrivate, a.gateName(natGate(before)))
		}
		return reasonPublicIpOnly
	case flow.AccessBlocked:
		return reasonAccessBlocked
	case flow.WrongFamily:
		return fmt.Sprintf(reasonWrongFamily, a.gateName(s.Ref))
	case flow.NotAttached:
		return fmt.Sprintf(reasonTransitNotAttached, a.gateName(s.Ref))
	case flow.NotInZone:
		return fmt.Sprintf(reasonNotInZone, partName(s.Ref), source)
	case flow.NotAssociated:
		return fmt.Sprintf(reasonNotAssociated, partName(s.Ref))
	case flow.FromOutside:
		return fmt.Sprintf(reasonFromOutside, a.gateName(s.Ref))
	case flow.AnswerAstray:
		return fmt.Sprintf(reasonBackElsewhere, lastRoute(before), destination, a.kindOf(s.Ref))
	case flow.Loop:
		if t, ok := s.Ref.(*network.RouteTable); ok && a.topology.IsNat(s.Packets.Src) {
			return fmt.Sprintf(reasonNatNoRoute, tableName(t))
		}
		return fmt.Sprintf(reasonLoop, partName(s.Ref))
	case flow.LeadsNowhere:
		return a.leadsNowhere(s, lastRoute(before), destination)
	case flow.LeadsOn:
		return a.leadsOn(s, lastRoute(before))
	default:
	}
	return ""
}

// lastRoute names the last route that was taken.
func lastRoute(list []*flow.Step) string {
	for _, s := range slices.Backward(list) {
		if part, ok := s.Ref.(interface{ Name() string }); ok && s.Kind == flow.ByRoute {
			return part.Name()
		}
	}
	return ""
}

// natGate returns the NAT gateway that a route leads to.
func natGate(list []*flow.Step) flow.Ref {
	for _, s := range list {
		if r, ok := s.Ref.(*network.Route); ok && s.Kind == flow.ByRoute && r.Target == network.TargetNatGateway {
			return topology.Gateway{Kind: r.Target, Id: r.TargetId.Value}
		}
	}
	return nil
}

// noRoute words that a table has no route.
func (a *analysis) noRoute(s *flow.Step, destination string) string {
	t, ok := s.Ref.(*network.RouteTable)
	switch {
	case !ok:
		return fmt.Sprintf(reasonTransitNoRoute, partName(s.Ref), destination)
	case s.Packets.Answer:
		return fmt.Sprintf(reasonNoRouteBack, tableName(t), destination)
	case !a.topology.IsS3(s.Packets.Dst):
		return fmt.Sprintf(reasonNoRouteTo, tableName(t), destination)
	case a.topology.IsNat(s.Packets.Src):
		return fmt.Sprintf(reasonNatNoRoute, tableName(t))
	case t.Main:
		return fmt.Sprintf(reasonMainTable, s.Packets.Src.Of.Name, t.Name())
	case a.topology.IsOtherRegion(s.Packets.Dst):
		return fmt.Sprintf(reasonNoDefaultRoute, tableName(t))
	}
	return fmt.Sprintf(reasonNoRoute, tableName(t))
}

// tableName names a route table in a sentence.
func tableName(t *network.RouteTable) string {
	if t.Main {
		return t.Name()
	}
	return "route table " + t.Name()
}

// noEntry words that no entry of a network ACL, or no rule of the security groups, allows packets.
func (a *analysis) noEntry(s *flow.Step, source string) string {
	switch ref := s.Ref.(type) {
	case topology.AclDirection:
		return fmt.Sprintf(reasonAclNoEntry, ref.Acl.Name(), a.traffic(s.Packets, ref.Egress))
	case topology.Groups:
		var names []string
		for _, g := range ref.Endpoint.SecurityGroups {
			names = append(names, g.Name())
		}
		if len(names) == 0 {
			return fmt.Sprintf(reasonDefaultGroup, ref.Endpoint.Name())
		}
		return fmt.Sprintf(reasonNoRuleAllows, strings.Join(names, ", "), source)
	}
	return ""
}

// traffic words packets as a network ACL sees them.
func (a *analysis) traffic(f flow.Flow, egress bool) string {
	direction, peer := "from", regionName(f.Src)
	if egress {
		direction, peer = "to", regionName(f.Dst)
	}
	return fmt.Sprintf("TCP %s %s %s", portsName(f.DstPorts), direction, peer)
}

func portsName(ports flow.Ports) string {
	var words []string
	for _, r := range ports {
		word := fmt.Sprint(r.First)
		if r.First != r.Last {
			word += fmt.Sprintf("-%d", r.Last)
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}

// leadsNowhere words a target that drops packets.
func (a *analysis) leadsNowhere(s *flow.Step, route, destination string) string {
	switch ref := s.Ref.(type) {
	case *network.TransitGatewayRoute:
		return fmt.Sprintf(reasonBlackhole, ref.Name(), destination)
	case topology.Detached:
		if ref.Vpc == nil {
			return fmt.Sprintf(reasonGatewayMissing, a.network.Name(ref.Id))
		}
		if s.Packets.Answer {
			return fmt.Sprintf(reasonBackUnattached, route, destination, ref.Kind, ref.Vpc.Name())
		}
		return fmt.Sprintf(reasonNotAttached, a.network.Name(ref.Id), ref.Vpc.Name())
	}
	return ""
}

// isByNat reports whether a route to a NAT gateway is on the path.
func isByNat(s *flow.Step) bool {
	for ; s != nil; s = s.Prev {
		if r, ok := s.Ref.(*network.Route); ok && r.Target == network.TargetNatGateway {
			return true
		}
	}
	return false
}

// leadsOn words a target that is not followed.
func (a *analysis) leadsOn(s *flow.Step, route string) string {
	switch ref := s.Ref.(type) {
	case *network.Endpoint:
		if isByNat(s) {
			return fmt.Sprintf(reasonNatGatewayEndpoint, ref.Name())
		}
		return fmt.Sprintf(reasonOnToEndpoint, ref.Name())
	case topology.Interface:
		return fmt.Sprintf(reasonSubnetsUnknown, ref.Endpoint.Name())
	}
	gateway := topology.GatewayOf(s.Ref)
	if s.Packets.Answer {
		return fmt.Sprintf(reasonBackBeyond, route, regionName(s.Packets.Dst), gateway.Kind)
	}
	switch gateway.Kind {
	case network.TargetInstance, network.TargetNetworkInterface:
		return reasonNatInstance
	case network.TargetNatGateway:
		return reasonNatElsewhere
	default:
		return reasonTargetBeyond
	}
}

// kindOf words what kind of gateway a target is.
func (a *analysis) kindOf(ref flow.Ref) string {
	switch ref := ref.(type) {
	case topology.Gateway:
		return string(ref.Kind)
	case *network.Endpoint:
		return "gateway endpoint"
	}
	return "another gateway"
}

// partName names a part of the network.
func partName(ref flow.Ref) string {
	switch ref := ref.(type) {
	case topology.Unseen:
		return ref.Part
	case *network.TransitGatewayRouteTable:
		return "transit gateway route table " + ref.Name()
	case *network.TransitGateway: // the table that AWS makes for it
		return "the default route table of " + ref.Name()
	case interface{ Name() string }:
		return ref.Name()
	}
	return ""
}

// regionName words addresses: the blocks if they are few, or else what has them.
func regionName(r flow.Region) string {
	switch {
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
func partOf(p flow.Piece, all []flow.Piece) string {
	if r, ok := partIn(p, all); ok {
		return regionName(r)
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
func partsOf(pieces []flow.Piece, arrive truth.Value) string {
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
		words = append(words, s.names(all)...)
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

// names returns the names of what a split has, without a side that is all of the question's.
func (s split) names(all split) []string {
	isAll := len(s.to) == len(all.to)
	for i := range s.to {
		isAll = isAll && slices.ContainsFunc(all.to, func(r flow.Region) bool { return r.Of == s.to[i].Of && r.Window.Equal(s.to[i].Window) })
	}
	from := regionName(s.from)
	if isAll {
		return []string{from}
	}
	var words []string
	for _, to := range s.to {
		if s.from.Window.Equal(all.from.Window) {
			words = append(words, regionName(to))
		} else {
			words = append(words, from+" to "+regionName(to))
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

// doubts returns the causes of what is in doubt.
func doubts(pieces []flow.Piece) flow.Causes {
	all := flow.Doubts(pieces, flow.End.Arrives)
	for _, path := range pathsOf(pieces) {
		all = all.And(flow.Doubts(pieces, func(e flow.End) truth.Value { return truth.Of(pathOfEnd(e) == path) }))
	}
	return all
}

// dependsOn words what a doubt depends on, without what the text before it names; empty if nothing is left.
func dependsOn(causes flow.Causes, before string) string {
	var words []string
	for _, cause := range causes {
		if of, ok := cause.Of.(template.Cause); ok && strings.Contains(before, of.Subject) {
			continue
		}
		if word := causeName(cause); word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return fmt.Sprintf(reasonDependsOn, listed(words, maxCauses))
}

// undocumented ends the cause of what AWS does not document.
const undocumented = ", which AWS does not document"

// causeName words a cause, empty for one that the sentence has already.
func causeName(c flow.Cause) string {
	switch of := c.Of.(type) {
	case template.Cause:
		switch of.Kind {
		case topology.CauseBeyond:
			return ""
		case topology.CauseExistence:
			return fmt.Sprintf("whether %s exists", of.Subject)
		case topology.CauseOutside:
			return fmt.Sprintf("other attachments of %s", of.Subject)
		default:
			return of.String()
		}
	case flow.Doubt:
		switch of {
		case flow.ClientChooses:
			return "the ports that the client uses"
		case flow.NatChooses:
			return "the address and ports that the NAT gateway uses"
		case flow.TransitChooses:
			return "the Availability Zone in which the transit gateway enters the VPC"
		case flow.EqualRoutes:
			return "which of several equal routes AWS prefers"
		case flow.NatAndPeering:
			return "whether a NAT gateway can use a peering connection" + undocumented
		case flow.ThroughVpc:
			return "whether traffic from a transit gateway passes through a VPC to another one" + undocumented
		case flow.BackHome:
			return "whether traffic that returns to its VPC over a transit gateway can use the gateways there" + undocumented
		case flow.TooMuch:
			return "more possibilities than are followed"
		case flow.NatAndEndpoint, flow.Unexplained:
		}
	}
	return ""
}
