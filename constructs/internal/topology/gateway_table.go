package topology

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// gatewayTable returns the route table for what enters a VPC by one of its gateways, nil if there is none.
func (t *Topology) gatewayTable(v *vpc, gateways []network.Attachment) flow.Alts[*flow.Table] {
	var alts []*flow.Table
	var why flow.Causes
	sure := false
	for _, g := range gateways {
		for _, a := range t.network.GatewayAssociations {
			is := a.GatewayId.Same(g.GatewayId).And(a.Exists).And(g.Exists)
			if is == truth.False {
				continue
			}
			sure = sure || is == truth.True
			why = why.And(t.existence(&a.Entity)).And(t.existence(&g.Entity)).And(t.causes.of(a.GatewayId.Cause, g.GatewayId.Cause))
			if n := a.RouteTable; n != nil && n.Declared {
				alts = append(alts, t.table(n))
				continue
			}
			alts = append(alts, t.unseenGatewayTable(v, t.causes.because(CauseRoutes, a.Name(), a.RouteTableId.Cause)))
		}
		key := g.GatewayId.Value
		if unseen := t.Why(t.unseen.naming(key, t.unseen.home(key), "AWS::EC2::GatewayRouteTableAssociation")...); len(unseen) > 0 {
			alts, why = append(alts, t.unseenGatewayTable(v, unseen)), why.And(unseen)
		}
	}
	if len(alts) == 0 || sure && len(alts) == 1 {
		return flow.OneOf(nil, alts...)
	}
	if !sure {
		alts = append(alts, nil)
	}
	return flow.OneOf(t.orElse(why, CauseRoutes, v.of.Name()), alts...)
}

// unseenGatewayTable returns a gateway's table of which no route is known.
func (t *Topology) unseenGatewayTable(v *vpc, why flow.Causes) *flow.Table {
	ref := Unseen{Part: "routes for what enters " + v.of.Name(), Cause: template.Cause{}}
	return flow.NewTable(ref, append(t.localRoutes(v), flow.UnseenRoute(ref, why)))
}
