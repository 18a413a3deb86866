package s3path

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Five rows were measured: those of a public subnet without endpoints, and of an isolated subnet without endpoints, with a
// gateway endpoint, and by both names with only an interface endpoint.

// basisOf returns the evidence for the answer to a question, empty if that is unknown.
func (a *analysis) basisOf(c topology.Client, q question, r Result) Basis {
	switch {
	case r.Reachable == Unknown:
		return ""
	case c.Workload != nil:
		return Inferred
	case q.name == UsualName:
		return a.usualBasis(c.Subnet, r)
	case q.name == CrossRegionName:
		return Documented
	case q.endpoint != nil:
		return a.ownBasis(c.Subnet, q.endpoint, r)
	}
	return Inferred
}

// usualBasis is for the usual name in a subnet.
func (a *analysis) usualBasis(s *network.Subnet, r Result) Basis {
	kinds := a.links.s3Endpoints(s.Vpc)
	gateway, link := len(kinds.gateways) > 0, len(kinds.interfaces) > 0
	switch {
	case r.Dns != PublicIp:
		return Documented // private DNS
	case gateway && link:
		return Inferred
	case r.Path == Gateway && !a.leavesVpc(s):
		return Observed
	case r.Path == Internet && !gateway && !link:
		return Observed
	case r.Path == NoPath && !gateway:
		return Observed
	case link || r.Path == NoPath:
		return Inferred
	}
	return Documented
}

// ownBasis is for the own name of an interface endpoint in a subnet.
func (a *analysis) ownBasis(s *network.Subnet, e *network.Endpoint, r Result) Basis {
	switch {
	case r.Reachable == No, e.Vpc != s.Vpc:
		return Documented
	case len(a.links.s3Endpoints(s.Vpc).gateways) > 0 || a.leavesVpc(s):
		return Inferred
	}
	return Observed
}

// leavesVpc reports whether public addresses are routed out of the VPC, other than by an endpoint.
func (a *analysis) leavesVpc(s *network.Subnet) bool {
	pieces := a.topology.S3(topology.Client{Subnet: s}, topology.Ipv4, true)
	return flow.Occurs(pieces, func(e flow.End) truth.Value { return truth.Of(pathOfEnd(e) != NoPath) }) != truth.False
}
