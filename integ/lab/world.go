//go:build linux

package lab

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Path is what a request took to S3.
type Path string

// The paths to S3: through an endpoint, or out of the client's VPC by its first gateway.
const (
	Gateway        Path = "gateway endpoint"
	Interface      Path = "interface endpoint"
	Internet       Path = "internet gateway"
	Nat            Path = "NAT gateway"
	Transit        Path = "transit gateway"
	Vpn            Path = "VPN gateway"
	Peering        Path = "peering connection"
	OfficeInternet Path = "the office's internet access"
)

// world is the internet, and S3 in it. S3 listens once at each entrance, so the entrance of a request is known.
type world struct {
	*namespace
	network   *Network
	entrances []*entrance
	listeners []net.Listener
	s3        func() (*s3Server, error) // made when it is first needed

	mu   sync.Mutex
	seen []Witness
}

// entrance is a device on which requests reach S3.
type entrance struct {
	kind       Path
	device     string
	endpoint   *endpoint
	vpc        *vpc                      // of an internet gateway
	egressOnly bool                      // is the latter for IPv6 alone
	address    netip.Addr                // of an endpoint's network interface
	public     map[netip.Addr]netip.Addr // by an internet gateway: private addresses and the public ones that stand for them
}

// Witness is what S3 saw of a request.
type Witness struct {
	// Path is what the request took.
	Path Path
	// Through is the id of the endpoint that it used, if any.
	Through string
	// From is its source address, as S3 saw it.
	From netip.AddrPort
	// Host is the name that was asked for, and Status the answer, if it was HTTP.
	Host   string
	Status int
}

func newWorld(space *namespace, n *Network) *world {
	return &world{namespace: space, network: n, s3: sync.OnceValues(func() (*s3Server, error) { return newS3(n) })}
}

// open makes S3 listen.
func (w *world) open() error {
	for _, b := range w.network.s3Blocks() {
		w.special(unix.RT_TABLE_LOCAL, b, 0, unix.RTN_LOCAL)
	}
	w.special(unix.RT_TABLE_LOCAL, s3Block6(), 0, unix.RTN_LOCAL)
	for i, e := range w.entrances {
		if e.address.IsValid() {
			w.special(unix.RT_TABLE_LOCAL, netip.PrefixFrom(e.address, 32), i, unix.RTN_LOCAL)
		}
		w.route(unix.RT_TABLE_MAIN, everything(), i+1, e.device)
		w.route(unix.RT_TABLE_MAIN, everything6(), i+1, e.device)
	}
	w.filter(w.rules() + w.rules6())
	return w.within(func() error {
		for _, e := range w.entrances {
			for _, network := range []string{"tcp4", "tcp6"} {
				if network == "tcp6" && !w.six {
					continue
				}
				listener, err := listen(e.device, network)
				if err != nil {
					return err
				}
				w.listeners = append(w.listeners, listener)
				go w.serve(listener, e)
			}
		}
		return nil
	})
}

// rules6 writes what gateways and endpoints allow to S3 over IPv6, in nft's syntax. VPC Block Public Access blocks internet
// gateways, and egress-only ones in one of its modes: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html.
func (w *world) rules6() string {
	var arrive strings.Builder
	for _, e := range w.entrances {
		var open []netip.Prefix
		for _, s := range all[*subnet](w.network) {
			isServed := e.kind == Gateway && e.endpoint.vpc == s.vpc && e.endpoint.versions != "ipv4" ||
				e.kind == Internet && e.vpc == s.vpc && (s.blocked == "" || s.blocked == "block-ingress" && e.egressOnly)
			if isServed && s.six.IsValid() {
				open = append(open, s.six)
			}
		}
		if len(open) > 0 {
			fmt.Fprintf(&arrive, "iifname %s ip6 daddr %s ip6 saddr %s accept\n", e.device, s3Block6(), set(open))
		}
		fmt.Fprintf(&arrive, "iifname %s drop\n", e.device)
	}
	return fmt.Sprintf(`
	table ip6 world {
		chain arrive {
			type filter hook prerouting priority -300
			%s
		}
		chain forward { type filter hook forward priority 0; policy drop; }
	}`, arrive.String())
}

