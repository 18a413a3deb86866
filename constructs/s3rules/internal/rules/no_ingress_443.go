package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
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
		check:    eachInterface(checkNoIngress443),
	}
}

func checkNoIngress443(in *input, e *network.Endpoint) Result {
	if e.SecurityGroupIds.State == network.Absent || e.SecurityGroupIds.AllKnown() && len(e.SecurityGroups) == 0 {
		return notApplicable() // missing-security-groups
	}
	allows, useless := truth.False, ""
	for _, version := range []struct {
		name   string
		family topology.Family
		all    flow.Addresses
	}{{"IPv4", topology.Ipv4, flow.AllIpv4()}, {"IPv6", topology.Ipv6, flow.AllIpv6()}} {
		passes := flow.Occurs(in.topology().Ingress(e, version.all), flow.End.Passes)
		has := topology.HasVersion(e, version.family)
		allows = allows.Or(has.And(passes))
		if has == truth.False && passes == truth.True {
			useless = fmt.Sprintf(" There are rules for %s, but its IpAddressType is %s.", version.name, e.IpAddressType.Or("ipv4").Value)
		}
	}
	locations := at(&e.Entity, "SecurityGroupIds")
	for _, g := range e.SecurityGroups {
		locations = append(locations, at(&g.Entity, "SecurityGroupIngress")...)
	}
	return violationIf(allows.Not(), locations,
		"No security group of %s (%s) has a rule that allows TCP 443.%s", e.Name(), names(e.SecurityGroups), useless)
}
