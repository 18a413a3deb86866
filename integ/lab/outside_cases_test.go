//go:build linux

package lab

import "net/netip"

var outsideCases = []caseOf{
	{
		name: "the endpoint's subnet has a route back to half of the office", page: priority,
		draw: func(d *draft) {
			hub(d, "192.168.0.0/16")
			d.vpnGateway("Hub")
			d.route("HubSub", "192.168.0.0/17", "GatewayId", "HubVgw")
		},
		want: map[string][]Path{"192.168.0.0/16 HubIf": some},
	},
	{
		name: "a VPN with static routes propagates only these", page: vpnRoutes,
		draw: func(d *draft) {
			hub(d, "192.168.0.0/16")
			d.vpnGateway("Hub")
			d.connection("Hub", "192.168.7.0/24")
			d.propagate("Hub", "HubSub")
		},
		want: map[string][]Path{"192.168.0.0/16 HubIf": some},
	},
	{
		name: "a VPN with static routes propagates all of the office", page: vpnRoutes,
		draw: func(d *draft) {
			hub(d, "192.168.0.0/16")
			d.vpnGateway("Hub")
			d.connection("Hub", "192.168.0.0/17", "192.168.128.0/17")
			d.propagate("Hub", "HubSub")
		},
		want: map[string][]Path{"192.168.0.0/16 HubIf": yes},
	},
	{
		name: "the block that a security group allows is that of another VPC", unsure: 1, page: vpnRoutes,
		draw: func(d *draft) {
			spoke(d)
			hub(d, "10.1.0.0/16")
			d.vpnGateway("Hub")
			d.propagate("Hub", "HubSub")
		},
		absent: []string{"10.1.0.0/16 HubIf", "10.1.0.0/16 usual"},
	},
	{
		name: "the block that a security group allows is a part of another VPC", unsure: 1, page: vpnRoutes,
		draw: func(d *draft) {
			spoke(d)
			hub(d, "10.1.0.128/25")
			d.vpnGateway("Hub")
			d.propagate("Hub", "HubSub")
		},
		absent: []string{"10.1.0.128/25 HubIf"},
	},
	{
		name: "the block that a security group allows has another VPC and an office", unsure: 1, page: vpnRoutes,
		draw: func(d *draft) {
			spoke(d)
			hub(d, "10.0.0.0/14")
			d.vpnGateway("Hub")
			d.propagate("Hub", "HubSub")
		},
		want: map[string][]Path{"10.0.0.0/14 HubIf": yes},
	},
	{
		name: "an office with public addresses of its own", unsure: 1, page: vpnRoutes,
		draw: func(d *draft) {
			hub(d, "9.9.0.0/16")
			d.vpnGateway("Hub")
			d.propagate("Hub", "HubSub")
		},
		more: func(a *app) { a.office = blocks("9.9.0.0/16") },
		want: map[string][]Path{"9.9.0.0/16 HubIf": yes},
	},
	{
		name: "an office whose block is not in the templates, and a network ACL that allows it", unsure: 1, page: acls,
		draw: func(d *draft) {
			hub(d)
			d.vpnGateway("Hub")
			d.propagate("Hub", "HubSub")
			d.acl("Acl", "Hub", []string{"HubSub"}, entry{true, "allow", "0.0.0.0/0", 0, 0}, entry{false, "allow", "0.0.0.0/0", 0, 0})
		},
		more: func(a *app) { a.office = blocks("172.16.0.0/16") },
		want: map[string][]Path{" HubIf": yes},
	},
	{
		name: "two VPN connections with static routes to two offices", page: vpnRoutes,
		draw: func(d *draft) {
			hub(d, "192.168.0.0/17", "172.16.0.0/16")
			d.vpnGateway("Hub")
			d.connection("Hub", "192.168.0.0/17")
			d.add("HubSecond", "VPNConnection", props{
				"Type": "ipsec.1", "StaticRoutesOnly": true, "CustomerGatewayId": ref("HubDevice"), "VpnGatewayId": ref("HubVgw"),
			})
			d.add("HubSecondRoute", "VPNConnectionRoute", props{"VpnConnectionId": ref("HubSecond"), "DestinationCidrBlock": "172.16.0.0/17"})
			d.propagate("Hub", "HubSub")
		},
		want: map[string][]Path{"192.168.0.0/17 HubIf": yes, "172.16.0.0/16 HubIf": some},
	},
	{
		name: "a peered VPC that is not in the templates", page: peerings,
		draw: func(d *draft) { outsidePeer(d, "10.1.0.0/16") },
		more: presentPeer,
		want: map[string][]Path{"peered VPC HubIf": yes},
	},
	{
		name: "a peered VPC that is not in the templates, with a route back to half of its subnet", page: peerings,
		draw: func(d *draft) {
			outsidePeer(d, "10.1.0.0/16")
			d.route("HubSub", "10.1.0.128/25", "GatewayId", "HubIgw")
			d.internet("Hub")
		},
		more: presentPeer,
		want: map[string][]Path{"peered VPC HubIf": some},
	},
	{
		name: "a peered VPC that is not in the templates, and that the security group does not allow", page: groups,
		draw: func(d *draft) { outsidePeer(d, "10.3.0.0/16") },
		more: presentPeer,
		want: map[string][]Path{"peered VPC HubIf": no},
	},
}

// outsidePeer is a hub with a peering connection to a VPC that the templates do not have.
func outsidePeer(d *draft, allowed string) {
	hub(d, allowed)
	d.add("Peering", "VPCPeeringConnection", props{"VpcId": ref("Hub"), "PeerVpcId": "vpc-0a1b2c3d4e5f60718"})
	d.route("HubSub", "10.1.0.0/16", "VpcPeeringConnectionId", "Peering")
}

// presentPeer shows that VPC to the lab alone.
func presentPeer(a *app) {
	const peering = "pcx-0a1b2c3d4e5f60718"
	a.stacks[0].Ids = map[string]string{"Peering": peering}
	d := newDraft()
	spoke(d)
	d.add("Route", "Route", props{"RouteTableId": ref("AppSubTable"), "DestinationCidrBlock": "10.2.0.0/16", "VpcPeeringConnectionId": peering})
	a.present = []Stack{{Name: "Present", Template: d.template(), Ids: map[string]string{"App": "vpc-0a1b2c3d4e5f60718"}}}
}

func blocks(texts ...string) []netip.Prefix {
	var list []netip.Prefix
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}
