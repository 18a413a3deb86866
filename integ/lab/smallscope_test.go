//go:build linux

package lab

import (
	"errors"
	"flag"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/privates3/privates3-go/constructs/s3path"
)

var wholeScope = flag.Bool("whole-scope", false, "build all pairs of VPCs with up to two subnets in TestSmallScope: 8,910 networks")

// state is what decides where a subnet's requests go: its table's default route, if it has one, and gateway endpoint. A subnet
// that is associated with none uses the main table, which has neither.
type state struct {
	associated bool
	target     string
	gateway    bool
}

func states() []state {
	all := []state{{}}
	for _, target := range []string{"", "internet", "nat", "transit", "peering"} {
		all = append(all, state{true, target, false}, state{true, target, true})
	}
	return all
}

// scope is a network: the states of the subnets of two VPCs, the second of which may have none.
type scope [2][]state

// scopes are all networks of one VPC with up to two subnets, and of two VPCs with one subnet each or, if all are wanted, with
// up to two. A second subnet of a linked VPC adds a table that no packet of the other VPC uses, as attachments are in the
// first.
func scopes(all bool) []scope {
	var single, pairs [][]state
	for _, a := range states() {
		single = append(single, []state{a})
		for _, b := range states() {
			pairs = append(pairs, []state{a, b})
		}
	}
	var list []scope
	for _, v := range append(single, pairs...) {
		list = append(list, scope{v})
	}
	vpcs := single
	if all {
		vpcs = append(single, pairs...)
	}
	for i, v := range vpcs {
		for _, w := range vpcs[i:] {
			list = append(list, scope{v, w})
		}
	}
	return list
}

// draw writes a scope's template. Each VPC has an internet gateway, a NAT gateway in its first subnet, and links to the other;
// the transit gateway sends there what is for neither of them.
func (s scope) draw() *draft {
	d := newDraft()
	d.add("Tgw", "TransitGateway", ownTables())
	for i, subnets := range s {
		v := fmt.Sprintf("Vpc%d", i+1)
		d.vpc(v, fmt.Sprintf("10.%d.0.0/16", i+1))
		d.internet(v)
		for j := range subnets {
			d.subnet(fmt.Sprintf("%sSub%d", v, j+1), v, fmt.Sprintf("10.%d.%d.0/24", i+1, j), "a")
		}
		if len(subnets) > 0 {
			d.nat(v+"Nat", v+"Sub1")
			d.attach(v+"Attachment", v, v+"Sub1")
			table(d, v+"Table", []string{v + "Attachment"}, nil)
		}
	}
	d.add("Pcx", "VPCPeeringConnection", props{"VpcId": ref("Vpc1"), "PeerVpcId": ref("Vpc2")})
	if len(s[1]) > 0 {
		for _, v := range [][2]string{{"Vpc1", "Vpc2"}, {"Vpc2", "Vpc1"}} {
			d.add(v[0]+"Default", "TransitGatewayRoute", props{
				"TransitGatewayRouteTableId": ref(v[0] + "Table"), "DestinationCidrBlock": "0.0.0.0/0",
				"TransitGatewayAttachmentId": ref(v[1] + "Attachment"),
			})
		}
	}
	for i, subnets := range s {
		v := fmt.Sprintf("Vpc%d", i+1)
		for j, state := range subnets {
			d.drawState(v, fmt.Sprintf("%sSub%d", v, j+1), state)
		}
	}
	return d
}

func (d *draft) drawState(v, subnet string, s state) {
	switch s.target {
	case "internet":
		d.public(subnet, v)
	case "nat":
		d.route(subnet, "0.0.0.0/0", "NatGatewayId", v+"Nat")
	case "transit":
		d.route(subnet, "0.0.0.0/0", "TransitGatewayId", "Tgw")
	case "peering":
		d.route(subnet, "0.0.0.0/0", "VpcPeeringConnectionId", "Pcx")
	}
	if s.gateway {
		d.gateway(subnet+"Gw", v, subnet)
	}
	if !s.associated {
		delete(d.resources, subnet+"Association")
	}
}

// TestSmallScope compares RequirePrivate with packets on all small networks: where it passes, none leaves by an internet
// gateway or a NAT gateway; where it does not, and names a path, one takes it.
func TestSmallScope(t *testing.T) {
	buildable(t)
	list := scopes(*wholeScope)
	problems := make([]error, len(list))
	passed := make([]bool, len(list))
	limit := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	start := time.Now()
	for i, s := range list {
		limit <- struct{}{}
		group.Go(func() {
			defer func() { <-limit }()
			for _, patience := range []time.Duration{100 * time.Millisecond, 5 * time.Second} { // again before it counts
				if passed[i], problems[i] = s.check(patience); problems[i] == nil {
					return
				}
			}
		})
	}
	group.Wait()
	private := 0
	for i, s := range list {
		if problems[i] != nil {
			t.Errorf("%+v: %v", s, problems[i])
		}
		if passed[i] {
			private++
		}
	}
	t.Logf("%d networks in %s; RequirePrivate passes %d", len(list), time.Since(start).Round(time.Millisecond), private)
}

// check compares RequirePrivate's verdict on one network with its packets.
func (s scope) check(patience time.Duration) (passes bool, err error) {
	a := s.draw().app()
	report, n, err := a.read()
	if err != nil {
		return false, err
	}
	verdict := &recorder{}
	s3path.RequirePrivate(verdict, a.stacks[0].Template)
	l, err := Build(n)
	if err != nil {
		return false, err
	}
	defer l.Close()
	rows := slices.Collect(report.Rows())
	answers, err := l.ask(rows, patience)
	if err != nil {
		return false, err
	}
	var problems []error
	for i, row := range rows {
		if row.Client.Kind == s3path.Subnet && row.Name == s3path.UsualName {
			problems = append(problems, l.checkRow(row, answers[i], verdict.failed))
		}
	}
	return !verdict.failed, errors.Join(problems...)
}

// recorder notes that RequirePrivate failed.
type recorder struct{ failed bool }

func (r *recorder) Helper() {}

func (r *recorder) Fatalf(string, ...any) { r.failed = true }

// checkRow looks for packets where RequirePrivate says that there are some, or none.
func (l *Lab) checkRow(row s3path.Row, a answer, refused bool) error {
	client := l.clientOf(row)
	sent, err := l.Sent(client.vpc.id)
	if err != nil {
		return err
	}
	var natted, linked uint64
	for id, packets := range sent {
		switch l.network.parts[id].(type) {
		case *nat:
			natted += packets
		case *peering, *transit:
			linked += packets
		}
	}
	internet := sent[client.vpc.internetGateway]
	switch {
	case !refused && internet+natted > 0:
		return fmt.Errorf("RequirePrivate passes, and of %s %d packets left by the internet gateway and %d by the NAT gateway", client.vpc.name(), internet, natted)
	case refused && len(row.Via) == 0 && row.Path == s3path.Internet && internet == 0,
		refused && len(row.Via) == 0 && row.Path == s3path.Nat && natted == 0,
		refused && (len(row.Via) > 0 || row.Path == s3path.Transit || row.Path == s3path.Peering) && linked == 0:
		return fmt.Errorf("RequirePrivate names the path %s, and no packet of %s took it", row.Path, row.Client.Name)
	case contradicts(row, a, Paths(a.tries)):
		return fmt.Errorf("%v", fault{row, fmt.Sprint(Paths(a.tries))})
	}
	return nil
}
