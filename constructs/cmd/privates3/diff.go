package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/privates3/privates3-go/constructs/s3path"
	"github.com/privates3/privates3-go/constructs/s3rules/lint"
)

func newDiff() *cobra.Command {
	var in input
	var options s3path.Options
	var format string
	var exitCode bool
	command := &cobra.Command{
		Use:   "diff [flags] base head",
		Short: "Report how a change affects paths and findings",
		Long: `Compares two cloud assemblies, templates or directories of templates, and
reports which clients take a different path to S3 or no longer reach it, and
which findings are new or resolved. It prints nothing if nothing changed. The
Markdown output fits into a comment on a pull request.`,
		Example: `  privates3 diff base/cdk.out cdk.out
  privates3 diff --format markdown base/cdk.out cdk.out > comment.md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("diff: want two arguments, base and head; got %d", len(args))
			}
			return nil
		},
		RunE: func(command *cobra.Command, args []string) error {
			render, err := formOf(format, diffForms())
			if err != nil {
				return err
			}
			d, err := compare(&in, options, args[0], args[1])
			if err != nil {
				return err
			}
			if d.empty() {
				return nil
			}
			if err := render(d, command.OutOrStdout()); err != nil {
				return err
			}
			if exitCode {
				return errFindings{}
			}
			return nil
		},
	}
	in.addFlags(command)
	addPathFlags(command, &options)
	flags := command.Flags()
	flags.StringVar(&format, "format", "text", "`format` of the output: "+formNames(diffForms()))
	flags.BoolVar(&exitCode, "exit-code", false, "exit with status 1 if something changed")
	complete(command, "format", names(diffForms()))
	return command
}

func diffForms() []form[*diff] {
	return []form[*diff]{
		{"text", text((*diff).text)},
		{"json", text((*diff).json)},
		{"markdown", text((*diff).markdown)},
	}
}

// diff is what changed from one set of templates to another.
type diff struct {
	Paths    []pathChange   `json:"paths"`
	New      []lint.Finding `json:"newFindings"`
	Resolved []lint.Finding `json:"resolvedFindings"`
}

// pathChange is one change of the path of some clients.
type pathChange struct {
	Vpc      string      `json:"vpc"`
	Clients  []string    `json:"clients"`
	Name     s3path.Name `json:"name"`
	Endpoint string      `json:"endpoint,omitempty"`
	Before   *outcome    `json:"before"` // nil for clients that are new
	After    *outcome    `json:"after"`  // nil for clients that are gone
	Reason   string      `json:"reason"` // of the path after the change, or else of that before
}

// outcome is what becomes of a request.
type outcome struct {
	Path      s3path.Path      `json:"path"`
	Reachable s3path.Reachable `json:"reachable"`
}

// String returns the outcome for people.
func (o *outcome) String() string {
	if o == nil {
		return "not there"
	}
	return fmt.Sprintf("%s, %s", o.Path, o.Reachable)
}

func (d *diff) empty() bool { return len(d.Paths)+len(d.New)+len(d.Resolved) == 0 }

// compare reads both sides and compares them.
func compare(in *input, options s3path.Options, base, head string) (*diff, error) {
	d := &diff{Paths: []pathChange{}, New: []lint.Finding{}, Resolved: []lint.Finding{}}
	var reports [2]*s3path.Report
	var found [2]*ruleReport
	for i, path := range []string{base, head} {
		var err error
		if reports[i], err = analyze(in, options, source{paths: []string{path}}); err != nil {
			return nil, err
		}
		if found[i], err = checkRules(in, []string{path}, nil); err != nil {
			return nil, err
		}
	}
	d.Paths = pathChanges(reports[0], reports[1])
	d.New = missing(found[1].report.Findings, found[0].report.Findings)
	d.Resolved = missing(found[0].report.Findings, found[1].report.Findings)
	return d, nil
}

// missing returns the findings that another list does not have. Files have other places on both sides.
func missing(findings, from []lint.Finding) []lint.Finding {
	key := func(f lint.Finding) [2]string { return [2]string{f.Rule, f.Message} }
	known := map[[2]string]bool{}
	for _, f := range from {
		known[key(f)] = true
	}
	return slices.DeleteFunc(slices.Clone(findings), func(f lint.Finding) bool { return known[key(f)] })
}

// asked identifies a question that both sides may answer.
type asked struct {
	vpc, client string
	name        s3path.Name
	endpoint    string
}

// nameOf returns the name of a client, with what distinguishes clients of the same name: a workload is one in each of its
// subnets, and networks outside the templates have blocks of addresses.
func nameOf(c s3path.Client) string {
	switch {
	case c.Kind == s3path.Workload && c.Subnet != "":
		return c.Name + " in " + c.Subnet
	case c.Kind == s3path.OnPremises || c.Kind == s3path.PeeredVpc:
		return strings.TrimSpace(c.Name + " " + c.Cidr)
	}
	return c.Name
}

func questions(r *s3path.Report) map[asked]s3path.Row {
	rows := map[asked]s3path.Row{}
	for row := range r.Rows() {
		rows[asked{row.Client.Vpc, nameOf(row.Client), row.Name, row.Endpoint}] = row
	}
	return rows
}

// pathChanges returns the changes, those of the same kind in one VPC together.
func pathChanges(base, head *s3path.Report) []pathChange {
	before, after := questions(base), questions(head)
	all := map[asked]bool{}
	for q := range before {
		all[q] = true
	}
	for q := range after {
		all[q] = true
	}
	ordered := slices.SortedFunc(maps.Keys(all), func(a, b asked) int {
		return cmp.Or(cmp.Compare(a.vpc, b.vpc), cmp.Compare(a.name, b.name), cmp.Compare(a.endpoint, b.endpoint), cmp.Compare(a.client, b.client))
	})
	type kind struct {
		vpc           string
		name          s3path.Name
		endpoint      string
		before, after outcome
	}
	changes := []pathChange{}
	index := map[kind]int{}
	for _, q := range ordered {
		b, wasThere := before[q]
		a, isThere := after[q]
		old, now := outcome{b.Path, b.Reachable}, outcome{a.Path, a.Reachable}
		if wasThere && isThere && old == now {
			continue
		}
		k := kind{q.vpc, q.name, q.endpoint, old, now}
		i, ok := index[k]
		if !ok {
			i = len(changes)
			index[k] = i
			c := pathChange{Vpc: q.vpc, Name: q.name, Endpoint: q.endpoint, Reason: b.Reason}
			if wasThere {
				c.Before = &old
			}
			if isThere {
				c.After, c.Reason = &now, a.Reason
			}
			changes = append(changes, c)
		}
		changes[i].Clients = append(changes[i].Clients, q.client)
	}
	return changes
}

func (d *diff) json() string {
	data, _ := json.MarshalIndent(d, "", "  ") // strings and lists have no error
	return string(data) + "\n"
}

func (d *diff) text() string {
	var b strings.Builder
	for _, c := range d.Paths {
		fmt.Fprintf(&b, "%s, by the %s: %s -> %s\n  %s\n  %s\n", plain(c.where()), c.named(), c.Before, c.After, plain(someOf(c.Clients)), plain(c.Reason))
	}
	for _, f := range d.New {
		fmt.Fprintf(&b, "new %s: %s: %s\n", f.Severity, f.Rule, plain(f.Message))
	}
	for _, f := range d.Resolved {
		fmt.Fprintf(&b, "resolved %s: %s: %s\n", f.Severity, f.Rule, plain(f.Message))
	}
	return b.String()
}

// where is the VPC, with the endpoint whose name is used.
func (c pathChange) where() string { return cmp.Or(c.Vpc, "outside of the templates") }

func (c pathChange) named() string {
	switch {
	case c.Endpoint != "":
		return "name of " + plain(c.Endpoint)
	case c.Name == s3path.EndpointName:
		return "endpoint's name"
	}
	return string(c.Name) + " name"
}

// someOf lists names, and the number of those beyond what a reader takes in.
func someOf(names []string) string {
	const most = 8
	if rest := len(names) - most; rest > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), rest)
	}
	return strings.Join(names, ", ")
}

// maxComment is the length of a comment that GitHub takes.
const maxComment = 65_536

// markdown is for a comment. If it is too long, the last lines are left out, with their number.
func (d *diff) markdown() string {
	var paths, found []string
	for _, c := range d.Paths {
		paths = append(paths, fmt.Sprintf("| %s | %s | %s | %s | %s | %s |", cell(c.where()), cell(someOf(c.Clients)), cell(c.named()), c.Before, c.After, cell(c.Reason)))
	}
	for _, f := range d.New {
		found = append(found, fmt.Sprintf("| new | %s | `%s` | %s |", f.Severity, f.Rule, cell(f.Message)))
	}
	for _, f := range d.Resolved {
		found = append(found, fmt.Sprintf("| resolved | %s | `%s` | %s |", f.Severity, f.Rule, cell(f.Message)))
	}
	var b strings.Builder
	budget := maxComment - 1000 // for titles and the notes on what is left out
	table := func(title, header string, lines []string) {
		if len(lines) == 0 {
			return
		}
		fmt.Fprintf(&b, "### %s\n\n%s\n", title, header)
		for i, line := range lines {
			if budget -= len(line) + 1; budget < 0 {
				fmt.Fprintf(&b, "\n%d more are left out.\n", len(lines)-i)
				break
			}
			b.WriteString(line + "\n")
		}
		b.WriteByte('\n')
	}
	table("Paths to S3 that change", "| VPC | clients | name | before | after | reason |\n| --- | --- | --- | --- | --- | --- |", paths)
	table("Findings", "| | severity | rule | finding |\n| --- | --- | --- | --- |", found)
	return strings.TrimRight(b.String(), "\n") + "\n"
}
