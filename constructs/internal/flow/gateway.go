package flow

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// toService follows packets to a gateway endpoint, which serves only its own VPC. See
// https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html.
func (w *walk) toService(p packets, to Target) []Piece {
	if pieces := w.notServed(p, to); pieces != nil {
		return pieces
	}
	if p.origin.nat {
		return p.open(to.Ref, Causes{NatAndEndpoint.cause()})
	}
	return w.cross(p.by(Service, to.Ref), nil, edge, p.arrive)
}

// toInternet follows packets to an internet gateway, or to an egress-only one.
func (w *walk) toInternet(p packets, to Target) []Piece {
	ipv4 := isIpv4(p)
	if pieces := w.notServed(p, to); pieces != nil {
		return pieces
	}
	if ipv4 && to.Kind == EgressOnly {
		return w.dropped(p, WrongFamily, to.Ref)
	}
	p = p.by(to.Kind, to.Ref)
	if p.isTranslated() { // nothing on the internet has such addresses
		return p.open(to.Ref, Causes{NatTranslates.cause()})
	}
	if _, private := w.net.Interfaces[p.Dst.Of]; private {
		return w.dropped(p, WrongNetwork, to.Ref)
	}
	publicIp := p.origin.publicIp
	if !ipv4 {
		publicIp = Sure(true) // every IPv6 address is one
	}
	leave := func(p packets) []Piece { return w.cross(p, nil, edge, p.arrive) }
	leaveWithAddress := func(p packets) []Piece {
		return over(p, publicIp, func(has bool) []Piece {
			if !has {
				return w.stopped(p, NoPublicAddress, to.Ref, leave)
			}
			return leave(p)
		})
	}
	return w.ifOpen(p, p.from, to, func(p packets) []Piece {
		if !p.origin.inspected || p.home.Subnet == nil {
			return leaveWithAddress(p)
		}
		return w.ifOpen(p, p.home.Subnet, to, leaveWithAddress)
	})
}

// ifOpen follows packets past what Block Public Access leaves a subnet. It counts for the subnet of an appliance, and for that of the
// sender: an exclusion of the former is not enough. See
// https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html.
func (w *walk) ifOpen(p packets, s *Subnet, to Target, then func(packets) []Piece) []Piece {
	return over(p, s.Access, func(access Access) []Piece {
		if access == NoAccess || access == EgressAccess && to.Kind == Internet && !p.origin.nat {
			return w.stopped(p, AccessBlocked, to.Ref, then)
		}
		return then(p)
	})
}

// notServed returns what becomes of packets at a gateway that serves only requests of its own VPC, nil for these requests.
func (w *walk) notServed(p packets, to Target) []Piece {
	switch {
	case p.Answer:
		return w.dropped(p, AnswerAstray, to.Ref)
	case !p.origin.outside:
		return nil
	case p.origin.vpc == p.vpc:
		return p.open(to.Ref, Causes{BackHome.cause()})
	case len(p.mayBeHome()) > 0:
		return p.open(to.Ref, p.mayBeHome())
	}
	return w.dropped(p, FromOutside, to.Ref)
}

// mayBeHome returns why packets may be back in the VPC that they come from.
func (p packets) mayBeHome() Causes {
	if p.origin.vpc == nil || p.vpc == nil {
		return nil
	}
	return p.vpc.MayBe.And(p.origin.vpc.MayBe)
}

func isIpv4(p packets) bool { return p.Dst.Window[0].First.Is4() }

// isTranslated reports whether packets are for IPv6 addresses that stand for IPv4 ones. See
// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html.
func (p packets) isTranslated() bool { return p.Dst.Of != nil && p.Dst.Of.Translated }

// toPeer follows packets over a peering connection, which carries only traffic to the peer's own addresses. See
// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations.
func (w *walk) toPeer(p packets, to Target) []Piece {
	if p.origin.outside {
		return w.dropped(p, FromOutside, to.Ref)
	}
	return w.cross(p.by(Peering, to.Ref), nil, edge, func(p packets) []Piece {
		if p.origin.nat {
			return p.open(to.Ref, Causes{NatAndPeering.cause()})
		}
		p.vpc, p.origin.outside = to.Vpc, true
		if to.OtherRegion { // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
			return w.unname(p, w.deliver)
		}
		return w.deliver(p)
	})
}

