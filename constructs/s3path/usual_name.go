package s3path

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// usual is the verdict for the bucket's usual name.
func (a *analysis) usual(c topology.Client) verdict {
	return a.byName(c, topology.UsualName(c.Subnet.Vpc, false), func(f topology.Family) verdict {
		v := a.public(c.Subnet, a.topology.S3(c, f, false))
		if v.path == Transit || v.path == Peering {
			v.reason += a.otherGateways(c.Subnet.Vpc)
		}
		return v
	})
}

// otherGateways says that gateway endpoints of linked VPCs do not serve the subnets of a VPC, empty if there are none.
func (a *analysis) otherGateways(v *network.Vpc) string {
	for _, other := range a.links.of(v) {
		if len(a.links.s3Endpoints(other).gateways) > 0 {
			return reasonOtherVpcsGateway
		}
	}
	return ""
}

// other is the verdict for the usual name of a bucket in another Region, which a gateway endpoint does not serve.
func (a *analysis) other(c topology.Client) verdict {
	return a.byName(c, topology.UsualName(c.Subnet.Vpc, true), func(f topology.Family) verdict {
		v := a.public(c.Subnet, a.topology.S3(c, f, true))
		v.reason = fmt.Sprintf(reasonOtherRegion, v.reason)
		return v
	})
}

// public is the verdict for a name that S3's public addresses answer.
func (a *analysis) public(s *network.Subnet, pieces []flow.Piece) verdict {
	v := a.answer(pieces)
	v.dns = PublicIp
	if v.reachable == Unknown {
		v.reason += hint(s)
	}
	return v
}

// hint returns how to pass what is missing of a subnet that is not in the templates.
func hint(s *network.Subnet) string {
	switch {
	case s.Resource != nil:
		return ""
	case s.Declared:
		return fmt.Sprintf(reasonLookedUp, s.ContextType)
	case strings.HasPrefix(string(s.Key), "subnet-"):
		return reasonPassContext
	}
	return reasonPassAssembly
}
