package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/plain"
	"github.com/privates3/privates3-go/constructs/s3path"
)

// drawing is what the template makes an SVG of.
type drawing struct {
	Width, Height float64
	Note          string
	Frames        []shape
	Nodes         []shape
	Arrows        []arrow
	Marks         []s3path.Mark // that the arrows have
}

// shape is a frame or a node with its lines of text.
type shape struct {
	rect
	Class string
	Title string
	Lines []text
	Round int    // radius of the corners
	Rows  string // the numbers of its rows in the table, empty if there are none
}

type text struct {
	X, Y float64
	Text string
	Bold bool
}

type arrow struct {
	Class string
	Mark  s3path.Mark
	Ends  string // "arrow" or "cross"
	D     string // the path
	Title string
	Label *shape // nil if there is none
	Rows  string
}

// Sizes in the drawing, in pixels. The width of a character is that of a wide sans-serif font of 13 pixels.
const (
	lineHeight, padding    = 17, 10
	charWidth, wideWidth   = 7.4, 14
	maxLine                = 38 // characters; longer lines are broken
	labelChar, labelHeight = 6.6, 15
)

// draw lays out a drawing. Rows beyond the limit are not in the table.
func draw(d *s3path.Drawing, rows int) (*drawing, error) {
	g := graph{Frames: make([]struct{}, len(d.Frames)), Nodes: []graphNode{}, Arrows: []graphEdge{}}
	lines := make([][]string, len(d.Nodes))
	for i, n := range d.Nodes {
		lines[i] = broken(n.Label, maxLine)
		width := widest(lines[i], charWidth) + 2*padding
		if n.Kind != s3path.ClientsNode {
			width += padding // for the round corners
		}
		g.Nodes = append(g.Nodes, graphNode{n.Frame, width, float64(lineHeight*len(lines[i]) + 2*padding)})
	}
	labels := make([][]string, len(d.Arrows))
	for i, a := range d.Arrows {
		edge := graphEdge{From: a.From, To: a.To}
		if a.Label != "" {
			labels[i] = broken([]string{a.Label}, maxLine)
			edge.Width, edge.Height = widest(labels[i], labelChar)+16, float64(labelHeight*len(labels[i])+4)
		}
		g.Arrows = append(g.Arrows, edge)
	}
	p, err := layout(g)
	if err != nil {
		return nil, fmt.Errorf("cannot lay out the drawing: %w", err)
	}
	header := 0
	titles := make([][]string, len(d.Frames))
	for i, f := range d.Frames {
		titles[i] = broken(f.Label, max(maxLine, int((p.Frames[i].Width-2*padding)/charWidth)))
		header = max(header, lineHeight*len(titles[i])+padding)
	}
	p.makeRoom(float64(header))
	p.straighten(g)
	view := &drawing{Width: p.Width, Height: p.Height, Note: d.Note}
	for i, f := range d.Frames {
		view.Frames = append(view.Frames, frameShape(f, p.Frames[i], titles[i]))
	}
	for i, n := range d.Nodes {
		view.Nodes = append(view.Nodes, nodeShape(n, p.Nodes[i], lines[i], rows))
	}
	for i, a := range d.Arrows {
		view.Arrows = append(view.Arrows, arrowShape(d, a, p.Arrows[i], labels[i], rows))
	}
	for _, mark := range s3path.Marks() {
		if slices.ContainsFunc(d.Arrows, func(a s3path.Arrow) bool { return a.Mark == mark }) {
			view.Marks = append(view.Marks, mark)
		}
	}
	return view, nil
}

func frameShape(f s3path.Frame, at rect, lines []string) shape {
	s := shape{rect: at, Title: plain.Text(strings.Join(f.Label, ", "))}
	for i, line := range lines {
		s.Lines = append(s.Lines, text{at.X + padding, at.Y + float64(lineHeight*(i+1)), line, i == 0})
	}
	return s
}

func nodeShape(n s3path.Node, at rect, lines []string, rows int) shape {
	s := shape{rect: at, Class: string(n.Kind), Title: strings.Join(lines, " "), Rows: rowList(n.Lines, rows), Round: 18}
	if n.Kind == s3path.ClientsNode {
		s.Round = 4
	}
	switch {
	case n.Kind == s3path.ClientsNode:
		s.Class += " " + string(n.Mark)
	case n.Kind == s3path.HopNode && (n.Path == s3path.Gateway || n.Path == s3path.Interface):
		s.Class += " private"
	case n.Mark == s3path.Offending:
		s.Class += " public"
	}
	for i, line := range lines {
		s.Lines = append(s.Lines, text{at.X + at.Width/2, at.Y + padding + float64(lineHeight*i) + 12.5, line, i == 0})
	}
	if n.Kind == s3path.ClientsNode {
		s.Title += ": " + markWords(n.Mark)
	}
	return s
}

func arrowShape(d *s3path.Drawing, a s3path.Arrow, at route, label []string, rows int) arrow {
	view := arrow{Class: string(a.Mark), Mark: a.Mark, Ends: "arrow", D: curve(at.Points), Rows: rowList(a.Lines, rows)}
	switch {
	case a.Reachable == s3path.No:
		view.Ends = "cross"
	case a.Reachable != s3path.Yes:
		view.Class += " dashed"
	}
	if a.Label == "" {
		view.Rows = "" // the arrows from the clients have them
	}
	view.Title = plain.Text(fmt.Sprintf("%s to %s: %s", strings.Join(d.Nodes[a.From].Label, ", "), strings.Join(d.Nodes[a.To].Label, ", "), a.Label))
	if len(label) == 0 {
		return view
	}
	width, height := widest(label, labelChar)+8, float64(labelHeight*len(label))
	view.Label = &shape{rect: rect{at.X - width/2, at.Y - height/2, width, height}}
	for i, line := range label {
		view.Label.Lines = append(view.Label.Lines, text{at.X, view.Label.Y + float64(labelHeight*i) + 11.5, line, false})
	}
	return view
}

func rowList(lines []int, rows int) string {
	var b strings.Builder
	for _, l := range lines {
		if l < rows {
			fmt.Fprintf(&b, "%d ", l)
		}
	}
	return strings.TrimSpace(b.String())
}

// broken breaks lines that are too long, if it can after a slash, a comma or a space.
func broken(lines []string, most int) []string {
	var all []string
	for _, line := range lines {
		runes := []rune(plain.Text(line))
		for len(runes) > most {
			at := most
			for i := most; i > most/2; i-- {
				if strings.ContainsRune("/, -", runes[i-1]) {
					at = i
					break
				}
			}
			all = append(all, strings.TrimSpace(string(runes[:at])))
			runes = runes[at:]
		}
		all = append(all, string(runes))
	}
	return all
}

// widest returns the width of the widest line.
func widest(lines []string, char float64) float64 {
	width := 0.0
	for _, line := range lines {
		w := 0.0
		for _, r := range line {
			if r >= 0x1100 { // Hangul, Chinese, Japanese and pictures are wide
				w += wideWidth
			} else {
				w += char
			}
		}
		width = max(width, w)
	}
	return width
}
