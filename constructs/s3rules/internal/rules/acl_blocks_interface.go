package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func aclBlocksInterface() Rule {
	return Rule{
		Id:       "acl-blocks-interface",
		Title:    "Network ACLs block clients in other subnets from an S3 interface endpoint",
		Severity: Warning,
		Effect: "The deploy succeeds, but only clients in the endpoint's own subnets can connect, because a network ACL does not " +
			"apply within its subnet. All other connections time out.",
		Fix:   "In the network ACL of the endpoint's subnets, allow TCP 443 from the clients and TCP 1024-65535 to them.",
		Page:  s3InterfacePage,
		check: eachInterface(checkAclBlocksInterface),
	}
}

// checkAclBlocksInterface finds endpoints that are blocked in all of their subnets. If one subnet is not, clients of every
// subnet can reach the endpoint there.
func checkAclBlocksInterface(_ *input, e *network.Endpoint) Result {
	anyPeer := func(network.Cidr) truth.Value { return truth.True }
	var first Result
	known := e.SubnetIds.AllKnown()
	for _, s := range e.Subnets {
		r := checkAcl(s, e, []aclFlow{
			{egress: false, low: 443, high: 443, peer: anyPeer, name: "inbound TCP 443"},
			{egress: true, low: 1024, high: 65535, peer: anyPeer, name: "outbound replies to TCP 1024-65535"},
		})
		switch r.Compliance {
		case NotApplicable, Compliant:
			return compliant()
		case Unknown:
			known = false
		case NonCompliant:
			if first.Compliance == NotApplicable {
				first = r
			}
		}
	}
	if !known {
		return unknown()
	}
	return first
}
