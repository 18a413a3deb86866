//go:build linux

package lab

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/vishvananda/netlink"
	"github.com/vishvananda/netns"
	"golang.org/x/sys/unix"
)

// namespace is a network namespace without a name: it ends with the last handle to it.
type namespace struct {
	handle  netns.NsHandle
	link    *netlink.Handle
	devices map[string]int
	six     bool // it has IPv6
}

// loopback is the device that every namespace has.
const loopback = "lo"

// newNamespace makes a namespace that forwards packets. With IPv6, the kernel sends packets of its own.
func newNamespace(six bool) (*namespace, error) {
	n := &namespace{handle: netns.None(), devices: map[string]int{}, six: six}
	off := "1"
	if six {
		off = "0"
	}
	err := onOwnThread(func() error {
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			return fmt.Errorf("cannot make a network namespace: %w", err)
		}
		var err error
		if n.handle, err = netns.Get(); err != nil {
			return err
		}
		if n.link, err = netlink.NewHandle(unix.NETLINK_ROUTE); err != nil {
			return err
		}
		return errors.Join(n.raise(loopback), sysctl(map[string]string{
			"ipv4/ip_forward":                  "1",
			"ipv4/conf/all/rp_filter":          "0", // answers may take another path than requests
			"ipv4/conf/default/rp_filter":      "0",
			"ipv4/conf/all/send_redirects":     "0",
			"ipv4/conf/default/send_redirects": "0",
			"ipv4/tcp_reflect_tos":             "1", // an accepted connection has the stamp of its request
			"ipv6/conf/all/disable_ipv6":       off,
			"ipv6/conf/default/disable_ipv6":   off,
			"ipv6/conf/all/forwarding":         "1",
			"ipv6/conf/default/addr_gen_mode":  "1",
			"ipv6/conf/default/accept_dad":     "0",
		}))
	})
	if err != nil {
		n.close()
		return nil, err
	}
	return n, nil
}

// sysctl sets parameters of the calling thread's network namespace.
func sysctl(values map[string]string) error {
	for name, value := range values {
		if err := os.WriteFile("/proc/sys/net/"+name, []byte(value), 0); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// onOwnThread runs a function on a thread that ends with it, so that the thread may enter a namespace.
func onOwnThread(do func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
		done <- do()
	}()
	return <-done
}

// within runs a function in the namespace. Sockets and processes that it makes stay there; goroutines do not.
func (n *namespace) within(do func() error) error {
	return onOwnThread(func() error {
		if err := netns.Set(n.handle); err != nil {
			return err
		}
		return do()
	})
}

func (n *namespace) close() {
	if n.link != nil {
		n.link.Close()
	}
	if n.handle.IsOpen() {
		_ = n.handle.Close()
	}
}

// connect makes a cable between two namespaces, with a device of one name at both ends. Both have the same hardware address
// and no ARP: what is sent into one end comes out of the other. Their numbers must differ, because kernels before 6.8
// otherwise take up to a second to notice that both are up.
func connect(a, b *namespace, device string, number int) error {
	hardware := net.HardwareAddr{2, 0, 0, 0, 0, 1}
	cable := &netlink.Veth{
		LinkAttrs:        netlink.LinkAttrs{Name: device, Index: 1000 + number, HardwareAddr: hardware, TxQLen: -1},
		PeerName:         device,
		PeerHardwareAddr: hardware,
		PeerNamespace:    netlink.NsFd(b.handle),
	}
	if err := a.link.LinkAdd(cable); err != nil {
		return fmt.Errorf("cannot connect %s: %w", device, err)
	}
	return errors.Join(a.raise(device), b.raise(device), a.settle(device), b.settle(device))
}

// settle waits until a device is ready to send. Until the kernel has noted that both ends are up, packets are lost.
func (n *namespace) settle(device string) error {
	for range 5000 {
		link, err := n.link.LinkByIndex(n.devices[device])
		if err != nil || link.Attrs().OperState == netlink.OperUp {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("device %s is not ready", device)
}

func (n *namespace) raise(device string) error {
	link, err := n.link.LinkByName(device)
	if err != nil {
		return err
	}
	n.devices[device] = link.Attrs().Index
	if device == loopback {
		return n.link.LinkSetUp(link)
	}
	return errors.Join(n.link.LinkSetARPOff(link), n.link.LinkSetUp(link))
}

// own assigns a device an address; one of the loopback device is for the namespace itself.
func (n *namespace) own(device string, address netip.Addr) {
	link := &netlink.Device{LinkAttrs: netlink.LinkAttrs{Index: n.devices[device]}}
	scope := netlink.SCOPE_UNIVERSE
	if device == loopback {
		scope = netlink.SCOPE_HOST
	}
	flags := 0
	if address.Is6() {
		flags = unix.IFA_F_NODAD
	}
	check(n.link.AddrAdd(link, &netlink.Addr{IPNet: ipNet(netip.PrefixFrom(address, address.BitLen())), Scope: int(scope), Flags: flags}))
}

// route sends packets to a block out of a device.
func (n *namespace) route(table int, to netip.Prefix, rank int, device string) {
	n.addRoute(&netlink.Route{Table: table, Dst: ipNet(to), Priority: rank, LinkIndex: n.devices[device], Scope: netlink.SCOPE_LINK})
}

// special adds a route that leads nowhere: unix.RTN_BLACKHOLE drops packets, unix.RTN_THROW ends the lookup in its table,
// unix.RTN_LOCAL takes them in.
func (n *namespace) special(table int, to netip.Prefix, rank, kind int) {
	r := &netlink.Route{Table: table, Dst: ipNet(to), Priority: rank, Type: kind}
	if kind == unix.RTN_LOCAL {
		r.LinkIndex, r.Scope = 1, netlink.SCOPE_HOST
	}
	n.addRoute(r)
}

func (n *namespace) addRoute(r *netlink.Route) {
	if !n.six && r.Dst.IP.To4() == nil {
		return
	}
	if err := n.link.RouteAdd(r); err != nil {
		refuse("cannot add route to %s: %w", r.Dst, err)
	}
}

// rule looks packets up in a table: those that arrive on a device, or all if it is empty, and have a mark, if it is not 0.
func (n *namespace) rule(priority int, device string, mark, table int) {
	for _, family := range []int{unix.AF_INET, unix.AF_INET6} {
		if family == unix.AF_INET6 && !n.six {
			continue
		}
		rule := netlink.NewRule()
		rule.Priority, rule.IifName, rule.Mark, rule.Table, rule.Family = priority, device, uint32(mark), table, family
		check(n.link.RuleAdd(rule))
	}
}

// filter loads rules in nft's syntax.
func (n *namespace) filter(rules string) {
	check(n.within(func() error {
		nft := exec.Command("nft", "-f", "-")
		nft.Stdin = strings.NewReader(rules)
		if out, err := nft.CombinedOutput(); err != nil {
			return fmt.Errorf("nft: %w: %s\n%s", err, bytes.TrimSpace(out), rules)
		}
		return nil
	}))
}

// sent is the number of packets that have left by a device.
func (n *namespace) sent(device string) uint64 {
	link, err := n.link.LinkByIndex(n.devices[device])
	check(err)
	return link.Attrs().Statistics.TxPackets
}

func ipNet(p netip.Prefix) *net.IPNet {
	return &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}
}
