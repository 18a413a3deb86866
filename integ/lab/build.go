//go:build linux

package lab

import (
	"fmt"
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

// Build makes the network's namespaces. Nothing is left of them after Close.
func Build(n *Network) (l *Lab, err error) {
	l = &Lab{network: n, routers: map[*vpc]*router{}, clients: map[string]*Client{}}
	defer func() {
		if err != nil {
			l.Close()
		}
	}()
	defer catch(&err)
	l.world = newWorld(l.space(), n)
	if len(n.office) > 0 {
		l.office = &outside{namespace: l.space()}
	}
	for _, v := range all[*vpc](n) {
		l.buildVpc(v)
	}
	for _, p := range all[*peering](n) {
		device := l.plug(l.routers[p.vpcs[0]], "pcx", l.routers[p.vpcs[1]].namespace, p.id, nil)
		l.routers[p.vpcs[1]].ports = append(l.routers[p.vpcs[1]].ports, port{device: device, to: p.id})
	}
	for _, t := range all[*transit](n) {
		l.buildTransit(t)
	}
	if l.office != nil {
		l.buildOffice()
	}
	for _, v := range all[*vpc](n) {
		l.routers[v].finish(n)
	}
	return l, l.world.open()
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

// space makes a namespace that ends with the lab.
func (l *Lab) space() *namespace {
	space, err := newNamespace(slices.ContainsFunc(all[*subnet](l.network), func(s *subnet) bool { return s.six.IsValid() }))
	check(err)
	l.spaces = append(l.spaces, space)
	return space
}

// cable connects two namespaces by devices of a new name.
func (l *Lab) cable(kind string, a, b *namespace) (device string) {
	l.devices++
	device = fmt.Sprintf("%s%d", kind, l.devices)
	check(connect(a, b, device, l.devices))
	return device
}

// plug connects a router to what is in one of its subnets, or to a gateway.
func (l *Lab) plug(r *router, kind string, to *namespace, id string, in *subnet) (device string) {
	device = l.cable(kind, r.namespace, to)
	r.ports = append(r.ports, port{device: device, to: id, subnet: in, leg: kind == "tgw"})
	return device
}

// enter adds an entrance to S3.
func (l *Lab) enter(e entrance) { l.world.entrances = append(l.world.entrances, &e) }

// leg is a device of a transit gateway: in each subnet of a VPC's attachment, or to the office.
type leg struct {
	device     string
	attachment *attachment
	zone       string
}

func (l *Lab) buildTransit(t *transit) {
	space := l.space()
	var legs []leg
	var behind []netip.Prefix
	attachments := slices.DeleteFunc(all[*attachment](l.network), func(a *attachment) bool { return a.transit != t })
	for _, a := range attachments {
		for _, s := range a.subnets {
			legs = append(legs, leg{l.plug(l.routers[a.vpc], "tgw", space, t.id, s), a, s.zone})
		}
		if a.vpc != nil {
			behind = append(behind, a.vpc.blocks...)
		}
	}
	for _, a := range attachments {
		if a.vpc == nil {
			legs = append(legs, leg{l.linkOffice("tgw", space, behind), a, ""})
		}
	}
	for i, from := range legs {
		table := subnetTables + i
		space.rule(1, from.device, 0, table)
		space.special(table, everything(), 9, unix.RTN_BLACKHOLE)
		if from.attachment.table == nil {
			continue // no route table, so nothing passes
		}
		for _, to := range from.attachment.table.routes {
			space.lead(table, to, towards(legs, to.via, from.zone))
		}
	}
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

// linkOffice connects the office, and leads it to blocks by that link. A packet without a mark takes the first link.
func (l *Lab) linkOffice(kind string, to *namespace, blocks []netip.Prefix) (device string) {
	device = l.cable(kind, l.office.namespace, to)
	mark := l.devices
	l.office.links = append(l.office.links, link{mark, blocks})
	l.office.rule(1, "", mark, subnetTables+mark)
	for _, b := range blocks {
		l.office.route(subnetTables+mark, b, 0, device)
		l.office.route(unix.RT_TABLE_MAIN, b, mark, device)
	}
	return device
}

// buildOffice connects the office to the VPN gateways and to the internet, and puts a client into each of its blocks.
func (l *Lab) buildOffice() {
	linked := map[string]bool{"": true} // several connections of a gateway are one link
	for _, c := range all[*vpn](l.network) {
		for _, v := range all[*vpc](l.network) {
			if c.gateway == v.vpnGateway && !linked[v.id] {
				linked[v.id] = true
				device := l.linkOffice("vgw", l.routers[v].namespace, v.blocks)
				l.routers[v].ports = append(l.routers[v].ports, port{device: device, to: v.vpnGateway})
			}
		}
	}
	device := l.cable("office", l.office.namespace, l.world.namespace)
	l.enter(entrance{kind: OfficeInternet, device: device})
	l.office.route(unix.RT_TABLE_MAIN, everything(), 0, device)
	owned := map[netip.Addr]bool{} // the office's blocks may overlap
	for _, b := range l.network.office {
		c := &Client{namespace: l.office.namespace, lab: l, addresses: l.network.officeAddresses(b), links: l.office.links}
		l.clients[b.String()] = c
		for _, address := range c.addresses {
			if !owned[address] {
				owned[address] = true
				l.office.own(device, address)
			}
		}
	}
	// It leads to the internet what comes from AWS, but not from one link to another.
	l.office.filter(`table ip office {
		chain forward {
			type filter hook forward priority 0
			iifname != "office*" oifname != "office*" drop
		}
	}`)
	(&Client{namespace: l.office.namespace, lab: l}).openResolver()
}

// Sent returns the number of packets that a VPC has sent to its gateways, NAT gateways and links, by their ids.
func (l *Lab) Sent(vpcId string) (sent map[string]uint64, err error) {
	defer catch(&err)
	r := l.routers[at[*vpc](l.network, vpcId, nil)]
	sent = map[string]uint64{}
	for _, p := range r.ports {
		sent[p.to] += r.sent(p.device)
	}
	return sent, nil
}
