package flow

import (
	"fmt"
	"net/netip"
	"slices"
)

// naive evaluates one packet on a world of which everything is known. It shares no code with the engine.
type naive struct {
	*world
	natPort Port
	target  int // the interface that is asked for, -1 is S3
}

// fate is what becomes of a packet.
type fate struct {
	result Result
	gates  []string
}

type packet struct {
	src, dst         netip.Addr
	srcPort, dstPort Port
	vpc              int
	subnet           int // -1 at the edge
	onTransit        bool
	outside, nat     bool
	publicIp, answer bool
	gates            []string
	seen             []int
	home             int // the subnet that gets an answer, -1 for the network outside
	arrive           func(packet) fate
}

func (p packet) lost() fate { return fate{Dropped, p.gates} }

func (p packet) by(gate string) packet {
	if !p.answer {
		p.gates = append(slices.Clone(p.gates), gate)
	}
	return p
}

// ask evaluates a connection from a subnet, or from the network outside if it is -1.
func (n *naive) ask(subnet int, src, dst netip.Addr, srcPort, dstPort Port) fate {
	p := packet{src: src, dst: dst, srcPort: srcPort, dstPort: dstPort, subnet: subnet}
	p.arrive = func(p packet) fate { return n.back(p, subnet) }
	if subnet < 0 {
		p.vpc, p.outside = n.outside.vpc, true
		return n.local(p)
	}
	p.vpc, p.publicIp = n.subnets[subnet].vpc, n.subnets[subnet].publicIp
	return n.leave(p)
}

// back evaluates the answer to a packet that has arrived.
func (n *naive) back(p packet, home int) fate {
	p.src, p.dst, p.srcPort, p.dstPort = p.dst, p.src, p.dstPort, p.srcPort
	p.answer, p.home, p.seen, p.outside, p.nat = true, home, nil, false, false
	p.arrive = func(p packet) fate { return fate{Arrived, p.gates} }
	if p.subnet < 0 {
		return n.local(p)
	}
	return n.leave(p)
}

func (n *naive) lookup(table int, dst netip.Addr) *wRoute {
	var best *wRoute
	bits := -1
	isLocal := slices.ContainsFunc(n.tables[table].routes, func(r wRoute) bool { return r.rank == LocalRoute && r.is && r.dest[0].Contains(dst) })
	for i := range n.tables[table].routes {
		r := &n.tables[table].routes[i]
		if isLocal && r.rank == PropagatedRoute {
			continue
		}
		for _, d := range r.dest {
			if r.is && d.Contains(dst) && (d.Bits() > bits || d.Bits() == bits && r.rank < best.rank) {
				best, bits = r, d.Bits()
			}
		}
	}
	return best
}

func (n *naive) allows(acl int, in bool, peer netip.Addr, port Port) bool {
	list := n.acls[acl].out
	if in {
		list = n.acls[acl].in
	}
	for _, e := range list {
		if e.is && e.peers.Contains(peer) && e.ports.Has(port) {
			return e.allow
		}
	}
	return false
}

func (n *naive) out(p packet) bool { return n.allows(n.subnets[p.subnet].acl, false, p.dst, p.dstPort) }

func (n *naive) in(p packet, subnet int) bool {
	return n.allows(n.subnets[subnet].acl, true, p.src, p.dstPort)
}

func (n *naive) leave(p packet) fate {
	s := n.subnets[p.subnet]
	if slices.Contains(p.seen, s.table) {
		return p.lost()
	}
	p.seen = append(slices.Clone(p.seen), s.table)
	r := n.lookup(s.table, p.dst)
	if r == nil {
		return p.lost()
	}
	switch r.to.kind {
	case Local:
		return n.local(p)
	case Nowhere:
		return p.by(r.to.name).lost()
	case Elsewhere:
		p = p.by(r.to.name)
		if !n.out(p) {
			return p.lost()
		}
		return n.vpn(p, r.to.name)
	case Service:
		if p.answer || p.outside {
			return p.lost()
		}
		if p.nat {
			return fate{Open, p.gates}
		}
		p = p.by(r.to.name)
		if !n.out(p) {
			return p.lost()
		}
		p.subnet = -1
		return p.arrive(p)
	case Internet:
		if p.answer || p.outside {
			return p.lost()
		}
		p = p.by(r.to.name)
		if n.target >= 0 {
			return p.lost() // no private address is on the internet
		}
		if s.access == NoAccess || s.access == EgressAccess && !p.nat || !p.publicIp || !n.out(p) {
			return p.lost()
		}
		p.subnet = -1
		return p.arrive(p)
	case ToNat:
		return n.translate(p, r)
	case Peering:
		if p.outside {
			return p.lost()
		}
		p = p.by(r.to.name)
		if !n.out(p) {
			return p.lost()
		}
		if p.nat {
			return fate{Open, p.gates}
		}
		p.vpc, p.subnet, p.outside = r.to.index, -1, true
		return n.local(p)
	case ToTransit:
		return n.toTransit(p.by(r.to.name))
	}
	panic("no such target")
}

