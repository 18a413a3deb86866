package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
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
			problem := fmt.Sprintf(problemMayCreate, m.Cause.Kind, m.Cause.Subject, what, remedyFor(m.Cause))
			unseen = append(unseen, Gap{m.Stack.File, m.Cause.Place, problem, m.Subnets, m.Workloads})
		}
	}
	gaps := []Gap{}
	for _, g := range a.network.Gaps {
		hides := hiding[place{g.File, g.Place}] || hiding[place{g.File, ""}] || a.context != nil && slices.Contains(a.context.Gaps, g)
		gaps = append(gaps, Gap{g.File, g.Place, g.Problem, hides, hides})
	}
	return append(gaps, unseen...)
}

// remedyFor returns what to do about something that may create subnets.
func remedyFor(cause template.Cause) string {
	state := fmt.Sprintf(problemNoNetwork, cause.Subject)
	switch cause.Kind {
	case template.CauseNested:
		return problemPassAssembly + reasonOr + state
	case template.CauseLoop, template.CauseMacro, topology.CauseModule:
		return problemPassProcessed + reasonOr + state
	}
	return state
}
