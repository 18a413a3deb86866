package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func ingressFromPublicAddresses() Rule {
	return Rule{
		Id:       "ingress-from-public-addresses",
		Title:    "A security group of an S3 interface endpoint allows TCP 443 from public IPv4 addresses",
		Severity: Warning,
		Effect: "The deploy succeeds, but clients on the internet cannot connect, because the endpoint has private addresses. Only clients in networks " +
			"that have a private route to the VPC and use public addresses internally can connect.",
		Fix:   "Allow the private CIDRs of the clients. If your own network uses these public addresses, acknowledge the finding.",
		Page:  s3InterfacePage,
		check: eachInterface(checkIngressFromPublicAddresses),
	}
}

// checkIngressFromPublicAddresses leaves all public addresses together to ingress-open-to-world, and IPv6 alone, because
// AWS assigns public IPv6 blocks to VPCs.
func checkIngressFromPublicAddresses(in *input, e *network.Endpoint) Result {
	if e.SecurityGroupIds.State == network.Absent {
		return notApplicable()
	}
	pieces := in.topology().Ingress(e, in.topology().PublicIpv4())
	if flow.ForAll(pieces, flow.End.Passes) == truth.True {
		return compliant()
	}
	some := flow.Occurs(pieces, flow.End.Passes)
	rules := slices.DeleteFunc(allowing(pieces), func(r *network.Rule) bool { return isPlaceholderCidr(r.Cidr) })
	if some != truth.True || len(rules) == 0 {
		return compliantUnless(some)
	}
	return openIngress(e, "public addresses", rules)
}
