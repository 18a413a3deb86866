package topology

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Answer is something that DNS may answer to a client.
type Answer struct {
	Kind AnswerKind
	// Endpoint is the interface endpoint of InterfaceAddresses.
	Endpoint *network.Endpoint
	// By is what answers, nil for the public DNS: an endpoint with private DNS, a record, a hosted zone that has none for the
	// name, or what makes any answer possible.
	By flow.Ref
}

// AnswerKind is what an answer leads to.
type AnswerKind uint8

const (
	// OwnAddresses are those that the public DNS has: S3's public ones or, for an interface endpoint's own name, the
	// endpoint's.
	OwnAddresses AnswerKind = iota
	// InterfaceAddresses are those of an interface endpoint, for another name than its own.
	InterfaceAddresses
	// TranslatedAddresses are IPv6 addresses that stand for S3's public IPv4 ones.
	TranslatedAddresses
	// NoAddress means that the name does not exist, or has no address of the IP version.
	NoAddress
	// AnyAnswer may be any address or none.
	AnyAnswer
)

// resolver is who answers the DNS queries of clients in a VPC.
type resolver struct {
	// other makes clients ask others than the VPC's resolver, or may do so, and why says which is unknown; nil is nothing.
	other flow.Ref
	why   flow.Causes
	// zones are those of the VPC's resolver, and firewall are the rules that decide before them.
	zones    []zone
	firewall []firewallRule
	// gateways are the gateway endpoints that decide which of S3's addresses are answered.
	gateways []*network.Endpoint
}

// Resolve returns what DNS may answer to clients in a VPC, and why there is more than one answer. If any answer is
// possible, it is the only one that is returned.
func (t *Topology) Resolve(v *network.Vpc, n Name, f Family) ([]Answer, flow.Causes) {
	answers, why := t.resolveIn(v, n, f)
	if !v.Open {
		return answers, why
	}
	unknown := []Answer{{Kind: AnyAnswer, By: Unseen{Part: "DNS of " + v.Name()}}}
	if len(t.unseen.making(nil, typeVpc)) > 0 {
		return unknown, t.causes.of(v.Cause)
	}
	for _, w := range t.network.Vpcs { // which it may be
		if other, _ := t.resolveIn(w, n.in(v, w), f); w.Declared && !slices.Equal(answers, other) {
			return unknown, t.causes.of(v.Cause)
		}
	}
	return answers, why
}

// resolveIn does so for a VPC that is no other.
func (t *Topology) resolveIn(v *network.Vpc, n Name, f Family) ([]Answer, flow.Causes) {
	r := t.resolverOf(v)
	if r.other != nil {
		return []Answer{{Kind: AnyAnswer, By: r.other}}, r.why
	}
	return t.ask(r, v, n, f)
}

// Resolution is what DNS may answer to a client over an IP version.
type Resolution struct {
	Family Family
	// Has reports whether the client has addresses of the IP version: it is True or, for the reasons in Doubts, Undecided.
	Has    truth.Value
	Doubts flow.Causes
	// Answers are all that are possible, for the reasons in Causes if there are several.
	Answers []Answer
	Causes  flow.Causes
}

// IsSure reports whether the client surely has addresses of the IP version, and the name too.
func (r Resolution) IsSure() bool {
	return r.Has == truth.True && !slices.ContainsFunc(r.Answers, Answer.isNone)
}

func (a Answer) isNone() bool { return a.Kind == NoAddress }

// ResolveIn returns what DNS may answer to a client, for each IP version that it has, or may have. If any answer is possible
// over one of them, that is the only one that is returned.
func (t *Topology) ResolveIn(c Client, n Name) []Resolution {
	var all []Resolution
	for _, f := range []Family{Ipv4, Ipv6} {
		r := Resolution{Family: f}
		if r.Has, r.Doubts = t.Has(c, f); r.Has == truth.False {
			continue
		}
		r.Answers, r.Causes = t.Resolve(c.Subnet.Vpc, n, f)
		if dns64 := c.Subnet.EnableDns64.Or(false).Is(true); f == Ipv6 && dns64 != truth.False {
			t.synthesize(&r, c.Subnet, n, dns64)
		}
		if r.Answers = orAny(r.Answers); slices.ContainsFunc(r.Answers, Answer.isAny) {
			return []Resolution{r}
		}
		all = append(all, r)
	}
	return all
}

