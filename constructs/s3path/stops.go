package s3path

import (
	"cmp"
	"fmt"
	"slices"
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
		return a.noEntry(s, source, before)
	case flow.Denied:
		if entry, ok := s.Ref.(*network.AclEntry); ok {
			return fmt.Sprintf("network ACL entry %s denies %s", entry, a.traffic(s.Packets, entry.Egress.Value))
		}
	case flow.NoSuchAddress:
		if a.topology.IsS3(s.Packets.Dst) {
			return "traffic over a peering connection cannot use the peer VPC's gateways"
		}
		return fmt.Sprintf("no subnet of the VPC contains %s", destination)
	case flow.WrongNetwork:
		if topology.GatewayOf(s.Ref).Kind == network.TargetInternetGateway {
			return fmt.Sprintf("the internet has no route to %s", destination)
		}
		return fmt.Sprintf("another network has %s", destination)
	case flow.NoPublicAddress:
		if a.topology.IsNat(s.Packets.Src) {
			return fmt.Sprintf("%s is a private NAT gateway, and internet gateways drop its traffic", a.gateName(natGate(before)))
		}
		if w := a.topology.WorkloadOf(s.Packets.Src); w != nil {
			return fmt.Sprintf("%s has no public IP address", w.Name())
		}
		return "clients in the subnet have no public IP address (MapPublicIpOnLaunch is not true)"
	case flow.AccessBlocked:
		return "VPC Block Public Access blocks internet gateways"
	case flow.WrongFamily:
		if a, ok := s.Ref.(*network.TransitGatewayAttachment); ok {
			return fmt.Sprintf("attachment %s does not support IPv6", a.Name())
		}
		return fmt.Sprintf("%s does not accept packets of this IP version", a.gateName(s.Ref))
	case flow.NotAttached:
		return fmt.Sprintf("the VPC is not attached to %s", a.gateName(s.Ref))
	case flow.NotInZone:
		return fmt.Sprintf("attachment %s has no subnet in the Availability Zone of %s", a.partName(s.Ref), source)
	case flow.NotAssociated:
		return fmt.Sprintf("%s has no transit gateway route table", a.partName(s.Ref))
	case flow.FromOutside:
		if e, ok := s.Ref.(*network.Endpoint); ok { // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
			return fmt.Sprintf("gateway endpoint %s"+reasonOwnVpc+", and not requests that arrive over a transit gateway", e.Name())
		}
		return fmt.Sprintf("%s"+reasonOwnVpc, a.gateName(s.Ref))
	case flow.AnswerAstray:
		return a.astray(s, before, destination)
	case flow.Loop:
		if t, ok := s.Ref.(*network.RouteTable); ok && a.topology.IsNat(s.Packets.Src) {
			return fmt.Sprintf(reasonNatNoRoute, a.tableName(t))
		}
		if s.Packets.Answer {
			return fmt.Sprintf("the routes of responses lead in a loop back to %s", a.partName(s.Ref))
		}
		return fmt.Sprintf("the routes lead in a loop back to %s", a.partName(s.Ref))
	case flow.Inspected:
		if s.Packets.Answer {
			return fmt.Sprintf("the appliances behind %s may send responses elsewhere", a.gateName(s.Ref))
		}
		return ", whose appliances may send requests elsewhere"
	case flow.LeadsNowhere:
		return a.leadsNowhere(s, a.lastRoute(before), destination)
	case flow.LeadsOn:
		return a.leadsOn(s, a.lastRoute(before))
	default:
	}
	return ""
}

// astray words a gateway that drops responses, because the table has no route for them but a default one.
func (a *analysis) astray(s *flow.Step, before []*flow.Step, destination string) string {
	for _, step := range slices.Backward(before) {
		r, ok := step.Ref.(*network.Route)
		if step.Kind != flow.ByRoute || !ok {
			continue
		}
		if t := network.Find(a.network.RouteTables, r.RouteTableId.Value); t != nil {
			return fmt.Sprintf("%s has no route back to %s, so route %s sends responses to the %s", a.forAll(nil).tableName(t), destination, a.lastRoute(before), a.kindOf(s.Ref))
		}
		break
	}
	return fmt.Sprintf("route %s sends responses for %s to the %s", a.lastRoute(before), destination, a.kindOf(s.Ref))
}

// noRoute words that a table has no route.
func (a *analysis) noRoute(s *flow.Step, destination string) string {
	t, ok := s.Ref.(*network.RouteTable)
	switch {
	case !ok:
		return fmt.Sprintf("%s has no route to %s", a.partName(s.Ref), destination)
	case s.Packets.Answer:
		return fmt.Sprintf("%s of the endpoint's subnet has no route back to %s", a.forAll(nil).tableName(t), destination)
	case a.topology.IsTranslated(s.Packets.Dst):
		return fmt.Sprintf("%s has no route to 64:ff9b::/96, which has these addresses", a.tableName(t))
	case !a.topology.IsS3(s.Packets.Dst):
		return fmt.Sprintf("%s has no route to %s", a.tableName(t), destination)
	case a.topology.IsNat(s.Packets.Src):
		return fmt.Sprintf(reasonNatNoRoute, a.tableName(t))
	case t.Main && a.own != nil && t == a.own.RouteTable:
		return "the subnet uses the main route table, which has only the local route"
	case t.Main:
		return fmt.Sprintf("%s uses %s, which has only the local route", s.Packets.Src.Of.Name, t.Name())
	case a.topology.IsOtherRegion(s.Packets.Dst):
		return fmt.Sprintf("%s has no default route", a.tableName(t))
	}
	return fmt.Sprintf("%s has no route to S3: no gateway endpoint and no default route", a.tableName(t))
}

