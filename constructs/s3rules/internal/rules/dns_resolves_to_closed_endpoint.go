package rules

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

func dnsResolvesToClosedEndpoint() Rule {
	return Rule{
		Id:       "dns-resolves-to-closed-endpoint",
		Title:    "In a VPC with an S3 gateway endpoint, the names of S3 resolve to an interface endpoint that clients cannot connect to",
		Severity: Error,
		Effect:   "The deploy succeeds, but every connection to these names of S3 times out. The gateway endpoint serves only the public addresses of S3.",
		Fix: "In the security groups and network ACLs of the interface endpoint, allow TCP 443 from the clients, or remove the records for the " +
			"names of S3 from the private hosted zone.",
		Page: hostedZonePage,
		check: eachGateway(func(in *input, gateway *network.Endpoint) Result {
			v := gateway.Vpc
			if v == nil {
				return unknown()
			}
			usual := in.checkDnsOf(gateway, "names of S3", topology.UsualName(v, false))
			dualstack := in.checkDnsOf(gateway, "dual-stack names of S3", topology.DualstackName(v))
			return worse(usual, dualstack)
		}),
	}
}

// checkDnsOf checks what names resolve to in the VPC of a gateway endpoint.
func (in *input) checkDnsOf(gateway *network.Endpoint, kind string, n topology.Name) Result {
	v := gateway.Vpc
	answers, _ := in.topology().Resolve(v, n, topology.Ipv4)
	isInterface := func(a topology.Answer) bool { return a.Kind == topology.InterfaceAddresses }
	isElsewhere := func(a topology.Answer) bool { return !isInterface(a) }
	switch {
	case slices.ContainsFunc(answers, func(a topology.Answer) bool { return a.Kind == topology.AnyAnswer }):
		return unknown()
	case !slices.ContainsFunc(answers, isInterface):
		return notApplicable()
	case slices.ContainsFunc(answers, isElsewhere):
		return unknown()
	}
	var cutOff []*network.Subnet
	closed := falseIf(gateway.RouteTableIds.AllKnown())
	for _, table := range gateway.RouteTables {
		for _, s := range table.Subnets {
			isClosed := truth.True
			for _, a := range answers {
				isClosed = isClosed.And(in.isClosedTo(s, a.Endpoint))
			}
			if closed = closed.Or(isClosed); isClosed == truth.True {
				cutOff = append(cutOff, s)
			}
		}
	}
	e := answers[0].Endpoint
	by, locations := e.Name(), at(&e.Entity, "SecurityGroupIds")
	if r, ok := answers[0].By.(*network.Record); ok {
		by, locations = "the record "+r.Name(), append(at(&r.Entity, r.Place), locations...)
	}
	return violationIf(closed.And(gateway.Exists), locations,
		"In the VPC %s, %s resolves the %s to %s, which accepts no connections from %s. These subnets no longer use %s.",
		v.Name(), by, kind, e.Name(), names(cutOff), gateway.Name())
}

// isClosedTo reports whether no connection from a subnet can reach an interface endpoint.
func (in *input) isClosedTo(s *network.Subnet, e *network.Endpoint) truth.Value {
	pieces := in.topology().Endpoint(topology.Client{Subnet: s}, e, topology.Ipv4)
	if len(pieces) == 0 {
		return truth.Undecided // a subnet without IPv4
	}
	return flow.Occurs(pieces, flow.End.Arrives).Not()
}
