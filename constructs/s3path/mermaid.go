package s3path

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Mermaid returns the report as a Mermaid flowchart of the VPCs, the subnets, the endpoints and gateways, and the paths
// between them. Subnets with the same results share a box. Names that do not exist are left out, and so is the usual name
// for clients outside the VPCs, which use no endpoint for it. A diagram that would be larger than Mermaid accepts, or than
// people can read, has one box for all subnets with the same paths instead, and says so. Characters of a name that Mermaid
// could read as markup are replaced by their full-width forms.
func (r *Report) Mermaid() string {
	d := r.draw(false)
	text := d.text()
	if !d.summarized && (len(d.edges) > maxEdges || len(text) > maxText) {
		return r.draw(true).text()
	}
	return text
}

// A drawing that has more is summarized. Mermaid accepts 500 edges and 50,000 characters; people read fewer edges and boxes.
const maxEdges, maxBoxes, maxText = 60, 16, 50_000

// drawing is what is drawn.
type drawing struct {
	report     *Report
	summarized bool
	boxes      []*box
	hops       []*hop
	edges      []edge
	drawn      map[edge]bool
	subnets    census
}

// box is clients of the same paths.
type box struct {
	Group
	groups []int // of the report
}

// hop is an endpoint or gateway or, in a summary, all of one kind.
type hop struct {
	path  Path
	names map[string]bool
	vpc   string // that has it, empty for one between VPCs
	best  Reachable
}

// edge is an arrow with its color.
type edge struct{ from, arrow, label, to, color string }

// The colors of arrows, boxes and the legend.
const (
	red    = "#c5221f"
	orange = "#e8710a"
	green  = "#188038"
	gray   = "#5f6368"
)

func (r *Report) draw(summarized bool) *drawing {
	d := &drawing{report: r, summarized: summarized, drawn: map[edge]bool{}, subnets: r.census()}
	if !summarized {
		for _, v := range r.Vpcs {
			for _, e := range v.Endpoints {
				d.hops = append(d.hops, &hop{path: e.Kind, names: map[string]bool{e.Name: true}, vpc: v.Name})
			}
		}
	}
	d.fill()
	if !summarized && len(d.boxes) > maxBoxes {
		return r.draw(true)
	}
	for i, b := range d.boxes {
		for _, g := range b.groups {
			d.request(fmt.Sprintf("c%d", i), b.Clients[0].Vpc, r.shown()[g].Result)
		}
	}
	internet := false
	for i, h := range d.hops {
		to := "s3"
		if h.overInternet() {
			to, internet = "internet", internet || h.best != ""
		}
		color := green
		if h.overInternet() {
			color = orange
		}
		switch h.best {
		case Yes:
			d.edge(edge{fmt.Sprintf("h%d", i), "-->", "", to, color})
		case Partly, Unknown:
			d.edge(edge{fmt.Sprintf("h%d", i), "-.->", "", to, gray})
		}
	}
	if internet {
		d.edge(edge{"internet", "-->", "", "s3", orange})
	}
	return d
}

// fill puts the clients into boxes.
func (d *drawing) fill() {
	groupsOf := map[Client][]int{}
	for i, g := range d.report.shown() {
		kind := g.Clients[0].Kind
		if kind == Workload || g.Dns == NoSuchName || kind != Subnet && g.Name == UsualName {
			continue // the subnets of workloads are drawn
		}
		for _, client := range g.Clients {
			groupsOf[client] = append(groupsOf[client], i)
		}
	}
	at := map[string]int{}
	for _, client := range d.report.allClients() {
		groups := groupsOf[client]
		if len(groups) == 0 {
			continue
		}
		key := fmt.Sprint(client.Kind, client.Vpc, groups)
		if d.summarized {
			key = string(client.Kind)
			for _, g := range groups {
				if r := d.report.shown()[g]; !strings.HasSuffix(key, r.sketch()) {
					key += r.sketch()
				}
			}
		}
		i, ok := at[key]
		if !ok {
			i = len(d.boxes)
			at[key] = i
			d.boxes = append(d.boxes, &box{groups: groups})
		}
		d.boxes[i].Clients = append(d.boxes[i].Clients, client)
		if d.summarized {
			for _, g := range groups { // which differ in names alone
				if !slices.Contains(d.boxes[i].groups, g) && len(d.boxes[i].groups) < maxSummary {
					d.boxes[i].groups = append(d.boxes[i].groups, g)
				}
			}
		}
	}
}

// maxSummary is how many groups a box of a summary is drawn from.
const maxSummary = 5000

// sketch is what a summary has of a result.
func (r Result) sketch() string { return fmt.Sprintf("|%s %s %s", r.Name, r.Path, r.Reachable) }

// allClients returns the clients, VPC by VPC.
func (r *Report) allClients() []Client {
	has := map[Client]bool{}
	of := map[string][]Client{}
	var vpcs []string
	for _, v := range r.Vpcs {
		vpcs = append(vpcs, v.Name)
	}
	for _, g := range r.shown() {
		for _, client := range g.Clients {
			if !has[client] {
				has[client] = true
				of[client.Vpc] = append(of[client.Vpc], client)
			}
		}
	}
	if len(of[unknownVpc]) > 0 && !slices.Contains(vpcs, unknownVpc) {
		vpcs = append(vpcs, unknownVpc)
	}
	var all []Client
	for _, vpc := range vpcs {
		slices.SortStableFunc(of[vpc], func(c, d Client) int { return c.address().Compare(d.address()) })
		all = append(all, of[vpc]...)
	}
	return all
}

// address is the first one of the client's block, the zero address if that is unknown.
func (c Client) address() netip.Addr {
	block, _ := netip.ParsePrefix(c.Cidr)
	return block.Addr()
}

