// layout places a graph with dagre. For its argument and its result, see layout.go.
function layout(graph) {
  const g = new dagre.graphlib.Graph({ compound: true, multigraph: true })
  g.setGraph({ rankdir: "LR", nodesep: 22, edgesep: 14, ranksep: 64, marginx: 16, marginy: 16 })
  graph.frames.forEach((_, i) => g.setNode("frame" + i, {}))
  graph.nodes.forEach((n, i) => {
    g.setNode("node" + i, { width: n.width, height: n.height })
    if (n.frame >= 0) g.setParent("node" + i, "frame" + n.frame)
  })
  graph.arrows.forEach((a, i) =>
    g.setEdge("node" + a.from, "node" + a.to, { width: a.width, height: a.height, labelpos: "c" }, "arrow" + i),
  )
  dagre.layout(g)
  const box = ({ x, y, width, height }) => ({ x: x - width / 2, y: y - height / 2, width, height })
  return {
    width: g.graph().width,
    height: g.graph().height,
    frames: graph.frames.map((_, i) => box(g.node("frame" + i))),
    nodes: graph.nodes.map((_, i) => box(g.node("node" + i))),
    arrows: graph.arrows.map((a, i) => {
      const { points, x, y } = g.edge("node" + a.from, "node" + a.to, "arrow" + i)
      return { points, x, y }
    }),
  }
}
