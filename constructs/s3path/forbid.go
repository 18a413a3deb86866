package s3path

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// TB is the part of *testing.T that RequirePrivate needs.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// RequirePrivate fails a test unless each subnet's path to S3 by the usual name and the dual-stack name, over IPv4 and IPv6,
// is a gateway endpoint, an interface endpoint or none. It calls [Report.Forbid] with Nat, Internet, Transit, Vpn, Peering
// and Firewall, because a path that leads out of the templates may end at the internet. An unknown path passes only if each
// path that is possible is an endpoint or none. The failure message includes the tables of the report. It takes at most one
// Options, such as one with an AccountFile. Default: the zero value.
func RequirePrivate[S Source](t TB, source S, options ...Options) {
	t.Helper()
	requirePrivate(t, source, options, (*Report).Forbid)
}

// RequirePrivateWorkloads fails a test as [RequirePrivate] does, but for the paths of workloads alone: functions, tasks,
// instances and others, with their own security groups. Subnets in which the templates show no workload may have any path. See
// [Report.ForbidForWorkloads].
func RequirePrivateWorkloads[S Source](t TB, source S, options ...Options) {
	t.Helper()
	requirePrivate(t, source, options, (*Report).ForbidForWorkloads)
}

func requirePrivate[S Source](t TB, source S, options []Options, forbid func(*Report, ...Path) error) {
	t.Helper()
	if len(options) > 1 {
		t.Fatalf("%d Options; pass at most one", len(options))
		return
	}
	report, err := Analyze(source, append(options, Options{})[0])
	if err != nil {
		t.Fatalf("%v", err)
		return
	}
	if err := forbid(report, notPrivate()...); err != nil {
		t.Fatalf("%s", strings.TrimSpace(fmt.Sprintf("%v\n\n%s", err, report)))
	}
}

// notPrivate returns the paths that RequirePrivate forbids.
func notPrivate() []Path { return []Path{Nat, Internet, Transit, Vpn, Peering, Firewall} }

// Forbid returns an error that lists the subnets whose path by the usual name or the dual-stack name, over IPv4 or IPv6, is
// one of the given paths, or may be one, each with its reason. Options.NoDualstack limits it to the usual name. NoPath matches
// a subnet only if the subnet does not fully reach S3 by an endpoint's name either. An unknown path may be any of
// Result.Possible, or any path if that is empty; UnknownPath matches it in either case.
//
// It also returns an error if the report has no subnets, or if subnets may be missing from it because of its Gaps. These
// errors are of type [*ForbiddenError]. Another error means that no path or an unknown path was passed.
func (r *Report) Forbid(paths ...Path) error {
	return r.forbid(Subnet, func(gap Gap) bool { return gap.HidesSubnets }, paths)
}

// ForbidForWorkloads does what [Report.Forbid] does for workloads instead of subnets. It does not see what the templates do not
// show in any subnet, such as an instance that somebody starts later; Forbid covers that too.
func (r *Report) ForbidForWorkloads(paths ...Path) error {
	return r.forbid(Workload, func(gap Gap) bool { return gap.HidesSubnets || gap.HidesWorkloads }, paths)
}

// ForbiddenError is the error of a report that fails a check of paths.
type ForbiddenError struct {
	// Violations are why the check fails; empty if the report has no clients to check.
	Violations []Violation

	message string
}

// Error returns all violations, a line for each, and what to do.
func (e *ForbiddenError) Error() string { return e.message }

// Violation is a group of clients with a forbidden path, or a gap because of which clients may be missing from the report.
type Violation struct {
	// Message describes the clients, their path and the reason, or the gap.
	Message string
	// Path is the path of the clients; empty for a gap.
	Path Path
	// Clients are all of one kind; empty for a gap.
	Clients []Client
	// Locations are those of the [Result], or the place of the gap.
	Locations []Location
}

