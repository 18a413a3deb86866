package s3path

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// String returns the report as text tables, one for each VPC.
func (r *Report) String() string {
	var b strings.Builder
	for i, v := range r.Vpcs {
		if len(r.Vpcs) > 1 {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(plainText(v.title()) + "\n")
		}
		writeAligned(&b, v.cells())
	}
	return b.String()
}

// Markdown returns the report as tables in GitHub Flavored Markdown, one for each VPC.
func (r *Report) Markdown() string {
	var b strings.Builder
	for i, v := range r.Vpcs {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "### %s\n\n", markdownText(v.title()))
		for j, cells := range v.cells() {
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

func (v *Vpc) title() string {
	return strings.TrimSpace(v.Name + " " + strings.Join(v.Cidrs, ", "))
}

// cells returns the lines of the VPC's table, the header first.
func (v *Vpc) cells() [][]string {
	lines := [][]string{{"CLIENT", "CIDR", "NAME", "DNS", "PATH", "REACHABLE", "REASON"}}
	for _, row := range v.Rows {
		lines = append(lines, []string{
			row.Client.Name, row.Client.Cidr, string(row.Name), string(row.Dns), string(row.Path), string(row.Reachable), row.Reason,
		})
	}
	return lines
}

// writeAligned pads all columns but the last.
func writeAligned(b *strings.Builder, lines [][]string) {
	widths := make([]int, len(lines[0]))
	for _, cells := range lines {
		for i, cell := range cells {
			cells[i] = plainText(cell)
			widths[i] = max(widths[i], utf8.RuneCountInString(cells[i]))
		}
	}
	for _, cells := range lines {
		last := len(cells) - 1
		for i, cell := range cells[:last] {
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(cells[last] + "\n")
	}
}
