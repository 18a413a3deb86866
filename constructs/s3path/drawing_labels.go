package s3path

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// label labels frames, nodes and arrows, and writes the note.
func (b *builder) label() {
	vpcs, folded := 0, false
	for i := range b.Frames {
		b.labelFrame(i)
		vpcs += len(b.Frames[i].Vpcs)
		folded = folded || len(b.Frames[i].Vpcs) > 1
	}
	switch {
	case b.rest >= 0:
		b.Note = fmt.Sprintf("This drawing is a summary of %s. The table shows each.", count(vpcs, "VPC"))
	case folded:
		b.Note = "VPCs with the same paths share a frame."
	}
	if b.brief && slices.ContainsFunc(b.Arrows, func(a Arrow) bool { return a.Reachable == No }) {
		b.Note = strings.TrimSpace(b.Note + " Failing requests to endpoints of other VPCs are drawn without the endpoint.")
	}
	for i := range b.Nodes {
		n := &b.Nodes[i]
		switch n.Kind {
		case ClientsNode:
			n.Label = compact(b.clientsLabel(i))
		case HopNode:
			n.Label = compact(b.hopLabel(i))
		default:
		}
	}
	for i := range b.Arrows {
		b.Arrows[i].Label = b.arrowLabel(b.Arrows[i])
	}
}

// compact leaves out empty lines, and shortens long ones in the middle, because names often differ at their end.
func compact(lines []string) []string {
	for i, line := range lines {
		if runes := []rune(line); len(runes) > maxLabel {
			lines[i] = string(runes[:maxLabel/2]) + "…" + string(runes[len(runes)-maxLabel/2+1:])
		}
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}

// maxLabel is how many characters a line of a label has.
const maxLabel = 60

func (b *builder) labelFrame(i int) {
	f := &b.Frames[i]
	first := b.vpcs[b.indexOf[f.Vpcs[0]]]
	switch {
	case len(f.Vpcs) == 1:
		f.Label = compact([]string{first.Name, strings.Join(first.Cidrs, ", ")})
		return
	case i == b.rest && i == 0:
		f.Label = []string{count(len(f.Vpcs), "VPC")}
		return
	case i == b.rest:
		f.Label = []string{fmt.Sprintf("%d other VPCs, summarized", len(f.Vpcs))}
	default:
		f.Label = []string{fmt.Sprintf("%d VPCs with the same paths", len(f.Vpcs))}
	}
	names := listed(slices.Clone(f.Vpcs), maxNames)
	if len(names) > maxLabel {
		names = listed(slices.Clone(f.Vpcs), 1)
	}
	f.Label = compact(append(f.Label, names))
}

// maxNames is how many VPCs of a frame are named.
const maxNames = 3

func (b *builder) clientsLabel(i int) []string {
	g := &Group{Clients: b.clients[i]}
	name, number := g.name(b.subnets)
	frame := b.Nodes[i].Frame
	switch {
	case g.Clients[0].Kind == Workload:
		kind := "workloads"
		if !slices.ContainsFunc(g.Clients, func(c Client) bool { return c.Name != g.Clients[0].Name }) {
			kind = "workload" // which can be in several subnets
		}
		return []string{name, kind}
	case frame < 0 && number != "":
		return []string{name, "through " + number}
	case frame < 0:
		return []string{name, g.cidrs()}
	case len(b.Frames[frame].Vpcs) == 1:
		if name == g.Clients[0].Vpc && number != "" {
			name = "" // the frame has it
		}
		return []string{inVpc(g.Clients[0].Vpc, name), number, g.cidrs()}
	}
	all, in := 0, map[string]int{}
	for _, vpc := range b.Frames[frame].Vpcs {
		all += b.subnets[vpc]
	}
	for _, client := range g.Clients {
		in[client.Vpc]++
	}
	each := in[g.Clients[0].Vpc]
	switch {
	case len(in) == len(b.Frames[frame].Vpcs) && !slices.ContainsFunc(g.Clients, func(c Client) bool { return in[c.Vpc] != each }):
		number = fmt.Sprintf("%s, %d in each VPC", count(len(g.Clients), "subnet"), each)
	case len(g.Clients) < all:
		number = fmt.Sprintf("%d of %s", len(g.Clients), count(all, "subnet"))
	default:
		number = count(all, "subnet")
	}
	return []string{commonName(g.Clients, func(c Client) string { return inVpc(c.Vpc, c.Name) }), number}
}

func (b *builder) hopLabel(i int) []string {
	n := b.Nodes[i]
	kind := map[Path]string{
		Gateway: "gateway endpoint", Interface: "interface endpoint", Nat: "NAT", Internet: "internet gateway",
		Transit: "transit gateway", Vpn: "VPN gateway", Peering: "peering connection", Firewall: "firewall",
	}[n.Path]
	names := slices.Collect(maps.Keys(b.hops[i].names))
	switch {
	case len(names) > 1 && slices.Contains(names, ""): // a request that takes several, such as one for each IP version
		return []string{kind + "s"}
	case len(names) > 1:
		return []string{count(len(names), kind)}
	}
	name := names[0]
	if n.Frame >= 0 && len(b.Frames[n.Frame].Vpcs) == 1 {
		name = inVpc(b.Frames[n.Frame].Vpcs[0], name)
	}
	return []string{name, kind}
}

func (b *builder) arrowLabel(a Arrow) string {
	var names []string
	if a.From < 0 || b.Nodes[a.From].Kind != ClientsNode {
		return ""
	}
	for _, l := range a.Lines {
		name := map[Name]string{
			UsualName: "usual name", DualstackName: "dual-stack name", EndpointName: "endpoint's name", CrossRegionName: "other Region",
		}[b.lines[l].Name]
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	outcome := map[Reachable]string{No: "fails", Partly: "partly", Unknown: "unknown"}[a.Reachable]
	return strings.Join(compact(append(names, outcome)), ", ")
}

// inVpc returns a name as it is within a VPC: without the beginning that it shares with the name of the VPC, and without "/Subnet".
func inVpc(vpc, name string) string {
	name = strings.TrimPrefix(name, vpc+"/")
	if dir := path.Dir(vpc); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return strings.TrimSuffix(name, "/Subnet")
}
