package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func aclBlocksInterface() Rule {
	return Rule{
		Id:       "acl-blocks-interface",
		Title:    "network ACLs keep the clients of other subnets from an S3 interface endpoint",
		Severity: Warning,
		Effect:   "The deploy succeeds; only clients in the endpoint's own subnets connect, for an ACL does not apply inside a subnet. All others time out.",
		Fix:      "Allow TCP 443 in from, and TCP 1024-65535 out to, the clients in the network ACL of the endpoint's subnets.",
		Link:     s3InterfacePage,
		check:    eachInterface(checkAclBlocksInterface),
	}
}

// checkAclBlocksInterface finds endpoints that are blocked in all of their subnets: through one that is not, clients of
// every subnet reach the endpoint.
func checkAclBlocksInterface(_ *input, e *network.Endpoint) Result {
	anyPeer := func(network.Cidr) template.Truth { return template.True }
	blocked := truth(e.SubnetIds.AllKnown()).Or(template.Undecided)
	var first Result
	for _, s := range e.Subnets {
		j := checkAcl(s, func(direction, decides string) string {
			return fmt.Sprintf("%s is in %s, and %s %s.", e.Name(), s.Name(), decides, direction)
		}, []flow{
			{egress: false, low: 443, high: 443, peer: anyPeer, name: "lets no TCP 443 in"},
			{egress: true, low: 1024, high: 65535, peer: anyPeer, name: "lets no answer out to TCP 1024-65535"},
		})
		switch j.Compliance {
		case Compliant, NotApplicable:
			return compliant()
		case Unknown:
			blocked = template.Undecided
		case NonCompliant:
			if first.Compliance == NotApplicable {
				first = j
			}
		}
	}
	if len(e.Subnets) == 0 && blocked == template.True {
		return notApplicable() // endpoint-without-subnets
	}
	return violationIf(blocked, first.Message, first.Locations...)
}
