package s3path

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// analysis asks a network, and groups the answers.
type analysis struct {
	network                       *network.Network
	context                       *network.Context
	topology                      *topology.Topology
	onPremises, peeredVpcs, notS3 []network.Cidr
	noNetwork                     []string
	parameters                    []template.Assigned
	crossRegion, noDualstack      bool
	stacks                        map[string]*template.Stack // by ID

	links        *links
	vpcAddresses flow.Addresses // of all VPCs
	// past is the topology in which packets are followed past what stops them.
	past func() *topology.Topology
	// isPast is true for an analysis of that one. Its verdicts have obstacles, and nothing else that counts.
	isPast bool
	// brief controls whether reasons name an endpoint instead of its network interfaces, as where no request reaches any of them.
	brief bool
	// own is the subnet whose own name, block, route table and routes are not named in reasons, nil if all are.
	own *network.Subnet
}

// forAll returns an analysis with reasons that are the same for all subnets that fare like one.
func (a *analysis) forAll(s *network.Subnet) *analysis {
	of := *a
	of.own = s
	return &of
}

// verdict is the answer for one client and name.
type verdict struct {
	Result
	why flow.Causes // of what is unknown
}

// question is what is asked of a client.
type question struct {
	name     Name
	endpoint *network.Endpoint // of an EndpointName; nil if there is none
}

// ask returns the result of a question to a subnet or a workload.
func (a *analysis) ask(c topology.Client, q question) Result {
	r := a.resultOf(c, q)
	r.Basis = a.basisOf(c, q, r)
	return r
}

// resultOf returns the result without the evidence for it.
func (a *analysis) resultOf(c topology.Client, q question) Result {
	v := a.explained(func(a *analysis) verdict { return a.verdict(c, q) })
	v.Locations = locations(v.Locations).orOf(c)
	return a.result(q, v)
}

// verdict answers a question.
func (a *analysis) verdict(c topology.Client, q question) verdict {
	switch {
	case q.name == UsualName:
		return a.usual(c)
	case q.name == DualstackName:
		return a.dualstack(c)
	case q.name == CrossRegionName:
		return a.other(c)
	case q.endpoint == nil:
		return a.noEndpoint(c.Subnet.Vpc)
	}
	return a.endpointName(c, q.endpoint)
}

// dualstackDiffers returns the result of the dual-stack name for a client, and whether it differs from that of the usual name.
func (a *analysis) dualstackDiffers(c topology.Client, usual Result, ask func(topology.Client, question) Result) (Result, bool) {
	if a.noDualstack || !a.topology.HasDualstackResult(c) {
		return Result{}, false
	}
	r := ask(c, question{name: DualstackName})
	same := r
	same.Name, same.Basis = usual.Name, usual.Basis
	return r, same.key() != usual.key()
}

// result returns a verdict as the result of a question, without its basis.
func (a *analysis) result(q question, v verdict) Result {
	r := v.Result
	r.Name = q.name
	if q.endpoint != nil {
		r.Endpoint = q.endpoint.Name()
	}
	if r.Reachable == Unknown || r.Path == UnknownPath || len(r.Possible) > 0 {
		r.Remedies = a.remedies(v)
	}
	return r
}

