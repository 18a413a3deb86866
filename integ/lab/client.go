//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os/exec"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Client is a host in a subnet, or in a block of the office.
type Client struct {
	*namespace
	lab       *Lab
	vpc       *vpc         // nil in the office
	addresses []netip.Addr // IPv4
	six       []netip.Addr // IPv6
	links     []link       // of the office to AWS
}

// Client returns the client in the subnet of that id.
func (l *Lab) Client(subnetId string) *Client { return l.clients[subnetId] }

// Office returns the client in a block of the office.
func (l *Lab) Office(block netip.Prefix) *Client { return l.clients[block.String()] }

// Try is one attempt to reach S3.
type Try struct {
	From, To netip.AddrPort
	// Path is what the request took; empty if there was no answer.
	Path Path

	mark int
}

// clientPorts are those that clients send from: about the ends and the middle of the range that answers may go to. Each link
// has its own.
func clientPorts(link int) []uint16 {
	return []uint16{uint16(1024 + link), uint16(33000 + link), uint16(65535 - link)}
}

// Tries are requests to each of the addresses, from each of the client's addresses and some ports.
func (c *Client) Tries(to []netip.Addr) []Try {
	var tries []Try
	for _, address := range to {
		for i, mark := range c.marksTo(address) {
			for _, from := range slices.Concat(c.addresses, c.six) {
				if from.Is4() != address.Is4() {
					continue
				}
				for _, port := range clientPorts(i) {
					tries = append(tries, Try{From: netip.AddrPortFrom(from, port), To: netip.AddrPortFrom(address, httpsPort), mark: mark})
				}
			}
		}
	}
	return tries
}

const httpsPort = 443

// marksTo are the marks by which a client chooses a link to an address; 0 is that of its main route.
func (c *Client) marksTo(address netip.Addr) []int {
	var marks []int
	for _, l := range c.links {
		if slices.ContainsFunc(l.blocks, func(b netip.Prefix) bool { return b.Contains(address) }) {
			marks = append(marks, l.mark)
		}
	}
	if len(marks) == 0 {
		return []int{0}
	}
	return marks
}

// send makes tries from the namespace, all at once, and waits until all are answered or patience ends.
func (n *namespace) send(tries []Try, patience time.Duration) error {
	return n.within(func() error { return attempt(tries, patience) })
}

func attempt(tries []Try, patience time.Duration) error {
	sockets := make([]unix.PollFd, len(tries))
	for i, t := range tries {
		fd, err := t.open()
		if err != nil {
			return fmt.Errorf("cannot send from %s to %s: %w", t.From, t.To, err)
		}
		defer func() { _ = unix.Close(fd) }()
		sockets[i] = unix.PollFd{Fd: int32(fd), Events: unix.POLLOUT}
	}
	waiting := len(tries)
	for end := time.Now().Add(patience); waiting > 0; {
		left := time.Until(end)
		if left <= 0 {
			return nil
		}
		if _, err := unix.Poll(sockets, int(left.Milliseconds())+1); err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		for i := range sockets {
			if s := &sockets[i]; s.Revents != 0 && tries[i].advance(s) {
				s.Fd = -1 // Poll passes it over
				waiting--
			}
		}
	}
	return nil
}

// open starts a connection.
func (t Try) open() (fd int, err error) {
	family := unix.AF_INET
	if t.From.Addr().Is6() {
		family = unix.AF_INET6
	}
	fd, err = unix.Socket(family, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	err = errors.Join(
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1),
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_MARK, t.mark),
		unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}),
		unix.Bind(fd, socketAddress(t.From)),
	)
	if err == nil {
		if err = unix.Connect(fd, socketAddress(t.To)); errors.Is(err, unix.EINPROGRESS) {
			err = nil
		}
	}
	if err != nil {
		_ = unix.Close(fd)
	}
	return fd, err
}

// advance takes the next step of a connection, and reports whether it was the last.
func (t *Try) advance(s *unix.PollFd) (done bool) {
	if s.Events == unix.POLLOUT {
		s.Events = unix.POLLIN
		_, err := unix.Write(int(s.Fd), []byte("\n"))
		return err != nil
	}
	answer := make([]byte, 64)
	n, err := unix.Read(int(s.Fd), answer)
	if err == nil {
		t.Path = Path(strings.TrimSpace(string(answer[:max(n, 0)])))
	}
	return true
}

func socketAddress(a netip.AddrPort) unix.Sockaddr {
	if a.Addr().Is6() {
		return &unix.SockaddrInet6{Port: int(a.Port()), Addr: a.Addr().As16()}
	}
	return &unix.SockaddrInet4{Port: int(a.Port()), Addr: a.Addr().As4()}
}

// Paths are those that tries took, sorted; an empty one stands for tries without an answer.
func Paths(tries []Try) []Path {
	var paths []Path
	for _, t := range tries {
		if !slices.Contains(paths, t.Path) {
			paths = append(paths, t.Path)
		}
	}
	slices.Sort(paths)
	return paths
}

// HTTP returns an HTTP client that resolves names, and opens connections, in the client's namespace.
func (c *Client) HTTP(patience time.Duration) (*http.Client, error) {
	s3, err := c.lab.world.s3()
	if err != nil {
		return nil, err
	}
	return &http.Client{Timeout: patience, Transport: &http.Transport{
		TLSClientConfig: s3.trust(),
		DialContext: func(_ context.Context, _, hostPort string) (conn net.Conn, err error) {
			host, port, err := net.SplitHostPort(hostPort)
			if err != nil {
				return nil, err
			}
			addresses, err := c.Resolve(host)
			if err != nil {
				return nil, err
			}
			err = c.within(func() error {
				dialer := net.Dialer{Timeout: patience}
				conn, err = dialer.Dial("tcp4", net.JoinHostPort(addresses[0].String(), port))
				return err
			})
			return conn, err
		},
	}}, nil
}

// Run runs a program in the client's namespace.
func (c *Client) Run(command *exec.Cmd) (out []byte, err error) {
	err = c.within(func() error {
		out, err = command.CombinedOutput()
		return err
	})
	return out, err
}
