package s3path_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// plain is one deploy of a small network: a VPC with the tables 0, which is the main one, 1 and 2.
type plain struct {
	table   [2]int // of subnets A and B
	exits   [3][]exit
	gateway [3]bool
	unseen  bool // another subnet is public
	guard   int  // the table of the firewall's subnet, 0 if there is none
	six     plainSix
}

// exit is a route, and the path that S3's addresses take by it.
type exit struct {
	path s3path.Path
	size size
	// behind is the table behind a firewall, whose paths it has; 0 for any other exit.
	behind int
	rank   int // of routes that are as wide, the lower goes first: static ones, then lists, then what is propagated
}

// size is how many addresses a route takes.
type size int

const (
	everything size = iota
	// some is a part of all addresses, but not narrower than the blocks of S3's prefix list.
	some
	// few may be narrower.
	few
)

// paths returns the paths that S3's addresses may take from a subnet, by the rule that the narrower route wins.
func (p *plain) paths(subnet int) []s3path.Path { return p.pathsFrom(p.table[subnet]) }

func (p *plain) pathsFrom(table int) []s3path.Path {
	var paths []s3path.Path
	rest := exit{path: s3path.NoPath, rank: 9} // what no narrow route takes
	add := func(e exit) {
		if e.behind == 0 {
			paths = append(paths, e.path)
			return
		}
		for _, path := range p.pathsFrom(e.behind) {
			if path == s3path.NoPath {
				path = e.path
			}
			paths = append(paths, path)
		}
	}
	for _, e := range p.exits[table] {
		switch {
		case e.size == few, e.size == some && !p.gateway[table]:
			add(e)
		case e.size == everything && e.rank < rest.rank:
			rest = e
		}
	}
	if p.gateway[table] {
		rest = exit{path: s3path.Gateway}
	}
	add(rest)
	return paths
}

// leaks reports whether a subnet takes one of the paths that RequirePrivate forbids.
func (p *plain) leaks(subnets int) bool {
	if p.unseen {
		return true
	}
	var all []s3path.Path
	if p.guard != 0 {
		all = p.pathsFrom(p.guard)
	}
	for subnet := range subnets {
		if slices.ContainsFunc(p.pathsOver6(subnet), func(path s3path.Path) bool { return path != s3path.Gateway && path != s3path.NoPath }) {
			return true
		}
	}
	for subnet := range subnets {
		all = append(all, p.paths(subnet)...)
	}
	return slices.ContainsFunc(all, func(path s3path.Path) bool { return path != s3path.Gateway && path != s3path.NoPath })
}

// choice is a part of a network: its lines in the template, and each thing that it can be once it is deployed.
type choice struct {
	lines   string
	deploys []func(p *plain)
}

func always(deploy func(p *plain)) []func(p *plain) { return []func(p *plain){deploy} }

func nothing(*plain) {}

// out is a route of a table to a target, and what becomes of it.
func out(table int, name, properties string, exits ...exit) choice {
	text := fmt.Sprintf("%s%d Route {RouteTableId: @T%d, %s}\n", name, table, table, properties)
	return choice{text, always(func(p *plain) { p.exits[table] = append(p.exits[table], exits...) })}
}

// perhaps adds that a choice may not be there, and another line's end.
func (c choice) perhaps(end string) choice {
	lines := strings.TrimSuffix(c.lines, "\n")
	return choice{lines + end + "\n", append([]func(p *plain){nothing}, c.deploys...)}
}

func (c choice) and(d choice) choice {
	both := choice{lines: c.lines + d.lines}
	for _, first := range c.deploys {
		for _, second := range d.deploys {
			both.deploys = append(both.deploys, func(p *plain) { first(p); second(p) })
		}
	}
	return both
}

const all, half = "DestinationCidrBlock: 0.0.0.0/0", "DestinationCidrBlock: 0.0.0.0/1"

