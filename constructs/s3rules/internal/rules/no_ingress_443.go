package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func noIngress443() Rule {
	return Rule{
		Id:       "no-ingress-443",
		Title:    "No security group of an S3 interface endpoint allows TCP 443",
		Severity: Error,
		Effect:   "The deploy succeeds, but every connection to the endpoint times out.",
		Fix:      "Add an ingress rule that allows TCP 443 from the clients' CIDRs, prefix lists or security groups.",
		Page:     s3InterfacePage,
		check:    checkNoIngress443,
	}
}

func checkNoIngress443(in *input) []Result {
	imported := in.topology().ImportedIngress()
	return eachInterface(func(_ *input, e *network.Endpoint) Result {
		if e.SecurityGroupIds.State == network.Absent || e.SecurityGroupIds.AllKnown() && len(e.SecurityGroups) == 0 {
			return notApplicable() // missing-security-groups
		}
		allows, useless := imported, ""
		for _, version := range ipVersions() {
			passes := flow.Occurs(in.topology().Ingress(e, version.all), flow.End.Passes)
			allows = allows.Or(version.isOf(e).And(passes))
			if version.isOf(e) == truth.False && passes == truth.True {
				useless = fmt.Sprintf(" There are rules for %s, but its IpAddressType is %s.", version.name, e.IpAddressType.Or("ipv4").Value)
			}
		}
		locations := at(&e.Entity, "SecurityGroupIds")
		for _, g := range e.SecurityGroups {
			locations = append(locations, at(&g.Entity, "SecurityGroupIngress")...)
		}
		if allows == truth.False && in.topology().AnyShared(e.SecurityGroups) {
			return unknown()
		}
		return violationIf(allows.Not(),
			fmt.Sprintf("No security group of %s (%s) has a rule that allows TCP 443.%s", e.Name(), names(e.SecurityGroups), useless), locations)
	})(in)
}