// toNat follows packets to a NAT gateway, which sends requests of its own to their destination.
func (w *walk) toNat(p packets, to Target) []Piece {
	switch {
	case p.Answer:
		return w.dropped(p, AnswerAstray, to.Ref)
	case p.isTranslated(): // AWS does not document which routes and network ACLs then apply
		return p.by(ToNat, to.Ref).open(to.Ref, Causes{NatTranslates.cause()})
	case !isIpv4(p):
		return w.dropped(p, WrongFamily, to.Ref)
	}
	p = p.by(ToNat, to.Ref)
	return over(p, to.Nat.Subnet, func(s *Subnet) []Piece {
		return w.cross(p, s, host, func(p packets) []Piece { return w.translate(p, to.Nat) })
	})
}

// translate follows the requests of a NAT gateway, and the answers that it passes on to the client.
func (w *walk) translate(p packets, nat *Nat) []Piece {
	own := p
	own.Src, own.SrcPorts = nat.Address, Ephemeral()
	own.nameless = true // a NAT gateway has no security groups
	own.home, own.arrive = &Client{Subnet: p.from, PublicIp: Sure(nat.Public), isNat: true}, w.answer
	own.origin = own.home.origin()
	var all []Piece
	for _, piece := range folded(p.Flow, w.leave(own)) {
		var pieces []Piece
		for _, e := range piece.Ends {
			next := []Piece{{Flow: piece.Flow, Ends: []End{e}}}
			if e.Result == Arrived {
				q := p.part(piece.Flow)
				q.gates, q.trace, q.obstacles = e.Gates, e.Trace, e.Obstacles
				next = q.arrive(q)
			}
			if pieces == nil {
				pieces = next
			} else {
				pieces = cross(pieces, next, piece.Causes)
			}
		}
		all = append(all, doubted(pieces, piece.Causes)...)
	}
	return all
}

// folded returns pieces of the client's packets for those of a NAT gateway, by their destination: which of its addresses
// and ports the gateway chooses is not known.
func folded(client Flow, own []Piece) []Piece {
	pieces := []Piece{{Flow: client}}
	for _, o := range own {
		var next []Piece
		for _, p := range pieces {
			hit, rest := p, p
			hit.Dst.Window = p.Dst.Window.Intersect(o.Dst.Window)
			rest.Dst.Window = p.Dst.Window.Minus(o.Dst.Window)
			if !rest.Dst.Window.Empty() {
				next = append(next, rest)
			}
			if hit.Dst.Window.Empty() {
				continue
			}
			causes := o.Causes
			if len(hit.Ends) > 0 {
				causes = causes.And(Causes{NatChooses.cause()})
			}
			for _, e := range o.Ends {
				hit = hit.with(e, causes)
			}
			next = append(next, hit)
		}
		pieces = next
	}
	for i := range pieces {
		pieces[i] = pieces[i].settled()
	}
	return pieces
}

// toTransit follows packets to a transit gateway, by the network interface of the attachment in their zone.
func (w *walk) toTransit(p packets, to Target) []Piece {
	p = p.by(ToTransit, to.Ref)
	if p.origin.outside && !p.origin.inspected { // https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
		return p.open(to.Ref, Causes{ThroughVpc.cause()})
	}
	return over(p, p.vpc.attachedTo(to.Transit), func(a *Attachment) []Piece {
		if a == nil {
			return w.dropped(p, NotAttached, to.Ref)
		}
		return w.ifCarried(p, a, func(p packets) []Piece {
			return over(p, a.outOf(p.from), func(s *Subnet) []Piece {
				if s == nil {
					return w.stopped(p, NotInZone, a.Ref, func(p packets) []Piece { return w.leaveZone(p, a) })
				}
				return w.cross(p, s, attachment, func(p packets) []Piece {
					return w.unname(p, func(p packets) []Piece { return w.forward(p, a) })
				})
			})
		})
	})
}

