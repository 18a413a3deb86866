package flow

// enterVpc routes packets that enter the VPC by a gateway: by the gateway's table if it has one, or else to their subnet.
func (w *walk) enterVpc(p packets, table Alts[*Table]) []Piece {
	if table.IsNone() {
		return w.deliver(p)
	}
	return over(p, table, func(t *Table) []Piece {
		if t == nil {
			return w.deliver(p)
		}
		return w.lookup(p, t, w.followIn)
	})
}

// followIn follows the packets to the target of a route of a gateway's table, which may be the VPC, an appliance or a network
// interface.
func (w *walk) followIn(p packets, to Target) []Piece {
	switch to.Kind {
	case Local, ToAppliance, ToInstance, Nowhere:
		return w.follow(p, to)
	default:
		return p.open(to.Ref, to.Causes)
	}
}
