package s3path

import (
	"fmt"
	"path"
	"strings"
)

// Mermaid gives the report as a Mermaid flow chart: VPCs, subnets, endpoints, gateways and networks outside, and the ways
// between them. A solid arrow works, a dotted one cannot be known, and one that ends in a cross does not work. Names that
// do not exist are left out.
func (r *Report) Mermaid() string {
	d := &drawing{endpoints: map[station]string{}, works: map[string]Works{}}
	for i, v := range r.Vpcs {
		for j, e := range v.Endpoints {
			d.endpoints[station{e.Way, e.Name}] = fmt.Sprintf("v%de%d", i, j)
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

// station is an endpoint or gateway that ways lead through.
type station struct {
	way  Way
	name string
}

// drawing collects the nodes as text and the edges as a list, which comes last.
type drawing struct {
	text      strings.Builder
	edges     []string
	endpoints map[station]string // the nodes of all endpoints, which clients of other VPCs take as well
	used      []usedStation
	works     map[string]Works // the best that is known of each station
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
		at := station{e.Way, e.Name}
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
		if row.Way == None || row.Way == UnknownWay {
			d.edges = append(d.edges, client+" "+arrow(row)+" s3")
			continue
		}
		at := station{row.Way, row.Through}
		node, ok := d.endpoints[at]
		if !ok {
			if node, ok = gateways[at]; !ok {
				node = fmt.Sprintf("%sg%d", id, len(gateways))
				gateways[at] = node
				if at.way == Nat || at.way == Internet {
					inside = append(inside, v.stationNode(node, at))
				} else {
					outside = append(outside, v.stationNode(node, at))
				}
			}
		}
		d.edges = append(d.edges, client+" "+arrow(row)+" "+node)
		d.use(usedStation{at, node}, row.Works)
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

// use notes that a way leads through a station.
func (d *drawing) use(at usedStation, works Works) {
	before, ok := d.works[at.node]
	if !ok {
		d.used = append(d.used, at)
	}
	d.works[at.node] = better(before, works)
}

// onward draws the edges from the stations to S3, and tells whether some lead there over the internet.
func (d *drawing) onward() (internet bool) {
	for _, at := range d.used {
		to := "s3"
		if at.way == Nat || at.way == Internet {
			internet = true
			to = "internet"
		}
		switch d.works[at.node] {
		case Yes:
			d.edges = append(d.edges, at.node+" --> "+to)
		case CannotKnow:
			d.edges = append(d.edges, at.node+" -.-> "+to)
		case No:
		}
	}
	return internet
}

func better(a, b Works) Works {
	for _, works := range []Works{Yes, CannotKnow} {
		if a == works || b == works {
			return works
		}
	}
	return No
}

// stationNode draws an endpoint or gateway.
func (v *Vpc) stationNode(id string, at station) string {
	words := map[Way]string{
		Gateway: "gateway endpoint", Interface: "interface endpoint", Nat: "NAT", Internet: "internet gateway",
		Transit: "transit gateway", Vpn: "VPN gateway", Peering: "peering connection",
	}
	class := ""
	switch at.way {
	case Gateway, Interface:
		class = ":::private"
	case Nat, Internet:
		class = ":::public"
	case Transit, Vpn, Peering, None, UnknownWay:
	}
	return fmt.Sprintf(`%s(["%s"])%s`, id, label(v.short(at.name), words[at.way]), class)
}

// short leaves out of a name what the VPC's has as well.
func (v *Vpc) short(name string) string {
	name = strings.TrimPrefix(name, v.Name+"/")
	if dir := path.Dir(v.Name); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return strings.TrimSuffix(name, "/Subnet")
}

// arrow draws a row: how it works, and the name that was asked for.
func arrow(row Row) string {
	name := map[Name]string{UsualName: "usual name", EndpointName: "endpoint's name", OtherRegionName: "other Region"}[row.Name]
	switch {
	case row.Works == Yes:
		return fmt.Sprintf(`-->|"%s"|`, name)
	case row.Works == No:
		return fmt.Sprintf(`--x|"%s"|`, name)
	case row.Way == None:
		return fmt.Sprintf(`-.->|"%s, not by the VPC"|`, name)
	}
	return fmt.Sprintf(`-.->|"%s, cannot know"|`, name)
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
