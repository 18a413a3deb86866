package topology

import (
	"slices"
	"sync"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/ranges"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// vpc is a VPC with its addresses.
type vpc struct {
	flow *flow.Vpc
	of   *network.Vpc // nil if it is unknown which
	// all are its addresses, and blocks what its local routes name.
	all    *flow.Symbol
	blocks []flow.Block
	// onlyIpv4 is the VPC's only IPv4 block, which its subnets are in, if it is unknown; nil otherwise.
	onlyIpv4 *flow.Symbol
	// foreign is true if no template has it, so that its subnets are unknown.
	foreign bool
	// taken returns the addresses of its subnets whose blocks are known.
	taken func() flow.Addresses
}

// United returns all addresses of the known ones among some blocks, and whether all blocks are known.
func United(blocks ...network.Cidr) (all flow.Addresses, known bool) {
	var each []flow.Addresses
	for _, c := range blocks {
		if c.State() == network.Known {
			each = append(each, flow.Of(c.Prefix))
		}
	}
	return ranges.Union(each...), len(each) == len(blocks)
}

func (t *Topology) makeVpc(v *network.Vpc) {
	made := &vpc{flow: &flow.Vpc{Ref: v}, of: v, foreign: !v.Declared && !v.LookedUp}
	why := t.unseen.of(&v.Entity, "AWS::EC2::VPCCidrBlock")
	if made.foreign || len(v.Cidrs) == 0 {
		why = append(why, causeOf(&v.Entity, CauseAddresses))
	}
	made.taken = sync.OnceValue(func() flow.Addresses {
		var blocks []network.Cidr
		for _, s := range v.Subnets {
			blocks = append(append(blocks, s.Cidr), s.Ipv6Cidrs...)
		}
		taken, _ := United(blocks...)
		return taken
	})
	all, _ := United(slices.Concat(v.Cidrs, v.Ipv6Cidrs)...)
	var unknown []*flow.Symbol
	for f, list := range [][]network.Cidr{v.Cidrs, v.Ipv6Cidrs} {
		for _, c := range list {
			if c.State() == network.Known {
				made.blocks = append(made.blocks, flow.Prefix(c.Prefix))
				continue
			}
			minBits, maxBits := minVpcBits, maxVpcBits
			if Family(f) == Ipv6 {
				minBits, maxBits = 0, ipv6Bits
			}
			s := t.unknownBlock(c, Family(f))
			s.Without = t.services()
			unknown = append(unknown, s)
			if Family(f) == Ipv4 && len(list) == 1 && len(why) == 0 {
				made.onlyIpv4 = s
			}
			made.blocks = append(made.blocks, flow.OfSymbol(s, minBits, maxBits))
		}
	}
	if len(why) == 0 && len(unknown) == 1 && all.Empty() {
		made.all = unknown[0] // the only block is all there is
	} else {
		made.all = &flow.Symbol{Name: v.Name(), Must: all, May: all, Without: t.services()}
		switch {
		case len(why) > 0:
			made.all.May, made.all.Cause = flow.All(), t.causes.one(why[0])
		case len(unknown) > 0:
			made.all.May, made.all.Cause = flow.All(), t.causes.because(CauseAddresses, v.Name())[0]
		}
		for _, s := range unknown {
			s.In = append(s.In, made.all)
		}
	}
	if len(why) > 0 {
		made.blocks = append(made.blocks, flow.OfSymbol(made.all, minVpcBits, ipv6Bits))
	}
	if v.Open {
		made.flow.MayBe = t.causes.of(v.Cause)
	}
	t.onPremises.Without = append(t.onPremises.Without, made.all)
	t.vpcs[v] = made
}

// vpcOf returns the VPC of a part, or the one that stands for an unknown one.
func (t *Topology) vpcOf(v *network.Vpc) *vpc {
	if v != nil {
		return t.vpcs[v]
	}
	if t.unknownVpc == nil {
		all := t.unknownAddresses("unknown VPC", CauseAddresses, "an unknown VPC")
		t.unknownVpc = &vpc{flow: &flow.Vpc{Ref: Unseen{Part: "unknown VPC"}, MayBe: flow.Causes{all.Cause}}, all: all, foreign: true, taken: func() flow.Addresses { return nil }}
		t.unknownVpc.blocks = []flow.Block{flow.OfSymbol(all, minVpcBits, ipv6Bits)}
	}
	return t.unknownVpc
}

// subnet is a subnet with its addresses.
type subnet struct {
	flow       *flow.Subnet
	ipv4, ipv6 *flow.Symbol // nil if it has none
}

func (t *Topology) makeSubnet(s *network.Subnet) {
	v := t.vpcOf(s.Vpc)
	made := &subnet{flow: &flow.Subnet{Ref: s, Vpc: v.flow, Zone: t.zone(s)}}
	if s.Cidr.State() != network.Absent || s.Resource == nil {
		made.ipv4 = t.subnetAddresses(s, v, s.Cidr, Ipv4)
	}
	switch {
	case len(s.Ipv6Cidrs) > 0:
		made.ipv6 = t.subnetAddresses(s, v, s.Ipv6Cidrs[0], Ipv6)
	case s.Resource == nil, len(t.unseenIpv6(s)) > 0: // perhaps
		made.ipv6 = t.subnetAddresses(s, v, network.Cidr{}, Ipv6)
	}
	t.subnets[s] = made
}

// apart is what the subnets of a VPC have in common that share no address: those of one IP version.
type apart struct {
	*vpc
	Family
}

// subnetAddresses returns the symbol of a subnet's block. Subnets of a VPC share no address.
func (t *Topology) subnetAddresses(s *network.Subnet, v *vpc, c network.Cidr, f Family) *flow.Symbol {
	symbol := &flow.Symbol{Name: s.Name(), In: []*flow.Symbol{v.all}, Apart: apart{v, f}}
	if f == Ipv4 && v.onlyIpv4 != nil {
		symbol.In = append(symbol.In, v.onlyIpv4)
	}
	if c.State() == network.Known {
		symbol.Must, symbol.May = flow.Of(c.Prefix), flow.Of(c.Prefix)
		return symbol
	}
	symbol.May = v.all.May.Intersect(f.all())
	if rest := symbol.May.Minus(v.taken()); !s.Open && !rest.Empty() {
		symbol.May = rest
	} else { // it may be another of the subnets
		symbol.Apart = nil
	}
	symbol.Cause = t.causes.because(CauseAddresses, s.Name(), c.Cause, s.Cause)[0]
	if c.State() == network.Unknown {
		symbol.In = append(symbol.In, t.unknownBlock(c, f)) // a rule may name it by the same value
	}
	return symbol
}

// connectSubnet sets what the subnet uses.
func (t *Topology) connectSubnet(s *network.Subnet) {
	made := t.subnets[s]
	made.flow.Table = t.subnetTable(s)
	made.flow.Acl = t.subnetAcl(s)
	made.flow.PublicIp = flow.Sure(true)
	if s.MapPublicIpOnLaunch.Or(false).Is(true) != truth.True {
		made.flow.PublicIp = flow.OneOf(t.causes.because(CausePublicIp, s.Name(), s.MapPublicIpOnLaunch.Cause), true, false)
	}
	made.flow.Access = t.access(s)
}

// subnetTable returns the route table of a subnet.
func (t *Topology) subnetTable(s *network.Subnet) flow.Alts[*flow.Table] {
	unknown := func(why flow.Causes) *flow.Table { return t.unknownTable("routes of "+s.Name(), t.vpcOf(s.Vpc), why) }
	replacing := t.Why(t.unseen.replacing(s)...)
	if s.RouteTable != nil && !s.RouteTable.Main {
		return orUnknown(flow.Sure(t.table(s.RouteTable)), replacing, unknown)
	}
	alts, sure := associated(t, s.RouteTables, t.table, unknown)
	if len(s.RouteTables) > 0 {
		alts = orUnknown(alts, replacing, unknown)
	}
	if sure {
		return alts
	}
	var tables []*network.Entity
	if s.Vpc == nil || s.Vpc.MainRouteTable == nil || !s.Declared {
		alts = orUnknown(alts, t.causes.because(CauseRoutes, s.Name(), s.Cause, s.VpcId.Cause), unknown)
	} else {
		alts = alts.Or(nil, t.table(s.Vpc.MainRouteTable))
		for _, n := range s.Vpc.RouteTables {
			tables = append(tables, &n.Entity)
		}
	}
	return orUnknown(alts, t.Why(t.unseen.associating(s, tables, "AWS::EC2::SubnetRouteTableAssociation")...), unknown)
}

// associated returns what a subnet may be associated with, and whether it surely is with one of these.
func associated[T any, F comparable](t *Topology, list []*network.Association[T], known func(*T) F, unknown func(flow.Causes) F) (alts flow.Alts[F], sure bool) {
	var seen []F
	for _, a := range list {
		causes := t.orElse(t.Existence(&a.Entity).And(t.causes.of(a.Id.Cause)), CauseExistence, a.Name())
		sure = sure || a.Exists == truth.True
		if a.Part == nil {
			alts = alts.Or(causes, unknown(causes))
		} else if part := known(a.Part); slices.Contains(seen, part) {
			alts = alts.Or(causes)
		} else {
			seen, alts = append(seen, part), alts.Or(causes, part)
		}
	}
	return alts, sure
}

// orUnknown adds a part that no template has to the alternatives, if there are causes for it.
func orUnknown[T any](alts flow.Alts[T], why flow.Causes, unknown func(flow.Causes) T) flow.Alts[T] {
	if len(why) == 0 {
		return alts
	}
	return alts.Or(why, unknown(why))
}

// unknownTable is a table of a VPC that may have any other routes than the local ones.
func (t *Topology) unknownTable(part string, v *vpc, why flow.Causes) *flow.Table {
	ref := Unseen{Part: part}
	return flow.NewTable(ref, append(t.localRoutes(v), flow.UnseenRoute(ref, why)))
}

// makeDeliveries makes the tables by which VPCs deliver to their subnets. In a VPC that no template has, the rest may be
// in subnets that are unknown.
func (t *Topology) makeDeliveries() {
	deliveries := map[*flow.Vpc][]flow.Route{}
	add := func(to flow.Target, v *flow.Vpc, all *flow.Symbol, bits int) {
		if all != nil {
			deliveries[v] = append(deliveries[v], flow.Route{Ref: to.Ref, Dest: flow.OfSymbol(all, bits, bits), Exists: truth.True, To: flow.Sure(to)})
		}
	}
	for _, n := range t.network.Subnets {
		s := t.subnets[n]
		to := flow.Target{Kind: flow.Deliver, Ref: n, Subnet: s.flow}
		add(to, s.flow.Vpc, s.ipv4, 2)
		add(to, s.flow.Vpc, s.ipv6, 2)
	}
	for _, s := range t.standIns {
		// Shorter than those of subnets: their addresses are not the subnets'.
		add(flow.Target{Kind: flow.Deliver, Ref: s.flow.Ref, Subnet: s.flow}, s.flow.Vpc, s.ipv4, 1)
	}
	deliver := func(v *vpc) {
		if why := t.unseenSubnets(v); len(why) > 0 {
			add(flow.Target{Kind: flow.Elsewhere, Ref: v.flow.Ref, Causes: why}, v.flow, v.all, 0)
		}
		v.flow.Delivery = flow.NewTable(v.flow.Ref, deliveries[v.flow])
	}
	for _, v := range t.network.Vpcs {
		deliver(t.vpcs[v])
	}
	if t.unknownVpc != nil {
		deliver(t.unknownVpc)
	}
}

func (t *Topology) unseenSubnets(v *vpc) flow.Causes {
	if v.of == nil {
		return flow.Causes{v.all.Cause}
	}
	why := t.unseen.of(&v.of.Entity, "AWS::EC2::Subnet")
	if v.foreign || v.of.LookedUp {
		why = append(why, causeOf(&v.of.Entity, CauseAddresses))
	}
	return t.Why(why...)
}

// access returns what Block Public Access leaves a subnet.
func (t *Topology) access(s *network.Subnet) flow.Alts[flow.Access] {
	if why := t.unseen.publicAccess(s); len(why) > 0 {
		return flow.OneOf(t.Why(why...), flow.OpenAccess, flow.EgressAccess, flow.NoAccess)
	}
	alts := []flow.Access{flow.OpenAccess}
	var why flow.Causes
	set := func(list []flow.Access, applies truth.Value, by *network.Entity, causes ...*template.Cause) {
		if applies != truth.True || len(list) > 1 {
			why = why.And(t.causes.because(CauseExistence, by.Name(), causes...))
		}
		if applies != truth.True {
			list = append(list, alts...)
		}
		alts = list
	}
	for _, b := range t.network.BlockPublicAccess {
		if applies := sameEnvironment(b.Resource, s).And(b.Exists); applies != truth.False {
			set(accessIn(b.Mode.Value, flow.NoAccess, flow.EgressAccess, flow.OpenAccess), applies, &b.Entity, b.Mode.Cause)
		}
	}
	isBlocked := func() bool { return !slices.Equal(alts, []flow.Access{flow.OpenAccess}) }
	if unseen := t.unseen.exclusions(s); len(unseen) > 0 && isBlocked() {
		alts, why = append(alts, flow.EgressAccess, flow.OpenAccess), why.And(t.Why(unseen...))
	}
	for _, x := range t.network.BlockPublicAccessExclusions {
		if applies := excludes(x, s).And(x.Exists); applies != truth.False && isBlocked() {
			set(accessIn(x.Mode.Value, flow.OpenAccess, flow.EgressAccess), applies, &x.Entity, x.Mode.Cause, x.VpcId.Cause, x.SubnetId.Cause)
		}
	}
	slices.Sort(alts)
	return flow.OneOf(why, slices.Compact(alts)...)
}

// accessIn returns what a mode of Block Public Access, or of an exclusion from it, still allows; an unknown mode may allow any of
// unknown.
func accessIn(mode string, unknown ...flow.Access) []flow.Access {
	switch mode {
	case "block-bidirectional":
		return []flow.Access{flow.NoAccess}
	case "block-ingress", "allow-egress":
		return []flow.Access{flow.EgressAccess}
	case "off", "allow-bidirectional":
		return []flow.Access{flow.OpenAccess}
	}
	return unknown
}

// excludes reports whether an exclusion is for a subnet.
func excludes(x *network.BlockPublicAccessExclusion, s *network.Subnet) truth.Value {
	is := x.SubnetId.Is(s.Key)
	if s.Vpc != nil {
		is = is.Or(x.VpcId.Is(s.Vpc.Key))
	}
	return is
}

// sameEnvironment reports whether a resource and a subnet are in one account and Region.
func sameEnvironment(r *template.Resource, s *network.Subnet) truth.Value {
	switch {
	case s.Resource == nil:
		return truth.Undecided
	case r.Stack.Environment() == s.Resource.Stack.Environment():
		return truth.True
	case r.Stack.MayShareEnvironment(s.Resource.Stack):
		return truth.Undecided
	}
	return truth.False
}

// HasSubnets reports whether any subnet uses a route table.
func (t *Topology) HasSubnets(n *network.RouteTable) truth.Value {
	has := truth.Of(!n.Declared || n.Main || n.RegionalNat != nil || len(t.unseen.of(&n.Entity, "AWS::EC2::SubnetRouteTableAssociation"))+len(t.changedByOthers(&n.Entity)) > 0).And(truth.Undecided)
	for _, s := range t.network.Subnets {
		for _, a := range s.RouteTables {
			if a.Part == nil || a.Part == n || a.Part.Open {
				has = has.Or(a.Exists.And(truth.Of(a.Part == n).Or(truth.Undecided)))
			}
		}
	}
	return has
}
