package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
)

// gaps returns what could not be read, and what may create subnets or workloads that no template shows.
func (a *analysis) gaps() []Gap {
	type place struct{ file, at string } // at is empty for a whole file
	hiding := map[place]bool{}
	var unseen []Gap
	for _, m := range a.topology.Makers() {
		hiding[place{m.Stack.File, m.Cause.Place}] = m.Subnets
		if m.Cause.Kind != template.CauseGap { // which is listed already
			what := "subnets"
			if !m.Subnets {
				what = "workloads"
			}
			problem := fmt.Sprintf("%s %s may create %s that are not in this report; %s", m.Cause.Kind, m.Cause.Subject, what, remedyForCause(m.Cause))
			unseen = append(unseen, Gap{m.Stack.File, m.Cause.Place, problem, m.Subnets, m.Workloads})
		}
	}
	gaps := []Gap{}
	for _, g := range a.network.Gaps {
		hides := hiding[place{g.File, g.Place}] || hiding[place{g.File, ""}] || a.context != nil && slices.Contains(a.context.Gaps, g)
		gaps = append(gaps, Gap{g.File, g.Place, g.Problem + a.lost(g, hides), hides, hides})
	}
	return append(gaps, unseen...)
}

// lost words what is missing because of something that could not be read, and what to do.
func (a *analysis) lost(g template.Gap, hides bool) string {
	isStack := slices.ContainsFunc(a.network.Resources, func(r *template.Resource) bool { return r.Stack.File == g.File })
	switch {
	case !hides:
		return "; what depends on it is unknown until it is corrected"
	case a.context != nil && slices.Contains(a.context.Gaps, g):
		return "; it may be a VPC that was looked up, so correct it, or remove it and synthesize the app again"
	case isStack:
		return "; it may be a subnet or a workload, so correct it"
	}
	return "; this report leaves it out, so correct it or synthesize the app again"
}
