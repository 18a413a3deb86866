package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// addWorkloads adds the workloads in some subnets, each a client for each of its subnets.
func (g *grouping) addWorkloads(subnets []*network.Subnet) {
	for _, s := range byAddress(subnets) {
		for _, w := range s.Workloads {
			client := g.clientIn(s)
			client.Kind, client.Name, client.Subnet, client.Workloads = Workload, w.Name(), s.Name(), 0
			c := topology.Client{Subnet: s, Workload: w}
			has, _ := g.topology.Has(c, topology.Ipv6)
			client.Ipv6 = has == template.True
			g.clients = append(g.clients, client)
			one := g.forAll(s)
			put := func(r Result, q question) {
				g.putClients(r, Workload, []int{len(g.clients) - 1}, func() Result { return g.askWorkload(c, q) })
			}
			for _, q := range g.questionsOf(w) {
				r := one.askWorkload(c, q)
				put(r, q)
				if q.name != UsualName {
					continue
				}
				if dualstack, differs := g.dualstackDiffers(c, r, one.askWorkload); differs {
					put(dualstack, question{name: DualstackName})
				}
			}
		}
	}
}

// questionsOf returns what is asked of a workload: the usual name, and the names of the endpoints that it is configured with.
func (a *analysis) questionsOf(w *network.Workload) []question {
	questions := []question{{name: UsualName}}
	if a.crossRegion {
		questions = append(questions, question{name: CrossRegionName})
	}
	for _, named := range w.Endpoints {
		if named.IsS3Interface() == template.True {
			questions = append(questions, question{EndpointName, named.Endpoint})
		}
	}
	return questions
}

// askWorkload returns the result of a question to a workload.
func (a *analysis) askWorkload(c topology.Client, q question) Result {
	r := a.ask(c, q)
	if c.Workload.Exists != template.True {
		r.Reason += fmt.Sprintf("; whether %s is created cannot be determined from the templates", c.Workload.Name())
	}
	return r
}

// addWorkloadsElsewhere adds the workloads of which not all subnets are in the templates.
func (g *grouping) addWorkloadsElsewhere() {
	for _, w := range g.network.Workloads {
		seen := map[network.Key]bool{}
		cause := w.SubnetIds.Cause
		for _, id := range w.SubnetIds.List {
			seen[id.Value] = true
			if cause == nil {
				cause = id.Cause
			}
		}
		if w.SubnetIds.AllKnown() && len(w.Subnets) == len(seen) {
			continue
		}
		v := unanswered(fmt.Sprintf("not all subnets of %s are in the templates", w.Name()))
		r := g.result(question{name: UsualName}, g.because(v, cause, template.Cause{Kind: topology.CauseBeyond, Subject: w.Name()}))
		g.clients = append(g.clients, Client{Kind: Workload, Name: w.Name(), Vpc: unknownVpc})
		g.putClients(r, Workload, []int{len(g.clients) - 1}, func() Result { return r })
	}
}

// maxWorkloads is how many workloads of a group are named.
const maxWorkloads = 3

// workloadsLabel names the workloads of a group, or their number if there are many.
func workloadsLabel(clients []Client) string {
	var names []string
	for _, client := range clients {
		if !slices.Contains(names, client.Name) {
			names = append(names, client.Name)
		}
	}
	if len(names) > maxWorkloads {
		return count(len(names), "workload")
	}
	return listed(names, maxWorkloads)
}

// hasWorkloads reports whether the report shows any workload.
func (r *Report) hasWorkloads() bool {
	return slices.ContainsFunc(r.Groups, func(g Group) bool { return g.Clients[0].Kind == Workload })
}

// labelWith labels a group, and marks it if it is of subnets without workloads, in a report that shows any.
func (g *Group) labelWith(all census, marked bool) string {
	label := g.label(all)
	if marked && g.Clients[0].Kind == Subnet && !slices.ContainsFunc(g.Clients, func(client Client) bool { return client.Workloads > 0 }) {
		label += ", no workloads"
	}
	return label
}
