// Package partition is the table of AWS's partitions: which Regions are in each, and how its names of hosts and services
// are written. A new partition, or a new Region with a prefix of its own, is one entry here.
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

	regions string // the prefix of its Regions' names
}

// table has the partition of most Regions last: its Regions have no prefix of their own. Names and suffixes are those of
// the AWS SDKs, https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json.
func table() []Partition {
	return []Partition{
		{regions: "cn-", Name: China, UrlSuffix: "amazonaws.com.cn", InterfacePrefix: "cn."},
		{regions: "us-gov-", Name: "aws-us-gov", UrlSuffix: "amazonaws.com"},
		{regions: "eusc-", Name: "aws-eusc", UrlSuffix: "amazonaws.eu", InterfacePrefixUnsure: true},
		{regions: "us-iso-", Name: "aws-iso", UrlSuffix: "c2s.ic.gov"},
		{regions: "us-isob-", Name: "aws-iso-b", UrlSuffix: "sc2s.sgov.gov"},
		{regions: "eu-isoe-", Name: "aws-iso-e", UrlSuffix: "cloud.adc-e.uk"},
		{regions: "us-isof-", Name: "aws-iso-f", UrlSuffix: "csp.hci.ic.gov"},
		{Name: "aws", UrlSuffix: "amazonaws.com"},
	}
}

// Of returns the partition of a Region, from the form of the Region's name. A name of no known form is of the partition
// "aws".
func Of(region string) Partition {
	return first(func(p Partition) bool { return strings.HasPrefix(region, p.regions) })
}

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
