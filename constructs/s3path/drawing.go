package s3path

// Drawing is what a diagram of a report shows. Subnets of a VPC with the same paths are one box, and VPCs with the same paths
// are one frame. Workloads have a box if their paths differ from those of their subnet. Names that do not exist are left out,
// and so is the usual name for clients outside the VPCs, which use no endpoint for it.
type Drawing struct {
	// Frames are the VPCs. Those whose paths need attention come first.
	Frames []Frame
	// Nodes are the boxes of clients, the endpoints and gateways, the internet, and Amazon S3, which is the last one.
	Nodes []Node
	// Arrows lead from the clients to S3.
	Arrows []Arrow
	// Note is a sentence about what the drawing summarizes; empty if it shows each VPC separately.
	Note string
}

// Frame is a VPC, or several with the same paths.
type Frame struct {
	// Label has the name and the CIDR blocks of the VPC, or how many VPCs there are and some of their names.
	Label []string
	// Vpcs are the names of the VPCs.
	Vpcs []string
}

// Node is a box of clients, an endpoint or gateway, the internet, or Amazon S3.
type Node struct {
	Kind NodeKind
	// Frame is an index of Frames, or -1 for a node outside of the VPCs.
	Frame int
	// Path is the kind of an endpoint or gateway; empty for other nodes.
	Path Path
	// Label has a line for each of the name, the number or kind, and the CIDR blocks; lines without content are left out,
	// and long ones are shortened.
	Label []string
	// Mark is Offending if a request of the clients is, Failing if none reaches S3, and Private if one certainly does.
	// It is Offending for gateways to the internet, and Private for endpoints.
	Mark Mark
	// Lines are indexes of [Report.Lines]: the results of the clients, or those of requests through the endpoint or gateway.
	Lines []int
}

// NodeKind is what a node stands for.
type NodeKind string

// The kinds of nodes.
const (
	// ClientsNode is subnets, workloads, or a network outside the VPCs.
	ClientsNode NodeKind = "clients"
	// HopNode is an endpoint or a gateway, or several of the same kind.
	HopNode NodeKind = "hop"
	// InternetNode is the internet.
	InternetNode NodeKind = "internet"
	// S3Node is Amazon S3.
	S3Node NodeKind = "s3"
)

// Arrow is requests from one node to the next.
type Arrow struct {
	// From and To are indexes of Nodes.
	From, To int
	// Label has the names that the clients use, and whether their requests fail; empty beyond the first node.
	Label string
	// Mark is the color.
	Mark Mark
	// Reachable is Yes for a solid line, No for one with a cross, and otherwise for a dashed one.
	Reachable Reachable
	// Lines are indexes of [Report.Lines]: the results that the arrow stands for.
	Lines []int
}

// A drawing that has more is summarized. Mermaid accepts 500 edges; people read fewer.
const maxArrows, maxNodes, maxBoxes, maxFrames = 60, 48, 24, 12

// Drawing returns what a diagram of the report shows. In a drawing that would be too large for people or for Mermaid, requests
// that fail are drawn without the endpoint of another VPC that they use, and the VPCs whose paths need the least attention share
// a frame. The Note says so.
func (r *Report) Drawing() *Drawing {
	a := r.alike(false)
	if len(a.classes) <= maxFrames {
		if b := a.draw(len(a.classes)); b.fits() {
			return b.Drawing
		}
	}
	a = r.alike(true)
	for frames := min(len(a.classes), maxFrames); ; frames-- {
		if b := a.draw(frames); frames == 0 || b.fits() {
			return b.Drawing
		}
	}
}

func (d *Drawing) fits() bool { return len(d.Arrows) <= maxArrows && len(d.Nodes) <= maxNodes }
