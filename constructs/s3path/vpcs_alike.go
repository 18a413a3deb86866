package s3path

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
)

// alike has the clients that are drawn, and which VPCs have the same paths.
type alike struct {
	lines     []Line
	vpcs      []Vpc
	indexOf   map[string]int // of vpcs, by name
	endpoints map[string]endpointAt
	exits     map[string]int // the VPCs of other gateways, by name, as far as their own subnets use them
	drawn     []drawnClient
	classes   [][]int // indexes of vpcs, those first whose paths need attention
	subnets   census
	brief     bool // whether a request that fails is drawn without the endpoint of another VPC
	ids       map[sketch]int
}

// endpointAt is where an endpoint is: in which VPC, and at which place among its endpoints of the same kind.
type endpointAt struct{ vpc, place int }

type drawnClient struct {
	Client
	vpc   int
	lines []int
}

// sketch is what distinguishes results in a drawing.
type sketch struct {
	name       Name
	path       Path
	mark       Mark
	reachable  Reachable
	carriers   string
	vpc, place int // of the endpoint
}

const ownVpc, noVpc = -1, -2

func (r *Report) alike(brief bool) *alike {
	a := &alike{brief: brief, lines: r.Lines(), vpcs: slices.Clone(r.Vpcs), indexOf: map[string]int{}, endpoints: map[string]endpointAt{}, exits: map[string]int{}, subnets: r.census(), ids: map[sketch]int{}}
	for i, v := range a.vpcs {
		a.indexOf[v.Name] = i
		places := map[Path]int{}
		for _, e := range v.Endpoints {
			place := 0
			if e.Kind == Interface { // gateway endpoints share a node
				place = places[e.Kind]
			}
			places[e.Kind]++
			if _, ok := a.endpoints[e.Name]; !ok {
				a.endpoints[e.Name] = endpointAt{i, place}
			}
		}
	}
	a.addClients()
	a.classify()
	return a
}

// addClients adds the clients with the results that are drawn, VPC by VPC and by address.
func (a *alike) addClients() {
	at := map[Client]int{}
	subnets := map[[2]string]int{} // by VPC and name
	for l, line := range a.lines {
		if line.Dns == NoSuchName || line.Clients[0].isOutside() && line.Name == UsualName {
			continue
		}
		for _, client := range line.Clients {
			i, ok := at[client]
			if !ok {
				i = len(a.drawn)
				at[client] = i
				if _, ok := a.indexOf[client.Vpc]; !ok {
					a.indexOf[client.Vpc] = len(a.vpcs)
					a.vpcs = append(a.vpcs, Vpc{Name: client.Vpc})
				}
				a.drawn = append(a.drawn, drawnClient{Client: client, vpc: a.indexOf[client.Vpc]})
				if client.Kind == Subnet {
					subnets[[2]string{client.Vpc, client.Name}] = i
				}
			}
			if client.Kind == Subnet {
				a.place(line, a.drawn[i].vpc)
			}
			a.drawn[i].lines = append(a.drawn[i].lines, l)
		}
	}
	all := slices.Clone(a.drawn)
	own := make([]int, len(a.vpcs))
	for i := range own {
		own[i] = i
	}
	a.drawn = slices.DeleteFunc(a.drawn, func(c drawnClient) bool {
		i, ok := subnets[[2]string{c.Vpc, c.Subnet}]
		return c.Kind == Workload && ok && a.among(c, all[i], own)
	})
	slices.SortStableFunc(a.drawn, func(c, d drawnClient) int {
		return cmp.Or(c.vpc-d.vpc, c.address().Compare(d.address()))
	})
}

// among reports whether a workload has only results that its subnet has too.
func (a *alike) among(workload, subnet drawnClient, vpcs []int) bool {
	has := a.sketches(subnet, vpcs, false)
	return !slices.ContainsFunc(a.sketches(workload, vpcs, false), func(id int) bool { return !slices.Contains(has, id) })
}

