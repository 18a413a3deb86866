package s3path

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// outside writes the rows of clients on-premises and in peered VPCs that are not in the templates.
func (a *analysis) outside(v *network.Vpc, kinds endpoints) []Row {
	var rows []Row
	add := func(kind ClientKind, name string, blocks []network.Cidr) {
		for _, block := range blocks {
			client := Client{Kind: kind, Name: name}
			if block.State() == network.Known {
				client.Cidr = block.String()
			}
			rows = append(rows, a.client(client, block, v, kinds)...)
		}
	}
	onPremises, peers := a.onPremises, a.peers
	if len(peers) == 0 {
		peers = impliedPeers(v)
	}
	if len(onPremises) == 0 {
		onPremises = a.impliedOnPremises(v, kinds, peers)
	}
	add(OnPremises, "on-premises", onPremises)
	add(Peer, "peered VPC", peers)
	return rows
}

// impliedOnPremises returns the blocks outside that VPN routes and the endpoints' security groups name, or one without an
// address if there is a gateway to outside all the same. What is outside is known only if the VPC's own blocks are.
func (a *analysis) impliedOnPremises(v *network.Vpc, kinds endpoints, peers []network.Cidr) []network.Cidr {
	var list []network.Cidr
	others := append(a.vpcBlocks(v), peers...)
	add := func(block network.Cidr) {
		for _, other := range list {
			if other.Prefix == block.Prefix {
				return
			}
		}
		if block.State() != network.Known || block.Prefix.Bits() == 0 || !block.Prefix.Addr().Is4() {
			return
		}
		for _, other := range others {
			if other.Contains(block) != template.False {
				return
			}
		}
		list = append(list, block)
	}
	for _, block := range v.VpnCidrs {
		add(block)
	}
	for _, e := range kinds.interfaces {
		if len(v.Cidrs) == 0 {
			break
		}
		for _, g := range e.SecurityGroups {
			for _, r := range g.Ingress {
				if r.Allows(httpsPort) != template.False {
					add(r.Cidr)
				}
			}
		}
	}
	slices.SortFunc(list, compareBlocks)
	if len(list) == 0 && len(v.VpnGateways)+len(v.TransitGateways) > 0 {
		list = append(list, network.Cidr{})
	}
	return list
}

func compareBlocks(b, c network.Cidr) int {
	return cmp.Or(b.Prefix.Addr().Compare(c.Prefix.Addr()), cmp.Compare(b.Prefix.Bits(), c.Prefix.Bits()))
}

// vpcBlocks returns the blocks of a VPC and of those that it is peered or on a transit gateway with.
func (a *analysis) vpcBlocks(v *network.Vpc) []network.Cidr {
	blocks := slices.Clone(v.Cidrs)
	for _, p := range v.Peerings {
		if other := p.Other(v); other != nil {
			blocks = append(blocks, other.Cidrs...)
		}
	}
	for _, attachment := range v.TransitGateways {
		for _, other := range a.transitVpcs[attachment.GatewayId.Value] {
			blocks = append(blocks, other.Cidrs...)
		}
	}
	return blocks
}

