package flow

import (
	"slices"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// lab has a VPC 10.1.0.0/16 with two subnets in zone a, and S3. Tests add what they are about.
type lab struct {
	net          Net
	vpc          *Vpc
	app, shared  *Subnet // 10.1.0.0/24 and 10.1.1.0/24
	s3           *Symbol
	appTable     []Route
	sharedTable  []Route
	closed, open *Acl
}

func newLab() *lab {
	l := &lab{net: Net{Interfaces: map[*Symbol]*Interface{}}, closed: &Acl{"closed", NewFilter("closed in", nil), NewFilter("closed out", nil)}, open: OpenAcl("open")}
	l.s3 = &Symbol{Name: "s3", May: PublicIpv4(), Wider: 9, AtLeast: 1024, Cause: Cause{1, "s3"}}
	l.vpc, l.app = l.subnet("10.1.0.0/24", nil)
	_, l.shared = l.subnet("10.1.1.0/24", l.vpc)
	l.appTable = []Route{sure("local", "10.1.0.0/16", Target{Kind: Local})}
	l.sharedTable = l.appTable
	return l
}

// subnet adds a subnet to a VPC, or to a new one.
func (l *lab) subnet(p string, v *Vpc) (*Vpc, *Subnet) {
	if v == nil {
		v = &Vpc{Ref: p, Delivery: NewTable(p, nil)}
	}
	s := &Subnet{Ref: p, Vpc: v, Zone: Zone{Name: "a", Group: "names"}, Acl: Sure(l.open), PublicIp: Sure(true), Access: Sure(OpenAccess)}
	v.Delivery = NewTable(v.Ref, append(v.Delivery.routes, sure(p, p, Target{Kind: Deliver, Subnet: s})))
	return v, s
}

func sure(ref Ref, dest string, to Target) Route {
	to.Ref = ref
	return Route{Ref: ref, Dest: Prefix(block(dest)), Exists: truth.True, Rank: StaticRoute, To: Sure(to)}
}

func (l *lab) gateway() Route {
	return Route{Ref: "gateway", Dest: OfSymbol(l.s3, 9, 32), Exists: truth.True, Rank: ListRoute, To: Sure(Target{Kind: Service, Ref: "gateway"})}
}

// link adds an interface to a subnet.
func (l *lab) link(s *Subnet) Region {
	may := s.Vpc.Delivery.routes[slices.IndexFunc(s.Vpc.Delivery.routes, func(r Route) bool { return r.To.of[0].Subnet == s })].Dest.Addresses
	symbol := &Symbol{Name: "link", May: may, Cause: Cause{2, "link"}}
	l.net.Interfaces[symbol] = &Interface{Ref: "link", Subnet: s, Groups: Sure(NewFilter("groups", []Entry{allow("rule", Prefix(block("0.0.0.0/0")))}))}
	return symbol.All()
}

func (l *lab) ask(dst Region) []Piece {
	l.app.Table, l.shared.Table = Sure(NewTable("app table", l.appTable)), Sure(NewTable("shared table", l.sharedTable))
	return l.net.Ask(Client{Subnet: l.app}, Flow{Src: Literal(Of(block("10.1.0.0/24"))), Dst: dst, SrcPorts: Ephemeral(), DstPorts: Https()})
}

// expect checks whether some and all of the packets arrive, and the gates and last step of the first end.
func expect(t *testing.T, pieces []Piece, some, all truth.Value, by []string, last StepKind) {
	t.Helper()
	e := pieces[0].Ends[0]
	text := ""
	for _, p := range pieces {
		text += describe(p)
	}
	if got := Occurs(pieces, End.Arrives); got != some {
		t.Errorf("some arrive: %s, want %s: %s", got, some, text)
	}
	if got := ForAll(pieces, End.Arrives); got != all {
		t.Errorf("all arrive: %s, want %s: %s", got, all, text)
	}
	if !slices.Equal(gates(e.Gates), by) {
		t.Errorf("by %v, want %v: %s", gates(e.Gates), by, text)
	}
	if e.Trace.Kind != last {
		t.Errorf("the last step is %d, want %d: %s", e.Trace.Kind, last, text)
	}
	if (some == truth.Undecided || all == truth.Undecided) && len(Doubts(pieces, End.Arrives)) == 0 {
		t.Errorf("a doubt without a cause: %s", text)
	}
}

func TestGatewaysOfTheVpc(t *testing.T) {
	all := "0.0.0.0/0"
	nat := func(s *Subnet, public bool) Target {
		address := &Symbol{Name: "nat", May: Of(block("10.1.1.0/24")), Cause: Cause{3, "nat"}}
		return Target{Kind: ToNat, Nat: &Nat{Subnet: Sure(s), Address: address.All(), Public: public}}
	}
	for name, test := range map[string]struct {
		change    func(*lab)
		some, all truth.Value
		by        []string
		last      StepKind
	}{
		"no route":         {func(*lab) {}, truth.False, truth.False, nil, NoRoute},
		"gateway endpoint": {func(l *lab) { l.appTable = append(l.appTable, l.gateway()) }, truth.True, truth.True, []string{"gateway"}, Allowed},
		"internet gateway": {func(l *lab) { l.appTable = append(l.appTable, sure("igw", all, Target{Kind: Internet})) }, truth.True, truth.True, []string{"igw"}, Allowed},
		"one that is not attached": {
			func(l *lab) { l.appTable = append(l.appTable, sure("igw", all, Target{Kind: Nowhere})) },
			truth.False, truth.False,
			[]string{"igw"},
			LeadsNowhere,
		},
		"no public address": {func(l *lab) {
			l.appTable = append(l.appTable, sure("igw", all, Target{Kind: Internet}))
			l.app.PublicIp = Sure(false)
		}, truth.False, truth.False, []string{"igw"}, NoPublicAddress},
		"perhaps a public address": {func(l *lab) {
			l.appTable = append(l.appTable, sure("igw", all, Target{Kind: Internet}))
			l.app.PublicIp = OneOf(Causes{{4, "map"}}, true, false)
		}, truth.Undecided, truth.Undecided, []string{"igw"}, Allowed},
		"public access blocked": {func(l *lab) {
			l.appTable = append(l.appTable, sure("igw", all, Target{Kind: Internet}))
			l.app.Access = Sure(NoAccess)
		}, truth.False, truth.False, []string{"igw"}, AccessBlocked},
		"egress-only for IPv4": {
			func(l *lab) { l.appTable = append(l.appTable, sure("eigw", all, Target{Kind: EgressOnly})) },
			truth.False, truth.False, nil, WrongFamily,
		},
		"NAT gateway": {func(l *lab) {
			l.appTable = append(l.appTable, sure("nat", all, nat(l.shared, true)))
			l.sharedTable = append(l.sharedTable, sure("igw", all, Target{Kind: Internet}))
			l.shared.Access = Sure(EgressAccess)
		}, truth.True, truth.True, []string{"nat", "igw"}, Allowed},
		"private NAT gateway": {func(l *lab) {
			l.appTable = append(l.appTable, sure("nat", all, nat(l.shared, false)))
			l.sharedTable = append(l.sharedTable, sure("igw", all, Target{Kind: Internet}))
		}, truth.False, truth.False, []string{"nat", "igw"}, NoPublicAddress},
		"NAT gateway that leads to itself": {func(l *lab) {
			l.appTable = append(l.appTable, sure("nat", all, nat(l.shared, true)))
			l.sharedTable = l.appTable
		}, truth.False, truth.False, []string{"nat", "nat"}, Loop},
		"NAT gateway beside a gateway endpoint": {func(l *lab) {
			l.appTable = append(l.appTable, sure("nat", all, nat(l.shared, true)))
			l.sharedTable = append(l.sharedTable, sure("igw", all, Target{Kind: Internet}), l.gateway())
		}, truth.Undecided, truth.Undecided, []string{"nat"}, LeadsOn},
		"ACL of the NAT gateway's subnet": {func(l *lab) {
			l.appTable = append(l.appTable, sure("nat", all, nat(l.shared, true)))
			l.shared.Acl = Sure(l.closed)
		}, truth.False, truth.False, []string{"nat"}, NoEntry},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab()
			test.change(l)
			expect(t, l.ask(l.s3.All()), test.some, test.all, test.by, test.last)
		})
	}
}

