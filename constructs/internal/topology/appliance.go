package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
)

// applianceTarget returns an endpoint of a firewall, or one that leads to the appliances of a Gateway Load Balancer. An unknown
// one is in any subnet of the route's VPC.
// https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-gwlbe-target
func (t *Topology) applianceTarget(gateway Gateway, r *network.Route, v *vpc) flow.Alts[flow.Target] {
	var of *network.Entity
	var ids network.Keys
	var subnets []*network.Subnet
	if f := network.Find(t.network.Firewalls, r.TargetId.Value); f != nil && r.Target == network.TargetFirewall {
		of, ids, subnets = &f.Entity, f.SubnetIds, f.Subnets
	} else if e := network.Find(t.network.Endpoints, r.TargetId.Value); e != nil && r.TargetId.State == network.Known {
		of, ids, subnets = &e.Entity, e.SubnetIds, e.Subnets
	}
	why := t.causes.of(r.TargetId.Cause).And(t.causes.ofEach(ids))
	if of != nil {
		why = why.And(t.Why(t.unseen.modifying(of)...))
	}
	kind := CauseEndpoints
	if of == nil || len(why) > 0 || !ids.AllKnown() || len(subnets) == 0 || len(subnets) < len(ids.List) {
		kind, why = CauseSubnet, t.orElse(why, CauseSubnet, t.network.Name(gateway.Id))
		if unseen := t.unseenSubnets(v); v.of == nil || len(v.of.Subnets) == 0 || len(unseen) > 0 {
			return flow.Sure(flow.Target{Kind: flow.Anywhere, Ref: gateway, Causes: why.And(unseen)})
		}
		subnets = slices.Clone(v.of.Subnets)
		for _, s := range t.network.Subnets {
			if s.Vpc == nil {
				subnets = append(subnets, s)
			}
		}
	}
	there := flow.Target{Kind: flow.ToAppliance, Ref: gateway, Appliance: t.appliance(gateway, v, subnets, t.orElse(why, kind, t.network.Name(gateway.Id)))}
	if of == nil {
		return flow.Sure(there)
	}
	return flow.If(of.Exists, t.Existence(of), there, flow.Target{Kind: flow.Nowhere, Ref: Detached{Gateway: gateway}})
}

// appliance returns the appliances behind an endpoint, which is in one of some subnets. Those of a Gateway Load Balancer may have
// network interfaces elsewhere, and send packets on from there.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html
func (t *Topology) appliance(gateway Gateway, v *vpc, subnets []*network.Subnet, why flow.Causes) *flow.Appliance {
	return once(&t.appliances, applianceIn{gateway, v}, func() *flow.Appliance {
		does := CauseInspection
		if gateway.Kind == network.TargetLoadBalancerEndpoint {
			does = CauseAppliances
		}
		var alts []*flow.Subnet
		for _, s := range subnets {
			alts = append(alts, t.subnets[s].flow)
		}
		return &flow.Appliance{
			Subnet: flow.OneOf(why, alts...), Diverts: does == CauseAppliances, Causes: t.causes.because(does, t.network.Name(gateway.Id)),
		}
	})
}

// applianceIn is an endpoint that a route of a VPC leads to.
type applianceIn struct {
	Gateway
	*vpc
}
