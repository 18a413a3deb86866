package s3path

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/privates3/privates3-go/constructs/internal/network"
)

// maxSimilarVpcs is how many VPCs with similar results have lines of their own, with their own names. More share a line.
const maxSimilarVpcs = 3

// withoutSimilar puts lines together that differ only in the names of gateways, endpoints and rules: those of one VPC, such as
// subnets with a NAT gateway for each Availability Zone, and those of many VPCs.
func (r *Report) withoutSimilar(lines []Line) []Line {
	keys, reasons, vpcs := make([]string, len(lines)), make([]string, len(lines)), map[string]map[string]int{}
	for i, l := range lines {
		reasons[i] = withoutNames(l.common)
		keys[i] = fmt.Sprintf("%q", []any{l.Clients[0].Kind, l.By, l.Dns, l.Path, l.Possible, l.Reachable, l.Mark, reasons[i]})
		if vpcs[keys[i]] == nil {
			vpcs[keys[i]] = map[string]int{}
		}
		vpcs[keys[i]][l.Clients[0].Vpc]++
	}
	subnets, marked := r.census(), r.hasWorkloads()
	var list []Line
	at := map[string]int{} // in list
	for i, l := range lines {
		key := keys[i]
		if similar := vpcs[key]; len(similar) <= maxSimilarVpcs {
			if similar[l.Clients[0].Vpc] == 1 {
				list = append(list, l)
				continue
			}
			key += l.Clients[0].Vpc
		}
		j, ok := at[key]
		if !ok {
			at[key] = len(list)
			l.Reason, l.Clients = reasons[i], slices.Clone(l.Clients)
			list = append(list, l)
			continue
		}
		list[j].Clients = append(list[j].Clients, l.Clients...)
	}
	for _, j := range at {
		l := &list[j]
		l.Label, l.Blocks = l.labelWith(subnets, marked), l.cidrs()
	}
	return list
}

var (
	endpointName = regexp.MustCompile(`gateway endpoint [^ ]+ is on `)
	gatewayName  = regexp.MustCompile(`the (internet|NAT) gateway [^ ,;]+`)
	ruleNames    = regexp.MustCompile(`security group rules? .*\) (together )?allows? `)
)

// withoutNames returns a reason without the names of gateways, gateway endpoints and security group rules.
func withoutNames(reason string) string {
	reason = endpointName.ReplaceAllString(reason, "a gateway endpoint is on ")
	reason = gatewayName.ReplaceAllStringFunc(reason, func(match string) string {
		return article(network.TargetKind(strings.Fields(match)[1] + " gateway"))
	})
	return ruleNames.ReplaceAllString(reason, "security group rules allow ")
}