// TestNatPorts: the gateway chooses its port, so an ACL that lets answers to some of them through decides nothing.
func TestNatPorts(t *testing.T) {
	l := newLab()
	address := &Symbol{Name: "nat", May: Of(block("10.1.1.0/24")), Cause: Cause{3, "nat"}}
	l.appTable = append(l.appTable, sure("nat", "0.0.0.0/0", Target{Kind: ToNat, Nat: &Nat{Subnet: Sure(l.shared), Address: address.All(), Public: true}}))
	l.sharedTable = append(l.sharedTable, sure("igw", "0.0.0.0/0", Target{Kind: Internet}))
	answers := Entry{Ref: "answers", Allow: truth.True, Exists: truth.True, Peers: []Block{Prefix(block("0.0.0.0/0"))}, Ports: PortRange(32768, 65535)}
	requests := allow("requests", Prefix(block("10.1.0.0/24")))
	l.shared.Acl = Sure(&Acl{"part", NewFilter("in", []Entry{requests, answers}), AllowAll("out")})
	pieces := l.ask(l.s3.All())
	if Occurs(pieces, End.Arrives) != truth.Undecided || !slices.ContainsFunc(Doubts(pieces, End.Arrives), func(c Cause) bool { return c.Of == NatChooses }) {
		t.Errorf("got %s", describe(pieces[0]))
	}
	for _, p := range pieces {
		if !p.SrcPorts.Equal(Ephemeral()) {
			t.Errorf("the gateway's ports are taken for the client's: %s", describe(p))
		}
	}
}

