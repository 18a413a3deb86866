package s3path

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Five rows were measured: those of a public subnet without endpoints, and of an isolated subnet without endpoints, with a
// gateway endpoint, and by both names with only an interface endpoint.

func documentedBasis(verdict) Basis { return Documented }

func inferredBasis(verdict) Basis { return Inferred }

// usualBasis is for the usual name in a subnet.
func (a *analysis) usualBasis(s *network.Subnet) func(verdict) Basis {
	kinds := a.links.s3Endpoints(s.Vpc)
	gateway, link := len(kinds.gateways) > 0, len(kinds.interfaces) > 0
	return func(v verdict) Basis {
		switch {
		case v.dns != PublicIp:
			return Documented // private DNS
		case gateway && link:
			return Inferred
		case v.path == Gateway && !a.leavesVpc(s):
			return Observed
		case v.path == Internet && !gateway && !link:
			return Observed
		case v.path == None && !gateway:
			return Observed
		case link || v.path == None:
			return Inferred
		}
		return Documented
	}
}

// ownBasis is for the own name of an interface endpoint in a subnet.
func (a *analysis) ownBasis(s *network.Subnet, e *network.Endpoint) func(verdict) Basis {
	return func(v verdict) Basis {
		switch {
		case v.reachable == No, e.Vpc != s.Vpc:
			return Documented
		case len(a.links.s3Endpoints(s.Vpc).gateways) > 0 || a.leavesVpc(s):
			return Inferred
		}
		return Observed
	}
}

// leavesVpc reports whether public addresses are routed out of the VPC, other than by an endpoint.
func (a *analysis) leavesVpc(s *network.Subnet) bool {
	pieces := a.topology.S3(topology.Client{Subnet: s}, topology.Ipv4, true)
	return flow.Occurs(pieces, func(e flow.End) truth.Value { return truth.Of(pathOfEnd(e) != None) }) != truth.False
}
