package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// zone answers for a domain: a hosted zone, the private DNS of an endpoint, a Resolver rule, a record, or the public DNS.
// The one with the longest domain answers, as routes are chosen by the longest prefix. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html.
type zone struct {
	domain  domain
	written template.Value // what the domain is made of
	kind    zoneKind
	rank    rank
	// exists is Undecided for one that may not be there, or not be for the VPC, and causes are why.
	exists truth.Value
	causes flow.Causes
	// profile is the one that has it, nil for one of the VPC itself.
	profile *network.Profile
	// records are those of a hosted zone.
	records []zone
	// answers are for each IP version: several if it is unknown which. Without one, the domain has no address, by what by is.
	answers [2][]Answer
	by      flow.Ref
}

// zoneKind distinguishes what answers otherwise than a zone.
type zoneKind uint8

const (
	_ zoneKind = iota
	// ownRule is a Resolver rule that leaves a domain to the VPC's resolver.
	ownRule
	// oneName is a record of one name, and allNames one of all names in a domain, such as *.example.com.
	oneName
	allNames
)

// rank orders what has the same domain: a Resolver rule goes before a hosted zone, and what has an address before what
// says no more than that the domain exists.
type rank uint8

const (
	ruleRank rank = iota
	zoneRank
	existsRank
	publicRank
)

// candidate is a zone that has a name, or may have it.
type candidate struct {
	zone
	match
}

// beats reports whether a zone surely goes before another one.
func (c candidate) beats(other candidate) bool {
	return c.exists == truth.True && (c.labels > other.atMost || c.labels == other.atMost && c.rank < other.rank && c.profile == other.profile)
}

// lookup returns the answers of the zones that no other surely goes before, and why there are several.
func (t *Topology) lookup(zones []zone, v *network.Vpc, n Name, f Family) ([]Answer, flow.Causes) {
	var list []candidate
	ownLabels := -1 // of the longest domain that a rule surely leaves to the VPC's resolver
	for _, z := range zones {
		m := z.domain.has(n, z.written, v)
		if m.is == truth.False {
			continue
		}
		if m.is == truth.Undecided {
			z.exists = truth.Undecided
		}
		if m.cause != (template.Cause{}) {
			z.causes = z.causes.And(t.Why(m.cause))
		}
		if z.kind == ownRule {
			if z.exists == truth.True {
				ownLabels = max(ownLabels, m.labels)
			}
			continue
		}
		if z.records == nil && (len(z.answers[f]) == 0 || z.kind == oneName && m.atMost < len(n.labels)) {
			z.rank, z.answers[f] = max(z.rank, existsRank), []Answer{{Kind: NoAddress, By: z.by}}
		}
		list = append(list, candidate{z, m})
	}
	list = slices.DeleteFunc(list, func(c candidate) bool { return c.rank == ruleRank && c.atMost < ownLabels })
	var answers []Answer
	var why flow.Causes
	for _, c := range list {
		if slices.ContainsFunc(list, func(other candidate) bool { return other.beats(c) }) {
			continue
		}
		found, causes := c.answers[f], c.causes
		if c.records != nil {
			found, causes = t.lookup(c.records, v, n, f)
			causes = causes.And(c.causes)
		}
		for _, a := range found {
			if !slices.Contains(answers, a) {
				answers = append(answers, a)
			}
		}
		why = why.And(causes)
	}
	return answers, why
}

// zonesOf returns what answers for some domain in a VPC, or may do so.
func (t *Topology) zonesOf(v *network.Vpc) []zone {
	var zones []zone
	for _, e := range t.network.Endpoints {
		zones = t.addPrivateDns(zones, e, v)
	}
	for _, z := range t.network.HostedZones {
		is, causes := t.isAssociated(z, v)
		zones = t.addHostedZone(zones, z, v, is, causes)
	}
	for _, a := range v.ResolverRules {
		zones = append(zones, t.resolverRule(a, a.Part, v, a.Exists, t.Existence(&a.Entity).And(t.causes.of(a.Id.Cause))))
	}
	why := append(t.unseen.s3Endpoints(v), t.unseen.changedBy(changesDns, v.Key)...)
	why = append(why, t.unseen.of(&v.Entity, "AWS::Route53::HostedZone", "AWS::Route53Resolver::ResolverRuleAssociation",
		"AWS::Route53Resolver::FirewallRuleGroupAssociation", "AWS::Route53Profiles::ProfileAssociation")...)
	for _, cause := range why {
		zones = append(zones, t.unseenZone(v, t.Why(cause)))
	}
	return zones
}

// unseenZone returns a zone of any domain, with any answer.
func (t *Topology) unseenZone(v *network.Vpc, why flow.Causes) zone {
	return zone{domain: domain{anything}, exists: truth.Undecided, causes: why, answers: anyAnswer(Unseen{Part: "DNS of " + v.Name()})}
}