// TestExitsOfOneGate has two ways to one interface, by two subnets that have answers go different ways: one end must not
// hide the other before the answers are followed.
func TestExitsOfOneGate(t *testing.T) {
	l := newLab()
	other, far := l.subnet("10.2.0.0/24", nil)
	zoneB := Zone{Name: "b", Group: "names"}
	_, second := l.subnet("10.2.1.0/24", other)
	second.Zone = zoneB
	transit := &Transit{"transit"}
	table := &Table{ref: "transit table"}
	here := &Attachment{Ref: "here", Transit: transit, Exists: truth.True, Subnets: []*Subnet{l.app}, Table: Sure(table)}
	there := &Attachment{Ref: "there", Transit: transit, Exists: truth.True, Subnets: []*Subnet{far, second}, Table: Sure(table), AnyZone: true}
	l.vpc.Attachments, other.Attachments = []*Attachment{here}, []*Attachment{there}
	*table = *NewTable("transit table", []Route{sure("to here", "10.1.0.0/16", Target{Kind: ToAttachment, Attachment: here}), sure("to there", "0.0.0.0/0", Target{Kind: ToAttachment, Attachment: there})})
	l.appTable = append(l.appTable, sure("default", "0.0.0.0/0", Target{Kind: ToTransit, Transit: transit}))
	// Behind the attachment's first subnet the NAT gateway has a route back; behind the second it has none.
	nat := func(s *Subnet, p string) *Nat {
		address := &Symbol{Name: "nat", May: Of(block(p)), Cause: Cause{3, "nat"}}
		return &Nat{Subnet: Sure(s), Address: address.All(), Public: true}
	}
	local := sure("local", "10.2.0.0/16", Target{Kind: Local})
	back := sure("back", "10.1.0.0/16", Target{Kind: ToTransit, Transit: transit})
	blocks := []string{"10.2.8.0/24", "10.2.9.0/24"}
	var egress [2]*Subnet
	for i, p := range blocks {
		_, egress[i] = l.subnet(p, other)
	}
	igw := sure("igw", "0.0.0.0/0", Target{Kind: Internet})
	egress[0].Table = Sure(NewTable("egress with a route back", []Route{local, back, igw}))
	egress[1].Table = Sure(NewTable("egress without", []Route{local, igw}))
	far.Table = Sure(NewTable("far", []Route{local, back, sure("nat", "0.0.0.0/0", Target{Kind: ToNat, Nat: nat(egress[0], blocks[0])})}))
	second.Table = Sure(NewTable("second", []Route{local, back, sure("nat", "0.0.0.0/0", Target{Kind: ToNat, Nat: nat(egress[1], blocks[1])})}))
	expect(t, l.ask(l.s3.All()), truth.Undecided, truth.Undecided, []string{"default", "nat", "igw"}, ByRoute)
	there.AnyZone = false
	expect(t, l.ask(l.s3.All()), truth.True, truth.True, []string{"default", "nat", "igw"}, ByRoute)
	second.Zone, far.Zone = far.Zone, zoneB
	expect(t, l.ask(l.s3.All()), truth.False, truth.False, []string{"default", "nat", "igw"}, AnswerAstray)
}

