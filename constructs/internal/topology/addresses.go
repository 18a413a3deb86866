package topology

import (
	"net/netip"
	"slices"

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
	for _, v := range t.network.Vpcs { // whose blocks S3 does not have
		for _, c := range slices.Concat(v.Cidrs, v.Ipv6Cidrs) {
			if c.State() == network.Known {
				ipv4, ipv6 = ipv4.Minus(flow.Of(c.Prefix)), ipv6.Minus(flow.Of(c.Prefix))
			}
		}
	}
	regions := new(int)
	symbol := func(name string, may flow.Addresses) *flow.Symbol {
		return &flow.Symbol{
			Name: "S3's public addresses", May: may, Apart: regions, AtLeast: s3Addresses, Wider: minS3Bits,
			Cause: t.causes.one(template.Cause{Kind: CauseAddresses, Subject: name}),
		}
	}
	translated := func(name string) *flow.Symbol {
		s := symbol(name, flow.Of(netip.MustParsePrefix(nat64Block)))
		s.Translated, s.Wider = true, minS3Bits+ipv6Bits-ipv4Bits
		return s
	}
	t.s3 = service{symbol("Amazon S3", ipv4), symbol("Amazon S3 over IPv6", ipv6), translated("Amazon S3 over NAT64")}
	t.other = service{
		symbol("Amazon S3 in the other Region", ipv4), symbol("Amazon S3 in the other Region over IPv6", ipv6),
		translated("Amazon S3 in the other Region over NAT64"),
	}
	t.onPremises = &flow.Symbol{
		Name: "on premises", May: flow.All(), Without: t.services(),
		Cause: t.causes.one(template.Cause{Kind: CauseAddresses, Subject: "on-premises networks"}),
	}
	t.notOnPremises = &flow.Symbol{Name: "not on premises", May: flow.All(), Without: []*flow.Symbol{t.onPremises}, Cause: t.onPremises.Cause}
}

func (t *Topology) services() []*flow.Symbol {
	return []*flow.Symbol{t.s3.ipv4, t.s3.ipv6, t.s3.nat64, t.other.ipv4, t.other.ipv6, t.other.nat64}
}

// PublicIpv4 returns the public IPv4 addresses that S3 may have, which are in no VPC of the templates.
func (t *Topology) PublicIpv4() flow.Addresses { return t.s3.ipv4.May }

// block returns what a property names. Of an unknown block, the value is its identity.
func (t *Topology) block(c network.Cidr, ipv6 bool) flow.Block {
	switch {
	case c.State() == network.Known:
		return flow.Prefix(c.Prefix)
	case ipv6:
		return flow.OfSymbol(t.unknownBlock(c, true), 0, ipv6Bits)
	}
	return flow.OfSymbol(t.unknownBlock(c, false), 0, ipv4Bits)
}

func (t *Topology) unknownBlock(c network.Cidr, ipv6 bool) *flow.Symbol {
	s := &flow.Symbol{Name: c.String(), May: flow.AllIpv4(), Cause: t.causes.because(CauseAddresses, c.String(), c.Cause)[0]}
	if ipv6 {
		s.May = flow.AllIpv6()
	}
	if c.Perhaps.IsValid() {
		s.May = flow.Of(c.Perhaps)
	}
	key := c.Value.Identity()
	if key == "" {
		return s
	}
	if known, ok := t.symbols[key]; ok {
		return known
	}
	t.symbols[key] = s
	return s
}

// routeBlocks returns the destinations of a route: several for a prefix list, of which each entry counts with its length.
func (t *Topology) routeBlocks(r *network.Route) []flow.Block {
	var blocks []flow.Block
	if r.Destination.State() != network.Absent {
		blocks = append(blocks, t.block(r.Destination, false))
	}
	if r.Ipv6Destination.State() != network.Absent {
		blocks = append(blocks, t.block(r.Ipv6Destination, true))
	}
	return append(blocks, t.listBlocks(r.PrefixListId)...)
}

// listBlocks returns the entries of a prefix list.
func (t *Topology) listBlocks(id network.Fact[network.Key]) []flow.Block {
	if id.State == network.Absent {
		return nil
	}
	if t.network.IsS3List(id) {
		return []flow.Block{flow.OfSymbol(t.s3.ipv4, minS3Bits, ipv4Bits)}
	}
	l := network.Find(t.network.PrefixLists, id.Value)
	changed := t.unseen.changedBy(changesLists, id.Value)
	if id.State == network.Unknown || l == nil || !l.Complete || l.Exists != template.True || len(changed) > 0 {
		return []flow.Block{flow.OfSymbol(t.prefixList(id, l), 0, ipv6Bits)}
	}
	isIpv6 := l.AddressFamily.Is("ipv6")
	var blocks []flow.Block
	for _, entry := range l.Entries {
		if entry.State() != network.Known && isIpv6 == template.Undecided {
			return []flow.Block{flow.OfSymbol(t.prefixList(id, l), 0, ipv6Bits)}
		}
		blocks = append(blocks, t.block(entry, isIpv6 == template.True))
	}
	return blocks
}

// prefixList returns the symbol of a list of which not all entries are known.
func (t *Topology) prefixList(id network.Fact[network.Key], l *network.PrefixList) *flow.Symbol {
	key := "prefix list\x00" + string(id.Value)
	if known, ok := t.symbols[key]; ok && id.State == network.Known {
		return known
	}
	cause := t.causes.because(CauseEntries, string(id.Value), id.Cause)
	switch changed := t.unseen.changedBy(changesLists, id.Value); {
	case len(changed) > 0:
		cause = t.Why(changed...)
	case l != nil:
		cause = t.causes.because(CauseEntries, l.Name(), l.Cause)
	}
	s := &flow.Symbol{Name: key, May: flow.All(), Cause: cause[0]}
	if id.State == network.Known {
		t.symbols[key] = s
	}
	return s
}

// members returns the addresses of the members of a security group.
func (t *Topology) members(id network.Fact[network.Key]) *flow.Symbol {
	g := network.Find(t.network.SecurityGroups, id.Value)
	if id.State != network.Known || g == nil {
		subject := "another group"
		if id.State == network.Known {
			subject = t.network.Name(id.Value)
		}
		return &flow.Symbol{Name: "members", Members: true, May: flow.All(), Without: t.services(), Cause: t.causes.because(CauseMembers, subject, id.Cause)[0]}
	}
	if s, ok := t.groups[g]; ok {
		return s
	}
	s := &flow.Symbol{
		Name: g.Name(), Members: true, May: flow.All(), Without: t.services(),
		Cause: t.causes.one(template.Cause{Kind: CauseMembers, Subject: g.Name()}),
	}
	if v := network.Find(t.network.Vpcs, g.VpcId.Value); v != nil && g.VpcId.State == network.Known {
		all := t.vpcs[v].all
		s.May, s.In = all.May, []*flow.Symbol{all}
	}
	t.groups[g] = s
	return s
}

// rulePeers returns the peers of a security group's rule.
func (t *Topology) rulePeers(r *network.Rule) []flow.Block {
	var peers []flow.Block
	if r.Cidr.State() != network.Absent {
		peers = append(peers, t.block(r.Cidr, false))
	}
	if r.Ipv6Cidr.State() != network.Absent {
		peers = append(peers, t.block(r.Ipv6Cidr, true))
	}
	if r.GroupId.State != network.Absent {
		peers = append(peers, flow.OfSymbol(t.members(r.GroupId), 0, ipv6Bits))
	}
	return append(peers, t.listBlocks(r.PrefixListId)...)
}
