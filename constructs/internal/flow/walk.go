package flow

// Net answers questions on a network.
type Net struct {
	// Interfaces are the network interfaces that may be asked for, by their addresses.
	Interfaces map[*Symbol]*Interface
	// Past follows packets past what stops them, as if it were fixed. No packets are dropped then; ends have Obstacles.
	Past bool
}

// maxSteps is how many tables are looked up for one question. More than a hundred are not seen in practice.
const maxSteps = 5000

// Ask reports what becomes of a client's connections. Its addresses, and those that it asks for, are of one IP version.
func (n *Net) Ask(client Client, f Flow) []Piece {
	w := &walk{net: n}
	p := packets{Flow: f, home: &client, arrive: w.answer}
	if client.Outside != nil {
		p.origin.outside = true
		return over(p, client.Outside.By, func(by Entrance) []Piece {
			p := p
			if by.Attachment != nil {
				p.nameless = true
				return w.enter(p, by.Attachment, Zone{})
			}
			p.vpc = by.Vpc
			return w.enterVpc(p, by.Table)
		})
	}
	p.from, p.as, p.vpc, p.origin = client.Subnet, host, client.Subnet.Vpc, client.origin()
	if client.Groups == nil {
		return w.leave(p)
	}
	return w.through(p, client.Groups, Destination, w.leave)
}

// walk follows the packets of one question.
type walk struct {
	net   *Net
	steps int
}

// packets are in transit.
type packets struct {
	Flow
	// vpc is where they are, and from the subnet, nil at the edge; as is what they leave it from.
	vpc  *Vpc
	from *Subnet
	as   place
	// origin is what sent them.
	origin origin
	// nameless is true for requests that have passed what security groups do not see through: they do not know then what groups
	// the sender is a member of.
	nameless bool
	// home is the client whose requests or answers they are.
	home *Client
	// gates are those that the request passed.
	gates *Gate
	trace *Step
	// obstacles are what stopped them, if they are followed past it.
	obstacles *Obstacle
	// tables are those that were looked up on the path.
	tables *visit
	// arrive goes on where they arrive.
	arrive func(packets) []Piece
}

// place is what packets leave a subnet from, or enter it by.
type place uint8

const (
	edge place = iota // of a VPC: a gateway of its own, or a peering connection
	host
	attachment // the network interface of a transit gateway
)

// origin is what sent packets, as gateways see it.
type origin struct {
	// vpc is that of the sender, nil for one outside.
	vpc *Vpc
	// outside is true in a VPC that they have entered from outside.
	outside bool
	// nat is true for those of a NAT gateway.
	nat bool
	// inspected is true for those that an appliance of the VPC has sent on.
	inspected bool
	// publicIp reports whether the sender has a public IPv4 address.
	publicIp Alts[bool]
}

// origin returns a client in a subnet as gateways see it.
func (c *Client) origin() origin {
	o := origin{vpc: c.Subnet.Vpc, nat: c.isNat, publicIp: c.Subnet.PublicIp}
	if len(c.PublicIp.of) > 0 {
		o.publicIp = c.PublicIp
	}
	return o
}

// visit is a list of tables.
type visit struct {
	table *Table
	prev  *visit
}

func (v *visit) has(t *Table) bool {
	for ; v != nil; v = v.prev {
		if v.table == t {
			return true
		}
	}
	return false
}

// step returns the packets after a decision.
func (p packets) step(kind StepKind, ref Ref) packets {
	p.trace = &Step{Kind: kind, Ref: ref, Packets: p.Flow, Prev: p.trace}
	return p
}

// by returns the packets after a gate. Answers keep the gates of the request.
func (p packets) by(kind TargetKind, ref Ref) packets {
	if !p.Answer {
		p.gates = &Gate{Kind: kind, Ref: ref, Prev: p.gates}
	}
	return p
}

// part returns the packets of a piece of them.
func (p packets) part(f Flow) packets {
	p.Flow = f
	return p
}

// dropped is the end of packets that are lost, unless they are followed to where they are for.
func (w *walk) dropped(p packets, kind StepKind, ref Ref) []Piece {
	return w.stopped(p, kind, ref, w.beyond)
}

