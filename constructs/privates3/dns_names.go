package privates3

import (
	"slices"
	"strings"

	"github.com/aws/jsii-runtime-go"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// HostedZoneId returns the ID of the hosted zone of DnsName as a token, for alias records. It panics with a
// *ValidationError if the endpoint is imported without it. Your alias record resolves, but HTTPS works only with names that
// the endpoint's TLS certificate covers. It does not cover names in your own domain, such as s3.corp.example. It covers the
// usual names of S3: a private hosted zone for s3.<region>.amazonaws.com, with aliases for the zone itself and for "*",
// moves all S3 requests of its VPCs to the endpoint.
func (l *InterfaceS3Link) HostedZoneId() *string {
	l.mustExist("HostedZoneId")
	if l.existing != nil {
		if l.existing.HostedZoneId == nil {
			problems{{"endpoint", quoted(l.VpcEndpointId()) + " is imported without the ID of its hosted zone.", "Import it with its HostedZoneId."}}.panicInMethod(l, "HostedZoneId")
		}
		return l.existing.HostedZoneId
	}
	return jsii.String(cdk.Token(cdk.FnSelect(0, cdk.FnSplit(":", l.firstDnsEntry()))))
}

// DnsName returns the endpoint's Regional DNS name, "vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com", as a token, without
// the "*." that AWS lists in front of it. Do not send requests to this name itself: the endpoint's TLS certificate covers
// it only with "bucket.", "accesspoint." or "control." in front. See BucketEndpointUrl, and HostedZoneId for alias records.
// If the endpoint is imported by a literal name, this name and the URLs are literal.
//
// The name and the URLs can be used in other stacks. Those in other Regions need the CDK's weak references (the context
// value "@aws-cdk/core:defaultCrossStackReferences": "weak"), because strong ones to other Regions cannot pass the list of
// the endpoint's names. For nested stacks below the endpoint's, see ForNestedStack.
//
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
func (l *InterfaceS3Link) DnsName() *string {
	l.mustExist("DnsName")
	return jsii.String(vpcePrefix + l.afterVpce())
}

// ZonalDnsName returns the DNS name of the endpoint's network interface in one Availability Zone ("eu-west-1a", or a
// token), as a token. Do not send requests to this name itself: see ZonalBucketEndpointUrl. It panics with a
// *ValidationError if the argument is not the name of a zone in the stack's Region, or if the endpoint is known to have no
// subnet in the zone, or no zonal names because ServiceRegion is another Region.
func (l *InterfaceS3Link) ZonalDnsName(availabilityZone *string) *string {
	l.mustExist("ZonalDnsName")
	var found problems
	l.checkZone(&found, availabilityZone)
	found.panicInMethod(l, "ZonalDnsName")
	return jsii.String(l.zonalDnsNames(*availabilityZone))
}

func (l *InterfaceS3Link) checkZone(found *problems, zone *string) {
	const field = "availabilityZone"
	switch {
	case l.hasZonalNames == truth.False:
		found.add(field, quoted(zone)+" has no DNS name, because an endpoint whose ServiceRegion is another Region has no zonal names.", "Use DnsName.")
	case orZero(zone) == "":
		found.add(field, quoted(zone)+" is not an Availability Zone.", "Pass the zone of one of the endpoint's subnets.")
	case !found.checkZoneName(field, *zone, l.region):
	case l.isKnownToLack(*zone):
		found.add(field, quoted(zone)+" is not a zone of the endpoint, which has subnets in "+strings.Join(l.zones, ", ")+".", "Use one of these zones, or add a subnet in that zone.")
	}
}

func (l *InterfaceS3Link) isKnownToLack(zone string) bool {
	return l.zones != nil && !cdk.IsToken(zone) && !slices.ContainsFunc(l.zones, func(own string) bool {
		return own == zone || cdk.IsToken(own) || cdk.IsPlaceholderZone(own)
	})
}

// BucketEndpointUrl returns "https://bucket.vpce-…" as a token. It is the endpoint URL of S3 clients, including those
// that use access point aliases.
//
//	aws s3 ls s3://amzn-s3-demo-bucket/ --region eu-west-1 --endpoint-url <BucketEndpointUrl>
func (l *InterfaceS3Link) BucketEndpointUrl() *string {
	return jsii.String("https://bucket." + *l.DnsName())
}

// AccessPointEndpointUrl returns "https://accesspoint.vpce-…" as a token. It is the endpoint URL of S3 clients that use
// access point ARNs.
func (l *InterfaceS3Link) AccessPointEndpointUrl() *string {
	return jsii.String("https://accesspoint." + *l.DnsName())
}

// ControlEndpointUrl returns "https://control.vpce-…" as a token. It is the endpoint URL of S3 Control clients.
func (l *InterfaceS3Link) ControlEndpointUrl() *string {
	return jsii.String("https://control." + *l.DnsName())
}

// ZonalBucketEndpointUrl returns the BucketEndpointUrl for one Availability Zone as a token. Requests from clients in
// that zone stay in it, and fail if the zone fails. It panics with a *ValidationError under the same conditions as
// ZonalDnsName.
func (l *InterfaceS3Link) ZonalBucketEndpointUrl(availabilityZone *string) *string {
	return jsii.String("https://bucket." + *l.ZonalDnsName(availabilityZone))
}

// BucketUrl returns the path-style URL of one bucket as a token: "https://bucket.vpce-…/<bucketName>". The bucket name
// can be a token. It panics with a *ValidationError if bucketName cannot be the name of a bucket.
func (l *InterfaceS3Link) BucketUrl(bucketName *string) *string {
	l.mustExist("BucketUrl")
	var found problems
	found.checkForm("bucketName", bucketName, bucketForm, "a bucket name", "Pass a name, such as bucket.BucketName().")
	found.panicInMethod(l, "BucketUrl")
	return jsii.String(*l.BucketEndpointUrl() + "/" + *bucketName)
}

// AWS lists the names of an S3 interface endpoint as "Z…:*.vpce-<id>-<label>.s3.<region>.vpce.<suffix>": the id of the
// hosted zone, then the name with a wildcard. The Regional name is the first, the zonal ones are in no order. The label
// does not follow from the endpoint's id, so the list is the only source of the names.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html

const vpcePrefix = "vpce-"

// afterVpce is what follows "vpce-" in the Regional name, as a token that is made once.
func (l *InterfaceS3Link) afterVpce() string {
	if l.nameAfterVpce == "" {
		l.nameAfterVpce = cdk.Token(cdk.FnSelect(1, cdk.FnSplit(vpcePrefix, l.firstDnsEntry())))
	}
	return l.nameAfterVpce
}

func (l *InterfaceS3Link) firstDnsEntry() any {
	if l.existing != nil {
		return *l.existing.DnsName
	}
	return cdk.FnSelect(0, l.endpoint.VpcEndpointDnsEntries())
}

// zonalDnsNames are the Regional name with "-<zone>" before ".s3.", separated by commas.
func (l *InterfaceS3Link) zonalDnsNames(zones ...string) string {
	if host, domain, found := strings.Cut(l.afterVpce(), ".s3."); found { // imported by a literal name
		return vpcePrefix + host + "-" + strings.Join(zones, ".s3."+domain+","+vpcePrefix+host+"-") + ".s3." + domain
	}
	parts := cdk.FnSplit(".s3.", l.afterVpce())
	var names []any
	for i, zone := range zones {
		if i > 0 {
			names = append(names, ",")
		}
		names = append(names, vpcePrefix, cdk.FnSelect(0, parts), "-", zone, ".s3.", cdk.FnSelect(1, parts))
	}
	return cdk.Token(cdk.FnJoin(names...))
}
