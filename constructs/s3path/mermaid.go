package s3path

import (
	"fmt"
	"path"
	"strings"
)

// Mermaid returns the report as a Mermaid flow chart: VPCs, subnets, endpoints, gateways and networks outside, and the paths
// between them. A solid arrow reaches S3, a dotted one is unknown, and one that ends in a cross does not reach S3. Names that
// do not exist are left out.
func (r *Report) Mermaid() string {
	d := &drawing{endpoints: map[station]string{}, best: map[string]Reachable{}}
	for i, v := range r.Vpcs {
		for j, e := range v.Endpoints {
			d.endpoints[station{e.Kind, e.Name}] = fmt.Sprintf("v%de%d", i, j)
		}
	}
	d.line("flowchart LR")
	for i, v := range r.Vpcs {
		d.vpc(fmt.Sprintf("v%d", i), v)
	}
	internet := d.onward()
	if internet {
		d.line("  internet((internet))")
		d.edges = append(d.edges, "internet --> s3")
	}
	d.line(`  s3[("Amazon S3")]`)
	for _, edge := range d.edges {
		d.line("  " + edge)
	}
	d.line("  classDef private fill:#e6f4ea,stroke:#34a853,color:#000")
	d.line("  classDef public fill:#fdeee2,stroke:#e8710a,color:#000")
	return d.text.String()
}

// station is an endpoint or gateway on a path.
type station struct {
	path Path
	name string
}

// drawing collects the nodes as text and the edges as a list, which comes last.
type drawing struct {
	text      strings.Builder
	edges     []string
	endpoints map[station]string // the nodes of all endpoints, which clients of other VPCs take as well
	used      []usedStation
	best      map[string]Reachable // the best that is known of each station
}

type usedStation struct {
	station
	node string
}

func (d *drawing) line(text string) { d.text.WriteString(text + "\n") }

// vpc draws one VPC and the clients outside it.
func (d *drawing) vpc(id string, v Vpc) {
	clients := map[Client]string{}
	gateways := map[station]string{}
	var inside, outside []string
	for _, e := range v.Endpoints {
		at := station{e.Kind, e.Name}
		inside = append(inside, v.stationNode(d.endpoints[at], at))
	}
	for _, row := range v.Rows {
		client, ok := clients[row.Client]
		if !ok {
			client = fmt.Sprintf("%sc%d", id, len(clients))
			clients[row.Client] = client
			node := fmt.Sprintf(`%s["%s"]`, client, label(v.short(row.Client.Name), row.Client.Cidr))
			if row.Client.Kind == Subnet {
				inside = append(inside, node)
			} else {
				outside = append(outside, node)
			}
		}
		if row.Dns == NoSuchName {
			continue
		}
		if row.Path == None || row.Path == UnknownPath {
			d.edges = append(d.edges, client+" "+arrow(row)+" s3")
			continue
		}
		at := station{row.Path, row.Through}
		node, ok := d.endpoints[at]
		if !ok {
			if node, ok = gateways[at]; !ok {
				node = fmt.Sprintf("%sg%d", id, len(gateways))
				gateways[at] = node
				if at.path == Nat || at.path == Internet {
					inside = append(inside, v.stationNode(node, at))
				} else {
					outside = append(outside, v.stationNode(node, at))
				}
			}
		}
		d.edges = append(d.edges, client+" "+arrow(row)+" "+node)
		d.use(usedStation{at, node}, row.Reachable)
	}
	d.line(fmt.Sprintf(`  subgraph %s["%s"]`, id, label(v.title())))
	for _, node := range inside {
		d.line("    " + node)
	}
	d.line("  end")
	for _, node := range outside {
		d.line("  " + node)
	}
}

// use notes that a path leads through a station.
func (d *drawing) use(at usedStation, reachable Reachable) {
	before, ok := d.best[at.node]
	if !ok {
		d.used = append(d.used, at)
	}
	d.best[at.node] = better(before, reachable)
}

// onward draws the edges from the stations to S3, and reports whether some lead there over the internet.
func (d *drawing) onward() (internet bool) {
	for _, at := range d.used {
		to := "s3"
		if at.path == Nat || at.path == Internet {
			internet = true
			to = "internet"
		}
		switch d.best[at.node] {
		case Yes:
			d.edges = append(d.edges, at.node+" --> "+to)
		case Unknown:
			d.edges = append(d.edges, at.node+" -.-> "+to)
		case No:
		}
	}
	return internet
}

func better(a, b Reachable) Reachable {
	for _, best := range []Reachable{Yes, Unknown} {
		if a == best || b == best {
			return best
		}
	}
	return No
}

// stationNode draws an endpoint or gateway.
func (v *Vpc) stationNode(id string, at station) string {
	words := map[Path]string{
		Gateway: "gateway endpoint", Interface: "interface endpoint", Nat: "NAT", Internet: "internet gateway",
		Transit: "transit gateway", Vpn: "VPN gateway", Peering: "peering connection",
	}
	class := ""
	switch at.path {
	case Gateway, Interface:
		class = ":::private"
	case Nat, Internet:
		class = ":::public"
	case Transit, Vpn, Peering, None, UnknownPath:
	}
	return fmt.Sprintf(`%s(["%s"])%s`, id, label(v.short(at.name), words[at.path]), class)
}

// short leaves out of a name what the VPC's has as well.
func (v *Vpc) short(name string) string {
	name = strings.TrimPrefix(name, v.Name+"/")
	if dir := path.Dir(v.Name); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return strings.TrimSuffix(name, "/Subnet")
}

// arrow draws a row: whether S3 is reached, and the name that was asked for.
func arrow(row Row) string {
	name := map[Name]string{UsualName: "usual name", EndpointName: "endpoint's name", OtherRegionName: "other Region"}[row.Name]
	switch {
	case row.Reachable == Yes:
		return fmt.Sprintf(`-->|"%s"|`, name)
	case row.Reachable == No:
		return fmt.Sprintf(`--x|"%s"|`, name)
	case row.Path == None:
		return fmt.Sprintf(`-.->|"%s, not by the VPC"|`, name)
	}
	return fmt.Sprintf(`-.->|"%s, unknown"|`, name)
}

// label puts lines of text into a node, with what Mermaid reads as markup escaped.
func label(lines ...string) string {
	var escaped []string
	for _, line := range lines {
		if line != "" {
			escaped = append(escaped, strings.NewReplacer(`"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", " ").Replace(line))
		}
	}
	return strings.Join(escaped, "<br/>")
}
