package page

import (
	_ "embed" // for the scripts
	"encoding/json"
	"fmt"
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
	Frames []struct{}  `json:"frames"`
	Nodes  []graphNode `json:"nodes"`
	Arrows []graphEdge `json:"arrows"`
}

type graphNode struct {
	Frame  int     `json:"frame"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// graphEdge has the size of its label.
type graphEdge struct {
	From   int     `json:"from"`
	To     int     `json:"to"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

// placed is what layout.js returns.
type placed struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
	Frames []rect  `json:"frames"`
	Nodes  []rect  `json:"nodes"`
	Arrows []route `json:"arrows"`
}

type rect struct {
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

type point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// route is the path of an arrow, and the center of its label.
type route struct {
	Points []point `json:"points"`
	point
}

// layout places a graph. The script sees numbers alone.
func layout(g graph) (placed, error) {
	var p placed
	input, err := json.Marshal(g)
	if err != nil {
		return p, err
	}
	vm := goja.New()
	vm.SetRandSource(func() float64 { return 0.5 })
	// dagre copies plain objects with a function of browsers.
	const browser = `const structuredClone = value => JSON.parse(JSON.stringify(value))`
	for _, script := range []string{browser, dagre, layoutJs} {
		if _, err := vm.RunString(script); err != nil {
			return p, fmt.Errorf("cannot lay out the drawing: %w", err)
		}
	}
	call, _ := goja.AssertFunction(vm.Get("layout"))
	output, err := call(goja.Undefined(), vm.ToValue(string(input)))
	if err != nil {
		return p, fmt.Errorf("cannot lay out the drawing: %w", err)
	}
	return p, json.Unmarshal([]byte(output.String()), &p)
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
