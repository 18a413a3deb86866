//go:build linux

package lab

const (
	firewalls    = "https://docs.aws.amazon.com/network-firewall/latest/developerguide/architectures.html"
	appliances   = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html"
	natInstances = "https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html"
	transitNat   = "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html"
)

// A firewall's rules and an instance's programs are not in the templates, so s3path is unsure where the lab's let packets pass.
var applianceCases = []caseOf{
	{
		name: "a firewall in front of a NAT gateway", unsure: 1, page: firewalls,
		draw: func(d *draft) {
			guarded(d)
			d.internet("App")
			d.subnet("AppPublic", "App", "10.1.1.0/24", "a")
			d.public("AppPublic", "App")
			d.nat("Nat", "AppPublic")
			d.route("AppWall", "0.0.0.0/0", "NatGatewayId", "Nat")
		},
		want: map[string][]Path{"AppSub usual": {Nat}, "AppWall usual": {Nat}},
	},
	{
		name: "a firewall in front of a gateway endpoint", unsure: 1, page: firewalls,
		draw: func(d *draft) {
			guarded(d)
			d.gateway("AppGw", "App", "AppWall")
		},
		want: map[string][]Path{"AppSub usual": {Gateway}},
	},
	{
		name: "a firewall whose subnet leads nowhere", page: firewalls,
		draw: guarded,
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a firewall in the hub in front of its NAT gateway", unsure: 2, page: appliances,
		draw: func(d *draft) {
			egressed(d)
			d.subnet("HubWall", "Hub", "10.2.7.0/28", "a")
			firewall(d, "HubWall", "Hub")
			delete(d.resources, "Out")
			wall(d, "HubTgw", "0.0.0.0/0")
			wall(d, "HubPublic", "10.1.0.0/16")
			delete(d.resources, "Back")
			d.route("HubWall", "0.0.0.0/0", "NatGatewayId", "Nat")
			d.route("HubWall", "10.1.0.0/16", "TransitGatewayId", "Tgw")
		},
		want: map[string][]Path{"AppSub usual": {Nat}},
	},
	{
		name: "nothing leads back from the hub's NAT gateway", page: transitNat,
		draw: func(d *draft) {
			egressed(d)
			delete(d.resources, "Back")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a NAT instance", unsure: 1, page: natInstances,
		draw: func(d *draft) { instanced(d, "10.1.0.0/16", false) },
		want: map[string][]Path{"AppSub usual": {Nat}},
	},
	{
		name: "a NAT instance whose security group does not allow its clients", page: natInstances,
		draw: func(d *draft) { instanced(d, "10.1.7.0/24", false) },
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "an instance with a source/destination check", page: natInstances,
		draw: func(d *draft) { instanced(d, "10.1.0.0/16", true) },
		want: map[string][]Path{"AppSub usual": no},
	},
}

// guarded is a spoke with a default route to a firewall.
func guarded(d *draft) {
	spoke(d)
	d.subnet("AppWall", "App", "10.1.9.0/28", "a")
	firewall(d, "AppWall", "App")
	wall(d, "AppSub", "0.0.0.0/0")
}

// firewall adds a firewall in a subnet.
func firewall(d *draft, subnet, vpc string) {
	d.resources["Firewall"] = props{"Type": typeFirewall, "Properties": props{
		"FirewallName": "firewall", "FirewallPolicyArn": "arn:aws:network-firewall:eu-west-1:111122223333:firewall-policy/all",
		"VpcId": ref(vpc), "SubnetMappings": []any{props{"SubnetId": ref(subnet)}},
	}}
}

// wall adds a route to the firewall.
func wall(d *draft, subnet, to string) {
	first := props{"Fn::Select": []any{0, attribute("Firewall", "EndpointIds")}}
	d.add(subnet+"Wall", "Route", props{
		"RouteTableId": ref(subnet + "Table"), "DestinationCidrBlock": to,
		"VpcEndpointId": props{"Fn::Select": []any{1, props{"Fn::Split": []any{":", first}}}},
	})
}

// egressed is a spoke whose requests to the internet leave by a hub's NAT gateway, with the routes Out and Back in the hub.
func egressed(d *draft) {
	transited(d, "HubTgw", ownTables())
	d.internet("Hub")
	d.subnet("HubPublic", "Hub", "10.2.8.0/24", "a")
	d.public("HubPublic", "Hub")
	d.nat("Nat", "HubPublic")
	d.add("Out", "Route", props{"RouteTableId": ref("HubTgwTable"), "DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": ref("Nat")})
	d.add("Back", "Route", props{"RouteTableId": ref("HubPublicTable"), "DestinationCidrBlock": "10.1.0.0/16", "TransitGatewayId": ref("Tgw")})
	d.route("AppSub", "0.0.0.0/0", "TransitGatewayId", "Tgw")
	joined(d)
}

// instanced is a spoke with a default route to an instance in a public subnet.
func instanced(d *draft, clients string, check bool) {
	spoke(d)
	d.internet("App")
	d.subnet("AppPublic", "App", "10.1.1.0/24", "a")
	d.public("AppPublic", "App")
	d.add("Group", "SecurityGroup", props{"VpcId": ref("App"), "GroupDescription": "clients", "SecurityGroupIngress": []any{
		props{"IpProtocol": "-1", "CidrIp": clients},
	}})
	d.add("Instance", "Instance", props{"SubnetId": ref("AppPublic"), "SecurityGroupIds": []any{attribute("Group", "GroupId")}, "SourceDestCheck": check})
	d.route("AppSub", "0.0.0.0/0", "InstanceId", "Instance")
}
