package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Instance is an instance or network interface of the templates that a route leads to.
type Instance struct {
	Gateway
	Forwards Forwarding
}

// Forwarding is what is known of the packets that an instance gets for others.
type Forwarding uint8

const (
	// ForwardsNothing means that its source/destination check drops them.
	ForwardsNothing Forwarding = iota
	// ForwardsToInternet means that it is a NAT instance, if it forwards them: its subnet is public.
	ForwardsToInternet
	// ForwardsAnywhere means that it may forward them anywhere.
	ForwardsAnywhere
)

// forwarderTarget returns an instance or a network interface. What its programs do with packets is unknown.
// https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
func (t *Topology) forwarderTarget(gateway Gateway, r *network.Route) flow.Alts[flow.Target] {
	f := network.Find(t.network.Forwarders, r.TargetId.Value)
	if f == nil || r.TargetId.State != network.Known || r.TargetId.Cause != nil {
		return flow.Sure(t.elsewhere(gateway, r.TargetId.Cause))
	}
	why := t.Existence(&f.Entity)
	if f.Interface != nil {
		f = f.Interface
		why = why.And(t.Existence(&f.Entity))
	}
	checked := f.SourceDestCheck.Is(true)
	if unseen := t.Why(t.unseen.modifying(&f.Entity)...); len(unseen) > 0 {
		checked, why = truth.Undecided, why.And(unseen)
	}
	if checked == truth.Undecided {
		why = why.And(t.causes.because(CauseExistence, "the source/destination check of "+f.Name(), f.SourceDestCheck.Cause))
	}
	forwards := t.elsewhere(gateway, nil)
	if f.Subnet != nil {
		ref := Instance{gateway, ForwardsAnywhere}
		if f.Subnet.IsPublic() == truth.True {
			ref.Forwards = ForwardsToInternet
		}
		groups := t.ingressTo(ForwarderGroups{f}, f.Name(), f.SecurityGroupIds, f.SecurityGroups)
		forwards.Kind, forwards.Ref = flow.ToInstance, ref
		forwards.Interface = &flow.Interface{Ref: ref, Subnet: t.subnets[f.Subnet].flow, Groups: flow.Sure(groups)}
	}
	return flow.If(checked, why, flow.Target{Kind: flow.Nowhere, Ref: Instance{gateway, ForwardsNothing}}, forwards)
}
