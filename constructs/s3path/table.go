package s3path

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// String returns the report as text: the summary, a table with a line for each group, and one with the gaps. It omits what
// is always true: that a VPC without an S3 interface endpoint has no endpoint name, and that clients outside the VPCs use
// no endpoint by the usual name. Groups of one VPC, or of more than three, that differ only in the names of gateways,
// endpoints and security group rules share a line. Nonprintable characters are escaped.
func (r *Report) String() string {
	var b strings.Builder
	for i, t := range r.Tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(plain.Text(t.Title) + "\n")
		for _, cells := range t.Aligned() {
			b.WriteString(strings.Join(cells, "") + "\n")
		}
	}
	return b.String()
}

// Markdown returns the content of String in GitHub Flavored Markdown.
func (r *Report) Markdown() string {
	var b strings.Builder
	for i, t := range r.Tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "### %s\n\n", plain.Markdown(t.Title))
		for j, cells := range t.Lines {
			for _, cell := range cells {
				fmt.Fprintf(&b, "| %s ", plain.Markdown(cell))
			}
			b.WriteString("|\n")
			if j == 0 {
				b.WriteString(strings.Repeat("| --- ", len(cells)) + "|\n")
			}
		}
	}
	return b.String()
}

// Ungrouped returns a report with one group per client, so that String, Markdown and JSON list each client.
func (r *Report) Ungrouped() *Report {
	single := *r
	single.Groups, single.forPeople, single.common = []Group{}, nil, nil
	for row := range r.Rows() {
		single.Groups = append(single.Groups, Group{row.Result, []Client{row.Client}})
	}
	return &single
}

// Table has lines of cells, of which the first is the header.
type Table struct {
	Title string
	Lines [][]string
}

// PathColumn is the index of the path in the lines of the table of paths. The next column is Reachable.
const PathColumn = 4

// Tables returns the tables of String and Markdown: the table of paths, if the report has any, and those of Notes.
func (r *Report) Tables() []Table {
	t := Table{r.Summary(), [][]string{{"CLIENTS", "CIDR", "NAME", "DNS", "PATH", "REACHABLE", "REASON"}}}
	lines := r.Lines()
	if r.common != nil {
		lines = r.withoutSimilar(lines)
	}
	for _, l := range lines {
		t.Lines = append(t.Lines, []string{
			l.Label, l.Blocks, l.By, l.Dns.Words(), string(l.Path), string(l.Reachable), l.settled(),
		})
	}
	if len(r.Groups) > 0 {
		return append([]Table{t}, r.Notes()...)
	}
	return r.Notes()
}

// Notes returns the tables after that of the paths: what the report depends on, what no path uses, and what the report does not
// cover.
func (r *Report) Notes() []Table {
	var tables []Table
	add := func(title string, header []string, n int, line func(i int) []string) {
		t := Table{title, [][]string{header}}
		for i := range n {
			t.Lines = append(t.Lines, line(i))
		}
		if n > 0 {
			tables = append(tables, t)
		}
	}
	add("CIDR blocks stated not to belong to S3", []string{"CIDR"}, len(r.NotS3), func(i int) []string { return r.NotS3[i : i+1] })
	add("Stated to create and change no part of a network", []string{"NAME"}, len(r.NoNetwork), func(i int) []string { return r.NoNetwork[i : i+1] })
	add("Parameters with a value", []string{"STACK", "PARAMETER", "VALUE"}, len(r.Parameters), func(i int) []string {
		p := r.Parameters[i]
		if p.Default {
			p.Value += " (default)"
		}
		return []string{p.Stack, p.Name, strings.TrimSpace(p.Value)}
	})
	add("Not used by any path", []string{"FILE", "PLACE", "PROBLEM"}, len(r.Unused), func(i int) []string {
		return []string{r.Unused[i].Location.File, r.Unused[i].Location.Place, r.Unused[i].Problem}
	})
	add("Not covered by this report", []string{"FILE", "PLACE", "PROBLEM"}, len(r.Gaps), func(i int) []string {
		return []string{r.Gaps[i].File, r.Gaps[i].Place, r.Gaps[i].Problem}
	})
	return tables
}

// Words returns the answer as tables show it, such as "public IP".
func (a Answer) Words() string { return strings.NewReplacer("-ip", " IP", "-", " ").Replace(string(a)) }

// Aligned returns the lines with each cell but the last padded to the width of its column. Nonprintable characters are escaped.
func (t Table) Aligned() [][]string {
	widths := make([]int, len(t.Lines[0]))
	for _, cells := range t.Lines {
		for i, cell := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(plain.Text(cell))+2)
		}
	}
	lines := make([][]string, len(t.Lines))
	for j, cells := range t.Lines {
		last := len(cells) - 1
		for i, cell := range cells[:last] {
			lines[j] = append(lines[j], fmt.Sprintf("%-*s", widths[i], plain.Text(cell)))
		}
		lines[j] = append(lines[j], plain.Text(cells[last]))
	}
	return lines
}
