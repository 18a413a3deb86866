package topology

import (
	"net/netip"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// The lengths of blocks. A VPC and a subnet have 16 to 28 bits, and blocks of S3 are longer than /8.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
const (
	minVpcBits, maxVpcBits = 16, 28
	minS3Bits              = 9
	ipv4Bits, ipv6Bits     = 32, 128
	s3Addresses            = 1024 // that S3 has at least in any Region
)

// nat64Block has the IPv6 addresses that stand for IPv4 ones. See
// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html.
const nat64Block = "64:ff9b::/96"

// makeServices makes the symbols of S3 in the own Region and in another one, and of networks on premises.
func (t *Topology) makeServices() {
	ipv4, ipv6 := flow.PublicIpv4(), flow.PublicIpv6()
	for _, p := range t.options.NotS3 {
		ipv4, ipv6 = ipv4.Minus(flow.Of(p)), ipv6.Minus(flow.Of(p))
	}
	var blocks []network.Cidr // which S3 does not have
	for _, v := range t.network.Vpcs {
		blocks = append(append(blocks, v.Cidrs...), v.Ipv6Cidrs...)
	}
	own, _ := United(blocks...)
	ipv4, ipv6 = ipv4.Minus(own), ipv6.Minus(own)
	regions := new(int)
	serviceIn := func(where string) service {
		symbol := func(may flow.Addresses, over string) *flow.Symbol {
			return &flow.Symbol{
				Name: "S3's public addresses", May: may, Apart: regions, AtLeast: s3Addresses, Wider: minS3Bits,
				Cause: t.causes.because(CauseAddresses, where+over)[0],
			}
		}
		s := service{symbol(ipv4, ""), symbol(ipv6, " over IPv6"), symbol(flow.Of(netip.MustParsePrefix(nat64Block)), " over NAT64")}
		s[Nat64].Translated, s[Nat64].Wider = true, minS3Bits+ipv6Bits-ipv4Bits
		return s
	}
	t.s3, t.other = serviceIn("Amazon S3"), serviceIn("Amazon S3 in the other Region")
	t.onPremises = t.unknownAddresses("on premises", CauseAddresses, "on-premises networks")
	t.notOnPremises = &flow.Symbol{Name: "not on premises", May: flow.All(), Without: []*flow.Symbol{t.onPremises}, Cause: t.onPremises.Cause}
}

func (t *Topology) services() []*flow.Symbol { return append(t.s3[:], t.other[:]...) }

// unknownAddresses returns the symbol of something whose addresses are unknown, but not S3's.
func (t *Topology) unknownAddresses(name string, kind template.CauseKind, subject string, why ...*template.Cause) *flow.Symbol {
	return &flow.Symbol{Name: name, May: flow.All(), Without: t.services(), Cause: t.causes.because(kind, subject, why...)[0]}
}

// PublicIpv4 returns the public IPv4 addresses that S3 may have, which are in no VPC of the templates.
func (t *Topology) PublicIpv4() flow.Addresses { return t.s3[Ipv4].May }

// blocks returns what an IPv4 property and an IPv6 property name; one that is absent names nothing.
func (t *Topology) blocks(ipv4, ipv6 network.Cidr) []flow.Block {
	var blocks []flow.Block
	for f, c := range []network.Cidr{ipv4, ipv6} {
		if c.State() != network.Absent {
			blocks = append(blocks, t.block(c, Family(f)))
		}
	}
	return blocks
}

// block returns what a property names. Of an unknown block, the value is its identity.
func (t *Topology) block(c network.Cidr, f Family) flow.Block {
	if c.State() == network.Known {
		return flow.Prefix(c.Prefix)
	}
	return flow.OfSymbol(t.unknownBlock(c, f), 0, f.bits())
}

func (t *Topology) unknownBlock(c network.Cidr, f Family) *flow.Symbol {
	unknown := func() *flow.Symbol {
		s := &flow.Symbol{Name: c.String(), May: f.all(), Cause: t.causes.because(CauseAddresses, c.String(), c.Cause)[0]}
		if c.Perhaps.IsValid() {
			s.May = flow.Of(c.Perhaps)
		}
		return s
	}
	if key := c.Value.Identity(); key != "" {
		return once(&t.symbols, key, unknown)
	}
	return unknown()
}

// routeBlocks returns the destinations of a route: several for a prefix list, of which each entry counts with its length.
func (t *Topology) routeBlocks(r *network.Route) []flow.Block {
	return append(t.blocks(r.Destination, r.Ipv6Destination), t.listBlocks(r.PrefixListId)...)
}

// listBlocks returns the entries of a prefix list.
func (t *Topology) listBlocks(id network.Fact[network.Key]) []flow.Block {
	if id.State == network.Absent {
		return nil
	}
	if t.network.IsS3List(id) {
		return []flow.Block{flow.OfSymbol(t.s3[Ipv4], minS3Bits, ipv4Bits)}
	}
	l := network.Find(t.network.PrefixLists, id.Value)
	changed := t.unseen.changedBy(changesLists, id.Value)
	unknown := func() []flow.Block { return []flow.Block{flow.OfSymbol(t.prefixList(id, l, changed), 0, ipv6Bits)} }
	if id.State == network.Unknown || l == nil || !l.Complete || l.Exists != template.True || len(changed) > 0 {
		return unknown()
	}
	isIpv6 := l.AddressFamily.Is("ipv6")
	family := Ipv4
	if isIpv6 == template.True {
		family = Ipv6
	}
	var blocks []flow.Block
	for _, entry := range l.Entries {
		if entry.State() != network.Known && isIpv6 == template.Undecided {
			return unknown()
		}
		blocks = append(blocks, t.block(entry, family))
	}
	return blocks
}

// prefixList returns the symbol of a list of which not all entries are known.
func (t *Topology) prefixList(id network.Fact[network.Key], l *network.PrefixList, changed []template.Cause) *flow.Symbol {
	key := "prefix list\x00" + string(id.Value)
	unknown := func() *flow.Symbol {
		cause := t.causes.because(CauseEntries, string(id.Value), id.Cause)
		switch {
		case len(changed) > 0:
			cause = t.Why(changed...)
		case l != nil:
			cause = t.causes.because(CauseEntries, l.Name(), l.Cause)
		}
		return &flow.Symbol{Name: key, May: flow.All(), Cause: cause[0]}
	}
	if id.State == network.Known {
		return once(&t.symbols, key, unknown)
	}
	return unknown()
}

// members returns the addresses of the members of a security group.
func (t *Topology) members(id network.Fact[network.Key]) *flow.Symbol {
	g := network.Find(t.network.SecurityGroups, id.Value)
	unknown := func(name, group string, why *template.Cause) *flow.Symbol {
		s := t.unknownAddresses(name, CauseMembers, group, why)
		s.Members = true
		return s
	}
	switch {
	case id.State != network.Known:
		return unknown("members", "another group", id.Cause)
	case g == nil:
		return unknown("members", t.network.Name(id.Value), id.Cause)
	}
	return once(&t.groups, g, func() *flow.Symbol {
		s := unknown(g.Name(), g.Name(), nil)
		if v := network.Find(t.network.Vpcs, g.VpcId.Value); v != nil && g.VpcId.State == network.Known {
			all := t.vpcs[v].all
			s.May, s.In = all.May, []*flow.Symbol{all}
		}
		return s
	})
}

// rulePeers returns the peers of a security group's rule.
func (t *Topology) rulePeers(r *network.Rule) []flow.Block {
	peers := t.blocks(r.Cidr, r.Ipv6Cidr)
	if r.GroupId.State != network.Absent {
		peers = append(peers, flow.OfSymbol(t.members(r.GroupId), 0, ipv6Bits))
	}
	return append(peers, t.listBlocks(r.PrefixListId)...)
}
