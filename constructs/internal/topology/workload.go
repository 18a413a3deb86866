package topology

import (
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/truth"
)

// Client is a workload in one of its subnets. If Workload is nil, it is anything in the subnet, with security groups that
// allow all outbound connections.
type Client struct {
	Subnet   *network.Subnet
	Workload *network.Workload
}

// workloadIn is a workload in a subnet, with its addresses of an IP version.
type workloadIn struct {
	Client
	family Family
}

// client returns the engine's client.
func (t *Topology) client(c Client) flow.Client {
	made := flow.Client{Subnet: t.subnets[c.Subnet].flow}
	if c.Workload == nil {
		return made
	}
	made.Groups = t.egress(c.Workload)
	if is := c.Workload.PublicIp; is.State != network.Absent {
		made.PublicIp = flow.If(is.Is(true), t.causes.because(CausePublicIp, c.Workload.Name(), is.Cause), true, false)
	}
	return made
}

// source returns the addresses of a client, nil if its subnet has none of the family.
func (t *Topology) source(c Client, family Family) *flow.Symbol {
	in := t.subnets[c.Subnet].addresses(family)
	if in == nil || c.Workload == nil {
		return in
	}
	return once(&t.workloads, workloadIn{c, family}, func() *flow.Symbol {
		symbol := &flow.Symbol{
			Name: c.Workload.Name() + " in subnet " + c.Subnet.Name(), May: in.May, In: []*flow.Symbol{in},
			Cause: t.causes.because(CauseAddresses, c.Workload.Name())[0],
		}
		t.joinGroups(symbol, c.Workload.SecurityGroupIds)
		t.workloadOf[symbol] = c.Workload
		return symbol
	})
}

// WorkloadOf returns the workload that has addresses, nil if none is asked for with them.
func (t *Topology) WorkloadOf(r flow.Region) *network.Workload { return t.workloadOf[r.Of] }

// EndpointAt returns the interface endpoint that has addresses, nil if none is asked for with them.
func (t *Topology) EndpointAt(r flow.Region) *network.Endpoint {
	if i := t.net.Interfaces[r.Of]; i != nil {
		return i.Ref.(Interface).Endpoint
	}
	return nil
}

// joinGroups makes the addresses of something members of its security groups, and of no others that rules name.
func (t *Topology) joinGroups(symbol *flow.Symbol, ids network.Keys) {
	for _, id := range ids.List {
		if id.State == network.Known {
			symbol.In = append(symbol.In, t.members(id))
		}
	}
	if ids.State != network.Known {
		return
	}
	for _, g := range t.peerGroups() {
		if !slices.ContainsFunc(ids.List, func(id network.Fact[network.Key]) bool { return mayBe(id, g) }) {
			symbol.Without = append(symbol.Without, t.members(network.Fact[network.Key]{State: network.Known, Value: g.Key}))
		}
	}
}

// mayBe reports whether a reference may name a group. Those of the templates, and those with IDs that are written out, differ
// if their keys do.
func mayBe(id network.Fact[network.Key], g *network.SecurityGroup) bool {
	if id.State != network.Known || id.Cause != nil || id.Value == g.Key {
		return true
	}
	return g.Resource == nil && !strings.HasPrefix(string(g.Key), "sg-")
}

// groupsInRules returns the groups that rules name as their peers.
func (t *Topology) groupsInRules() []*network.SecurityGroup {
	var groups []*network.SecurityGroup
	for _, g := range t.network.SecurityGroups {
		for _, r := range slices.Concat(g.Ingress, g.Egress) {
			peer := network.Find(t.network.SecurityGroups, r.GroupId.Value)
			if peer != nil && r.GroupId.State == network.Known && !slices.Contains(groups, peer) {
				groups = append(groups, peer)
			}
		}
	}
	return groups
}

