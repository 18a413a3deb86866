//go:build linux

package lab

import (
	"maps"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
)

// maker draws networks from a seed, always the same ones.
type maker struct {
	*draft
	*rand.Rand
	targets map[string][]target // what routes of a VPC may lead to
	vpcs    []string
	subnets map[string][]string // by VPC
	lists   []string
}

// target is what a route may lead to, with the property that names it.
type target struct{ property, id string }

func newMaker(seed uint64) *maker {
	return &maker{draft: newDraft(), Rand: rand.New(rand.NewPCG(seed, 0)), targets: map[string][]target{}, subnets: map[string][]string{}}
}

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

// sample takes some of a list, at least one if it has one.
func sample[T any](m *maker, list []T) []T {
	if len(list) == 0 {
		return nil
	}
	var taken []T
	for _, i := range m.Perm(len(list))[:1+m.IntN(len(list))] {
		taken = append(taken, list[i])
	}
	return taken
}

// blocks are those that random routes, rules and entries name.
func (m *maker) blocks() []string {
	return []string{
		"0.0.0.0/0", "0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16", "10.1.0.0/24", "10.2.0.0/24",
		"10.2.1.0/24", "10.1.0.0/25", "10.2.0.128/25", "192.168.0.0/16", "192.168.0.0/17", "192.168.7.0/24", "52.218.0.0/17", "8.8.8.8/32", "172.16.0.0/12",
	}
}

func (m *maker) ownBlock(vpc string) netip.Prefix {
	return netip.MustParsePrefix(m.properties(vpc)["CidrBlock"].(string))
}

// ofKind are the properties of all resources of a type.
func (d *draft) ofKind(kind string) map[string]props {
	found := map[string]props{}
	for id, r := range d.resources {
		if r.(props)["Type"] == kind {
			found[id] = r.(props)["Properties"].(props)
		}
	}
	return found
}

// any chooses a resource of some types; empty if there is none.
func (m *maker) any(kinds ...string) string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(m.resources)) {
		kind := m.resources[id].(props)["Type"].(string)
		if slices.Contains(kinds, strings.TrimPrefix(kind, "AWS::EC2::")) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return ""
	}
	return pick(m, ids)
}

// inZones leaves one subnet for each zone.
func (m *maker) inZones(subnets []string) []string {
	var zones []any
	return slices.DeleteFunc(slices.Clone(subnets), func(s string) bool {
		zone := m.properties(s)["AvailabilityZone"]
		if slices.Contains(zones, zone) {
			return true
		}
		zones = append(zones, zone)
		return false
	})
}

func (m *maker) somePorts() (from, to int) {
	ports := pick(m, [][2]int{{443, 443}, {1024, 65535}, {32768, 65535}, {0, 1023}, {80, 80}, {1, 65535}})
	return ports[0], ports[1]
}
