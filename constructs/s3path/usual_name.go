package s3path

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// usual is the verdict for the bucket's usual name.
func (a *analysis) usual(c topology.Client) verdict {
	return a.regional(c, topology.UsualName(c.Subnet.Vpc, false))
}

// dualstack is the verdict for the bucket's dual-stack name. Interface endpoints do not support it over IPv4, and AWS does not
// document that their certificates cover it. See
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#privatelink-limitations.
func (a *analysis) dualstack(c topology.Client) verdict {
	v := a.regional(c, topology.DualstackName(c.Subnet.Vpc))
	if v.reachable != No && (v.path == Interface || slices.Contains(v.possible, Interface)) {
		v.reachable = Unknown
		v.reason += reasonDualstackInterface
		v.why = v.why.And(a.topology.Why(template.Cause{Kind: topology.CauseDualstack, Subject: v.through}))
	}
	return v
}

// regional is the verdict for a name in the own Region.
func (a *analysis) regional(c topology.Client, n topology.Name) verdict {
	return a.public(c, n, func(f topology.Family) verdict {
		v := a.answer(a.topology.S3(c, f, false))
		if (v.path == Transit || v.path == Peering) && !strings.Contains(v.reason, reasonOwnVpc) {
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
	return a.public(c, topology.UsualName(c.Subnet.Vpc, true), func(f topology.Family) verdict {
		v := a.answer(a.topology.S3(c, f, true))
		v.reason = fmt.Sprintf(reasonCrossRegion, v.reason)
		return v
	})
}

// public is the verdict for a name that S3's public addresses answer, which follow follows.
func (a *analysis) public(c topology.Client, n topology.Name, follow func(topology.Family) verdict) verdict {
	isUnknown := false
	v := a.byName(c, n, func(f topology.Family) verdict {
		v := follow(f)
		v.dns = PublicIp
		isUnknown = isUnknown || v.reachable == Unknown
		return v
	})
	if s := c.Subnet; isUnknown && v.reachable == Unknown && s.Resource == nil && s.Declared {
		v.reason += fmt.Sprintf(reasonLookedUp, s.ContextType)
		v.why = v.why.And(a.topology.Why(template.Cause{Kind: topology.CauseContext, Subject: s.Name()}))
	}
	return v
}
