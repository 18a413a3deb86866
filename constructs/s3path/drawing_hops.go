package s3path

import (
	"cmp"
	"maps"
	"slices"
)

// hop is an endpoint or gateway, or several.
type hop struct {
	names map[string]bool
	best  Reachable // of the requests through it
	lines map[int]bool
}

// use adds a result to an endpoint or gateway.
func (b *builder) use(node int, reachable Reachable, l int) {
	h := b.hops[node]
	h.best = better(h.best, reachable)
	h.lines[l] = true
}

// hop returns the node of an endpoint or gateway that clients in a VPC use behind others, and adds it if it is new.
func (b *builder) hop(c Carrier, via []Carrier, vpc int) int {
	frame := b.frameOf[vpc]
	var key any = [3]any{frame, c.Kind, ""}
	switch c.Kind {
	case Transit:
		frame = -1
		key = [3]any{frame, c.Kind, c.Name}
		if b.rest == 0 {
			key = c.Kind
		}
	case Vpn, Peering:
		frame = -1
	case Gateway, Interface:
		place := 0
		if e, ok := b.endpoints[c.Name]; ok {
			frame, place = b.frameOf[e.vpc], e.place
		}
		if frame == b.rest {
			place = 0
		}
		key = [3]any{frame, c.Kind, place}
	default:
		if len(via) > 0 { // where it is in another VPC
			frame = -1
			if owner, ok := b.exits[c.Name]; ok {
				frame = b.frameOf[owner]
			}
			key = [3]any{frame, c.Kind, ""}
		}
	}
	i, ok := b.at[key]
	if !ok {
		i = len(b.Nodes)
		b.at[key] = i
		mark := Private
		if overInternet(c.Kind) {
			mark = Offending
		}
		b.Nodes = append(b.Nodes, Node{Kind: HopNode, Frame: frame, Path: c.Kind, Mark: mark})
		b.hops[i] = &hop{names: map[string]bool{}, lines: map[int]bool{}}
	}
	b.hops[i].names[c.Name] = true
	return i
}

// overInternet reports whether requests take the internet from a gateway to S3.
func overInternet(path Path) bool { return path == Nat || path == Internet }

func better(a, b Reachable) Reachable {
	for _, best := range []Reachable{Yes, Partly, Unknown} {
		if a == best || b == best {
			return best
		}
	}
	return No
}

// finish adds what comes after the endpoints and gateways, and the labels.
func (b *builder) finish() {
	internet := false
	for i := range b.Nodes {
		h, n := b.hops[i], &b.Nodes[i]
		if h == nil {
			continue
		}
		n.Lines = slices.Sorted(maps.Keys(h.lines))
		switch {
		case h.best == "" || h.best == No:
		case overInternet(n.Path):
			internet = true
			b.arrow(i, internetNode, Offending, h.best, -1)
		case n.Path != Gateway && n.Path != Interface: // out of the templates
			b.arrow(i, s3Node, Offending, h.best, -1)
		case h.best == Yes:
			b.arrow(i, s3Node, Private, Yes, -1)
		default:
			b.arrow(i, s3Node, Unsure, h.best, -1)
		}
	}
	if internet {
		b.arrow(internetNode, s3Node, Offending, Yes, -1)
	}
	for i := range b.Arrows {
		b.Arrows[i].Lines = slices.Sorted(maps.Keys(b.linesOf[i]))
	}
	b.label()
	at := map[int]int{}
	if internet {
		at[internetNode] = len(b.Nodes)
		b.Nodes = append(b.Nodes, Node{Kind: InternetNode, Frame: -1, Label: []string{"internet"}, Mark: Offending})
	}
	at[s3Node] = len(b.Nodes)
	b.Nodes = append(b.Nodes, Node{Kind: S3Node, Frame: -1, Label: []string{"Amazon S3"}, Mark: Private})
	for i, a := range b.Arrows {
		b.Arrows[i].From, b.Arrows[i].To = cmp.Or(at[a.From], a.From), cmp.Or(at[a.To], a.To)
	}
}