// open is the end of packets whose fate is unknown.
func (p packets) open(ref Ref, causes Causes) []Piece {
	end := End{Result: Open, Gates: p.gates, Trace: p.step(LeadsOn, ref).trace, Obstacles: p.obstacles}
	return []Piece{{Flow: p.Flow, Ends: []End{end}, Causes: causes.orUnexplained()}}
}

// over follows the packets for each of several alternatives.
func over[T any](p packets, alts Alts[T], each func(T) []Piece) []Piece {
	if alts.IsNone() {
		return p.open(nil, alts.causes.orUnexplained())
	}
	all := each(alts.of[0])
	for _, alternative := range alts.of[1:] {
		all = cross(all, each(alternative), alts.causes)
	}
	if len(alts.of) > 1 {
		all = doubted(all, alts.causes)
	}
	return all
}

// through passes the packets through a filter, and on.
func (w *walk) through(p packets, f *Filter, peers Side, then func(packets) []Piece) []Piece {
	var all []Piece
	for _, piece := range f.Decide(p.Flow, peers, p.trace) {
		next, passes := p.part(piece.Flow), false
		var lost []End
		for _, e := range piece.Ends {
			if e.Result == Dropped {
				e.Gates = p.gates
				lost = append(lost, e)
			} else {
				next.trace, passes = e.Trace, true
			}
		}
		switch {
		case w.net.Past && passes: // what is in doubt is no obstacle
			all = joined(all, then(next))
		case w.net.Past:
			all = joined(all, then(next.stoppedAt(lost)))
		case passes:
			passed := then(next)
			for _, e := range lost {
				passed = either(passed, e, piece.Causes)
			}
			all = joined(all, passed)
		default:
			piece.Ends = lost
			all = append(all, piece)
		}
	}
	return all
}

// check is one direction of a subnet's network ACL.
type check struct {
	subnet *Subnet
	peers  Side // Destination is the way out
}

// checks returns the network ACLs between two places. An ACL does not apply inside a subnet, but that of an attachment
// does to what the subnet's hosts send. See https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html.
func checks(from *Subnet, as place, to *Subnet, into place) []check {
	if from == to && (as != host || into != attachment) {
		return nil
	}
	var list []check
	if as != edge {
		list = append(list, check{from, Destination})
	}
	if into != edge {
		list = append(list, check{to, Source})
	}
	return list
}

// cross passes the packets through the network ACLs from where they are to a subnet, or to the edge of the VPC if it is
// nil, and on from there.
func (w *walk) cross(p packets, to *Subnet, into place, then func(packets) []Piece) []Piece {
	return w.check(p, checks(p.from, p.as, to, into), func(p packets) []Piece {
		p.from, p.as = to, into
		return then(p)
	})
}

func (w *walk) check(p packets, list []check, then func(packets) []Piece) []Piece {
	if len(list) == 0 {
		return then(p)
	}
	c := list[0]
	return over(p, c.subnet.Acl, func(acl *Acl) []Piece {
		filter := acl.In
		if c.peers == Destination {
			filter = acl.Out
		}
		p := p
		if len(c.subnet.Acl.of) > 1 {
			p = p.step(Associated, acl.Ref)
		}
		return w.through(p, filter, c.peers, func(p packets) []Piece { return w.check(p, list[1:], then) })
	})
}

// leave follows the packets out of a subnet by its route table.
func (w *walk) leave(p packets) []Piece {
	return over(p, p.from.Table, func(t *Table) []Piece {
		p := p
		if len(p.from.Table.of) > 1 {
			p = p.step(Associated, t.ref)
		}
		return w.lookup(p, t, w.follow)
	})
}

// lookup follows the packets by the routes of a table.
func (w *walk) lookup(p packets, t *Table, follow func(packets, Target) []Piece) []Piece {
	w.steps++
	switch {
	case p.tables.has(t):
		return w.dropped(p, Loop, t.ref)
	case w.steps > maxSteps:
		return p.open(t.ref, Causes{TooMuch.cause()})
	}
	p.tables = &visit{t, p.tables}
	var all []Piece
	for _, choice := range t.Lookup(p.Dst) {
		p := p
		p.Dst = choice.Dst
		if r := choice.leadsAnywhere(); r != nil {
			// That covers everything that the other routes lead to.
			all = joined(all, p.step(ByRoute, r.Ref).open(r.Ref, choice.Routes.causes.And(r.To.of[0].Causes)))
			continue
		}
		all = joined(all, over(p, choice.Routes, func(r *Route) []Piece {
			if r == nil {
				return w.dropped(p, NoRoute, t.ref)
			}
			p := p.step(ByRoute, r.Ref)
			return over(p, r.To, func(to Target) []Piece { return follow(p, to) })
		}))
	}
	return all
}

