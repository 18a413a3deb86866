package s3path

import (
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// family asks about the subnets of VPCs that differ in nothing but their names and addresses. The first of each that fare
// alike is asked for all.
func (g *grouping) family(vpcs []*network.Vpc) {
	subnets := make([][]*network.Subnet, len(vpcs))
	for i, v := range vpcs {
		subnets[i] = byAddress(v.Subnets)
		var own []question
		for _, e := range g.links.s3Endpoints(v).interfaces {
			own = append(own, question{EndpointName, e})
		}
		if len(g.interfacesFor(v)) == 0 {
			own = append(own, question{name: EndpointName})
		}
		if len(own) == 0 {
			continue
		}
		for _, alike := range g.topology.Alike(subnets[i]) {
			for _, q := range own {
				g.add(q, alike)
			}
		}
	}
	first, elsewhere := vpcs[0], g.linkedEndpoints(vpcs[0])
	isLinked := len(vpcs) > 1 && slices.Contains(g.links.of(vpcs[1]), first)
	for _, alike := range g.topology.Alike(subnets[0]) {
		members := g.counterparts(alike, subnets)
		g.addFamily(question{name: UsualName}, members)
		if g.crossRegion {
			g.addFamily(question{name: CrossRegionName}, members)
		}
		for _, e := range elsewhere {
			g.addFamily(question{EndpointName, e}, slices.DeleteFunc(slices.Clone(members), func(of []*network.Subnet) bool { return of[0].Vpc == e.Vpc }))
		}
		for _, e := range g.links.s3Endpoints(first).interfaces {
			if isLinked {
				g.addFamily(question{EndpointName, e}, members[1:])
			}
		}
	}
}

// counterparts returns for each VPC of a family, whose subnets are sorted, those that correspond to some of the first.
func (g *grouping) counterparts(of []*network.Subnet, subnets [][]*network.Subnet) [][]*network.Subnet {
	all := make([][]*network.Subnet, len(subnets))
	for i := range subnets {
		for _, s := range of {
			all[i] = append(all[i], subnets[i][g.order[s]-g.order[subnets[0][0]]])
		}
	}
	return all
}

// addFamily asks the first subnet for all.
func (g *grouping) addFamily(q question, members [][]*network.Subnet) {
	if len(members) == 0 {
		return
	}
	c := topology.Client{Subnet: members[0][0]}
	one := g.forAll(c.Subnet)
	r := one.ask(c, q)
	g.putFamily(r, q, members)
	if q.name != UsualName {
		return
	}
	if dualstack, differs := g.dualstackDiffers(c, r, one.ask); differs {
		g.putFamily(dualstack, question{name: DualstackName}, members)
	}
}

// putFamily puts a result of the first subnet for all. If it names what the VPC has of its own, each VPC is asked for its own
// names; the evidence is the same.
func (g *grouping) putFamily(r Result, q question, members [][]*network.Subnet) {
	if len(members) > 1 && g.topology.Names(members[0][0].Vpc, slices.Concat(r.problems(), r.Remedies, []string{r.Through, r.carriedBy(), r.Reason})...) {
		for _, of := range members {
			own := g.forAll(of[0]).resultOf(topology.Client{Subnet: of[0]}, q)
			own.Basis = r.Basis
			g.put(own, q, of)
		}
		return
	}
	g.put(r, q, members...)
}
