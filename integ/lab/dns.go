//go:build linux

package lab

import (
	"errors"
	"net"
	"net/netip"
	"time"

	"github.com/miekg/dns"
)

// resolverAddress is where every client asks: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html.
const resolverAddress = "169.254.169.253"

// errNoSuchName is an answer without addresses.
var errNoSuchName = errors.New("no such name")

// openResolver starts a DNS server in the client's namespace; neither routes nor filters stand before the VPC's own.
func (c *Client) openResolver() {
	if c.vpc != nil && !c.vpc.dns {
		return
	}
	c.own(loopback, netip.MustParseAddr(resolverAddress))
	var conn net.PacketConn
	check(c.within(func() (err error) {
		conn, err = net.ListenPacket("udp4", resolverAddress+":53")
		return err
	}))
	server := &dns.Server{PacketConn: conn, Handler: dns.HandlerFunc(func(w dns.ResponseWriter, query *dns.Msg) {
		_ = w.WriteMsg(c.lab.network.respond(c.vpc, query))
	})}
	c.lab.resolvers = append(c.lab.resolvers, conn)
	go func() { _ = server.ActivateAndServe() }()
}

// respond answers a query from a VPC, or from the office if it is nil.
func (n *Network) respond(v *vpc, query *dns.Msg) *dns.Msg {
	answer := new(dns.Msg).SetReply(query)
	if len(query.Question) != 1 {
		return answer.SetRcode(query, dns.RcodeFormatError)
	}
	question := query.Question[0]
	addresses, exists := n.lookUp(v, question.Name)
	if !exists {
		return answer.SetRcode(query, dns.RcodeNameError)
	}
	for _, address := range addresses {
		header := dns.RR_Header{Name: question.Name, Rrtype: question.Qtype, Class: dns.ClassINET, Ttl: 5}
		switch {
		case question.Qtype == dns.TypeA && address.Is4():
			answer.Answer = append(answer.Answer, &dns.A{Hdr: header, A: net.IP(address.AsSlice())})
		case question.Qtype == dns.TypeAAAA && address.Is6():
			answer.Answer = append(answer.Answer, &dns.AAAA{Hdr: header, AAAA: net.IP(address.AsSlice())})
		}
	}
	return answer
}

// Resolve asks DNS for a name's addresses, of each IP version that the client has.
func (c *Client) Resolve(name string) ([]netip.Addr, error) {
	addresses, err := c.resolve(name, dns.TypeA)
	if err == nil && len(c.six) > 0 {
		var six []netip.Addr
		six, err = c.resolve(name, dns.TypeAAAA)
		addresses = append(addresses, six...)
	}
	if err == nil && len(addresses) == 0 {
		err = errNoSuchName
	}
	return addresses, err
}

func (c *Client) resolve(name string, kind uint16) ([]netip.Addr, error) {
	query := new(dns.Msg).SetQuestion(dns.Fqdn(name), kind)
	var answer *dns.Msg
	err := c.within(func() (err error) {
		client := &dns.Client{Timeout: 20 * time.Second} // a busy machine may take its time
		answer, _, err = client.Exchange(query, resolverAddress+":53")
		return err
	})
	if err != nil {
		return nil, err
	}
	var addresses []netip.Addr
	for _, record := range answer.Answer {
		var address netip.Addr
		switch record := record.(type) {
		case *dns.A:
			address, _ = netip.AddrFromSlice(record.A.To4())
		case *dns.AAAA:
			address, _ = netip.AddrFromSlice(record.AAAA)
		}
		addresses = append(addresses, address)
	}
	return addresses, nil
}