// tableRoutes are the routes that a table can have.
func tableRoutes(table int) []choice {
	ifOpen := " {Condition: Open}"
	byList := func(cidr string) string {
		return fmt.Sprintf("List%d PrefixList {AddressFamily: IPv4, MaxEntries: 1, Entries: [{Cidr: %s}]}\n", table, cidr)
	}
	return []choice{
		{"", always(nothing)},
		out(table, "Igw", all+", GatewayId: @Igw", exit{path: s3path.Internet}),
		out(table, "Nat", all+", NatGatewayId: nat-1", exit{path: s3path.Nat}),
		out(table, "Tgw", all+", TransitGatewayId: tgw-1", exit{path: s3path.Transit}),
		out(table, "Vgw", all+", GatewayId: @Vgw", exit{path: s3path.Vpn}),
		out(table, "Pcx", all+", VpcPeeringConnectionId: pcx-1", exit{path: s3path.Peering}),
		out(table, "Eni", all+", NetworkInterfaceId: eni-1", exit{path: s3path.UnknownPath}),
		out(table, "Box", all+", InstanceId: i-1", exit{path: s3path.UnknownPath}),
		out(table, "Wall", all+", VpcEndpointId: vpce-1", exit{path: s3path.Firewall}),
		guard(table).and(out(table, "Guarded", all+", VpcEndpointId: {Fn::Select: [1, {Fn::Split: [\":\", {Fn::Select: [0, @Fw.EndpointIds]}]}]}",
			exit{path: s3path.Firewall, behind: 3 - table})),
		guard(table).and(out(table, "Guarded", "DestinationCidrBlock: 52.216.0.0/15, VpcEndpointId: {Fn::Select: [1, {Fn::Split: [\":\", {Fn::Select: [0, @Fw.EndpointIds]}]}]}",
			exit{path: s3path.Firewall, size: few, behind: 3 - table})),
		out(table, "Core", all+", CoreNetworkArn: arn", exit{path: s3path.UnknownPath}),
		out(table, "Any", all+", GatewayId: @Target", exit{path: s3path.UnknownPath}),
		out(table, "Maybe", all+", NatGatewayId: nat-1", exit{path: s3path.Nat}).perhaps(ifOpen),
		out(table, "Low", half+", NatGatewayId: nat-1", exit{path: s3path.Nat, size: some}),
		out(table, "Part", "DestinationCidrBlock: 52.216.0.0/15, GatewayId: @Igw", exit{path: s3path.Internet, size: few}),
		out(table, "Part2", "DestinationCidrBlock: 52.216.0.0/15, NatGatewayId: nat-1", exit{path: s3path.Nat, size: few}).perhaps(ifOpen),
		out(table, "Part3", "DestinationCidrBlock: 52.216.0.0/15, VpcEndpointId: vpce-1", exit{path: s3path.Firewall, size: few}),
		out(table, "Part4", "DestinationCidrBlock: 52.216.0.0/15, GatewayId: @Target", exit{path: s3path.UnknownPath, size: few}),
		out(table, "Office", "DestinationCidrBlock: 192.168.0.0/16, TransitGatewayId: tgw-1"),
		out(table, "Six", `DestinationIpv6CidrBlock: "fd00::/8", TransitGatewayId: tgw-1`),
		out(table, "Where", "DestinationCidrBlock: @Block, NatGatewayId: nat-1", exit{path: s3path.Nat, size: few}).perhaps(""),
		out(table, "Which", "DestinationPrefixListId: @List, TransitGatewayId: tgw-1", exit{path: s3path.Transit, size: few}).perhaps(""),
		{byList("0.0.0.0/0"), always(nothing)},
		choice{byList("0.0.0.0/0"), always(nothing)}.and(out(table, "Listed", fmt.Sprintf("DestinationPrefixListId: @List%d.PrefixListId, NatGatewayId: nat-1", table), exit{path: s3path.Nat, rank: 1})),
		choice{byList("172.16.0.0/12"), always(nothing)}.and(out(table, "Listed", fmt.Sprintf("DestinationPrefixListId: @List%d.PrefixListId, NatGatewayId: nat-1", table))),
		{
			fmt.Sprintf("Spread%d VPNGatewayRoutePropagation {RouteTableIds: [@T%d], VpnGatewayId: @Vgw}\n", table, table),
			[]func(p *plain){nothing, func(p *plain) { p.exits[table] = append(p.exits[table], exit{path: s3path.Vpn, rank: 2}) }},
		},
		{
			fmt.Sprintf("Server%d RouteServerPropagation {RouteServerId: rs-1, RouteTableId: @T%d}\n", table, table),
			[]func(p *plain){nothing, func(p *plain) { p.exits[table] = append(p.exits[table], exit{path: s3path.Nat, size: few}) }},
		},
	}
}

// guard is a firewall in a subnet that uses the other table.
func guard(table int) choice {
	text := fmt.Sprintf("G Subnet {VpcId: @Vpc, CidrBlock: 10.0.9.0/28}\nGUses SubnetRouteTableAssociation {SubnetId: @G, RouteTableId: @T%d}\n", 3-table) +
		"Fw AWS::NetworkFirewall::Firewall {VpcId: @Vpc, SubnetMappings: [{SubnetId: @G}]}\n"
	return choice{text, always(func(p *plain) { p.guard = 3 - table })}
}

