package privates3

import (
	"net/netip"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
)

func TestPlainClients(t *testing.T) {
	const (
		wide     = " the endpoint to the whole internet. Use your own CIDRs, a prefix list or a security group."
		notCidr  = ` is not a CIDR block. Use one such as "192.168.0.0/16".`
		noClient = ` has no address that a client can have. Use one such as "192.168.0.0/16".`
	)
	for _, test := range []struct {
		name    string
		clients []string
		want    []string
	}{
		{
			name:    "the whole internet, in every spelling",
			clients: []string{"0.0.0.0/0", "::/0", "10.0.0.0/0", "000.0.0.0/00"},
			want: []string{
				"Clients[0]: 0.0.0.0/0 opens" + wide,
				"Clients[1]: ::/0 opens" + wide,
				"Clients[2]: 10.0.0.0/0 opens" + wide,
				"Clients[3]: 000.0.0.0/00 opens" + wide,
			},
		},
		{
			name:    "all public IPv6 addresses",
			clients: []string{"2000::/3", "::/1"},
			want:    []string{"Clients[0]: 2000::/3 opens" + wide, "Clients[1]: ::/1 opens" + wide},
		},
		{
			name:    "the whole internet in halves",
			clients: []string{"0.0.0.0/1", "192.168.0.0/16", "128.0.0.0/1", "2001:db8::/32"},
			want:    []string{"Clients: 0.0.0.0/1, 192.168.0.0/16, 128.0.0.0/1 together open" + wide},
		},
		{
			name:    "the whole internet in three blocks, beside a prefix list",
			clients: []string{"0.0.0.0/1", "pl-0a1b2c3d", "128.0.0.0/2", "192.0.0.0/2"},
			want:    []string{"Clients: 0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/2 together open" + wide},
		},
		{
			name:    "the whole internet but multicast and loopback",
			clients: []string{"0.0.0.0/2", "64.0.0.0/3", "96.0.0.0/4", "112.0.0.0/5", "120.0.0.0/6", "124.0.0.0/7", "126.0.0.0/8", "128.0.0.0/2", "192.0.0.0/3"},
			want: []string{
				"Clients: 0.0.0.0/2, 64.0.0.0/3, 96.0.0.0/4, 112.0.0.0/5, 120.0.0.0/6, 124.0.0.0/7, 126.0.0.0/8, 128.0.0.0/2, 192.0.0.0/3 together open" + wide,
			},
		},
		{
			name:    "public IPv6 in halves",
			clients: []string{"2000::/4", "3000::/4", "10.0.0.0/8"},
			want:    []string{"Clients: 2000::/4, 3000::/4 together open" + wide},
		},
		{
			name:    "near miss: half of IPv4 twice, and half of IPv6",
			clients: []string{"0.0.0.0/1", "0.0.0.0/2", "8000::/1"},
		},
		{
			name:    "near miss: three quarters",
			clients: []string{"0.0.0.0/1", "128.0.0.0/2"},
		},
		{
			name:    "what is no block",
			clients: []string{"192.168.0.0/33", "300.0.0.0/8", "999.1.1.1/8", "2001:db8::/129", "010.0.0.0/8", "10.0.0.0/08", " 10.0.0.0/8", "10.0.0.0 /8", "10.0.0.0/8 ", "10.0.0.0/+8", "10.0.0.0/-1", "10.0.0.0/", "10.0/16", "fe80::%eth0/64", "fe80::1%eth0", "10.0.0.0/255.0.0.0"},
			want: []string{
				`Clients[0]: "192.168.0.0/33"` + notCidr,
				`Clients[1]: "300.0.0.0/8"` + notCidr,
				`Clients[2]: "999.1.1.1/8"` + notCidr,
				`Clients[3]: "2001:db8::/129"` + notCidr,
				`Clients[4]: "010.0.0.0/8"` + notCidr,
				`Clients[5]: "10.0.0.0/08"` + notCidr,
				`Clients[6]: " 10.0.0.0/8"` + notCidr,
				`Clients[7]: "10.0.0.0 /8"` + notCidr,
				`Clients[8]: "10.0.0.0/8 "` + notCidr,
				`Clients[9]: "10.0.0.0/+8"` + notCidr,
				`Clients[10]: "10.0.0.0/-1"` + notCidr,
				`Clients[11]: "10.0.0.0/"` + notCidr,
				`Clients[12]: "10.0/16"` + notCidr,
				`Clients[13]: "fe80::%eth0/64"` + notCidr,
				`Clients[14]: "fe80::1%eth0"` + notCidr,
				`Clients[15]: "10.0.0.0/255.0.0.0"` + notCidr,
			},
		},
		{
			name:    "host bits, no prefix length, IPv4 in IPv6",
			clients: []string{"192.168.0.9/16", "2001:db8::9/32", "192.168.0.9", "2001:db8::9", "::ffff:10.0.0.0/104", "::ffff:a00:0/104"},
			want: []string{
				`Clients[0]: "192.168.0.9/16" has host bits, which AWS ignores. Use 192.168.0.0/16 for the block or 192.168.0.9/32 for the address.`,
				`Clients[1]: "2001:db8::9/32" has host bits, which AWS ignores. Use 2001:db8::/32 for the block or 2001:db8::9/128 for the address.`,
				`Clients[2]: "192.168.0.9" has no prefix length. Use 192.168.0.9/32 for this address.`,
				`Clients[3]: "2001:db8::9" has no prefix length. Use 2001:db8::9/128 for this address.`,
				`Clients[4]: "::ffff:10.0.0.0/104" is a block of IPv4-mapped IPv6 addresses, which no client has. Use the IPv4 block.`,
				`Clients[5]: "::ffff:a00:0/104" is a block of IPv4-mapped IPv6 addresses, which no client has. Use the IPv4 block.`,
			},
		},
		{
			name:    "addresses that no client has",
			clients: []string{"127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "0.0.0.0/32", "::1/128", "fe80::/64", "ff02::/16"},
			want: []string{
				"Clients[0]: 127.0.0.0/8" + noClient,
				"Clients[1]: 169.254.0.0/16" + noClient,
				"Clients[2]: 224.0.0.0/4" + noClient,
				"Clients[3]: 255.255.255.255/32" + noClient,
				"Clients[4]: 0.0.0.0/32" + noClient,
				"Clients[5]: ::1/128" + noClient,
				"Clients[6]: fe80::/64" + noClient,
				"Clients[7]: ff02::/16" + noClient,
			},
		},
		{
			name:    "near miss: blocks that have other addresses, too",
			clients: []string{"126.0.0.0/7", "169.0.0.0/8", "128.0.0.0/3", "::/8"},
		},
		{
			name:    "near miss: blocks, single addresses, a prefix list, a security group, tokens",
			clients: []string{"10.0.0.0/8", "192.168.0.9/32", "2001:db8::9/128", "2001:DB8::/32", "pl-0a1b2c3d", "sg-0a1b2c3d", "StackClientA1B2C3D4", "${Token[TOKEN.12]}", "${Token[TOKEN.13]}/16"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			planInterface(&found, "", commonProps{}, &InterfaceS3LinkProps{Vpc: &noVpc{}, Clients: clients(test.clients...)})
			compareProblems(t, found, test.want)
		})
	}
}

func TestPlainFamiliesOfClients(t *testing.T) {
	const (
		only4 = "Clients: all clients have IPv4 addresses, but the endpoint has only IPv6 addresses. List clients with IPv6 addresses, or set IpAddressType to IPV4 or DUALSTACK."
		only6 = "Clients: all clients have IPv6 addresses, but the endpoint has only IPv4 addresses. List clients with IPv4 addresses, or set IpAddressType to IPV6 or DUALSTACK."
	)
	for _, test := range []struct {
		name    string
		address awsec2.VpcEndpointIpAddressType
		clients *[]awsec2.IPeer
		want    []string
	}{
		{"IPv4 clients of an IPv6 endpoint", awsec2.VpcEndpointIpAddressType_IPV6, clients("192.168.0.0/16", "10.0.0.0/8"), []string{only4}},
		{"IPv6 clients of an IPv4 endpoint", awsec2.VpcEndpointIpAddressType_IPV4, clients("2001:db8::/32"), []string{only6}},
		{"IPv6 clients of an endpoint of the default type", "", clients("2001:db8::/32"), []string{only6}},
		{"near miss: clients of both families", awsec2.VpcEndpointIpAddressType_IPV6, clients("192.168.0.0/16", "2001:db8::/32"), nil},
		{"near miss: a prefix list", awsec2.VpcEndpointIpAddressType_IPV6, clients("192.168.0.0/16", "pl-0a1b2c3d"), nil},
		{"near miss: a token", awsec2.VpcEndpointIpAddressType_IPV6, clients("192.168.0.0/16", "${Token[TOKEN.12]}"), nil},
		{"near miss: a dualstack endpoint", awsec2.VpcEndpointIpAddressType_DUALSTACK, clients("192.168.0.0/16"), nil},
		{"near miss: no clients", awsec2.VpcEndpointIpAddressType_IPV6, clients(), nil},
		{"near miss: an unknown type, which is a problem of its own", "IPV5", clients("192.168.0.0/16"), []string{`IpAddressType: "IPV5" is not an IP address type. Use awsec2.VpcEndpointIpAddressType_IPV4, …_IPV6 or …_DUALSTACK.`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var found problems
			planInterface(&found, "", commonProps{}, &InterfaceS3LinkProps{Vpc: &noVpc{}, Clients: test.clients, IpAddressType: test.address})
			compareProblems(t, found, test.want)
		})
	}
}

func FuzzClient(f *testing.F) {
	for _, cidr := range []string{"10.0.0.0/8", "0.0.0.0/00", "2001:db8::/32", "::ffff:10.0.0.0/104", "fe80::1%eth0", "pl-0a1b2c3d"} {
		f.Add(cidr)
	}
	f.Fuzz(func(t *testing.T, cidr string) {
		var found problems
		block, ok := readCidrBlock(&found, "Clients[0]", cidr)
		if ok != (len(found) == 0) {
			t.Errorf("%q is a block: %t, with the problems %v", cidr, ok, found)
		}
		if ok && (block != netip.MustParsePrefix(cidr) || block != block.Masked()) {
			t.Errorf("%q is read as %s", cidr, block)
		}
	})
}
