package s3path

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/privates3/privates3-go/constructs/internal/topology"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// checkGroups compares a report, client by client, with what each subnet is answered by itself.
func checkGroups[S Source](t *testing.T, r *Report, source S, options Options) {
	t.Helper()
	several, got := map[string]bool{}, map[string]Result{}
	for _, g := range r.Groups {
		for _, client := range g.Clients {
			if client.Kind != Subnet {
				continue
			}
			key := fmt.Sprint(client, g.Name, g.Endpoint)
			if _, ok := got[key]; ok {
				t.Errorf("%s is in two groups", key)
			}
			several[key], got[key] = len(g.Clients) > 1, g.Result
			if several[key] {
				got[key] = g.withoutLocations()
			}
		}
	}
	a, err := newAnalysis(source, options)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]Result{}
	for _, s := range a.network.Subnets {
		for _, q := range a.questionsTo(s) {
			r := a.ask(topology.Client{Subnet: s}, q)
			key := fmt.Sprint(a.clientIn(s), r.Name, r.Endpoint)
			if several[key] { // the reason is for any of the clients
				r = a.forAll(s).ask(topology.Client{Subnet: s}, q).withoutLocations()
			}
			want[key] = r
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the groups differ from each client by itself (-itself +group):\n%s\n%s", diff, r)
	}
}

// questionsTo returns what is asked of a subnet.
func (a *analysis) questionsTo(s *network.Subnet) []question {
	list := []question{{name: UsualName}}
	c := topology.Client{Subnet: s}
	if _, differs := a.dualstackDiffers(c, a.ask(c, list[0]), a.ask); differs {
		list = append(list, question{name: DualstackName})
	}
	if a.crossRegion {
		list = append(list, question{name: CrossRegionName})
	}
	var links []*network.Endpoint
	if s.Vpc != nil {
		links = a.interfacesFor(s.Vpc)
	}
	for _, e := range links {
		list = append(list, question{EndpointName, e})
	}
	if len(links) == 0 {
		list = append(list, question{name: EndpointName})
	}
	return list
}

// withoutLocations returns what is the same for all clients of a group.
func (r Result) withoutLocations() Result {
	r.Locations = nil
	r.Obstacles = slices.Clone(r.Obstacles)
	for i := range r.Obstacles {
		r.Obstacles[i].Locations = nil
	}
	return r
}
