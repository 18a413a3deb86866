package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
	"github.com/privates3/privates3-go/constructs/internal/topology"
)

// Unused is an S3 endpoint, a route table or security group rule of one, or a network ACL entry, that no result depends on.
type Unused struct {
	// Problem is one sentence that names the part and says why it has no effect.
	Problem string `json:"problem"`
	// Location is the endpoint, rule or entry, or its place in a list.
	Location Location `json:"location"`
}

// unused returns the parts that have no effect: gateway endpoints and their route tables that no subnet uses, rules of
// interface endpoints that allow nothing to any client, and network ACL entries without an effect.
func (a *analysis) unused() []Unused {
	var list []Unused
	add := func(r *template.Resource, place, format string, names ...any) {
		var l locations
		l.addResource(r, place)
		list = append(list, Unused{fmt.Sprintf(format, names...), l[0]})
	}
	for _, e := range a.network.Endpoints {
		if e.Resource == nil || e.Resource.Existing || e.IsS3() != template.True || e.Exists == template.False {
			continue
		}
		if e.IsGateway() == template.True && e.DnsRecordIpType.State == network.Absent {
			tables := a.topology.UnusedTables(e)
			if e.RouteTableIds.State == network.Known && len(tables) == len(e.RouteTableIds.List) && len(tables) > 0 {
				add(e.Resource, "", problemNoSubnets, e.Name())
				continue
			}
			for _, i := range tables {
				add(e.Resource, fmt.Sprintf("RouteTableIds.%d", i), problemUnusedTable, a.network.Name(e.RouteTableIds.List[i].Value), e.Name())
			}
		}
	}
	for _, rule := range a.unusedRules() {
		add(rule.Resource, rule.Place, rule.format, rule.Rule, rule.of.Name())
	}
	for _, acl := range a.network.NetworkAcls {
		for _, entry := range a.topology.UnusedEntries(acl) {
			add(entry.Resource, "", problemNoEffect, entry)
		}
	}
	return list
}

// unusedRule is an ingress rule without an effect for any endpoint. The message names one of these endpoints.
type unusedRule struct {
	*network.Rule
	of     *network.Endpoint
	format string
}

// unusedRules returns the ingress rules of S3 interface endpoints that have no effect.
func (a *analysis) unusedRules() []unusedRule {
	var list []unusedRule
	used := map[*network.Rule]bool{} // by another endpoint with the group
	for _, v := range a.network.Vpcs {
		interfaces := a.links.s3Endpoints(v).interfaces
		if len(interfaces) == 0 {
			continue
		}
		outsiders := a.outsiders(v)
		for _, e := range interfaces {
			unused, redundant := a.topology.UnusedIngress(e, a.links.of(v), outsiders)
			for _, g := range e.SecurityGroups {
				for _, r := range g.Ingress {
					switch {
					case slices.Contains(unused, r):
						list = append(list, unusedRule{r, e, problemNoClient})
					case slices.Contains(redundant, r):
						list = append(list, unusedRule{r, e, problemRedundant})
					default:
						used[r] = true
					}
				}
			}
		}
	}
	return slices.DeleteFunc(list, func(r unusedRule) bool {
		again := used[r.Rule]
		used[r.Rule] = true
		return again
	})
}

// outsiders returns the networks outside of a VPC.
func (a *analysis) outsiders(v *network.Vpc) []topology.Outsider {
	var list []topology.Outsider
	onPremises, peeredVpcs := a.outsideOf(v)
	for _, block := range onPremises {
		list = append(list, topology.Outsider{Cidr: block})
	}
	for _, block := range peeredVpcs {
		list = append(list, topology.Outsider{Cidr: block, Peered: true})
	}
	return list
}