func (a *analysis) report() *Report {
	g := &grouping{analysis: a, at: map[string]int{}, order: map[*network.Subnet]int{}}
	r := &Report{Version: SchemaVersion, Vpcs: []Vpc{}, Groups: []Group{}}
	vpcs := slices.SortedStableFunc(slices.Values(a.network.Vpcs), func(v, w *network.Vpc) int { return cmp.Compare(v.Name(), w.Name()) })
	for _, v := range vpcs {
		known := len(g.clients)
		g.addClients(v.Subnets)
		g.addWorkloads(v.Subnets)
		g.addOutsiders(v)
		if len(g.clients) > known {
			r.Vpcs = append(r.Vpcs, a.describe(v))
		}
	}
	for _, family := range a.topology.Families(vpcs) {
		g.family(family)
	}
	strays := slices.DeleteFunc(slices.Clone(a.network.Subnets), func(s *network.Subnet) bool { return s.Vpc != nil })
	g.addClients(strays)
	for _, s := range strays {
		g.add(question{name: UsualName}, []*network.Subnet{s})
		g.add(question{name: EndpointName}, []*network.Subnet{s})
		if a.crossRegion {
			g.add(question{name: CrossRegionName}, []*network.Subnet{s})
		}
	}
	g.addWorkloads(strays)
	g.addWorkloadsElsewhere()
	plain := g.withoutBasis()
	r.Groups = g.sorted(g.drafts)
	if len(plain) < len(g.drafts) {
		r.forPeople = g.sorted(plain)
	} else {
		plain = g.drafts
	}
	for _, d := range plain {
		r.common = append(r.common, d.result.Reason)
	}
	for _, block := range a.notS3 {
		r.NotS3 = append(r.NotS3, block.String())
	}
	r.NoNetwork = a.noNetwork
	r.NoDualstack = a.noDualstack
	for _, p := range a.parameters {
		r.Parameters = append(r.Parameters, Parameter(p))
	}
	r.Gaps, r.Unused = a.gaps(), a.unused()
	return r
}

func (a *analysis) describe(v *network.Vpc) Vpc {
	answer := Vpc{Name: v.Name(), Cidrs: []string{}, Endpoints: []Endpoint{}}
	for _, block := range v.Cidrs {
		answer.Cidrs = append(answer.Cidrs, block.String())
	}
	kinds := a.links.s3Endpoints(v)
	for _, e := range kinds.gateways {
		answer.Endpoints = append(answer.Endpoints, Endpoint{Name: e.Name(), Kind: Gateway})
	}
	for _, e := range kinds.interfaces {
		answer.Endpoints = append(answer.Endpoints, Endpoint{Name: e.Name(), Kind: Interface})
	}
	return answer
}

// grouping collects the clients in the order of the report, and their results.
type grouping struct {
	*analysis
	clients []Client
	order   map[*network.Subnet]int // in clients
	drafts  []draft
	at      map[string]int // of a result in drafts
}

// draft is a group that may become larger.
type draft struct {
	result  Result
	kind    ClientKind
	clients []int         // in the list of all
	again   func() Result // the result for the client alone, with its own names
}

const unknownVpc = "unknown VPC"

func (g *grouping) addClients(subnets []*network.Subnet) {
	for _, s := range byAddress(subnets) {
		g.order[s] = len(g.clients)
		g.clients = append(g.clients, g.clientIn(s))
	}
}

func (a *analysis) clientIn(s *network.Subnet) Client {
	client := Client{Kind: Subnet, Name: s.Name(), Vpc: unknownVpc, Workloads: len(s.Workloads)}
	switch cause := cmp.Or(s.Cidr.Cause, s.Cause); {
	case s.Cidr.State() == network.Known:
		client.Cidr = s.Cidr.String()
	case cause != nil && cause.Subject != s.Name():
		client.CidrCause = a.causeName(flow.Cause{Of: *cause})
	}
	has, _ := a.topology.Has(topology.Client{Subnet: s}, topology.Ipv6)
	client.Ipv6 = has == template.True
	if s.Vpc != nil {
		client.Vpc = s.Vpc.Name()
	}
	if s.RouteTable != nil {
		client.RouteTable = s.RouteTable.Name()
	}
	return client
}

// add asks the first subnet for all.
func (g *grouping) add(q question, alike []*network.Subnet) {
	g.put(g.forAll(alike[0]).ask(topology.Client{Subnet: alike[0]}, q), q, alike)
}

// put adds subnets to the group with a result, which is that of the first for all.
func (g *grouping) put(r Result, q question, members ...[]*network.Subnet) {
	s := members[0][0]
	clients := make([]int, 0, len(members)*len(members[0]))
	for _, alike := range members {
		for _, member := range alike {
			clients = append(clients, g.order[member])
		}
	}
	g.putClients(r, Subnet, clients, func() Result { return g.ask(topology.Client{Subnet: s}, q) })
}

