package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// ipVersion is a version of the Internet Protocol, with the values of IpAddressType by which an interface endpoint has
// addresses of it.
type ipVersion struct {
	name        string
	types       []string
	all, public flow.Addresses
}

func ipVersions() []ipVersion {
	return []ipVersion{
		{"IPv4", []string{"ipv4", "not-specified", "dualstack"}, flow.AllIpv4(), flow.PublicIpv4()},
		{"IPv6", []string{"ipv6", "dualstack"}, flow.AllIpv6(), flow.PublicIpv6()},
	}
}

// isOf reports whether an interface endpoint has addresses of the IP version. Clients with others cannot connect to it,
// whatever its security groups allow.
func (v ipVersion) isOf(e *network.Endpoint) truth.Value {
	has := truth.False
	for _, kind := range v.types {
		has = has.Or(e.IpAddressType.Or("ipv4").Is(kind))
	}
	return has
}
