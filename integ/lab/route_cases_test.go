//go:build linux

package lab

var routeCases = []caseOf{
	{
		name: "a prefix list's entry is wider than a static route", page: priority,
		draw: func(d *draft) { beside(d, "10.0.0.0/8") },
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "a prefix list's entry is as long as a static route", page: priority,
		draw: func(d *draft) { beside(d, "10.2.0.0/16") },
		want: map[string][]Path{"AppSub HubIf": yes},
	},
	{
		name: "a prefix list's entry is narrower than a static route", unsure: 1, page: priority,
		draw: func(d *draft) { beside(d, "172.16.0.0/12", "10.2.0.0/24") },
		want: map[string][]Path{"AppSub HubIf": no},
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
		name: "an address of a secondary block", page: interfaces,
		draw: func(d *draft) {
			hub(d, "10.2.0.0/16")
			d.add("More", "VPCCidrBlock", props{"VpcId": ref("Hub"), "CidrBlock": "100.64.0.0/20"})
			d.subnet("HubMore", "Hub", "100.64.0.0/24", "b")
		},
		want: map[string][]Path{"HubMore HubIf": no, "HubSub HubIf": yes},
	},
	{
		name: "a gateway endpoint on a table that no subnet uses", page: gateways,
		draw: func(d *draft) {
			spoke(d)
			d.add("OldTable", "RouteTable", props{"VpcId": ref("App")})
			d.gateway("AppGw", "App", "Old")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a subnet without an association uses the main table", page: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html",
		draw: func(d *draft) {
			spoke(d)
			d.gateway("AppGw", "App", "AppSub")
			delete(d.resources, "AppSubAssociation")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a stack reads the ID of another stack's route table from an SSM parameter", page: internets,
		draw: func(d *draft) {
			spoke(d)
			d.internet("App")
			d.properties("AppSub")["MapPublicIpOnLaunch"] = true
			d.resources["Published"] = props{"Type": "AWS::SSM::Parameter", "Properties": props{"Name": "/table", "Type": "String", "Value": ref("AppSubTable")}}
			d.sections = props{"Outputs": props{"Igw": props{"Value": ref("AppIgw"), "Export": props{"Name": "igw"}}}}
		},
		more: func(a *app) {
			other := newDraft()
			other.add("Default", "Route", props{
				"RouteTableId": ref("Table"), "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": props{"Fn::ImportValue": "igw"},
			})
			other.sections = props{"Parameters": props{"Table": props{"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/table"}}}
			a.stacks = append(a.stacks, Stack{Name: "Other", Template: other.template()})
		},
		want: map[string][]Path{"AppSub usual": {Internet}},
	},
	{
		name: "routes and addresses of IPv6 beside an IPv4 gateway endpoint", page: ipv6,
		draw: func(d *draft) {
			spoke(d)
			d.ipv6("App", "AppSub")
			d.gateway("AppGw", "App", "AppSub")
		},
		want: map[string][]Path{"AppSub usual": {Gateway}},
	},
	{
		name: "routes of IPv6 alone", page: ipv6,
		draw: func(d *draft) {
			spoke(d)
			d.ipv6("App", "AppSub")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a subnet with IPv6 addresses alone", page: ipv6,
		draw: func(d *draft) {
			spoke(d)
			d.ipv6("App", "AppSub")
			delete(d.properties("AppSub"), "CidrBlock")
			d.properties("AppSub")["Ipv6Native"] = true
			d.gateway("AppGw", "App", "AppSub")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
}
