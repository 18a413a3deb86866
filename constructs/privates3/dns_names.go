package privates3

import (
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
)

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

// The endpoint's certificate covers these names, and labels below them, but not the bare name of the endpoint.

func bucketEndpointUrl(dnsName string) string      { return "https://bucket." + dnsName }
func accessPointEndpointUrl(dnsName string) string { return "https://accesspoint." + dnsName }
func controlEndpointUrl(dnsName string) string     { return "https://control." + dnsName }

func zonalDnsNames(regional string, availabilityZones []string) string {
	names := make([]string, len(availabilityZones))
	for i, zone := range availabilityZones {
		names[i] = zonalDnsName(regional, zone)
	}
	return strings.Join(names, ",")
}