// follow follows the packets to the target of a subnet's route.
func (w *walk) follow(p packets, to Target) []Piece {
	switch to.Kind {
	case Local:
		return w.deliver(p)
	case Service:
		return w.toService(p, to)
	case Internet, EgressOnly:
		return w.toInternet(p, to)
	case ToNat:
		return w.toNat(p, to)
	case ToAppliance:
		return w.toAppliance(p, to)
	case ToInstance:
		return w.toInstance(p, to)
	case ToTransit:
		return w.toTransit(p, to)
	case Peering:
		return w.toPeer(p, to)
	case Elsewhere:
		return w.cross(p.by(Elsewhere, to.Ref), nil, edge, func(p packets) []Piece { return w.elsewhere(p, to) })
	case Nowhere:
		return w.dropped(p.by(Nowhere, to.Ref), LeadsNowhere, to.Ref)
	case Anywhere, Deliver, ToAttachment, ToInterface:
	}
	return p.open(to.Ref, to.Causes)
}

// elsewhere ends at a gateway with unknown networks behind it, except for answers to a client behind that gate.
func (w *walk) elsewhere(p packets, to Target) []Piece {
	if p.Answer && p.home.Outside != nil && p.home.Outside.Behind(to.Ref) {
		return p.arrive(p)
	}
	return p.open(to.Ref, to.Causes)
}

// deliver routes packets to the subnet of the VPC that has their address.
func (w *walk) deliver(p packets) []Piece {
	var all []Piece
	for _, choice := range p.vpc.Delivery.Lookup(p.Dst) {
		p := p
		p.Dst = choice.Dst
		all = joined(all, over(p, choice.Routes, func(r *Route) []Piece {
			if r == nil {
				return w.dropped(p, NoSuchAddress, p.vpc.Ref)
			}
			return over(p, r.To, func(to Target) []Piece {
				if to.Kind != Deliver {
					return w.elsewhere(p, to)
				}
				return w.cross(p, to.Subnet, host, w.arriveInSubnet)
			})
		}))
	}
	return all
}

// arriveInSubnet applies the security groups of a network interface, which do not filter answers.
func (w *walk) arriveInSubnet(p packets) []Piece {
	if p.Answer {
		if p.home.Subnet != p.from {
			return w.dropped(p, WrongNetwork, p.from.Ref)
		}
		return p.arrive(p)
	}
	i := w.net.Interfaces[p.Dst.Of]
	switch {
	case i == nil:
		return p.arrive(p)
	case i.Subnet != p.from:
		return w.dropped(p, WrongNetwork, p.from.Ref)
	}
	return w.connect(p, i)
}

// connect applies the security groups of the network interface that requests are for.
func (w *walk) connect(p packets, i *Interface) []Piece {
	p = p.by(ToInterface, i.Ref)
	return over(p, i.Groups, func(f *Filter) []Piece {
		if p.nameless {
			f = f.withoutMembers()
		}
		return w.through(p, f, Source, p.arrive)
	})
}

// answer follows the answers to requests that have arrived. Pieces are of the request.
func (w *walk) answer(p packets) []Piece {
	p.Flow, p.tables, p.origin = p.Reverse(), nil, origin{}
	p.arrive = func(p packets) []Piece {
		return []Piece{{Flow: p.Flow, Ends: []End{{Result: Arrived, Gates: p.gates, Trace: p.trace, Obstacles: p.obstacles}}}}
	}
	var pieces []Piece
	if p.as == edge {
		var table Alts[*Table]
		if p.gates != nil && p.gates.Kind == Internet { // through which they enter as well
			table = p.vpc.FromInternet
		}
		pieces = w.enterVpc(p, table)
	} else {
		pieces = w.leave(p)
	}
	for i := range pieces {
		pieces[i].Flow = pieces[i].Reverse()
	}
	return pieces
}

// Unknown returns the pieces of a flow to something at an unknown place.
func Unknown(f Flow, kind TargetKind, ref Ref, causes Causes) []Piece {
	return packets{Flow: f}.by(kind, ref).open(ref, causes)
}
