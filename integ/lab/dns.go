//go:build linux

package lab

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/miekg/dns"
)

// resolverAddress is where every client asks: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html.
const resolverAddress = "169.254.169.253"

// errNoSuchName is the answer NXDOMAIN.
var errNoSuchName = errors.New("no such name")

// openResolver starts a DNS server in the client's namespace; neither routes nor filters stand before the VPC's own.
func (c *Client) openResolver() error {
	if c.vpc != nil && !c.vpc.dns {
		return nil
	}
	if err := c.own(loopback, netip.MustParseAddr(resolverAddress)); err != nil {
		return err
	}
	var conn net.PacketConn
	err := c.within(func() (err error) {
		conn, err = net.ListenPacket("udp4", resolverAddress+":53")
		return err
	})
	if err != nil {
		return err
	}
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, query *dns.Msg) {
		_ = w.WriteMsg(c.lab.network.respond(c.vpc, query))
	})}
	c.lab.resolvers = append(c.lab.resolvers, conn)
	go func() { _ = server.ActivateAndServe() }()
	return nil
}

// respond answers a query from a VPC, or from the office if it is nil.
func (n *Network) respond(v *vpc, query *dns.Msg) *dns.Msg {
	answer := new(dns.Msg).SetReply(query)
	if len(query.Question) != 1 {
		return answer.SetRcode(query, dns.RcodeFormatError)
	}
	question := query.Question[0]
	addresses, exists := n.lookUp(v, strings.ToLower(strings.TrimSuffix(question.Name, ".")))
	if !exists {
		return answer.SetRcode(query, dns.RcodeNameError)
	}
	for _, address := range addresses {
		if question.Qtype == dns.TypeA {
			header := dns.RR_Header{Name: question.Name, Rrtype: dns.TypeA, Class: dns.ClassINET, Ttl: 5}
			answer.Answer = append(answer.Answer, &dns.A{Hdr: header, A: net.IP(address.AsSlice())})
		}
	}
	return answer
}

// lookUp finds the addresses of a name. An endpoint's own names are public: they are answered everywhere, with or without
// something before them.
func (n *Network) lookUp(v *vpc, name string) (addresses []netip.Addr, exists bool) {
	for _, e := range n.endpoints {
		for i, own := range endpointNames(e.id, n.region, e.zones) {
			if e.gateway || name != own && !strings.HasSuffix(name, "."+own) {
				continue
			}
			for _, one := range e.interfaces {
				if i == 0 || one.subnet.zone == e.zones[i-1] {
					addresses = append(addresses, one.address)
				}
			}
			return addresses, true
		}
	}
	domain := n.s3Domain()
	if name != domain && !strings.HasSuffix(name, "."+domain) {
		return nil, false
	}
	for _, e := range n.endpoints {
		if v != nil && e.vpc == v && e.privateDns {
			for _, one := range e.interfaces {
				addresses = append(addresses, one.address)
			}
			return addresses, true
		}
	}
	return n.s3Addresses(), true
}

// s3Domain is where S3's usual names are.
func (n *Network) s3Domain() string {
	suffix := "amazonaws.com"
	if strings.HasPrefix(n.region, "cn-") {
		suffix += ".cn"
	}
	return fmt.Sprintf("s3.%s.%s", n.region, suffix)
}

// Resolve asks DNS for a name's addresses.
func (c *Client) Resolve(name string) ([]netip.Addr, error) {
	query := new(dns.Msg).SetQuestion(dns.Fqdn(name), dns.TypeA)
	var answer *dns.Msg
	err := c.within(func() (err error) {
		client := &dns.Client{Timeout: 2 * time.Second}
		answer, _, err = client.Exchange(query, resolverAddress+":53")
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case answer.Rcode == dns.RcodeNameError:
		return nil, errNoSuchName
	}
	var addresses []netip.Addr
	for _, record := range answer.Answer {
		if a, ok := record.(*dns.A); ok {
			address, _ := netip.AddrFromSlice(a.A.To4())
			addresses = append(addresses, address)
		}
	}
	if len(addresses) == 0 {
		return nil, fmt.Errorf("%s has no address", name)
	}
	return addresses, nil
}
