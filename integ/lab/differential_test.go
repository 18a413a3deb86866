//go:build linux

package lab

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var networks = flag.Int("networks", 300, "how many networks TestDifferential builds")

// generators draw networks from seeds.
var generators = map[string]func(seed uint64) *draft{"random": random, "near": near, "wide": wide}

// maxBlunt is how many rows of each generator's first hundred networks may be unknown to s3path though all tries in the lab have one
// result.
// It may fall, and never grow. Over half of those of wide are of VPCs with DNS servers of their own, which cannot be known.
var maxBlunt = map[string]int{"random": 44, "near": 17, "wide": 51}

// TestDifferential compares s3path with packets on generated networks.
func TestDifferential(t *testing.T) {
	buildable(t)
	for _, name := range slices.Sorted(maps.Keys(generators)) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			found := differ(generators[name], *networks/len(generators))
			var rows, agreed, unknown int
			blunt, causes := 0, map[string]int{}
			for i, f := range found {
				if f.err != nil {
					t.Fatalf("seed %d: %v", f.seed, f.err)
				}
				rows, agreed, unknown = rows+f.rows, agreed+f.agreed, unknown+f.unknown
				for _, reason := range f.blunt {
					causes[cause(reason)]++
					if i < 100 {
						blunt++
					}
				}
				for _, fault := range f.faults {
					t.Errorf("%s, seed %d: %s", name, f.seed, fault)
				}
				if f.smaller != nil {
					t.Errorf("%s, seed %d, in a smaller network: %s\n%s", name, f.seed, f.rest, f.smaller.template())
				}
			}
			t.Logf("%d networks in %s: %d rows, %d agree, %d are unknown to both; %d of the first hundred networks' are unknown to s3path alone; of all:",
				len(found), time.Since(start).Round(time.Millisecond), rows, agreed, unknown, blunt)
			for _, c := range slices.SortedFunc(maps.Keys(causes), func(a, b string) int { return causes[b] - causes[a] }) {
				t.Logf("%5d %s", causes[c], c)
			}
			if len(found) >= 100 && blunt > maxBlunt[name] {
				t.Errorf("%d rows of the first hundred networks are unknown to s3path alone, more than %d", blunt, maxBlunt[name])
			}
		})
	}
}

// cause leaves the names and addresses out of a reason.
func cause(reason string) string {
	reason = regexp.MustCompile(`Case/[^\s,;:']+|\d+\.\d+\.\d+\.\d+(/\d+)?|\b\d+(-\d+)?\b`).ReplaceAllString(reason, "…")
	return regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`).ReplaceAllString(reason, "")
}

// difference is what came of one network.
type difference struct {
	comparison
	seed    uint64
	err     error
	smaller *draft     // a network with the first fault; nil but for the first network that has one
	rest    comparison // what remains in it
}

// differ compares so many networks that AWS would take.
func differ(generate func(seed uint64) *draft, count int) []difference {
	found := make([]difference, count)
	limit := make(chan struct{}, atOnce)
	var group sync.WaitGroup
	seed := uint64(0)
	for i := range found {
		for ; ; seed++ { // to the next that is not refused
			if _, _, err := generate(seed).app().read(); err == nil {
				break
			}
		}
		f := &found[i]
		f.seed = seed
		seed++
		limit <- struct{}{}
		group.Go(func() {
			defer func() { <-limit }()
			f.comparison, f.err = compare(generate(f.seed).app(), 250*time.Millisecond)
		})
	}
	group.Wait()
	shrunk := false
	for i := range found {
		f := &found[i]
		if len(f.faults) == 0 {
			continue
		}
		f.comparison, f.err = compare(generate(f.seed).app(), 5*time.Second) // once more, alone and with more patience, before it counts
		if f.err == nil && len(f.faults) > 0 && !shrunk {
			f.smaller, f.rest = shrink(generate(f.seed), f.faults[0])
			shrunk = true
		}
	}
	return found
}

func (c comparison) String() string {
	var b strings.Builder
	for _, f := range c.faults {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}

// shrink takes away all of a network that a fault does not need.
func shrink(d *draft, f fault) (*draft, comparison) {
	var rest comparison
	for budget, again := 100, true; again; {
		again = false
		ids := slices.Collect(maps.Keys(d.resources))
		left := func(id string) int { return len(d.without(id).resources) }
		slices.SortFunc(ids, func(a, b string) int { return cmp.Or(left(a)-left(b), strings.Compare(a, b)) }) // those that take most with them first
		for _, id := range ids {
			if d.resources[id] == nil {
				continue // went with another
			}
			smaller := d.without(id)
			c, err := compare(smaller.app(), 300*time.Millisecond)
			if err == nil && slices.ContainsFunc(c.faults, f.isLike) {
				d, rest, again = smaller, c, true
			}
			if budget--; budget == 0 {
				return d, rest
			}
		}
	}
	return d, rest
}

// isLike reports whether two faults are about the same answer.
func (f fault) isLike(other fault) bool {
	return f.row.Client.Kind == other.row.Client.Kind && f.row.Name == other.row.Name && f.row.Reachable == other.row.Reachable
}

// without leaves out a resource, and all that name it.
func (d *draft) without(id string) *draft {
	smaller := &draft{resources: maps.Clone(d.resources)}
	gone := []string{id}
	for len(gone) > 0 {
		id, gone = gone[0], gone[1:]
		delete(smaller.resources, id)
		for other, r := range smaller.resources {
			if kept, changed := prune(r, id); changed {
				if kept == nil {
					gone = append(gone, other)
					continue
				}
				smaller.resources[other] = kept
			}
		}
	}
	return smaller
}

// prune takes references to a resource out of lists; what names it elsewhere goes altogether.
func prune(v any, id string) (kept any, changed bool) {
	switch v := v.(type) {
	case props:
		if v["Ref"] == id {
			return nil, true
		}
		if a, ok := v["Fn::GetAtt"].([]string); ok && a[0] == id {
			return nil, true
		}
		copied := props{}
		for name, element := range v {
			element, c := prune(element, id)
			if changed = changed || c; c && element == nil {
				return nil, true
			}
			copied[name] = element
		}
		return copied, changed
	case []any:
		list := []any{}
		for _, element := range v {
			element, c := prune(element, id)
			if changed = changed || c; c && element == nil {
				continue
			}
			list = append(list, element)
		}
		if len(list) == 0 && len(v) > 0 {
			return nil, true
		}
		return list, changed
	}
	return v, false
}
