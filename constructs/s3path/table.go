package s3path

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// String returns the report as text: the summary, a table with a line for each group, and one with the gaps. It omits what
// is always true: that a VPC without an S3 interface endpoint has no endpoint name, and that clients outside the VPCs use
// no endpoint by the usual name. Nonprintable characters are escaped.
func (r *Report) String() string {
	var b strings.Builder
	for i, t := range r.tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(plain.Text(t.title) + "\n")
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
		fmt.Fprintf(&b, "### %s\n\n", markdownText(t.title))
		for j, cells := range t.lines {
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
	single.Groups, single.forPeople = []Group{}, nil
	for row := range r.Rows() {
		single.Groups = append(single.Groups, Group{row.Result, []Client{row.Client}})
	}
	return &single
}

// table has a header and lines of cells.
type table struct {
	title string
	lines [][]string
}

func (r *Report) tables() []table {
	var tables []table
	t := table{r.Summary(), [][]string{{"CLIENTS", "CIDR", "NAME", "DNS", "PATH", "REACHABLE", "REASON"}}}
	for _, l := range r.Lines() {
		t.lines = append(t.lines, []string{
			l.Label, l.Blocks, l.By, l.Dns.words(), string(l.Path), string(l.Reachable), l.Reason,
		})
	}
	if len(r.Groups) > 0 {
		tables = append(tables, t)
	}
	statement := func(title, column string, list []string) {
		t := table{title, [][]string{{column}}}
		for _, element := range list {
			t.lines = append(t.lines, []string{element})
		}
		if len(list) > 0 {
			tables = append(tables, t)
		}
	}
	statement("CIDR blocks stated not to belong to S3", "CIDR", r.NotS3)
	statement("Stated to create and change no part of a network", "NAME", r.NoNetwork)
	if len(r.Parameters) > 0 {
		t := table{"Parameters with a value", [][]string{{"STACK", "PARAMETER", "VALUE"}}}
		for _, p := range r.Parameters {
			value := p.Value
			if p.Default {
				value += " (default)"
			}
			t.lines = append(t.lines, []string{p.Stack, p.Name, strings.TrimSpace(value)})
		}
		tables = append(tables, t)
	}
	if len(r.Gaps) > 0 {
		t := table{"Not covered by this report", [][]string{{"FILE", "PLACE", "PROBLEM"}}}
		for _, gap := range r.Gaps {
			t.lines = append(t.lines, []string{gap.File, gap.Place, gap.Problem})
		}
		tables = append(tables, t)
	}
	return tables
}

// words returns the answer for people, such as "public IP".
func (a Answer) words() string { return strings.NewReplacer("-ip", " IP", "-", " ").Replace(string(a)) }

// writeAligned pads all columns but the last.
func (t table) writeAligned(b *strings.Builder) {
	widths := make([]int, len(t.lines[0]))
	for _, cells := range t.lines {
		for i, cell := range cells {
			cells[i] = plain.Text(cell)
			widths[i] = max(widths[i], utf8.RuneCountInString(cells[i]))
		}
	}
	for _, cells := range t.lines {
		last := len(cells) - 1
		for i, cell := range cells[:last] {
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(cells[last] + "\n")
	}
}
