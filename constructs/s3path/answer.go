package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// answer puts what becomes of a client's packets into the words of a row. A path is named only if every deploy takes it, or
// takes it for all but narrow parts of S3's addresses, which the reason names then.
func (a *analysis) answer(pieces []flow.Piece) verdict {
	if a.isPast {
		return verdict{path: None, reachable: No, obstacles: a.obstaclesOf(pieces)}
	}
	v := verdict{reachable: Unknown}
	switch {
	case flow.ForAll(pieces, flow.End.Arrives) == truth.True:
		v.reachable = Yes
	case flow.Occurs(pieces, flow.End.Arrives) == truth.False:
		v.reachable = No
	case flow.Partly(pieces, flow.End.Arrives):
		v.reachable = Partly
	}
	v.path, v.possible = a.pathOf(pieces)
	v.through = a.through(pieces, v.path)
	v.reason, v.locations = a.reasonFor(pieces, v), a.locationsOf(pieces, v)
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
		if flow.Occurs(pieces, func(e flow.End) truth.Value { return truth.Of(pathOfEnd(e) == candidate) }) == truth.True {
			path = candidate
			certain++
		}
	}
	if certain != 1 {
		path = UnknownPath
	}
	if path == UnknownPath && slices.Contains(possible, UnknownPath) {
		return path, nil
	}
	return path, possible
}

// pathsOf returns the paths of all ends, in the order of their declaration.
func pathsOf(pieces []flow.Piece) []Path {
	var paths []Path
	for _, p := range pieces {
		for _, e := range p.Ends {
			if path := pathOfEnd(e); !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		}
	}
	slices.SortFunc(paths, comparePaths)
	return paths
}

// pathOfEnd returns what packets leave their subnet by.
func pathOfEnd(e flow.End) Path {
	kind, gateway, ok := topology.FirstGate(e)
	if !ok {
		if e.Result == flow.Open {
			return UnknownPath
		}
		return None
	}
	switch kind {
	case flow.Service:
		return Gateway
	case flow.ToInterface:
		return Interface
	case flow.ToNat:
		return Nat
	case flow.Internet, flow.EgressOnly:
		return Internet
	case flow.ToTransit:
		return Transit
	case flow.Peering:
		return Peering
	default:
	}
	switch gateway.Kind {
	case network.TargetNatGateway, network.TargetInstance, network.TargetNetworkInterface:
		return Nat
	case network.TargetInternetGateway, network.TargetEgressOnlyInternetGateway:
		return Internet
	case network.TargetTransitGateway:
		return Transit
	case network.TargetVpnGateway:
		return Vpn
	case network.TargetPeering:
		return Peering
	default:
		return UnknownPath
	}
}

func firstGate(e flow.End) *flow.Gate {
	gate := e.Gates
	for gate != nil && gate.Prev != nil {
		gate = gate.Prev
	}
	return gate
}

// through names what the path goes through, if all its packets go through the same.
func (a *analysis) through(pieces []flow.Piece, path Path) string {
	names := map[string]bool{}
	for _, p := range pieces {
		for _, e := range p.Ends {
			if gate := firstGate(e); gate != nil && pathOfEnd(e) == path {
				names[a.gateName(gate.Ref)] = true
			}
		}
	}
	return only(names)
}

// via returns what carries the requests that reach an interface endpoint, if it is the same for all.
func (a *analysis) via(pieces []flow.Piece) *Carrier {
	carriers := map[Carrier]bool{}
	for _, p := range pieces {
		for _, e := range p.Ends {
			gate := firstGate(e)
			switch {
			case gate == nil || !toInterface(e):
			case gate.Kind == flow.ToTransit:
				carriers[Carrier{Transit, a.gateName(gate.Ref)}] = true
			case gate.Kind == flow.Peering:
				carriers[Carrier{Peering, a.gateName(gate.Ref)}] = true
			default:
				carriers[Carrier{}] = true
			}
		}
	}
	if carrier := only(carriers); carrier.Name != "" {
		return &carrier
	}
	return nil
}

// via names what carries the request, empty if there is nothing.
func (r Result) via() string {
	if r.Via == nil {
		return ""
	}
	return r.Via.Name
}

// only returns the element of a set of one.
func only[T comparable](set map[T]bool) (one T) {
	if len(set) == 1 {
		for one = range set {
			return one
		}
	}
	return one
}

// gateName names a gateway or endpoint, empty if its id is unknown.
func (a *analysis) gateName(ref flow.Ref) string {
	switch ref := ref.(type) {
	case *network.Endpoint:
		return ref.Name()
	case topology.Interface:
		return ref.Endpoint.Name()
	}
	return a.network.Name(topology.GatewayOf(ref).Id)
}
