package s3path

import (
	"fmt"
	"slices"

	"github.com/privates3/privates3-go/constructs/internal/network"
	"github.com/privates3/privates3-go/constructs/internal/template"
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
				add(e.Resource, "", "gateway endpoint %s is only on route tables that no subnet uses", e.Name())
				continue
			}
			for _, i := range tables {
				add(e.Resource, fmt.Sprintf("RouteTableIds.%d", i), "no subnet uses route table %s of gateway endpoint %s", a.network.Name(e.RouteTableIds.List[i].Value), e.Name())
			}
		}
	}
	for _, rule := range a.unusedRules() {
		add(rule.Resource, rule.Place, rule.format, rule.Rule, rule.of.Name())
	}
	for _, acl := range a.network.NetworkAcls {
		for _, entry := range a.topology.UnusedEntries(acl) {
			add(entry.Resource, "", "network ACL entry %s has no effect, because entries with lower rule numbers match all of its traffic", entry)
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
		outsiders := a.outsidersOf(v)
		for _, e := range interfaces {
			unused, redundant := a.topology.UnusedIngress(e, a.links.of(v), outsiders)
			for _, g := range e.SecurityGroups {
				for _, r := range g.Ingress {
					switch {
					case slices.Contains(unused, r):
						list = append(list, unusedRule{r, e, "security group rule %s allows no known client to connect to %s on TCP 443"})
					case slices.Contains(redundant, r):
						list = append(list, unusedRule{r, e, "security group rule %s has no effect, because other rules already allow the same clients to connect to %s"})
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
