package s3path

import (
	"cmp"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/flow"
	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// analysis walks a network and writes the rows.
type analysis struct {
	network                *network.Network
	topology               *topology.Topology
	onPremises, peeredVpcs []network.Cidr
	otherRegion            bool

	transitVpcs  map[network.Key][]*network.Vpc // the VPCs on each transit gateway
	vpcAddresses flow.Addresses                 // of all VPCs
}

// verdict is the answer for one client and name. Its fields are those of a Row.
type verdict struct {
	dns       Answer
	path      Path
	possible  []Path
	through   string
	reachable Reachable
	reason    string
}

func (a *analysis) report() *Report {
	a.transitVpcs, a.vpcAddresses = map[network.Key][]*network.Vpc{}, addressesOfVpcs(a.network)
	for _, v := range a.network.Vpcs {
		for _, attachment := range v.TransitGateways {
			if attachment.GatewayId.State == network.Known {
				key := attachment.GatewayId.Value
				a.transitVpcs[key] = append(a.transitVpcs[key], v)
			}
		}
	}
	r := &Report{Version: SchemaVersion, Vpcs: []Vpc{}}
	for _, v := range a.network.Vpcs {
		if answer := a.vpc(v); len(answer.Rows) > 0 {
			r.Vpcs = append(r.Vpcs, answer)
		}
	}
	if stray := a.strays(); len(stray.Rows) > 0 {
		r.Vpcs = append(r.Vpcs, stray)
	}
	slices.SortStableFunc(r.Vpcs, func(v, w Vpc) int { return strings.Compare(v.Name, w.Name) })
	return r
}

// vpc writes the rows of one VPC.
func (a *analysis) vpc(v *network.Vpc) Vpc {
	answer := Vpc{Name: v.Name(), Cidrs: []string{}, Endpoints: []Endpoint{}}
	for _, block := range v.Cidrs {
		answer.Cidrs = append(answer.Cidrs, block.String())
	}
	kinds := s3Endpoints(v)
	for _, e := range kinds.gateways {
		answer.Endpoints = append(answer.Endpoints, Endpoint{Name: e.Name(), Kind: Gateway})
	}
	for _, e := range kinds.interfaces {
		answer.Endpoints = append(answer.Endpoints, Endpoint{Name: e.Name(), Kind: Interface})
	}
	interfaces := append(slices.Clone(kinds.interfaces), a.linkedEndpoints(v)...)
	for _, s := range byAddress(v.Subnets) {
		answer.Rows = append(answer.Rows, a.subnet(s, kinds, interfaces)...)
	}
	if v.Declared || v.LookedUp || len(kinds.interfaces) > 0 {
		answer.Rows = append(answer.Rows, a.outside(v, kinds)...)
	}
	return answer
}

// strays writes the rows of subnets whose VPC is unknown.
func (a *analysis) strays() Vpc {
	answer := Vpc{Name: "unknown VPC", Cidrs: []string{}, Endpoints: []Endpoint{}}
	for _, s := range byAddress(a.network.Subnets) {
		if s.Vpc == nil {
			answer.Rows = append(answer.Rows, a.subnet(s, endpoints{}, nil)...)
		}
	}
	return answer
}

// subnet writes the rows of one subnet.
func (a *analysis) subnet(s *network.Subnet, kinds endpoints, interfaces []*network.Endpoint) []Row {
	client := Client{Kind: Subnet, Name: s.Name()}
	if s.Cidr.State() == network.Known {
		client.Cidr = s.Cidr.String()
	}
	rows := []Row{row(client, UsualName, nil, a.usual(s), a.usualBasis(s, kinds))}
	if a.otherRegion {
		rows = append(rows, row(client, OtherRegionName, nil, a.other(s), documentedBasis))
	}
	for _, e := range interfaces {
		rows = append(rows, row(client, EndpointName, e, a.own(s, e), a.ownBasis(s, kinds, e)))
	}
	if len(interfaces) == 0 {
		rows = append(rows, row(client, EndpointName, nil, a.noEndpoint(s.Vpc), inferredBasis))
	}
	return rows
}

func row(client Client, name Name, e *network.Endpoint, v verdict, basis func(verdict) Basis) Row {
	r := Row{Client: client, Name: name, Dns: v.dns, Path: v.path, Possible: v.possible, Through: v.through, Reachable: v.reachable, Reason: v.reason}
	if e != nil {
		r.Endpoint = e.Name()
	}
	if v.reachable != Unknown {
		r.Basis = basis(v)
	}
	return r
}

// endpoints are the S3 endpoints of a VPC, by kind.
type endpoints struct{ gateways, interfaces []*network.Endpoint }

func s3Endpoints(v *network.Vpc) endpoints {
	var kinds endpoints
	for _, e := range v.Endpoints {
		switch {
		case e.IsS3() != template.True:
		case e.IsGateway() == template.True:
			kinds.gateways = append(kinds.gateways, e)
		case e.IsInterface() == template.True:
			kinds.interfaces = append(kinds.interfaces, e)
		}
	}
	return kinds
}

// linkedEndpoints returns the S3 interface endpoints of VPCs that are peered or on the same transit gateway.
func (a *analysis) linkedEndpoints(v *network.Vpc) []*network.Endpoint {
	var list []*network.Endpoint
	for _, other := range a.linkedVpcs(v) {
		list = append(list, s3Endpoints(other).interfaces...)
	}
	return list
}

// linkedVpcs returns the VPCs that are peered with one or on the same transit gateway.
func (a *analysis) linkedVpcs(v *network.Vpc) []*network.Vpc {
	if v == nil {
		return nil
	}
	var list []*network.Vpc
	add := func(other *network.Vpc) {
		if other != nil && other != v && !slices.Contains(list, other) {
			list = append(list, other)
		}
	}
	for _, p := range v.Peerings {
		add(p.Other(v))
	}
	for _, attachment := range v.TransitGateways {
		for _, other := range a.transitVpcs[attachment.GatewayId.Value] {
			add(other)
		}
	}
	return list
}

// byAddress sorts subnets by their block, those without a known one last.
func byAddress(subnets []*network.Subnet) []*network.Subnet {
	sorted := slices.Clone(subnets)
	slices.SortStableFunc(sorted, func(s, t *network.Subnet) int {
		known := func(s *network.Subnet) int {
			if s.Cidr.State() == network.Known {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(known(s), known(t)), s.Cidr.Prefix.Addr().Compare(t.Cidr.Prefix.Addr()))
	})
	return sorted
}