func TestInterface(t *testing.T) {
	l := newLab()
	link := l.link(l.shared)
	expect(t, l.ask(link), truth.True, truth.True, []string{"link"}, Allowed)

	l.app.Acl, l.shared.Acl = Sure(l.closed), Sure(l.open)
	expect(t, l.ask(link), truth.False, truth.False, nil, NoEntry)
	expect(t, l.ask(l.link(l.app)), truth.True, truth.True, []string{"link"}, ByRoute)
	l.app.Acl = Sure(l.open)

	l.net.Interfaces[link.Of].Groups = Sure(NewFilter("groups", []Entry{allow("rule", Prefix(block("10.1.0.0/25")))}))
	expect(t, l.ask(link), truth.True, truth.False, []string{"link"}, Allowed)

	l = newLab()
	link = l.link(l.shared)
	l.appTable = append(l.appTable, sure("firewall", "10.1.1.0/24", Target{Kind: Elsewhere, Causes: Causes{{9, "firewall"}}}))
	expect(t, l.ask(link), truth.Undecided, truth.Undecided, []string{"firewall"}, LeadsOn)

	// A route for half of the interface's subnet may take its packets, or not; one for half of the clients takes theirs.
	l = newLab()
	link = l.link(l.shared)
	l.appTable = append(l.appTable, sure("half", "10.1.1.0/25", Target{Kind: Nowhere}))
	expect(t, l.ask(link), truth.Undecided, truth.Undecided, []string{"half"}, LeadsNowhere)
	l = newLab()
	link = l.link(l.shared)
	l.sharedTable = append(l.sharedTable, sure("half", "10.1.0.0/25", Target{Kind: Internet}))
	expect(t, l.ask(link), truth.True, truth.False, []string{"link"}, AnswerAstray)
}

func TestOutside(t *testing.T) {
	office := func(l *lab, behind Ref) Client {
		return Client{Outside: &Outside{Ref: "office", By: Sure(Entrance{Vpc: l.vpc}), Behind: func(r Ref) bool { return r == behind }}}
	}
	ask := func(l *lab, c Client) []Piece {
		link := l.link(l.app)
		l.ask(link)
		return l.net.Ask(c, Flow{Src: Literal(Of(block("192.168.0.0/16"))), Dst: link, SrcPorts: Ephemeral(), DstPorts: Https()})
	}
	vpn := Target{Kind: Elsewhere, Causes: Causes{{5, "vpn"}}}
	l := newLab()
	expect(t, ask(l, office(l, "vpn")), truth.False, truth.False, []string{"link"}, NoRoute)
	l.appTable = append(l.appTable, sure("vpn", "192.168.0.0/16", vpn))
	expect(t, ask(l, office(l, "vpn")), truth.True, truth.True, []string{"link"}, Allowed)
	expect(t, ask(l, office(l, "another")), truth.Undecided, truth.Undecided, []string{"link"}, LeadsOn)
	l = newLab()
	l.appTable = append(l.appTable, sure("vpn", "192.168.7.0/24", vpn))
	expect(t, ask(l, office(l, "vpn")), truth.True, truth.False, []string{"link"}, Allowed)
	l = newLab()
	l.appTable = append(l.appTable, sure("igw", "0.0.0.0/0", Target{Kind: Internet}))
	expect(t, ask(l, office(l, "vpn")), truth.False, truth.False, []string{"link"}, AnswerAstray)
	l = newLab()
	l.appTable = append(l.appTable, sure("gateway", "192.168.0.0/16", Target{Kind: Service}))
	expect(t, ask(l, office(l, "vpn")), truth.False, truth.False, []string{"link"}, AnswerAstray)
	l = newLab()
	l.app.Acl = Sure(l.closed)
	expect(t, ask(l, office(l, "vpn")), truth.False, truth.False, nil, NoEntry)
}