// impliedPeers returns the blocks that routes name for peered VPCs that are not in the templates.
func impliedPeers(v *network.Vpc) []network.Cidr {
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

// client writes the rows of one client outside.
func (a *analysis) client(client Client, block network.Cidr, v *network.Vpc, kinds endpoints) []Row {
	rows := []Row{row(client, UsualName, nil, usualOutside(client, v, kinds), documentedBasis)}
	for _, e := range kinds.interfaces {
		rows = append(rows, row(client, EndpointName, e, a.ownOutside(client, block, v, e), documentedBasis))
	}
	if len(kinds.interfaces) == 0 {
		rows = append(rows, row(client, EndpointName, nil, noEndpoint(v, kinds), inferredBasis))
	}
	return rows
}

// usualOutside is the verdict for the usual name from outside: no endpoint of the VPC serves it, unless its private DNS
// answers through a Resolver endpoint.
func usualOutside(client Client, v *network.Vpc, kinds endpoints) verdict {
	for _, e := range kinds.interfaces {
		if e.PrivateDnsEnabled.Or(false).Is(true) != template.False && client.Kind == OnPremises {
			return unanswered(reasonPrivateDnsForwarded, e.Name(), v.Name())
		}
	}
	path := "its own internet connection or a Direct Connect public VIF"
	if client.Kind == Peer {
		path = "the path of its own VPC"
	}
	return verdict{dns: PublicIp, path: None, reachable: Unknown, reason: fmt.Sprintf(reasonOutside, path, v.Name())}
}

// ownOutside is the verdict for an interface endpoint's own name from outside.
func (a *analysis) ownOutside(client Client, block network.Cidr, v *network.Vpc, e *network.Endpoint) verdict {
	answer := verdict{dns: PrivateIp, path: Interface, through: e.Name()}
	return answer.decide([]check{
		exists(e),
		a.admits(e, block, nil),
		a.endpointAnswers(e, nil, block),
		overHosts(e, a.hostsByTable(e), nil, func(host *network.Subnet) check { return a.answersLeave(client, block, v, host) }),
	}).regional(e)
}

// answersLeave checks that a subnet of the endpoint has a route back to the client.
func (a *analysis) answersLeave(client Client, block network.Cidr, v *network.Vpc, host *network.Subnet) check {
	t := host.RouteTable
	gateways, attached := "VPN gateway or transit gateway", len(v.VpnGateways)+len(v.TransitGateways) > 0
	if client.Kind == Peer {
		gateways, attached = "peering connection or transit gateway", len(v.Peerings)+len(v.TransitGateways) > 0
	}
	r, known := bestRoute(a.network, t, block)
	switch {
	case known && r != nil && leadsOutside(client.Kind, r.Target):
		return linkedBy(v, r, block)
	case t != nil && len(t.Propagations) > 0 && client.Kind == OnPremises:
		return propagated(v, t, block)
	case !attached:
		return check{template.Undecided, fmt.Sprintf(reasonNotConnected, gateways, v.Name(), clientName(block))}
	case t == nil || !known || !t.Complete || block.State() == network.Absent:
		return check{template.Undecided, fmt.Sprintf(reasonRouteBackUnknown, host.Name(), clientName(block))}
	case r == nil:
		return check{template.False, fmt.Sprintf(reasonNoRouteBack, t.Name(), clientName(block))}
	}
	return check{template.False, fmt.Sprintf(reasonBackElsewhere, r.Name(), clientName(block), r.Target)}
}

// linkedBy checks that the gateway or peering connection of a route back is attached to the VPC.
func linkedBy(v *network.Vpc, r *network.Route, block network.Cidr) check {
	linked := template.Undecided
	if r.TargetId.State == network.Known {
		switch r.Target {
		case network.TargetVpnGateway:
			linked = attachedTo(v.VpnGateways, r.TargetId)
		case network.TargetTransitGateway:
			linked = attachedTo(v.TransitGateways, r.TargetId)
		case network.TargetPeering:
			for _, p := range v.Peerings {
				if p.Key == r.TargetId.Value {
					linked = p.Exists
				}
			}
		}
	}
	if linked != template.True {
		return check{template.Undecided, fmt.Sprintf(reasonBackUnattached, r.Name(), clientName(block), r.Target, v.Name())}
	}
	return check{template.True, fmt.Sprintf(reasonRouteBack, r.Name(), clientName(block))}
}

// propagated checks that a VPN gateway that is attached to the VPC adds its routes to a table.
func propagated(v *network.Vpc, t *network.RouteTable, block network.Cidr) check {
	for _, p := range t.Propagations {
		if p.GatewayId.State == network.Known && p.Exists.And(attachedTo(v.VpnGateways, p.GatewayId)) == template.True {
			return check{template.True, fmt.Sprintf(reasonPropagated, p.Name())}
		}
	}
	return check{template.Undecided, fmt.Sprintf(reasonPropagatedUnknown, t.Propagations[0].Name(), clientName(block), v.Name())}
}

// attachedTo reports whether a gateway is among those attached to a VPC.
func attachedTo(attachments []network.Attachment, gateway network.Fact[network.Key]) template.Truth {
	found := template.False
	for _, attachment := range attachments {
		found = found.Or(attachment.GatewayId.Is(gateway.Value).And(attachment.Exists))
	}
	return found
}

// leadsOutside reports whether a client of that kind can be behind a route's target.
func leadsOutside(kind ClientKind, target network.TargetKind) bool {
	switch target {
	case network.TargetTransitGateway, network.TargetCoreNetwork:
		return true
	case network.TargetVpnGateway:
		return kind == OnPremises
	case network.TargetPeering:
		return kind == Peer
	default:
		return false
	}
}
