package s3path

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// byName is the verdict for a name. The name's own addresses, which the public DNS has, are followed by own.
func (a *analysis) byName(c topology.Client, n topology.Name, own func(topology.Family) verdict) verdict {
	s := c.Subnet
	if s.Vpc == nil {
		v := unanswered(fmt.Sprintf("the VPC of %s is unknown, and so are its DNS servers", s.Name()))
		return a.because(v, s.VpcId.Cause, template.Cause{Kind: topology.CauseBeyond, Subject: s.Name()})
	}
	resolutions := a.topology.ResolveIn(c, n)
	none := func() verdict { return a.follow(c, topology.Ipv4, topology.Answer{Kind: topology.NoAddress}, own) }
	mayBeNone := topology.MayBeNone(resolutions)
	var versions []version
	for _, r := range resolutions {
		var verdicts []verdict
		for _, answer := range r.Answers {
			switch v := a.follow(c, r.Family, answer, own); answer.Kind {
			case topology.AnyAnswer:
				return a.either([]verdict{v}, r.Causes)
			case topology.NoAddress:
				none = func() verdict { return v }
			default:
				verdicts = append(verdicts, v)
			}
		}
		if len(verdicts) > 0 {
			versions = append(versions, version{r, a.either(verdicts, r.Causes)})
		}
	}
	switch {
	case len(versions) == 0:
		return none()
	case mayBeNone:
		why := flow.Causes{}
		verdicts := []verdict{}
		for _, r := range resolutions {
			why = why.And(r.Doubts).And(r.Causes)
		}
		for _, v := range versions {
			verdicts = append(verdicts, v.verdict)
		}
		return a.either(append(verdicts, none()), why)
	case len(versions) == 1:
		return versions[0].verdict
	}
	return a.byVersion(versions[0], versions[1])
}

// follow is the verdict for one answer.
func (a *analysis) follow(c topology.Client, f topology.Family, answer topology.Answer, own func(topology.Family) verdict) verdict {
	switch answer.Kind {
	case topology.InterfaceAddresses:
		e := answer.Endpoint
		v := a.toEndpoint(e, a.topology.Endpoint(c, e, f))
		if r, ok := answer.By.(*network.Record); ok {
			v.Reason = fmt.Sprintf("record %s resolves the name to %s; %s", recordName(r), e.Name(), v.Reason)
		} else {
			v.Reason = fmt.Sprintf("private DNS of %s resolves the name; %s", e.Name(), v.Reason)
		}
		return v
	case topology.NoAddress:
		switch by := answer.By.(type) {
		case *network.HostedZone:
			return refused(NoSuchName, &by.Entity, "private hosted zone %s has no address for the name", by.Name())
		case *network.FirewallRuleGroup:
			return refused(NoSuchName, &by.Entity, "DNS Firewall rule group %s blocks the name", by.Name())
		}
		return refused(PublicIp, nil, "%s has only IPv6 addresses, and the name resolves to IPv4 addresses", a.nameOfSubnet(c.Subnet.Name()))
	case topology.AnyAnswer:
		return a.because(unanswered(a.anyAnswer(c.Subnet, answer.By)), nil, template.Cause{Kind: topology.CauseDns, Subject: c.Subnet.Vpc.Name()})
	case topology.TranslatedAddresses:
		v := own(topology.Nat64)
		v.Reason = fmt.Sprintf("EnableDns64 of %s makes the name resolve to IPv6 addresses that stand for IPv4 ones; %s", a.nameOfSubnet(c.Subnet.Name()), v.Reason)
		return v
	case topology.OwnAddresses:
	}
	return own(f)
}

// anyAnswer words why any answer is possible.
func (a *analysis) anyAnswer(s *network.Subnet, by flow.Ref) string {
	switch by := by.(type) {
	case *network.Association[network.DhcpOptions]:
		return otherServers(by, s.Vpc)
	case *network.Subnet:
		return fmt.Sprintf("EnableDns64 of %s makes the name resolve to IPv6 addresses for private IPv4 addresses, and whether a NAT gateway translates these is unknown", a.nameOfSubnet(by.Name()))
	case *network.Vpc:
		if by.EnableDnsSupport.Is(false) == template.True {
			return fmt.Sprintf("EnableDnsSupport of %s is false, and what answers instead of Amazon's DNS server is unknown", by.Name())
		}
		return fmt.Sprintf("if EnableDnsSupport of %s is false, what answers instead of Amazon's DNS server is unknown", by.Name())
	case *network.Association[network.ResolverRule]:
		if by.Part != nil && by.Part.Declared {
			return a.anyAnswer(s, by.Part)
		}
		return fmt.Sprintf("the Resolver rule of %s is not in the templates, and may forward the query to other DNS servers", by.Name())
	case *network.ResolverRule:
		return fmt.Sprintf("Resolver rule %s forwards the query, and what the other DNS servers answer is unknown", by.Name())
	case *network.FirewallAssociation, *network.ProfileResource:
		return fmt.Sprintf("not all rules of the DNS Firewall rule group of %s are in the templates, and they may block the name", a.partName(by))
	case *network.FirewallRuleGroup:
		return fmt.Sprintf("DNS Firewall rule group %s may redirect the name to another one", by.Name())
	case *network.Record:
		if by.Type.Value == "NS" {
			return fmt.Sprintf("record %s delegates the name to %s, and what these DNS servers answer is unknown", recordName(by), recordTarget(by))
		}
		return fmt.Sprintf("record %s resolves the name to %s, which is no S3 interface endpoint of the templates", recordName(by), recordTarget(by))
	}
	return fmt.Sprintf("what the name resolves to in %s cannot be determined from the templates", s.Vpc.Name())
}

