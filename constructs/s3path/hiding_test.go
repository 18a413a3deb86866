package s3path_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/privates3/privates3-go/constructs/internal/templatetest"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// TestHiding hides resources of many networks, all of them in each way with -all. What was deployed before can be deployed from
// what is left, so an answer may become unknown, never another definite one, and what Forbid refused it goes on refusing. With
// -all, at least half of the answers must stay as they are: a hiding makes unknown what it can change and no more.
func TestHiding(t *testing.T) {
	var problems problems
	hidings, answers, kept := 0, 0, 0
	for name, stacks := range hideables(t) {
		dir := t.TempDir()
		before := analyzeStacks(t, dir, stacks)
		inSample := func(hidden string) bool { return templatetest.InSample(name+hidden, 256) }
		for hidden := range templatetest.Hide(stacks, inSample, "AWS::EC2::", "AWS::Route53", "AWS::NetworkFirewall::") {
			if isAssumed(stacks, hidden) {
				continue
			}
			hidings++
			after := analyzeStacks(t, dir, hidden.Stacks)
			asked, same, contradictions := compare(before, after)
			answers, kept = answers+asked, kept+same
			for _, problem := range contradictions {
				problems.add("%s: %s: %s", name, hidden, problem)
			}
			for _, path := range s3path.Paths() {
				if path == s3path.NoPath || path == s3path.UnknownPath {
					continue
				}
				if refused := before.Forbid(path); refused != nil && after.Forbid(path) == nil && mayTakeStill(before, after, path) {
					problems.add("%s: %s: %s was refused and is not: %v\n%s", name, hidden, path, refused, after)
				}
			}
		}
	}
	t.Logf("%d hidings, %d answers, %d stay as they are", hidings, answers, kept)
	if kept*2 < answers && templatetest.All() {
		problems.add("of %d answers, %d stay as they are: too much is unknown", answers, kept)
	}
	problems.report(t)
}

// mayTakeStill reports whether a subnet that is in both reports may take a path in the first. One that only the hidden
// resource refers to is not in the second.
func mayTakeStill(before, after *s3path.Report, path s3path.Path) bool {
	remain := map[question]bool{}
	for row := range after.Rows() {
		remain[questionOf(row)] = true
	}
	return slices.ContainsFunc(slices.Collect(before.Rows()), func(row s3path.Row) bool {
		return row.Client.Kind == s3path.Subnet && row.Name != s3path.EndpointName && mayTake(row, path) && remain[questionOf(row)]
	})
}

// isAssumed reports whether a hiding leaves an assumption that is wrong for the network: a VPC that no template has is taken to
// have DNS support.
func isAssumed(stacks []templatetest.Stack, h templatetest.Hidden) bool {
	if h.By != "a parameter in its place" || h.Type != "AWS::EC2::VPC" {
		return false
	}
	resource, _ := stacks[0].Template["Resources"].(map[string]any)[h.Resource].(map[string]any)
	properties, _ := resource["Properties"].(map[string]any)
	support, isSet := properties["EnableDnsSupport"]
	return isSet && support != true
}

// question is what a row answers.
type question struct{ client, cidr, name, endpoint string }

// questionOf leaves the stack out of names, which have it only if there are several. A subnet is known without its block,
// which may be hidden.
func questionOf(row s3path.Row) question {
	alone := func(name string) string { return name[strings.LastIndex(name, ".")+1:] }
	q := question{alone(row.Client.Name), row.Client.Cidr, string(row.Name), alone(row.Endpoint)}
	if row.Client.Kind == s3path.Subnet {
		q.cidr = ""
	}
	return q
}

