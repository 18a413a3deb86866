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
	d := &drawing{}
	d.line("flowchart LR")
	for i, v := range r.Vpcs {
		d.vpc(fmt.Sprintf("v%d", i), v)
	}
	if d.internet {
		d.line("  internet((internet))")
		d.line("  internet --> s3")
	}
	d.line(`  s3[("Amazon S3")]`)
	for _, edge := range d.edges {
		d.line("  " + edge)
	}
	d.line("  classDef private fill:#e6f4ea,stroke:#34a853,color:#000")
	d.line("  classDef public fill:#fdeee2,stroke:#e8710a,color:#000")
	return d.text.String()
}

type drawing struct {
	text     strings.Builder
	edges    []string
	internet bool
}

func (d *drawing) line(text string) { d.text.WriteString(text + "\n") }

// station is an endpoint or gateway that ways lead through.
type station struct {
	way  Way
	name string
}

// vpc draws one VPC. Its nodes come first, so that the edges between them do not decide where they are.
func (d *drawing) vpc(id string, v Vpc) {
	clients := map[Client]string{}
	stations := map[station]string{}
	var inside, outside []string
	place := func(way Way, node string) {
		if way == Transit || way == Vpn || way == Peering {
			outside = append(outside, node)
			return
		}
		inside = append(inside, node)
	}
	station1 := func(at station) string {
		node, ok := stations[at]
		if !ok {
			node = fmt.Sprintf("%sw%d", id, len(stations))
			stations[at] = node
			place(at.way, v.stationNode(node, at))
		}
		return node
	}
	for _, e := range v.Endpoints {
		station1(station{e.Way, e.Name})
	}
	works := map[string]Works{} // the best that is known of what leaves a station
	var order []station
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
		node := station1(at)
		d.edges = append(d.edges, client+" "+arrow(row)+" "+node)
		if _, ok := works[node]; !ok {
			order = append(order, at)
		}
		works[node] = better(works[node], row.Works)
	}
	for _, at := range order {
		d.onward(at, stations[at], works[stations[at]])
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

// onward draws the edge from a station to S3, over the internet if it leads there.
func (d *drawing) onward(at station, node string, works Works) {
	to := "s3"
	if at.way == Nat || at.way == Internet {
		d.internet = true
		to = "internet"
	}
	switch works {
	case Yes:
		d.edges = append(d.edges, node+" --> "+to)
	case CannotKnow:
		d.edges = append(d.edges, node+" -.-> "+to)
	case No:
	}
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
		Gateway: "gateway endpoint", Interface: "interface endpoint", Nat: "NAT gateway", Internet: "internet gateway",
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