// otherServers words that DHCP options name other DNS servers than Amazon's.
func otherServers(by *network.Association[network.DhcpOptions], v *network.Vpc) string {
	if by.Part == nil || !by.Part.Declared {
		return fmt.Sprintf("the DHCP options of %s are not in the templates, so its DNS servers are unknown", v.Name())
	}
	var servers []string
	for _, server := range by.Part.DomainNameServers.List {
		if server.State == network.Known {
			servers = append(servers, cmp.Or(server.Value, `""`))
		}
	}
	switch facts := by.Part.DomainNameServers; {
	case !facts.AllKnown():
		return fmt.Sprintf("the DNS servers in DHCP options %s are unknown", by.Part.Name())
	case len(servers) == 0:
		return fmt.Sprintf("DHCP options %s name no DNS servers, and which ones the clients use is unknown", by.Part.Name())
	}
	return fmt.Sprintf("DHCP options %s name the DNS servers %s, and what they answer is unknown", by.Part.Name(), strings.Join(servers, ", "))
}

// recordName names a record, with its place if it is one of several.
func recordName(r *network.Record) string { return strings.TrimSpace(r.Name() + " " + r.Place) }

// recordTarget words what a record leads to.
func recordTarget(r *network.Record) string {
	if r.Alias.Kind() != template.Absent {
		return r.Alias.String()
	}
	var values []string
	list, _ := r.Values.List()
	for _, value := range list {
		values = append(values, value.String())
	}
	return strings.Join(values, ", ")
}

// either is the verdict if one of several is right, and why it is unknown which.
func (a *analysis) either(verdicts []verdict, why flow.Causes) verdict {
	v := verdicts[0]
	differ := false
	var reasons []string
	for _, other := range verdicts {
		if !slices.Contains(reasons, other.Reason) {
			reasons = append(reasons, other.Reason)
		}
		v.Obstacles = addObstacles(v.Obstacles, other.Obstacles)
		differ = differ || !v.fares(other.Result)
	}
	if !differ && v.Dns != UnknownAnswer {
		return v
	}
	v.Path, v.Possible = eitherPath(verdicts)
	for _, other := range verdicts {
		if other.Dns != v.Dns {
			v.Dns = UnknownAnswer
		}
		if other.Reachable != v.Reachable {
			v.Reachable = Unknown
		}
		if other.Through != v.Through {
			v.Through = ""
		}
	}
	v.Reason = reasons[0]
	if len(reasons) > 1 {
		for i, reason := range reasons {
			reasons[i] = strings.TrimPrefix(reason, reasonEither) // one of several already
		}
		v.Reason = reasonEither + strings.Join(reasons[:min(len(reasons), maxSentences)], reasonOr)
	}
	v.Reason += a.dependsOn(why, "")
	v.why = why
	for _, other := range verdicts {
		if len(why) == 0 || other.Dns != UnknownAnswer {
			v.why = v.why.And(other.why)
		}
	}
	return v
}

// because names the cause of an unknown verdict, or sets one that the verdict has named already.
func (a *analysis) because(v verdict, cause *template.Cause, named template.Cause) verdict {
	if cause == nil {
		v.why = a.topology.Why(named)
		return v
	}
	v.Reason += fmt.Sprintf(reasonDependsOn, cause)
	v.why = a.topology.Why(*cause)
	return v
}

// eitherPath returns the path of all verdicts, and those that they may have if that is not one.
func eitherPath(verdicts []verdict) (Path, []Path) {
	path := verdicts[0].Path
	var possible []Path
	for _, v := range verdicts {
		if v.Path == UnknownPath && len(v.Possible) == 0 {
			return UnknownPath, nil
		}
		if v.Path != path {
			path = UnknownPath
		}
		possible = append(possible, v.Possible...)
		if v.Path != UnknownPath {
			possible = append(possible, v.Path)
		}
	}
	slices.SortFunc(possible, comparePaths)
	if possible = slices.Compact(possible); len(possible) == 1 {
		possible = nil
	}
	return path, possible
}

// comparePaths orders paths as they are declared.
func comparePaths(p, q Path) int { return slices.Index(Paths(), p) - slices.Index(Paths(), q) }

// unanswered is the verdict for a name of which not even the answer of DNS is known.
func unanswered(reason string) verdict {
	return verdict{Result: Result{Dns: UnknownAnswer, Path: UnknownPath, Reachable: Unknown, Reason: reason}}
}
