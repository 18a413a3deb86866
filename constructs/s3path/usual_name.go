package s3path

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// usual is the verdict for the bucket's usual name in a subnet.
func (a *analysis) usual(s *network.Subnet, kinds endpoints) verdict {
	if e, all := privateDns(kinds); e != nil {
		switch all {
		case template.True:
			v := a.own(s, e)
			v.reason = fmt.Sprintf(reasonPrivateDns, e.Name(), v.reason)
			return v
		case template.Undecided:
			return unanswered(reasonPrivateDnsUnknown, e.Name())
		}
	}
	v := filtered(s, a.routed(s, kinds))
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
	v := filtered(s, a.defaultRoute(s, reasonNoDefaultRoute))
	v.reason = fmt.Sprintf(reasonOtherRegion, v.reason)
	return v
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
	return nil, template.False
}

// filtered adds what the subnet's network ACL does to a request to S3's public addresses.
func filtered(s *network.Subnet, v verdict) verdict {
	v.dns = PublicIp
	if v.path == None || v.reachable == No {
		return v
	}
	c := checkAcl(s, true, publicAddresses, "S3's public addresses")
	if c.holds == template.False || c.holds == template.Undecided && v.reachable == Yes {
		v.reachable, v.reason = reachable(c.holds), c.reason
	}
	return v
}

// routed finds the route to S3's public addresses. Only a narrower one takes precedence over a gateway endpoint's.
func (a *analysis) routed(s *network.Subnet, kinds endpoints) verdict {
	t := s.RouteTable
	if t == nil {
		return unknownPath(reasonTableUnknown, s.Name(), hint(s))
	}
	for _, e := range t.GatewayEndpoints {
		switch e.IsS3().And(e.IsGateway()).And(e.Exists) {
		case template.True:
			if r := narrowRoute(a.network, t); r != nil {
				return unknownPath(reasonNarrowerRoute, r.Name(), t.Name(), e.Name())
			}
			return verdict{path: Gateway, through: e.Name(), reachable: Yes, reason: fmt.Sprintf(reasonGatewayEndpoint, e.Name(), t.Name())}
		case template.Undecided:
			return unknownPath(reasonGatewayEndpointUnknown, e.Name(), t.Name())
		}
	}
	for _, e := range append(kinds.gateways, kinds.unknown...) {
		if e.IsInterface() != template.True && !e.RouteTableIds.AllKnown() {
			return unknownPath(reasonGatewayEndpointTables, e.Name())
		}
	}
	return a.throughNat(s, a.defaultRoute(s, reasonNoRoute))
}

// defaultRoute is the verdict without a gateway endpoint; missing is the reason if the table has no default route.
func (a *analysis) defaultRoute(s *network.Subnet, missing string) verdict {
	t := s.RouteTable
	if t == nil {
		return unknownPath(reasonTableUnknown, s.Name(), hint(s))
	}
	routes := wideRoutes(t)
	if r := narrowRoute(a.network, t); r != nil && (len(routes) == 0 || r.Target != routes[0].Target || r.TargetId != routes[0].TargetId) {
		return unknownPath(reasonSomeOfS3, r.Name(), t.Name())
	}
	if len(routes) == 0 {
		return a.noRoute(s, t, missing)
	}
	for _, r := range routes {
		if r.Exists != template.True || r.Target != routes[0].Target || r.TargetId != routes[0].TargetId {
			return unknownPath(reasonWhichDefault, r.Name())
		}
	}
	v := a.followed(s, routes[0])
	if v.reachable == Yes && !everywhere(routes) {
		v.reachable = Unknown
		v.reason += fmt.Sprintf(reasonNotEverywhere, routes[0].Destination)
	}
	return v
}

// everywhere reports whether routes together lead to all addresses.
func everywhere(routes []*network.Route) bool {
	var blocks []netip.Prefix
	for _, r := range routes {
		blocks = append(blocks, r.Destination.Prefix)
	}
	return coveredBy(netip.PrefixFrom(netip.IPv4Unspecified(), 0), blocks)
}

