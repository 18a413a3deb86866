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
	return a.public(c, topology.UsualName(c.Subnet.Vpc, false), false)
}

// dualstack is the verdict for the bucket's dual-stack name. Interface endpoints do not support it over IPv4, and AWS does not
// document that their certificates cover it. See
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#privatelink-limitations.
func (a *analysis) dualstack(c topology.Client) verdict {
	v := a.public(c, topology.DualstackName(c.Subnet.Vpc), false)
	if v.Reachable != No && (v.Path == Interface || slices.Contains(v.Possible, Interface)) {
		v.Reachable = Unknown
		v.Reason += "; AWS does not document that the endpoint's certificate covers the dual-stack names"
		v.why = v.why.And(a.topology.Why(template.Cause{Kind: topology.CauseDualstack, Subject: v.Through}))
	}
	return v
}

// otherGateways says that gateway endpoints of linked VPCs do not serve the subnets of a VPC, empty if there are none.
func (a *analysis) otherGateways(v *network.Vpc) string {
	for _, other := range a.links.of(v) {
		if len(a.links.s3Endpoints(other).gateways) > 0 {
			return "; the gateway endpoint of another VPC serves only that VPC"
		}
	}
	return ""
}

// other is the verdict for the usual name of a bucket in another Region, which a gateway endpoint does not serve.
func (a *analysis) other(c topology.Client) verdict {
	return a.public(c, topology.UsualName(c.Subnet.Vpc, true), true)
}

// public is the verdict for a name that S3's public addresses answer, in the own Region or in another one.
func (a *analysis) public(c topology.Client, n topology.Name, otherRegion bool) verdict {
	isUnknown := false
	v := a.byName(c, n, func(f topology.Family) verdict {
		v := a.answer(a.topology.S3(c, f, otherRegion))
		switch {
		case otherRegion:
			v.Reason = "a gateway endpoint serves only its own Region, and " + v.Reason
		case (v.Path == Transit || v.Path == Peering) && !strings.Contains(v.Reason, reasonOwnVpc):
			v.Reason += a.otherGateways(c.Subnet.Vpc)
		}
		v.Dns = PublicIp
		isUnknown = isUnknown || v.Reachable == Unknown
		return v
	})
	if s := c.Subnet; isUnknown && v.Reachable == Unknown && s.Resource == nil && s.Declared {
		v.Reason += fmt.Sprintf("; the subnet was looked up as %s, and cdk.context.json has no S3 gateway endpoints, network ACLs or other routes", s.ContextType)
		v.why = v.why.And(a.topology.Why(template.Cause{Kind: topology.CauseContext, Subject: s.Name()}))
	}
	return v
}