// request draws the arrows of a result.
func (d *drawing) request(from, vpc string, r Result) {
	name := map[Name]string{UsualName: "usual name", EndpointName: "endpoint's name", OtherRegionName: "other Region"}[r.Name]
	e := edge{from: from, arrow: "-->", label: name, to: "s3", color: green}
	switch r.Reachable {
	case Yes:
	case No:
		e.arrow, e.color = "--x", red
	case Partly:
		e.arrow, e.label, e.color = "-.->", name+", partly", gray
	case Unknown:
		e.arrow, e.label, e.color = "-.->", name+", unknown", gray
	}
	if r.isOffending() {
		e.color = orange
		if r.Reachable == Yes {
			e.arrow = "==>"
		}
	}
	if r.Path == None || r.Path == UnknownPath {
		d.edge(e)
		return
	}
	i := d.hopOf(r.Path, r.Through, vpc)
	h := d.hops[i]
	h.best = better(h.best, r.Reachable)
	e.to = fmt.Sprintf("h%d", i)
	if r.Via != nil && r.Reachable != No {
		carrier := fmt.Sprintf("h%d", d.hopOf(r.Via.Kind, r.Via.Name, ""))
		d.edge(edge{carrier, "-->", "", e.to, e.color})
		e.to = carrier
	}
	d.edge(e)
}

// edge draws an arrow, unless it is there.
func (d *drawing) edge(e edge) {
	if !d.drawn[e] {
		d.drawn[e] = true
		d.edges = append(d.edges, e)
	}
}

// hopOf returns the index of an endpoint or gateway, and adds it if it is new.
func (d *drawing) hopOf(path Path, name, vpc string) int {
	if path == Transit || path == Vpn || path == Peering || d.summarized {
		vpc = ""
	}
	i := slices.IndexFunc(d.hops, func(h *hop) bool {
		switch {
		case h.path != path:
			return false
		case d.summarized:
			return true
		}
		return h.names[name] && (h.vpc == vpc || path == Gateway || path == Interface)
	})
	if i < 0 {
		i = len(d.hops)
		d.hops = append(d.hops, &hop{path: path, names: map[string]bool{}, vpc: vpc})
	}
	d.hops[i].names[name] = true
	return i
}

// overInternet reports whether requests take the internet from a hop to S3.
func (h *hop) overInternet() bool { return h.path == Nat || h.path == Internet }

// isOffending reports whether requests by the bucket's name take a path that RequirePrivate forbids.
func (r Result) isOffending() bool {
	return r.Name != EndpointName && slices.ContainsFunc(notPrivate(), r.mayTake)
}

func better(a, b Reachable) Reachable {
	for _, best := range []Reachable{Yes, Partly, Unknown} {
		if a == best || b == best {
			return best
		}
	}
	return No
}

// text writes the drawing.
func (d *drawing) text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("flowchart LR")
	place := map[string][]string{} // nodes by their VPC
	for i, h := range d.hops {
		place[h.vpc] = append(place[h.vpc], fmt.Sprintf(`h%d(["%s"])%s`, i, d.hopLabel(h), h.class()))
	}
	for i, c := range d.boxes {
		vpc := c.Clients[0].Vpc
		if d.summarized || c.Clients[0].Kind != Subnet {
			vpc = ""
		}
		place[vpc] = append(place[vpc], fmt.Sprintf(`c%d["%s"]%s`, i, d.boxLabel(c), d.boxClass(c)))
	}
	if !d.summarized {
		for i, v := range d.report.Vpcs {
			line(`  subgraph v%d["%s"]`, i, mermaidText(v.title()))
			for _, node := range place[v.Name] {
				line("    %s", node)
			}
			line("  end")
			delete(place, v.Name)
		}
	}
	for _, node := range slices.Concat(place[unknownVpc], place[""]) {
		line("  %s", node)
	}
	if slices.ContainsFunc(d.edges, func(e edge) bool { return e.to == "internet" }) {
		line("  internet((internet))")
	}
	line(`  s3[("Amazon S3")]`)
	styles := map[string][]string{}
	for i, e := range d.edges {
		label := ""
		if e.label != "" {
			label = fmt.Sprintf(`|"%s"|`, e.label)
		}
		line("  %s %s%s %s", e.from, e.arrow, label, e.to)
		styles[e.color] = append(styles[e.color], fmt.Sprint(i))
	}
	for _, color := range []string{red, orange, green, gray} {
		if len(styles[color]) > 0 {
			line("  linkStyle %s stroke:%s", strings.Join(styles[color], ","), color)
		}
	}
	d.legend(line)
	line("  classDef private fill:#e6f4ea,stroke:%s,color:#000", green)
	line("  classDef public fill:#fdeee2,stroke:%s,color:#000", orange)
	line("  classDef offending fill:#fdeee2,stroke:%s,stroke-width:4px,color:#000", orange)
	line("  classDef legend fill:none,stroke:none,color:%s", gray)
	return b.String()
}

// legend explains the colors that the drawing has, and that it is a summary.
func (d *drawing) legend(line func(string, ...any)) {
	var words []string
	for _, entry := range []struct{ color, meaning string }{
		{green, "green: private"}, {orange, "orange: over the internet, out of the templates, or perhaps so"}, {red, "red: fails"}, {gray, "gray: in part, or unknown"},
	} {
		if slices.ContainsFunc(d.edges, func(e edge) bool { return e.color == entry.color }) {
			words = append(words, entry.meaning)
		}
	}
	if d.summarized {
		words = append([]string{"summary of " + count(len(d.report.Vpcs), "VPC") + ", the table has each"}, words...)
	}
	if len(words) > 0 {
		line(`  legend["%s"]:::legend`, strings.Join(words, "<br/>"))
	}
}
