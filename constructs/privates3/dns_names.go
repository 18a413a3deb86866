package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/jsii-runtime-go"
)

// HostedZoneId is the id of the hosted zone of DnsName, as a token, for alias records of your own.
func (l *InterfaceS3Link) HostedZoneId() *string {
	return jsii.String(token(part(":", elementOf(l.endpoint.VpcEndpointDnsEntries(), 0), 0)))
}

// DnsName is the endpoint's Regional name, "vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com", as a token. It has no
// "*." in front, which AWS returns, and it is no host to send requests to: the endpoint's certificate covers names below
// "bucket.", "accesspoint." and "control." only. See BucketEndpointUrl.
//
// Other stacks can use the name and the URLs, nested stacks cannot: the CDK hands the endpoint's list of names to them as
// if it were one string. Pass the URL in NestedStackProps.Parameters there.
func (l *InterfaceS3Link) DnsName() *string { return jsii.String(l.names.regional()) }

// ZonalDnsName is the name that leads to the network interface in one availability zone ("eu-west-1a", or a token), as a
// token. Like DnsName it is no host to send requests to: see ZonalBucketEndpointUrl. It panics with a *PropsError if the
// endpoint is known to have no subnet in that zone, and if ServiceRegion is known to be another Region: there are no zonal
// names then.
func (l *InterfaceS3Link) ZonalDnsName(availabilityZone *string) *string {
	var found problems
	switch {
	case l.otherRegion:
		found.add("availabilityZone", quoted(availabilityZone), "none, because ServiceRegion is another Region and such endpoints have no zonal names",
			"use DnsName")
	case availabilityZone == nil || *availabilityZone == "":
		found.add("availabilityZone", quoted(availabilityZone), "the name of an availability zone, or a token", "pass the zone of one of the endpoint's subnets")
	case l.knownToLack(*availabilityZone):
		found.add("availabilityZone", quoted(availabilityZone), strings.Join(l.availabilityZones, ", "), "name one of these, or add a subnet of that zone")
	}
	found.panicInMethod(l, "ZonalDnsName")
	return jsii.String(l.names.zonal(*availabilityZone))
}

func (l *InterfaceS3Link) knownToLack(availabilityZone string) bool {
	return l.availabilityZones != nil && !isToken(availabilityZone) && !slices.ContainsFunc(l.availabilityZones, func(zone string) bool {
		return zone == availabilityZone || isToken(zone) || isPlaceholder(zone)
	})
}

// BucketEndpointUrl is "https://bucket.vpce-…", as a token: the endpoint URL of S3 clients, and the one to use for
// access point aliases.
//
//	aws s3 ls s3://my-bucket/ --region eu-west-1 --endpoint-url <BucketEndpointUrl>
func (l *InterfaceS3Link) BucketEndpointUrl() *string {
	return jsii.String("https://bucket." + *l.DnsName())
}

// AccessPointEndpointUrl is "https://accesspoint.vpce-…", as a token: the endpoint URL of S3 clients that name access
// points by their ARN.
func (l *InterfaceS3Link) AccessPointEndpointUrl() *string {
	return jsii.String("https://accesspoint." + *l.DnsName())
}

// ControlEndpointUrl is "https://control.vpce-…", as a token: the endpoint URL of S3 Control clients.
func (l *InterfaceS3Link) ControlEndpointUrl() *string {
	return jsii.String("https://control." + *l.DnsName())
}

// ZonalBucketEndpointUrl is BucketEndpointUrl for one availability zone: requests of clients in that zone stay in it, and
// none is served if the zone fails. It panics as ZonalDnsName does.
func (l *InterfaceS3Link) ZonalBucketEndpointUrl(availabilityZone *string) *string {
	return jsii.String("https://bucket." + *l.ZonalDnsName(availabilityZone))
}

// BucketUrl is the URL of one bucket (a name, or a token), as a token, path style: "https://bucket.vpce-…/<bucketName>".
// It panics with a *PropsError if bucketName is nil or empty.
func (l *InterfaceS3Link) BucketUrl(bucketName *string) *string {
	var found problems
	if bucketName == nil || *bucketName == "" {
		found.add("bucketName", quoted(bucketName), "the name of a bucket, or a token", "pass bucket.BucketName()")
	}
	found.panicInMethod(l, "BucketUrl")
	return jsii.String(*l.BucketEndpointUrl() + "/" + *bucketName)
}

// ClientEnvironment holds the environment variables that lead the AWS CLI and the AWS SDKs to the endpoint:
// AWS_ENDPOINT_URL_S3 and AWS_ENDPOINT_URL_S3_CONTROL, with tokens for values. Add AWS_REGION yourself where the client
// is not in the buckets' Region.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
func (l *InterfaceS3Link) ClientEnvironment() *map[string]*string {
	return &map[string]*string{
		"AWS_ENDPOINT_URL_S3":         l.BucketEndpointUrl(),
		"AWS_ENDPOINT_URL_S3_CONTROL": l.ControlEndpointUrl(),
	}
}

// AWS returns the names of an S3 interface endpoint as "Z…:*.vpce-<id>-<label>.s3.<region>.vpce.<suffix>": the hosted
// zone's id, then the name with a wildcard in front. The Regional entry comes first, the zonal ones in no order. The
// label cannot be derived from the endpoint's id, so that the names can be had only from the entries.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html

const vpcePrefix = "vpce-"

// dnsNames are the names of an endpoint, as tokens. They are made when they are needed.
type dnsNames struct {
	endpoint awsec2.InterfaceVpcEndpoint
	suffix   string // what follows "vpce-" in the Regional name
}

// afterVpce is the first entry after "vpce-", which holds with the wildcard in front and without it.
func (n *dnsNames) afterVpce() string {
	if n.suffix == "" {
		n.suffix = token(part(vpcePrefix, elementOf(n.endpoint.VpcEndpointDnsEntries(), 0), 1))
	}
	return n.suffix
}

func (n *dnsNames) regional() string { return vpcePrefix + n.afterVpce() }

// zonal are the names in some zones, separated by commas: "-<zone>" is put before the first ".s3." of the Regional name.
func (n *dnsNames) zonal(availabilityZones ...string) string {
	var names []any
	for i, zone := range availabilityZones {
		if i > 0 {
			names = append(names, ",")
		}
		names = append(names, vpcePrefix, part(".s3.", n.afterVpce(), 0), "-", zone, ".s3.", part(".s3.", n.afterVpce(), 1))
	}
	return token(join(names...))
}