// synthesize replaces answers without an IPv6 address by those that DNS64 makes of IPv4 addresses. See
// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html.
func (t *Topology) synthesize(r *Resolution, s *network.Subnet, n Name, dns64 truth.Value) {
	if !slices.ContainsFunc(r.Answers, Answer.isNone) {
		return
	}
	ipv4, why := t.Resolve(s.Vpc, n, Ipv4)
	if r.Causes = r.Causes.And(why); dns64 == truth.True {
		r.Answers = slices.DeleteFunc(slices.Clone(r.Answers), Answer.isNone)
	} else {
		r.Causes = r.Causes.And(t.causes.of(s.EnableDns64.Cause))
	}
	for _, answer := range ipv4 {
		switch {
		case answer.Kind == OwnAddresses && n.endpoint == nil:
			answer.Kind = TranslatedAddresses
		case answer.Kind != NoAddress:
			answer = Answer{Kind: AnyAnswer, By: s}
		}
		if !slices.Contains(r.Answers, answer) {
			r.Answers = append(r.Answers, answer)
		}
	}
}

// MayBeNone reports whether a client may be answered no address over any IP version.
func MayBeNone(all []Resolution) bool {
	return !slices.ContainsFunc(all, Resolution.IsSure)
}

// HasDualstackResult reports whether the result of the dual-stack name may differ from that of the usual name for a client: if
// the client has IPv6 addresses, or if DNS answers otherwise.
func (t *Topology) HasDualstackResult(c Client) bool {
	v := c.Subnet.Vpc
	if v == nil {
		return false
	}
	if has, _ := t.Has(c, Ipv6); has != truth.False {
		return true
	}
	r := t.resolverOf(v)
	if r.other != nil || !v.Open && r.isPlain() {
		return false
	}
	usual, _ := t.Resolve(v, UsualName(v, false), Ipv4)
	dualstack, _ := t.Resolve(v, DualstackName(v), Ipv4)
	atEndpoint := func(a Answer) bool { return a.Kind == InterfaceAddresses } // which may not support the name
	return !slices.Equal(usual, dualstack) || slices.ContainsFunc(dualstack, atEndpoint)
}

// Forwarded reports whether a client outside of a VPC may be answered otherwise than by the public DNS if its queries for the
// usual name are forwarded to an inbound Resolver endpoint of the VPC, and why that is unknown.
func (t *Topology) Forwarded(v *network.Vpc) (is bool, why flow.Causes) {
	for _, e := range t.network.Endpoints {
		if e.VpcId.Is(v.Key).And(e.PrivateDnsEnabled.Or(false).Is(true)).And(e.IsS3Interface()) != truth.False {
			return true, t.causes.of(e.VpcId.Cause, e.PrivateDnsEnabled.Cause, e.Type.Cause, e.Service.Cause)
		}
	}
	answers, why := t.ask(t.resolverOf(v), v, UsualName(v, false), Ipv4)
	return len(answers) != 1 || answers[0].Kind != OwnAddresses, why
}

// ask returns what the VPC's resolver answers.
func (t *Topology) ask(r *resolver, v *network.Vpc, n Name, f Family) ([]Answer, flow.Causes) {
	passes, answers, why := t.firewalled(r, v, n, f)
	if passes != truth.False {
		found, causes := t.lookup(append(slices.Clip(r.zones), t.publicDns(r, n, f)), v, n, f)
		answers, why = append(answers, found...), why.And(causes)
	}
	return orAny(answers), why
}

