package s3path

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// resolution is what the usual name resolves to in a VPC: the addresses of an interface endpoint, none, or else S3's public
// addresses. Nothing else is set if that is unknown.
type resolution struct {
	endpoint *network.Endpoint
	why      string // with endpoint, as a format for the verdict's reason
	none     string // why there is no such name
	unknown  string // why it is unknown
}

// resolve follows a query for the usual name: the VPC's DNS servers, then private hosted zones, then the private DNS of
// endpoints, then public DNS. See https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html.
func (a *analysis) resolve(v *network.Vpc, kinds endpoints) resolution {
	if v == nil {
		return resolution{}
	}
	r := a.resolveByAmazon(v, kinds)
	switch v.EnableDnsSupport.Or(true).Is(true) {
	case template.True:
		return r
	case template.Undecided:
		if r.endpoint != nil || r.none != "" {
			return resolution{unknown: fmt.Sprintf(reasonDnsSupportUnknown, v.Name())}
		}
		return r
	}
	return resolution{}
}

// resolveByAmazon follows a query to the VPC's own Amazon resolver.
func (a *analysis) resolveByAmazon(v *network.Vpc, kinds endpoints) resolution {
	if why := ownServers(v); why != "" {
		return resolution{unknown: why}
	}
	if causes := a.topology.Dns(v); len(causes) > 0 {
		return resolution{unknown: fmt.Sprintf(reasonDnsChanged, v.Name(), causes[0])}
	}
	if r, ok := a.zoneAnswer(v); ok {
		return r
	}
	switch e, all := privateDns(kinds); {
	case e == nil || all == template.False:
		return resolution{}
	case all == template.True:
		return resolution{endpoint: e, why: fmt.Sprintf(reasonPrivateDns, e.Name())}
	default:
		return resolution{unknown: fmt.Sprintf(reasonPrivateDnsUnknown, e.Name())}
	}
}

// ownServers returns why the VPC's clients may ask DNS servers of their own, empty if they ask Amazon's.
func ownServers(v *network.Vpc) string {
	for _, association := range v.DhcpOptions {
		options := association.Options
		switch {
		case association.OptionsId.Value == "default":
		case options == nil || !options.Declared || options.DomainNameServers.State == network.Unknown:
			return fmt.Sprintf(reasonDhcpUnknown, association.Name(), v.Name())
		default:
			for _, server := range options.DomainNameServers.List {
				if server.State != network.Known || server.Value != "AmazonProvidedDNS" {
					return fmt.Sprintf(reasonOwnServers, options.Name(), v.Name())
				}
			}
		}
	}
	return ""
}

// zoneAnswer returns what a private hosted zone answers; ok is false if none is for the name.
func (a *analysis) zoneAnswer(v *network.Vpc) (r resolution, ok bool) {
	in := regionOf(v)
	name := usualName(in)
	var zone *network.HostedZone
	length := -1
	for _, z := range a.network.HostedZones {
		if !slices.Contains(z.Vpcs, v) && z.VpcIds.AllKnown() {
			continue
		}
		text, sure := dnsName(z.DomainName, in)
		switch {
		case !mayEndIn(name, text):
			continue
		case !sure, !z.VpcIds.AllKnown(), !z.Declared, z.Exists != template.True:
			return resolution{unknown: fmt.Sprintf(reasonZoneUnknown, z.Name(), v.Name())}, true
		case len(text) > length: // the longest match answers
			zone, length = z, len(text)
		}
	}
	if zone == nil {
		return resolution{}, false
	}
	if causes := a.topology.UnseenRecords(zone); len(causes) > 0 {
		return resolution{unknown: fmt.Sprintf(reasonRecordsUnseen, zone.Name(), causes[0])}, true
	}
	switch record, ok := recordOf(zone, in, name); {
	case !ok:
	case record == nil:
		return resolution{none: fmt.Sprintf(reasonZoneWithoutName, zone.Name())}, true
	case record.AliasEndpoint != nil && record.AliasEndpoint.IsS3().And(record.AliasEndpoint.IsInterface()) == template.True:
		return resolution{endpoint: record.AliasEndpoint, why: fmt.Sprintf(reasonZone, zone.Name())}, true
	}
	return resolution{unknown: fmt.Sprintf(reasonRecordUnknown, zone.Name())}, true
}

// recordOf returns the record that answers an IPv4 query for a bucket's name below a name of S3, nil if there is none; ok is
// false if that is unknown, as for buckets that have a record of their own.
func recordOf(zone *network.HostedZone, in, name string) (record *network.Record, ok bool) {
	for _, r := range zone.Records {
		if r.Type.State == network.Known && r.Type.Value != "A" && r.Type.Value != "CNAME" {
			continue
		}
		text, sure := dnsName(r.DomainName, in)
		isBelow := strings.HasSuffix(text, "."+name)
		switch {
		case sure && !isBelow, !sure && !mayEndIn("bucket."+name, text):
			continue
		case text != "*."+name, r.Type.State != network.Known, r.Exists != template.True, r.Routed:
			return nil, false
		}
		record = r
	}
	return record, true
}

const (
	regionToken    = "${AWS::Region}"
	urlSuffixToken = "${AWS::URLSuffix}"
)

// regionOf returns the Region of a VPC, empty if it is unknown. An association with a hosted zone may say it.
func regionOf(v *network.Vpc) string {
	if v.Resource != nil && v.Resource.Stack.Region != "" {
		return v.Resource.Stack.Region
	}
	for _, zone := range v.HostedZones {
		if zone.Resource == nil {
			continue
		}
		associations, _ := zone.Resource.Property("VPCs").List()
		for _, association := range associations {
			if text, ok := association.Field("VPCRegion").Text(); ok && network.KeyOf(association.Field("VPCId")).Is(v.Key) == template.True {
				return text
			}
		}
	}
	return ""
}

// usualName returns the name that S3 has in a Region, which may be unknown.
func usualName(in string) string {
	if in == "" {
		return "s3." + regionToken + "." + partition.Named("aws").UrlSuffix
	}
	return "s3." + in + "." + partition.Of(in).UrlSuffix
}

// dnsName writes a DNS name with a Region in the place of its token; sure is false if it has other tokens, or a Region that
// may be the unknown one.
func dnsName(v template.Value, in string) (text string, sure bool) {
	if v.Kind() != template.Text {
		return "}", false // anything
	}
	text = strings.ReplaceAll(v.String(), urlSuffixToken, partition.Of(in).UrlSuffix)
	if in != "" {
		text = strings.ReplaceAll(text, regionToken, in)
	}
	if strings.Contains(strings.ReplaceAll(text, regionToken, ""), "${") {
		return text, false
	}
	if before, after, ok := strings.Cut(text, "s3."); in == "" && ok && !strings.HasPrefix(after, regionToken) {
		_, after, _ = strings.Cut(after, ".")
		return before + "s3.}." + after, false // a Region that may be the VPC's
	}
	return text, true
}

// mayEndIn reports whether a name is in a domain, of which what stands before the last token may be anything.
func mayEndIn(name, domain string) bool {
	if i := strings.LastIndexByte(domain, '}'); i >= 0 && !strings.Contains(domain, regionToken) {
		return strings.HasSuffix(name, domain[i+1:])
	}
	return name == domain || strings.HasSuffix(name, "."+domain)
}