// rules writes what gateways and endpoints allow to S3, in nft's syntax.
func (w *world) rules() string {
	var arrive, leave, input, output, chains strings.Builder
	for i, e := range w.entrances {
		if e.kind != Interface {
			fmt.Fprintf(&arrive, "iifname %s ip daddr != %s drop\n", e.device, set(w.network.s3Blocks()))
		}
		switch {
		case e.kind == Gateway:
			// It serves its own VPC alone: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html.
			fmt.Fprintf(&arrive, "iifname %s ip saddr != %s drop\n", e.device, set(e.endpoint.vpc.blocks))
		case e.public != nil:
			if len(e.public) == 0 {
				fmt.Fprintf(&arrive, "iifname %s drop\n", e.device)
				continue
			}
			var there, back []string
			for private, public := range e.public {
				there = append(there, fmt.Sprintf("%s : %s", private, public))
				back = append(back, fmt.Sprintf("%s : %s", public, private))
			}
			for name, pairs := range map[string][]string{"there": there, "back": back} {
				fmt.Fprintf(&chains, "map %s_%s { type ipv4_addr : ipv4_addr; elements = { %s }\n}\n", name, e.device, strings.Join(pairs, ", "))
			}
			fmt.Fprintf(&arrive, "iifname %s ip saddr != @there_%s drop\n", e.device, e.device)
			fmt.Fprintf(&arrive, "iifname %s ip saddr set ip saddr map @there_%s\n", e.device, e.device)
			fmt.Fprintf(&leave, "oifname %s ip daddr set ip daddr map @back_%s\n", e.device, e.device)
		case e.kind == Interface:
			// Zones keep apart what VPCs with the same addresses send.
			fmt.Fprintf(&arrive, "iifname %s ct zone set %d\n", e.device, i+1)
			fmt.Fprintf(&output, "oifname %s ct zone set %d\n", e.device, i+1)
			fmt.Fprintf(&input, "iifname %s ct state established accept\n", e.device)
			fmt.Fprintf(&input, "iifname %s jump groups_%s\n", e.device, e.device)
			fmt.Fprintf(&chains, "chain groups_%s {\n%s}\n", e.device, w.network.admit(e.endpoint.groups, e.endpoint.resource))
		}
	}
	return fmt.Sprintf(`table ip world {
		%schain arrive {
			type filter hook prerouting priority -300
			%s
		}
		chain input {
			type filter hook input priority 0
			%s
		}
		chain forward { type filter hook forward priority 0; policy drop; }
		chain output {
			type filter hook output priority -300
			%s
		}
		chain leave {
			type filter hook postrouting priority 300
			%s
		}
	}`, chains.String(), arrive.String(), input.String(), output.String(), leave.String())
}

// listen waits for requests that arrive on one device, over one IP version.
func listen(device, network string) (net.Listener, error) {
	config := net.ListenConfig{Control: func(_, _ string, c syscall.RawConn) error {
		var err error
		return errors.Join(c.Control(func(fd uintptr) { err = unix.BindToDevice(int(fd), device) }), err)
	}}
	return config.Listen(context.Background(), network, ":443")
}

func (w *world) serve(listener net.Listener, e *entrance) {
	for {
		c, err := listener.Accept()
		if err != nil {
			return // the lab is closed
		}
		go w.answer(c.(*net.TCPConn), e)
	}
}

// answer says to a probe what S3 sees of it. What speaks TLS is answered as S3 does.
func (w *world) answer(c *net.TCPConn, e *entrance) {
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	seen := Witness{Path: e.pathOf(c), From: c.RemoteAddr().(*net.TCPAddr).AddrPort()}
	if e.endpoint != nil {
		seen.Through = e.endpoint.id
	}
	reader := bufio.NewReader(c)
	first, err := reader.Peek(1)
	if err != nil {
		return
	}
	const tlsHandshake = 22
	if first[0] != tlsHandshake {
		_, _ = fmt.Fprintf(c, "%s\n", seen.Path)
		return
	}
	if s3, err := w.s3(); err == nil {
		seen = s3.answer(&peeked{c, reader}, seen)
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen = append(w.seen, seen)
	}
}

// Seen returns what S3 saw of HTTPS requests since it was last asked.
func (l *Lab) Seen() []Witness {
	l.world.mu.Lock()
	defer l.world.mu.Unlock()
	seen := l.world.seen
	l.world.seen = nil
	return seen
}

// peeked is a connection of which something was read.
type peeked struct {
	net.Conn
	reader *bufio.Reader
}

func (p *peeked) Read(b []byte) (int, error) { return p.reader.Read(b) }

// pathOf is the path of a request that arrived at this entrance: that of the stamp of its first packet, which the kernel takes
// over for the answers, or else that of the entrance.
func (e *entrance) pathOf(c *net.TCPConn) Path {
	var tos int
	isStamped := c.RemoteAddr().(*net.TCPAddr).AddrPort().Addr().Is4() && e.kind != Interface
	if raw, err := c.SyscallConn(); err == nil && isStamped {
		_ = raw.Control(func(fd uintptr) { tos, _ = unix.GetsockoptInt(int(fd), unix.IPPROTO_IP, unix.IP_TOS) })
	}
	return cmp.Or(stamps()[tos>>2], e.kind)
}

func (w *world) close() {
	for _, listener := range w.listeners {
		_ = listener.Close()
	}
}
