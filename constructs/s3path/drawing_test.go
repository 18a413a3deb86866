package s3path

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// varied is a report on VPCs of which each has two subnets of its own and one that all have alike. Each third VPC is like the
// one three before it, in all but the names.
func varied(vpcs int) *Report {
	r := &Report{Version: SchemaVersion}
	paths := Paths()
	for i := range vpcs {
		name := fmt.Sprintf("Net%d/Vpc", i)
		r.Vpcs = append(r.Vpcs, Vpc{Name: name, Cidrs: []string{fmt.Sprintf("10.%d.0.0/16", i)}})
		subnet := func(j int) Client {
			return Client{Kind: Subnet, Name: fmt.Sprintf("%s/Subnet%d/Subnet", name, j), Vpc: name, Cidr: fmt.Sprintf("10.%d.%d.0/24", i, j)}
		}
		group := func(path Path, reachable Reachable, clients ...Client) {
			r.Groups = append(r.Groups, Group{Result{Name: UsualName, Dns: PublicIp, Path: path, Reachable: reachable, Through: name + "/Hop", Reason: name}, clients})
		}
		kind := i
		if i%3 == 2 {
			kind = i % 7
		}
		reachable := []Reachable{Yes, No, Partly, Unknown}
		group(paths[kind%7], reachable[kind/7%4], subnet(0))
		group(paths[kind/2%7], reachable[kind/3%4], subnet(1))
		group(Gateway, Yes, subnet(2))
	}
	return r
}

// TestDrawingIsBounded draws networks in which many VPCs differ.
func TestDrawingIsBounded(t *testing.T) {
	for _, vpcs := range []int{1, 3, 30, 300} {
		report := varied(vpcs)
		d := report.Drawing()
		if len(d.Arrows) > maxArrows || len(d.Nodes) > maxNodes || len(d.Frames) > maxFrames+1 {
			t.Errorf("%d VPCs: %d arrows, %d nodes, %d frames", vpcs, len(d.Arrows), len(d.Nodes), len(d.Frames))
		}
		if summarized := strings.Contains(d.Note, "summary"); summarized != (vpcs > 3) {
			t.Errorf("%d VPCs: note %q", vpcs, d.Note)
		}
		drawn, lines := map[string]bool{}, map[int]bool{}
		for _, f := range d.Frames {
			for _, vpc := range f.Vpcs {
				drawn[vpc] = true
			}
		}
		for _, n := range d.Nodes {
			if n.Kind == ClientsNode {
				for _, l := range n.Lines {
					lines[l] = true
				}
			}
		}
		if len(drawn) != vpcs || len(lines) != len(report.Lines()) {
			t.Errorf("%d VPCs: %d are drawn, with %d of %d results", vpcs, len(drawn), len(lines), len(report.Lines()))
		}
		for i, a := range d.Arrows {
			if a.From < 0 || a.To < 0 || a.From >= len(d.Nodes) || a.To >= len(d.Nodes) || d.Nodes[a.To].Kind == ClientsNode {
				t.Errorf("%d VPCs: arrow %d is %+v", vpcs, i, a)
			}
		}
	}
}

// TestDrawingHasOffendersFirst has frames and boxes in the order of their marks.
func TestDrawingHasOffendersFirst(t *testing.T) {
	d := varied(3).Drawing()
	var marks []Mark
	for _, n := range d.Nodes {
		if n.Kind == ClientsNode && n.Frame == 0 {
			marks = append(marks, n.Mark)
		}
	}
	if !slices.Equal(marks, []Mark{Offending, Private, Private}) || d.Frames[0].Vpcs[0] != "Net2/Vpc" {
		t.Errorf("frame %v has %v", d.Frames[0].Vpcs, marks)
	}
}

// TestDrawingOfWorkloads draws only those that have other paths than their subnet.
func TestDrawingOfWorkloads(t *testing.T) {
	const vpc = "Net/Vpc"
	subnet := Client{Kind: Subnet, Name: vpc + "/A/Subnet", Vpc: vpc, Cidr: "10.0.0.0/24", Workloads: 2}
	workload := func(name string) Client {
		return Client{Kind: Workload, Name: name, Vpc: vpc, Cidr: "10.0.0.0/24", Subnet: subnet.Name}
	}
	usual := func(reachable Reachable, clients ...Client) Group {
		return Group{Result{Name: UsualName, Dns: PublicIp, Path: Gateway, Through: "Net/S3", Reachable: reachable}, clients}
	}
	for label, failing := range map[string][]Client{
		"Net/Closed<br/>workload":               {workload("Net/Closed"), workload("Net/Closed")}, // one function in two subnets
		"Net/Closed and Net/Shut<br/>workloads": {workload("Net/Closed"), workload("Net/Shut")},
	} {
		report := &Report{
			Vpcs:   []Vpc{{Name: vpc, Endpoints: []Endpoint{{"Net/S3", Gateway}}}},
			Groups: []Group{usual(Yes, subnet), usual(Yes, workload("Net/Open")), usual(No, failing...)},
		}
		text := report.Mermaid()
		if strings.Contains(text, "Net/Open") || !strings.Contains(text, `["`+label+`"]:::failing`) || !strings.Contains(text, `--x|"usual name, fails"|`) {
			t.Errorf("want %s in\n%s", label, text)
		}
	}
}

