package s3path

import (
	"fmt"
	"slices"
	"strings"
)

// color is that of arrows and borders. Each has a contrast of 3:1 or more on white and on GitHub's dark background.
func (m Mark) color() string {
	return map[Mark]string{Offending: "#c26401", Failing: "#d93025", Unsure: "#80868b", Private: "#1e8e3e"}[m]
}

// Mermaid returns the [Drawing] of the report as a Mermaid flowchart. Characters of a name that Mermaid could read as markup
// are replaced by their full-width forms.
func (r *Report) Mermaid() string { return r.Drawing().mermaid() }

func (d *Drawing) mermaid() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("flowchart LR")
	for f := range d.Frames {
		title := d.Frames[f].Label // on one line, because Mermaid draws the boxes over a second one
		space := " "
		if len(d.Frames[f].Vpcs) > 1 {
			space = " – "
		}
		line(`  subgraph v%d["%s"]`, f, mermaidText(strings.Join(title, space)))
		d.mermaidNodes(f, func(node string) { line("    %s", node) })
		line("  end")
	}
	d.mermaidNodes(-1, func(node string) { line("  %s", node) })
	styles := map[Mark][]string{}
	for i, a := range d.Arrows {
		label := ""
		if a.Label != "" {
			label = fmt.Sprintf(`|"%s"|`, a.Label)
		}
		line("  n%d %s%s n%d", a.From, a.mermaid(), label, a.To)
		styles[a.Mark] = append(styles[a.Mark], fmt.Sprint(i))
	}
	for _, mark := range Marks() {
		if len(styles[mark]) > 0 {
			width := 2
			if mark == Offending || mark == Failing {
				width = 3
			}
			line("  linkStyle %s stroke:%s,stroke-width:%dpx", strings.Join(styles[mark], ","), mark.color(), width)
		}
	}
	d.mermaidLegend(line)
	for _, class := range [][2]string{
		{"private", "fill:#e6f4ea,stroke:" + Private.color() + ",color:#000"},
		{"public", "fill:#fdeee2,stroke:" + Offending.color() + ",color:#000"},
		{"offending", "fill:#fdeee2,stroke:" + Offending.color() + ",stroke-width:4px,color:#000"},
		{"failing", "fill:#fce8e6,stroke:" + Failing.color() + ",stroke-width:4px,color:#000"},
		{"legend", "fill:none,stroke:none"},
	} {
		if strings.Contains(b.String(), ":::"+class[0]+"\n") {
			line("  classDef %s %s", class[0], class[1])
		}
	}
	return b.String()
}

// mermaidNodes writes the nodes of a frame, or with -1 those outside of all frames.
func (d *Drawing) mermaidNodes(frame int, write func(string)) {
	for i, n := range d.Nodes {
		if n.Frame != frame {
			continue
		}
		class := map[Mark]string{Offending: ":::offending", Failing: ":::failing"}[n.Mark]
		shape := [2]string{"[", "]"}
		switch n.Kind {
		case HopNode:
			shape = [2]string{"([", "])"}
			class = ""
			if n.Path == Gateway || n.Path == Interface {
				class = ":::private"
			} else if n.Mark == Offending {
				class = ":::public"
			}
		case InternetNode:
			shape, class = [2]string{"((", "))"}, ""
		case S3Node:
			shape = [2]string{"[(", ")]"}
		default:
		}
		write(fmt.Sprintf(`n%d%s"%s"%s%s`, i, shape[0], mermaidLabel(n.Label), shape[1], class))
	}
}

// mermaid returns the arrow itself.
func (a Arrow) mermaid() string {
	switch {
	case a.Reachable == No:
		return "--x"
	case a.Reachable != Yes:
		return "-.->"
	case a.Mark == Offending:
		return "==>"
	}
	return "-->"
}

// mermaidLegend explains the colors that the drawing has, and that it is a summary.
func (d *Drawing) mermaidLegend(line func(string, ...any)) {
	var words []string
	for sentence := range strings.SplitSeq(strings.TrimSuffix(d.Note, "."), ". ") {
		if sentence != "" {
			words = append(words, mermaidText(sentence))
		}
	}
	for _, entry := range []struct {
		mark    Mark
		meaning string
	}{
		{Private, "green: private"}, {Offending, "orange: not private, or possibly not"}, {Failing, "red: fails"}, {Unsure, "gray: partly, or unknown"},
	} {
		if slices.ContainsFunc(d.Arrows, func(a Arrow) bool { return a.Mark == entry.mark }) {
			words = append(words, entry.meaning)
		}
	}
	if len(words) > 0 {
		line(`  legend["%s"]:::legend`, strings.Join(words, "<br/>"))
	}
}

// mermaidLabel returns the text of a node.
func mermaidLabel(lines []string) string {
	text := make([]string, len(lines))
	for i, line := range lines {
		text[i] = mermaidText(line)
	}
	return strings.Join(text, "<br/>")
}
