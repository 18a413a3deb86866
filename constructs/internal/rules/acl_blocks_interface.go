package rules

import (
	"fmt"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

func aclBlocksInterface() Rule {
	return Rule{
		Id:       "acl-blocks-interface",
		Title:    "a network ACL keeps all clients from an S3 interface endpoint",
		Severity: Error,
		Effect:   "The deploy succeeds, and connections to the endpoint's address in that subnet time out.",
		Fix:      "Allow TCP 443 in from, and TCP 1024-65535 out to, the clients in the network ACL of the endpoint's subnets.",
		Link:     s3InterfacePage,
		judge:    eachInterface(judgeAclBlocksInterface),
	}
}

func judgeAclBlocksInterface(_ *input, e *network.Endpoint) Judgement {
	anyPeer := func(network.Cidr) template.Truth { return template.True }
	worst := Judgement{Verdict: Complies}
	if !e.SubnetIds.AllKnown() {
		worst.Verdict = CannotKnow
	}
	for _, s := range e.Subnets {
		j := judgeAcl(s, func(direction, decides string) string {
			return fmt.Sprintf("%s is in %s, and %s %s.", e.Name(), s.Name(), decides, direction)
		}, []flow{
			{egress: false, low: 443, high: 443, peer: anyPeer, name: "lets no TCP 443 in"},
			{egress: true, low: 1024, high: 65535, peer: anyPeer, name: "lets no answer out to TCP 1024-65535"},
		})
		if j.Verdict > worst.Verdict {
			worst = j
		}
	}
	return worst
}