// ifCarried follows packets past an attachment, which drops IPv6 ones unless it supports them. See
// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachmentRequestOptions.html.
func (w *walk) ifCarried(p packets, a *Attachment, then func(packets) []Piece) []Piece {
	if isIpv4(p) || a.Ipv6.IsNone() {
		return then(p)
	}
	return over(p, a.Ipv6, func(is bool) []Piece {
		if !is {
			return w.stopped(p, WrongFamily, a.Ref, then)
		}
		return then(p)
	})
}

// forward follows packets by the transit gateway's table for an attachment.
func (w *walk) forward(p packets, a *Attachment) []Piece {
	return over(p, a.Table, func(t *Table) []Piece {
		if t == nil {
			return w.dropped(p, NotAssociated, a.Ref)
		}
		return w.lookup(p, t, func(p packets, to Target) []Piece {
			switch to.Kind {
			case ToAttachment:
				return w.enter(p, to.Attachment, p.from.Zone)
			case Elsewhere:
				return w.elsewhere(p.by(Elsewhere, to.Ref), to)
			case Nowhere:
				return w.dropped(p, LeadsNowhere, to.Ref)
			default:
				return p.open(to.Ref, to.Causes)
			}
		})
	})
}

// enter follows packets of a zone into the VPC of an attachment, where the table of the attachment's subnet routes them.
func (w *walk) enter(p packets, a *Attachment, zone Zone) []Piece {
	return w.ifCarried(p, a, func(p packets) []Piece {
		return over(p, a.into(zone), func(s *Subnet) []Piece {
			p := p
			p.vpc, p.from, p.as, p.origin = s.Vpc, s, attachment, origin{vpc: p.origin.vpc, outside: true}
			return w.leave(p)
		})
	})
}

// attachedTo returns the VPC's attachment to a transit gateway; nil is none.
func (v *Vpc) attachedTo(t *Transit) Alts[*Attachment] {
	var list []*Attachment
	var causes Causes
	for _, a := range v.Attachments {
		if a.Transit != t || a.Exists == truth.False {
			continue
		}
		list = append(list, a)
		if a.Exists == truth.True {
			return OneOf(causes, list...)
		}
		causes = causes.And(a.Causes)
	}
	return OneOf(causes, append(list, nil)...)
}

// outOf returns the attachment's subnet that is in the zone of a subnet; nil is none.
func (a *Attachment) outOf(from *Subnet) Alts[*Subnet] {
	var list []*Subnet
	var causes Causes
	for _, s := range a.Subnets {
		is := s.Zone.is(from.Zone)
		if is == truth.True || s == from {
			return Sure(s)
		}
		if is == truth.Undecided {
			list, causes = append(list, s), causes.And(s.Zone.causes()).And(from.Zone.causes())
		}
	}
	return OneOf(causes, append(list, nil)...)
}

// into returns the subnet in which traffic of a zone enters the VPC: that of the same zone if there is one. See
// https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html.
func (a *Attachment) into(zone Zone) Alts[*Subnet] {
	causes := Causes{TransitChooses.cause()}
	for _, s := range a.Subnets {
		if s.Zone.is(zone) == truth.True && !a.AnyZone {
			return Sure(s)
		}
	}
	return OneOf(causes, a.Subnets...)
}

// LeadsOn reports whether packets that enter the VPC by an attachment may leave it again, other than over a transit gateway.
func (a *Attachment) LeadsOn(dst Region) bool {
	leads := func(to Target) bool {
		return !slices.Contains([]TargetKind{Nowhere, Local, Peering, ToTransit}, to.Kind)
	}
	for _, s := range a.Subnets {
		for _, t := range s.Table.of {
			for _, choice := range t.Lookup(dst) {
				if slices.ContainsFunc(choice.Routes.of, func(r *Route) bool { return r != nil && slices.ContainsFunc(r.To.of, leads) }) {
					return true
				}
			}
		}
	}
	return false
}
