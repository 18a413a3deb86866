package s3path

import (
	"fmt"
	"net/netip"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// usual is the verdict on the bucket's usual name, asked for in a subnet.
func (a *analysis) usual(s *network.Subnet, kinds endpoints) verdict {
	if e, all := privateDns(kinds); e != nil {
		switch all {
		case template.True:
			v := a.own(s, e)
			v.reason = fmt.Sprintf("private DNS of %s answers the usual name: %s", e.Name(), v.reason)
			return v
		case template.Undecided:
			return unanswered("the templates do not tell whether private DNS of %s answers the usual name", e.Name())
		case template.False:
		}
	}
	v := filtered(s, a.routed(s, kinds))
	if s.Vpc != nil && s.Vpc.EnableDnsSupport.Or(true).Is(true) != template.True {
		v.dns = UnknownAnswer
		if v.reachable == Yes {
			v.reachable = Unknown
			v.reason = fmt.Sprintf("EnableDnsSupport of %s is not on, so another resolver has to answer; then %s", s.Vpc.Name(), v.reason)
		}
	}
	return v
}

// other is the verdict on the usual name of a bucket in another Region, which a gateway endpoint does not serve.
func (a *analysis) other(s *network.Subnet) verdict {
	v := filtered(s, a.defaultRoute(s, "no default route"))
	v.reason = "a gateway endpoint serves only its own Region, and " + v.reason
	return v
}

// privateDns finds an interface endpoint that answers the usual name, and tells whether it does so to the VPC's own
// clients. With the option left out or not specified, it is for the inbound Resolver endpoint only.
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

// routed finds the route to S3's public addresses. A gateway endpoint's comes before all but narrower ones.
func (a *analysis) routed(s *network.Subnet, kinds endpoints) verdict {
	t := s.RouteTable
	if t == nil {
		return unknownPath("the templates do not tell which route table %s uses%s", s.Name(), hint(s))
	}
	for _, e := range t.GatewayEndpoints {
		switch e.IsS3().And(e.IsGateway()).And(e.Exists) {
		case template.True:
			if r := narrowRoute(a.network, t); r != nil {
				return unknownPath("route %s of %s may take some of S3's addresses before gateway endpoint %s", r.Name(), t.Name(), e.Name())
			}
			return verdict{path: Gateway, through: e.Name(), reachable: Yes, reason: fmt.Sprintf("gateway endpoint %s is on route table %s, before any default route", e.Name(), t.Name())}
		case template.Undecided:
			return unknownPath("the templates do not tell whether %s puts a route to S3 into %s", e.Name(), t.Name())
		case template.False:
		}
	}
	for _, e := range append(kinds.gateways, kinds.unknown...) {
		if e.IsInterface() != template.True && !e.RouteTableIds.AllKnown() {
			return unknownPath("the templates do not tell all route tables of %s", e.Name())
		}
	}
	return a.throughNat(s, a.defaultRoute(s, "no route to S3: no gateway endpoint and no default route"))
}

// defaultRoute is the verdict without a gateway endpoint. What the table has if it has no default route is said by the
// caller.
func (a *analysis) defaultRoute(s *network.Subnet, missing string) verdict {
	t := s.RouteTable
	if t == nil {
		return unknownPath("the templates do not tell which route table %s uses%s", s.Name(), hint(s))
	}
	routes := wideRoutes(t)
	if r := narrowRoute(a.network, t); r != nil && (len(routes) == 0 || r.Target != routes[0].Target || r.TargetId != routes[0].TargetId) {
		return unknownPath("route %s of %s may take some of S3's addresses another way", r.Name(), t.Name())
	}
	if len(routes) == 0 {
		return a.noRoute(s, t, missing)
	}
	for _, r := range routes {
		if r.Exists != template.True || r.Target != routes[0].Target || r.TargetId != routes[0].TargetId {
			return unknownPath("the templates do not tell whether route %s is the one that leads to S3", r.Name())
		}
	}
	v := a.followed(s, routes[0])
	if v.reachable == Yes && !everywhere(routes) {
		v.reachable = Unknown
		v.reason += fmt.Sprintf(", but only for %s, and S3 may have other addresses", routes[0].Destination)
	}
	return v
}

// everywhere tells whether routes lead to all addresses together.
func everywhere(routes []*network.Route) bool {
	var blocks []netip.Prefix
	for _, r := range routes {
		blocks = append(blocks, r.Destination.Prefix)
	}
	return coveredBy(netip.PrefixFrom(netip.IPv4Unspecified(), 0), blocks)
}

// noRoute is the verdict on a table without a default route.
func (a *analysis) noRoute(s *network.Subnet, t *network.RouteTable, missing string) verdict {
	switch {
	case s.ContextType != "" && !t.Complete:
		return unknownPath("%s was looked up as %s, and the context does not tell whether %s has an S3 gateway endpoint or other routes", s.Name(), s.ContextType, t.Name())
	case !t.Complete:
		return unknownPath("the routes of %s are not in the templates%s", t.Name(), hint(s))
	case len(a.network.UnplacedRoutes) > 0:
		return unknownPath("the templates do not tell the table of route %s", a.network.UnplacedRoutes[0].Name())
	case len(t.Propagations) > 0:
		return unknownPath("%s may bring a default route into %s", t.Propagations[0].Name(), t.Name())
	case t.Main:
		return verdict{path: None, reachable: No, reason: fmt.Sprintf("%s has no route table association, so it uses %s, which has the local route alone", s.Name(), t.Name())}
	}
	return verdict{path: None, reachable: No, reason: fmt.Sprintf("route table %s has %s", t.Name(), missing)}
}

// hint says how to let a subnet be known that the templates do not show.
func hint(s *network.Subnet) string {
	switch {
	case s.Declared:
		return ""
	case strings.HasPrefix(string(s.Key), "subnet-"):
		return "; if its VPC was looked up, give cdk.context.json"
	}
	return "; give the whole cloud assembly, such as cdk.out"
}

// unknownPath is the verdict where the path cannot be determined from the templates.
func unknownPath(format string, args ...any) verdict {
	return verdict{path: UnknownPath, reachable: Unknown, reason: fmt.Sprintf(format, args...)}
}

// unanswered is the verdict on a name of which the templates do not even tell what DNS answers.
func unanswered(format string, args ...any) verdict {
	v := unknownPath(format, args...)
	v.dns = UnknownAnswer
	return v
}

// maxWideBits is the longest prefix that is taken as part of a default route: S3's own ranges are narrower.
const maxWideBits = 8

// wideRoutes gives a table's IPv4 default route, or the halves that it may be written in, of which some may be missing.
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

// isPrivateList tells whether all of a prefix list is known not to be S3's.
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

// isPrivate tells whether a block has no address that S3 could have: private, shared, loopback, link-local, documentation
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