func anyAnswer(by flow.Ref) [2][]Answer {
	answers := []Answer{{Kind: AnyAnswer, By: by}}
	return [2][]Answer{answers, answers}
}

// fromEndpoint returns the addresses of an interface endpoint as an answer in each IP version that it has.
func (t *Topology) fromEndpoint(e *network.Endpoint, by flow.Ref) (answers [2][]Answer, why flow.Causes) {
	for _, f := range []Family{Ipv4, Ipv6} {
		has, causes := t.hasRecords(e, f)
		if has != truth.False {
			answers[f] = []Answer{{InterfaceAddresses, e, by}}
		}
		if has == truth.Undecided {
			answers[f] = append(answers[f], Answer{Kind: NoAddress, By: by})
			why = why.And(causes)
		}
	}
	return answers, why
}

// addPrivateDns adds the zone of the private DNS of an S3 interface endpoint. If the option is missing, it is not for the
// VPC's own clients, but for an inbound Resolver endpoint. See
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#private-dns.
func (t *Topology) addPrivateDns(zones []zone, e *network.Endpoint, v *network.Vpc) []zone {
	is := e.VpcId.Is(v.Key).And(e.PrivateDnsEnabled.Or(false).Is(true)).And(e.Exists)
	if is == truth.False {
		return zones
	}
	ofResource := is.And(e.Type.Is("Resource").Or(e.Type.Is("ServiceNetwork")))
	is = is.And(e.PrivateDnsOnlyForInboundResolverEndpoint.Is("AllResolvers")).And(e.IsS3Interface())
	why := t.causes.of(e.VpcId.Cause, e.PrivateDnsEnabled.Cause, e.PrivateDnsOnlyForInboundResolverEndpoint.Cause, e.Type.Cause, e.Service.Cause)
	why = why.And(t.Existence(&e.Entity))
	if ofResource != truth.False { // with domains of its own
		zones = append(zones, t.unseenZone(v, t.orElse(why, CauseDns, e.Name())))
	}
	if is == truth.False {
		return zones
	}
	z := zone{domain: privateDnsName(v, e).labels, written: e.ServiceRegion, rank: zoneRank, exists: is, causes: why, by: e}
	z.answers, why = t.fromEndpoint(e, e)
	z.causes = z.causes.And(why)
	z = t.ifHostnames(z, v)
	zones = append(zones, z)
	if address := e.IpAddressType.Or("ipv4"); address.Is("ipv4").Or(address.Is("not-specified")) == truth.True {
		return zones // AWS does not support the dual-stack names
	}
	z.domain = slices.Insert(slices.Clone(z.domain), len(z.domain)-1, "dualstack")
	z.exists, z.causes = truth.Undecided, z.causes.And(t.causes.because(CauseDualstack, e.Name()))
	return append(zones, z)
}

// ifHostnames returns a zone that needs DNS hostnames in the VPC. Without them, AWS refuses private DNS of an endpoint, and
// what becomes of hosted zones is not documented. See
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html.
func (t *Topology) ifHostnames(z zone, v *network.Vpc) zone {
	if v.Declared && v.EnableDnsHostnames.Or(false).Is(true) != truth.True {
		z.exists = truth.Undecided
		z.causes = z.causes.And(t.causes.because(CauseHostnames, v.Name(), v.EnableDnsHostnames.Cause))
	}
	return z
}

// addHostedZone adds a private hosted zone if it is associated with the VPC, or may be. Of one that no template has, the
// records in the templates are known.
func (t *Topology) addHostedZone(zones []zone, hosted *network.HostedZone, v *network.Vpc, is truth.Value, why flow.Causes) []zone {
	if is = is.And(hosted.Exists); is == truth.False {
		return zones
	}
	z := zone{
		domain: domainOf(hosted.DomainName, v), written: hosted.DomainName, rank: zoneRank,
		exists: is, causes: why.And(t.Existence(&hosted.Entity)), by: hosted,
	}
	for _, r := range hosted.Records {
		z.records = append(z.records, t.record(r, hosted, v))
	}
	if hosted.DomainName.Kind() == template.Absent {
		for _, r := range z.records { // each may be all that is known of the zone
			r.exists, r.causes = truth.Undecided, r.causes.And(z.causes)
			zones = append(zones, r)
		}
		return zones
	}
	z.records = append(z.records, zone{domain: z.domain, written: z.written, exists: truth.True, by: hosted})
	unseen := t.unseen.of(&hosted.Entity, "AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup")
	if hosted.Namespace || !hosted.Declared {
		unseen = append(unseen, template.Cause{Kind: CauseRecords, Subject: hosted.Name()})
	}
	for _, cause := range unseen {
		z.records = append(z.records, t.unseenZone(v, t.Why(cause)))
	}
	return append(zones, t.ifHostnames(z, v))
}

