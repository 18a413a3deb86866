//go:build linux

package lab

import (
	"net/netip"
	"slices"
)

// place assigns addresses to what AWS puts into subnets.
func (n *Network) place() {
	taken := []netip.Addr{}
	choose := func(owner string, s *subnet) netip.Addr {
		if !s.block.IsValid() {
			refuse("%s has no IPv4 addresses, and something in it needs one", s.resource)
		}
		size := 1 << (32 - s.block.Bits())
		for i := range size {
			address := offset(s.block.Addr(), int((sum(owner, s.id)+uint64(i))%uint64(size)))
			if !slices.Contains(taken, address) && !isReserved(address, s.block) && !slices.Contains(n.clientAddresses(s.block), address) {
				taken = append(taken, address)
				return address
			}
		}
		refuse("%s is full", s.resource)
		return netip.Addr{}
	}
	for _, g := range all[*nat](n) {
		g.address = choose(g.id, g.subnet)
	}
	for _, e := range all[*endpoint](n) {
		for i := range e.interfaces {
			e.interfaces[i].address = choose(e.id, e.interfaces[i].subnet)
		}
	}
}

// isReserved reports whether AWS keeps an address of a subnet for itself: the first four and the last.
// See https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html.
func isReserved(address netip.Addr, block netip.Prefix) bool {
	last := 1<<(32-block.Bits()) - 1
	return last >= 7 && (address.Compare(offset(block.Addr(), 3)) <= 0 || address == offset(block.Addr(), last))
}

// clientAddresses are those by which the clients of a block differ: its first, one in its middle, its last, and one in each
// narrower block that the templates name.
func (n *Network) clientAddresses(block netip.Prefix) []netip.Addr {
	if !block.IsValid() {
		return nil
	}
	size := 1 << (32 - block.Bits())
	var addresses []netip.Addr
	add := func(address netip.Addr) {
		isHost := address.IsPrivate() || isPublic(netip.PrefixFrom(address, 32)) || netip.MustParsePrefix("100.64.0.0/10").Contains(address)
		if block.Contains(address) && !isReserved(address, block) && !slices.Contains(addresses, address) && isHost {
			addresses = append(addresses, address)
		}
	}
	add(offset(block.Addr(), min(4, size-1)))
	add(offset(block.Addr(), size/2))
	add(offset(block.Addr(), max(size-2, 0)))
	for _, b := range n.mentioned {
		if b.Bits() > block.Bits() {
			add(offset(b.Addr(), min(5, 1<<(32-b.Bits())-1)))
		}
	}
	return addresses
}

// officeAddresses are those of clients in a block of the office. What is in a VPC is not in the office.
func (n *Network) officeAddresses(block netip.Prefix) []netip.Addr {
	return slices.DeleteFunc(n.clientAddresses(block), func(a netip.Addr) bool {
		for _, v := range all[*vpc](n) {
			if slices.ContainsFunc(v.blocks, func(b netip.Prefix) bool { return b.Contains(a) }) {
				return true
			}
		}
		return false
	})
}

// s3Blocks are those of S3: some in each half of all addresses, and one in each public block that the templates name, since
// nothing says that S3 has no address there. It has none in the office.
func (n *Network) s3Blocks() []netip.Prefix {
	blocks := []netip.Prefix{netip.MustParsePrefix("3.5.64.0/21"), netip.MustParsePrefix("52.218.0.0/17"), netip.MustParsePrefix("142.4.160.0/24")}
	for _, b := range n.mentioned {
		within := func(other netip.Prefix) bool { return b.Overlaps(other) }
		// A quarter into the block, as its first addresses may be special ones.
		start := offset(b.Addr(), 1<<(32-b.Bits())/4)
		if own := netip.PrefixFrom(start, max(b.Bits(), 24)).Masked(); isPublic(own) && !slices.ContainsFunc(slices.Concat(blocks, n.office), within) {
			blocks = append(blocks, own)
		}
	}
	return blocks
}

// s3Blocks are those that a gateway endpoint leads to.
func (e *endpoint) s3Blocks(n *Network) []netip.Prefix {
	var blocks []netip.Prefix
	if e.versions != "ipv6" {
		blocks = n.s3Blocks()
	}
	if e.versions != "ipv4" {
		blocks = append(blocks, s3Block6())
	}
	return blocks
}

// s3Block6 is that of S3 in IPv6, and s3Address6 the one that DNS answers.
func s3Block6() netip.Prefix { return netip.MustParsePrefix("2600:1fa0:8000::/40") }

func s3Address6() netip.Addr { return netip.MustParseAddr("2600:1fa0:8000::34da:1") }

// clientAddresses6 are two in an IPv6 block.
func clientAddresses6(block netip.Prefix) []netip.Addr {
	if !block.IsValid() {
		return nil
	}
	first, last := block.Addr().As16(), block.Addr().As16()
	first[15], last[14], last[15] = 4, 0xab, 0xcd
	return []netip.Addr{netip.AddrFrom16(first), netip.AddrFrom16(last)}
}

// s3Addresses are those that DNS answers: one of each block.
func (n *Network) s3Addresses() []netip.Addr {
	var list []netip.Addr
	for _, b := range n.s3Blocks() {
		list = append(list, offset(b.Addr(), min(68, 1<<(32-b.Bits())-1)))
	}
	return list
}

// isS3 reports whether an address is one of S3's.
func (n *Network) isS3(address netip.Addr) bool {
	return s3Block6().Contains(address) || slices.ContainsFunc(n.s3Blocks(), func(b netip.Prefix) bool { return b.Contains(address) })
}

// isPublic reports whether a block is of addresses that S3 could have.
// See https://www.iana.org/assignments/iana-ipv4-special-registry.
func isPublic(block netip.Prefix) bool {
	for _, special := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	} {
		if netip.MustParsePrefix(special).Overlaps(block) {
			return false
		}
	}
	return true
}

// offset is the address so many after another.
func offset(a netip.Addr, by int) netip.Addr {
	b := a.As4()
	n := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	n += uint32(by)
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}
