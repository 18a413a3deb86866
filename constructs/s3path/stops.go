package s3path

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// stopped words the last step.
func (a *analysis) stopped(s *flow.Step, before []*flow.Step) string {
	source, destination := a.regionName(s.Packets.Src), a.regionName(s.Packets.Dst)
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
		if topology.GatewayOf(s.Ref).Kind == network.TargetInternetGateway {
			return fmt.Sprintf(reasonInternetPrivate, destination)
		}
		return fmt.Sprintf(reasonWrongNetwork, destination)
	case flow.NoPublicAddress:
		if a.topology.IsNat(s.Packets.Src) {
			return fmt.Sprintf(reasonNatPrivate, a.gateName(natGate(before)))
		}
		if w := a.topology.WorkloadOf(s.Packets.Src); w != nil {
			return fmt.Sprintf(reasonHasNoPublicIp, w.Name())
		}
		return reasonPublicIpOnly
	case flow.AccessBlocked:
		return reasonAccessBlocked
	case flow.WrongFamily:
		return fmt.Sprintf(reasonWrongFamily, a.gateName(s.Ref))
	case flow.NotAttached:
		return fmt.Sprintf(reasonTransitNotAttached, a.gateName(s.Ref))
	case flow.NotInZone:
		return fmt.Sprintf(reasonNotInZone, a.partName(s.Ref), source)
	case flow.NotAssociated:
		return fmt.Sprintf(reasonNotAssociated, a.partName(s.Ref))
	case flow.FromOutside:
		if e, ok := s.Ref.(*network.Endpoint); ok { // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
			return fmt.Sprintf(reasonEndpointFromAfar, e.Name())
		}
		return fmt.Sprintf(reasonFromOutside, a.gateName(s.Ref))
	case flow.AnswerAstray:
		return fmt.Sprintf(reasonBackElsewhere, a.lastRoute(before), destination, a.kindOf(s.Ref))
	case flow.Loop:
		if t, ok := s.Ref.(*network.RouteTable); ok && a.topology.IsNat(s.Packets.Src) {
			return fmt.Sprintf(reasonNatNoRoute, a.tableName(t))
		}
		return fmt.Sprintf(reasonLoop, a.partName(s.Ref))
	case flow.Inspected:
		return reasonDiverts
	case flow.LeadsNowhere:
		return a.leadsNowhere(s, a.lastRoute(before), destination)
	case flow.LeadsOn:
		return a.leadsOn(s, a.lastRoute(before))
	default:
	}
	return ""
}

// noRoute words that a table has no route.
func (a *analysis) noRoute(s *flow.Step, destination string) string {
	t, ok := s.Ref.(*network.RouteTable)
	switch {
	case !ok:
		return fmt.Sprintf(reasonTransitNoRoute, a.partName(s.Ref), destination)
	case s.Packets.Answer:
		return fmt.Sprintf(reasonNoRouteBack, a.forAll(nil).tableName(t), destination)
	case !a.topology.IsS3(s.Packets.Dst):
		return fmt.Sprintf(reasonNoRouteTo, a.tableName(t), destination)
	case a.topology.IsNat(s.Packets.Src):
		return fmt.Sprintf(reasonNatNoRoute, a.tableName(t))
	case t.Main && a.own != nil && t == a.own.RouteTable:
		return fmt.Sprintf(reasonMainTable, "the subnet", "the main route table")
	case t.Main:
		return fmt.Sprintf(reasonMainTable, s.Packets.Src.Of.Name, t.Name())
	case a.topology.IsOtherRegion(s.Packets.Dst):
		return fmt.Sprintf(reasonNoDefaultRoute, a.tableName(t))
	}
	return fmt.Sprintf(reasonNoRoute, a.tableName(t))
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
	case topology.ForwarderGroups:
		var names []string
		for _, g := range ref.Forwarder.SecurityGroups {
			names = append(names, g.Name())
		}
		if len(names) == 0 {
			names = []string{"default"}
		}
		return fmt.Sprintf(reasonNoRuleAllows, strings.Join(names, ", "), source)
	case topology.OwnGroups:
		var names []string
		for _, g := range ref.Workload.SecurityGroups {
			names = append(names, g.Name())
		}
		return fmt.Sprintf(reasonNoRuleOut, strings.Join(names, ", "), a.regionName(s.Packets.Dst))
	}
	return ""
}

// leadsNowhere words a target that drops packets.
func (a *analysis) leadsNowhere(s *flow.Step, route, destination string) string {
	switch ref := s.Ref.(type) {
	case *network.TransitGatewayRoute:
		return fmt.Sprintf(reasonBlackhole, ref.Name(), destination)
	case topology.Instance:
		return reasonForwardsNothing
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
	case topology.Instance:
		if !s.Packets.Answer {
			return map[topology.Forwarding]string{topology.ForwardsToInternet: reasonForwardsToInternet, topology.ForwardsAnywhere: reasonForwards}[ref.Forwards]
		}
	}
	if s.Ref == nil {
		return reasonEntrance
	}
	gateway := topology.GatewayOf(s.Ref)
	if s.Packets.Answer {
		return fmt.Sprintf(reasonBackBeyond, route, a.regionName(s.Packets.Dst), gateway.Kind)
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
