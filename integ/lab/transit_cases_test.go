//go:build linux

package lab

var transitCases = []caseOf{
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
			joined(d)
		},
		want: map[string][]Path{"AppSub usual": no, "HubSub usual": {Gateway}},
	},
	{
		name: "traffic returns over a transit gateway to its VPC, which has a gateway endpoint there", unsure: 1, page: undocumented,
		draw: func(d *draft) {
			returning(d)
			d.gateway("AppGw", "App", "AppTgw")
		},
		want: map[string][]Path{"AppSub usual": {Gateway}, "AppTgw usual": {Gateway}},
	},
	{
		name: "traffic returns over a transit gateway to its VPC, which has a route to an internet gateway there", unsure: 1, page: undocumented,
		draw: func(d *draft) {
			returning(d)
			d.internet("App")
			d.properties("AppSub")["MapPublicIpOnLaunch"] = true
			d.public("AppTgw", "App")
		},
		want: map[string][]Path{"AppSub usual": {Internet}, "AppTgw usual": {Internet}},
	},
}

// returning is a VPC with a default route to a transit gateway that leads back into another subnet of the VPC.
func returning(d *draft) {
	spoke(d)
	d.subnet("AppTgw", "App", "10.1.9.0/28", "a")
	d.add("Tgw", "TransitGateway", ownTables())
	d.attach("AppAttachment", "App", "AppTgw")
	d.route("AppSub", "0.0.0.0/0", "TransitGatewayId", "Tgw")
	table(d, "Table", []string{"AppAttachment"}, []string{"AppAttachment"})
	d.add("Default", "TransitGatewayRoute", props{
		"TransitGatewayRouteTableId": ref("Table"), "DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayAttachmentId": ref("AppAttachment"),
	})
}
