package s3path

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// routeName words a route and its target.
func (a *analysis) routeName(r *network.Route) string {
	switch {
	case r.Resource == nil: // cdk.context.json has it
		return fmt.Sprintf("the default route of %s leads to %s", a.network.Name(r.RouteTableId.Value), article(r.Target))
	case r.TargetId.State != network.Known:
		return fmt.Sprintf("route %s leads to the %s whose ID is unknown", a.nameOfRoute(r), r.Target)
	}
	return fmt.Sprintf("route %s leads to the %s %s", a.nameOfRoute(r), r.Target, a.network.Name(r.TargetId.Value))
}

// nameOfRoute names a route. If it is one of the subnet's own, which is not named, its destination does.
func (a *analysis) nameOfRoute(r *network.Route) string {
	if a.own == nil || a.own.RouteTable == nil || !slices.Contains(a.own.RouteTable.Routes, r) && !slices.Contains(a.own.RouteTable.Propagated, r) {
		return r.Name()
	}
	for _, block := range []network.Cidr{r.Destination, r.Ipv6Destination} {
		if block.State() != network.Absent {
			return block.String()
		}
	}
	return a.network.Name(r.PrefixListId.Value)
}

// nameOfSubnet names a subnet, unless it is the one that is not named.
func (a *analysis) nameOfSubnet(name string) string {
	if a.own != nil && name == a.own.Name() {
		return "the subnet"
	}
	return name
}

// article puts "a" or "an" before a kind of target.
func article(kind network.TargetKind) string {
	switch kind[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + string(kind)
	}
	return "a " + string(kind)
}

// tableName names a route table in a sentence.
func (a *analysis) tableName(t *network.RouteTable) string {
	switch {
	case a.own != nil && t == a.own.RouteTable:
		return "the subnet's route table"
	case t.Main:
		return t.Name()
	}
	return "route table " + t.Name()
}

// lastRoute names the last route that was taken.
func (a *analysis) lastRoute(list []*flow.Step) string {
	for _, s := range slices.Backward(list) {
		if part, ok := s.Ref.(interface{ Name() string }); ok && s.Kind == flow.ByRoute {
			if r, ok := part.(*network.Route); ok && !s.Packets.Answer {
				return a.nameOfRoute(r)
			}
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
func (a *analysis) partName(ref flow.Ref) string {
	switch ref := ref.(type) {
	case topology.Unseen:
		return ref.Part
	case *network.RouteTable:
		if a.own != nil && ref == a.own.RouteTable {
			return a.tableName(ref)
		}
		return ref.Name()
	case *network.TransitGatewayRouteTable:
		return "transit gateway route table " + ref.Name()
	case *network.TransitGateway: // the table that AWS makes for it
		return "the default route table of " + ref.Name()
	case interface{ Name() string }:
		return ref.Name()
	}
	return ""
}

// traffic words packets as a network ACL sees them.
func (a *analysis) traffic(f flow.Flow, egress bool) string {
	direction, peer := "from", a.regionName(f.Src)
	if egress {
		direction, peer = "to", a.regionName(f.Dst)
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
