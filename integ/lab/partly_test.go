//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/s3path"
)

// part is a part of a client's requests: those from some addresses to some. Without blocks, a side has all.
type part struct{ from, to side }

// side is a set of blocks, without others.
type side struct{ blocks, without []netip.Prefix }

func (s side) has(address netip.Addr) bool {
	contains := func(b netip.Prefix) bool { return b.Contains(address) }
	return s.blocks == nil || slices.ContainsFunc(s.blocks, contains) && !slices.ContainsFunc(s.without, contains)
}

var (
	worksFor    = regexp.MustCompile(`works (?:only )?for (.+?)(?:, but not for .+?)?: `)
	anInterface = regexp.MustCompile(`^endpoint (\S+) in subnet (\S+)$`)
)

// workingParts reads from the reason of a row that is partly reachable which requests it says to work. It returns nil if the
// reason abbreviates that.
func (n *Network) workingParts(row s3path.Row) ([]part, error) {
	if strings.HasPrefix(row.Reason, "over IPv4, ") {
		return nil, nil
	}
	said := worksFor.FindStringSubmatch(row.Reason)
	if said == nil {
		return nil, fmt.Errorf("the reason does not say what works: %s", row.Reason)
	}
	if strings.HasSuffix(said[1], " more") || strings.Contains(said[1], "some of ") {
		return nil, nil
	}
	var parts []part
	for _, words := range strings.Split(said[1], " and ") {
		first, second, both := strings.Cut(words, " to ")
		var p part
		var err error
		client, _ := netip.ParsePrefix(row.Client.Cidr)
		switch p.from, err = n.sideOf(first); {
		case both && err == nil:
			p.to, err = n.sideOf(second)
		case err == nil && (anInterface.MatchString(first) || !client.Overlaps(p.from.blocks[0])):
			p.from, p.to = side{}, p.from
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s", err, row.Reason)
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// sideOf reads a network interface, or blocks such as 10.0.0.0/16 except 10.0.1.0/24, 10.0.7.0/24.
func (n *Network) sideOf(words string) (s side, err error) {
	if names := anInterface.FindStringSubmatch(words); names != nil {
		for _, e := range all[*endpoint](n) {
			for _, i := range e.interfaces {
				if e.name() == names[1] && i.subnet.name() == names[2] {
					s.blocks = append(s.blocks, netip.PrefixFrom(i.address, 32))
				}
			}
		}
		return s, nil
	}
	blocks, without, _ := strings.Cut(words, " except ")
	if s.blocks, err = parseBlocks(blocks); err == nil {
		s.without, err = parseBlocks(without)
	}
	return s, err
}

func parseBlocks(text string) (blocks []netip.Prefix, err error) {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		b, err := netip.ParsePrefix(word)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// differsInPart returns how the requests differ from a row that is partly reachable: those that it says to work have to, and
// the others not. It is empty if they do not differ.
func (n *Network) differsInPart(row s3path.Row, tries []Try) string {
	if row.Reachable != s3path.Partly {
		return ""
	}
	parts, err := n.workingParts(row)
	if err != nil {
		return err.Error()
	}
	for _, t := range tries {
		said := slices.ContainsFunc(parts, func(p part) bool { return p.from.has(t.From.Addr()) && p.to.has(t.To.Addr()) })
		if parts != nil && said != (t.Path != "") {
			return fmt.Sprintf("%s to %s: works %t, and the row says %t", t.From, t.To, !said, said)
		}
	}
	return ""
}
