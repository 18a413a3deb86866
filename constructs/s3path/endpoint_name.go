package s3path

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// own is the verdict for an interface endpoint's own name in a subnet of its VPC or of a linked one.
func (a *analysis) own(s *network.Subnet, e *network.Endpoint) verdict {
	return a.toEndpoint(e, a.topology.Endpoint(s, e))
}

// toEndpoint is the verdict for packets to an interface endpoint, whatever gateways are on the path.
func (a *analysis) toEndpoint(e *network.Endpoint, pieces []flow.Piece) verdict {
	v := verdict{reachable: Unknown}
	switch {
	case e.SubnetIds.State == network.Absent, e.SubnetIds.State == network.Known && len(e.SubnetIds.List) == 0:
		v.reachable, v.reason = No, fmt.Sprintf(reasonEndpointSubnetless, e.Name())
	case e.IpAddressType.Or("ipv4").Is("ipv6") != template.False:
		v.reason = fmt.Sprintf(reasonEndpointIpv6, e.Name())
	case len(pieces) == 0:
		v.reachable, v.reason = No, fmt.Sprintf(reasonNoIpv4, e.Name())
	default:
		v = a.answer(pieces)
	}
	if e.Exists != template.True && v.reachable != No {
		v.reachable, v.reason = Unknown, fmt.Sprintf(reasonEndpointUnknown, e.Name())
	}
	v.dns, v.path, v.through, v.possible = PrivateIp, Interface, e.Name(), nil
	if e.ServiceRegion.Kind() != template.Absent && e.OwnRegion() != template.True {
		v.reason += fmt.Sprintf(reasonEndpointRegion, e.ServiceRegion)
	}
	return v
}
