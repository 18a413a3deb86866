//go:build linux

package lab

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// caseOf is a network on which s3path and packets once differed, or a sibling of one.
type caseOf struct {
	name string
	page string // that settles it, in AWS's documentation
	draw func(d *draft)
	// want has what packets do, by client and name: the paths that they take, "" for none.
	want map[string][]Path
	// refused is what the lab says if it does not build the network.
	refused string
}

var (
	no   = []Path{""}
	some = []Path{"", Interface}
	yes  = []Path{Interface}
)

const (
	priority     = "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html"
	attachments  = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html"
	transitAcls  = "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html"
	transits     = "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html"
	vpnRoutes    = "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html"
	natGateways  = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"
	peerings     = "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"
	acls         = "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html"
	groups       = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"
	gateways     = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"
	interfaces   = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html"
	publicAccess = "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html"
	internets    = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"
)

// hub is a VPC with an interface endpoint that allows everybody, or some blocks.
func hub(d *draft, blocks ...string) {
	if len(blocks) == 0 {
		blocks = []string{"0.0.0.0/0"}
	}
	d.vpc("Hub", "10.2.0.0/16")
	d.subnet("HubSub", "Hub", "10.2.0.0/24", "a")
	d.link("HubIf", "Hub", []string{"HubSub"}, blocks...)
}

// spoke is a VPC with a client.
func spoke(d *draft) {
	d.vpc("App", "10.1.0.0/16")
	d.subnet("AppSub", "App", "10.1.0.0/24", "a")
}

// peered are a hub and a spoke with a peering connection and routes both ways.
func peered(d *draft) {
	hub(d)
	spoke(d)
	d.add("Peering", "VPCPeeringConnection", props{"VpcId": ref("App"), "PeerVpcId": ref("Hub")})
	d.route("AppSub", "10.2.0.0/16", "VpcPeeringConnectionId", "Peering")
	d.route("HubSub", "10.1.0.0/16", "VpcPeeringConnectionId", "Peering")
}

// transited are a hub and a spoke on a transit gateway with routes both ways; the hub is attached in a subnet.
func transited(d *draft, hubSubnet string, transit props) {
	hub(d)
	spoke(d)
	d.add("Tgw", "TransitGateway", transit)
	if hubSubnet != "HubSub" {
		d.subnet(hubSubnet, "Hub", "10.2.9.0/28", "a")
		d.route(hubSubnet, "10.1.0.0/16", "TransitGatewayId", "Tgw")
	}
	d.attach("AppAttachment", "App", "AppSub")
	d.attach("HubAttachment", "Hub", hubSubnet)
	d.route("AppSub", "10.2.0.0/16", "TransitGatewayId", "Tgw")
	d.route("HubSub", "10.1.0.0/16", "TransitGatewayId", "Tgw")
}

// blocked is a VPC with a public subnet, one behind a NAT gateway, and one with a gateway endpoint.
func blocked(d *draft, mode string) {
	spoke(d)
	d.internet("App")
	d.subnet("AppPublic", "App", "10.1.1.0/24", "a")
	d.public("AppPublic", "App")
	d.nat("Nat", "AppPublic")
	d.route("AppSub", "0.0.0.0/0", "NatGatewayId", "Nat")
	d.subnet("AppEnd", "App", "10.1.2.0/24", "a")
	d.gateway("AppGw", "App", "AppEnd")
	d.add("Block", "VPCBlockPublicAccessOptions", props{"InternetGatewayBlockMode": mode})
}

// ownTables are transit gateway properties without a default route table.
func ownTables() props {
	return props{"DefaultRouteTableAssociation": "disable", "DefaultRouteTablePropagation": "disable"}
}

