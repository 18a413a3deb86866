//go:build linux

package lab

import (
	"net/netip"
	"slices"
	"strings"
)

// zone is a private hosted zone.
type zone struct {
	*resource
	domain  string
	vpcs    []*vpc
	records []record
}

// record is one of IPv4 addresses, or another name for a name.
type record struct {
	name      string
	addresses []netip.Addr
	target    string
}

// readZones reads which DNS servers and private hosted zones VPCs use.
func (n *Network) readZones() {
	options := map[string][]string{}
	each(n, "AWS::EC2::DHCPOptions", func(r *resource, p struct {
		DomainNameServers []string
		DomainName        any
	},
	) {
		options[r.id] = p.DomainNameServers
	})
	each(n, "AWS::EC2::VPCDHCPOptionsAssociation", func(r *resource, p struct{ VpcId, DhcpOptionsId string }) {
		v := at[*vpc](n, p.VpcId, r)
		own := []string{"AmazonProvidedDNS", resolverAddress, offset(v.blocks[0].Addr(), 2).String()}
		isOther := func(server string) bool { return !slices.Contains(own, server) }
		v.dns = v.dns && len(options[p.DhcpOptionsId]) > 0 && !slices.ContainsFunc(options[p.DhcpOptionsId], isOther)
	})
	each(n, "AWS::Route53::HostedZone", func(r *resource, p struct {
		Name string
		VPCs []struct{ VPCId, VPCRegion string }
	},
	) {
		z := &zone{resource: r, domain: host(p.Name)}
		for _, association := range p.VPCs {
			v := at[*vpc](n, association.VPCId, r)
			if !v.hostnames {
				refuse("%s is for %s, which has no DNS hostnames; AWS requires them", r, v.resource)
			}
			z.vpcs = append(z.vpcs, v)
		}
		n.parts[r.id] = z
	})
	each(n, "AWS::Route53::RecordSet", func(r *resource, p struct {
		HostedZoneId, Name, Type, TTL string
		ResourceRecords               []string
		AliasTarget                   struct {
			DNSName, HostedZoneId string
			EvaluateTargetHealth  boolean
		}
	},
	) {
		z := at[*zone](n, p.HostedZoneId, r)
		made := record{name: host(p.Name), target: host(p.AliasTarget.DNSName)}
		switch {
		case p.Type == "CNAME" && len(p.ResourceRecords) == 1:
			made.target = host(p.ResourceRecords[0])
		case p.Type == "A":
			for _, text := range p.ResourceRecords {
				address, err := netip.ParseAddr(text)
				check(err)
				made.addresses = append(made.addresses, address)
			}
		case p.Type == "AAAA", p.Type == "TXT":
			made.target = ""
		default:
			refuse("%s: the lab builds no records of type %s", r, p.Type)
		}
		z.records = append(z.records, made)
	})
}

// host writes a name as zones are searched for it.
func host(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

// in reports whether a name is a domain or within it.
func in(name, domain string) bool { return name == domain || strings.HasSuffix(name, "."+domain) }

// find returns the records of a name: its own, or those of the closest wildcard. The zone has none for a name between them.
// See https://datatracker.ietf.org/doc/html/rfc4592.
func (z *zone) find(name string) []record {
	of := func(name string) (found []record) {
		for _, r := range z.records {
			if r.name == name {
				found = append(found, r)
			}
		}
		return found
	}
	for closest := name; ; {
		found := of(closest)
		if closest != name {
			found = of("*." + closest)
		}
		exists := closest == z.domain || slices.ContainsFunc(z.records, func(r record) bool { return in(r.name, closest) })
		_, parent, ok := strings.Cut(closest, ".")
		if len(found) > 0 || exists || !ok {
			return found
		}
		closest = parent
	}
}

// lookUp finds the addresses of a name, as Route 53 Resolver answers clients in a VPC, or others if it is nil. The longest
// domain answers, whether it is a private hosted zone's or that of an endpoint's private DNS.
func (n *Network) lookUp(v *vpc, name string) (addresses []netip.Addr, exists bool) {
	name = host(name)
	domain := ""
	for _, z := range all[*zone](n) {
		if v == nil || !slices.Contains(z.vpcs, v) || !in(name, z.domain) || len(z.domain) < len(domain) {
			continue
		}
		domain, addresses, exists = z.domain, nil, false
		for _, r := range z.find(name) {
			addresses, exists = append(addresses, r.addresses...), true
			if r.target != "" {
				addresses, exists = n.lookUp(v, r.target)
			}
		}
	}
	for _, e := range all[*endpoint](n) {
		if e.privateDns && e.vpc == v && in(name, n.s3Domain()) && len(n.s3Domain()) > len(domain) {
			domain, addresses, exists = n.s3Domain(), e.addresses(""), true
		}
	}
	if domain != "" {
		return addresses, exists
	}
	return n.lookUpPublic(name)
}

// lookUpPublic finds the addresses of S3, and of an endpoint's own names, which are public too, with or without something
// before them.
func (n *Network) lookUpPublic(name string) (addresses []netip.Addr, exists bool) {
	if in(name, n.s3Domain()) {
		return n.s3Addresses(), true
	}
	if in(name, n.dualstackDomain()) {
		return append(n.s3Addresses(), s3Address6()), true
	}
	for _, e := range all[*endpoint](n) {
		for i, own := range e.names() {
			if in(name, own) {
				return e.addresses(append([]string{""}, e.zones()...)[i]), true
			}
		}
	}
	return nil, false
}

// addresses are those of an endpoint's network interfaces in a zone, or of all if it is empty.
func (e *endpoint) addresses(zone string) []netip.Addr {
	var list []netip.Addr
	for _, i := range e.interfaces {
		if zone == "" || i.subnet.zone == zone {
			list = append(list, i.address)
		}
	}
	return list
}

// s3Domain is where S3's usual names are.
func (n *Network) s3Domain() string { return "s3." + n.region + "." + n.deployment.suffix() }

// dualstackDomain is where S3's names with both IP versions are.
func (n *Network) dualstackDomain() string {
	return "s3.dualstack." + n.region + "." + n.deployment.suffix()
}
