package s3path

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// usual is the verdict for the bucket's usual name in a subnet.
func (a *analysis) usual(s *network.Subnet, kinds endpoints) verdict {
	switch r := a.resolve(s.Vpc, kinds); {
	case r.endpoint != nil:
		v := a.own(s, r.endpoint)
		v.reason = r.why + v.reason
		return v
	case r.none != "":
		return verdict{dns: NoSuchName, path: None, reachable: No, reason: r.none}
	case r.unknown != "":
		return unanswered("%s", r.unknown)
	}
	v := a.public(s, a.topology.S3(s, topology.Ipv4, false))
	if v.path == Transit || v.path == Peering {
		for _, other := range a.linkedVpcs(s.Vpc) {
			for _, e := range a.s3Endpoints(other).gateways {
				v.reason += fmt.Sprintf(reasonOtherVpcsGateway, e.Name(), other.Name())
			}
		}
	}
	if s.Vpc != nil && s.Vpc.EnableDnsSupport.Or(true).Is(true) != template.True {
		v.dns = UnknownAnswer
		if v.reachable == Yes {
			v.reachable = Unknown
			v.reason = fmt.Sprintf(reasonWithoutDnsSupport, s.Vpc.Name(), v.reason)
		}
	}
	return v
}

// other is the verdict for the usual name of a bucket in another Region, which a gateway endpoint does not serve.
func (a *analysis) other(s *network.Subnet) verdict {
	v := a.public(s, a.topology.S3(s, topology.Ipv4, true))
	v.reason = fmt.Sprintf(reasonOtherRegion, v.reason)
	return v
}

// public is the verdict for a name that S3's public IPv4 addresses answer.
func (a *analysis) public(s *network.Subnet, pieces []flow.Piece) verdict {
	if len(pieces) == 0 {
		return verdict{dns: PublicIp, path: None, reachable: No, reason: fmt.Sprintf(reasonIpv6Only, s.Name())}
	}
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

// privateDns finds an interface endpoint whose private DNS resolves the usual name, and reports whether it does so for the
// VPC's own clients. If the option is missing, it does so for the inbound Resolver endpoint only.
// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#private-dns.
func privateDns(kinds endpoints) (e *network.Endpoint, all template.Truth) {
	for _, e := range kinds.interfaces {
		enabled := e.PrivateDnsEnabled.Or(false).Is(true)
		if e.ServiceRegion.Kind() != template.Absent {
			enabled = enabled.And(e.OwnRegion()) // another Region's names are not this one's
		}
		if enabled == template.True && e.Exists == template.True {
			return e, e.PrivateDnsOnlyForInboundResolverEndpoint.Is("AllResolvers")
		}
		if enabled != template.False {
			return e, template.Undecided
		}
	}
	for _, e := range kinds.unknown {
		if e.IsInterface().And(e.PrivateDnsEnabled.Or(false).Is(true)) != template.False {
			return e, template.Undecided
		}
	}
	return nil, template.False
}

// unanswered is the verdict for a name of which not even the answer of DNS is known.
func unanswered(format string, args ...any) verdict {
	return verdict{dns: UnknownAnswer, path: UnknownPath, reachable: Unknown, reason: fmt.Sprintf(format, args...)}
}
