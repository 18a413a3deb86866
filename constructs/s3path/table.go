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
	for i, t := range r.tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(plain.Text(t.Title) + "\n")
		t.writeAligned(&b)
	}
	return b.String()
}

// Markdown returns the content of String in GitHub Flavored Markdown.
func (r *Report) Markdown() string {
	var b strings.Builder
	for i, t := range r.tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "### %s\n\n", markdownText(t.Title))
		for j, cells := range t.Lines {
			for _, cell := range cells {
				fmt.Fprintf(&b, "| %s ", markdownText(cell))
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
	single.Groups, single.forPeople, single.common, single.ungrouped = []Group{}, nil, nil, true
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

func (r *Report) tables() []Table {
	t := Table{r.Summary(), [][]string{{"CLIENTS", "CIDR", "NAME", "DNS", "PATH", "REACHABLE", "REASON"}}}
	lines := r.Lines()
	if !r.ungrouped {
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

// Notes returns the tables of String and Markdown after that of the paths: what the report depends on, what no path uses, and
// what the report does not cover.
func (r *Report) Notes() []Table {
	var tables []Table
	statement := func(title, column string, list []string) {
		t := Table{title, [][]string{{column}}}
		for _, element := range list {
			t.Lines = append(t.Lines, []string{element})
		}
		if len(list) > 0 {
			tables = append(tables, t)
		}
	}
	statement("CIDR blocks stated not to belong to S3", "CIDR", r.NotS3)
	statement("Stated to create and change no part of a network", "NAME", r.NoNetwork)
	if len(r.Parameters) > 0 {
		t := Table{"Parameters with a value", [][]string{{"STACK", "PARAMETER", "VALUE"}}}
		for _, p := range r.Parameters {
			value := p.Value
			if p.Default {
				value += " (default)"
			}
			t.Lines = append(t.Lines, []string{p.Stack, p.Name, strings.TrimSpace(value)})
		}
		tables = append(tables, t)
	}
	if len(r.Unused) > 0 {
		t := Table{"Not used by any path", [][]string{{"FILE", "PLACE", "PROBLEM"}}}
		for _, u := range r.Unused {
			t.Lines = append(t.Lines, []string{u.Location.File, u.Location.Place, u.Problem})
		}
		tables = append(tables, t)
	}
	if len(r.Gaps) > 0 {
		t := Table{"Not covered by this report", [][]string{{"FILE", "PLACE", "PROBLEM"}}}
		for _, gap := range r.Gaps {
			t.Lines = append(t.Lines, []string{gap.File, gap.Place, gap.Problem})
		}
		tables = append(tables, t)
	}
	return tables
}

// Words returns the answer as tables show it, such as "public IP".
func (a Answer) Words() string { return strings.NewReplacer("-ip", " IP", "-", " ").Replace(string(a)) }

// writeAligned pads all columns but the last.
func (t Table) writeAligned(b *strings.Builder) {
	widths := make([]int, len(t.Lines[0]))
	for _, cells := range t.Lines {
		for i, cell := range cells {
			cells[i] = plain.Text(cell)
			widths[i] = max(widths[i], utf8.RuneCountInString(cells[i]))
		}
	}
	for _, cells := range t.Lines {
		last := len(cells) - 1
		for i, cell := range cells[:last] {
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(cells[last] + "\n")
	}
}
