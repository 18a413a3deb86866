package page

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// columns are the places between which arrows may bend: the nodes and labels of a rank are above each other, and an arrow that
// passes between them stays level.
type columns map[int]float64 // half of the width, by the center

func columnsOf(p placed, g graph) columns {
	c := columns{}
	add := func(x, width float64) { c[int(math.Round(x))] = max(c[int(math.Round(x))], width/2) }
	for _, n := range p.Nodes {
		add(n.X+n.Width/2, n.Width)
	}
	for i, a := range p.Arrows {
		if g.Arrows[i].Width > 0 {
			add(a.X, g.Arrows[i].Width)
		}
	}
	return c
}

// straighten makes arrows leave a node at its right side and end at the left side of another, each at a place of its own.
func (p *placed) straighten(g graph) {
	ends := func(node func(graphEdge) int, next func(route) float64, set func(i int, share float64)) {
		at := make([][]int, len(p.Nodes))
		for i, a := range g.Arrows {
			at[node(a)] = append(at[node(a)], i)
		}
		for _, arrows := range at {
			slices.SortStableFunc(arrows, func(i, j int) int { return cmp.Compare(next(p.Arrows[i]), next(p.Arrows[j])) })
			for k, i := range arrows {
				set(i, float64(k+1)/float64(len(arrows)+1))
			}
		}
	}
	ends(func(a graphEdge) int { return a.From }, func(r route) float64 { return r.Points[1].Y }, func(i int, share float64) {
		n := p.Nodes[g.Arrows[i].From]
		p.Arrows[i].Points[0] = point{n.X + n.Width, n.Y + n.Height*share}
	})
	ends(func(a graphEdge) int { return a.To }, func(r route) float64 { return r.Points[len(r.Points)-2].Y }, func(i int, share float64) {
		n := p.Nodes[g.Arrows[i].To]
		p.Arrows[i].Points[len(p.Arrows[i].Points)-1] = point{n.X, n.Y + n.Height*share}
	})
	c := columnsOf(*p, g)
	for i, a := range p.Arrows {
		last := len(a.Points) - 1
		points := []point{a.Points[0]}
		for _, at := range a.Points[1:last] {
			half := c[int(math.Round(at.X))]
			if at.X-half > points[len(points)-1].X && at.X+half < a.Points[last].X {
				points = append(points, point{at.X - half, at.Y}, point{at.X + half, at.Y})
			}
		}
		p.Arrows[i].Points = append(points, a.Points[last])
	}
}

// curve returns the data of a path that is level at each point.
func curve(points []point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%.1f %.1f", points[0].X, points[0].Y)
	for i, to := range points[1:] {
		from := points[i]
		middle := (from.X + to.X) / 2
		if from.Y == to.Y {
			fmt.Fprintf(&b, "H%.1f", to.X)
			continue
		}
		fmt.Fprintf(&b, "C%.1f %.1f %.1f %.1f %.1f %.1f", middle, from.Y, middle, to.Y, to.X, to.Y)
	}
	return b.String()
}
