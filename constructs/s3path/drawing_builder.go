package s3path

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// builder makes a drawing.
type builder struct {
	*Drawing
	*alike
	frameOf []int // of each VPC
	rest    int   // the frame of VPCs that are not drawn by themselves, -1 if there is none
	at      map[any]int
	clients map[int][]Client // in each box
	hops    map[int]*hop
	arrowAt map[arrowKey]int
	linesOf []map[int]bool // of each arrow
}

type arrowKey struct {
	from, to  int
	mark      Mark
	reachable Reachable
}

// draw makes a drawing in which the first classes of VPCs have frames of their own.
func (a *alike) draw(frames int) *builder {
	b := &builder{
		Drawing: &Drawing{}, alike: a, frameOf: make([]int, len(a.vpcs)), rest: -1,
		at: map[any]int{}, clients: map[int][]Client{}, hops: map[int]*hop{}, arrowAt: map[arrowKey]int{},
	}
	var rest []int
	for i, class := range a.classes {
		if i < frames {
			b.frame(class)
			continue
		}
		rest = append(rest, class...)
	}
	if len(rest) > 0 {
		b.rest = len(b.Frames)
		b.frame(rest)
	}
	b.addBoxes()
	b.addEndpoints()
	b.addRequests()
	b.finish()
	return b
}

func (b *builder) frame(vpcs []int) {
	var f Frame
	for _, v := range vpcs {
		b.frameOf[v] = len(b.Frames)
		f.Vpcs = append(f.Vpcs, b.vpcs[v].Name)
	}
	b.Frames = append(b.Frames, f)
}

// box is clients that are drawn as one node.
type box struct {
	clients []Client
	lines   map[int]bool
	frame   int
	mark    Mark
}

// addBoxes puts the clients into boxes, those first that need attention.
func (b *builder) addBoxes() {
	at := map[string]*box{}
	var boxes []*box
	for _, c := range b.drawn {
		frame := b.frameOf[c.vpc]
		key := fmt.Sprint(frame, c.Kind, b.sketches(c, b.frameOf, frame == b.rest))
		if c.isOutside() {
			frame = -1
			key = fmt.Sprint(c.Kind, c.Name, b.sketches(c, b.frameOf, b.rest == 0))
		}
		of, ok := at[key]
		if !ok {
			of = &box{lines: map[int]bool{}, frame: frame, mark: b.markOf(c.lines)}
			at[key] = of
			boxes = append(boxes, of)
		}
		of.clients = append(of.clients, c.Client)
		for _, l := range c.lines {
			of.lines[l] = true
		}
	}
	slices.SortStableFunc(boxes, func(x, y *box) int {
		return cmp.Or(cmp.Compare(uint(x.frame), uint(y.frame)), slices.Index(Marks(), x.mark)-slices.Index(Marks(), y.mark))
	})
	if b.rest == 0 {
		boxes = bounded(boxes)
	}
	for _, of := range boxes {
		b.clients[len(b.Nodes)] = of.clients
		b.Nodes = append(b.Nodes, Node{Kind: ClientsNode, Frame: of.frame, Mark: of.mark, Lines: slices.Sorted(maps.Keys(of.lines))})
	}
}

// bounded unites the boxes that need the least attention, if there are too many.
func bounded(boxes []*box) []*box {
	var kept []*box
	last := map[ClientKind]*box{}
	for _, of := range boxes {
		kind := of.clients[0].Kind
		if into := last[kind]; into != nil && len(kept) >= maxBoxes-len(last) {
			into.clients = append(into.clients, of.clients...)
			maps.Copy(into.lines, of.lines)
			continue
		}
		last[kind] = of
		kept = append(kept, of)
	}
	return kept
}

// markOf returns the mark of a client with some results.
func (a *alike) markOf(lines []int) Mark {
	reached := No
	for _, l := range lines {
		if a.lines[l].Mark == Offending {
			return Offending
		}
		reached = better(reached, a.lines[l].Reachable)
	}
	switch reached {
	case Yes:
		return Private
	case No:
		return Failing
	}
	return Unsure
}

// addEndpoints adds the endpoints of the VPCs, whether or not requests use them.
func (b *builder) addEndpoints() {
	for _, class := range b.classes {
		for _, v := range class {
			for _, e := range b.vpcs[v].Endpoints {
				b.hop(Carrier{e.Kind, e.Name}, nil, v)
			}
		}
	}
}

// addRequests draws the results of each box.
func (b *builder) addRequests() {
	for from := range len(b.clients) {
		vpc := b.indexOf[b.clients[from][0].Vpc]
		for _, l := range b.Nodes[from].Lines {
			b.request(from, vpc, l)
		}
	}
}

// request draws the arrows of a result.
func (b *builder) request(from, vpc, l int) {
	r := b.lines[l]
	if r.Path == NoPath || r.Path == UnknownPath || b.brief && r.Reachable == No && b.isElsewhere(r) {
		b.arrow(from, s3Node, r.Mark, r.Reachable, l)
		return
	}
	to := b.hop(Carrier{r.Path, r.Through}, r.Via, vpc)
	b.use(to, r.Reachable, l)
	if r.Reachable != No {
		for i, via := range slices.Backward(r.Via) {
			carrier := b.hop(via, r.Via[:i], vpc)
			b.use(carrier, No, l)
			b.arrow(carrier, to, r.Mark, r.Reachable, l)
			to = carrier
		}
	}
	b.arrow(from, to, r.Mark, r.Reachable, l)
}

// isElsewhere reports whether requests use an endpoint of another VPC.
func (b *builder) isElsewhere(l Line) bool {
	e, ok := b.endpoints[l.Through]
	return ok && !slices.ContainsFunc(l.Clients, func(client Client) bool { return b.indexOf[client.Vpc] == e.vpc })
}

// s3Node and internetNode stand for nodes that are added last.
const s3Node, internetNode = -1, -2

func (b *builder) arrow(from, to int, mark Mark, reachable Reachable, l int) {
	key := arrowKey{from, to, mark, reachable}
	i, ok := b.arrowAt[key]
	if !ok {
		i = len(b.Arrows)
		b.arrowAt[key] = i
		b.Arrows = append(b.Arrows, Arrow{From: from, To: to, Mark: mark, Reachable: reachable})
		b.linesOf = append(b.linesOf, map[int]bool{})
	}
	if l >= 0 {
		b.linesOf[i][l] = true
	}
}