func (n *naive) vpn(p packet, name string) fate {
	if p.answer && p.home < 0 && name == "vpn" {
		return p.arrive(p)
	}
	return fate{Open, p.gates}
}

func (n *naive) local(p packet) fate {
	for i, s := range n.subnets {
		if s.vpc != p.vpc || !s.block.Contains(p.dst) {
			continue
		}
		if i != p.subnet {
			if p.subnet >= 0 && !n.out(p) || !n.in(p, i) {
				return p.lost()
			}
		}
		p.subnet, p.onTransit = i, false
		if p.answer {
			if p.home != i {
				return p.lost()
			}
			return p.arrive(p)
		}
		if n.target < 0 || n.interfaces[n.target].subnet != i {
			return p.lost() // something else has this address here
		}
		p = p.by(fmt.Sprint("interface", n.target))
		for _, e := range n.interfaces[n.target].groups {
			if e.is && e.peers.Contains(p.src) && e.ports.Has(p.dstPort) {
				return p.arrive(p)
			}
		}
		return p.lost()
	}
	return p.lost()
}

func (n *naive) translate(p packet, r *wRoute) fate {
	if p.answer {
		return p.lost()
	}
	p = p.by(r.to.name)
	nat := n.nats[r.to.index]
	if nat.subnet != p.subnet && (!n.out(p) || !n.in(p, nat.subnet)) {
		return p.lost()
	}
	p.subnet, p.onTransit, p.vpc = nat.subnet, false, n.subnets[nat.subnet].vpc
	own := p
	own.src, own.srcPort, own.nat, own.outside, own.publicIp = nat.addr, n.natPort, true, false, nat.public
	own.arrive = func(q packet) fate { return n.back(q, nat.subnet) }
	f := n.leave(own)
	if f.result != Arrived {
		return f
	}
	p.gates = f.gates
	return p.arrive(p)
}

func (n *naive) toTransit(p packet) fate {
	if p.outside {
		return fate{Open, p.gates}
	}
	for i, a := range n.attachments {
		if a.vpc != p.vpc || !a.is {
			continue
		}
		for _, s := range a.subnets {
			if n.subnets[s].zone != n.subnets[p.subnet].zone {
				continue
			}
			// Its own network ACL counts both ways for a host in the attachment's subnet.
			if p.onTransit && s == p.subnet {
				return n.forward(p, i, s)
			}
			if !n.out(p) || !n.in(p, s) {
				return p.lost()
			}
			return n.forward(p, i, s)
		}
		return p.lost()
	}
	return p.lost()
}

func (n *naive) forward(p packet, index, subnet int) fate {
	a := n.attachments[index]
	if a.table < 0 || slices.Contains(p.seen, a.table) {
		return p.lost()
	}
	p.seen = append(slices.Clone(p.seen), a.table)
	r := n.lookup(a.table, p.dst)
	if r == nil {
		return p.lost()
	}
	switch r.to.kind {
	case ToAttachment:
		to := n.attachments[r.to.index]
		entry := -1
		for _, s := range to.subnets {
			if n.subnets[s].zone == n.subnets[subnet].zone {
				entry = s
			}
		}
		if entry < 0 {
			entry = to.subnets[0] // or another one: AWS chooses
		}
		p.subnet, p.vpc, p.onTransit, p.outside, p.nat, p.publicIp = entry, to.vpc, true, true, false, false
		return n.leave(p)
	case Elsewhere:
		p = p.by(r.to.name)
		return n.vpn(p, r.to.name)
	}
	return p.lost()
}