// isAssociated reports whether a private hosted zone is associated with a VPC, and why that is unknown.
func (t *Topology) isAssociated(hosted *network.HostedZone, v *network.Vpc) (truth.Value, flow.Causes) {
	if !hosted.Declared {
		return truth.Undecided, t.causes.because(CauseDns, hosted.Name(), hosted.Cause)
	}
	is, why := truth.False, t.causes.ofEach(hosted.VpcIds)
	for _, id := range hosted.VpcIds.List {
		is = is.Or(id.Is(v.Key))
	}
	if hosted.VpcIds.State == network.Unknown {
		is = is.Or(truth.Undecided)
	}
	return is, why
}

// SharesPrivateDns reports whether the private DNS of two endpoints of one VPC, which is known, is for the same names.
// Conditions of the endpoints do not count.
func (t *Topology) SharesPrivateDns(e, other *network.Endpoint) truth.Value {
	has := func(e *network.Endpoint) truth.Value {
		return e.IsS3Interface().And(e.PrivateDnsEnabled.Or(false).Is(true))
	}
	return has(e).And(has(other)).And(privateDnsName(e.Vpc, e).labels.equals(privateDnsName(e.Vpc, other), e.ServiceRegion, e.Vpc))
}

// HasZoneOf reports whether a hosted zone is associated with the VPC of an S3 interface endpoint, which is known, and has the
// domain of the endpoint's private DNS. Conditions of the zone do not count. A zone that no template has is in the name of
// each of its records.
func (t *Topology) HasZoneOf(e *network.Endpoint, hosted *network.HostedZone) truth.Value {
	is, _ := t.isAssociated(hosted, e.Vpc)
	private := privateDnsName(e.Vpc, e)
	if hosted.DomainName.Kind() != template.Absent {
		return is.And(domainOf(hosted.DomainName, e.Vpc).equals(private, hosted.DomainName, e.Vpc))
	}
	for _, r := range hosted.Records {
		if domainOf(r.DomainName, e.Vpc).has(private, r.DomainName, e.Vpc).is == truth.False {
			return truth.False
		}
	}
	return is.And(truth.Undecided)
}

// record returns a record of a hosted zone. Only those that lead to an S3 interface endpoint are followed.
func (t *Topology) record(r *network.Record, hosted *network.HostedZone, v *network.Vpc) zone {
	z := zone{domain: domainOf(r.DomainName, v), written: r.DomainName, kind: oneName, rank: zoneRank, exists: r.Exists, causes: t.Existence(&r.Entity), by: hosted}
	if last := len(z.domain) - 1; last >= 0 && z.domain[last] == "*" {
		z.domain, z.kind = z.domain[:last], allNames
	}
	if r.Routed {
		z.exists, z.causes = truth.Undecided, z.causes.And(t.causes.because(CauseRouting, r.Name(), nil))
	}
	answers := anyAnswer(r)
	if e := r.Endpoint; e != nil && e.IsS3Interface().And(e.OwnRegion()) == truth.True {
		var why flow.Causes
		answers, why = t.fromEndpoint(e, r)
		z.causes = z.causes.And(why)
	}
	if r.Type.Is("NS") == truth.True && !slices.Equal(z.domain, domainOf(hosted.DomainName, v)) { // other servers answer for the domain
		z.kind, z.answers = 0, answers
	}
	if r.Type.State != network.Known {
		z.exists, z.causes = truth.Undecided, z.causes.And(t.causes.because(CauseDns, r.Name(), r.Type.Cause))
	}
	for f, kind := range []string{"A", "AAAA"} {
		if r.Type.State != network.Known || r.Type.Value == kind || r.Type.Value == "CNAME" {
			z.answers[f] = answers[f]
		}
	}
	return z
}

// resolverRule returns a rule of Route 53 Resolver for the VPC, by what associates it.
func (t *Topology) resolverRule(by flow.Ref, rule *network.ResolverRule, v *network.Vpc, exists truth.Value, why flow.Causes) zone {
	z := zone{domain: domain{anything}, rank: ruleRank, exists: exists, causes: why, answers: anyAnswer(by)}
	switch {
	case rule == nil:
	case !rule.Declared:
		z.causes = z.causes.And(t.causes.of(rule.Cause))
	default:
		z.domain, z.written = domainOf(rule.DomainName, v), rule.DomainName
		z.exists, z.causes = z.exists.And(rule.Exists), z.causes.And(t.Existence(&rule.Entity))
		if rule.RuleType.Is("system") == truth.True {
			z.kind = ownRule
		}
	}
	return z
}
