package s3path

import (
	"cmp"
	"fmt"
	"slices"
	"sync"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// addOutsiders adds the clients on-premises and in peered VPCs that are not in the templates.
func (g *grouping) addOutsiders(v *network.Vpc) {
	interfaces := g.links.s3Endpoints(v).interfaces
	if !v.Declared && !v.LookedUp && len(interfaces) == 0 {
		return
	}
	for _, o := range g.outsidersOf(v) {
		client := Client{Kind: OnPremises, Name: "on-premises", Vpc: v.Name()}
		if o.Peered {
			client.Kind, client.Name = PeeredVpc, "peered VPC"
		}
		if o.Cidr.State() == network.Known {
			client.Cidr = o.Cidr.String()
		}
		g.clients = append(g.clients, client)
		put := func(q question, v verdict, basis Basis) {
			r := g.result(q, v)
			if r.Reachable != Unknown {
				r.Basis = basis
			}
			g.putClients(r, client.Kind, []int{len(g.clients) - 1}, func() Result { return r })
		}
		put(question{name: UsualName}, g.usualOutside(client, v), Documented)
		for _, e := range interfaces {
			answer := g.explained(func(a *analysis) verdict { return a.ownOutside(o, v, e) })
			put(question{EndpointName, e}, answer, Documented)
		}
		if len(interfaces) == 0 {
			put(question{name: EndpointName}, g.noEndpoint(v), Inferred)
		}
	}
}

// outsidersOf returns the networks outside of a VPC.
func (a *analysis) outsidersOf(v *network.Vpc) []topology.Outsider {
	onPremises, peeredVpcs := a.onPremises, a.peeredVpcs
	if len(peeredVpcs) == 0 {
		peeredVpcs = impliedPeeredVpcs(v)
	}
	if len(onPremises) == 0 {
		onPremises = a.impliedOnPremises(v, peeredVpcs)
	}
	var list []topology.Outsider
	for _, block := range onPremises {
		list = append(list, topology.Outsider{Cidr: block})
	}
	for _, block := range peeredVpcs {
		list = append(list, topology.Outsider{Cidr: block, Peered: true})
	}
	return list
}

// impliedOnPremises returns the blocks outside that VPN routes and the endpoints' security groups name, or one without an
// address if there is a gateway to outside all the same. What is outside is known only if the VPC's own blocks are, and
// those of the VPCs that it is connected with. A block that a security group allows may also be that of any other VPC.
func (a *analysis) impliedOnPremises(v *network.Vpc, peeredVpcs []network.Cidr) []network.Cidr {
	var list []network.Cidr
	inside := sync.OnceValues(func() (flow.Addresses, bool) { return topology.United(append(a.vpcBlocks(v), peeredVpcs...)...) })
	add := func(block network.Cidr, orOf flow.Addresses) {
		isNew := !slices.ContainsFunc(list, func(other network.Cidr) bool { return other.Prefix == block.Prefix })
		if !isNew || block.State() != network.Known || block.Prefix.Bits() == 0 || !block.Prefix.Addr().Is4() {
			return
		}
		if connected, known := inside(); known && !connected.Union(orOf).Covers(flow.Of(block.Prefix)) {
			list = append(list, block)
		}
	}
	for _, block := range v.VpnCidrs {
		add(block, nil)
	}
	for _, e := range a.links.s3Endpoints(v).interfaces {
		if len(v.Cidrs) == 0 {
			break
		}
		for _, block := range a.topology.IngressBlocks(e) {
			add(block, a.vpcAddresses)
		}
	}
	slices.SortFunc(list, compareBlocks)
	if len(list) == 0 && len(v.VpnGateways)+len(v.TransitGateways) > 0 {
		list = append(list, network.Cidr{})
	}
	return list
}

// addressesOfVpcs returns the known addresses of all VPCs, and of subnets whose VPC's are not known.
func addressesOfVpcs(n *network.Network) flow.Addresses {
	var blocks []network.Cidr
	for _, v := range n.Vpcs {
		blocks = append(blocks, v.Cidrs...)
	}
	for _, s := range n.Subnets {
		blocks = append(blocks, s.Cidr)
	}
	all, _ := topology.United(blocks...)
	return all
}

func compareBlocks(b, c network.Cidr) int {
	return cmp.Or(b.Prefix.Addr().Compare(c.Prefix.Addr()), cmp.Compare(b.Prefix.Bits(), c.Prefix.Bits()))
}

// vpcBlocks returns the blocks of a VPC and of those that it is peered or on a transit gateway with.
func (a *analysis) vpcBlocks(v *network.Vpc) []network.Cidr {
	blocks := slices.Clone(v.Cidrs)
	for _, other := range a.links.of(v) {
		blocks = append(blocks, other.Cidrs...)
	}
	return blocks
}

// impliedPeeredVpcs returns the blocks that routes name for peered VPCs that are not in the templates.
func impliedPeeredVpcs(v *network.Vpc) []network.Cidr {
	foreign := map[network.Key]bool{}
	for _, p := range v.Peerings {
		if other := p.Other(v); other == nil || !other.Declared {
			foreign[p.Key] = true
		}
	}
	var list []network.Cidr
	for _, t := range v.RouteTables {
		for _, r := range t.Routes {
			if r.Target != network.TargetPeering || !foreign[r.TargetId.Value] || r.Destination.State() != network.Known {
				continue
			}
			if !slices.ContainsFunc(list, func(c network.Cidr) bool { return c.Prefix == r.Destination.Prefix }) {
				list = append(list, r.Destination)
			}
		}
	}
	slices.SortFunc(list, compareBlocks)
	return list
}

// usualOutside is the verdict for the usual name from outside: no endpoint of the VPC serves it, unless its private DNS
// answers through a Resolver endpoint.
func (a *analysis) usualOutside(client Client, v *network.Vpc) verdict {
	if forwarded, why := a.topology.Forwarded(v); forwarded && client.Kind == OnPremises {
		unknown := unanswered(v.Name() + " may answer with private addresses if the client's resolver forwards the query to an inbound Resolver endpoint there" + a.dependsOn(why, ""))
		unknown.why = why.And(a.topology.Why(template.Cause{Kind: topology.CauseClientDns, Subject: client.Name}))
		return unknown
	}
	path := "its own internet connection or a Direct Connect public VIF"
	if client.Kind == PeeredVpc {
		path = "the path of its own VPC"
	}
	unknown := Result{Dns: PublicIp, Path: NoPath, Reachable: Unknown, Reason: fmt.Sprintf("the client uses %s, not an endpoint of %s", path, v.Name())}
	return a.because(verdict{Result: unknown}, nil, template.Cause{Kind: topology.CauseClientPath, Subject: client.Name})
}

// ownOutside is the verdict for an interface endpoint's own name from outside. Without a gateway to outside it is unknown
// whether the client is connected at all, unless the endpoint would not allow it.
func (a *analysis) ownOutside(o topology.Outsider, v *network.Vpc, e *network.Endpoint) verdict {
	pieces, connected := a.topology.Outside(v, a.links.of(v), o, e)
	answer := a.toEndpoint(e, pieces)
	if !connected && answer.Reachable != Unknown && flow.Occurs(pieces, topology.RequestArrives) != template.False {
		gateways := "VPN gateway or transit gateway"
		if o.Peered {
			gateways = "peering connection or transit gateway"
		}
		answer.Reachable = Unknown
		answer.Reason = fmt.Sprintf("the templates show no %s attached to %s, so whether %s is connected to it is unknown", gateways, v.Name(), clientName(o.Cidr))
		answer.why = a.topology.Why(template.Cause{Kind: topology.CauseBeyond, Subject: "gateways of " + v.Name()})
	}
	return answer
}

func clientName(client network.Cidr) string {
	if client.State() == network.Absent {
		return "the client's network"
	}
	return client.String()
}
