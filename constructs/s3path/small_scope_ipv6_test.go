package s3path_test

import (
	"fmt"
	"testing"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// plainSix is what a deploy has for IPv6. Subnet A alone may have a block.
type plainSix struct {
	block   bool
	exits   [3][]exit
	gateway [3]bool
}

// pathsOver6 returns the paths that S3's IPv6 addresses may take from a subnet, none if it has no IPv6 block.
func (p *plain) pathsOver6(subnet int) []s3path.Path {
	if subnet > 0 || !p.six.block {
		return nil
	}
	table := p.table[subnet]
	rest := s3path.NoPath
	var paths []s3path.Path
	for _, e := range p.six.exits[table] {
		if e.size == few {
			paths = append(paths, e.path)
		} else {
			rest = e.path
		}
	}
	if p.six.gateway[table] {
		rest = s3path.Gateway
	}
	return append(paths, rest)
}

// sixBlocks are the IPv6 blocks that subnet A can have.
func sixBlocks() []choice {
	const inVpc = "Six VPCCidrBlock {VpcId: @Vpc, AmazonProvidedIpv6CidrBlock: true}\nOut EgressOnlyInternetGateway {VpcId: @Vpc}\n"
	block := func(end string) string {
		return inVpc + `SixA SubnetCidrBlock {SubnetId: @A, Ipv6CidrBlock: "2600:1f18:1:1::/64"}` + end + "\n"
	}
	has := func(p *plain) { p.six.block = true }
	return []choice{
		{inVpc, always(nothing)},
		{block(""), always(has)},
		{block(" {Condition: Open}"), []func(p *plain){nothing, has}},
		{inVpc + "More AWS::CloudFormation::Stack {TemplateURL: x, Parameters: {S: @A}}\n", []func(p *plain){nothing, has, func(p *plain) { p.unseen = true }}},
	}
}

// sixRoutes are the IPv6 routes of a table.
func sixRoutes(table int) []choice {
	route := func(properties string, exits ...exit) choice {
		text := fmt.Sprintf("Six%d Route {RouteTableId: @T%d, %s}\n", table, table, properties)
		return choice{text, always(func(p *plain) { p.six.exits[table] = append(p.six.exits[table], exits...) })}
	}
	const all = `DestinationIpv6CidrBlock: "::/0", `
	return []choice{
		{"", always(nothing)},
		route(all+"EgressOnlyInternetGatewayId: @Out", exit{path: s3path.Internet}),
		route(all+"EgressOnlyInternetGatewayId: @Out", exit{path: s3path.Internet}).perhaps(" {Condition: Open}"),
		route(all+"GatewayId: @Igw", exit{path: s3path.Internet}),
		route(all+"TransitGatewayId: tgw-1", exit{path: s3path.Transit}),
		route(`DestinationIpv6CidrBlock: "2600:1fa0::/32", EgressOnlyInternetGatewayId: @Out`, exit{path: s3path.Internet, size: few}),
		route(`DestinationIpv6CidrBlock: "fd00::/8", TransitGatewayId: tgw-1`),
		route(`DestinationIpv6CidrBlock: "64:ff9b::/96", NatGatewayId: nat-1`),
	}
}

// sixGateways are the gateway endpoints that table 1 can have, by their IP address types.
func sixGateways() []choice {
	line := func(properties string) string {
		return fmt.Sprintf("S3 VPCEndpoint {VpcId: @Vpc, ServiceName: com.amazonaws.eu-west-1.s3, RouteTableIds: [@T1]%s}\n", properties)
	}
	four := func(p *plain) { p.gateway[1] = true }
	six := func(p *plain) { p.six.gateway[1] = true }
	both := func(p *plain) { four(p); six(p) }
	return []choice{
		{"", always(nothing)},
		{line(""), always(four)},
		{line(", IpAddressType: ipv4"), always(four)},
		{line(", IpAddressType: dualstack"), always(both)},
		{line(", IpAddressType: ipv6"), always(six)},
		{line(", IpAddressType: @Service"), []func(p *plain){four, six, both}},
	}
}

// TestSmallScopeOfIpv6 does what TestSmallScope does for networks with IPv6.
func TestSmallScopeOfIpv6(t *testing.T) {
	var s smallScope
	for _, association := range associations(0) {
		for _, block := range sixBlocks() {
			for _, routes := range sixRoutes(1) {
				for _, other := range sixRoutes(2)[:2] {
					for _, gateway := range sixGateways() {
						s.check(t, 1, association, block, routes, other, gateway)
					}
				}
			}
		}
	}
	t.Logf("%d networks, %d of them pass, %d are known", s.networks, s.passed, s.certain)
	s.problems.report(t)
}
