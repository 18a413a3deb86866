package topology

import (
	"net/netip"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// alike compares subnets, so that those which have the same result for everybody outside of them are asked once.
type alike struct {
	ids       map[any]int         // of what kinds depend on
	tables    map[*flow.Table]int // by their routes
	endpoints map[*network.Endpoint]classes
	ends      []netip.Addr // of all blocks
	named     map[*flow.Symbol]bool
	shared    map[*flow.Table]bool     // those by which traffic passes through a subnet from elsewhere
	hosts     map[*network.Subnet]bool // those with network interfaces of S3 endpoints
}

// classes are the subnets of an endpoint.
type classes struct {
	standIns []standIn // in the order of the endpoint's subnets
	has      map[*network.Subnet]bool
}

// standIn is a subnet that stands for others of its class; spare, if it is not nil, does so for a client in the subnet itself.
type standIn struct{ subnet, spare *network.Subnet }

// maxStandIns is how many subnets stand for those that are not in the templates: each has causes of its own, of which a
// message names a few.
const maxStandIns = 8

// kind is what decides a subnet's result. Blocks that no route, rule or entry distinguishes are of one stretch of addresses,
// and tables with equal routes are one. For an unknown block, only the fact counts.
type kind struct {
	vpc        *flow.Vpc
	table      int
	acl        *flow.Acl
	zone       flow.Zone
	ipv4, ipv6 int
	facts      int // what else clients differ in
	alone      *network.Subnet
}

// Stretches other than those between blocks.
const (
	noStretch      = -1 // without addresses
	unknownStretch = -2
	splitStretch   = -3 // some route, rule or entry is for a part
)

// Alike groups subnets: those of a group have the same result for each name. They are in the order of the list, and so are the
// groups, by their first. A subnet with a network interface of an S3 endpoint is like no other, because no network ACL is
// between the two; nor is one of which reasons name what is not seen.
func (t *Topology) Alike(subnets []*network.Subnet) [][]*network.Subnet {
	return groupBy(subnets, func(s *network.Subnet) kind {
		if t.compared().hosts[s] || t.isNamed(s) {
			return kind{alone: s}
		}
		return t.kindOf(s)
	})
}

// isNamed reports whether a subnet, or what it uses, is not in the templates and has the subnet's name.
func (t *Topology) isNamed(s *network.Subnet) bool {
	made := t.subnets[s].flow
	table, _ := made.Table.Only()
	acl, _ := made.Acl.Only()
	return s.Resource == nil || table != nil && isUnseen(table.Ref()) || acl != nil && isUnseen(acl.Ref)
}

func isUnseen(ref flow.Ref) bool {
	_, unseen := ref.(Unseen)
	return unseen
}

// groupBy groups the elements of a list that are equal by something. They are in the order of the list, and so are the groups.
func groupBy[T any, K comparable](list []T, by func(T) K) [][]T {
	var groups [][]T
	at := map[K]int{}
	for _, x := range list {
		k := by(x)
		i, ok := at[k]
		if !ok {
			i = len(groups)
			at[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], x)
	}
	return groups
}

// classesOf groups the subnets of an endpoint.
func (t *Topology) classesOf(e *network.Endpoint) classes {
	a := t.compared()
	if known, ok := a.endpoints[e]; ok {
		return known
	}
	c := classes{has: map[*network.Subnet]bool{}}
	at := map[*network.Subnet]int{}
	for i, s := range e.Subnets {
		c.has[s], at[s] = true, i
	}
	for _, group := range groupBy(e.Subnets, t.kindOf) {
		n := 1
		if t.isNamed(group[0]) {
			n = min(len(group), maxStandIns)
		}
		var spare *network.Subnet
		if len(group) > n {
			spare = group[n]
		}
		for _, s := range group[:n] {
			c.standIns = append(c.standIns, standIn{s, spare})
		}
	}
	slices.SortFunc(c.standIns, func(a, b standIn) int { return at[a.subnet] - at[b.subnet] })
	a.endpoints[e] = c
	return c
}

// of returns the subnets of an endpoint that stand for all, for a client in a subnet, nil for one outside.
func (c classes) of(client *network.Subnet) []*network.Subnet {
	var list []*network.Subnet
	for _, one := range c.standIns {
		if one.subnet != client {
			list = append(list, one.subnet)
		} else if one.spare != nil {
			list = append(list, one.spare)
		}
	}
	if c.has[client] {
		list = append(list, client)
	}
	return list
}

// compared returns what subnets are compared by.
func (t *Topology) compared() *alike {
	if t.alike == nil {
		t.alike = &alike{
			ids: map[any]int{}, tables: map[*flow.Table]int{}, endpoints: map[*network.Endpoint]classes{},
			named: map[*flow.Symbol]bool{}, shared: t.sharedTables(), hosts: map[*network.Subnet]bool{},
		}
		t.alike.ends = t.endsOfBlocks(t.alike.named)
		for _, e := range t.links {
			for _, s := range e.Subnets {
				t.alike.hosts[s] = true
			}
		}
	}
	return t.alike
}

func (t *Topology) kindOf(s *network.Subnet) kind {
	a, made := t.compared(), t.subnets[s]
	k := kind{vpc: made.flow.Vpc, ipv4: a.stretchOf(made.ipv4), ipv6: a.stretchOf(made.ipv6)}
	table, oneTable := made.flow.Table.Only()
	acl, oneAcl := made.flow.Acl.Only()
	if !oneTable || !oneAcl || k.ipv4 == splitStretch || k.ipv6 == splitStretch {
		return kind{alone: s}
	}
	d := a.describer()
	d.Cause = func(c flow.Cause) { a.addCause(d, s, c) }
	if isUnseen(table.Ref()) { // the subnet's own, with its name
		d.Object = func(x any) {
			if x == table.Ref() {
				d.Word("own")
				return
			}
			d.Number(a.number(x))
		}
		d.Table(table)
	} else {
		k.table = a.routes(table)
	}
	if isUnseen(acl.Ref) {
		d.Acl(acl)
	} else {
		k.acl = acl
	}
	if len(made.flow.Vpc.Attachments) > 0 {
		k.zone = flow.Zone{Name: made.flow.Zone.Name, Group: made.flow.Zone.Group}
		d.Cause(made.flow.Zone.Cause)
	}
	d.Access(made.flow)
	d.Number(a.number(s.Ipv6Native))
	d.Number(a.number(s.EnableDns64))
	d.Number(a.number(s.VpcId))
	for _, symbol := range []*flow.Symbol{made.ipv4, made.ipv6} {
		if symbol != nil && symbol.Must.Empty() {
			d.Word("unknown")
			d.Addresses(symbol.May)
			d.Bool(symbol.Apart == nil)
			d.Cause(symbol.Cause)
		}
	}
	k.facts = a.number(d.String())
	return k
}

// addCause adds a word for a cause, the same for causes that differ in the name of their own subnet alone, or are why no
// template has the subnet.
func (a *alike) addCause(d *flow.Describer, s *network.Subnet, c flow.Cause) {
	if of, ok := c.Of.(template.Cause); ok && (of == (template.Cause{Kind: of.Kind, Subject: s.Name()}) || s.Cause != nil && of == *s.Cause) {
		d.Word("own")
		d.Name(string(of.Kind))
		return
	}
	d.Number(c.Order)
}

func (a *alike) describer() *flow.Describer {
	d := &flow.Describer{}
	d.Object = func(x any) { d.Number(a.number(x)) }
	d.Addresses = func(all flow.Addresses) { addAddresses(d, all) }
	d.Cause = func(c flow.Cause) { d.Number(c.Order) }
	return d
}

// addAddresses adds addresses, each range by its first and last.
func addAddresses(d *flow.Describer, all flow.Addresses) {
	for _, r := range all {
		d.Address(r.First)
		d.Address(r.Last)
	}
}

// number returns a number for an object or a value, the same for equal ones.
func (a *alike) number(x any) int {
	id, ok := a.ids[x]
	if !ok {
		id = len(a.ids) + 1
		a.ids[x] = id
	}
	return id
}

// addressesText returns a text that is the same for equal addresses alone.
func addressesText(all flow.Addresses) string {
	var text []byte
	for _, r := range all {
		text = append(r.First.AppendTo(text), '-')
		text = append(r.Last.AppendTo(text), ' ')
	}
	return string(text)
}

// routes returns a number that is the same for tables with equal routes. A table that traffic may meet a second time is like
// no other.
func (a *alike) routes(table *flow.Table) int {
	id, ok := a.tables[table]
	if !ok {
		d := a.describer()
		if a.shared[table] {
			d.Number(a.number(table))
		}
		d.Table(table)
		id = a.number(d.String())
		a.tables[table] = id
	}
	return id
}

// sharedTables returns the tables of subnets that traffic passes through: those of attachments, NAT gateways and appliances.
func (t *Topology) sharedTables() map[*flow.Table]bool {
	shared := map[*flow.Table]bool{}
	d := &flow.Describer{Addresses: func(flow.Addresses) {}, Cause: func(flow.Cause) {}}
	d.Object = func(x any) {
		switch x := x.(type) {
		case *flow.Table:
			shared[x] = true
		case *flow.Subnet:
			d.Subnet(x)
		}
	}
	for _, v := range t.vpcs {
		for _, attachment := range v.flow.Attachments {
			for _, s := range attachment.Subnets {
				d.Subnet(s)
			}
		}
	}
	for _, nat := range t.nats {
		if s, ok := nat.Subnet.Only(); ok {
			d.Subnet(s)
		}
	}
	for _, appliance := range t.appliances {
		d.Appliance(appliance)
	}
	return shared
}

// stretchOf returns which stretch between the ends of all blocks has all addresses of a symbol. A rule may name an unknown
// block by the same value.
func (a *alike) stretchOf(symbol *flow.Symbol) int {
	switch {
	case symbol == nil:
		return noStretch
	case !symbol.Must.Empty():
		return stretch(a.ends, symbol.Must)
	case slices.ContainsFunc(symbol.In[1:], func(in *flow.Symbol) bool { return a.named[in] }): // the first is the VPC
		return splitStretch
	}
	return unknownStretch
}

// stretch returns which stretch between ends has all of a set of addresses.
func stretch(ends []netip.Addr, all flow.Addresses) int {
	first, _ := slices.BinarySearchFunc(ends, all[0].First.Next(), netip.Addr.Compare)
	last, _ := slices.BinarySearchFunc(ends, all[len(all)-1].Last.Next(), netip.Addr.Compare)
	if first != last {
		return splitStretch
	}
	return first
}

// endsOfBlocks returns the first addresses of all known blocks, and those after them, sorted. It collects the symbols of
// the unknown ones.
func (t *Topology) endsOfBlocks(named map[*flow.Symbol]bool) []netip.Addr {
	ends := endsOf(nil, flow.All())
	for _, s3 := range t.services() {
		ends = endsOf(ends, s3.May)
	}
	add := func(blocks ...network.Cidr) {
		for _, c := range blocks {
			if c.State() == network.Known {
				ends = endsOf(ends, flow.Of(c.Prefix))
			} else if key := c.Value.Identity(); key != "" && t.symbols[key] != nil {
				named[t.symbols[key]] = true
			}
		}
	}
	for _, n := range t.network.RouteTables {
		for _, r := range slices.Concat(n.Routes, n.Propagated) {
			add(r.Destination, r.Ipv6Destination)
		}
	}
	for _, n := range t.network.TransitRouteTables {
		for _, r := range n.Routes {
			add(r.Destination)
		}
	}
	for _, r := range t.network.UnplacedRoutes {
		add(r.Destination, r.Ipv6Destination)
	}
	for _, v := range t.network.Vpcs {
		add(v.Cidrs...)
		add(v.Ipv6Cidrs...)
	}
	for _, g := range t.network.SecurityGroups {
		for _, r := range slices.Concat(g.Ingress, g.Egress) {
			add(r.Cidr, r.Ipv6Cidr)
		}
	}
	for _, n := range t.network.NetworkAcls {
		for _, e := range n.Entries {
			add(e.Cidr, e.Ipv6Cidr)
		}
	}
	for _, l := range t.network.PrefixLists {
		add(l.Entries...)
	}
	slices.SortFunc(ends, netip.Addr.Compare)
	return slices.Compact(ends)
}

// endsOf adds the ends of addresses.
func endsOf(ends []netip.Addr, all flow.Addresses) []netip.Addr {
	for _, r := range all {
		ends = append(ends, r.First, r.Last.Next())
	}
	return ends
}