func (r *Report) forbid(kind ClientKind, hides func(Gap) bool, paths []Path) error {
	if err := checkPaths(paths); err != nil {
		return err
	}
	groups := r.withPaths(kind, paths)
	subnets := r.census()
	var violations []Violation
	for _, g := range groups {
		violations = append(violations, Violation{g.violation(subnets), g.Path, g.Clients, g.Locations})
	}
	for _, gap := range r.Gaps {
		if hides(gap) {
			violations = append(violations, Violation{Message: gap.String(), Locations: []Location{{File: gap.File, Place: gap.Place}}})
		}
	}
	if len(violations) == 0 {
		if !slices.ContainsFunc(r.Groups, func(g Group) bool { return g.Clients[0].Kind == kind }) {
			return &ForbiddenError{message: fmt.Sprintf("the templates have no %ss, so there are no paths to check; pass the whole cloud assembly, such as cdk.out", kind)}
		}
		return nil
	}
	clauses, remedy := summarize(kind, groups, paths)
	if len(violations) > len(groups) {
		clauses = append(clauses, fmt.Sprintf("%ss may be missing from the report", kind))
	}
	var message strings.Builder
	message.WriteString(strings.Join(clauses, "; ") + ":")
	for _, v := range violations {
		message.WriteString("\n  " + plain.Text(v.Message))
	}
	return &ForbiddenError{violations, message.String() + remedy}
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

// withPaths returns the groups of a kind of clients that have one of the paths.
func (r *Report) withPaths(kind ClientKind, paths []Path) []Group {
	var found []Group
	reached := sync.OnceValue(func() map[Client]bool {
		return clientsOf(r.shown(), func(g Group) bool { return g.Name == EndpointName && g.Reachable == Yes })
	})
	for _, g := range r.shown() {
		switch {
		case g.Clients[0].Kind != kind || g.Name == EndpointName:
			continue
		case slices.ContainsFunc(paths, func(p Path) bool { return p != NoPath && g.mayTake(p) }):
		case slices.Contains(paths, NoPath) && g.mayTake(NoPath):
			g.Clients = slices.DeleteFunc(slices.Clone(g.Clients), func(client Client) bool { return reached()[client] })
		default:
			continue
		}
		if len(g.Clients) > 0 {
			found = append(found, g)
		}
	}
	return found
}

// clientsOf returns the clients of those groups that meet a condition.
func clientsOf(groups []Group, is func(Group) bool) map[Client]bool {
	clients := map[Client]bool{}
	for _, g := range groups {
		if is(g) {
			for _, client := range g.Clients {
				clients[client] = true
			}
		}
	}
	return clients
}

// mayTake reports whether all or some of the packets take a path, or may take it because the path is unknown.
func (r Result) mayTake(path Path) bool {
	mayTakeAny := r.Path == UnknownPath && len(r.Possible) == 0 || slices.Contains(r.Possible, UnknownPath)
	return r.Path == path || slices.Contains(r.Possible, path) || mayTakeAny
}

// violation returns a line with the clients, their path and the reason.
func (g *Group) violation(subnets census) string {
	clients := strings.TrimSpace(g.label(subnets) + " " + g.cidrs())
	if g.Name != UsualName {
		clients += fmt.Sprintf(" (%s name)", g.Name)
	}
	return fmt.Sprintf("%s: %s: %s", clients, g.Path, g.settled())
}

// summarize counts the clients with a forbidden path, those with an unknown one and those without one, and returns what to do.
func summarize(kind ClientKind, groups []Group, forbidden []Path) (clauses []string, remedy string) {
	isForbidden := func(p Path) bool { return slices.Contains(forbidden, p) }
	isTaken := func(g Group) bool { return isForbidden(g.Path) && g.Path != NoPath && g.Path != UnknownPath }
	inPart := func(g Group) bool { return !isForbidden(g.Path) && g.Path != UnknownPath && g.Path != Firewall }
	isBehind := func(g Group) bool { return !isForbidden(g.Path) && g.Path == Firewall }
	isUnknown := func(g Group) bool { return g.Path == UnknownPath }
	hasNone := func(g Group) bool { return isForbidden(g.Path) && g.Path == NoPath }
	for _, clause := range []struct {
		is        func(Group) bool
		one, more string
	}{
		{isTaken, "has a forbidden path to S3 (%s)", "have forbidden paths to S3 (%s)"},
		{inPart, "may send some requests to S3 over a forbidden path (%s)", "may send some requests to S3 over a forbidden path (%s)"},
		{isBehind, "may have a forbidden path to S3 behind a firewall (%s)", "may have forbidden paths to S3 behind a firewall (%s)"},
		{isUnknown, "has an unknown path to S3", "have unknown paths to S3"},
		{hasNone, "has no path to S3", "have no path to S3"},
	} {
		clients := map[Client]bool{}
		for client := range clientsOf(groups, clause.is) {
			if kind == Workload { // which is one, in however many subnets
				client = Client{Vpc: client.Vpc, Name: client.Name}
			}
			clients[client] = true
		}
		if len(clients) == 0 {
			continue
		}
		words := clause.more
		if len(clients) == 1 {
			words = clause.one
		}
		paths := slices.DeleteFunc(Paths(), func(p Path) bool {
			return p == NoPath || p == UnknownPath || !isForbidden(p) || !slices.ContainsFunc(groups, func(g Group) bool {
				return clause.is(g) && (g.Path == p || !isForbidden(g.Path) && slices.Contains(g.Possible, p))
			})
		})
		clauses = append(clauses, count(len(clients), string(kind))+" "+strings.ReplaceAll(words, "%s", joinPaths(paths)))
	}
	if isForbidden(Gateway) {
		return clauses, ""
	}
	isDualstack := func(g Group) bool { return g.Name == DualstackName }
	if slices.ContainsFunc(groups, func(g Group) bool { return isTaken(g) && !isDualstack(g) }) {
		whose := "these"
		if kind == Workload {
			whose = "their"
		}
		remedy = fmt.Sprintf("\nAdd the route tables of %s subnets to an S3 gateway endpoint. Its route takes precedence over the default route.", whose)
	}
	if slices.ContainsFunc(groups, isDualstack) {
		remedy += "\nFor the dual-stack name, add the route tables of the subnets to an S3 gateway endpoint; for IPv6, its IpAddressType must be dualstack. " +
			"If no client uses this name, set Options.NoDualstack or pass --no-dualstack."
	}
	return clauses, remedy
}
