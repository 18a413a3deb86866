package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
)

// gapsOf returns what could not be read, and what may create subnets that no template shows.
func gapsOf(assembly *template.Assembly, n *network.Network, context *network.Context) []Gap {
	type place struct{ file, at string } // at is empty for a whole file
	hiding := map[place]bool{}
	var unseen []Gap
	for _, s := range assembly.Stacks {
		for _, u := range s.Unseen {
			if !u.MayMake("AWS::EC2::Subnet") {
				continue
			}
			hiding[place{s.File, u.Cause.Place}] = true
			if u.Cause.Kind != template.CauseGap { // which is listed already
				remedy := problemPassProcessed
				if u.Nested != nil {
					remedy = problemPassAssembly
				}
				problem := fmt.Sprintf(problemMayCreate, u.Cause.Kind, u.Cause.Subject, remedy)
				unseen = append(unseen, Gap{s.File, u.Cause.Place, problem, true})
			}
		}
	}
	gaps := []Gap{}
	for _, g := range n.Gaps {
		hides := hiding[place{g.File, g.Place}] || hiding[place{g.File, ""}] || context != nil && slices.Contains(context.Gaps, g)
		gaps = append(gaps, Gap{g.File, g.Place, g.Problem, hides})
	}
	return append(gaps, unseen...)
}