// TestDrawingOfCarriers has a hub whose endpoint is reached over a transit gateway, and one over peering connections of which
// each VPC has its own.
func TestDrawingOfCarriers(t *testing.T) {
	report := &Report{Vpcs: []Vpc{{Name: "Hub/Vpc", Endpoints: []Endpoint{{"Hub/Link", Interface}}}}}
	for i, via := range []Carrier{{Transit, "Tgw"}, {Transit, "Tgw"}, {Peering, "Peering2"}, {Peering, "Peering3"}} {
		name := fmt.Sprint("Spoke", i)
		report.Vpcs = append(report.Vpcs, Vpc{Name: name})
		client := Client{Kind: Subnet, Name: name + "/A", Vpc: name}
		report.Groups = append(report.Groups, Group{Result{
			Name: EndpointName, Endpoint: "Hub/Link", Dns: PrivateIp, Path: Interface, Through: "Hub/Link", Via: []Carrier{via}, Reachable: Yes,
		}, []Client{client}})
	}
	d := report.Drawing()
	if len(d.Frames) != 3 {
		t.Errorf("%d frames, want one for the hub and one for each kind of carrier", len(d.Frames))
	}
	for _, want := range []string{`(["Tgw<br/>transit gateway"])`, `(["2 peering connections"])`} {
		if !strings.Contains(report.Mermaid(), want) {
			t.Errorf("no %s in\n%s", want, report.Mermaid())
		}
	}
}

// TestDrawingInBrief has many VPCs whose own endpoint fails, and that of another VPC too: only the other one is left out.
func TestDrawingInBrief(t *testing.T) {
	report := &Report{}
	result := func(vpc, endpoint int) Group {
		name := fmt.Sprintf("Net%d/Vpc", vpc)
		through := fmt.Sprintf("Net%d/Link", endpoint)
		return Group{
			Result{Name: EndpointName, Endpoint: through, Dns: PrivateIp, Path: Interface, Through: through, Reachable: No, Reason: name},
			[]Client{{Kind: Subnet, Name: name + "/A", Vpc: name}},
		}
	}
	const vpcs = 30
	for i := range vpcs {
		report.Vpcs = append(report.Vpcs, Vpc{Name: fmt.Sprintf("Net%d/Vpc", i), Endpoints: []Endpoint{{fmt.Sprintf("Net%d/Link", i), Interface}}})
		if i%2 == 0 { // so that there are two kinds of VPCs
			report.Groups = append(report.Groups, result(i, i))
		}
		report.Groups = append(report.Groups, result(i, (i+1)%vpcs))
	}
	a := report.alike(true)
	d := a.draw(len(a.classes))
	var labels []string
	for _, arrow := range d.Arrows {
		labels = append(labels, fmt.Sprint(d.Nodes[arrow.From].Label, arrow.Reachable, d.Nodes[arrow.To].Label))
	}
	slices.Sort(labels)
	want := []string{
		"[A 15 subnets, 1 in each VPC]no[15 interface endpoints]",
		"[A 15 subnets, 1 in each VPC]no[Amazon S3]",
		"[A 15 subnets, 1 in each VPC]no[Amazon S3]",
	}
	if !slices.Equal(labels, want) {
		t.Errorf("%q, want %q", labels, want)
	}
}

// TestDrawingOfPathsThatLeave draws a path out of the templates as one that is not private, up to its end.
func TestDrawingOfPathsThatLeave(t *testing.T) {
	client := Client{Kind: Subnet, Name: "Net/Vpc/A", Vpc: "Net/Vpc"}
	report := &Report{
		Vpcs:   []Vpc{{Name: "Net/Vpc"}},
		Groups: []Group{{Result{Name: UsualName, Dns: PublicIp, Path: Transit, Through: "Tgw", Reachable: Unknown}, []Client{client}}},
	}
	for i, a := range report.Drawing().Arrows {
		if a.Mark != Offending || a.Reachable != Unknown {
			t.Errorf("arrow %d is %s, %s", i, a.Mark, a.Reachable)
		}
	}
}

// TestDrawingOfTwoInternetGateways has IPv4 by an internet gateway, and IPv6 by an egress-only one.
func TestDrawingOfTwoInternetGateways(t *testing.T) {
	resources := replace(t, experiment, `"CidrBlock": "10.1.0.0/24"`, `"CidrBlock": "10.1.0.0/24", "Ipv6CidrBlock": "2a05:d018:1:1::/64"`) + `,
		"Six": {"Type": "AWS::EC2::VPCCidrBlock", "Properties": {"VpcId": {"Ref": "Vpc"}, "AmazonProvidedIpv6CidrBlock": true}},
		"Out": {"Type": "AWS::EC2::EgressOnlyInternetGateway", "Properties": {"VpcId": {"Ref": "Vpc"}}},
		"Public6": {"Type": "AWS::EC2::Route", "Properties": {"RouteTableId": {"Ref": "PublicTable"}, "DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": {"Ref": "Out"}}}`
	var labels []string
	for _, n := range analyze(t, resources, Options{}).Drawing().Nodes {
		if n.Path == Internet {
			labels = append(labels, strings.Join(n.Label, ": "))
		}
	}
	if want := []string{"internet gateways"}; !slices.Equal(labels, want) {
		t.Errorf("the gateways are %q, want %q", labels, want)
	}
}