// egress returns the outbound rules of a workload's security groups.
func (t *Topology) egress(w *network.Workload) *flow.Filter {
	return once(&t.outbound, w, func() *flow.Filter {
		var entries []flow.Entry
		for _, g := range w.SecurityGroups {
			for _, r := range g.Egress {
				entries = append(entries, t.rule(r))
			}
			if all := g.AllowsAllEgress(); all != truth.False {
				entries = append(entries, flow.Entry{
					Ref: g, Allow: truth.True, Exists: all, Peers: []flow.Block{{Addresses: flow.All()}}, Ports: flow.AllPorts(),
					Causes: t.causes.because(CauseRules, g.Name()),
				})
			}
		}
		unseen := t.unseenRules(w.Name(), w.SecurityGroupIds, w.SecurityGroups, "AWS::EC2::SecurityGroupEgress")
		if w.SecurityGroupIds.State == network.Absent {
			unseen = []template.Cause{{Kind: CauseGroups, Subject: w.Name()}}
		}
		return flow.NewFilter(OwnGroups{w}, append(entries, t.unseenEntries("rules of the security groups of "+w.Name(), truth.True, unseen)...))
	})
}

// Outbound reports which connections of a workload its own security groups allow: to an interface endpoint, or to S3's public
// addresses if it is nil. It returns nil if there are no addresses of the family.
func (t *Topology) Outbound(c Client, e *network.Endpoint, family Family) []flow.Piece {
	if e == nil {
		return t.outboundTo(c, family, t.s3[family].All())
	}
	var pieces []flow.Piece
	for _, s := range e.Subnets {
		if symbol := t.networkInterface(e, s, family); symbol != nil {
			pieces = append(pieces, t.outboundTo(c, family, symbol.All())...)
		}
	}
	if source := t.source(c, family); source != nil {
		pieces = append(pieces, t.toUnknownSubnets(source.All(), e, family)...)
	}
	return pieces
}

// OutboundAnywhere reports which connections of a workload, to any address, its own security groups allow.
func (t *Topology) OutboundAnywhere(c Client, family Family) []flow.Piece {
	return t.outboundTo(c, family, flow.Literal(flow.All()))
}

func (t *Topology) outboundTo(c Client, family Family, to flow.Region) []flow.Piece {
	source := t.source(c, family)
	if source == nil {
		return nil
	}
	return t.egress(c.Workload).Decide(https(source.All(), to), flow.Destination, nil)
}

// Reaches reports whether something becomes of some of a client's connections to S3 by a bucket's usual name, whatever DNS
// answers.
func (t *Topology) Reaches(c Client, is func(flow.End) truth.Value) truth.Value {
	if c.Subnet.Vpc == nil {
		return truth.Undecided
	}
	reaches := truth.False
	answers := 0
	resolutions := t.ResolveIn(c, UsualName(c.Subnet.Vpc, false))
	if MayBeNone(resolutions) {
		answers++
	}
	for _, r := range resolutions {
		for _, answer := range r.Answers {
			switch answer.Kind {
			case AnyAnswer:
				return truth.Undecided
			case OwnAddresses:
				reaches = reaches.Or(flow.Occurs(t.S3(c, r.Family, false), is))
			case TranslatedAddresses:
				reaches = reaches.Or(flow.Occurs(t.S3(c, Nat64, false), is))
			case InterfaceAddresses:
				reaches = reaches.Or(flow.Occurs(t.Endpoint(c, answer.Endpoint, r.Family), is))
			case NoAddress:
				continue
			}
			answers++
		}
	}
	if answers > 1 && reaches == truth.True {
		return truth.Undecided // another may be answered
	}
	return reaches
}

// EndpointOf returns the S3 endpoint by which packets leave, nil if there is none.
func EndpointOf(e flow.End) *network.Endpoint {
	for gate := e.Gates; gate != nil; gate = gate.Prev {
		switch ref := gate.Ref.(type) {
		case *network.Endpoint:
			return ref
		case Interface:
			return ref.Endpoint
		}
	}
	return nil
}