// associations are the ways in which a subnet gets its table.
func associations(subnet int) []choice {
	name := string(rune('A' + subnet))
	line := func(table, end string) string {
		return fmt.Sprintf("%sUses SubnetRouteTableAssociation {SubnetId: @%s, RouteTableId: %s}%s\n", name, name, table, end)
	}
	uses := func(table int) func(p *plain) { return func(p *plain) { p.table[subnet] = table } }
	return []choice{
		{line("@T1", ""), always(uses(1))},
		{line("@T2", ""), always(uses(2))},
		{"", always(nothing)},
		{line("{Fn::If: [Open, @T1, @T2]}", ""), []func(p *plain){uses(1), uses(2)}},
		{line("@T1", " {Condition: Open}"), []func(p *plain){uses(1), nothing}},
		{line("@Table", ""), []func(p *plain){uses(1), uses(2), nothing}},
	}
}

// gateways are the S3 gateway endpoints that the VPC can have.
func gateways() []choice {
	line := func(service, tables, end string) string {
		return fmt.Sprintf("S3 VPCEndpoint {VpcId: @Vpc, ServiceName: %s, RouteTableIds: %s}%s\n", service, tables, end)
	}
	on := func(tables ...int) func(p *plain) {
		return func(p *plain) {
			for _, table := range tables {
				p.gateway[table] = true
			}
		}
	}
	const s3 = "com.amazonaws.eu-west-1.s3"
	return []choice{
		{"", always(nothing)},
		{line(s3, "[@T1]", ""), always(on(1))},
		{line(s3, "[@T1, @T2]", ""), always(on(1, 2))},
		{line(s3, "[@T2]", ""), always(on(2))},
		{line(s3, "[@T1]", " {Condition: Open}"), []func(p *plain){nothing, on(1)}},
		{line(s3, "[@GatewayTable]", ""), []func(p *plain){on(1), on(2), nothing}},
		{line(s3, "@GatewayTables", ""), []func(p *plain){on(1), on(2), on(1, 2), nothing}},
		{line("@Service", "[@T1]", ""), []func(p *plain){nothing, on(1)}},
		{line("com.amazonaws.eu-west-1.dynamodb", "[@T1]", ""), always(nothing)},
	}
}

// hidings are things that make more than the template shows.
func hidings() []choice {
	anything := []func(p *plain){
		nothing,
		func(p *plain) { p.exits[1] = append(p.exits[1], exit{path: s3path.Nat, size: few}) },
	}
	publicSubnet := []func(p *plain){nothing, func(p *plain) { p.unseen = true }}
	loop := func(resource string) string {
		return fmt.Sprintf("Transform: AWS::LanguageExtensions\nFn::ForEach::More [N, [1], {\"More${N}\": %s}]\n", resource)
	}
	return []choice{
		{loop("{Type: AWS::EC2::Subnet, Properties: {VpcId: @Vpc, CidrBlock: 10.0.7.0/24}}"), publicSubnet},
		{loop("{Type: AWS::EC2::Route, Properties: {RouteTableId: @T1, DestinationCidrBlock: 52.216.0.0/15, NatGatewayId: nat-1}}"), anything},
		{loop("{Type: AWS::S3::Bucket}"), always(nothing)},
		{"More AWS::CloudFormation::Stack {TemplateURL: x, Parameters: {T: @T1}}\n", anything},
		{"More AWS::CloudFormation::Stack {TemplateURL: x, Parameters: {V: @Vpc}}\n", publicSubnet},
		{"More Custom::Routes {ServiceToken: x, T: @T1}\n", anything},
		{"Fn::Transform {Name: More}\n", append(publicSubnet, anything...)},
	}
}

const smallNetwork = `
Parameters: {Any: {Type: String}, Target: {Type: String}, Block: {Type: String}, List: {Type: String}, Table: {Type: String},
	GatewayTable: {Type: String}, GatewayTables: {Type: CommaDelimitedList}, Service: {Type: String}}
Conditions: {Open: {Fn::Equals: [@Any, "yes"]}}
Vpc   VPC                   {CidrBlock: 10.0.0.0/16}
Igw   InternetGateway
Here  VPCGatewayAttachment  {VpcId: @Vpc, InternetGatewayId: @Igw}
Vgw   VPNGateway
Too   VPCGatewayAttachment  {VpcId: @Vpc, VpnGatewayId: @Vgw}
T1    RouteTable            {VpcId: @Vpc}
T2    RouteTable            {VpcId: @Vpc}
A     Subnet                {VpcId: @Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true}
`

