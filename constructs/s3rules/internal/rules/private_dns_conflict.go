package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func privateDnsConflict() Rule {
	return Rule{
		Id:       "private-dns-conflict",
		Title:    "The private DNS of an S3 interface endpoint conflicts with another endpoint or a private hosted zone of the VPC",
		Severity: Error,
		AwsError: "private-dns-enabled cannot be set because there is already a conflicting DNS domain for … in the VPC vpc-…",
		Fix:      "Set PrivateDnsEnabled to false, or remove the private hosted zone.",
		Page:     s3InterfacePage,
		check:    checkPrivateDnsConflict,
	}
}

func checkPrivateDnsConflict(in *input) []Result {
	zones := s3Zones(in)
	return eachInterface(func(_ *input, e *network.Endpoint) Result {
		return appliesIf(e.PrivateDnsEnabled.Is(true), func() Result { return checkPrivateDnsOf(e, zones[e.VpcId.Value]) })
	})(in)
}

func checkPrivateDnsOf(e *network.Endpoint, zone *template.Resource) Result {
	for _, other := range othersInVpc(e) {
		if other.IsInterface().And(other.PrivateDnsEnabled.Is(true)).And(bothExist(e.Exists, other.Exists)) != truth.True {
			continue
		}
		if other.Key > e.Key {
			return compliant() // the pair is reported once, at the other
		}
		return violation(fmt.Sprintf("%s and %s both enable private DNS in the same VPC.", e.Name(), other.Name()),
			at(&e.Entity, "PrivateDnsEnabled"), at(&other.Entity, "PrivateDnsEnabled"))
	}
	if zone == nil {
		return compliant()
	}
	return violationIf(bothExist(zone.Exists(), e.Exists),
		fmt.Sprintf("%s enables private DNS, but its VPC has the private hosted zone %s for %s.", e.Name(), zone.Name(), strings.TrimSuffix(zone.Property("Name").String(), ".")),
		at(&e.Entity, "PrivateDnsEnabled"), inResource(zone, "VPCs"))
}

// s3Zones returns a private hosted zone for Regional names of S3 of each VPC that has one.
func s3Zones(in *input) map[network.Key]*template.Resource {
	zones := map[network.Key]*template.Resource{}
	for _, r := range in.network.Resources {
		if r.Type != "AWS::Route53::HostedZone" {
			continue
		}
		name, _ := r.Property("Name").Text()
		if !strings.HasPrefix(name, "s3.") || !partition.IsAwsHost(name) {
			continue
		}
		vpcs, _ := r.Property("VPCs").List()
		for _, vpc := range vpcs {
			if key := network.KeyOf(vpc.Field("VPCId")); key.State == network.Known && zones[key.Value] == nil {
				zones[key.Value] = r
			}
		}
	}
	return zones
}
