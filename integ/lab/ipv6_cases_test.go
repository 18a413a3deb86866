//go:build linux

package lab

const (
	addressTypes = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html#privatelink-ip-address-types"
	egressOnlys  = "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html"
)

// six is a VPC whose subnet has both IP versions, with a gateway endpoint.
func six(d *draft) {
	spoke(d)
	d.ipv6("App", "AppSub")
	d.gateway("AppGw", "App", "AppSub")
}

// ipv6Cases send packets over IPv6.
var ipv6Cases = []caseOf{
	{
		name: "IPv6 leaves by an egress-only gateway beside a gateway endpoint of IPv4", page: addressTypes,
		draw: six,
		want: map[string][]Path{"AppSub usual": {Gateway}, "AppSub dualstack": {Gateway, Internet}},
	},
	{
		name: "a gateway endpoint of both IP versions goes before an egress-only gateway", page: addressTypes,
		draw: func(d *draft) {
			six(d)
			d.properties("AppGw")["IpAddressType"] = "dualstack"
		},
		want:   map[string][]Path{"AppSub usual": {Gateway}},
		absent: []string{"AppSub dualstack"},
	},
	{
		name: "a gateway endpoint of IPv6 alone", page: addressTypes,
		draw: func(d *draft) {
			six(d)
			d.properties("AppGw")["IpAddressType"] = "ipv6"
		},
		want: map[string][]Path{"AppSub usual": no, "AppSub dualstack": {"", Gateway}},
	},
	{
		name: "an IPv6-only subnet behind an egress-only gateway", page: egressOnlys,
		draw: func(d *draft) {
			six(d)
			delete(d.properties("AppSub"), "CidrBlock")
			d.properties("AppSub")["Ipv6Native"] = true
		},
		want: map[string][]Path{"AppSub dualstack": {Internet}},
	},
	{
		name: "VPC Block Public Access leaves egress-only gateways open to outbound traffic", page: publicAccess,
		draw: func(d *draft) {
			six(d)
			d.add("Block", "VPCBlockPublicAccessOptions", props{"InternetGatewayBlockMode": "block-ingress"})
		},
		want: map[string][]Path{"AppSub dualstack": {Gateway, Internet}},
	},
	{
		name: "VPC Block Public Access closes egress-only gateways", page: publicAccess,
		draw: func(d *draft) {
			six(d)
			d.add("Block", "VPCBlockPublicAccessOptions", props{"InternetGatewayBlockMode": "block-bidirectional"})
		},
		want: map[string][]Path{"AppSub dualstack": {"", Gateway}},
	},
	{
		name: "a network ACL allows only IPv4", page: acls,
		draw: func(d *draft) {
			six(d)
			d.acl("Acl", "App", []string{"AppSub"}, entry{true, "allow", "0.0.0.0/0", 0, 0}, entry{false, "allow", "0.0.0.0/0", 0, 0})
		},
		want: map[string][]Path{"AppSub usual": {Gateway}, "AppSub dualstack": {"", Gateway}},
	},
	{
		name: "a narrow IPv6 route beside a gateway endpoint of both IP versions", page: priority,
		draw: func(d *draft) {
			six(d)
			d.properties("AppGw")["IpAddressType"] = "dualstack"
			d.add("Narrow", "Route", props{"RouteTableId": ref("AppSubTable"), "DestinationIpv6CidrBlock": "2600:1fa0:8000::/48", "EgressOnlyInternetGatewayId": ref("AppEigw")})
		},
		want: map[string][]Path{"AppSub usual": {Gateway}, "AppSub dualstack": {Gateway, Internet}},
	},
}
