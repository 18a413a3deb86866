package s3path

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// TB is the part of *testing.T that RequirePrivate needs.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// RequirePrivate fails a test unless each subnet's path to S3 by the usual name is a gateway endpoint, an interface endpoint
// or none. It calls [Report.Forbid] with Nat, Internet, Transit, Vpn, Peering and UnknownPath, because a path that is
// unknown, or that leads out of the templates, may end at the internet. The failure message includes the tables of the
// report.
func RequirePrivate[S Source](t TB, source S) {
	t.Helper()
	report, err := Analyze(source, Options{})
	if err != nil {
		t.Fatalf("%v", err)
		return
	}
	if err := report.Forbid(Nat, Internet, Transit, Vpn, Peering, UnknownPath); err != nil {
		t.Fatalf("%s", strings.TrimSpace(fmt.Sprintf("%v\n\n%s", err, report)))
	}
}

// Forbid returns an error that lists the subnets whose path by the usual name is one of the given paths, or may be one, each
// with its reason. None includes only subnets that do not reach S3 by an endpoint's name either, or only partly.
//
// It also returns an error if the report has no subnets, if subnets may be missing from it because of its Gaps, or if no
// path or an unknown path is passed.
func (r *Report) Forbid(paths ...Path) error {
	if err := checkPaths(paths); err != nil {
		return err
	}
	rows := r.withPaths(paths)
	var lines []string
	for _, row := range rows {
		lines = append(lines, row.violation())
	}
	for _, gap := range r.Gaps {
		if gap.HidesSubnets {
			lines = append(lines, gap.String())
		}
	}
	if len(lines) == 0 {
		if !slices.ContainsFunc(r.Rows(), func(row Row) bool { return row.Client.Kind == Subnet }) {
			return errors.New("the templates have no subnets, so there are no paths to check; pass the whole cloud assembly, such as cdk.out")
		}
		return nil
	}
	clauses, remedy := summarize(rows, paths)
	if len(lines) > len(rows) {
		clauses = append(clauses, "subnets may be missing from the report")
	}
	var message strings.Builder
	message.WriteString(strings.Join(clauses, "; ") + ":")
	for _, line := range lines {
		message.WriteString("\n  " + plain.Text(line))
	}
	return errors.New(message.String() + remedy)
}

// ParsePaths parses a comma-separated list of paths, such as "nat,internet".
func ParsePaths(list string) ([]Path, error) {
	var paths []Path
	for word := range strings.SplitSeq(list, ",") {
		if word = strings.TrimSpace(word); word != "" {
			paths = append(paths, Path(word))
		}
	}
	return paths, checkPaths(paths)
}

func checkPaths(paths []Path) error {
	for _, path := range paths {
		if !slices.Contains(Paths(), path) {
			return fmt.Errorf("unknown path %q; want one or more of %s", path, joinPaths(Paths()))
		}
	}
	if len(paths) == 0 {
		return fmt.Errorf("no paths; want one or more of %s", joinPaths(Paths()))
	}
	return nil
}

func joinPaths(paths []Path) string {
	words := make([]string, len(paths))
	for i, path := range paths {
		words[i] = string(path)
	}
	return strings.Join(words, ", ")
}

// withPaths returns the subnets' rows that have one of the paths.
func (r *Report) withPaths(paths []Path) []Row {
	var found []Row
	for _, v := range r.Vpcs {
		reached := map[Client]bool{}
		for _, row := range v.Rows {
			if row.Name == EndpointName && row.Reachable == Yes {
				reached[row.Client] = true
			}
		}
		for _, row := range v.Rows {
			if row.Client.Kind != Subnet || row.Name == EndpointName {
				continue
			}
			if slices.ContainsFunc(paths, func(p Path) bool { return row.mayTake(p) && (p != None || !reached[row.Client]) }) {
				found = append(found, row)
			}
		}
	}
	return found
}

// mayTake reports whether all or some of the row's packets take a path, or may take it because the path is unknown.
func (row Row) mayTake(path Path) bool {
	return row.Path == path || slices.Contains(row.Possible, path) || row.Path == UnknownPath && len(row.Possible) == 0
}

// violation returns a line with the client, its path and the reason.
func (row Row) violation() string {
	client := strings.TrimSpace(row.Client.Name + " " + row.Client.Cidr)
	if row.Name != UsualName {
		client += fmt.Sprintf(" (%s name)", row.Name)
	}
	return fmt.Sprintf("%s: %s: %s", client, row.Path, row.Reason)
}

// summarize counts the subnets that reach S3, those with an unknown path and those without one, and returns what to do.
func summarize(rows []Row, forbidden []Path) (clauses []string, remedy string) {
	subnets := func(is func(Row) bool, one, more string) {
		clients := map[Client]bool{}
		for _, row := range rows {
			if is(row) {
				clients[row.Client] = true
			}
		}
		switch len(clients) {
		case 0:
		case 1:
			clauses = append(clauses, "1 subnet "+one)
		default:
			clauses = append(clauses, fmt.Sprintf("%d subnets %s", len(clients), more))
		}
	}
	var taken, perhaps []Path
	inPart := func(row Row) bool { return row.Path != UnknownPath && !slices.Contains(forbidden, row.Path) }
	for _, path := range Paths() {
		if path == None || path == UnknownPath {
			continue
		}
		if slices.ContainsFunc(rows, func(row Row) bool { return row.Path == path && !inPart(row) }) {
			taken = append(taken, path)
		}
		if slices.ContainsFunc(rows, func(row Row) bool { return inPart(row) && slices.Contains(row.Possible, path) }) && slices.Contains(forbidden, path) {
			perhaps = append(perhaps, path)
		}
	}
	over := fmt.Sprintf(" S3 over a forbidden path (%s)", joinPaths(taken))
	subnets(func(row Row) bool { return slices.Contains(taken, row.Path) && !inPart(row) }, "reaches"+over, "reach"+over)
	part := fmt.Sprintf(" send some requests to S3 over a forbidden path (%s)", joinPaths(perhaps))
	subnets(inPart, "may"+part, "may"+part)
	subnets(func(row Row) bool { return row.Path == UnknownPath }, "has an unknown path to S3", "have unknown paths to S3")
	subnets(func(row Row) bool { return row.Path == None && !inPart(row) }, "has no path to S3", "have no path to S3")
	if len(taken) > 0 && !slices.Contains(taken, Gateway) {
		remedy = "\nAdd the route tables of these subnets to an S3 gateway endpoint. Its route takes precedence over the default route."
	}
	if len(perhaps) > 0 {
		remedy += "\nIf a block in a reason does not belong to S3 but, for example, to a partner, set NotS3 in the options or pass --not-s3."
	}
	return clauses, remedy
}
