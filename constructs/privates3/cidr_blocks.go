package privates3

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"

	"github.com/privates3/privates3-go/constructs/internal/cdk"
	"github.com/privates3/privates3-go/constructs/internal/flow"
)

const narrowClients = "Use your own CIDRs, a prefix list or a security group."

// readCidrBlocks returns the CIDR blocks among peers, and whether all peers are blocks. It reads what the CDK calls the
// unique ID of a peer: that of a CIDR is the CIDR, which the CDK checks only by a regular expression.
func readCidrBlocks(found *problems, field string, peers *[]awsec2.IPeer) (blocks []netip.Prefix, all bool) {
	before := len(*found)
	for field, peer := range eachOrNone(field, peers) {
		if !found.checkNotNil(field, peer, "a peer") {
			continue
		}
		id := *peer.UniqueId()
		if _, isGroup := peer.(awsec2.ISecurityGroup); isGroup || cannotCheck(id) || hasForm(id, otherPeerForm) {
			continue
		}
		if !strings.ContainsAny(id, "/.:") {
			found.add(field, quoted(&id)+" is not a CIDR block, a prefix list or a security group.", `Use a CIDR block such as "192.168.0.0/16", or an ID of the form pl-… or sg-….`)
			continue
		}
		if block, ok := readCidrBlock(found, field, id); ok {
			blocks = append(blocks, block)
		}
	}
	if len(*found) == before {
		checkTogether(found, field, blocks)
	}
	return blocks, len(blocks) == len(elements(peers))
}

func cannotCheck(cidr string) bool { return cdk.IsToken(cidr) || cdk.IsPlaceholderCidr(cidr) }

// checkTogether finds blocks of a family that are the whole internet only together.
func checkTogether(found *problems, field string, blocks []netip.Prefix) {
	for _, ipv6 := range []bool{false, true} {
		var names []string
		var addresses flow.Addresses
		for _, block := range blocks {
			if block.Addr().Is6() == ipv6 {
				names = append(names, block.String())
				addresses = addresses.Union(flow.Of(block))
			}
		}
		if isWholeInternet(addresses) {
			found.add(field, strings.Join(names, ", ")+" together open the endpoint to the whole internet.", narrowClients)
		}
	}
}

// readCidrBlock reports whether a CIDR is a block of clients. AWS accepts host bits, and allows the whole block.
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html
func readCidrBlock(found *problems, field, cidr string) (block netip.Prefix, ok bool) {
	const example = `Use one such as "192.168.0.0/16".`
	if hasNoBits(cidr) {
		found.add(field, cidr+" opens the endpoint to the whole internet.", narrowClients)
		return block, false
	}
	block, err := netip.ParsePrefix(cidr)
	switch addr, noMask := netip.ParseAddr(cidr); {
	case noMask == nil && addr.Zone() == "":
		found.add(field, quoted(&cidr)+" has no prefix length.", "Use "+oneAddress(addr)+" for this address.")
	case err != nil:
		found.add(field, quoted(&cidr)+" is not a CIDR block.", example)
	case block.Addr().Is4In6():
		found.add(field, quoted(&cidr)+" is a block of IPv4-mapped IPv6 addresses, which no client has.", "Use the IPv4 block.")
	case block != block.Masked():
		found.add(field, quoted(&cidr)+" has host bits, which AWS ignores.", "Use "+block.Masked().String()+" for the block or "+oneAddress(block.Addr())+" for the address.")
	case hasNoClient(block):
		found.add(field, cidr+" has no address that a client can have.", example)
	case isWholeInternet(flow.Of(block)):
		found.add(field, cidr+" opens the endpoint to the whole internet.", narrowClients)
	default:
		return block, true
	}
	return block, false
}

func oneAddress(addr netip.Addr) string { return netip.PrefixFrom(addr, addr.BitLen()).String() }

// hasNoClient reports whether no address of a block is the source of a packet to another host: the unspecified, loopback,
// link-local, multicast and reserved ones are not.
// https://www.iana.org/assignments/iana-ipv4-special-registry
// https://www.iana.org/assignments/iana-ipv6-special-registry
func hasNoClient(block netip.Prefix) bool {
	return isWithin(block, "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3", "::/127", "fe80::/10", "ff00::/8")
}

func isWithin(block netip.Prefix, wider ...string) bool {
	return slices.ContainsFunc(wider, func(cidr string) bool {
		p := netip.MustParsePrefix(cidr)
		return p.Bits() <= block.Bits() && p.Contains(block.Addr())
	})
}

// hasNoBits recognizes every spelling of a /0 that the CDK accepts, such as 0.0.0.0/00.
func hasNoBits(cidr string) bool {
	_, mask, ok := strings.Cut(cidr, "/")
	bits, err := strconv.Atoi(mask)
	return ok && err == nil && bits == 0
}

// isWholeInternet reports whether all public addresses of a family are among the addresses.
func isWholeInternet(a flow.Addresses) bool {
	return a.Covers(flow.PublicIpv4()) || a.Covers(flow.PublicIpv6())
}
