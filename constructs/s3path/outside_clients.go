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

// outside adds the clients on-premises and in peered VPCs that are not in the templates.
func (g *grouping) outside(v *network.Vpc) {
	kinds := g.links.s3Endpoints(v)
	if !v.Declared && !v.LookedUp && len(kinds.interfaces) == 0 {
		return
	}
	add := func(kind ClientKind, name string, blocks []network.Cidr) {
		for _, block := range blocks {
			client := Client{Kind: kind, Name: name, Vpc: v.Name()}
			if block.State() == network.Known {
				client.Cidr = block.String()
			}
			g.clients = append(g.clients, client)
			g.client(client, block, v, kinds)
		}
	}
	onPremises, peeredVpcs := g.outsideOf(v)
	add(OnPremises, "on-premises", onPremises)
	add(PeeredVpc, "peered VPC", peeredVpcs)
}

// outsideOf returns the blocks of the networks outside of a VPC.
func (a *analysis) outsideOf(v *network.Vpc) (onPremises, peeredVpcs []network.Cidr) {
	onPremises, peeredVpcs = a.onPremises, a.peeredVpcs
	if len(peeredVpcs) == 0 {
		peeredVpcs = impliedPeeredVpcs(v)
	}
	if len(onPremises) == 0 {
		onPremises = a.impliedOnPremises(v, a.links.s3Endpoints(v), peeredVpcs)
	}
	return onPremises, peeredVpcs
}

// impliedOnPremises returns the blocks outside that VPN routes and the endpoints' security groups name, or one without an
// address if there is a gateway to outside all the same. What is outside is known only if the VPC's own blocks are, and
// those of the VPCs that it is connected with. A block that a security group allows may also be that of any other VPC.
func (a *analysis) impliedOnPremises(v *network.Vpc, kinds endpoints, peeredVpcs []network.Cidr) []network.Cidr {
	var list []network.Cidr
	inside := sync.OnceValues(func() (flow.Addresses, bool) { return united(append(a.vpcBlocks(v), peeredVpcs...)) })
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
	for _, e := range kinds.interfaces {
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
	all, _ := united(blocks)
	return all
}

// united returns the addresses of known blocks, and whether all are known.
func united(blocks []network.Cidr) (all flow.Addresses, known bool) {
	known = true
	for _, c := range blocks {
		if c.State() == network.Known {
			all = all.Union(flow.Of(c.Prefix))
		} else {
			known = false
		}
	}
	return all, known
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

// client asks for the client that was added last.
func (g *grouping) client(client Client, block network.Cidr, v *network.Vpc, kinds endpoints) {
	add := func(q question, v verdict, basis func(verdict) Basis) {
		r := q.result(v, basis)
		g.putClients(r, client.Kind, []int{len(g.clients) - 1}, func() Result { return r })
	}
	add(question{name: UsualName}, g.usualOutside(client, v), documentedBasis)
	for _, e := range kinds.interfaces {
		answer := g.explained(func(a *analysis) verdict { return a.ownOutside(client, block, v, e) })
		add(question{EndpointName, e}, answer, documentedBasis)
	}
	if len(kinds.interfaces) == 0 {
		add(question{name: EndpointName}, g.noEndpoint(v), inferredBasis)
	}
}

// usualOutside is the verdict for the usual name from outside: no endpoint of the VPC serves it, unless its private DNS
// answers through a Resolver endpoint.
func (a *analysis) usualOutside(client Client, v *network.Vpc) verdict {
	if forwarded, why := a.topology.Forwarded(v); forwarded && client.Kind == OnPremises {
		unknown := unanswered("%s", fmt.Sprintf(reasonDnsForwarded, v.Name())+a.dependsOn(why, ""))
		unknown.why = why.And(a.topology.Why(template.Cause{Kind: topology.CauseClientDns, Subject: client.Name}))
		return unknown
	}
	path := "its own internet connection or a Direct Connect public VIF"
	if client.Kind == PeeredVpc {
		path = "the path of its own VPC"
	}
	unknown := verdict{dns: PublicIp, path: None, reachable: Unknown, reason: fmt.Sprintf(reasonOutside, path, v.Name())}
	return a.because(unknown, nil, template.Cause{Kind: topology.CauseClientPath, Subject: client.Name})
}

// ownOutside is the verdict for an interface endpoint's own name from outside. Without a gateway to outside it is unknown
// whether the client is connected at all, unless the endpoint would not allow it.
func (a *analysis) ownOutside(client Client, block network.Cidr, v *network.Vpc, e *network.Endpoint) verdict {
	pieces, connected := a.topology.Outside(v, a.links.of(v), block, client.Kind == PeeredVpc, e)
	answer := a.toEndpoint(e, pieces)
	if !connected && answer.reachable != Unknown && flow.Occurs(pieces, topology.RequestArrives) != template.False {
		gateways := "VPN gateway or transit gateway"
		if client.Kind == PeeredVpc {
			gateways = "peering connection or transit gateway"
		}
		answer.reachable = Unknown
		answer.reason = fmt.Sprintf(reasonNotConnected, gateways, v.Name(), clientName(block))
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
