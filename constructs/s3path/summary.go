package s3path

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Summary returns one line with the number of subnets and their paths by the usual name, and by the dual-stack name where
// those differ. Paths that need attention come first, as in "6 subnets of 2 VPCs by the usual name: 1 internet, 5 gateway".
func (r *Report) Summary() string {
	subnets, paths := r.subnetsBy(UsualName)
	if subnets == 0 {
		return "no subnets"
	}
	summary := fmt.Sprintf("%s of %s by the usual name: %s", count(subnets, "subnet"), count(len(r.census()), "VPC"), paths)
	if differ, paths := r.subnetsBy(DualstackName); differ > 0 {
		summary += fmt.Sprintf("; by the dual-stack name, other paths of %s: %s", count(differ, "subnet"), paths)
	}
	return summary
}

// subnetsBy counts the subnets with a result for a name, and for each path.
func (r *Report) subnetsBy(name Name) (subnets int, words string) {
	counts := map[Path]int{}
	var paths []Path // in the order of the groups
	for _, g := range r.shown() {
		if g.Name != name || g.Clients[0].Kind != Subnet {
			continue
		}
		if counts[g.Path] == 0 {
			paths = append(paths, g.Path)
		}
		counts[g.Path] += len(g.Clients)
		subnets += len(g.Clients)
	}
	list := make([]string, len(paths))
	for i, p := range paths {
		list[i] = fmt.Sprintf("%d %s", counts[p], p)
	}
	return subnets, strings.Join(list, ", ")
}

func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// census counts the subnets of each VPC.
type census map[string]int

func (r *Report) census() census {
	c := census{}
	for _, g := range r.shown() {
		if g.Name == UsualName && g.Clients[0].Kind == Subnet {
			for _, client := range g.Clients {
				c[client.Vpc]++
			}
		}
	}
	return c
}

// label names the clients of a group: a single one by its name, and several by what their names have in common.
func (g *Group) label(all census) string {
	name, number := g.name(all)
	if name == "" || number == "" {
		return name + number
	}
	return fmt.Sprintf("%s (%s)", name, number)
}

// name returns what the names of the clients have in common, and how many they are if that is more than one.
func (g *Group) name(all census) (name, number string) {
	first, n := g.Clients[0], len(g.Clients)
	vpcs := map[string]bool{}
	for _, client := range g.Clients {
		vpcs[client.Vpc] = true
	}
	switch {
	case first.Kind == Workload:
		return workloadsLabel(g.Clients), ""
	case n == 1:
		return first.Name, ""
	case first.Kind != Subnet && len(vpcs) > 1:
		return first.Name, count(len(vpcs), "VPC")
	case first.Kind != Subnet:
		return first.Name, ""
	case len(vpcs) > 1:
		return "", fmt.Sprintf("%s of %s", count(n, "subnet"), count(len(vpcs), "VPC"))
	case n == all[first.Vpc]:
		return first.Vpc, count(n, "subnet")
	}
	if common := commonName(g.Clients, func(c Client) string { return c.Name }); common != "" {
		return common, count(n, "subnet")
	}
	return first.Vpc, fmt.Sprintf("%d of %d subnets", n, all[first.Vpc])
}

// commonName returns what the names of clients have in common if they differ only in the number at the end, such as
// "Network/Vpc/PrivateSubnet", and empty otherwise.
func commonName(clients []Client, nameOf func(Client) string) string {
	common := ""
	for i, client := range clients {
		stem := strings.TrimRightFunc(strings.TrimSuffix(nameOf(client), "/Subnet"), unicode.IsDigit)
		if i > 0 && stem != common {
			return ""
		}
		common = stem
	}
	return common
}

// maxCidrs is how many CIDR blocks of a group are listed.
const maxCidrs = 3

// cidrs lists the CIDR blocks of a group's clients, or the first if there are many.
func (g *Group) cidrs() string {
	var blocks []string
	for _, client := range g.Clients {
		switch unknown := "unknown: " + client.CidrCause; {
		case client.Cidr != "":
			blocks = append(blocks, client.Cidr)
		case client.CidrCause != "" && !slices.Contains(blocks, unknown):
			blocks = append(blocks, unknown)
		}
	}
	if more := len(blocks) - maxCidrs + 1; more > 1 {
		return fmt.Sprintf("%s and %d more", strings.Join(blocks[:maxCidrs-1], ", "), more)
	}
	return strings.Join(blocks, ", ")
}
