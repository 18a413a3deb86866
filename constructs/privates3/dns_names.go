package privates3

import (
	"slices"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// HostedZoneId is the id of the hosted zone of DnsName, as a token, for alias records of your own.
func (l *InterfaceS3Link) HostedZoneId() *string {
	return jsii.String(hostedZoneId(l.endpoint.VpcEndpointDnsEntries()))
}

// DnsName is the endpoint's Regional name, "vpce-<id>-<label>.s3.<region>.vpce.amazonaws.com", as a token. It has no
// "*." in front, which AWS returns, and it is no host to send requests to: the endpoint's certificate covers names below
// "bucket.", "accesspoint." and "control." only. See BucketEndpointUrl.
//
// Other stacks can use the name and the URLs, nested stacks cannot: the CDK hands the endpoint's list of names to them as
// if it were one string. Pass the URL in NestedStackProps.Parameters there.
func (l *InterfaceS3Link) DnsName() *string { return &l.dnsName }

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
	return jsii.String(zonalDnsName(l.dnsName, *availabilityZone))
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
	return jsii.String("https://bucket." + l.dnsName)
}

// AccessPointEndpointUrl is "https://accesspoint.vpce-…", as a token: the endpoint URL of S3 clients that name access
// points by their ARN.
func (l *InterfaceS3Link) AccessPointEndpointUrl() *string {
	return jsii.String("https://accesspoint." + l.dnsName)
}

// ControlEndpointUrl is "https://control.vpce-…", as a token: the endpoint URL of S3 Control clients.
func (l *InterfaceS3Link) ControlEndpointUrl() *string {
	return jsii.String("https://control." + l.dnsName)
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

// regionalDnsName is the first entry from "vpce-" onward, which holds with the wildcard in front and without it.
func regionalDnsName(dnsEntries *[]*string) string {
	return vpcePrefix + part(vpcePrefix, *firstOf(dnsEntries), 1)
}

// zonalDnsName puts "-<zone>" before the first ".s3." of the Regional name.
func zonalDnsName(regional, availabilityZone string) string {
	rest := strings.TrimPrefix(regional, vpcePrefix)
	return vpcePrefix + part(".s3.", rest, 0) + "-" + availabilityZone + ".s3." + part(".s3.", rest, 1)
}

func hostedZoneId(dnsEntries *[]*string) string {
	return part(":", *firstOf(dnsEntries), 0)
}

// part is one of the parts that a token, once resolved, is split into.
func part(separator, token string, index float64) string {
	return *awscdk.Fn_Select(&index, awscdk.Fn_Split(&separator, &token, nil))
}

func zonalDnsNames(regional string, availabilityZones []string) string {
	names := make([]string, len(availabilityZones))
	for i, zone := range availabilityZones {
		names[i] = zonalDnsName(regional, zone)
	}
	return strings.Join(names, ",")
}
