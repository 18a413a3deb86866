package s3path

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Drawing is what a diagram of a report shows. Subnets of a VPC with the same paths are one box, and VPCs with the same paths
// are one frame. Workloads have a box if their paths differ from those of their subnet. Names that do not exist are left out,
// and so is the usual name for clients outside the VPCs, which use no endpoint for it.
type Drawing struct {
	// Frames are the VPCs, those first whose paths need attention.
	Frames []Frame
	// Nodes are the boxes of clients, the endpoints and gateways, the internet, and Amazon S3, which is the last one.
	Nodes []Node
	// Arrows lead from the clients to S3.
	Arrows []Arrow
	// Note is a sentence on what the drawing summarizes; empty if it shows each VPC by itself.
	Note string
}

// Frame is a VPC, or several with the same paths.
type Frame struct {
	// Label has the name and the CIDR blocks of the VPC, or how many VPCs there are and some of their names.
	Label []string
	// Vpcs are the names of the VPCs.
	Vpcs []string
}

// Node is a box of clients, an endpoint or gateway, the internet, or Amazon S3.
type Node struct {
	Kind NodeKind
	// Frame is an index of Frames, or -1 for a node outside of the VPCs.
	Frame int
	// Path is the kind of an endpoint or gateway; empty for other nodes.
	Path Path
	// Label has a line for each of the name, the number or kind, and the CIDR blocks; lines without content are left out,
	// and long ones are shortened.
	Label []string
	// Mark is Offending if a request of the clients is, Failing if none reaches S3, and Private if one surely does.
	// It is Offending for gateways to the internet, and Private for endpoints.
	Mark Mark
	// Lines are indexes of [Report.Lines]: the results of the clients, or those of requests through the endpoint or gateway.
	Lines []int
}

// NodeKind is what a node stands for.
type NodeKind string

// The kinds of nodes.
const (
	// ClientsNode is subnets, workloads, or a network outside the VPCs.
	ClientsNode NodeKind = "clients"
	// HopNode is an endpoint or a gateway, or several of the same kind.
	HopNode NodeKind = "hop"
	// InternetNode is the internet.
	InternetNode NodeKind = "internet"
	// S3Node is Amazon S3.
	S3Node NodeKind = "s3"
)

// Arrow is requests from one node to the next.
type Arrow struct {
	// From and To are indexes of Nodes.
	From, To int
	// Label has the names that the clients use, and whether their requests fail; empty beyond the first node.
	Label string
	// Mark is the color.
	Mark Mark
	// Reachable is Yes for a solid line, No for one with a cross, and otherwise for a dashed one.
	Reachable Reachable
	// Lines are indexes of [Report.Lines]: the results that the arrow stands for.
	Lines []int
}

// A drawing that has more is summarized. Mermaid accepts 500 edges; people read fewer.
const maxArrows, maxNodes, maxBoxes, maxFrames = 60, 48, 24, 12

// Drawing returns what a diagram of the report shows. In a drawing that would be too large for people or for Mermaid, requests
// that fail are drawn without the endpoint of another VPC that they use, and the VPCs whose paths need the least attention share
// a frame. The Note says so.
func (r *Report) Drawing() *Drawing {
	a := r.alike(false)
	if len(a.classes) <= maxFrames {
		if b := a.draw(len(a.classes)); b.fits() {
			return b.Drawing
		}
	}
	a = r.alike(true)
	for frames := min(len(a.classes), maxFrames); ; frames-- {
		if b := a.draw(frames); frames == 0 || b.fits() {
			return b.Drawing
		}
	}
}

func (d *Drawing) fits() bool { return len(d.Arrows) <= maxArrows && len(d.Nodes) <= maxNodes }

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

// hop is an endpoint or gateway, or several.
type hop struct {
	names map[string]bool
	best  Reachable // of the requests through it
	lines map[int]bool
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
				b.hop(Result{Path: e.Kind, Through: e.Name}, v)
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
	e, ok := b.endpoints[r.Through]
	if r.Path == None || r.Path == UnknownPath || b.brief && r.Reachable == No && ok && e.vpc != vpc {
		b.arrow(from, s3Node, r.Mark, r.Reachable, l)
		return
	}
	to := b.hop(r.Result, vpc)
	b.use(to, r.Reachable, l)
	if r.Reachable != No {
		for i, via := range slices.Backward(r.Via) {
			carrier := b.hop(Result{Path: via.Kind, Through: via.Name, Via: r.Via[:i]}, vpc)
			b.use(carrier, No, l)
			b.arrow(carrier, to, r.Mark, Yes, l)
			to = carrier
		}
	}
	b.arrow(from, to, r.Mark, r.Reachable, l)
}

// use adds a result to an endpoint or gateway.
func (b *builder) use(node int, reachable Reachable, l int) {
	h := b.hops[node]
	h.best = better(h.best, reachable)
	h.lines[l] = true
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

// hop returns the node of an endpoint or gateway that clients in a VPC use, and adds it if it is new.
func (b *builder) hop(r Result, vpc int) int {
	frame := b.frameOf[vpc]
	var key any = [3]any{frame, r.Path, ""}
	switch r.Path {
	case Transit:
		frame = -1
		key = [3]any{frame, r.Path, r.Through}
		if b.rest == 0 {
			key = r.Path
		}
	case Vpn, Peering:
		frame = -1
	case Gateway, Interface:
		place := 0
		if e, ok := b.endpoints[r.Through]; ok {
			frame, place = b.frameOf[e.vpc], e.place
		}
		if frame == b.rest {
			place = 0
		}
		key = [3]any{frame, r.Path, place}
	default:
		if len(r.Via) > 0 { // where it is in another VPC
			frame = -1
			if owner, ok := b.exits[r.Through]; ok {
				frame = b.frameOf[owner]
			}
			key = [3]any{frame, r.Path, ""}
		}
	}
	i, ok := b.at[key]
	if !ok {
		i = len(b.Nodes)
		b.at[key] = i
		mark := Private
		if overInternet(r.Path) {
			mark = Offending
		}
		b.Nodes = append(b.Nodes, Node{Kind: HopNode, Frame: frame, Path: r.Path, Mark: mark})
		b.hops[i] = &hop{names: map[string]bool{}, lines: map[int]bool{}}
	}
	b.hops[i].names[r.Through] = true
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