// noRoute is the verdict for a table without a default route.
func (a *analysis) noRoute(s *network.Subnet, t *network.RouteTable, missing string) verdict {
	switch {
	case s.ContextType != "" && !t.Complete:
		return unknownPath(reasonLookedUpRoutes, s.Name(), s.ContextType, t.Name())
	case !t.Complete:
		return unknownPath(reasonRoutesUnknown, t.Name(), hint(s))
	case len(a.network.UnplacedRoutes) > 0:
		return unknownPath(reasonUnplacedRoute, a.network.UnplacedRoutes[0].Name())
	case len(t.Propagations) > 0:
		return unknownPath(reasonPropagatedDefault, t.Propagations[0].Name(), t.Name())
	case t.Main:
		return verdict{path: None, reachable: No, reason: fmt.Sprintf(reasonMainTable, s.Name(), t.Name())}
	}
	return verdict{path: None, reachable: No, reason: fmt.Sprintf(missing, t.Name())}
}

// hint returns what to pass so that the templates include a subnet.
func hint(s *network.Subnet) string {
	switch {
	case s.Declared:
		return ""
	case strings.HasPrefix(string(s.Key), "subnet-"):
		return reasonPassContext
	}
	return reasonPassAssembly
}

// unknownPath is the verdict where the path cannot be determined from the templates.
func unknownPath(format string, args ...any) verdict {
	return verdict{path: UnknownPath, reachable: Unknown, reason: fmt.Sprintf(format, args...)}
}

// unanswered is the verdict where not even the answer of DNS can be determined.
func unanswered(format string, args ...any) verdict {
	v := unknownPath(format, args...)
	v.dns = UnknownAnswer
	return v
}

// maxWideBits is the longest prefix that is taken as part of a default route: S3's own ranges are narrower.
const maxWideBits = 8

// wideRoutes returns a table's IPv4 default route, or the halves that it may be written in, of which some may be missing.
func wideRoutes(t *network.RouteTable) []*network.Route {
	var routes []*network.Route
	for _, r := range t.Routes {
		if p := r.Destination.Prefix; p.IsValid() && p.Addr().Is4() && p.Bits() <= maxWideBits && !isPrivate(p) {
			routes = append(routes, r)
		}
	}
	return routes
}

// narrowRoute finds a route that may be to some of S3's addresses only: to a narrower public block, or to a prefix list
// that may have one.
func narrowRoute(n *network.Network, t *network.RouteTable) *network.Route {
	for _, r := range t.Routes {
		p := r.Destination.Prefix
		switch {
		case r.Target == network.TargetPeering:
			// A peering connection takes traffic to the peer's own addresses alone.
		case r.Destination.State() == network.Unknown:
			return r
		case p.IsValid() && p.Addr().Is4() && p.Bits() > maxWideBits && !isPrivate(p):
			return r
		case r.PrefixListId.State == network.Unknown:
			return r
		case r.PrefixListId.State == network.Known && !isPrivateList(n.PrefixList(r.PrefixListId.Value)):
			return r
		}
	}
	return nil
}

// isPrivateList reports whether no entry of a prefix list can be S3's.
func isPrivateList(list *network.PrefixList) bool {
	if list == nil || !list.Complete {
		return false
	}
	for _, entry := range list.Entries {
		if entry.State() != network.Known || entry.Prefix.Addr().Is4() && !isPrivate(entry.Prefix) {
			return false
		}
	}
	return true
}

// isPrivate reports whether a block has no address that S3 could have: private, shared, loopback, link-local, documentation
// and multicast ranges (https://www.iana.org/assignments/iana-ipv4-special-registry).
func isPrivate(p netip.Prefix) bool {
	for _, text := range []string{
		"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
		"192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	} {
		if network.ContainsPrefix(netip.MustParsePrefix(text), p) {
			return true
		}
	}
	return false
}
