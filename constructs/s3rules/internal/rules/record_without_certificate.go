package rules

import (
	"regexp"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func recordWithoutCertificate() Rule {
	return Rule{
		Id:       "record-without-certificate",
		Title:    "A DNS record points to an S3 interface endpoint whose certificate does not cover the record's name",
		Severity: Warning,
		Effect:   "The deploy succeeds and the name resolves, but every HTTPS request to it fails, because the name is not in the certificate.",
		Fix: "Have clients use the endpoint's own names, https://bucket.vpce-…. The only other names that the certificate covers are " +
			"s3.<Region>.amazonaws.com, *.s3.<Region>.amazonaws.com and those of S3 Control and access points. Records for these in a private hosted zone can point to the endpoint.",
		Page:  s3InterfacePage,
		check: checkRecordWithoutCertificate,
	}
}

// regionalName is in the own names of interface endpoints.
var regionalName = regexp.MustCompile(`vpce-[^.]+\.s3\.([a-z0-9-]+)\.vpce\.`)

func checkRecordWithoutCertificate(in *input) []Result {
	return each(in, in.network.Records, func(_ *input, r *network.Record) Result {
		target := r.Target()
		name, region, points := target.String(), template.Value{}, truth.False
		for _, token := range target.Tokens() {
			if e := in.ofEntries(token); e != nil {
				name, region, points = e.Name(), e.ServedRegion(), e.IsS3Interface()
			}
		}
		if literal := regionalName.FindStringSubmatch(name); literal != nil {
			region, points = template.TextValue(literal[1]), truth.True
		}
		return appliesIf(points, func() Result {
			return violationIf(topology.IsCertified(r.DomainName, region).Not(), at(&r.Entity, strings.TrimPrefix(r.Place+".Name", ".")),
				"The record %s points %s to %s, whose certificate does not cover this name.", r.Name(), r.DomainName, name)
		})
	})
}
