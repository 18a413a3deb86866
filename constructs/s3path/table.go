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
			fmt.Fprintf(&b, "%s\n", v.title())
		}
		writeAligned(&b, append([][]string{header()}, v.cells()...))
	}
	return b.String()
}

// Markdown returns the report as Markdown tables, one for each VPC.
func (r *Report) Markdown() string {
	var b strings.Builder
	for i, v := range r.Vpcs {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "### %s\n\n", escapeMarkdown(v.title()))
		writeMarkdown(&b, header())
		writeMarkdown(&b, strings.Split(strings.Repeat("---,", len(header())-1)+"---", ","))
		for _, cells := range v.cells() {
			writeMarkdown(&b, cells)
		}
	}
	return b.String()
}

func (v *Vpc) title() string {
	return strings.TrimSpace(v.Name + " " + strings.Join(v.Cidrs, ", "))
}

func header() []string {
	return []string{"CLIENT", "CIDR", "NAME", "DNS", "PATH", "REACHABLE", "REASON"}
}

func (v *Vpc) cells() [][]string {
	var cells [][]string
	for _, row := range v.Rows {
		cells = append(cells, []string{row.Client.Name, row.Client.Cidr, string(row.Name), string(row.Dns), string(row.Path), string(row.Reachable), row.Reason})
	}
	return cells
}

// writeAligned pads all columns but the last.
func writeAligned(b *strings.Builder, lines [][]string) {
	widths := make([]int, len(header()))
	for _, cells := range lines {
		for i, cell := range cells {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
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

func writeMarkdown(b *strings.Builder, cells []string) {
	for _, cell := range cells {
		b.WriteString("| " + escapeMarkdown(cell) + " ")
	}
	b.WriteString("|\n")
}

// escapeMarkdown keeps names from being read as markup.
func escapeMarkdown(text string) string {
	return strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "<", "&lt;", "\n", " ").Replace(text)
}
