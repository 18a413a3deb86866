//go:build linux

package lab

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/netip"
	"slices"

	"golang.org/x/sys/unix"
)

// Lab is a network that has been built. Close ends it.
type Lab struct {
	network *Network
	world   *world
	routers map[*vpc]*router
	clients map[string]*Client
	office  *outside

	spaces    []*namespace
	resolvers []net.PacketConn
	devices   int // so many have a name
}

// outside is a network that is not in AWS.
type outside struct {
	*namespace
	links []link
}

// link connects the office to some VPCs. Packets with its mark take it.
type link struct {
	mark   int
	blocks []netip.Prefix
}

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

// Build makes the network's namespaces. Nothing is left of them after Close.
func Build(n *Network) (*Lab, error) {
	l := &Lab{network: n, routers: map[*vpc]*router{}, clients: map[string]*Client{}}
	if err := l.build(); err != nil {
		l.Close()
		return nil, err
	}
	return l, nil
}

// Close ends the network.
func (l *Lab) Close() {
	if l.world != nil {
		l.world.close()
	}
	for _, resolver := range l.resolvers {
		_ = resolver.Close()
	}
	for _, space := range l.spaces {
		space.close()
	}
}

func (l *Lab) build() error {
	space, err := l.space()
	if err != nil {
		return err
	}
	l.world = newWorld(space, l.network)
	if len(l.network.office) > 0 {
		space, err := l.space()
		if err != nil {
			return err
		}
		l.office = &outside{namespace: space}
	}
	for _, id := range sortedKeys(l.network.vpcs) {
		if err := l.buildVpc(l.network.vpcs[id]); err != nil {
			return fmt.Errorf("%s: %w", l.network.vpcs[id].resource, err)
		}
	}
	for _, id := range sortedKeys(l.network.peerings) {
		if err := l.buildPeering(l.network.peerings[id]); err != nil {
			return fmt.Errorf("%s: %w", l.network.peerings[id].resource, err)
		}
	}
	for _, id := range sortedKeys(l.network.transits) {
		if err := l.buildTransit(l.network.transits[id]); err != nil {
			return fmt.Errorf("%s: %w", l.network.transits[id].resource, err)
		}
	}
	if err := l.buildOffice(); err != nil {
		return fmt.Errorf("the office: %w", err)
	}
	for _, id := range sortedKeys(l.network.vpcs) {
		if err := l.routers[l.network.vpcs[id]].finish(l.network); err != nil {
			return fmt.Errorf("%s: %w", l.network.vpcs[id].resource, err)
		}
	}
	return l.world.open()
}

// space makes a namespace that ends with the lab.
func (l *Lab) space() (*namespace, error) {
	space, err := newNamespace()
	if err == nil {
		l.spaces = append(l.spaces, space)
	}
	return space, err
}

// cable connects two namespaces by devices of a new name.
func (l *Lab) cable(kind string, a, b *namespace) (device string, err error) {
	l.devices++
	device = fmt.Sprintf("%s%d", kind, l.devices)
	return device, connect(a, b, device, l.devices)
}

// plug connects a router to what is in one of its subnets, or to a gateway.
func (l *Lab) plug(r *router, kind string, to *namespace, id string, in *subnet) (device string, err error) {
	device, err = l.cable(kind, r.namespace, to)
	r.ports = append(r.ports, port{device: device, to: id, subnet: in, leg: kind == "tgw"})
	return device, err
}