// TestUnseen: what is not seen makes unknown what it can change, and nothing else.
func TestUnseen(t *testing.T) {
	causes := Causes{{6, "macro"}}
	l := newLab()
	l.appTable = append(l.appTable, l.gateway(), UnseenRoute("unseen", causes))
	pieces := l.ask(l.s3.All())
	expect(t, pieces, truth.Undecided, truth.Undecided, nil, LeadsOn)
	// A route of unknown target that nothing can come to changes nothing.
	l = newLab()
	l.appTable = append(l.appTable, l.gateway(), sure("default", "0.0.0.0/0", Target{Kind: Anywhere, Causes: causes}))
	expect(t, l.ask(l.s3.All()), truth.True, truth.True, []string{"gateway"}, Allowed)
	// Either table has the gateway endpoint.
	l = newLab()
	l.appTable = append(l.appTable, l.gateway())
	l.ask(l.s3.All())
	one, two := NewTable("one", l.appTable), NewTable("two", append(l.appTable, sure("igw", "0.0.0.0/0", Target{Kind: Internet})))
	l.app.Table = OneOf(causes, one, two)
	flow := Flow{Src: Literal(Of(block("10.1.0.0/24"))), Dst: l.s3.All(), SrcPorts: Ephemeral(), DstPorts: Https()}
	expect(t, l.net.Ask(Client{Subnet: l.app}, flow), truth.True, truth.True, []string{"gateway"}, Allowed)
	// The security groups of a workload allow no egress, or some.
	expect(t, l.net.Ask(Client{Subnet: l.app, Groups: NewFilter("out", nil)}, flow), truth.False, truth.False, nil, NoEntry)
	expect(t, l.net.Ask(Client{Subnet: l.app, Groups: AllowAll("out")}, flow), truth.True, truth.True, []string{"gateway"}, Allowed)
	// A workload may have no public IP address in a subnet whose other clients have one.
	l.app.Table = Sure(NewTable("public", append(slices.Clone(l.appTable[:1]), sure("igw", "0.0.0.0/0", Target{Kind: Internet}))))
	expect(t, l.net.Ask(Client{Subnet: l.app}, flow), truth.True, truth.True, []string{"igw"}, Allowed)
	expect(t, l.net.Ask(Client{Subnet: l.app, PublicIp: Sure(false)}, flow), truth.False, truth.False, []string{"igw"}, NoPublicAddress)
}

// TestManyPossibilities: the walk ends, whatever the tables are.
func TestManyPossibilities(t *testing.T) {
	l := newLab()
	causes := Causes{{1, "x"}}
	var tables []*Table
	transit := &Transit{"transit"}
	for i := range 9 {
		tables = append(tables, &Table{ref: i})
		_, s := l.subnet("10.1.9.0/24", l.vpc)
		l.vpc.Attachments = append(l.vpc.Attachments, &Attachment{Ref: i, Transit: transit, Exists: truth.Undecided, Causes: causes, Subnets: []*Subnet{s, l.app}, AnyZone: true})
	}
	for i, table := range tables {
		var routes []Route
		for j, a := range l.vpc.Attachments {
			r := sure(i*10+j, "0.0.0.0/0", Target{Kind: ToAttachment, Attachment: a})
			r.Exists, r.Causes = truth.Undecided, causes
			routes = append(routes, r)
		}
		*table = *NewTable(i, routes)
		l.vpc.Attachments[i].Table = OneOf(causes, tables...)
		l.vpc.Attachments[i].Subnets[0].Table = OneOf(causes, tables...)
	}
	l.appTable = append(l.appTable, sure("default", "0.0.0.0/0", Target{Kind: ToTransit, Transit: transit}))
	if got := Occurs(l.ask(l.s3.All()), End.Arrives); got != truth.Undecided && got != truth.False {
		t.Errorf("got %s", got)
	}
}

func BenchmarkAsk(b *testing.B) {
	l, far, _, _, _ := peered(&testing.T{})
	link := l.link(far)
	l.ask(link)
	flow := Flow{Src: Literal(Of(block("10.1.0.0/24"))), Dst: link, SrcPorts: Ephemeral(), DstPorts: Https()}
	for b.Loop() {
		l.net.Ask(Client{Subnet: l.app}, flow)
	}
}
