//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"slices"

	"golang.org/x/sys/unix"
)

// router moves the packets of a VPC.
type router struct {
	*namespace
	vpc   *vpc
	ports []port
}

// port is a router's device.
type port struct {
	device string
	to     string  // the id of what is behind it
	subnet *subnet // that it is in; nil for a gateway
	leg    bool    // of a transit gateway
}

// The routing tables of a router. Each subnet has one of its own behind these.
const (
	deliveryTable = 50 // what is in the VPC
	subnetTables  = 100
)

func (l *Lab) buildVpc(v *vpc) {
	r := &router{namespace: l.space(), vpc: v}
	l.routers[v] = r
	if v.internetGateway != "" {
		device := l.plug(r, "igw", l.world.namespace, v.internetGateway, nil)
		l.enter(entrance{kind: Internet, device: device, vpc: v, public: l.network.publicAddresses(v)})
	}
	for _, g := range all[*egressOnly](l.network) {
		if g.vpc == v {
			device := l.plug(r, "eigw", l.world.namespace, g.id, nil)
			l.enter(entrance{kind: Internet, device: device, vpc: v, egressOnly: true})
		}
	}
	for _, e := range all[*endpoint](l.network) {
		if e.vpc == v && e.gateway {
			l.enter(entrance{kind: Gateway, device: l.plug(r, "gw", l.world.namespace, e.id, nil), endpoint: e})
		}
		for _, i := range e.interfaces {
			if e.vpc == v {
				device := l.plug(r, "eni", l.world.namespace, i.address.String(), i.subnet)
				l.enter(entrance{kind: Interface, device: device, endpoint: e, address: i.address})
				r.deliver(i.address, device)
			}
		}
	}
	for _, g := range all[*nat](l.network) {
		if g.subnet.vpc == v {
			l.buildNat(r, g)
		}
	}
	for id, part := range l.network.parts {
		if a, ok := part.(*appliance); ok && a.subnet.vpc == v {
			l.buildAppliance(r, id, a)
		}
	}
	for _, s := range all[*subnet](l.network) {
		if s.vpc == v {
			l.buildClient(r, s)
		}
	}
}

// publicAddresses are those by which an internet gateway translates: of the clients of public subnets, of one client of each
// other subnet, because it may have one, and of NAT gateways. VPC Block Public Access leaves those of the NAT
// gateways, or none: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html.
func (n *Network) publicAddresses(v *vpc) map[netip.Addr]netip.Addr {
	public := map[netip.Addr]netip.Addr{}
	assign := func(private netip.Addr) {
		public[private] = offset(netip.MustParseAddr("54.170.0.0"), int(sum(v.id, private.String())%(1<<16)))
	}
	for _, s := range all[*subnet](n) {
		addresses := n.clientAddresses(s.block)
		for i, address := range addresses {
			if s.vpc == v && (s.public || i == len(addresses)-1) && s.blocked == "" {
				assign(address)
			}
		}
	}
	for _, g := range all[*nat](n) {
		if g.public && g.subnet.vpc == v && g.subnet.blocked != "block-bidirectional" {
			assign(g.address)
		}
	}
	return public
}

// buildNat makes a NAT gateway: packets leave on the device on which they arrived, with the gateway's own address.
func (l *Lab) buildNat(r *router, g *nat) {
	space := l.space()
	device := l.plug(r, "nat", space, g.id, g.subnet)
	r.deliver(g.address, device)
	space.own(device, g.address)
	space.route(unix.RT_TABLE_MAIN, everything(), 0, device)
	space.filter(fmt.Sprintf(`table ip nat {
		chain input { type filter hook input priority 0; policy drop; }
		chain translate {
			type nat hook postrouting priority 100
			ip saddr != %s ip protocol tcp masquerade to :1024-65535
		}
		%s
	}`, g.address, g.guard(l.network)))
}

func (l *Lab) buildClient(r *router, s *subnet) {
	c := &Client{namespace: l.space(), lab: l, vpc: s.vpc, addresses: l.network.clientAddresses(s.block), six: clientAddresses6(s.six)}
	l.clients[s.id] = c
	device := l.plug(r, "client", c.namespace, s.id, s)
	for _, address := range slices.Concat(c.addresses, c.six) {
		c.own(device, address)
		r.deliver(address, device)
	}
	c.route(unix.RT_TABLE_MAIN, everything(), 0, device)
	c.route(unix.RT_TABLE_MAIN, everything6(), 0, device)
	c.openResolver()
}

// deliver leads what is for an address in the VPC to its device.
func (r *router) deliver(address netip.Addr, device string) {
	r.route(deliveryTable, netip.PrefixFrom(address, address.BitLen()), 0, device)
}

// finish fills in what a router can know when all its ports are there: the routes of each subnet, and the filters.
func (r *router) finish(n *Network) {
	tables := map[*subnet]int{}
	for _, p := range r.ports {
		s := p.subnet
		if s == nil {
			continue
		}
		if tables[s] == 0 {
			tables[s] = subnetTables + len(tables)
			for _, b := range slices.Concat(r.vpc.blocks, r.vpc.six) {
				r.special(tables[s], b, 0, unix.RTN_THROW) // to what is in the VPC
			}
			for _, to := range s.table.routes {
				r.lead(tables[s], to, r.device(to.via, s.zone))
			}
		}
		r.rule(1, p.device, 0, tables[s])
	}
	r.rule(2, "", 0, deliveryTable)
	r.special(deliveryTable, everything(), 9, unix.RTN_BLACKHOLE)
	r.special(deliveryTable, everything6(), 9, unix.RTN_BLACKHOLE)
	r.filter(r.rules(n))
}

// device is the one that a route leads out of. A transit gateway is reached in the client's own zone alone:
// https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html.
func (r *router) device(via, zone string) string {
	for _, p := range r.ports {
		if p.to == via && (!p.leg || p.subnet.zone == zone) {
			return p.device
		}
	}
	return ""
}

// lead adds a route out of a device; packets are dropped if there is none.
func (n *namespace) lead(table int, to route, device string) {
	if device == "" {
		n.special(table, to.to, to.rank, unix.RTN_BLACKHOLE)
	} else {
		n.route(table, to.to, to.rank, device)
	}
}
