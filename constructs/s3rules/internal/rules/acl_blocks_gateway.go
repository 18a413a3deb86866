package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func aclBlocksGateway() Rule {
	return Rule{
		Id:       "acl-blocks-gateway",
		Title:    "A network ACL blocks clients of an S3 gateway endpoint from S3",
		Severity: Warning,
		Effect:   "The deploy succeeds, but connections from these subnets to S3 time out.",
		Fix: "Allow TCP 443 to the public addresses of S3, and TCP 1024-65535 from them. A network ACL cannot use the prefix list " +
			"of S3.",
		Page:  s3GatewayPage,
		check: func(in *input) []Result { return each(in, in.network.Subnets, checkAclBlocksGateway) },
	}
}

func checkAclBlocksGateway(in *input, s *network.Subnet) Result {
	if s.RouteTable == nil {
		return unknown()
	}
	i := slices.IndexFunc(s.RouteTable.GatewayEndpoints, func(e *network.Endpoint) bool { return e.IsS3Gateway() == truth.True })
	if i < 0 {
		return notApplicable()
	}
	return checkAcl(s, s.RouteTable.GatewayEndpoints[i], in.topology().AclToS3,
		aclFlow{topology.Request, "outbound TCP 443 to S3"},
		aclFlow{topology.Response, "inbound replies from S3 to TCP 1024-65535"})
}
