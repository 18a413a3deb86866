//go:build linux

package lab

var dnsCases = []caseOf{
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
		name: "a private hosted zone leads S3's names to an interface endpoint", page: zones,
		draw: func(d *draft) {
			behindNat(d)
			d.link("AppIf", "App", []string{"AppSub"}, "10.1.0.0/16")
			d.zone("App")
			d.alias("*."+s3Domain, "AppIf")
		},
		want: map[string][]Path{"AppSub usual": yes, "AppPublic usual": yes, "AppSub AppIf": yes},
	},
	{
		name: "a private hosted zone of S3's names without a record", page: zones,
		draw: func(d *draft) {
			behindNat(d)
			d.zone("App")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "a private hosted zone of another VPC", page: zones,
		draw: func(d *draft) {
			behindNat(d)
			hub(d)
			d.zone("Hub")
			d.alias("*."+s3Domain, "HubIf")
		},
		want: map[string][]Path{"AppSub usual": {Nat}, "HubSub usual": yes},
	},
	{
		name: "a hub's endpoint serves a spoke by a private hosted zone", page: zones,
		draw: func(d *draft) {
			peered(d)
			d.zone("App")
			d.alias("*."+s3Domain, "HubIf")
		},
		want: map[string][]Path{"AppSub usual": yes, "HubSub usual": no},
	},
	{
		name: "a private hosted zone with a record of S3's domain, but none below it", page: zones,
		draw: func(d *draft) {
			behindNat(d)
			d.link("AppIf", "App", []string{"AppSub"}, "10.1.0.0/16")
			d.zone("App")
			d.alias(s3Domain, "AppIf")
		},
		want: map[string][]Path{"AppSub usual": no},
	},
	{
		name: "DHCP options name other DNS servers", unsure: 2, page: dhcp,
		draw: func(d *draft) {
			behindNat(d)
			d.dhcp("App", "10.9.9.9")
		},
		want: map[string][]Path{"AppSub usual": {Nat}}, // if they answer as the public DNS does
	},
	{
		name: "DHCP options name Amazon's DNS server", page: dhcp,
		draw: func(d *draft) {
			behindNat(d)
			d.dhcp("App", "AmazonProvidedDNS")
		},
		want: map[string][]Path{"AppSub usual": {Nat}},
	},
	{
		name: "DHCP options name Amazon's DNS server by its address in the VPC", page: dhcp,
		draw: func(d *draft) {
			behindNat(d)
			d.dhcp("App", "10.1.0.2")
		},
		want: map[string][]Path{"AppSub usual": {Nat}},
	},
}