func (l *Lab) buildVpc(v *vpc) error {
	space, err := l.space()
	if err != nil {
		return err
	}
	r := &router{namespace: space, vpc: v}
	l.routers[v] = r
	if v.internetGateway != "" {
		device, err := l.plug(r, "igw", l.world.namespace, v.internetGateway, nil)
		if err != nil {
			return err
		}
		l.world.entrances = append(l.world.entrances, &entrance{kind: Internet, device: device, public: l.network.publicAddresses(v)})
	}
	for _, id := range sortedKeys(l.network.endpoints) {
		if e := l.network.endpoints[id]; e.vpc == v {
			if err := l.buildEndpoint(r, e); err != nil {
				return err
			}
		}
	}
	for _, id := range sortedKeys(l.network.nats) {
		if g := l.network.nats[id]; g.subnet.vpc == v {
			if err := l.buildNat(r, g); err != nil {
				return err
			}
		}
	}
	for _, id := range sortedKeys(l.network.subnets) {
		if s := l.network.subnets[id]; s.vpc == v {
			if err := l.buildClient(r, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// publicAddresses are those by which an internet gateway translates: of the clients of public subnets, of one client of each
// other subnet, because it may have one, and of NAT gateways. VPC Block Public Access leaves those of the NAT
// gateways, or none: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html.
func (n *Network) publicAddresses(v *vpc) map[netip.Addr]netip.Addr {
	public := map[netip.Addr]netip.Addr{}
	assign := func(private netip.Addr) {
		public[private] = offset(netip.MustParseAddr("54.170.0.0"), int(sum(v.id, private.String())%(1<<16)))
	}
	for _, s := range n.subnets {
		addresses := n.clientAddresses(s.block)
		for i, address := range addresses {
			if s.vpc == v && (s.public || i == len(addresses)-1) && n.blocked == "" {
				assign(address)
			}
		}
	}
	for _, g := range n.nats {
		if g.public && g.subnet.vpc == v && n.blocked != "block-bidirectional" {
			assign(g.address)
		}
	}
	return public
}

func (l *Lab) buildEndpoint(r *router, e *endpoint) error {
	if e.gateway {
		device, err := l.plug(r, "gw", l.world.namespace, e.id, nil)
		l.world.entrances = append(l.world.entrances, &entrance{kind: Gateway, device: device, endpoint: e})
		return err
	}
	for _, i := range e.interfaces {
		device, err := l.plug(r, "eni", l.world.namespace, i.address.String(), i.subnet)
		if err != nil {
			return err
		}
		l.world.entrances = append(l.world.entrances, &entrance{kind: Interface, device: device, endpoint: e, address: i.address})
		if err := r.deliver(i.address, device); err != nil {
			return err
		}
	}
	return nil
}

// buildNat makes a NAT gateway: packets leave on the device on which they arrived, with the gateway's own address.
func (l *Lab) buildNat(r *router, g *nat) error {
	space, err := l.space()
	if err != nil {
		return err
	}
	device, err := l.plug(r, "nat", space, g.id, g.subnet)
	if err != nil {
		return err
	}
	return errors.Join(
		r.deliver(g.address, device),
		space.own(device, g.address),
		space.route(unix.RT_TABLE_MAIN, everything(), 0, device),
		space.filter(fmt.Sprintf(`table ip nat {
			chain input { type filter hook input priority 0; policy drop; }
			chain translate {
				type nat hook postrouting priority 100
				ip saddr != %s ip protocol tcp masquerade to :1024-65535
			}
		}`, g.address)),
	)
}

func (l *Lab) buildClient(r *router, s *subnet) error {
	space, err := l.space()
	if err != nil {
		return err
	}
	c := &Client{namespace: space, lab: l, vpc: s.vpc, addresses: l.network.clientAddresses(s.block)}
	l.clients[s.id] = c
	device, err := l.plug(r, "client", space, s.id, s)
	if err != nil {
		return err
	}
	var problems []error
	for _, address := range c.addresses {
		problems = append(problems, space.own(device, address), r.deliver(address, device))
	}
	problems = append(problems, space.route(unix.RT_TABLE_MAIN, everything(), 0, device), c.openResolver())
	return errors.Join(problems...)
}

// deliver leads what is for an address in the VPC to its device.
func (r *router) deliver(address netip.Addr, device string) error {
	return r.route(deliveryTable, netip.PrefixFrom(address, 32), 0, device)
}

func (l *Lab) buildPeering(p *peering) error {
	a, b := l.routers[p.vpcs[0]], l.routers[p.vpcs[1]]
	device, err := l.plug(a, "pcx", b.namespace, p.id, nil)
	b.ports = append(b.ports, port{device: device, to: p.id})
	return err
}

// leg is a device of a transit gateway: in each subnet of a VPC's attachment, or to the office.
type leg struct {
	device     string
	attachment *attachment
	zone       string
}

func (l *Lab) buildTransit(t *transit) error {
	space, err := l.space()
	if err != nil {
		return err
	}
	var legs []leg
	for _, id := range sortedKeys(l.network.attachments) {
		a := l.network.attachments[id]
		if a.transit != t {
			continue
		}
		for _, s := range a.subnets {
			device, err := l.plug(l.routers[a.vpc], "tgw", space, t.id, s)
			if err != nil {
				return err
			}
			legs = append(legs, leg{device, a, s.zone})
		}
		if a.vpc == nil {
			device, err := l.linkOffice("tgw", space, l.network.behind(t))
			if err != nil {
				return err
			}
			legs = append(legs, leg{device, a, ""})
		}
	}
	for i, from := range legs {
		table := subnetTables + i
		if err := errors.Join(space.rule(1, from.device, 0, table), space.special(table, everything(), 9, unix.RTN_BLACKHOLE)); err != nil {
			return err
		}
		if from.attachment.table == nil {
			continue // no route table, so nothing passes
		}
		for _, to := range from.attachment.table.routes {
			if err := space.lead(table, to.to, to.rank, towards(legs, to.via, from.zone)); err != nil {
				return err
			}
		}
	}
	return nil
}

// towards is the device by which a transit gateway reaches an attachment: the one in the packet's source zone if
// there is one. See https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html.
func towards(legs []leg, attachmentId, zone string) string {
	device := ""
	for _, l := range legs {
		if l.attachment.id == attachmentId && (device == "" || l.zone == zone) {
			device = l.device
		}
	}
	return device
}

// lead adds a route out of a device; packets are dropped if there is none.
func (n *namespace) lead(table int, to netip.Prefix, rank int, device string) error {
	if device == "" {
		return n.special(table, to, rank, unix.RTN_BLACKHOLE)
	}
	return n.route(table, to, rank, device)
}

// behind are the blocks of the VPCs on a transit gateway.
func (n *Network) behind(t *transit) []netip.Prefix {
	var blocks []netip.Prefix
	for _, id := range sortedKeys(n.attachments) {
		if a := n.attachments[id]; a.transit == t && a.vpc != nil {
			blocks = append(blocks, a.vpc.blocks...)
		}
	}
	return blocks
}

// linkOffice connects the office, and leads it to blocks by that link. A packet without a mark takes the first link.
func (l *Lab) linkOffice(kind string, to *namespace, blocks []netip.Prefix) (device string, err error) {
	device, err = l.cable(kind, l.office.namespace, to)
	if err != nil {
		return "", err
	}
	mark := l.devices
	l.office.links = append(l.office.links, link{mark, blocks})
	table := subnetTables + mark
	if err := l.office.rule(1, "", mark, table); err != nil {
		return "", err
	}
	for _, b := range blocks {
		if err := errors.Join(l.office.route(table, b, 0, device), l.office.route(unix.RT_TABLE_MAIN, b, mark, device)); err != nil {
			return "", err
		}
	}
	return device, nil
}

// buildOffice connects the office to the VPN gateways and to the internet, and puts a client into each of its blocks.
func (l *Lab) buildOffice() error {
	if l.office == nil {
		return nil
	}
	for _, id := range sortedKeys(l.network.vpns) {
		for _, vpcId := range sortedKeys(l.network.vpcs) {
			v := l.network.vpcs[vpcId]
			if l.network.vpns[id].gateway != v.vpnGateway {
				continue
			}
			device, err := l.linkOffice("vgw", l.routers[v].namespace, v.blocks)
			if err != nil {
				return err
			}
			l.routers[v].ports = append(l.routers[v].ports, port{device: device, to: v.vpnGateway})
		}
	}
	device, err := l.cable("office", l.office.namespace, l.world.namespace)
	if err != nil {
		return err
	}
	l.world.entrances = append(l.world.entrances, &entrance{kind: OfficeInternet, device: device})
	if err := l.office.route(unix.RT_TABLE_MAIN, everything(), 0, device); err != nil {
		return err
	}
	owned := map[netip.Addr]bool{} // the office's blocks may overlap
	for _, b := range l.network.office {
		c := &Client{namespace: l.office.namespace, lab: l, addresses: l.network.officeAddresses(b), links: l.office.links}
		l.clients[b.String()] = c
		for _, address := range c.addresses {
			if owned[address] {
				continue
			}
			owned[address] = true
			if err := l.office.own(device, address); err != nil {
				return err
			}
		}
	}
	// It leads to the internet what comes from AWS, but not from one link to another.
	return errors.Join(
		l.office.filter(`table ip office {
			chain forward {
				type filter hook forward priority 0
				iifname != "office*" oifname != "office*" drop
			}
		}`),
		(&Client{namespace: l.office.namespace, lab: l}).openResolver(),
	)
}

// finish fills in what a router can know when all its ports are there: the routes of each subnet, and the filters.
func (r *router) finish(n *Network) error {
	tables := map[*subnet]int{}
	for _, p := range r.ports {
		s := p.subnet
		if s == nil || tables[s] != 0 {
			continue
		}
		tables[s] = subnetTables + len(tables)
		for _, b := range r.vpc.blocks {
			if err := r.special(tables[s], b, 0, unix.RTN_THROW); err != nil { // to what is in the VPC
				return err
			}
		}
		for _, to := range s.table.routes {
			if err := r.lead(tables[s], to.to, to.rank, r.device(to.via, s.zone)); err != nil {
				return fmt.Errorf("%s: %w", s.table.resource, err)
			}
		}
	}
	for _, p := range r.ports {
		if p.subnet != nil {
			if err := r.rule(1, p.device, 0, tables[p.subnet]); err != nil {
				return err
			}
		}
	}
	return errors.Join(
		r.rule(2, "", 0, deliveryTable),
		r.special(deliveryTable, everything(), 9, unix.RTN_BLACKHOLE),
		r.filter(r.rules(n)),
	)
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

// Sent returns the number of packets that a VPC has sent to its gateways, NAT gateways and links, by their ids.
func (l *Lab) Sent(vpcId string) (map[string]uint64, error) {
	r := l.routers[l.network.vpcs[vpcId]]
	sent := map[string]uint64{}
	for _, p := range r.ports {
		packets, err := r.sent(p.device)
		if err != nil {
			return nil, err
		}
		sent[p.to] += packets
	}
	return sent, nil
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
