package s3path

import (
	"fmt"
	"path"
	"strings"
)

// Mermaid returns the report as a Mermaid flowchart of the VPCs, subnets, endpoints, gateways and outside networks, and the
// paths between them. A solid arrow is a request that reaches S3, a dotted arrow one that reaches it in part or may reach
// it, and an arrow that ends in a cross one that does not. Names that do not exist are left out. Characters of a name that
// Mermaid could read as markup are replaced by their full-width forms.
func (r *Report) Mermaid() string {
	d := &drawing{endpoints: map[hop]*node{}}
	for i, v := range r.Vpcs {
		for j, e := range v.Endpoints {
			h := hop{e.Kind, e.Name}
			d.endpoints[h] = &node{hop: h, id: fmt.Sprintf("v%de%d", i, j)}
		}
	}
	d.line("flowchart LR")
	for i, v := range r.Vpcs {
		d.vpc(fmt.Sprintf("v%d", i), v)
	}
	if d.onward() {
		d.line("  internet((internet))")
		d.edge("internet", "-->", "s3")
	}
	d.line(`  s3[("Amazon S3")]`)
	for _, edge := range d.edges {
		d.line("  " + edge)
	}
	d.line("  classDef private fill:#e6f4ea,stroke:#34a853,color:#000")
	d.line("  classDef public fill:#fdeee2,stroke:#e8710a,color:#000")
	return d.text.String()
}

// drawing has the nodes as text, and the edges for after them.
type drawing struct {
	text      strings.Builder
	edges     []string
	endpoints map[hop]*node // of all VPCs, as clients of other VPCs use them too
	used      []*node       // the endpoints and gateways with a request
}

// hop is an endpoint or gateway.
type hop struct {
	path Path
	name string
}

// overInternet reports whether requests take the internet from a hop to S3.
func (h hop) overInternet() bool { return h.path == Nat || h.path == Internet }

// node is how a hop is drawn.
type node struct {
	hop
	id   string
	best Reachable // of all requests; empty if there is none
}

func (d *drawing) line(text string) { d.text.WriteString(text + "\n") }

func (d *drawing) edge(from, arrow, to string) {
	d.edges = append(d.edges, from+" "+arrow+" "+to)
}

// vpc draws one VPC and the clients outside it.
func (d *drawing) vpc(id string, v Vpc) {
	clients := map[Client]string{}
	gateways := map[hop]*node{}
	var inside, outside []string
	for _, e := range v.Endpoints {
		inside = append(inside, v.draw(d.endpoints[hop{e.Kind, e.Name}]))
	}
	for _, row := range v.Rows {
		client, ok := clients[row.Client]
		if !ok {
			client = fmt.Sprintf("%sc%d", id, len(clients))
			clients[row.Client] = client
			text := fmt.Sprintf(`%s["%s"]`, client, label(v.short(row.Client.Name), row.Client.Cidr))
			if row.Client.Kind == Subnet {
				inside = append(inside, text)
			} else {
				outside = append(outside, text)
			}
		}
		if row.Dns == NoSuchName {
			continue
		}
		if row.Path == None || row.Path == UnknownPath {
			d.edge(client, arrow(row), "s3")
			continue
		}
		h := hop{row.Path, row.Through}
		n := d.endpoints[h]
		if n == nil {
			n = gateways[h]
		}
		if n == nil {
			n = &node{hop: h, id: fmt.Sprintf("%sg%d", id, len(gateways))}
			gateways[h] = n
			if n.overInternet() {
				inside = append(inside, v.draw(n))
			} else {
				outside = append(outside, v.draw(n))
			}
		}
		d.edge(client, arrow(row), n.id)
		if n.best == "" {
			d.used = append(d.used, n)
		}
		n.best = better(n.best, row.Reachable)
	}
	d.line(fmt.Sprintf(`  subgraph %s["%s"]`, id, mermaidText(v.title())))
	for _, text := range inside {
		d.line("    " + text)
	}
	d.line("  end")
	for _, text := range outside {
		d.line("  " + text)
	}
}

// onward draws the edges from the hops to S3, and reports whether some lead over the internet.
func (d *drawing) onward() (internet bool) {
	for _, n := range d.used {
		to := "s3"
		if n.overInternet() {
			internet = true
			to = "internet"
		}
		switch n.best {
		case Yes:
			d.edge(n.id, "-->", to)
		case Partly, Unknown:
			d.edge(n.id, "-.->", to)
		}
	}
	return internet
}

func better(a, b Reachable) Reachable {
	for _, best := range []Reachable{Yes, Partly, Unknown} {
		if a == best || b == best {
			return best
		}
	}
	return No
}

// draw returns the node of an endpoint or gateway.
func (v *Vpc) draw(n *node) string {
	kind := map[Path]string{
		Gateway: "gateway endpoint", Interface: "interface endpoint", Nat: "NAT", Internet: "internet gateway",
		Transit: "transit gateway", Vpn: "VPN gateway", Peering: "peering connection",
	}[n.path]
	class := ""
	switch {
	case n.path == Gateway || n.path == Interface:
		class = ":::private"
	case n.overInternet():
		class = ":::public"
	}
	return fmt.Sprintf(`%s(["%s"])%s`, n.id, label(v.short(n.name), kind), class)
}

// short returns a name without what the VPC's name has as well.
func (v *Vpc) short(name string) string {
	name = strings.TrimPrefix(name, v.Name+"/")
	if dir := path.Dir(v.Name); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return strings.TrimSuffix(name, "/Subnet")
}

// arrow draws a row: the name that the client resolves, and whether S3 is reached.
func arrow(row Row) string {
	name := map[Name]string{UsualName: "usual name", EndpointName: "endpoint's name", OtherRegionName: "other Region"}[row.Name]
	switch {
	case row.Reachable == Yes:
		return fmt.Sprintf(`-->|"%s"|`, name)
	case row.Reachable == No:
		return fmt.Sprintf(`--x|"%s"|`, name)
	case row.Reachable == Partly:
		return fmt.Sprintf(`-.->|"%s, partly"|`, name)
	case row.Path == None:
		return fmt.Sprintf(`-.->|"%s, outside the VPC"|`, name)
	}
	return fmt.Sprintf(`-.->|"%s, unknown"|`, name)
}

// label returns the text of a node, without lines that are empty.
func label(lines ...string) string {
	var text []string
	for _, line := range lines {
		if line != "" {
			text = append(text, mermaidText(line))
		}
	}
	return strings.Join(text, "<br/>")
}
