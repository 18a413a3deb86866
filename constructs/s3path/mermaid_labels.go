package s3path

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

func (d *drawing) hopLabel(h *hop) string {
	kind := map[Path]string{
		Gateway: "gateway endpoint", Interface: "interface endpoint", Nat: "NAT", Internet: "internet gateway",
		Transit: "transit gateway", Vpn: "VPN gateway", Peering: "peering connection",
	}[h.path]
	name := only(h.names)
	if len(h.names) > 1 {
		return mermaidText(fmt.Sprintf("%d × %s", len(h.names), kind))
	}
	for _, v := range d.report.Vpcs {
		if v.Name == h.vpc {
			name = v.short(name)
		}
	}
	return label(name, kind)
}

func (h *hop) class() string {
	switch {
	case h.path == Gateway || h.path == Interface:
		return ":::private"
	case h.overInternet():
		return ":::public"
	}
	return ""
}

func (d *drawing) boxLabel(b *box) string {
	name, number := b.name(d.subnets)
	switch {
	case d.summarized:
	case name == b.Clients[0].Vpc && number != "":
		name = "" // the frame has it
	default:
		name = (&Vpc{Name: b.Clients[0].Vpc}).short(name)
	}
	return label(name, number, b.cidrs())
}

func (d *drawing) boxClass(b *box) string {
	if slices.ContainsFunc(b.groups, func(g int) bool { return b.Clients[0].Kind == Subnet && d.report.shown()[g].isOffending() }) {
		return ":::offending"
	}
	return ""
}

func (v *Vpc) title() string { return strings.TrimSpace(v.Name + " " + strings.Join(v.Cidrs, ", ")) }

// short returns a name without what the VPC's name has as well.
func (v *Vpc) short(name string) string {
	name = strings.TrimPrefix(name, v.Name+"/")
	if dir := path.Dir(v.Name); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return strings.TrimSuffix(name, "/Subnet")
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
