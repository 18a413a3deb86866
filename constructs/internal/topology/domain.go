package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Name is a DNS name of S3 that clients in a VPC ask for.
type Name struct {
	labels    domain
	endpoint  *network.Endpoint // whose own name it is
	dualstack bool
	below     bool // any name below it
}

// domain has the labels of a DNS name, the last one first. The suffix of a partition is one label.
type domain []string

// Labels that are not written as they are.
const (
	urlSuffix   = "\x00suffix" // such as amazonaws.com
	ownRegion   = "\x00region" // of the VPC, if it is unknown
	otherRegion = "\x00other"  // any but that of the VPC
	anyLabel    = "\x00any"    // of a name: such as a bucket
	anything    = "\x00"       // one label or more that are unknown
)

// UsualName is a bucket's name in S3's own domain. A bucket in another Region has it there.
func UsualName(v *network.Vpc, inOtherRegion bool) Name {
	region := regionOf(v)
	if inOtherRegion {
		region = otherRegion
	}
	return Name{labels: domain{urlSuffix, region, "s3", anyLabel}}
}

// DualstackName is a bucket's name in the domain of S3 that has IPv4 and IPv6 addresses. See
// https://docs.aws.amazon.com/AmazonS3/latest/API/dual-stack-endpoints.html.
func DualstackName(v *network.Vpc) Name {
	return Name{labels: domain{urlSuffix, regionOf(v), "dualstack", "s3", anyLabel}, dualstack: true}
}

// EndpointName is the own name of an interface endpoint, for a client in a VPC.
func EndpointName(v *network.Vpc, e *network.Endpoint) Name {
	region := anyLabel
	if e.ServiceRegion.Kind() == template.Absent && e.Vpc == v {
		region = regionOf(v)
	}
	return Name{labels: domain{urlSuffix, "vpce", region, "s3", anyLabel, anyLabel}, endpoint: e}
}

// privateDnsName is the domain of the private DNS of an S3 interface endpoint in a VPC, without a bucket.
func privateDnsName(v *network.Vpc, e *network.Endpoint) Name {
	region := domain{regionOf(v)}
	if e.ServiceRegion.Kind() != template.Absent && e.OwnRegion() != truth.True {
		region = domainOf(e.ServiceRegion, v)
	}
	return Name{labels: append(append(domain{urlSuffix}, region...), "s3")}
}

// in returns a name that a client asks for in one VPC as it is in another.
func (n Name) in(v, w *network.Vpc) Name {
	n.labels = slices.Clone(n.labels)
	if i := slices.Index(n.labels, regionOf(v)); i >= 0 {
		n.labels[i] = regionOf(w)
	}
	return n
}

// regionOf returns the label of a VPC's Region.
func regionOf(v *network.Vpc) string {
	if v == nil || v.Region == "" {
		return ownRegion
	}
	return v.Region
}

// domainOf takes a domain name apart, as it is for a VPC.
func domainOf(name template.Value, v *network.Vpc) domain {
	if name.Kind() != template.Text || strings.Contains(name.String(), "{{") {
		return domain{anything}
	}
	text := name.String()
	for _, token := range name.Tokens() {
		label := labelOf(token)
		if v.Resource == nil || token.Scope == v.Resource.Stack.Environment() {
			switch token.Name {
			case "AWS::Region":
				label = regionOf(v)
			case "AWS::URLSuffix":
				label = urlSuffix
			}
		}
		text = strings.Replace(text, token.String(), label, 1)
	}
	for _, suffix := range suffixesOf(v) {
		if text == suffix || strings.HasSuffix(text, "."+suffix) {
			text = strings.TrimSuffix(text, suffix) + urlSuffix
		}
	}
	if text == "" {
		return nil
	}
	labels := strings.Split(text, ".")
	slices.Reverse(labels)
	return labels
}

// labelOf returns the label of a value that is unknown. It is the same wherever that value is.
func labelOf(t template.Token) string {
	return anything + "${" + strings.ReplaceAll(t.Scope+"/"+t.Name+"/"+t.Attribute, ".", "/") + "}"
}

// isUnknown reports whether a label of a name is or has a value that is unknown.
func isUnknown(label string) bool { return label == anything || strings.Contains(label, anything+"${") }

// suffixesOf returns the suffixes that AWS's names have in the Region of a VPC, or may have.
func suffixesOf(v *network.Vpc) []string {
	if v.Region != "" {
		return []string{partition.Of(v.Region).UrlSuffix}
	}
	return partition.UrlSuffixes()
}

// maxLabels is more than a name has.
const maxLabels = 9

// match is how a domain has a name.
type match struct {
	is truth.Value
	// labels is how many of the name's the domain has at least, and atMost at most.
	labels, atMost int
	// cause is why it is undecided, unless that is known of the domain already.
	cause template.Cause
}

// has reports whether a name is in the domain. Of a bucket any name is asked for, so that a domain which has a certain
// bucket's may have it. Written is what the domain was made of.
func (d domain) has(n Name, written template.Value, v *network.Vpc) match {
	if len(d) > 0 && !strings.Contains(d[0], anything) {
		// A domain above that of AWS, such as com.
		above := slices.Clone(d)
		slices.Reverse(above)
		isAbove := func(suffix string) bool { return strings.HasSuffix(suffix, "."+strings.Join(above, ".")) }
		return match{is: truth.Of(slices.ContainsFunc(suffixesOf(v), isAbove))}
	}
	m := match{is: truth.True, labels: len(d), atMost: len(d)}
	for i, label := range d {
		want := anyLabel
		if i < len(n.labels) {
			want = n.labels[i]
		}
		switch {
		case label == want:
		case label != ownRegion && strings.Contains(label, anything):
			cause, _ := written.Cause()
			return match{truth.Undecided, i, maxLabels, cause}
		case isUnknown(want):
			m.is = truth.Undecided
		case want == anyLabel:
			m.is, m.cause = truth.Undecided, template.Cause{Kind: CauseName, Subject: "the bucket"}
		case want == ownRegion && isRegion(label):
			m.is, m.cause = truth.Undecided, template.Cause{Kind: template.CauseEnvironment, Subject: "AWS::Region"}
		case want == otherRegion && label != regionOf(v) && isRegion(label):
			m.is, m.cause = truth.Undecided, template.Cause{Kind: CauseName, Subject: "the bucket's Region"}
		default:
			return match{is: truth.False}
		}
	}
	return m
}

// equals reports whether the domain is a name, neither wider nor narrower.
func (d domain) equals(n Name, written template.Value, v *network.Vpc) truth.Value {
	m := d.has(n, written, v)
	if m.atMost < len(n.labels) || m.labels > len(n.labels) {
		return truth.False
	}
	return m.is
}

// isRegion reports whether a label has the form of a Region's name.
func isRegion(label string) bool {
	return strings.Count(label, "-") >= 2 && strings.ContainsAny(label[len(label)-1:], "0123456789")
}
