// Package partition is the table of AWS's partitions: which Regions are in each, and how its names of hosts and services
// are written. A new partition is one entry here, and a new Region one word.
package partition

import (
	"slices"
	"strings"
)

// China is the name of the partition whose interface endpoints have service names of another form.
const China = "aws-cn"

// Partition is a group of Regions that has its own accounts, ARNs and host names. No endpoint reaches across partitions.
// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
type Partition struct {
	// Name is what AWS::Partition resolves to and what ARNs begin with, such as "aws-cn".
	Name string
	// UrlSuffix is what AWS::URLSuffix resolves to and what host names end with, such as "amazonaws.com.cn".
	UrlSuffix string
	// InterfacePrefix stands before the service name of an S3 interface endpoint: "cn." in China, else empty.
	InterfacePrefix string
	// InterfacePrefixUnsure is true if public sources disagree on InterfacePrefix.
	InterfacePrefixUnsure bool

	prefix  string // of its Regions' names
	regions string // the names of its Regions, separated by spaces
}

// table has the partition of most Regions last: its Regions have no prefix of their own. Names and suffixes are those of
// the AWS SDKs, https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json. The Regions are those of the
// CDK.
func table() []Partition {
	return []Partition{
		{
			Name: China, UrlSuffix: "amazonaws.com.cn", InterfacePrefix: "cn.",
			prefix: "cn-", regions: "cn-north-1 cn-northwest-1",
		},
		{
			Name: "aws-us-gov", UrlSuffix: "amazonaws.com",
			prefix: "us-gov-", regions: "us-gov-east-1 us-gov-west-1",
		},
		{
			Name: "aws-eusc", UrlSuffix: "amazonaws.eu", InterfacePrefixUnsure: true,
			prefix: "eusc-", regions: "eusc-de-east-1",
		},
		{
			Name: "aws-iso", UrlSuffix: "c2s.ic.gov",
			prefix: "us-iso-", regions: "us-iso-east-1 us-iso-west-1",
		},
		{
			Name: "aws-iso-b", UrlSuffix: "sc2s.sgov.gov",
			prefix: "us-isob-", regions: "us-isob-east-1 us-isob-west-1",
		},
		{
			Name: "aws-iso-e", UrlSuffix: "cloud.adc-e.uk",
			prefix: "eu-isoe-", regions: "eu-isoe-west-1",
		},
		{
			Name: "aws-iso-f", UrlSuffix: "csp.hci.ic.gov",
			prefix: "us-isof-", regions: "us-isof-east-1 us-isof-south-1",
		},
		{
			Name: "aws", UrlSuffix: "amazonaws.com",
			regions: "af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 " +
				"ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ap-southeast-7 " +
				"ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 " +
				"eu-west-3 il-central-1 me-central-1 me-south-1 me-west-1 mx-central-1 sa-east-1 us-east-1 us-east-2 " +
				"us-west-1 us-west-2",
		},
	}
}

// Of returns the partition of a Region, from the form of the Region's name. A name of no known form is of the partition
// "aws".
func Of(region string) Partition {
	return first(func(p Partition) bool { return strings.HasPrefix(region, p.prefix) })
}

// HasRegion reports whether a partition has a Region with the name.
func HasRegion(name string) bool {
	return slices.Contains(Of(name).Regions(), name)
}

// Regions returns the names of the partition's Regions.
func (p Partition) Regions() []string { return strings.Fields(p.regions) }

// Named returns the partition with a name, the zero Partition if there is none.
func Named(name string) Partition {
	return first(func(p Partition) bool { return p.Name == name })
}

func first(is func(Partition) bool) Partition {
	for _, p := range table() {
		if is(p) {
			return p
		}
	}
	return Partition{}
}

// IsAwsHost reports whether a DNS name, with or without its closing dot, is in the domain of a partition.
func IsAwsHost(name string) bool {
	name = strings.TrimSuffix(name, ".")
	return first(func(p Partition) bool { return strings.HasSuffix(name, "."+p.UrlSuffix) }).Name != ""
}

// UrlSuffixes returns the suffixes of all partitions, each once.
func UrlSuffixes() []string {
	var suffixes []string
	for _, p := range table() {
		if !slices.Contains(suffixes, p.UrlSuffix) {
			suffixes = append(suffixes, p.UrlSuffix)
		}
	}
	return suffixes
}

// GatewayService returns the service name of S3 gateway endpoints, which is also that of S3's managed prefix list and is
// of one form in every partition. The Region may be a token.
// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
func GatewayService(region string) string { return "com.amazonaws." + region + ".s3" }

// InterfaceService returns the service name of S3 interface endpoints to a Region of the partition.
func (p Partition) InterfaceService(region string) string {
	return p.InterfacePrefix + GatewayService(region)
}
