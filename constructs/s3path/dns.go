package s3path

import (
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
		v := unanswered(reasonVpcUnknown, s.Name())
		return a.because(v, s.VpcId.Cause, template.Cause{Kind: topology.CauseBeyond, Subject: s.Name()})
	}
	resolutions := a.topology.ResolveIn(c, n)
	none := verdict{dns: PublicIp, path: None, reachable: No, reason: fmt.Sprintf(reasonNoAddress, a.nameOfSubnet(s.Name()))}.stoppedAt(nil)
	mayBeNone := topology.MayBeNone(resolutions)
	var versions []version
	for _, r := range resolutions {
		var verdicts []verdict
		for _, answer := range r.Answers {
			switch v := a.follow(c, r.Family, answer, own); answer.Kind {
			case topology.AnyAnswer:
				return a.either([]verdict{v}, r.Causes)
			case topology.NoAddress:
				none = v
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
		return none
	case mayBeNone:
		why := flow.Causes{}
		verdicts := []verdict{}
		for _, r := range resolutions {
			why = why.And(r.Doubts).And(r.Causes)
		}
		for _, v := range versions {
			verdicts = append(verdicts, v.verdict)
		}
		return a.either(append(verdicts, none), why)
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
			v.reason = fmt.Sprintf(reasonRecord, recordName(r), e.Name(), v.reason)
		} else {
			v.reason = fmt.Sprintf(reasonPrivateDns, e.Name(), v.reason)
		}
		return v
	case topology.NoAddress:
		switch by := answer.By.(type) {
		case *network.HostedZone:
			return verdict{dns: NoSuchName, path: None, reachable: No, reason: fmt.Sprintf(reasonNoRecord, by.Name())}.stoppedAt(&by.Entity)
		case *network.FirewallRuleGroup:
			return verdict{dns: NoSuchName, path: None, reachable: No, reason: fmt.Sprintf(reasonBlocked, by.Name())}.stoppedAt(&by.Entity)
		}
		return verdict{dns: PublicIp, path: None, reachable: No, reason: fmt.Sprintf(reasonNoAddress, a.nameOfSubnet(c.Subnet.Name()))}.stoppedAt(nil)
	case topology.AnyAnswer:
		return a.because(unanswered("%s", a.anyAnswer(c.Subnet, answer.By)), nil, template.Cause{Kind: topology.CauseDns, Subject: c.Subnet.Vpc.Name()})
	case topology.TranslatedAddresses:
		v := own(topology.Nat64)
		v.reason = fmt.Sprintf(reasonTranslated, a.nameOfSubnet(c.Subnet.Name()), v.reason)
		return v
	case topology.OwnAddresses:
	}
	return own(f)
}

// anyAnswer words why any answer is possible.
func (a *analysis) anyAnswer(s *network.Subnet, by flow.Ref) string {
	switch by := by.(type) {
	case *network.DhcpAssociation:
		return otherServers(by, s.Vpc)
	case *network.Subnet:
		return fmt.Sprintf(reasonDns64, a.nameOfSubnet(by.Name()))
	case *network.Vpc:
		return fmt.Sprintf(reasonNoDnsSupport, by.Name())
	case *network.ResolverRuleAssociation:
		if by.Rule != nil && by.Rule.Declared {
			return fmt.Sprintf(reasonForwarded, by.Rule.Name())
		}
		return fmt.Sprintf(reasonMayForward, by.Name())
	case *network.ResolverRule:
		return fmt.Sprintf(reasonForwarded, by.Name())
	case *network.FirewallAssociation:
		return fmt.Sprintf(reasonMayBlock, by.Name())
	case *network.ProfileResource:
		return fmt.Sprintf(reasonMayBlock, by.Name())
	case *network.FirewallRuleGroup:
		return fmt.Sprintf(reasonOverrides, by.Name())
	case *network.Record:
		if by.Type.Value == "NS" {
			return fmt.Sprintf(reasonDelegated, recordName(by), recordTarget(by))
		}
		return fmt.Sprintf(reasonRecordElsewhere, recordName(by), recordTarget(by))
	}
	return fmt.Sprintf(reasonDnsUnknown, s.Vpc.Name())
}

// otherServers words that DHCP options name other DNS servers than Amazon's.
func otherServers(by *network.DhcpAssociation, v *network.Vpc) string {
	if by.Options == nil || !by.Options.Declared {
		return fmt.Sprintf(reasonOptionsElsewhere, v.Name())
	}
	var servers []string
	for _, server := range by.Options.DomainNameServers.List {
		if server.State == network.Known {
			servers = append(servers, server.Value)
		}
	}
	switch facts := by.Options.DomainNameServers; {
	case !facts.AllKnown():
		return fmt.Sprintf(reasonServersUnknown, by.Options.Name())
	case len(servers) == 0:
		return fmt.Sprintf(reasonNoServers, by.Options.Name())
	}
	return fmt.Sprintf(reasonOtherServers, by.Options.Name(), strings.Join(servers, ", "))
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
		if !slices.Contains(reasons, other.reason) {
			reasons = append(reasons, other.reason)
		}
		v.obstacles = addObstacles(v.obstacles, other.obstacles)
		differ = differ || !v.fares(other)
	}
	if !differ && v.dns != UnknownAnswer {
		return v
	}
	v.path, v.possible = eitherPath(verdicts)
	for _, other := range verdicts {
		if other.dns != v.dns {
			v.dns = UnknownAnswer
		}
		if other.reachable != v.reachable {
			v.reachable = Unknown
		}
		if other.through != v.through {
			v.through = ""
		}
	}
	v.reason = strings.Join(reasons[:min(len(reasons), maxSentences)], reasonOr)
	if len(reasons) > 1 {
		v.reason = reasonEither + v.reason
	}
	v.reason += a.dependsOn(why, "")
	v.why = why
	for _, other := range verdicts {
		if len(why) == 0 || other.dns != UnknownAnswer {
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
	v.reason += fmt.Sprintf(reasonDependsOn, cause)
	v.why = a.topology.Why(*cause)
	return v
}

// eitherPath returns the path of all verdicts, and those that they may have if that is not one.
func eitherPath(verdicts []verdict) (Path, []Path) {
	path := verdicts[0].path
	var possible []Path
	for _, v := range verdicts {
		if v.path == UnknownPath && len(v.possible) == 0 {
			return UnknownPath, nil
		}
		if v.path != path {
			path = UnknownPath
		}
		possible = append(possible, v.possible...)
		if v.path != UnknownPath {
			possible = append(possible, v.path)
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
func unanswered(format string, args ...any) verdict {
	return verdict{dns: UnknownAnswer, path: UnknownPath, reachable: Unknown, reason: fmt.Sprintf(format, args...)}
}
