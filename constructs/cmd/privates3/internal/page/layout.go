package page

import (
	_ "embed" // for the scripts
	"slices"

	"github.com/dop251/goja"
)

// The layout is dagre's (@dagrejs/dagre 3.1.3, MIT), which places frames within frames and runs when the page is written, so that
// the drawing is in the page without any script. D2 lays out no better and adds 25 MB and 300 packages to the command. Graphviz
// in Go (goccy/go-graphviz) compiles WebAssembly whenever the command starts, even for other commands, and runs native code from
// a cache in the temporary directory that all users of the machine share. ELK adds 1.6 MB to each page, and leaves it without a
// drawing where scripts are off; in Go it takes seconds.
var (
	//go:embed dagre.min.js
	dagre string
	//go:embed layout.js
	layoutJs string
)

// graph is what layout.js takes.
type graph struct {
	Frames []struct{}
	Nodes  []graphNode
	Arrows []graphEdge
}

type graphNode struct {
	Frame         int // -1 for none
	Width, Height float64
}

// graphEdge has the size of its label.
type graphEdge struct {
	From, To      int
	Width, Height float64
}

// placed is what layout.js returns.
type placed struct {
	Width, Height float64
	Frames, Nodes []rect
	Arrows        []route
}

type rect struct{ X, Y, Width, Height float64 }

type point struct{ X, Y float64 }

// route is the path of an arrow, and the center of its label.
type route struct {
	Points []point
	X, Y   float64
}

// layout places a graph. The script sees numbers alone.
func layout(g graph) (placed, error) {
	var p placed
	vm := goja.New()
	vm.SetFieldNameMapper(goja.UncapFieldNameMapper())
	vm.SetRandSource(func() float64 { return 0.5 })
	// dagre copies plain objects with a function of browsers.
	const browser = `const structuredClone = value => JSON.parse(JSON.stringify(value))`
	for _, script := range []string{browser, dagre, layoutJs} {
		if _, err := vm.RunString(script); err != nil {
			return p, err
		}
	}
	run, _ := goja.AssertFunction(vm.Get("layout"))
	output, err := run(goja.Undefined(), vm.ToValue(g))
	if err != nil {
		return p, err
	}
	return p, vm.ExportTo(output, &p)
}

// makeRoom inserts space for a header at the top of each frame, because dagre has none for labels of frames. Everything below
// the top of a frame moves down.
func (p *placed) makeRoom(header float64) {
	var tops []float64
	for _, f := range p.Frames {
		tops = append(tops, f.Y)
	}
	slices.Sort(tops)
	tops = slices.Compact(tops)
	down := func(y float64) float64 {
		above := 0
		for _, top := range tops {
			if top <= y {
				above++
			}
		}
		return y + header*float64(above)
	}
	for i, f := range p.Frames {
		bottom := down(f.Y + f.Height)
		p.Frames[i].Y = down(f.Y) - header
		p.Frames[i].Height = bottom - p.Frames[i].Y
	}
	for i, n := range p.Nodes {
		p.Nodes[i].Y = down(n.Y)
	}
	for i, a := range p.Arrows {
		p.Arrows[i].Y = down(a.Y)
		for j, at := range a.Points {
			a.Points[j].Y = down(at.Y)
		}
	}
	p.Height = down(p.Height)
}
