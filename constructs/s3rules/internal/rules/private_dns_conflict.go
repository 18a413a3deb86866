package rules

import (
	"fmt"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/partition"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func privateDnsConflict() Rule {
	return Rule{
		Id:       "private-dns-conflict",
		Title:    "private DNS of an S3 interface endpoint clashes with another endpoint or a private hosted zone of the VPC",
		Severity: Error,
		AwsError: "private-dns-enabled cannot be set because there is already a conflicting DNS domain for … in the VPC vpc-…",
		Fix:      "Set PrivateDnsEnabled to false, or drop the private hosted zone.",
		Link:     s3InterfacePage,
		check:    checkPrivateDnsConflict,
	}
}

func checkPrivateDnsConflict(in *input) []Result {
	zones := s3Zones(in)
	return eachInterface(func(_ *input, e *network.Endpoint) Result {
		return appliesIf(e.PrivateDnsEnabled.Is(true), func() Result {
			for _, other := range neighbours(e) {
				if other.IsInterface().And(other.PrivateDnsEnabled.Is(true)).And(bothExist(&e.Entity, &other.Entity)) != template.True {
					continue
				}
				// The pair is reported once, at the later of the two.
				if other.Key > e.Key {
					return compliant()
				}
				return violation(fmt.Sprintf("%s and %s set PrivateDnsEnabled to true in the same VPC.", e.Name(), other.Name()),
					append(at(&e.Entity, "Properties/PrivateDnsEnabled"), at(&other.Entity, "Properties/PrivateDnsEnabled")...)...)
			}
			if found := zones[e.VpcId.Value]; len(found) > 0 {
				zone := found[0]
				if zone.Exists() == template.Undecided && e.Exists == template.Undecided {
					return unknown()
				}
				name, _ := zone.Property("Name").Text()
				return violation(fmt.Sprintf("%s sets PrivateDnsEnabled to true, and %s is a private hosted zone for %s in the same VPC.", e.Name(), zone.Name(), name),
					at(&e.Entity, "Properties/PrivateDnsEnabled")...)
			}
			return compliant()
		})
	})(in)
}

// s3Zones finds the private hosted zones for Regional names of S3, by VPC.
func s3Zones(in *input) map[network.Key][]*template.Resource {
	zones := map[network.Key][]*template.Resource{}
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
			if key := network.KeyOf(vpc.Field("VPCId")); key.State == network.Known {
				zones[key.Value] = append(zones[key.Value], r)
			}
		}
	}
	return zones
}