// orAny returns only the answer that may be anything, if there is one among the answers, and otherwise all of them.
func orAny(answers []Answer) []Answer {
	if i := slices.IndexFunc(answers, Answer.isAny); i >= 0 {
		return answers[i : i+1]
	}
	return answers
}

func (a Answer) isAny() bool { return a.Kind == AnyAnswer }

// isPlain reports whether a resolver answers all names as the public DNS does.
func (r *resolver) isPlain() bool {
	return r.other == nil && len(r.zones)+len(r.firewall)+len(r.gateways) == 0
}

func (t *Topology) resolverOf(v *network.Vpc) *resolver {
	return once(&t.resolvers, v, func() *resolver {
		r := &resolver{zones: t.zonesOf(v)}
		for _, a := range v.Profiles {
			t.addProfile(r, a, v)
		}
		for _, a := range v.Firewalls {
			why := t.Existence(&a.Entity).And(t.causes.of(a.Id.Cause))
			r.firewall = t.addFirewall(r.firewall, a, a.Name(), a.Part, a.Priority, a.Exists, why)
		}
		r.other, r.why = t.otherServers(v)
		for _, e := range t.gateways {
			if e.VpcId.Is(v.Key) != truth.False && e.DnsRecordIpType.State != network.Absent {
				r.gateways = append(r.gateways, e)
			}
		}
		return r
	})
}

// publicDns is the zone of all names. The DNS record type of a gateway endpoint decides which of S3's addresses the VPC's
// resolver returns. See https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html.
func (t *Topology) publicDns(r *resolver, n Name, f Family) zone {
	has, why := truth.Of(f == Ipv4 || n.dualstack), flow.Causes{}
	if n.endpoint != nil {
		has, why = t.hasRecords(n.endpoint, f)
	}
	for _, e := range r.gateways {
		records := truth.Of(f == Ipv4)
		if e.DnsRecordIpType.Value != "service-defined" { // which is for IPv4
			records = recordsOf(e.DnsRecordIpType, f)
		}
		if n.dualstack && (e.DnsRecordIpType.Value == "service-defined" || records == truth.True) {
			records = truth.True
		} else if n.dualstack { // AWS does not document whether the type limits the dual-stack names
			records = truth.Undecided
		}
		if n.endpoint != nil || records == has {
			continue
		}
		if e.Exists.And(e.IsS3Gateway()) != truth.True || e.Vpc == nil {
			records = truth.Undecided
		}
		has, why = records, why.And(t.causes.of(e.DnsRecordIpType.Cause, e.VpcId.Cause)).And(t.Existence(&e.Entity))
	}
	public := zone{exists: truth.True, rank: publicRank}
	if has != truth.False {
		public.answers[f] = []Answer{{Kind: OwnAddresses}}
	}
	if has == truth.Undecided {
		public.answers[f] = append(public.answers[f], Answer{Kind: NoAddress})
		public.causes = t.orElse(why, CauseDns, "S3's names")
	}
	return public
}

// HasVersion reports whether an interface endpoint has addresses of an IP version, or a gateway endpoint routes to those of S3.
// Clients with others cannot use it, whatever its security groups allow.
func HasVersion(e *network.Endpoint, f Family) truth.Value {
	return recordsOf(e.IpAddressType.Or("ipv4"), f)
}

// hasRecords reports whether the DNS names of an endpoint have addresses of an IP version.
func (t *Topology) hasRecords(e *network.Endpoint, f Family) (truth.Value, flow.Causes) {
	address, records := e.IpAddressType.Or("ipv4"), e.DnsRecordIpType
	if records.State == network.Absent {
		records = address
	}
	return HasVersion(e, f).And(recordsOf(records, f)), t.causes.of(address.Cause, records.Cause)
}

