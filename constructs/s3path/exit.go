package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// pathOfEnd returns the path of packets: the exit by which they reach S3 or leave the templates or, if they are lost, the
// last that they reach.
func pathOfEnd(e flow.End) Path {
	exit := exitOf(e)
	switch {
	case exit == nil && e.Result == flow.Open:
		return UnknownPath
	case exit == nil:
		return NoPath
	case e.Result == flow.Open && exit == e.Gates && endsInVpc(exit):
		return UnknownPath
	}
	return pathOfGate(exit)
}

// pathOfGate returns the path of packets by a gate.
func pathOfGate(g *flow.Gate) Path {
	switch g.Kind {
	case flow.Service:
		return Gateway
	case flow.ToInterface:
		return Interface
	default:
	}
	if instance, ok := g.Ref.(topology.Instance); ok && instance.Forwards != topology.ForwardsAnywhere {
		return Nat
	}
	switch topology.GatewayOf(g.Ref).Kind {
	case network.TargetNatGateway:
		return Nat
	case network.TargetInternetGateway, network.TargetEgressOnlyInternetGateway:
		return Internet
	case network.TargetTransitGateway:
		return Transit
	case network.TargetVpnGateway:
		return Vpn
	case network.TargetPeering:
		return Peering
	case network.TargetFirewall, network.TargetLoadBalancerEndpoint:
		return Firewall
	default:
		return UnknownPath
	}
}

// exitOf returns the gate that the path is named after, nil if there is none: the last one, but a NAT gateway rather than
// the internet gateway behind it, and a transit gateway rather than what is attached to it outside of the templates.
func exitOf(e flow.End) *flow.Gate {
	last := e.Gates
	if last == nil || last.Kind == flow.ToInterface {
		return last
	}
	for g := last; g != nil; g = g.Prev {
		if g.Kind == flow.ToNat {
			return g
		}
	}
	if topology.GatewayOf(last.Ref).Kind == topology.TargetAttachment && last.Prev != nil {
		return last.Prev
	}
	return last
}

// endsInVpc reports whether packets whose fate is unknown are in a VPC of the templates behind their last gate: those that go
// from one transit gateway to another have left it.
func endsInVpc(last *flow.Gate) bool {
	return carrierKind(last) != "" && (last.Prev == nil || last.Prev.Kind != flow.ToTransit || last.Kind != flow.ToTransit)
}

// carrierKind returns what carries requests on from a gate, empty if nothing does.
func carrierKind(g *flow.Gate) Path {
	switch g.Kind {
	case flow.ToTransit, flow.Peering, flow.ToAppliance:
		return pathOfGate(g)
	default:
		return ""
	}
}

// carriers returns what carries packets to their exit, the first first.
func (a *analysis) carriers(e flow.End) []Carrier {
	exit := exitOf(e)
	if exit == nil {
		return nil
	}
	var list []Carrier
	for g := exit.Prev; g != nil; g = g.Prev {
		if kind := carrierKind(g); kind != "" && g.Ref != exit.Ref {
			list = append(list, Carrier{kind, a.gateName(g.Ref)})
		}
	}
	slices.Reverse(list)
	return list
}

// isDroppedIn reports whether an appliance may drop the packets that take the path of other ends.
func isDroppedIn(e flow.End) bool {
	return e.Result == flow.Dropped && e.Trace.Kind == flow.Inspected
}

// isInspected reports whether packets reach an appliance.
func isInspected(e flow.End) bool {
	for g := e.Gates; g != nil; g = g.Prev {
		if pathOfGate(g) == Firewall {
			return true
		}
	}
	return false
}

// exits returns the ends of packets that take a path.
func exits(pieces []flow.Piece, path Path) []flow.End {
	var ends []flow.End
	for _, e := range flow.Ends(pieces) {
		if pathOfEnd(e) == path && !isDroppedIn(e) {
			ends = append(ends, e)
		}
	}
	return ends
}

// through names the exit of a path, empty if its packets have several.
func (a *analysis) through(pieces []flow.Piece, path Path) string {
	var names []string
	for _, e := range exits(pieces, path) {
		if exit := exitOf(e); exit != nil {
			names = append(names, a.gateName(exit.Ref))
		}
	}
	if len(slices.Compact(names)) != 1 {
		return ""
	}
	return names[0]
}

// via returns what carries the packets of a path to its exit, nil if that is not the same for all.
func (a *analysis) via(pieces []flow.Piece, path Path) []Carrier {
	var via []Carrier
	for i, e := range exits(pieces, path) {
		carriers := a.carriers(e)
		if i > 0 && !slices.Equal(carriers, via) {
			return nil
		}
		via = carriers
	}
	if slices.ContainsFunc(via, func(c Carrier) bool { return c.Name == "" }) {
		return nil
	}
	return via
}

// carriedBy names what carries the request, each followed by a line break.
func (r Result) carriedBy() string {
	text := ""
	for _, c := range r.Via {
		text += c.Name + "\n"
	}
	return text
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
