package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// ipVersion is a version of the Internet Protocol, with its addresses.
type ipVersion struct {
	name        string
	family      topology.Family
	all, public flow.Addresses
}

// ipVersions returns both versions. They are made once, because rules ask for each endpoint.
func (in *input) ipVersions() []ipVersion {
	if in.versions == nil {
		in.versions = []ipVersion{
			{"IPv4", topology.Ipv4, flow.AllIpv4(), flow.PublicIpv4()},
			{"IPv6", topology.Ipv6, flow.AllIpv6(), flow.PublicIpv6()},
		}
	}
	return in.versions
}