// recordsOf reports whether an IP address type or a DNS record type is for an IP version. What a service defines is for
// IPv4 at least.
func recordsOf(kind network.Fact[string], f Family) truth.Value {
	if kind.State != network.Known {
		return truth.Undecided
	}
	switch kind.Value {
	case "ipv4":
		return truth.Of(f == Ipv4)
	case "ipv6":
		return truth.Of(f == Ipv6)
	case "dualstack":
		return truth.True
	}
	if f == Ipv4 {
		return truth.True
	}
	return truth.Undecided
}

// Has reports whether a client has addresses of an IP version, and why that is unknown. A subnet of another app is taken to have
// IPv4 addresses.
func (t *Topology) Has(c Client, f Family) (truth.Value, flow.Causes) {
	s := c.Subnet
	if c.Workload != nil && f == Ipv6 && c.Workload.Ipv6.State == network.Known && !c.Workload.Ipv6.Value {
		return truth.False, nil
	}
	switch {
	case t.subnets[s].addresses(f) == nil:
		return truth.False, nil
	case f == Ipv4 && s.Ipv6Native.State == network.Unknown:
		return truth.Undecided, t.causes.of(s.Ipv6Native.Cause)
	case s.Resource == nil && (f == Ipv6 || isMade(&s.Entity)):
		return truth.Undecided, t.causes.because(CauseAddresses, s.Name(), s.Cause)
	case f == Ipv6 && len(s.Ipv6Cidrs) == 0:
		return truth.Undecided, t.unseenIpv6(s)
	case f == Ipv6 && c.Workload != nil && c.Workload.Ipv6.State == network.Unknown:
		return truth.Undecided, t.causes.because(CauseAddresses, c.Workload.Name(), c.Workload.Ipv6.Cause)
	}
	return truth.True, nil
}

// unseenIpv6 returns why a subnet may have an IPv6 block without any template showing it, which its VPC has to have too.
func (t *Topology) unseenIpv6(s *network.Subnet) flow.Causes {
	why := t.unseen.of(&s.Entity, "AWS::EC2::SubnetCidrBlock")
	if len(why) == 0 || s.Vpc != nil && s.Vpc.Declared && len(s.Vpc.Ipv6Cidrs) == 0 && len(t.unseen.of(&s.Vpc.Entity, "AWS::EC2::VPCCidrBlock")) == 0 {
		return nil
	}
	return t.Why(why...)
}

// UnseenLinks returns why a VPC may be linked with another one, by a peering connection or a transit gateway, without the
// templates showing it.
func (t *Topology) UnseenLinks(v *network.Vpc) flow.Causes {
	why := t.unseen.of(&v.Entity, "AWS::EC2::VPCPeeringConnection", typeTransitAttachment, typeTransitVpcAttachment)
	for _, a := range t.network.TransitAttachments {
		if a.Vpc == v && a.TransitGateway != nil {
			why = append(why, t.unseen.of(&a.TransitGateway.Entity, typeTransitAttachment, typeTransitVpcAttachment)...)
		}
	}
	return t.Why(why...)
}

// MayHaveInterfaces reports whether there is an S3 interface endpoint in any VPC, or may be one.
func (t *Topology) MayHaveInterfaces() bool {
	return len(t.links) > 0 || slices.ContainsFunc(t.unseen.makers, func(m maker) bool { return m.MayMake("AWS::EC2::VPCEndpoint") })
}

// UnseenInterfaces returns why a VPC may have S3 interface endpoints that the templates do not show, or of which they do
// not show that they are for S3.
func (t *Topology) UnseenInterfaces(v *network.Vpc) flow.Causes {
	return once(&t.interfacesUnseen, v, func() flow.Causes {
		why := t.Why(t.unseen.s3Endpoints(v)...)
		for _, e := range t.links {
			if is := e.VpcId.Is(v.Key).And(e.IsS3Interface()); is == truth.Undecided {
				why = why.And(t.orElse(t.causes.of(e.VpcId.Cause, e.Service.Cause, e.Type.Cause), CauseExistence, e.Name()))
			}
		}
		return why
	})
}