// table adds a route table of the transit gateway, with the attachments that use it and those that it knows.
func table(d *draft, id string, uses, knows []string) {
	d.add(id, "TransitGatewayRouteTable", props{"TransitGatewayId": ref("Tgw")})
	for _, a := range uses {
		d.add(id+"For"+a, "TransitGatewayRouteTableAssociation", props{"TransitGatewayRouteTableId": ref(id), "TransitGatewayAttachmentId": ref(a)})
	}
	for _, a := range knows {
		d.add(id+"Of"+a, "TransitGatewayRouteTablePropagation", props{"TransitGatewayRouteTableId": ref(id), "TransitGatewayAttachmentId": ref(a)})
	}
}

var cases = []caseOf{
	{
		name: "a prefix list's entry is wider than a static route", page: priority,
		draw: func(d *draft) {
			peered(d)
			d.list("Nets", "10.0.0.0/8")
			d.add("Tgw", "TransitGateway", props{})
			d.attach("AppAttachment", "App", "AppSub")
			d.route("AppSub", "Nets", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "a prefix list's entry is as long as a static route", page: priority,
		draw: func(d *draft) {
			peered(d)
			d.list("Nets", "10.2.0.0/16")
			d.add("Tgw", "TransitGateway", props{})
			d.attach("AppAttachment", "App", "AppSub")
			d.route("AppSub", "Nets", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "a prefix list's entry is narrower than a static route", page: priority,
		draw: func(d *draft) {
			peered(d)
			d.list("Nets", "172.16.0.0/12", "10.2.0.0/24")
			d.add("Tgw", "TransitGateway", props{})
			d.attach("AppAttachment", "App", "AppSub")
			d.route("AppSub", "Nets", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub HubIf": no},
	},
	{
		name: "the client's zone has no attachment", page: attachments,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.subnet("AppB", "App", "10.1.1.0/24", "b")
			d.route("AppB", "10.2.0.0/16", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub HubIf": yes, "AppB HubIf": no},
	},
	{
		name: "one of the endpoint's zones has no attachment", page: attachments,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.subnet("HubB", "Hub", "10.2.1.0/24", "b")
			d.route("HubB", "10.1.0.0/16", "TransitGatewayId", "Tgw")
			d.properties("HubIf")["SubnetIds"] = refs("HubSub", "HubB")
		},
		want: map[string][]Path{"AppSub HubIf": some, "HubSub HubIf": yes},
	},
	{
		name: "the ACL of the attachment's subnet allows no outbound traffic to hosts", page: transitAcls,
		draw: func(d *draft) {
			transited(d, "HubTgw", props{})
			d.acl("HubAcl", "Hub", []string{"HubTgw"}, entry{action: "allow", block: "0.0.0.0/0"})
		},
		want: map[string][]Path{"AppSub HubIf": no},
	},
	{
		name: "the ACL of the attachment's subnet allows inbound traffic by the source of the hosts", page: transitAcls,
		draw: func(d *draft) {
			transited(d, "HubTgw", props{})
			d.acl("HubAcl", "Hub", []string{"HubTgw"},
				entry{true, "allow", "10.2.0.0/24", 443, 443}, entry{false, "allow", "10.2.0.0/24", 1024, 65535})
		},
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "host and attachment in one subnet, whose ACL does not allow its own addresses inbound", page: transitAcls,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.acl("Acl", "App", []string{"AppSub"},
				entry{true, "allow", "10.2.0.0/16", 443, 443}, entry{false, "allow", "10.2.0.0/16", 1024, 65535})
		},
		want: map[string][]Path{"AppSub HubIf": no},
	},
	{
		name: "host and attachment in one subnet, whose ACL allows no inbound responses but does not apply to them", page: transitAcls,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.acl("Acl", "App", []string{"AppSub"},
				entry{true, "allow", "10.2.0.0/16", 443, 443}, entry{false, "allow", "10.1.0.0/16", 443, 443})
		},
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "a transit gateway without a default route table, and without another", page: transits,
		draw: func(d *draft) { transited(d, "HubSub", ownTables()) },
		want: map[string][]Path{"AppSub HubIf": no},
	},
	{
		name: "a transit gateway whose own tables have routes in both directions", page: transits,
		draw: func(d *draft) {
			transited(d, "HubSub", ownTables())
			table(d, "AppTable", []string{"AppAttachment"}, []string{"HubAttachment"})
			table(d, "HubTable", []string{"HubAttachment"}, []string{"AppAttachment"})
		},
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "a transit gateway whose own tables have routes in one direction only", page: transits,
		draw: func(d *draft) {
			transited(d, "HubSub", ownTables())
			table(d, "AppTable", []string{"AppAttachment"}, []string{"HubAttachment"})
			table(d, "HubTable", []string{"HubAttachment"}, nil)
		},
		want: map[string][]Path{"AppSub HubIf": no},
	},
	{
		name: "a blackhole in a transit gateway's table, as long as a propagated route", page: transits,
		draw: func(d *draft) {
			transited(d, "HubSub", ownTables())
			table(d, "Table", []string{"AppAttachment", "HubAttachment"}, []string{"AppAttachment", "HubAttachment"})
			d.add("Hole", "TransitGatewayRoute", props{"TransitGatewayRouteTableId": ref("Table"), "DestinationCidrBlock": "10.2.0.0/16", "Blackhole": true})
		},
		want: map[string][]Path{"AppSub HubIf": no},
	},
	{
		name: "a narrow blackhole in a transit gateway's table, for a part of the clients", page: transits,
		draw: func(d *draft) {
			transited(d, "HubSub", ownTables())
			table(d, "Table", []string{"AppAttachment", "HubAttachment"}, []string{"AppAttachment", "HubAttachment"})
			d.add("Hole", "TransitGatewayRoute", props{"TransitGatewayRouteTableId": ref("Table"), "DestinationCidrBlock": "10.1.0.64/26", "Blackhole": true})
		},
		want: map[string][]Path{"AppSub HubIf": some},
	},
	{
		name: "a gateway endpoint in the hub serves no spoke", page: gateways,
		draw: func(d *draft) {
			transited(d, "HubSub", ownTables())
			d.gateway("HubGw", "Hub", "HubSub")
			d.route("AppSub", "0.0.0.0/0", "TransitGatewayId", "Tgw")
			table(d, "Table", []string{"AppAttachment", "HubAttachment"}, []string{"AppAttachment", "HubAttachment"})
			d.add("Default", "TransitGatewayRoute", props{
				"TransitGatewayRouteTableId": ref("Table"), "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayAttachmentId": ref("HubAttachment"),
			})
		},
		want: map[string][]Path{"AppSub usual": no, "HubSub usual": {Gateway}},
	},
	{
		name: "a NAT gateway in the hub serves a spoke", page: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html",
		draw: func(d *draft) {
			transited(d, "HubTgw", ownTables())
			d.internet("Hub")
			d.subnet("HubPublic", "Hub", "10.2.8.0/24", "a")
			d.public("HubPublic", "Hub")
			d.route("HubPublic", "10.1.0.0/16", "TransitGatewayId", "Tgw")
			d.nat("Nat", "HubPublic")
			d.route("HubTgw", "0.0.0.0/0", "NatGatewayId", "Nat")
			d.route("AppSub", "0.0.0.0/0", "TransitGatewayId", "Tgw")
			table(d, "Table", []string{"AppAttachment", "HubAttachment"}, []string{"AppAttachment", "HubAttachment"})
			d.add("Default", "TransitGatewayRoute", props{
				"TransitGatewayRouteTableId": ref("Table"), "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayAttachmentId": ref("HubAttachment"),
			})
		},
		want: map[string][]Path{"AppSub usual": {Transit}, "HubPublic usual": {Internet}, "HubSub usual": no},
	},
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
		name: "a static route diverts some of the responses to a peer", page: priority,
		draw: func(d *draft) {
			peered(d)
			d.internet("Hub")
			d.route("HubSub", "10.1.0.0/25", "GatewayId", "HubIgw")
		},
		want: map[string][]Path{"AppSub HubIf": some},
	},
	{
		name: "a NAT gateway routes over a transit gateway", page: natGateways,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.subnet("AppNat", "App", "10.1.1.0/24", "a")
			d.subnet("AppFar", "App", "10.1.2.0/24", "b")
			d.add("Nat", "NatGateway", props{"SubnetId": ref("AppNat"), "ConnectivityType": "private"})
			d.route("AppFar", "10.2.0.0/16", "NatGatewayId", "Nat")
			d.route("AppNat", "10.2.0.0/16", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppFar HubIf": yes},
	},
	{
		name: "an internet gateway drops what a private NAT gateway sends", page: natGateways,
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.subnet("AppPublic", "App", "10.1.1.0/24", "a")
			d.public("AppPublic", "App")
			d.add("Nat", "NatGateway", props{"SubnetId": ref("AppPublic"), "ConnectivityType": "private"})
			d.route("AppSub", "0.0.0.0/0", "NatGatewayId", "Nat")
		},
		want: map[string][]Path{"AppSub usual": no, "AppPublic usual": {Internet}},
	},
	{
		name: "a regional NAT gateway", page: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.add("Nat", "NatGateway", props{"VpcId": ref("App"), "AvailabilityMode": "regional", "ConnectivityType": "public"})
			d.route("AppSub", "0.0.0.0/0", "NatGatewayId", "Nat")
		},
		want: map[string][]Path{"AppSub usual": {Nat}},
	},
	{
		name: "VPC Block Public Access in both directions", page: publicAccess,
		draw: func(d *draft) {
			blocked(d, "block-bidirectional")
		},
		want: map[string][]Path{"AppSub usual": no, "AppPublic usual": no, "AppEnd usual": {Gateway}},
	},
	{
		name: "VPC Block Public Access for inbound traffic only", page: publicAccess,
		draw: func(d *draft) {
			blocked(d, "block-ingress")
		},
		want: map[string][]Path{"AppSub usual": {Nat}, "AppPublic usual": no, "AppEnd usual": {Gateway}},
	},
	{
		name: "private DNS without DNS support", page: interfaces,
		draw: func(d *draft) {
			hub(d)
			d.properties("Hub")["EnableDnsSupport"] = false
			d.properties("HubIf")["PrivateDnsEnabled"] = true
			d.properties("HubIf")["DnsOptions"] = props{"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}
		},
		refused: "has private DNS in a VPC without DNS support, which AWS refuses",
	},
	{
		name: "private DNS for all resolvers resolves the usual name to the interface", page: interfaces,
		draw: func(d *draft) {
			hub(d)
			d.gateway("HubGw", "Hub", "HubSub")
			d.properties("HubIf")["PrivateDnsEnabled"] = true
			d.properties("HubIf")["DnsOptions"] = props{"PrivateDnsOnlyForInboundResolverEndpoint": "AllResolvers"}
		},
		want: map[string][]Path{"HubSub usual": yes},
	},
	{
		name: "private DNS for inbound resolvers leaves the usual name to the gateway", page: interfaces,
		draw: func(d *draft) {
			hub(d)
			d.gateway("HubGw", "Hub", "HubSub")
			d.properties("HubIf")["PrivateDnsEnabled"] = true
		},
		want: map[string][]Path{"HubSub usual": {Gateway}},
	},
	{
		name: "the default route is written in halves", page: priority,
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.properties("AppSub")["MapPublicIpOnLaunch"] = true
			d.route("AppSub", "0.0.0.0/1", "GatewayId", "AppIgw")
			d.route("AppSub", "128.0.0.0/1", "GatewayId", "AppIgw")
		},
		want: map[string][]Path{"AppSub usual": {Internet}},
	},
	{
		name: "half of the default route is missing", page: priority,
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.properties("AppSub")["MapPublicIpOnLaunch"] = true
			d.route("AppSub", "0.0.0.0/1", "GatewayId", "AppIgw")
		},
		want: map[string][]Path{"AppSub usual": {"", Internet}},
	},
	{
		name: "a subnet without public addresses", page: internets,
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.route("AppSub", "0.0.0.0/0", "GatewayId", "AppIgw")
		},
		want: map[string][]Path{"AppSub usual": {"", Internet}},
	},
	{
		name: "a partner's address beside a gateway endpoint", page: gateways,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.gateway("AppGw", "App", "AppSub")
			d.route("AppSub", "8.8.8.8/32", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub usual": {"", Gateway}},
	},
	{
		name: "a wide route beside a gateway endpoint", page: gateways,
		draw: func(d *draft) {
			transited(d, "HubSub", props{})
			d.gateway("AppGw", "App", "AppSub")
			d.route("AppSub", "0.0.0.0/0", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub usual": {Gateway}},
	},
	{
		name: "a network ACL denies all addresses in halves", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"},
				entry{true, "deny", "0.0.0.0/1", 0, 65535}, entry{true, "deny", "128.0.0.0/1", 0, 65535},
				entry{true, "allow", "0.0.0.0/0", 0, 0}, entry{false, "allow", "0.0.0.0/0", 0, 0})
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a network ACL allows no inbound responses", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 443, 443}, entry{false, "allow", "0.0.0.0/0", 443, 443})
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a network ACL allows inbound responses to some of the ports", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 443, 443}, entry{false, "allow", "0.0.0.0/0", 32768, 65535})
		},
		want: map[string][]Path{"AppSub usual": {"", Gateway}},
	},
	{
		name: "a network ACL allows inbound responses by adjacent port ranges", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 443, 443},
				entry{false, "allow", "0.0.0.0/0", 1024, 32767}, entry{false, "allow", "0.0.0.0/0", 32768, 65535})
		},
		want: map[string][]Path{"AppSub usual": {Gateway}},
	},
	{
		name: "no network ACL applies inside a subnet", page: acls,
		draw: func(d *draft) {
			hub(d)
			d.acl("HubAcl", "Hub", []string{"HubSub"})
		},
		want: map[string][]Path{"HubSub HubIf": yes},
	},
	{
		name: "a security group's rules allow all addresses by three blocks", page: groups,
		draw: func(d *draft) {
			hub(d, "0.0.0.0/2", "64.0.0.0/2", "128.0.0.0/1")
			d.subnet("HubFar", "Hub", "10.2.1.0/24", "b")
		},
		want: map[string][]Path{"HubFar HubIf": yes},
	},
	{
		name: "a security group's protocol is in capitals", page: groups,
		draw: func(d *draft) {
			hub(d)
			d.properties("HubIfGroup")["SecurityGroupIngress"] = []any{props{"IpProtocol": "TCP", "FromPort": "443", "ToPort": 443, "CidrIp": "10.2.0.0/16"}}
		},
		want: map[string][]Path{"HubSub HubIf": yes},
	},
	{
		name: "a security group allows its own members", page: groups,
		draw: func(d *draft) {
			hub(d)
			d.properties("HubIfGroup")["SecurityGroupIngress"] = []any{}
			d.add("Self", "SecurityGroupIngress", props{
				"GroupId": attribute("HubIfGroup", "GroupId"), "IpProtocol": "-1", "SourceSecurityGroupId": attribute("HubIfGroup", "GroupId"),
			})
		},
		want: map[string][]Path{"HubSub HubIf": some},
	},
	{
		name: "a peer forwards nothing", page: peerings,
		draw: func(d *draft) {
			peered(d)
			d.internet("Hub")
			d.public("HubSub", "Hub")
			d.route("AppSub", "0.0.0.0/0", "VpcPeeringConnectionId", "Peering")
		},
		want: map[string][]Path{"AppSub usual": no, "HubSub usual": {Internet}, "AppSub HubIf": yes},
	},
	{
		name: "a route to a peer diverts some of S3's addresses from a gateway endpoint", page: priority,
		draw: func(d *draft) {
			peered(d)
			d.gateway("AppGw", "App", "AppSub")
			d.route("AppSub", "52.218.0.0/17", "VpcPeeringConnectionId", "Peering")
		},
		want: map[string][]Path{"AppSub usual": {"", Gateway}},
	},
	{
		name: "a route to a peer diverts some of S3's addresses from an internet gateway", page: priority,
		draw: func(d *draft) {
			peered(d)
			d.internet("App")
			d.public("AppSub", "App")
			d.list("Nets", "52.218.0.0/17")
			d.route("AppSub", "Nets", "VpcPeeringConnectionId", "Peering")
		},
		want: map[string][]Path{"AppSub usual": {"", Internet}},
	},
	{
		name: "a route to an endpoint's addresses leads to an internet gateway", page: internets,
		draw: func(d *draft) {
			peered(d)
			d.internet("App")
			d.properties("AppSub")["MapPublicIpOnLaunch"] = true
			d.route("AppSub", "10.2.0.0/24", "GatewayId", "AppIgw")
		},
		want: map[string][]Path{"AppSub HubIf": no, "HubSub HubIf": yes},
	},
	{
		name: "two VPCs with the same addresses", page: interfaces,
		draw: func(d *draft) {
			hub(d, "10.2.0.0/16")
			d.vpc("Twin", "10.2.0.0/16")
			d.subnet("TwinSub", "Twin", "10.2.0.0/24", "a")
			d.link("TwinIf", "Twin", []string{"TwinSub"}, "10.3.0.0/16")
			d.gateway("TwinGw", "Twin", "TwinSub")
		},
		want: map[string][]Path{"HubSub HubIf": yes, "HubSub usual": no, "TwinSub TwinIf": no, "TwinSub usual": {Gateway}},
	},
	{
		name: "the ACL of a NAT gateway's subnet does not allow its clients", page: acls,
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.subnet("AppPublic", "App", "10.1.1.0/24", "a")
			d.public("AppPublic", "App")
			d.nat("Nat", "AppPublic")
			d.route("AppSub", "0.0.0.0/0", "NatGatewayId", "Nat")
			d.acl("Acl", "App", []string{"AppPublic"}, // in from clients' ports alone, and out to the internet alone
				entry{true, "allow", "0.0.0.0/0", 443, 443}, entry{false, "allow", "0.0.0.0/0", 1024, 65535})
		},
		want: map[string][]Path{"AppPublic usual": {Internet}, "AppSub usual": no},
	},
	{
		name: "an address of a secondary block", page: interfaces,
		draw: func(d *draft) {
			hub(d, "10.2.0.0/16")
			d.add("More", "VPCCidrBlock", props{"VpcId": ref("Hub"), "CidrBlock": "100.64.0.0/20"})
			d.subnet("HubMore", "Hub", "100.64.0.0/24", "b")
		},
		want: map[string][]Path{"HubMore HubIf": no, "HubSub HubIf": yes},
	},
}

// TestCases holds packets against what AWS documents, and s3path against packets.
func TestCases(t *testing.T) {
	buildable(t)
	found := make([]comparison, len(cases))
	problems := make([]error, len(cases))
	limit := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	for i, c := range cases {
		group.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			d := newDraft()
			c.draw(d)
			found[i], problems[i] = compare(d.app(), 500*time.Millisecond)
		})
	}
	group.Wait()
	for i, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			switch err := problems[i]; {
			case c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)):
				t.Fatalf("the lab says %v, want one with %q", err, c.refused)
			case c.refused == "" && err != nil:
				t.Fatal(err)
			}
			for who, want := range c.want {
				if met := found[i].met[who]; !slices.Equal(met, want) {
					t.Errorf("%s: packets took %q, want %q; see %s", who, met, want, c.page)
				}
			}
			for _, f := range found[i].faults {
				t.Error(f)
			}
		})
	}
}