// compare returns how many questions of a report were answered before with more in view, how many of the answers are the same,
// and those which contradict.
func compare(before, after *s3path.Report) (asked, same int, contradictions []string) {
	rows := map[question]s3path.Row{}
	reached := map[s3path.Client]bool{} // by the name of an interface endpoint
	for _, row := range withDualstack(before) {
		rows[questionOf(row)] = row
		if row.Client.Kind == s3path.Subnet && row.Endpoint != "" && row.Reachable == s3path.Yes {
			reached[row.Client] = true
		}
	}
	for _, row := range withDualstack(after) {
		was, ok := rows[questionOf(row)]
		isNone := row.Name == s3path.EndpointName && row.Endpoint == "" && row.Reachable == s3path.No
		switch {
		case row.Reachable == s3path.Unknown && len(row.Remedies) == 0:
			contradictions = append(contradictions, fmt.Sprintf("%v is unknown without a remedy: %s", questionOf(row), row.Reason))
		case row.Reason == "":
			contradictions = append(contradictions, fmt.Sprintf("%v has no reason", questionOf(row)))
		case isNone && reached[row.Client]:
			contradictions = append(contradictions, fmt.Sprintf("%v reached an interface endpoint, and does not: %s", questionOf(row), row.Reason))
		case !ok:
		default:
			asked++
			if row.Reachable == was.Reachable && row.Path == was.Path {
				same++
			}
			if contradicts(was, row) {
				contradictions = append(contradictions, fmt.Sprintf("%v\n\twas %s by %s %v (%s): %s\n\tis  %s by %s %v (%s): %s", questionOf(row),
					was.Reachable, was.Path, was.Possible, was.Dns, was.Reason, row.Reachable, row.Path, row.Possible, row.Dns, row.Reason))
			}
		}
	}
	return asked, same, contradictions
}

// withDualstack returns the rows of a report, and those of the dual-stack name that are as those of the usual name.
func withDualstack(r *s3path.Report) []s3path.Row {
	rows := slices.Collect(r.Rows())
	differ := map[s3path.Client]bool{}
	for _, row := range rows {
		if row.Name == s3path.DualstackName {
			differ[row.Client] = true
		}
	}
	for _, row := range rows {
		if inVpc := row.Client.Kind == s3path.Subnet || row.Client.Kind == s3path.Workload; inVpc && row.Name == s3path.UsualName && !differ[row.Client] {
			row.Name = s3path.DualstackName
			rows = append(rows, row)
		}
	}
	return rows
}

// isAmong reports whether a path is the name for several possible ones: those that may go on from a firewall.
func isAmong(row s3path.Row) bool { return row.Path == s3path.Firewall && len(row.Possible) > 0 }

// contradicts reports whether an answer rules out what another one with more in view left possible.
func contradicts(was, is s3path.Row) bool {
	lost := func(path s3path.Path) bool { return path != s3path.UnknownPath && !mayTake(is, path) }
	return is.Reachable != s3path.Unknown && is.Reachable != was.Reachable ||
		is.Dns != s3path.UnknownAnswer && is.Dns != was.Dns ||
		is.Path != s3path.UnknownPath && is.Path != was.Path && (!isAmong(is) || was.Path == s3path.UnknownPath && len(was.Possible) == 0) ||
		lost(was.Path) || slices.ContainsFunc(was.Possible, lost)
}

// hideables are the networks of the cases, and the templates of the examples and of the tests. Those of one app are one
// assembly.
func hideables(t *testing.T) map[string][]templatetest.Stack {
	t.Helper()
	all := map[string][]templatetest.Stack{}
	for _, c := range networkCases {
		if !strings.Contains(c.network, "\n== ") {
			all[c.name] = []templatetest.Stack{{Name: "template", Template: templatetest.Template(t, c.network)}}
		}
	}
	for _, pattern := range []string{"testdata/*.template.json", "../privates3/testdata/*.template.json", "../../examples/*/testdata/*.template.json"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no files %s: %v", pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var template map[string]any
			if err := json.Unmarshal(data, &template); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			app := file
			if strings.Contains(file, "hub-and-spoke") || strings.Contains(file, "app-repo") {
				app = filepath.Dir(file)
			}
			name := strings.TrimSuffix(filepath.Base(file), ".template.json")
			all[app] = append(all[app], templatetest.Stack{Name: name, Template: template})
		}
	}
	return all
}

// analyzeStacks analyzes one template, or a cloud assembly of several.
func analyzeStacks(t *testing.T, dir string, stacks []templatetest.Stack) *s3path.Report {
	t.Helper()
	if len(stacks) > 1 || stacks[0].Nested != nil {
		templatetest.WriteAssembly(t, dir, stacks...)
		return analyzeSource(t, dir)
	}
	return analyzeSource(t, stacks[0].Template)
}

func analyzeSource[S s3path.Source](t *testing.T, source S) *s3path.Report {
	t.Helper()
	report, err := s3path.Analyze(source, s3path.Options{CrossRegion: true})
	if err != nil {
		t.Fatal(err)
	}
	return report
}
