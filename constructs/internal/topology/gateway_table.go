package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// gatewayTable returns the route table for what enters a VPC by one of its gateways, nil if there is none.
func (t *Topology) gatewayTable(v *vpc, gateways []network.Attachment) flow.Alts[*flow.Table] {
	unknown := func(why flow.Causes) *flow.Table {
		return t.unknownTable("routes for what enters "+v.of.Name(), v, why)
	}
	var alts flow.Alts[*flow.Table]
	sure := false
	for _, g := range gateways {
		for _, a := range t.network.GatewayAssociations {
			is := a.GatewayId.Same(g.GatewayId).And(a.Exists).And(g.Exists)
			if is == truth.False {
				continue
			}
			sure = sure || is == truth.True
			why := t.Existence(&a.Entity).And(t.Existence(&g.Entity)).And(t.causes.of(a.GatewayId.Cause, g.GatewayId.Cause))
			if n := a.Part; n != nil && n.Declared {
				alts = alts.Or(why, t.table(n))
			} else {
				alts = alts.Or(why, unknown(t.causes.because(CauseRoutes, a.Name(), a.Id.Cause)))
			}
		}
		key := g.GatewayId.Value
		alts = orUnknown(alts, t.Why(t.unseen.naming(key, t.unseen.home(key), "AWS::EC2::GatewayRouteTableAssociation")...), unknown)
	}
	if alts.IsNone() || sure {
		return alts
	}
	return alts.Or(nil, nil)
}