// address is the first one of the client's block, the zero address if that is unknown.
func (c Client) address() netip.Addr {
	block, _ := netip.ParsePrefix(c.Cidr)
	return block.Addr()
}

// place notes the firewalls that a subnet's requests pass before they leave its VPC, and the gateway by which they leave it.
func (a *alike) place(l Line, vpc int) {
	for _, via := range l.Via {
		if via.Kind != Firewall {
			return
		}
		a.exits[via.Name] = vpc
	}
	if l.Through != "" {
		a.exits[l.Through] = vpc
	}
}

// sketches returns numbers for what a drawing distinguishes of a client's results, with the class or the frame of each VPC. In a
// summary, only the kinds of paths differ.
func (a *alike) sketches(c drawnClient, of []int, summary bool) []int {
	var ids []int
	for _, l := range c.lines {
		s := a.sketch(a.lines[l], c.vpc, of, summary)
		id, ok := a.ids[s]
		if !ok {
			id = len(a.ids)
			a.ids[s] = id
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (a *alike) sketch(l Line, vpc int, of []int, summary bool) sketch {
	s := sketch{name: l.Name, path: l.Path, mark: l.Mark, reachable: l.Reachable, vpc: noVpc}
	if summary {
		return s
	}
	for _, via := range l.Via {
		s.carriers += string(via.Kind) + " "
		if via.Kind == Transit {
			s.carriers += via.Name + " "
		}
	}
	if l.Path == Transit {
		s.carriers += l.Through
	}
	if owner, ok := a.exits[l.Through]; ok && len(l.Via) > 0 {
		s.vpc = of[owner]
	}
	if e, ok := a.endpoints[l.Through]; ok && (l.Path == Interface || l.Path == Gateway) {
		switch {
		case e.vpc == vpc:
			s.vpc, s.place = ownVpc, e.place
		case !a.brief || l.Reachable != No:
			s.vpc, s.place = of[e.vpc], e.place
		}
	}
	return s
}

// classify finds the VPCs that have the same paths. At first the endpoints of all other VPCs are the same to a VPC; then those of
// VPCs that differ, differ. Rounds are few: each makes at least one class more.
func (a *alike) classify() {
	class := make([]int, len(a.vpcs))
	for {
		known := len(a.classes)
		class = a.split(class)
		if len(a.classes) == known {
			break
		}
	}
	a.sort()
}

// split splits classes of VPCs by the results of their clients and by their endpoints, and returns the class of each VPC.
func (a *alike) split(class []int) []int {
	signatures := make([]map[string]bool, len(a.vpcs))
	for i, v := range a.vpcs {
		signatures[i] = map[string]bool{fmt.Sprint("class ", class[i], v.Name == unknownVpc): true}
		for _, e := range v.Endpoints {
			signatures[i][fmt.Sprint(e.Kind, a.endpoints[e.Name].place)] = true
		}
	}
	for _, c := range a.drawn {
		signatures[c.vpc][fmt.Sprint(c.Kind, a.sketches(c, class, false))] = true
	}
	ids := map[string]int{}
	a.classes = nil
	next := make([]int, len(a.vpcs))
	for i, signature := range signatures {
		key := fmt.Sprint(signature) // which sorts the keys of maps
		id, ok := ids[key]
		if !ok {
			id = len(ids)
			ids[key] = id
			a.classes = append(a.classes, nil)
		}
		next[i] = id
		a.classes[id] = append(a.classes[id], i)
	}
	return next
}

// sort puts those classes first whose paths need attention, and large ones before small ones.
func (a *alike) sort() {
	marks := make([][4]int, len(a.vpcs)) // how many clients have each
	for _, c := range a.drawn {
		marks[c.vpc][slices.Index(Marks(), a.markOf(c.lines))]++
	}
	slices.SortStableFunc(a.classes, func(c, d []int) int {
		for i := range Marks() {
			if (marks[c[0]][i] > 0) != (marks[d[0]][i] > 0) {
				return cmp.Compare(marks[d[0]][i], marks[c[0]][i])
			}
		}
		return len(d) - len(c)
	})
}
