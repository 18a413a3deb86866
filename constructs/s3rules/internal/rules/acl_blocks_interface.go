package rules

import (
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

func aclBlocksInterface() Rule {
	return Rule{
		Id:       "acl-blocks-interface",
		Title:    "Network ACLs block clients in other subnets from an S3 interface endpoint",
		Severity: Warning,
		Effect: "The deploy succeeds, but only clients in the endpoint's own subnets can connect, because a network ACL does not " +
			"apply within a subnet. All other connections time out.",
		Fix:   "In the network ACL of the endpoint's subnets, allow TCP 443 from the clients and TCP 1024-65535 to them.",
		Page:  s3InterfacePage,
		check: eachInterface(checkAclBlocksInterface),
	}
}

// checkAclBlocksInterface finds endpoints that are blocked in all of their subnets. If one subnet is not, clients of every
// subnet can reach the endpoint there.
func checkAclBlocksInterface(in *input, e *network.Endpoint) Result {
	known := e.SubnetIds.AllKnown()
	var blocked Result
	for _, s := range e.Subnets {
		r := checkAcl(s, e, in.topology().AclToClients,
			aclFlow{topology.Request, "inbound TCP 443"},
			aclFlow{topology.Response, "outbound replies to TCP 1024-65535"})
		if r.Compliance < Unknown {
			return compliant()
		}
		known = known && r.Compliance == NonCompliant
		blocked = worse(blocked, r)
	}
	if !known {
		return unknown()
	}
	return blocked
}