// smallScope counts what was checked.
type smallScope struct {
	networks, passed, certain int
	problems                  problems
}

// check compares the report on a network with all its deploys, each read for itself.
func (s *smallScope) check(t *testing.T, subnets int, choices ...choice) {
	t.Helper()
	network := choice{smallNetwork, always(nothing)}
	for _, c := range choices {
		network = network.and(c)
	}
	if !templatetest.InSample(network.lines, 32) {
		return
	}
	text := templatetest.Template(t, network.lines)
	report, err := s3path.Analyze(text, s3path.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s.networks%8 == 0 {
		s3path.CheckGroups(t, report, text)
	}
	leaks := false
	paths, over6 := map[string][]s3path.Path{}, map[string][]s3path.Path{}
	for _, deploy := range network.deploys {
		var p plain
		deploy(&p)
		leaks = leaks || p.leaks(subnets)
		for subnet := range subnets {
			name := string(rune('A' + subnet))
			paths[name] = append(paths[name], p.paths(subnet)...)
			over6[name] = append(over6[name], p.pathsOver6(subnet)...)
		}
	}
	s.networks++
	lines := strings.TrimPrefix(network.lines, smallNetwork)
	refused := report.Forbid(s3path.Nat, s3path.Internet, s3path.Transit, s3path.Vpn, s3path.Peering, s3path.Firewall, s3path.UnknownPath)
	switch certain := len(network.deploys) == 1; {
	case refused == nil && leaks:
		s.problems.add("RequirePrivate passes, and a subnet can take another path:\n%s\n%s", lines, report)
	case refused != nil && !leaks && certain:
		s.problems.add("RequirePrivate refuses a network that is known and private: %v\n%s", refused, lines)
	case certain:
		s.certain++
	}
	if refused == nil {
		s.passed++
	}
	for _, row := range withDualstack(report) {
		if row.Name == s3path.EndpointName || row.Client.Kind != s3path.Subnet {
			continue
		}
		possible := paths[row.Client.Name]
		if row.Name == s3path.DualstackName {
			possible = slices.Concat(possible, over6[row.Client.Name])
		}
		for _, path := range possible {
			if !mayTake(row, path) {
				s.problems.add("%s reaches S3 by %s (%s), and can do so by %s:\n%s", row.Client.Name, row.Path, row.Reason, path, lines)
				break
			}
		}
	}
}

// TestSmallScope holds RequirePrivate, on small networks and with -all on all of them, against a reading of each of their deploys.
func TestSmallScope(t *testing.T) {
	var s smallScope
	// One subnet, with all that its table can have.
	for _, association := range associations(0) {
		for _, routes := range tableRoutes(1) {
			for _, other := range tableRoutes(2)[:2] {
				for _, gateway := range gateways() {
					s.check(t, 1, association, routes, other, gateway)
				}
				for _, gateway := range gateways()[:2] {
					for _, hiding := range hidings() {
						s.check(t, 1, association, routes, other, gateway, hiding)
					}
				}
			}
		}
	}
	// A table with two routes.
	for i, first := range tableRoutes(1) {
		for _, second := range tableRoutes(1)[i+1:] {
			if sameDestination(first.lines, second.lines) {
				continue
			}
			for _, gateway := range gateways()[:2] {
				s.check(t, 1, associations(0)[0], first, second, gateway)
			}
		}
	}
	// Two subnets.
	subnetB := choice{"B Subnet {VpcId: @Vpc, CidrBlock: 10.0.1.0/24}\n", always(nothing)}
	for _, first := range associations(0) {
		for _, second := range associations(1) {
			for _, routes := range tableRoutes(1)[:4] {
				for _, other := range tableRoutes(2)[:4] {
					for _, gateway := range gateways() {
						s.check(t, 2, subnetB, first, second, routes, other, gateway)
					}
				}
			}
		}
	}
	s.problems.report(t)
	t.Logf("%d networks: RequirePrivate passes on %d; %d are known in full", s.networks, s.passed, s.certain)
	if s.passed == 0 || s.certain == 0 {
		t.Error("nothing is private or known, so that nothing is proved")
	}
}

// sameDestination reports whether a table cannot have both routes.
func sameDestination(first, second string) bool {
	for _, destination := range []string{all, half, "52.216.0.0/15", "PrefixList "} {
		if strings.Contains(first, destination) && strings.Contains(second, destination) {
			return true
		}
	}
	return false
}
