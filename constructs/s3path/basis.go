package s3path

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
)

// Five rows were measured: those of a public subnet without endpoints, and of an isolated subnet without endpoints, with a
// gateway endpoint, and by both names with only an interface endpoint.

func documentedBasis(verdict) Basis { return Documented }

func inferredBasis(verdict) Basis { return Inferred }

// usualBasis is for the usual name in a subnet.
func usualBasis(s *network.Subnet, kinds endpoints) func(verdict) Basis {
	gateway, link := len(kinds.gateways) > 0, len(kinds.interfaces) > 0
	return func(v verdict) Basis {
		switch {
		case v.dns != PublicIp:
			return Documented // private DNS
		case gateway && link:
			return Inferred
		case v.path == Gateway && !hasDefaultRoute(s):
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
func ownBasis(s *network.Subnet, kinds endpoints, e *network.Endpoint) func(verdict) Basis {
	return func(v verdict) Basis {
		switch {
		case v.reachable == No, e.Vpc != s.Vpc:
			return Documented
		case len(kinds.gateways) > 0 || hasDefaultRoute(s):
			return Inferred
		}
		return Observed
	}
}

func hasDefaultRoute(s *network.Subnet) bool {
	if s.RouteTable == nil {
		return false
	}
	for _, r := range s.RouteTable.Routes {
		if r.Destination.Prefix.IsValid() && r.Destination.Prefix.Bits() == 0 {
			return true
		}
	}
	return false
}