// noEntry words that no entry of a network ACL, or no rule of the security groups, allows packets.
func (a *analysis) noEntry(s *flow.Step, source string, before []*flow.Step) string {
	switch ref := s.Ref.(type) {
	case topology.AclDirection:
		return fmt.Sprintf("network ACL %s has no entry that allows %s", ref.Acl.Name(), a.traffic(s.Packets, ref.Egress))
	case topology.Groups:
		if len(ref.Endpoint.SecurityGroups) == 0 {
			return fmt.Sprintf("endpoint %s has no SecurityGroupIds, so it uses the VPC's default security group, which allows only its own members", ref.Endpoint.Name())
		}
		return fmt.Sprintf(reasonNoRuleAllows, groupNames(ref.Endpoint.SecurityGroups), source) +
			groupRules(ref.Endpoint.SecurityGroups, func(g *network.SecurityGroup) []*network.Rule { return g.Ingress }, before)
	case topology.ForwarderGroups:
		names := cmp.Or(groupNames(ref.Forwarder.SecurityGroups), "default")
		return fmt.Sprintf(reasonNoRuleAllows, names, source)
	case topology.OwnGroups:
		return fmt.Sprintf("security group %s has no rule that allows TCP 443 to %s", groupNames(ref.Workload.SecurityGroups), a.regionName(s.Packets.Dst)) +
			groupRules(ref.Workload.SecurityGroups, func(g *network.SecurityGroup) []*network.Rule { return g.Egress }, before)
	}
	return ""
}

// groupRules words that rules for other security groups do not count where something carries requests on, empty if there are none.
func groupRules(groups []*network.SecurityGroup, of func(*network.SecurityGroup) []*network.Rule, before []*flow.Step) string {
	isForGroup := func(r *network.Rule) bool { return r.GroupId.State != network.Absent }
	if slices.ContainsFunc(groups, func(g *network.SecurityGroup) bool { return slices.ContainsFunc(of(g), isForGroup) }) && isCarried(before) {
		return reasonGroupsUnknown
	}
	return ""
}

func groupNames(groups []*network.SecurityGroup) string {
	var names []string
	for _, g := range groups {
		names = append(names, g.Name())
	}
	return strings.Join(names, ", ")
}

// leadsNowhere words a target that drops packets.
func (a *analysis) leadsNowhere(s *flow.Step, route, destination string) string {
	switch ref := s.Ref.(type) {
	case *network.TransitGatewayRoute:
		return fmt.Sprintf("transit gateway route %s drops traffic for %s", ref.Name(), destination)
	case topology.Instance:
		if s.Packets.Answer {
			return fmt.Sprintf("route %s sends responses for %s to a network interface whose source/destination check is on", route, destination)
		}
		return "its source/destination check is on, so it drops requests to others"
	case topology.Detached:
		if ref.Vpc == nil {
			return fmt.Sprintf("%s does not exist", a.network.Name(ref.Id))
		}
		if s.Packets.Answer {
			return fmt.Sprintf("route %s sends responses for %s to a %s that is not attached to %s", route, destination, ref.Kind, ref.Vpc.Name())
		}
		if ref.Id == "" {
			return fmt.Sprintf("no %s is attached to %s", ref.Kind, ref.Vpc.Name())
		}
		return fmt.Sprintf("%s is not attached to %s", a.network.Name(ref.Id), ref.Vpc.Name())
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
			return fmt.Sprintf(", whose subnet has gateway endpoint %s; whether a NAT gateway can use it is unknown", ref.Name())
		}
		return fmt.Sprintf(", and on to gateway endpoint %s", ref.Name())
	case topology.Interface:
		return fmt.Sprintf("not all subnets of endpoint %s are known", ref.Endpoint.Name())
	case topology.Instance:
		if !s.Packets.Answer {
			if ref.Forwards == topology.ForwardsToInternet {
				return ", a NAT instance; whether it forwards requests depends on its software"
			}
			return ", whose source/destination check is off" + reasonTargetBeyond
		}
	}
	if s.Ref == nil {
		return "the gateway that connects the client's network to the VPC is not in the templates"
	}
	gateway := topology.GatewayOf(s.Ref)
	if s.Packets.Answer {
		return fmt.Sprintf("route %s sends responses for %s to the %s, and the path beyond it is not in the templates", route, a.regionName(s.Packets.Dst), gateway.Kind)
	}
	switch gateway.Kind {
	case network.TargetInstance, network.TargetNetworkInterface:
		return ", which may be a NAT instance, and the path beyond it is not in the templates"
	case network.TargetNatGateway:
		if a.topology.IsTranslated(s.Packets.Dst) {
			return ", which translates requests to IPv4"
		}
		return ", which is not in the templates"
	default:
		return reasonTargetBeyond
	}
}
