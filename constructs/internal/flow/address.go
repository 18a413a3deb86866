package flow

import (
	"cmp"
	"net/netip"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/ranges"
)

// Addresses is a set of IPv4 and IPv6 addresses.
type Addresses = ranges.Set[netip.Addr]

// Ports is a set of TCP ports.
type Ports = ranges.Set[Port]

// Port is a TCP port.
type Port uint16

// Compare orders ports by number.
func (p Port) Compare(q Port) int { return cmp.Compare(p, q) }

// Next returns the following port.
func (p Port) Next() Port { return p + 1 }

// Prev returns the port before.
func (p Port) Prev() Port { return p - 1 }

// PortRange returns the ports from first to last.
func PortRange(first, last Port) Ports { return ranges.Of(first, last) }

// AllPorts returns every port.
func AllPorts() Ports { return PortRange(0, 65535) }

// Https returns the port that S3 listens at.
func Https() Ports { return PortRange(443, 443) }

// Ephemeral returns the ports that clients and NAT gateways choose from. See
// https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports.
func Ephemeral() Ports { return PortRange(1024, 65535) }

// Of returns the addresses of a block.
func Of(p netip.Prefix) Addresses {
	p = p.Masked()
	return ranges.Of(p.Addr(), last(p))
}

// last returns the last address of a block.
func last(p netip.Prefix) netip.Addr {
	bytes := p.Addr().AsSlice()
	for i := range bytes {
		if host := 8*(i+1) - p.Bits(); host >= 8 {
			bytes[i] = 0xff
		} else if host > 0 {
			bytes[i] |= 1<<host - 1
		}
	}
	addr, _ := netip.AddrFromSlice(bytes)
	return addr
}

// AllIpv4 returns every IPv4 address.
func AllIpv4() Addresses { return Of(netip.PrefixFrom(netip.IPv4Unspecified(), 0)) }

// AllIpv6 returns every IPv6 address.
func AllIpv6() Addresses { return Of(netip.PrefixFrom(netip.IPv6Unspecified(), 0)) }

// All returns every address.
func All() Addresses { return AllIpv4().Union(AllIpv6()) }

// PublicIpv4 returns the IPv4 addresses that a public service such as S3 can have: all but the private, shared, loopback,
// link-local, documentation and multicast ranges of
// https://www.iana.org/assignments/iana-ipv4-special-registry.
func PublicIpv4() Addresses {
	var others Addresses
	for _, block := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.2.0/24",
		"192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
	} {
		others = append(others, Of(netip.MustParsePrefix(block))...) // in order, and apart
	}
	return AllIpv4().Minus(others)
}

// PublicIpv6 returns the global unicast addresses without the documentation ranges. See
// https://www.iana.org/assignments/iana-ipv6-special-registry.
func PublicIpv6() Addresses {
	public := Of(netip.MustParsePrefix("2000::/3"))
	return public.Minus(Of(netip.MustParsePrefix("2001:db8::/32"))).Minus(Of(netip.MustParsePrefix("3fff::/20")))
}

// Blocks returns the CIDR blocks that together have exactly the addresses, from the lowest to the highest.
func Blocks(a Addresses) []netip.Prefix {
	var blocks []netip.Prefix
	for _, r := range a {
		for from := r.First; from.IsValid() && from.Compare(r.Last) <= 0; {
			bits := from.BitLen()
			for bits > 0 {
				wider := netip.PrefixFrom(from, bits-1)
				if wider.Masked().Addr() != from || last(wider).Compare(r.Last) > 0 {
					break
				}
				bits--
			}
			block := netip.PrefixFrom(from, bits)
			blocks = append(blocks, block)
			from = last(block).Next()
		}
	}
	return blocks
}

// Text writes addresses as CIDR blocks.
func Text(a Addresses) string {
	var words []string
	for _, block := range Blocks(a) {
		words = append(words, block.String())
	}
	return strings.Join(words, ", ")
}
