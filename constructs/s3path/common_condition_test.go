package s3path_test

import (
	"fmt"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// TestCommonCondition puts one condition on the resources of a network, on all or on some and those that refer to them. The
// network is what it was if it holds, and what is left if it does not, so an answer must contradict neither. If it is on all,
// most answers stay as they are, because a client is there only if the rest is. With -all it does so for every network.
func TestCommonCondition(t *testing.T) {
	var problems problems
	answers, kept := 0, 0
	for name, stacks := range hideables(t) {
		if len(stacks) > 1 || !templatetest.InSample(name, 8) {
			continue
		}
		before := analyzeStacks(t, "", stacks)
		for _, part := range []struct {
			name string
			of   int // which divides the length of the logical IDs
		}{{"all", 1}, {"some", 2}, {"others", 3}} {
			under, without := templatetest.UnderCondition(stacks[0].Template, func(id string) bool { return len(id)%part.of == 0 })
			if under == nil {
				continue
			}
			after := analyzeSource(t, under)
			asked, same, contradictions := compare(before, after)
			left := map[question]s3path.Row{}
			for row := range analyzeSource(t, without).Rows() {
				left[questionOf(row)] = row
			}
			for row := range after.Rows() {
				// What is unknown without the rest may be known with it.
				if was, ok := left[questionOf(row)]; ok && was.Reachable != s3path.Unknown && contradicts(was, row) {
					contradictions = append(contradictions, fmt.Sprintf("%v without them\n\twas %s by %s: %s\n\tis  %s by %s: %s", questionOf(row), was.Reachable, was.Path, was.Reason, row.Reachable, row.Path, row.Reason))
				}
			}
			if part.of == 1 {
				answers, kept = answers+asked, kept+same
			}
			for _, problem := range contradictions {
				problems.add("%s: a condition on %s: %s", name, part.name, problem)
			}
		}
	}
	t.Logf("%d answers under one condition, %d stay as they are", answers, kept)
	if kept*10 < answers*7 {
		problems.add("of %d answers under one condition, %d stay as they are: too much is unknown", answers, kept)
	}
	problems.report(t)
}
