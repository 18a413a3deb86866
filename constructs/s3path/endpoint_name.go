package s3path

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// endpointName is the verdict for an interface endpoint's own name in its VPC or a linked one. Whoever answers,
// answers with the endpoint's addresses or not at all: nobody else has a use for the name.
func (a *analysis) endpointName(c topology.Client, e *network.Endpoint) verdict {
	follow := func(f topology.Family) verdict { return a.toEndpoint(e, a.topology.Endpoint(c, e, f)) }
	v := a.byName(c, topology.EndpointName(c.Subnet.Vpc, e), follow)
	v.Path, v.Through, v.Possible = Interface, e.Name(), nil
	switch v.Dns {
	case UnknownAnswer:
	case PublicIp: // to a client that has no IP version in common with the endpoint
		v.Dns = PrivateIp
		return v
	default:
		return v
	}
	if four, six := follow(topology.Ipv4), follow(topology.Ipv6); four.Reachable == No && six.Reachable == No {
		v.Reachable, v.Reason, v.Obstacles = No, four.Reason, four.Obstacles
	}
	return v
}

// toEndpoint is the verdict for packets to an interface endpoint, whatever gateways are on the path.
func (a *analysis) toEndpoint(e *network.Endpoint, pieces []flow.Piece) verdict {
	var v verdict
	switch {
	case e.SubnetIds.State == network.Absent, e.SubnetIds.State == network.Known && len(e.SubnetIds.List) == 0:
		v = refused(PrivateIp, &e.Entity, "endpoint %s has no subnets, so it has no network interfaces", e.Name())
	case len(pieces) == 0:
		v = refused(PrivateIp, &e.Entity, "the client and endpoint %s have no IP version in common", e.Name())
	default:
		v = a.answer(pieces)
	}
	if e.Exists != template.True && v.Reachable != No {
		v.Reachable, v.Reason = Unknown, fmt.Sprintf("whether %s is created cannot be determined from the templates", e.Name())
		v.why = v.why.And(a.topology.Existence(&e.Entity))
	}
	v.Dns, v.Path, v.Through, v.Possible = PrivateIp, Interface, e.Name(), nil
	v.Via = a.via(pieces, Interface)
	if e.ServiceRegion.Kind() != template.Absent && e.OwnRegion() != template.True {
		v.Reason += fmt.Sprintf("; it serves only buckets in %s", e.ServiceRegion)
	}
	return v
}

// noEndpoint is the verdict for the own name of an interface endpoint in a VPC, or in those that it is linked with, if the
// templates show none.
func (a *analysis) noEndpoint(v *network.Vpc) verdict {
	if v == nil {
		return a.because(unanswered(reasonEndpointsUnknown), nil, template.Cause{Kind: topology.CauseExistence, Subject: "endpoints in an unknown VPC"})
	}
	answer, ok := a.links.none[v]
	if !ok {
		answer = a.forAll(nil).noEndpointIn(v)
		a.links.none[v] = answer
	}
	return answer
}

func (a *analysis) noEndpointIn(v *network.Vpc) verdict {
	if !v.Declared {
		named := template.Cause{Kind: template.CauseResource, Subject: v.Name()}
		if v.Cause != nil {
			named = *v.Cause
		}
		return a.because(unanswered(fmt.Sprintf("VPC %s is not in the templates, and they show no S3 interface endpoint in it", v.Name())), nil, named)
	}
	why := a.topology.UnseenInterfaces(v)
	for _, p := range v.Peerings {
		if other := p.Other(v); other != nil {
			why = why.And(a.topology.UnseenInterfaces(other))
		}
	}
	for _, attachment := range v.TransitGateways {
		why = why.And(a.unseenInterfacesOn(attachment.GatewayId.Value))
	}
	if a.topology.MayHaveInterfaces() {
		why = why.And(a.topology.UnseenLinks(v))
	}
	if len(why) > 0 {
		unknown := unanswered(reasonEndpointsUnknown + a.dependsOn(why, ""))
		unknown.why = why
		return unknown
	}
	return refused(NoSuchName, &v.Entity, "%s has no S3 interface endpoint", v.Name())
}

// unseenInterfacesOn returns why VPCs on a transit gateway may have S3 interface endpoints that the templates do not show.
func (a *analysis) unseenInterfacesOn(gateway network.Key) flow.Causes {
	why, ok := a.links.unseen[gateway]
	if !ok {
		for _, v := range a.links.transit[gateway] {
			why = why.And(a.topology.UnseenInterfaces(v))
		}
		a.links.unseen[gateway] = why
	}
	return why
}