// putClients adds clients to the group with a result.
func (g *grouping) putClients(r Result, kind ClientKind, clients []int, again func() Result) {
	key := string(kind) + r.key()
	i, ok := g.at[key]
	if !ok {
		g.at[key] = len(g.drafts)
		g.drafts = append(g.drafts, draft{result: r, kind: kind, clients: clients, again: again})
		return
	}
	g.drafts[i].clients = append(g.drafts[i].clients, clients...)
}

// key returns a text that is the same for equal results.
func (r Result) key() string {
	var key []byte
	add := func(texts ...string) {
		key = strconv.AppendInt(key, int64(len(texts)), 10)
		for _, text := range texts { // with its length, because a name can have any character
			key = strconv.AppendInt(append(key, ' '), int64(len(text)), 10)
			key = append(append(key, ' '), text...)
		}
	}
	add(string(r.Name), r.Endpoint, string(r.Dns), string(r.Path), r.Through, r.carriedBy(), string(r.Reachable), r.Reason, string(r.Basis))
	add(r.Remedies...)
	add(r.problems()...)
	for _, path := range r.Possible {
		add(string(path))
	}
	return string(key)
}

// withoutBasis returns the drafts, of which those that differ in the evidence alone are one.
func (g *grouping) withoutBasis() []draft {
	plain := grouping{at: map[string]int{}}
	for _, d := range g.drafts {
		d.result.Basis = ""
		plain.putClients(d.result, d.kind, slices.Clip(d.clients), d.again)
	}
	return plain.drafts
}

// sorted returns groups in the order of the report.
func (g *grouping) sorted(drafts []draft) []Group {
	for _, d := range drafts {
		slices.Sort(d.clients)
	}
	slices.SortStableFunc(drafts, func(d, e draft) int {
		return cmp.Or(d.urgency()-e.urgency(), d.clients[0]-e.clients[0], cmp.Compare(d.result.Endpoint, e.result.Endpoint))
	})
	groups := make([]Group, len(drafts))
	for i, d := range drafts {
		groups[i].Result = d.result
		if len(d.clients) == 1 {
			groups[i].Result = d.again()
		}
		groups[i].Clients = make([]Client, len(d.clients))
		for j, client := range d.clients {
			groups[i].Clients[j] = g.clients[client]
		}
	}
	return groups
}

// urgency orders groups by name, and then those first that ask for attention. Workloads come after the subnets, and clients
// outside after them.
func (d draft) urgency() int {
	r := d.result
	at := 100 * slices.Index([]Name{UsualName, DualstackName, CrossRegionName, EndpointName}, r.Name)
	switch d.kind {
	case Subnet:
	case Workload:
		at += 30
	case OnPremises, PeeredVpc:
		return at + 60
	}
	if r.Name == EndpointName {
		return at + slices.Index([]Reachable{No, Partly, Unknown, Yes}, r.Reachable)
	}
	paths := []Path{Internet, Nat, Transit, Vpn, Peering, Firewall, UnknownPath, NoPath, Interface, Gateway}
	first := slices.Index(paths, r.Path)
	for _, path := range r.Possible {
		first = min(first, slices.Index(paths, path))
	}
	return at + first
}

// byAddress sorts subnets by their block, those without a known one last.
func byAddress(subnets []*network.Subnet) []*network.Subnet {
	known := func(s *network.Subnet) int {
		if s.Cidr.State() == network.Known {
			return 0
		}
		return 1
	}
	return slices.SortedStableFunc(slices.Values(subnets), func(s, t *network.Subnet) int {
		return cmp.Or(cmp.Compare(known(s), known(t)), s.Cidr.Prefix.Addr().Compare(t.Cidr.Prefix.Addr()))
	})
}
