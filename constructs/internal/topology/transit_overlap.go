package topology

import (
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// span is a block that a route of a transit gateway's table leads to.
type span struct {
	first, last netip.Addr
	route       *flow.Route
}

// withOverlaps makes unknown which of the VPCs with overlapping blocks a transit gateway's table has propagated routes to: those of
// the VPC that was attached first. See https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html.
func (t *Topology) withOverlaps(routes []flow.Route) []flow.Route {
	var spans []span
	for i := range routes {
		if r := &routes[i]; r.Rank == flow.PropagatedRoute && r.Dest.Of == nil && attachmentOf(r) != nil {
			for _, block := range r.Dest.Addresses {
				spans = append(spans, span{block.First, block.Last, r})
			}
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return a.first.Compare(b.first) })
	for i, widest := 1, 0; i < len(spans); i++ {
		one, other := spans[widest].route, spans[i].route
		if spans[i].first.Compare(spans[widest].last) <= 0 && attachmentOf(one) != attachmentOf(other) {
			cause := t.Why(template.Cause{Kind: CauseOverlap, Subject: nameOfAttached(one) + " and " + nameOfAttached(other)})
			for _, r := range []*flow.Route{one, other} {
				r.Exists, r.Causes = r.Exists.And(truth.Undecided), r.Causes.And(cause)
			}
		}
		if spans[i].last.Compare(spans[widest].last) > 0 {
			widest = i
		}
	}
	return routes
}

// attachmentOf returns the attachment of a VPC that a route leads to, nil if it leads elsewhere.
func attachmentOf(r *flow.Route) *flow.Attachment {
	to, _ := r.To.Only()
	return to.Attachment
}

func nameOfAttached(r *flow.Route) string {
	a, _ := attachmentOf(r).Ref.(*network.TransitGatewayAttachment)
	return a.Vpc.Name()
}
