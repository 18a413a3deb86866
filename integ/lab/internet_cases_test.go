//go:build linux

package lab

var internetCases = []caseOf{
	{
		name: "a NAT gateway in the hub serves a spoke", page: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html",
		draw: egressed,
		want: map[string][]Path{"AppSub usual": {Nat}, "HubPublic usual": {Internet}, "HubSub usual": no},
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
			behindNat(d)
			d.properties("Nat")["ConnectivityType"] = "private"
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
		name: "the ACL of a NAT gateway's subnet does not allow its clients", page: acls,
		draw: func(d *draft) {
			behindNat(d)
			d.acl("Acl", "App", []string{"AppPublic"}, // in from clients' ports alone, and out to the internet alone
				entry{true, "allow", "0.0.0.0/0", 443, 443}, entry{false, "allow", "0.0.0.0/0", 1024, 65535})
		},
		want: map[string][]Path{"AppPublic usual": {Internet}, "AppSub usual": no},
	},
	{
		name: "a subnet excluded from VPC Block Public Access", page: publicAccess,
		draw: func(d *draft) {
			blocked(d, "block-bidirectional")
			d.add("Exclusion", "VPCBlockPublicAccessExclusion", props{"SubnetId": ref("AppPublic"), "InternetGatewayExclusionMode": "allow-bidirectional"})
		},
		want: map[string][]Path{"AppSub usual": {Nat}, "AppPublic usual": {Internet}},
	},
	{
		name: "a VPC excluded from VPC Block Public Access for outbound traffic", page: publicAccess,
		draw: func(d *draft) {
			blocked(d, "block-bidirectional")
			d.add("Exclusion", "VPCBlockPublicAccessExclusion", props{"VpcId": ref("App"), "InternetGatewayExclusionMode": "allow-egress"})
		},
		want: map[string][]Path{"AppSub usual": {Nat}, "AppPublic usual": no},
	},
	{
		name: "a NAT gateway in a subnet with a gateway endpoint and no internet gateway", unsure: 1, page: undocumented,
		draw: func(d *draft) {
			spoke(d)
			d.subnet("AppNat", "App", "10.1.1.0/24", "a")
			d.add("Nat", "NatGateway", props{"SubnetId": ref("AppNat"), "ConnectivityType": "private"})
			d.route("AppSub", "0.0.0.0/0", "NatGatewayId", "Nat")
			d.gateway("AppGw", "App", "AppNat")
		},
		want: map[string][]Path{"AppSub usual": {Nat}, "AppNat usual": {Gateway}},
	},
	{
		name: "a NAT gateway routes over a peering connection", unsure: 1, page: undocumented,
		draw: func(d *draft) {
			peered(d)
			d.subnet("AppNat", "App", "10.1.1.0/24", "a")
			d.add("Nat", "NatGateway", props{"SubnetId": ref("AppNat"), "ConnectivityType": "private"})
			d.subnet("AppFar", "App", "10.1.2.0/24", "b")
			d.route("AppFar", "10.2.0.0/16", "NatGatewayId", "Nat")
			d.route("AppNat", "10.2.0.0/16", "VpcPeeringConnectionId", "Peering")
		},
		want: map[string][]Path{"AppFar HubIf": yes},
	},
}
