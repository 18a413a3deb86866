package network

import (
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// DhcpOptions is a set of DHCP options, which names the DNS servers of a VPC's clients.
type DhcpOptions struct {
	Entity
	// DomainNameServers are addresses, or "AmazonProvidedDNS" for the VPC's own resolver. Without any, which an absent list
	// means too, clients have no DNS server.
	DomainNameServers Facts[string]
}

// HostedZone is a private hosted zone of Route 53: it is associated with VPCs. Public zones are not in the model.
type HostedZone struct {
	Entity
	// Namespace is true for the zone of a namespace of AWS Cloud Map, to which services add records.
	Namespace bool
	// DomainName is lower-case and without a closing dot. It may have tokens in it.
	DomainName template.Value
	// VpcIds are the VPCs that are associated, and Vpcs the known ones among them.
	VpcIds Keys
	Vpcs   []*Vpc
	// Records are those in the templates.
	Records []*Record
}

// Record is a record set of a hosted zone.
type Record struct {
	// Entity is the resource that holds the record.
	Entity
	// Place is the record's place in that resource, such as "RecordSets.0", empty if it is the whole.
	Place string
	// DomainName is the full name, lower-case and without a closing dot. It may have tokens in it, and a leading "*.".
	DomainName template.Value
	// Type is the record type in capitals, such as "A".
	Type Fact[string]
	// Alias is the name that an alias record leads to, absent for another record. Values are the values of that one.
	Alias, Values template.Value
	// Endpoint is the VPC endpoint whose DNS name the record leads to, nil if it is none of the templates'.
	Endpoint *Endpoint
	// Routed is true if a routing policy, such as weights, chooses among several records of the name.
	Routed bool
}

// ResolverRule is a rule of Route 53 Resolver, which says who answers for a domain.
type ResolverRule struct {
	Entity
	// DomainName is lower-case and without a closing dot; "" is the root, which has every name.
	DomainName template.Value
	// RuleType is "forward" for other DNS servers, or "system" for the VPC's own resolver.
	RuleType Fact[string]
}

// Target is the name that an alias record or a CNAME record leads to. It is absent for a record with several values.
func (r *Record) Target() template.Value {
	if values, _ := r.Values.List(); len(values) == 1 && r.Alias.Kind() == template.Absent {
		return values[0].DomainName()
	}
	return r.Alias
}

const typeRecordSet = "AWS::Route53::RecordSet"

// connectDhcp reads the DNS servers of DHCP options.
func (b *builder) connectDhcp(p properties) {
	b.dhcps[resourceKey(p.r)].DomainNameServers = p.texts("DomainNameServers")
}

func (b *builder) associateDhcp(p properties) {
	if v := place(p, &b.vpcs, "VpcId"); v != nil {
		v.DhcpOptions = append(v.DhcpOptions, associate(p, &b.dhcps, "DhcpOptionsId"))
	}
}

// connectZone reads a hosted zone. One without VPCs is public, and no client asks it for the names of endpoints.
func (b *builder) connectZone(p properties) {
	z := b.zones[resourceKey(p.r)]
	z.DomainName = p.get("Name").DomainName()
	z.VpcIds = p.keysIn("VPCs", "VPCId")
	vpcs, _ := p.each("VPCs")
	for i, vpc := range vpcs {
		v := b.vpc(z.VpcIds.List[i])
		if region, ok := vpc.get("VPCRegion").Text(); ok && v != nil {
			v.Region = region
		}
	}
	b.associateZone(z)
}

// connectNamespace reads a private DNS namespace of AWS Cloud Map, which is a hosted zone.
func (b *builder) connectNamespace(p properties) {
	z := b.zones[resourceKey(p.r)]
	z.DomainName = p.get("Name").DomainName()
	z.VpcIds = Keys{State: Known, List: []Fact[Key]{p.key("Vpc")}}
	b.associateZone(z)
}

func (b *builder) associateZone(z *HostedZone) {
	z.Vpcs = distinct(z.VpcIds, b.vpc)
	for _, v := range z.Vpcs {
		v.HostedZones = append(v.HostedZones, z)
	}
}

func (b *builder) connectResolverRule(p properties) {
	rule := b.resolverRules[resourceKey(p.r)]
	rule.DomainName = p.get("DomainName").DomainName()
	rule.RuleType = p.word("RuleType")
}

func (b *builder) associateResolverRule(p properties) {
	if v := place(p, &b.vpcs, "VPCId"); v != nil {
		v.ResolverRules = append(v.ResolverRules, associate(p, &b.resolverRules, "ResolverRuleId"))
	}
}

// addRecords reads a record set, or a group of them.
func (b *builder) addRecords(p properties) {
	var records []*Record
	if p.r.Type == typeRecordSet {
		records = []*Record{b.record(p.r, p, "")}
	} else {
		list, ok := p.each("RecordSets")
		if !ok {
			b.placeBy(p.r, "RecordSets", Fact[Key]{State: Unknown, Cause: p.unknown("RecordSets", p.get("RecordSets"), "a list of records")})
		}
		for i, record := range list {
			records = append(records, b.record(p.r, record, element("RecordSets", i)))
		}
	}
	b.Records = append(b.Records, records...)
	id := p.key("HostedZoneId")
	zone := b.zone(id)
	if zone == nil { // known by its name, or not at all
		b.namedRecords = append(b.namedRecords, namedRecords{p.r, p.get("HostedZoneName").DomainName(), records, id})
		return
	}
	b.placeBy(p.r, "HostedZoneId", id)
	zone.Records = append(zone.Records, records...)
}

// namedRecords are records whose zone is known by its name.
type namedRecords struct {
	r       *template.Resource
	zone    template.Value
	records []*Record
	id      Fact[Key]
}

func (b *builder) record(r *template.Resource, p properties, place string) *Record {
	record := &Record{
		Entity:     entityOf(r),
		Place:      place,
		DomainName: p.get("Name").DomainName(),
		Type: read(p, "Type", "a record type", func(v template.Value) (string, bool) {
			text, ok := v.Text()
			return strings.ToUpper(text), ok
		}),
		Alias:  p.in("AliasTarget").get("DNSName").DomainName(),
		Values: p.get("ResourceRecords"),
	}
	for _, policy := range []string{"Weight", "Failover", "GeoLocation", "GeoProximityLocation", "MultiValueAnswer", "CidrRoutingConfig", "Region"} {
		record.Routed = record.Routed || p.get(policy).Kind() != template.Absent
	}
	return record
}

// linkZones places the records whose zone is known by its name, finds the endpoints that records lead to, and leaves out
// public zones.
func (b *builder) linkZones() {
	for _, named := range b.namedRecords {
		placed := false
		for _, zone := range b.zones.sorted() {
			if named.zone.Kind() != template.Absent && zone.DomainName.Equal(named.zone) == template.True {
				zone.Records = append(zone.Records, named.records...)
				placed = true
			}
		}
		switch {
		case placed:
		case named.zone.Kind() != template.Text:
			id := named.id
			if id.Cause == nil {
				id.Cause = causeOf(named.zone, "name of a zone")
			}
			b.placeBy(named.r, "HostedZoneName", id)
		default: // a zone that no template has
			zone := b.zone(known(Key(named.zone.String())))
			zone.DomainName = named.zone
			zone.Records = append(zone.Records, named.records...)
		}
	}
	for _, zone := range b.zones.sorted() {
		if zone.Declared && zone.VpcIds.State == Known && len(zone.VpcIds.List) == 0 {
			delete(b.zones, zone.Key)
		}
	}
	for _, record := range b.Records {
		record.Endpoint = b.endpointNamed(record.Target())
	}
}

// endpointNamed returns the endpoint whose Regional DNS name a value has, perhaps behind a label such as "bucket.", nil if
// it is none. The first entry is the Regional name. See
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html.
func (b *builder) endpointNamed(name template.Value) *Endpoint {
	tokens := name.Tokens()
	if len(tokens) != 1 || !strings.HasPrefix(tokens[0].Attribute, "DnsEntries[0]") || !strings.HasSuffix(name.String(), tokens[0].String()) {
		return nil
	}
	return b.endpoints[Key(tokens[0].Scope+"."+tokens[0].Name)]
}
