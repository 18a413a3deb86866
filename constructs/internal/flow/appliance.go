package flow

// toAppliance follows packets to an appliance, and on by the route table of its subnet. Whether it drops them is unknown. The
// network ACL of its subnet does not matter then. See
// https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html#route-tables-gwlbe-target.
func (w *walk) toAppliance(p packets, to Target) []Piece {
	p = p.by(ToAppliance, to.Ref)
	pieces := over(p, to.Appliance.Subnet, func(s *Subnet) []Piece {
		return w.cross(p, s, edge, func(p packets) []Piece {
			p.origin.inspected = true
			return w.unname(p, func(p packets) []Piece {
				pieces := w.leave(p)
				if w.net.Past || !to.Appliance.Diverts { // what is in doubt is no obstacle
					return pieces
				}
				diverted := End{Result: Open, Gates: p.by(Elsewhere, to.Ref).gates, Trace: p.step(Inspected, to.Ref).trace}
				return either(pieces, diverted, to.Appliance.Causes)
			})
		})
	})
	if w.net.Past || to.Appliance.Diverts {
		return pieces
	}
	lost := End{Result: Dropped, Gates: p.gates, Trace: p.step(Inspected, to.Ref).trace}
	return either(pieces, lost, to.Appliance.Causes)
}

// toInstance follows packets to a network interface whose instance forwards them in an unknown way, or not at all.
func (w *walk) toInstance(p packets, to Target) []Piece {
	forward := func(p packets) []Piece { return p.open(to.Ref, to.Causes) }
	return w.cross(p.by(ToInstance, to.Ref), to.Interface.Subnet, host, func(p packets) []Piece {
		if p.Answer { // of a connection that its security groups have allowed
			return forward(p)
		}
		return over(p, to.Interface.Groups, func(f *Filter) []Piece { return w.through(p, f, Source, forward) })
	})
}
