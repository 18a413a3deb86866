package topology

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// TestStandIns holds what is answered for some subnets of an endpoint against what all of them answer, in random networks.
func TestStandIns(t *testing.T) {
	asked, all := 0, 0
	for seed := range uint64(25) {
		if !templatetest.InSample(fmt.Sprint(seed), 4) {
			continue
		}
		text := randomHosts(rand.New(rand.NewPCG(seed, 1)))
		a, err := template.FromMap("Net", templatetest.Template(t, text))
		if err != nil {
			t.Fatal(err)
		}
		n := network.New(a, nil)
		top := New(a, n, Options{})
		for _, e := range n.Endpoints {
			for _, s := range n.Subnets {
				if s.Vpc == nil {
					continue
				}
				c := Client{Subnet: s}
				var naive []flow.Piece
				source := top.source(c, Ipv4)
				for _, host := range e.Subnets {
					if symbol := top.networkInterface(e, host, Ipv4); symbol != nil && source != nil {
						naive = append(naive, top.net.Ask(top.client(c), https(source.All(), symbol.All()))...)
					}
				}
				asked, all = asked+len(top.classesOf(e).of(s)), all+len(e.Subnets)
				pieces := top.Endpoint(c, e, Ipv4)
				if got, want := results(pieces), results(naive); !maps.Equal(got, want) {
					t.Fatalf("seed %d, from %s: %v, want %v\n%s", seed, s.Name(), got, want, text)
				}
				if got, want := flow.ForAll(pieces, flow.End.Arrives), flow.ForAll(naive, flow.End.Arrives); got != want {
					t.Fatalf("seed %d, from %s: all arrive: %v, want %v\n%s", seed, s.Name(), got, want, text)
				}
			}
		}
	}
	if 4*asked > 3*all {
		t.Errorf("%d of %d subnets are asked; want fewer than three quarters", asked, all)
	}
}

// result is what may become of packets.
type result struct {
	result flow.Result
	gate   flow.TargetKind
	at     flow.StepKind
	answer bool
}

// results returns everything that becomes of packets, and whether that is certain for some of them.
func results(pieces []flow.Piece) map[result]truth.Value {
	of := func(e flow.End) result {
		kind, _, _ := FirstGate(e)
		return result{e.Result, kind, e.Trace.Kind, e.Trace.Packets.Answer}
	}
	all := map[result]truth.Value{}
	for _, p := range pieces {
		for _, e := range p.Ends {
			if _, ok := all[of(e)]; !ok {
				all[of(e)] = flow.Occurs(pieces, func(other flow.End) truth.Value { return truth.Of(of(other) == of(e)) })
			}
		}
	}
	return all
}

// randomHosts returns a VPC and an endpoint with many subnets: some in the template, some literal, some parameters.
func randomHosts(r *rand.Rand) string {
	var b strings.Builder
	either := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	rare := 1 + r.IntN(10)
	vpc := either("@Vpc", "@Vpc", "vpc-1")
	b.WriteString("Vpc VPC {CidrBlock: 10.0.0.0/16}\n")
	for i := range 2 {
		fmt.Fprintf(&b, "Table%d RouteTable {VpcId: %s}\nAcl%d NetworkAcl {VpcId: %s}\n", i, vpc, i, vpc)
		fmt.Fprintf(&b, "Route%d Route {RouteTableId: @Table%d, DestinationCidrBlock: %s, NetworkInterfaceId: eni-1}\n", i, i, either("0.0.0.0/0", "10.0.3.0/24", "10.0.4.128/25"))
		fmt.Fprintf(&b, "In%d NetworkAclEntry {NetworkAclId: @Acl%d, RuleNumber: 1, RuleAction: allow, Protocol: -1, CidrBlock: %s}\n", i, i, either("0.0.0.0/0", "10.0.0.0/22", "10.0.0.0/16"))
		fmt.Fprintf(&b, "Out%d NetworkAclEntry {NetworkAclId: @Acl%d, RuleNumber: 1, RuleAction: allow, Protocol: -1, Egress: true, CidrBlock: %s}\n", i, i, either("0.0.0.0/0", "10.0.2.0/23"))
	}
	var hosts, parameters []string
	for i := range 30 {
		switch id := fmt.Sprint("S", i); r.IntN(6) {
		case 0, 1, 2:
			hosts = append(hosts, fmt.Sprint("subnet-", i))
		case 3:
			if len(parameters) == 0 && i < 3 { // which may be any other
				hosts, parameters = append(hosts, "@"+id), append(parameters, id+": {Type: 'AWS::EC2::Subnet::Id'}")
			}
		default:
			block := fmt.Sprintf("10.0.%d.0/24", i)
			fmt.Fprintf(&b, "%s Subnet {VpcId: %s, CidrBlock: %s}\n", id, vpc, either(block, block, block, "{'Fn::ImportValue': Block}"))
			if r.IntN(rare) == 0 {
				fmt.Fprintf(&b, "T%d SubnetRouteTableAssociation {SubnetId: @%s, RouteTableId: %s}\n", i, id, either("@Table0", "@Table1", "rtb-1"))
			}
			if r.IntN(rare) == 0 {
				fmt.Fprintf(&b, "A%d SubnetNetworkAclAssociation {SubnetId: @%s, NetworkAclId: %s}\n", i, id, either("@Acl0", "@Acl1", "acl-1"))
			}
			if r.IntN(2) == 0 {
				hosts = append(hosts, "@"+id)
			}
		}
	}
	fmt.Fprintf(&b, "Parameters: {%s}\n", strings.Join(parameters, ", "))
	fmt.Fprintf(&b, "Group SecurityGroup {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: %s}]}\n", either("10.0.0.0/16", "10.0.2.0/23", "0.0.0.0/0"))
	fmt.Fprintf(&b, "Link VPCEndpoint {VpcEndpointType: Interface, VpcId: %s, ServiceName: com.amazonaws.eu-west-1.s3, SecurityGroupIds: [@Group], SubnetIds: [%s]}\n", vpc, strings.Join(hosts, ", "))
	return b.String()
}
