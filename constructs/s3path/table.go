package s3path

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/privates3/privates3-go/constructs/internal/plain"
)

// String returns the report as text tables, one for each VPC and one for the gaps. Nonprintable characters are escaped.
func (r *Report) String() string {
	var b strings.Builder
	for i, t := range r.tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		if len(r.Vpcs) > 1 || i >= len(r.Vpcs) {
			b.WriteString(plain.Text(t.title) + "\n")
		}
		t.writeAligned(&b)
	}
	return b.String()
}

// Markdown returns the tables of String in GitHub Flavored Markdown.
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

// table has a header and lines of cells.
type table struct {
	title string
	lines [][]string
}

func (r *Report) tables() []table {
	var tables []table
	for _, v := range r.Vpcs {
		t := table{v.title(), [][]string{{"CLIENT", "CIDR", "NAME", "DNS", "PATH", "REACHABLE", "REASON"}}}
		for _, row := range v.Rows {
			t.lines = append(t.lines, []string{
				row.Client.Name, row.Client.Cidr, string(row.Name), row.Dns.words(), string(row.Path), string(row.Reachable), row.Reason,
			})
		}
		tables = append(tables, t)
	}
	if len(r.NotS3) > 0 {
		t := table{"CIDR blocks stated not to belong to S3", [][]string{{"CIDR"}}}
		for _, block := range r.NotS3 {
			t.lines = append(t.lines, []string{block})
		}
		tables = append(tables, t)
	}
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

func (v *Vpc) title() string {
	return strings.TrimSpace(v.Name + " " + strings.Join(v.Cidrs, ", "))
}

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
